package telemetry

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/claimsmith/claimsmith/host"
)

// metrics are a server's metrics in a registry of their own, so that several
// servers can be in one process.
type metrics struct {
	registry    *prometheus.Registry
	requests    *prometheus.CounterVec
	serving     *prometheus.HistogramVec
	evaluations *prometheus.CounterVec
	failures    *prometheus.CounterVec
	evaluating  *prometheus.HistogramVec
	saves       *prometheus.CounterVec
	tokens      *prometheus.CounterVec
}

func newMetrics(engine *host.Engine) metrics {
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: "claimsmith_" + name, Help: help}, labels)
	}
	seconds := func(name, help string, buckets []float64, labels ...string) *prometheus.HistogramVec {
		return prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "claimsmith_" + name, Help: help, Buckets: buckets}, labels)
	}
	m := metrics{
		registry: prometheus.NewRegistry(),
		requests: counter("http_requests_total", "HTTP requests answered, by route and class of status.", "method", "route", "status"),
		serving: seconds("http_request_duration_seconds", "Time from a request's header to the end of its answer.",
			[]float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}, "method", "route"),
		evaluations: counter("evaluations_total", "Calls of the policy engine, failed ones too.", "function"),
		failures:    counter("evaluation_failures_total", "Calls of the policy engine that failed, by code.", "code"),
		// A small evaluation takes microseconds, the largest one milliseconds.
		evaluating: seconds("evaluation_duration_seconds", "Time of a call of the policy engine, its wait for an instance too.",
			prometheus.ExponentialBuckets(10e-6, 4, 9), "function"),
		saves:  counter("saves_total", "Versions of documents saved by this server, by kind.", "kind"),
		tokens: counter("tokens_issued_total", "Tokens issued by this server, by kind.", "kind"),
	}
	m.registry.MustRegister(m.requests, m.serving, m.evaluations, m.failures, m.evaluating, m.saves, m.tokens,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	if engine != nil {
		m.registry.MustRegister(instances{engine})
	}
	return m
}

// MetricsHandler serves the metrics to Prometheus.
func (t *Telemetry) MetricsHandler() http.Handler {
	return promhttp.HandlerFor(t.registry, promhttp.HandlerOpts{Registry: t.registry})
}

// instances collects the engine's numbers, all of one moment.
type instances struct{ engine *host.Engine }

func describe(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc("claimsmith_engine_"+name, help, labels, nil)
}

var (
	instancesMade      = describe("instances_made_total", "Instances of the policy module made.")
	instancesDiscarded = describe("instances_discarded_total", "Instances dropped after a trap, the time limit or a broken contract.")
	instancesRecycled  = describe("instances_recycled_total", "Instances replaced because their memory had grown too large.")
	instancesNow       = describe("instances", "Instances that there are, idle or in use.", "state")
)

func (i instances) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{instancesMade, instancesDiscarded, instancesRecycled, instancesNow} {
		to <- d
	}
}

func (i instances) Collect(to chan<- prometheus.Metric) {
	stats := i.engine.Stats()
	counter := func(d *prometheus.Desc, value uint64) {
		to <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, float64(value))
	}
	counter(instancesMade, stats.Made)
	counter(instancesDiscarded, stats.Discarded)
	counter(instancesRecycled, stats.Recycled)
	gauge := func(state string, value int) {
		to <- prometheus.MustNewConstMetric(instancesNow, prometheus.GaugeValue, float64(value), state)
	}
	gauge("idle", stats.Idle)
	gauge("in_use", stats.InUse)
}
