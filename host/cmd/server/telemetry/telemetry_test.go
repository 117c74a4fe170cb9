package telemetry_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/server/telemetry"
)

// untraced is an environment without variables.
func untraced(string) string { return "" }

// newTelemetry makes telemetry without traces, whose log is the buffer.
func newTelemetry(t *testing.T, engine *host.Engine) (*telemetry.Telemetry, *bytes.Buffer) {
	t.Helper()
	log := new(bytes.Buffer)
	tel, err := telemetry.New(t.Context(), telemetry.Options{
		Logger: slog.New(slog.NewJSONHandler(log, nil)), Engine: engine, Env: untraced,
	})
	if err != nil {
		t.Fatal(err)
	}
	return tel, log
}

// routes answers with a text, a refusal, an error, nothing at all, or a panic.
func routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /clients/{id}", func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, telemetry.RequestID(r.Context()))
	})
	mux.HandleFunc("POST /refused", func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, "no", http.StatusForbidden)
		w.WriteHeader(http.StatusOK) // too late
	})
	mux.HandleFunc("/broken", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
	mux.HandleFunc("GET /silent", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("GET /panic", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	return mux
}

// ask serves one request, through a panic too.
func ask(handler http.Handler, method, target string, header ...string) *httptest.ResponseRecorder {
	w, r := httptest.NewRecorder(), httptest.NewRequest(method, target, strings.NewReader("secret body"))
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	defer func() { _ = recover() }()
	handler.ServeHTTP(w, r)
	return w
}

// scrape reads the metrics that are the project's own.
func scrape(t *testing.T, tel *telemetry.Telemetry) string {
	t.Helper()
	w := httptest.NewRecorder()
	tel.MetricsHandler().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	if w.Code != http.StatusOK {
		t.Fatalf("the metrics answer %d", w.Code)
	}
	return w.Body.String()
}

func wantMetrics(t *testing.T, tel *telemetry.Telemetry, lines ...string) {
	t.Helper()
	text := scrape(t, tel)
	for _, line := range lines {
		if !strings.Contains("\n"+text, "\n"+line+"\n") {
			t.Errorf("the metrics lack %q", line)
		}
	}
	if t.Failed() {
		t.Log(regexp.MustCompile(`(?m)^(#|go_|process_|.*_bucket).*\n`).ReplaceAllString(text, ""))
	}
}

func TestRequestsAreLogged(t *testing.T) {
	tel, log := newTelemetry(t, nil)
	handler := tel.Wrap(routes())
	for _, test := range []struct {
		method, target, want string
	}{
		{"GET", "/clients/hidden?token=hidden", `{"level":"INFO","msg":"request","request_id":"an-id","method":"GET","route":"/clients/{id}","status":200,"bytes":5,"remote":"192.0.2.1:1234"}`},
		{"POST", "/refused", `{"level":"INFO","msg":"request","request_id":"an-id","method":"POST","route":"/refused","status":403,"bytes":3,"remote":"192.0.2.1:1234"}`},
		{"HIDDEN", "/broken", `{"level":"ERROR","msg":"request","request_id":"an-id","method":"other","route":"/broken","status":502,"bytes":0,"remote":"192.0.2.1:1234"}`},
		{"GET", "/silent", `{"level":"INFO","msg":"request","request_id":"an-id","method":"GET","route":"/silent","status":200,"bytes":0,"remote":"192.0.2.1:1234"}`},
		{"GET", "/panic", `{"level":"ERROR","msg":"request","request_id":"an-id","method":"GET","route":"/panic","status":500,"bytes":0,"remote":"192.0.2.1:1234","panicked":true}`},
		{"GET", "/hidden", `{"level":"INFO","msg":"request","request_id":"an-id","method":"GET","route":"unmatched","status":404,"bytes":19,"remote":"192.0.2.1:1234"}`},
	} {
		log.Reset()
		ask(handler, test.method, test.target, "X-Request-Id", "an-id", "Authorization", "Bearer hidden")
		var line struct{ Seconds *float64 }
		if err := json.Unmarshal(log.Bytes(), &line); err != nil || line.Seconds == nil || *line.Seconds < 0 {
			t.Errorf("%s is no line, or without a time: %v", log, err)
		}
		got := regexp.MustCompile(`"(time|seconds)":("[^"]*"|[0-9.e-]+),`).ReplaceAllString(log.String(), "")
		if got != test.want+"\n" {
			t.Errorf("%s %s is logged as\n%snot\n%s", test.method, test.target, got, test.want)
		}
	}
	wantMetrics(t, tel,
		`claimsmith_http_requests_total{method="GET",route="/clients/{id}",status="2xx"} 1`,
		`claimsmith_http_requests_total{method="POST",route="/refused",status="4xx"} 1`,
		`claimsmith_http_requests_total{method="other",route="/broken",status="5xx"} 1`,
		`claimsmith_http_requests_total{method="GET",route="/panic",status="5xx"} 1`,
		`claimsmith_http_requests_total{method="GET",route="unmatched",status="4xx"} 1`,
		`claimsmith_http_request_duration_seconds_count{method="GET",route="/clients/{id}"} 1`,
	)
	if text := scrape(t, tel); strings.Contains(strings.ToLower(text), "hidden") {
		t.Error("the metrics show what the caller sent")
	}
}

func TestRequestIDs(t *testing.T) {
	tel, log := newTelemetry(t, nil)
	handler := tel.Wrap(routes())
	longest := strings.Repeat("x", 64)
	made := map[string]bool{}
	for _, test := range []struct {
		sent string
		kept bool
	}{
		{"7", true}, {"aZ09._-", true}, {longest, true},
		{"", false}, {longest + "x", false}, {"a b", false}, {"a\"b", false}, {"é", false}, {"a\tb", false},
	} {
		log.Reset()
		w := ask(handler, "GET", "/clients/1", "X-Request-Id", test.sent)
		id := w.Header().Get("X-Request-Id")
		if (id == test.sent) != test.kept || id == "" || made[id] {
			t.Errorf("the id %q is answered with %q", test.sent, id)
		}
		made[id] = true
		if w.Body.String() != id || !strings.Contains(log.String(), `"request_id":"`+id+`"`) {
			t.Errorf("the id is %q, the handler sees %q and the log is %s", id, w.Body, log)
		}
	}
	if id := telemetry.RequestID(t.Context()); id != "" {
		t.Errorf("no request has the id %q", id)
	}
}

// Hints come before the answer, whose status it is that counts.
func TestEarlyHints(t *testing.T) {
	tel, log := newTelemetry(t, nil)
	server := httptest.NewServer(tel.Wrap(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusEarlyHints)
		http.Error(w, "no", http.StatusForbidden)
	})))
	answer, err := server.Client().Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	server.Close() // the handler has ended then
	if answer.StatusCode != http.StatusForbidden || !strings.Contains(log.String(), `"status":403,"bytes":3,`) {
		t.Errorf("the answer has the status %d and the log is %s", answer.StatusCode, log)
	}
}

