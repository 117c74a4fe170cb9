package telemetry_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	common "go.opentelemetry.io/proto/otlp/common/v1"
	otlp "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/server/telemetry"
)

// A collector takes spans over HTTP, as one of OpenTelemetry's does.
type collector struct {
	*httptest.Server
	mu        sync.Mutex
	refusing  int // the status to refuse with, 0 for none
	paths     []string
	resources []*otlp.ResourceSpans
}

func newCollector(t *testing.T) *collector {
	c := new(collector)
	c.Server = httptest.NewServer(c)
	t.Cleanup(c.Close)
	return c
}

func (c *collector) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.paths = append(c.paths, r.URL.Path)
	if c.refusing != 0 {
		w.WriteHeader(c.refusing)
		return
	}
	body, err := io.ReadAll(r.Body)
	var data otlp.TracesData // the same fields as the request's message
	if err == nil {
		err = proto.Unmarshal(body, &data)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	c.resources = append(c.resources, data.ResourceSpans...)
}

// spans returns all spans by name; two of one name are an error.
func (c *collector) spans(t *testing.T) map[string]*otlp.Span {
	t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	spans := map[string]*otlp.Span{}
	for _, resource := range c.resources {
		for _, scope := range resource.ScopeSpans {
			for _, span := range scope.Spans {
				if spans[span.Name] != nil {
					t.Errorf("there are two spans %q", span.Name)
				}
				spans[span.Name] = span
			}
		}
	}
	return spans
}

// attribute is an attribute's value as a text, "" without one.
func attribute(attributes []*common.KeyValue, name string) string {
	for _, a := range attributes {
		if a.Key == name {
			return a.Value.GetStringValue()
		}
	}
	return ""
}

