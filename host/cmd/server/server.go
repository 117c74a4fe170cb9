package server

import (
	"cmp"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/preview"
	"github.com/claimsmith/claimsmith/host/cmd/server/directory"
	"github.com/claimsmith/claimsmith/host/cmd/server/issuer"
	"github.com/claimsmith/claimsmith/host/cmd/server/limit"
	"github.com/claimsmith/claimsmith/host/cmd/server/outage"
	"github.com/claimsmith/claimsmith/host/cmd/server/recording"
	"github.com/claimsmith/claimsmith/host/cmd/server/store"
	"github.com/claimsmith/claimsmith/host/cmd/server/telemetry"
)

// Options are what a server needs, and what may be other than by default.
type Options struct {
	// Store and Engine remain the caller's to close, after the server.
	Store  *store.Store
	Engine *host.Engine
	// Module is the policy module that the page runs, nil for the built-in one. The
	// engine runs the same.
	Module []byte

	// Issuer is the URL in the iss of tokens, under which clients find the server. It
	// ends in a slash.
	Issuer string
	// Aliases are other URLs that the server has, each with a slash at its end: what is
	// issued by a request to one of them names it as its issuer.
	Aliases []string
	// Lenient has the issuer give what nothing is saved about: tokens for APIs and scopes
	// that are not registered, and anonymous sessions of applications that do not say.
	// What is saved is obeyed all the same.
	Lenient bool
	// Algorithm signs tokens that are made from now on, one of Algorithms.
	Algorithm string
	// Rotation is how old a key becomes before there is another one; 0 is for ever.
	Rotation  time.Duration
	Lifetimes Lifetimes

	// Loopback says that the server listens on loopback alone. Then it answers for no
	// other host than Host, localhost and loopback addresses: else a page of any site
	// could use it, by having its own name resolved to 127.0.0.1.
	Loopback bool
	Host     string

	// Open has the Management API ask nobody for a token: whoever reaches the server
	// may do everything, also through a proxy on its machine that does not say that it
	// is one. It needs Loopback.
	Open bool

	// Recording writes down what is evaluated, nil for nothing.
	Recording *recording.Recorder

	Limits Limits
	Logger *slog.Logger
	Env    func(string) string // for OpenTelemetry's variables; nil is os.Getenv
}

// Lifetimes are how long what is issued lasts.
type Lifetimes struct{ AccessToken, IDToken, Session, RefreshToken time.Duration }

// DefaultLifetimes are the provider's.
func DefaultLifetimes() Lifetimes {
	const day = 24 * time.Hour
	return Lifetimes{AccessToken: day, IDToken: 10 * time.Hour, Session: 30 * day, RefreshToken: 30 * day}
}

// Limits are what the server bounds beside the size of bodies.
type Limits struct {
	Concurrent int           // requests at once; as many again wait, and the others are refused
	BodyTime   time.Duration // for the body of one request to come, before it counts as one
	Time       time.Duration // for one request, from then on
	Rate       float64       // requests of one API token in a second; 0 is no limit
	Burst      int           // of them at once

	// AddressRate and AddressBurst are the same for the requests of one address to the
	// issuer. Behind a proxy all have the proxy's.
	AddressRate  float64
	AddressBurst int
	// Stored is how much is stored of the issuer's logins, and as much again of the ends
	// of sessions.
	Stored store.Bounds
}

// DefaultLimits suit a team.
func DefaultLimits() Limits {
	return Limits{
		Concurrent: 64, BodyTime: 10 * time.Second, Time: 30 * time.Second, Rate: 50, Burst: 200,
		AddressRate: 100, AddressBurst: 1000, Stored: issuer.DefaultBounds(),
	}
}

// check judges what no other package does.
func (o *Options) check() error {
	l := o.Limits
	switch {
	case l.Concurrent < 1:
		return fmt.Errorf("claimsmith: a server serves one request at once at least, not %d", l.Concurrent)
	case l.BodyTime <= 0:
		return fmt.Errorf("claimsmith: a body has some time to come, not %v", l.BodyTime)
	case l.Time <= 0:
		return fmt.Errorf("claimsmith: a request has some time, not %v", l.Time)
	case l.Rate < 0 || l.Rate > 0 && l.Burst < 1:
		return wrongRate(l.Rate, l.Burst)
	case l.AddressRate < 0 || l.AddressRate > 0 && l.AddressBurst < 1:
		return wrongRate(l.AddressRate, l.AddressBurst)
	case o.Open && !o.Loopback:
		return errors.New("claimsmith: an open server listens on loopback alone")
	case o.Rotation < 0:
		return fmt.Errorf("claimsmith: keys are rotated after some time, or never if it is 0, not %v", o.Rotation)
	}
	for _, lifetime := range []time.Duration{o.Lifetimes.AccessToken, o.Lifetimes.IDToken, o.Lifetimes.Session, o.Lifetimes.RefreshToken} {
		if lifetime < time.Second {
			return fmt.Errorf("claimsmith: what is issued lives for a second at least, not %v", lifetime)
		}
	}
	return nil
}