// What a handler does beyond Write has to reach the connection.
func TestAnswersCanBeFlushed(t *testing.T) {
	tel, _ := newTelemetry(t, nil)
	w := httptest.NewRecorder()
	tel.Wrap(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if err := http.NewResponseController(w).Flush(); err != nil {
			t.Error(err)
		}
	})).ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	if !w.Flushed {
		t.Error("the answer was not flushed")
	}
}

func TestEvaluationsAreCounted(t *testing.T) {
	tel, _ := newTelemetry(t, nil)
	for _, failure := range []struct {
		err  error
		code string
	}{
		{nil, ""},
		{fmt.Errorf("within: %w", &host.PolicyError{Code: "invalid_session"}), "invalid_session"},
		{&host.PolicyError{Code: "of_the_future"}, "other"},
		{fmt.Errorf("%w: a trap", host.ErrCrashed), "crashed"},
		{host.ErrTimeLimit, "time_limit"},
		{host.ErrClosed, "closed"},
		{context.Canceled, "canceled"},
		{context.DeadlineExceeded, "deadline_exceeded"},
		{errors.New("a surprise"), "internal"},
	} {
		tel.Evaluated(t.Context(), "evaluate", failure.err, 3*time.Millisecond)
		if failure.code != "" {
			wantMetrics(t, tel, fmt.Sprintf(`claimsmith_evaluation_failures_total{code="%s"} 1`, failure.code))
		}
	}
	tel.Evaluated(t.Context(), "explain", nil, 30*time.Microsecond)
	wantMetrics(t, tel,
		`claimsmith_evaluations_total{function="evaluate"} 9`,
		`claimsmith_evaluations_total{function="explain"} 1`,
		`claimsmith_evaluation_duration_seconds_sum{function="explain"} 3e-05`,
		`claimsmith_evaluation_duration_seconds_count{function="evaluate"} 9`,
	)
	if strings.Contains(scrape(t, tel), `code=""`) {
		t.Error("a success is counted as a failure")
	}
}

func TestSavesAndTokensAreCounted(t *testing.T) {
	tel, _ := newTelemetry(t, nil)
	tel.Saved("client")
	tel.Saved("client")
	tel.Saved("tenant")
	tel.Issued("access_token")
	wantMetrics(t, tel,
		`claimsmith_saves_total{kind="client"} 2`,
		`claimsmith_saves_total{kind="tenant"} 1`,
		`claimsmith_tokens_issued_total{kind="access_token"} 1`,
	)
}

func TestInstancesAreCounted(t *testing.T) {
	ctx := t.Context()
	// An instance has 128 KiB at first, so every one is too large to keep.
	engine, err := host.New(ctx, host.WithInstances(1), host.WithRecycling(1))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = engine.Close(context.Background()) }()
	tel, _ := newTelemetry(t, engine)
	wantMetrics(t, tel, `claimsmith_engine_instances{state="idle"} 1`)
	for range 2 {
		if _, err := engine.Describe(ctx); err != nil {
			t.Fatal(err)
		}
	}
	wantMetrics(t, tel,
		`claimsmith_engine_instances_made_total 2`,
		`claimsmith_engine_instances_recycled_total 2`,
		`claimsmith_engine_instances_discarded_total 0`,
		`claimsmith_engine_instances{state="idle"} 0`,
		`claimsmith_engine_instances{state="in_use"} 0`,
	)
}

// Names and units are as Prometheus wants them, and each metric explains itself.
func TestMetricsAreWellNamed(t *testing.T) {
	engine, err := host.New(t.Context(), host.WithInstances(1))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = engine.Close(context.Background()) }()
	tel, _ := newTelemetry(t, engine)
	ask(tel.Wrap(routes()), "GET", "/silent")
	tel.Evaluated(t.Context(), "evaluate", host.ErrClosed, 0)
	tel.Saved("client")
	tel.Issued("id_token")
	text := scrape(t, tel)
	problems, err := promlint.New(strings.NewReader(text)).Lint()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s", p.Metric, p.Text)
	}
	for _, name := range []string{"go_goroutines ", "process_open_fds ", "claimsmith_engine_instances_made_total "} {
		if !strings.Contains(text, "\n"+name) {
			t.Errorf("the metrics lack %s", name)
		}
	}
}