// traced makes telemetry whose traces go where the process's variables say.
func traced(t *testing.T) (*telemetry.Telemetry, *bytes.Buffer) {
	t.Helper()
	log := new(bytes.Buffer)
	tel, err := telemetry.New(t.Context(), telemetry.Options{Logger: slog.New(slog.NewJSONHandler(log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	return tel, log
}

// shutdown must export what there is.
func shutdown(t *testing.T, tel *telemetry.Telemetry) {
	t.Helper()
	if err := tel.Shutdown(context.Background()); err != nil {
		t.Error(err)
	}
}

func TestTraces(t *testing.T) {
	c := newCollector(t)
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", c.URL)
	tel, log := traced(t)
	const remote = "0af7651916cd43dd8448eb211c80319c"
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/evaluate/{hidden}", func(w http.ResponseWriter, r *http.Request) {
		tel.Evaluated(r.Context(), "evaluate", nil, 5*time.Second)
		tel.Evaluated(r.Context(), "explain", &host.PolicyError{Code: "invalid_session", Message: "hidden"}, 0)
		tel.Evaluated(r.Context(), "validate", host.ErrCrashed, 0)
		w.WriteHeader(http.StatusBadGateway)
	})
	handler := tel.Wrap(mux)
	ask(handler, "POST", "/v1/evaluate/x?q=hidden", "Traceparent", "00-"+remote+"-b7ad6b7169203331-01", "Authorization", "hidden")
	if !strings.Contains(log.String(), `"trace_id":"`+remote+`"`) {
		t.Errorf("the log does not name the trace: %s", log)
	}
	ask(handler, "GET", "/nothing")
	shutdown(t, tel)

	spans := c.spans(t)
	if len(spans) != 5 {
		t.Fatalf("there are %d spans: %v", len(spans), spans)
	}
	request := spans["POST /v1/evaluate/{hidden}"]
	if request == nil || hex.EncodeToString(request.TraceId) != remote || request.Kind != otlp.Span_SPAN_KIND_SERVER ||
		request.Status.Code != otlp.Status_STATUS_CODE_ERROR {
		t.Fatalf("the request's span is %v", request)
	}
	if got := attribute(request.Attributes, "http.route"); got != "/v1/evaluate/{hidden}" {
		t.Errorf("the route is %q", got)
	}
	for name, want := range map[string]struct {
		status otlp.Status_StatusCode
		code   string
	}{
		"evaluate": {otlp.Status_STATUS_CODE_UNSET, ""},
		"explain":  {otlp.Status_STATUS_CODE_UNSET, "invalid_session"},
		"validate": {otlp.Status_STATUS_CODE_ERROR, "crashed"},
	} {
		span := spans[name]
		if span == nil || !bytes.Equal(span.ParentSpanId, request.SpanId) || !bytes.Equal(span.TraceId, request.TraceId) {
			t.Errorf("the span %s is not the request's: %v", name, span)
		}
		if got := attribute(span.GetAttributes(), "error.type"); got != want.code || span.GetStatus().GetCode() != want.status {
			t.Errorf("the span %s has the code %q and the status %v", name, got, span.GetStatus())
		}
		if strings.Contains(span.String(), "hidden") {
			t.Errorf("the span %s tells what was evaluated: %v", name, span)
		}
	}
	if span := spans["evaluate"]; span.EndTimeUnixNano-span.StartTimeUnixNano != uint64(5*time.Second) {
		t.Errorf("the evaluation took from %d to %d", span.StartTimeUnixNano, span.EndTimeUnixNano)
	}
	if other := spans["GET"]; other == nil || hex.EncodeToString(other.TraceId) == remote {
		t.Errorf("a request without a route has the span %v", other)
	}
	if strings.Contains(strings.ReplaceAll(request.String(), "{hidden}", ""), "hidden") {
		t.Errorf("the span tells what the caller sent: %v", request)
	}
	if !slices.Equal(c.paths, []string{"/v1/traces"}) {
		t.Errorf("the spans went to %q", c.paths)
	}
	about := c.resources[0].Resource.Attributes
	if got := attribute(about, "service.name"); got != "claimsmith" {
		t.Errorf("the service's name is %q", got)
	}
}

func TestTracesObeyTheEnvironment(t *testing.T) {
	c := newCollector(t)
	t.Setenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", c.URL+"/elsewhere")
	t.Setenv("OTEL_SERVICE_NAME", "ours")
	tel, _ := traced(t)
	ask(tel.Wrap(routes()), "GET", "/silent")
	shutdown(t, tel)
	if !slices.Equal(c.paths, []string{"/elsewhere"}) || attribute(c.resources[0].Resource.Attributes, "service.name") != "ours" {
		t.Errorf("the spans went to %q, of %v", c.paths, c.resources)
	}

	c.paths = nil
	t.Setenv("OTEL_TRACES_SAMPLER", "always_off")
	tel, _ = traced(t)
	ask(tel.Wrap(routes()), "GET", "/silent")
	shutdown(t, tel)
	if c.paths != nil {
		t.Error("spans were exported that the sampler leaves out")
	}
}

// A collector that refuses costs spans and nothing else, and the log says so.
func TestLostSpansAreLogged(t *testing.T) {
	c := newCollector(t)
	c.refusing = http.StatusForbidden
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", c.URL)
	tel, log := traced(t)
	if w := ask(tel.Wrap(routes()), "GET", "/silent"); w.Code != http.StatusOK {
		t.Errorf("a request is answered with %d", w.Code)
	}
	log.Reset()
	shutdown(t, tel)
	if !strings.Contains(log.String(), `"msg":"spans lost","spans":1,`) {
		t.Errorf("the log says %s", log)
	}
}

func TestEndpointsAreChecked(t *testing.T) {
	for _, endpoint := range []string{"127.0.0.1:4318", "ftp://127.0.0.1", "http://", "http://%", "x"} {
		for _, name := range []string{"OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"} {
			_, err := telemetry.New(t.Context(), telemetry.Options{Env: environment(name, endpoint)})
			if err == nil || !strings.Contains(err.Error(), name+" ") || !strings.Contains(err.Error(), endpoint) {
				t.Errorf("%s=%s gives the error %v", name, endpoint, err)
			}
		}
	}
}

// environment is one with these variables.
func environment(variables ...string) func(string) string {
	return func(name string) string {
		if i := slices.Index(variables, name); i >= 0 && i%2 == 0 {
			return variables[i+1]
		}
		return ""
	}
}

// Without traces nothing runs in the background: the bubble would not end while
// something does. Shutdown is not called for that reason.
func TestNoTraces(t *testing.T) {
	if os.Getenv("OTEL_TRACES_SAMPLER") != "" {
		t.Fatal("the environment of the tests samples traces")
	}
	const name, endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"
	for _, env := range []func(string) string{
		environment(),
		environment(name, endpoint, "OTEL_SDK_DISABLED", "True"),
		environment(name, endpoint, "OTEL_TRACES_EXPORTER", "none"),
	} {
		synctest.Test(t, func(t *testing.T) {
			log := new(bytes.Buffer)
			tel, err := telemetry.New(t.Context(), telemetry.Options{Logger: slog.New(slog.NewJSONHandler(log, nil)), Env: env})
			if err != nil {
				t.Fatal(err)
			}
			ask(tel.Wrap(routes()), "GET", "/silent", "Traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
			tel.Evaluated(t.Context(), "evaluate", nil, 0)
			if strings.Contains(log.String(), "trace_id") {
				t.Errorf("the log names a trace: %s", log)
			}
		})
		tel, err := telemetry.New(t.Context(), telemetry.Options{Env: env})
		if err != nil {
			t.Fatal(err)
		}
		shutdown(t, tel)
	}
}