func wrongRate(rate float64, burst int) error {
	return fmt.Errorf("claimsmith: a rate is 0 for no limit or more, with a burst of 1 at least, not %v and %d", rate, burst)
}

// DefaultAlgorithm is the provider's.
const DefaultAlgorithm = "RS256"

// Algorithms are those that tokens can be signed with.
func Algorithms() []string { return []string{"RS256", "ES256"} }

// The largest bodies, in bytes. A config, a session and an audience may have 1.3 MB
// together by the policy.
const (
	maxDocument   = directory.MaxDocument
	maxEvaluation = 2 << 20
)

// bodiesAtOnce is how many of the largest bodies are read at once by a part of the
// server. Of small ones it is a few thousand.
const bodiesAtOnce = 32

// A Server is the handler and what works behind it. Close it when nobody calls it
// any more.
type Server struct {
	options   Options
	store     *store.Store
	engine    *host.Engine
	directory *directory.Directory
	issuer    *issuer.Issuer
	telemetry *telemetry.Telemetry
	logs      *logs
	logger    *slog.Logger
	rates     *limit.Rate // of API tokens; nil without a limit
	addresses *limit.Rate // of addresses at the issuer; the same
	places    []*limit.Concurrency
	handler   http.Handler
	stop      context.CancelFunc
	stopped   chan struct{}

	notRecorded sync.Once // tells of a recording with gaps
}

//go:embed openapi.json
var openAPI []byte

// New makes a server. The context bounds that work alone.
func New(ctx context.Context, o Options) (_ *Server, err error) {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if err := o.check(); err != nil {
		return nil, err
	}
	logger := slog.New(telemetry.WithRequestIDs(o.Logger.Handler()))
	s := &Server{options: o, store: o.Store, engine: o.Engine, logger: logger, logs: &logs{}, stopped: make(chan struct{})}
	const callers = 10_000
	if o.Limits.Rate > 0 {
		s.rates = limit.NewRate(o.Limits.Rate, o.Limits.Burst, callers)
	}
	if o.Limits.AddressRate > 0 {
		s.addresses = limit.NewRate(o.Limits.AddressRate, o.Limits.AddressBurst, callers)
	}
	s.telemetry, err = telemetry.New(ctx, telemetry.Options{Logger: o.Logger, Engine: o.Engine, Env: o.Env})
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			_ = s.telemetry.Shutdown(ctx) // the error before it matters more
		}
	}()
	s.directory, err = directory.Open(ctx, o.Store, o.Engine, domainOf(o.Issuer), func(v store.Version) { s.telemetry.Saved(string(v.Kind)) })
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			s.directory.Close()
		}
	}()
	s.issuer, err = issuer.New(ctx, issuer.Options{
		URL: o.Issuer, Engine: observed{o.Engine, s}, Find: s.find, Registered: s.registered, Users: s.users, User: s.user, Aliases: o.Aliases, Logged: s.logged, Storage: o.Store,
		Algorithm: o.Algorithm, Logger: logger, Issued: s.telemetry.Issued,
		AccessTokenLifetime: o.Lifetimes.AccessToken, IDTokenLifetime: o.Lifetimes.IDToken,
		SessionLifetime: o.Lifetimes.Session, RefreshTokenLifetime: o.Lifetimes.RefreshToken,
		LongestAccessToken: directory.MaxTokenLifetime, LongestSession: directory.MaxSessionLifetime,
		Bounds: o.Limits.Stored,
	})
	if err != nil {
		return nil, err
	}
	page, err := preview.Handler(preview.Options{Module: o.Module, Server: true})
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	s.routes(mux.Handle, page)
	s.handler = s.telemetry.Wrap(s.protect(mux))
	keeping, stop := context.WithCancel(context.Background())
	s.stop = stop
	go s.keep(keeping)
	return s, nil
}

// Handler serves everything. It may be used by any number of goroutines.
func (s *Server) Handler() http.Handler { return s.handler }

