package server_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/claimsmith/claimsmith/host/cmd/server"
)

const (
	benchConfig = `{"access_token":{"custom_claim_mappings":[` +
		`{"name":"country","expression":"anonymous_session.metadata.country"},` +
		`{"name":"https://shop.example/cart","expression":"anonymous_session.metadata.cart_id"},` +
		`{"name":"language","expression":"anonymous_session.metadata.language"},` +
		`{"name":"campaign","expression":"anonymous_session.metadata.utm\\.campaign"}]}}`
	benchMetadata = `{"country":"Spain","language":"es-ES","cart_id":"cart:0987654321","utm.campaign":"spring"}`
	evaluateBody  = `{"config":` + benchConfig + `,"session":{"session_id":"sess_12345","user_id":"anon|a7f3b2c9e1","metadata":` + benchMetadata + `},"audience":"https://api.shop.example"}`
	tokenBody     = `{"client_id":"shop","audience":"https://api.shop.example","metadata":` + benchMetadata + `}`
)

// A target is something to send requests to.
type target struct {
	name, url, body string
	// peer is what it is compared with.
	peer string
}

// senders is how many connections there are at once.
const senders = 16

// load sends so many requests and returns how many were answered in a second, and
// the time that 99 of 100 of them took at most.
func load(tb testing.TB, client *http.Client, to target, requests int) (perSecond float64, p99 time.Duration) {
	took := make([][]time.Duration, senders)
	var sending sync.WaitGroup
	start := time.Now()
	for i := range senders {
		sending.Go(func() {
			for range requests / senders {
				begun := time.Now()
				response, err := client.Post(to.url, "application/json", strings.NewReader(to.body))
				if err != nil {
					tb.Error(err)
					return
				}
				_, err = io.Copy(io.Discard, response.Body)
				_ = response.Body.Close()
				if err != nil || response.StatusCode != http.StatusOK {
					tb.Errorf("%s: %d, %v", to.name, response.StatusCode, err)
					return
				}
				took[i] = append(took[i], time.Since(begun))
			}
		})
	}
	sending.Wait()
	perSecond = float64(requests) / time.Since(start).Seconds()
	all := slices.Concat(took...)
	slices.Sort(all)
	return perSecond, all[len(all)*99/100]
}

func client() *http.Client {
	return &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: senders}}
}

// echo reads a body and writes it: the least that a server of this kind does.
func echo(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(body)
}

// BenchmarkLoopback compares the server with a handler that echoes the same bodies,
// client and server in one process. The targets take turns, and what is reported is
// the median of the ratios of a round: run it with -benchtime 5x.
func BenchmarkLoopback(b *testing.B) {
	echoing := httptest.NewServer(http.HandlerFunc(echo))
	defer echoing.Close()
	sites := map[string]*site{}
	for _, algorithm := range server.Algorithms() {
		sites[algorithm] = benchSite(b, algorithm)
	}
	targets := []target{
		{name: "echo", url: echoing.URL, body: evaluateBody},
		{name: "evaluate", url: sites["ES256"].url + "/v1/evaluate", body: evaluateBody, peer: "echo"},
		{name: "echo-token", url: echoing.URL, body: tokenBody},
	}
	for algorithm, s := range sites {
		targets = append(targets, target{name: "token-" + algorithm, url: s.url + "/anonymous/token", body: tokenBody, peer: "echo-token"})
	}
	c := client()
	for _, to := range targets {
		load(b, c, to, 50*senders) // connections, caches
	}
	throughput, p99s := map[string][]float64{}, map[string][]float64{}
	for b.Loop() {
		speed, slow := map[string]float64{}, map[string]time.Duration{}
		for _, to := range targets {
			speed[to.name], slow[to.name] = load(b, c, to, 300*senders)
			if to.peer != "" {
				throughput[to.name] = append(throughput[to.name], speed[to.name]/speed[to.peer])
				p99s[to.name] = append(p99s[to.name], float64(slow[to.name])/float64(slow[to.peer]))
			}
			for _, s := range sites {
				s.log.forget() // a log goes elsewhere, and is not kept in memory
			}
		}
	}
	median := func(list []float64) float64 {
		slices.Sort(list)
		return list[len(list)/2]
	}
	for name := range throughput {
		b.ReportMetric(median(throughput[name]), name+"-throughput/echo")
		b.ReportMetric(median(p99s[name]), name+"-p99/echo")
	}
}

// benchSite is a server with an application, without a limit that the load would
// come to.
func benchSite(tb testing.TB, algorithm string) *site {
	s := start(tb, func(o *server.Options) { o.Algorithm, o.Limits.AddressRate = algorithm, 0 })
	s.do("POST", "/api/v2/clients", nil, `{"client_id":"shop","name":"Shop",`+benchConfig[1:])
	return s
}

// TestSoak serves all kinds of requests for two seconds, or for as long as
// CLAIMSMITH_SOAK says, 1h for an hour, and sees that memory does not grow: neither
// what Go's collector knows of nor the process's.
func TestSoak(t *testing.T) {
	span := 2 * time.Second
	if text := os.Getenv("CLAIMSMITH_SOAK"); text != "" {
		var err error
		if span, err = time.ParseDuration(text); err != nil {
			t.Fatal(err)
		}
	}
	s := benchSite(t, "ES256")
	large := fmt.Sprintf(`{"config":%s,"session":{"metadata":{"country":%q}},"audience":""}`, benchConfig, strings.Repeat("x", 200<<10))
	c := client()
	round := func() {
		load(t, c, target{name: "evaluate", url: s.url + "/v1/evaluate", body: evaluateBody}, 40*senders)
		load(t, c, target{name: "token", url: s.url + "/anonymous/token", body: tokenBody}, 10*senders)
		s.do("PATCH", "/api/v2/clients/shop", nil, fmt.Sprintf(`{"round":%d}`, time.Now().UnixNano()))
		s.do("POST", "/v1/evaluate", nil, large)
		s.bad("POST", "/v1/evaluate", nil, `{"config":{},"session":1,"audience":""}`)
		s.log.forget()
	}
	measure := func() (heap, resident, goroutines int) {
		c.CloseIdleConnections()
		debug.FreeOSMemory()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int(m.HeapAlloc), residentBytes(t), runtime.NumGoroutine()
	}
	for range 3 {
		round()
	}
	heap, resident, goroutines := measure()
	rounds := 0
	for until := time.Now().Add(span); time.Now().Before(until); rounds++ {
		round()
	}
	heapAfter, residentAfter, goroutinesAfter := measure()
	t.Logf("%d rounds of %d requests: heap %d to %d KiB, resident %d to %d KiB, goroutines %d to %d", rounds, 50*senders+3,
		heap>>10, heapAfter>>10, resident>>10, residentAfter>>10, goroutines, goroutinesAfter)
	if grown := heapAfter - heap; grown > 4<<20 {
		t.Errorf("the heap has grown by %d KiB", grown>>10)
	}
	if grown := residentAfter - resident; grown > 32<<20 {
		t.Errorf("the process has grown by %d KiB", grown>>10)
	}
	if goroutinesAfter > goroutines+senders {
		t.Errorf("there are %d goroutines, there were %d", goroutinesAfter, goroutines)
	}
}

// residentBytes is the process's resident memory, 0 where the system does not tell.
func residentBytes(t *testing.T) (kib int) {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, line, _ := bytes.Cut(status, []byte("VmRSS:"))
	if _, err := fmt.Sscan(string(line), &kib); err != nil {
		t.Fatal(err)
	}
	return kib << 10
}