// Close ends what works in the background, and sends the last traces.
func (s *Server) Close(ctx context.Context) error {
	s.stop()
	<-s.stopped
	s.directory.Close()
	return s.telemetry.Shutdown(ctx)
}

// observed is an engine whose evaluations are counted and recorded.
type observed struct {
	*host.Engine
	server *Server
}

func (o observed) Evaluate(ctx context.Context, config, session, audience []byte) (host.Outcome, error) {
	begun := time.Now()
	outcome, err := o.Engine.Evaluate(ctx, config, session, audience)
	o.server.telemetry.Evaluated(ctx, "evaluate", err, time.Since(begun))
	o.server.record(ctx, session, audience, err)
	return outcome, err
}

// record writes an evaluation down. That it cannot is told once, and stops nothing.
func (s *Server) record(ctx context.Context, session, audience []byte, failed error) {
	if s.options.Recording == nil {
		return
	}
	if err := s.options.Recording.Evaluated(session, audience, failed); err != nil {
		s.notRecorded.Do(func() {
			s.logger.ErrorContext(ctx, "the recording has gaps from now on: an evaluation could not be written", slog.Any("error", err))
		})
	}
}

// registered is the issuer's view of the origins in the directory.
func (s *Server) registered(_ context.Context, clientID, origin string) bool {
	return s.directory.Registered(clientID, origin)
}

// An adder adds a route, as http.ServeMux.Handle does.
type adder func(pattern string, h http.Handler)

// routes adds all routes. What must answer whatever happens is not limited.
func (s *Server) routes(add adder, page http.Handler) {
	module := s.options.Engine.Module()
	alive := fmt.Appendf(nil, `{"status":"ok","module":{"sha256":%q,"runner":%q}}`, module.SHA256, module.Runner)
	add("/", page)
	add("GET /healthz", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_ = write(w, http.StatusOK, alive)
	}))
	add("GET /readyz", s.answering(s.ready))
	add("GET /metrics", s.telemetry.MetricsHandler())
	add("GET /openapi.json", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Cache-Control", "no-cache")
		_ = write(w, http.StatusOK, openAPI)
	}))

	// Each of these has places of its own, so that one cannot take them from another. A
	// request takes one when its body is there: who sends one slowly takes none.
	group := func(maxBody int64, routes func(adder)) http.Handler {
		mux := http.NewServeMux()
		routes(mux.Handle)
		most := s.options.Limits.Concurrent
		places := limit.NewConcurrency(most, most)
		s.places = append(s.places, places)
		bodies := limit.NewBodies(maxBody, bodiesAtOnce*maxBody, s.options.Limits.BodyTime)
		return bodies.Limit(refuse)(limit.Time(s.options.Limits.Time)(places.Limit(refuse)(mux)))
	}
	sameSite := http.NewCrossOriginProtection()
	sameSite.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		refuse(w, r, http.StatusForbidden, "cross_origin", "Pages of other sites cannot use this.")
	}))
	add("/api/v2/", sameSite.Handler(group(maxDocument, func(add adder) {
		s.management(add)
		add("/api/v2/", s.nothingOf(allowedMethods(s.management)))
	})))
	add("/v1/", sameSite.Handler(group(maxEvaluation, func(add adder) {
		s.evaluations(add)
		add("/v1/", allowedMethods(s.evaluations))
	})))
	issuing := group(maxEvaluation, func(add adder) {
		s.issuer.Routes(add)
		add("/", http.HandlerFunc(nothing))
	})
	if s.addresses != nil {
		issuing = s.addresses.Limit(address, refuse)(issuing)
	}
	for _, path := range issuerPaths {
		add(path, s.issuer.CrossOrigin(issuing))
	}
	// Browsers go to these from anywhere.
	going := group(maxDocument, func(add adder) { s.issuer.Pages(add) })
	if s.addresses != nil {
		going = s.addresses.Limit(address, refuse)(going)
	}
	for _, path := range pagePaths {
		add(path, going)
	}
}

// pagePaths are those of the issuer's pages.
var pagePaths = []string{"/authorize", "/v2/logout", "/oidc/logout"}

// issuerPaths are those that the issuer answers at or below.
var issuerPaths = []string{"/anonymous/", "/oauth/", "/userinfo", "/.well-known/"}

// allowedMethods has for each path a handler that tells which methods there are.
func allowedMethods(routes func(adder)) *http.ServeMux {
	methods := map[string][]string{}
	routes(func(pattern string, _ http.Handler) {
		if method, path, ok := strings.Cut(pattern, " "); ok {
			methods[path] = append(methods[path], method)
		}
	})
	mux := http.NewServeMux()
	for path, all := range methods {
		slices.Sort(all)
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Allow", strings.Join(all, ", "))
			refuse(w, r, http.StatusMethodNotAllowed, "method_not_allowed", "Only "+strings.Join(all, ", ")+" is served here.")
		})
	}
	mux.HandleFunc("/", nothing)
	return mux
}

func nothing(w http.ResponseWriter, r *http.Request) {
	refuse(w, r, http.StatusNotFound, "inexistent_route", "There is nothing here for this method.")
}

// ready reports whether the server can do its work: the database can be written to,
// and the engine evaluates.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) error {
	ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
	defer cancel()
	_, err := s.engine.Evaluate(ctx, []byte("{}"), []byte("{}"), []byte(`""`))
	if err = errors.Join(err, s.store.Ready(ctx)); err != nil {
		s.logger.ErrorContext(ctx, "not ready", "error", err)
		e := newRefusal(http.StatusServiceUnavailable, "not_ready", "The database or the engine does not do its work; the server's log says more.")
		e.RetryAfter = 5
		if known, ok := outage.Of(err); ok {
			e.Message = known.Message
			e.RetryAfter = cmp.Or(known.RetryAfter, e.RetryAfter)
		}
		return e
	}
	return write(w, http.StatusOK, []byte(`{"status":"ok"}`))
}

// protection is in all answers. The page has a policy of its own, which takes the place of
// this one.
var protection = http.Header{
	"Content-Security-Policy": {"default-src 'none'; frame-ancestors 'none'"},
	"X-Content-Type-Options":  {"nosniff"},
	"Referrer-Policy":         {"no-referrer"},
}

// protect sets the headers of all answers, and refuses requests for other hosts.
func (s *Server) protect(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		maps.Copy(header, protection)
		if r.TLS != nil && !s.options.Loopback { // other servers of this machine may have no TLS
			header.Set("Strict-Transport-Security", "max-age=31536000")
		}
		if s.options.Loopback && !preview.ForThisMachine(r.Host, s.options.Host) {
			refuse(w, r, http.StatusMisdirectedRequest, "wrong_host", "The request is for another host than this server, which is localhost or the address that it listens on.")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// refuse answers with an error in the form that its part of the server has.
func refuse(w http.ResponseWriter, r *http.Request, status int, code, message string) {
	for _, path := range slices.Concat(issuerPaths, pagePaths) {
		if strings.HasPrefix(r.URL.Path, path) {
			// RFC 6749, section 5.2.
			code := "invalid_request"
			if status >= 500 || status == http.StatusTooManyRequests {
				code = "temporarily_unavailable"
			}
			text, _ := json.Marshal(map[string]string{"error": code, "error_description": message}) // cannot fail
			_ = write(w, status, text)
			return
		}
	}
	newRefusal(status, code, message).write(w)
}

func (e *refusal) write(w http.ResponseWriter) {
	if e.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(e.RetryAfter))
	}
	text, err := json.Marshal(e)
	if err != nil { // problems that are no JSON, which no engine of ours writes
		text = []byte(`{"statusCode":500,"error":"Internal Server Error","message":"The problems cannot be told."}`)
	}
	_ = write(w, e.Status, text)
}

// keep does what has to be done now and then.
func (s *Server) keep(ctx context.Context) {
	defer close(s.stopped)
	hourly := time.NewTicker(time.Hour)
	defer hourly.Stop()
	for {
		if _, err := s.store.DeleteExpiredGrants(ctx); err != nil && ctx.Err() == nil {
			s.logger.ErrorContext(ctx, "expired grants not deleted", "error", err)
		}
		if err := s.rotate(ctx); err != nil && ctx.Err() == nil {
			s.logger.ErrorContext(ctx, "keys not rotated", "error", err)
		}
		select {
		case <-hourly.C:
		case <-ctx.Done():
			return
		}
	}
}

// rotate has the issuer sign with a new key if the newest one is too old.
func (s *Server) rotate(ctx context.Context) error {
	if s.options.Rotation == 0 {
		return nil
	}
	keys, err := s.store.Keys(ctx)
	if err != nil {
		return err
	}
	for _, key := range keys { // newest first
		if key.Use == "sig" {
			if time.Since(key.Created) < s.options.Rotation {
				return nil
			}
			break
		}
	}
	return s.issuer.Rotate(ctx)
}
