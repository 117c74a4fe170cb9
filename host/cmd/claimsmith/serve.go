package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/server"
	"github.com/claimsmith/claimsmith/host/cmd/server/recording"
	"github.com/claimsmith/claimsmith/host/cmd/server/store"
	"github.com/claimsmith/claimsmith/host/internal/display"
)

// serveFlags are the flags of serve.
type serveFlags struct {
	settings  string
	addr      string
	open      bool
	lenient   bool
	tls       bool
	authority string
	database  string
	issuer    string
	algorithm string
	rotation  time.Duration
	cert, key string
	logLevel  string
	grace     time.Duration
	lifetimes server.Lifetimes
	limits    server.Limits

	record, recordKey string
	recordValues      bool
}

func (a *app) serveCommand() *cobra.Command {
	flags := serveFlags{lifetimes: server.DefaultLifetimes(), limits: server.DefaultLimits()}
	command := &cobra.Command{
		Use:   "serve",
		Short: "Serve a Management API to save to and an issuer to test against",
		Long: `serve runs a server for your machine or your team, until it is interrupted. It is not
an identity provider for the public: whoever reaches it can have tokens for anybody.

  /                    the page: edit mappings, preview the tokens, save
  /api/v2/…            applications, APIs and tenant settings, as the provider's Management
                       API has them; every save is a version that can be restored
  /anonymous/token     tokens of anonymous sessions; /oauth/token those of logins and machines
  /authorize           a login page with a button for each user of /api/v2/users
  /.well-known/…       discovery and keys, for other people's clients
  /v1/evaluate …       the policy over HTTP; /v1/effective, which mappings apply and why
  /openapi.json        what all of these take and answer
  /healthz /readyz /metrics

--record FILE writes what is evaluated to the end of a file, for 'claimsmith replay': a line
of JSON for each session and audience. Strings and numbers of sessions are hashed by a key,
of equal length and equal where they were equal; names of members, scopes, protocols and
audiences stay. The key is new at each start, unless --record-key names a file of one.

The Management API asks for an API token. At the first start there is none, so serve
makes one that may do everything and prints it on standard output, once: the database
has a hash of it. It makes and prints none if there is one already ('claimsmith token
create' makes them), nor with --open, which lets everybody who reaches the server do
everything and listens on loopback alone.

What is saved is obeyed, as at the provider: an application has anonymous sessions, an
API is registered with its scopes, and a client grant is there, or there is the
provider's error. --lenient gives what nothing is saved about.

Every flag can be set by an environment variable, --addr by CLAIMSMITH_ADDR, and in a
JSON file that --settings names: {"addr": "127.0.0.1:8080"}. A flag goes before a
variable, a variable before the file. OTEL_EXPORTER_OTLP_ENDPOINT turns traces on.`,
		Example: `  claimsmith serve
  claimsmith serve --open
  claimsmith serve --tls
  claimsmith serve --addr 127.0.0.1:8080 --database team.db --signing-algorithm ES256
  claimsmith serve --addr 0.0.0.0:8443 --tls-cert cert.pem --tls-key key.pem \
    --issuer https://claims.team.example/ --database postgres://claims@db.team.example/claims`,
		Args: cobra.NoArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			if err := a.fromFile(command, flags.settings, false); err != nil {
				return err
			}
			return a.runServer(command.Context(), &flags)
		},
	}
	f := command.Flags()
	f.StringVar(&flags.settings, "settings", "", "read settings from this JSON `file`")
	f.StringVar(&flags.addr, "addr", "127.0.0.1:8484", "listen on this `host:port`; port 0 is any free one")
	f.BoolVar(&flags.open, "open", false, "ask nobody for an API token: every program and user of this machine may do everything, and so may whoever a proxy on it lets in; listens on loopback alone")
	f.BoolVar(&flags.lenient, "lenient", false, "issue tokens also for APIs and scopes that are not registered, and for applications that do not say that they have anonymous sessions")
	addDatabase(f, &flags.database)
	f.StringVar(&flags.issuer, "issuer", "", "the `URL` in the iss of tokens, under which clients reach the server (default where it listens; on loopback both as localhost and by its address)")
	f.StringVar(&flags.algorithm, "signing-algorithm", server.DefaultAlgorithm, "sign new tokens with this `algorithm`: "+strings.Join(server.Algorithms(), " or "))
	f.DurationVar(&flags.rotation, "rotate-keys", 90*24*time.Hour, "sign with a new key after this `duration`; the old one stays published while its tokens last")
	f.BoolVar(&flags.tls, "tls", false, "serve HTTPS with a certificate that is made now")
	f.StringVar(&flags.authority, "tls-authority", "claimsmith-ca.pem", "with --tls, write the certificate of its authority to this PEM `file`: clients that trust it trust the server")
	f.StringVar(&flags.cert, "tls-cert", "", "serve HTTPS with the certificate in this PEM `file`")
	f.StringVar(&flags.key, "tls-key", "", "the certificate's private key, a PEM `file`")
	f.StringVar(&flags.logLevel, "log-level", "info", "log from this `level` on: debug, info, warn or error")
	f.DurationVar(&flags.grace, "shutdown-grace", 10*time.Second, "let requests under way go on for this `duration` when interrupted")
	f.StringVar(&flags.record, "record", "", "write what is evaluated to the end of this `file`, for replay")
	f.StringVar(&flags.recordKey, "record-key", "", "hash the values of recordings by what is in this `file`, 16 bytes or more, so that recordings of several starts fit together")
	f.BoolVar(&flags.recordValues, "record-values", false, "record the values of sessions as they are, in place of hashes")
	l := &flags.lifetimes
	f.DurationVar(&l.AccessToken, "access-token-lifetime", l.AccessToken, "how long access tokens last, a `duration`")
	f.DurationVar(&l.IDToken, "id-token-lifetime", l.IDToken, "how long ID tokens last, a `duration`")
	f.DurationVar(&l.Session, "session-lifetime", l.Session, "how long anonymous sessions last, a `duration`")
	f.DurationVar(&l.RefreshToken, "refresh-token-lifetime", l.RefreshToken, "how long refresh tokens last, a `duration`")
	m := &flags.limits
	f.IntVar(&m.Concurrent, "max-concurrent", m.Concurrent, "serve this `number` of requests at once; as many again wait, the others are refused with 503")
	f.DurationVar(&m.BodyTime, "max-body-time", m.BodyTime, "give up a request whose body takes longer than this `duration` to come")
	f.DurationVar(&m.Time, "max-time", m.Time, "give up a request this `duration` after its body has come")
	f.Float64Var(&m.Rate, "rate", m.Rate, "let each API token make this `number` of requests a second; 0 is no limit")
	f.IntVar(&m.Burst, "burst", m.Burst, "and this `number` of them at once")
	f.Float64Var(&m.AddressRate, "address-rate", m.AddressRate, "let each address make this `number` of requests a second to the issuer; 0 is no limit")
	f.IntVar(&m.AddressBurst, "address-burst", m.AddressBurst, "and this `number` of them at once")
	for _, b := range []struct {
		bound    *store.Bound
		name, of string
	}{{&m.Stored.ByClient, "max-client-stored", "of an application's logins"}, {&m.Stored.InAll, "max-stored", "of all logins"}} {
		f.Int64Var(&b.bound.Grants, b.name, b.bound.Grants, "store this `number` "+b.of+": of answers for userinfo and of what refresh tokens give; then the oldest go")
		f.Int64Var(&b.bound.Bytes, b.name+"-bytes", b.bound.Bytes, "and this `number` of bytes of them")
	}
	return command
}

// runServer serves until the context ends.
func (a *app) runServer(ctx context.Context, flags *serveFlags) error {
	var level slog.Level
	if err := level.UnmarshalText([]byte(flags.logLevel)); err != nil {
		levels := []string{"debug", "info", "warn", "error"}
		return usagef("--log-level is %s, not %q%s", strings.Join(levels, " or "), flags.logLevel, didYouMean(flags.logLevel, levels))
	}
	if flags.grace < 0 {
		return usagef("--shutdown-grace cannot be negative, as %v is", flags.grace)
	}
	if flags.record == "" && (flags.recordKey != "" || flags.recordValues) {
		return usagef("--record-key and --record-values go with --record")
	}
	certificate, err := certificateOf(flags)
	if err != nil {
		return err
	}
	logger := newLogger(a.stderr, level)
	listener, name, err := listen(ctx, flags.addr)
	if err != nil {
		return err
	}
	defer func() { _ = listener.Close() }()
	if flags.tls {
		if certificate, err = makeCertificate(name, flags.authority); err != nil {
			return err
		}
	}
	address := listener.Addr().(*net.TCPAddr)
	if flags.open && !address.IP.IsLoopback() {
		return usagef("--open lets everybody who reaches the server do everything, so it listens on loopback alone, as at 127.0.0.1:8484, and not on %s; without --open it asks for an API token", flags.addr)
	}
	storage, err := store.Open(ctx, flags.database)
	if err != nil {
		return err
	}
	defer func() { _ = storage.Close() }()
	for _, notice := range storage.Notices() {
		logger.Warn(notice)
	}
	engine, err := a.engine(ctx, host.WithInstances(2*runtime.GOMAXPROCS(0)), host.WithLogger(logger))
	if err != nil {
		return err
	}
	defer release(engine)
	module := engine.Module()
	logger.Info("engine made", "module", module.SHA256, "runner", module.Runner)
	base := serverURL(name, address, certificate != nil)
	options := server.Options{
		Store: storage, Engine: engine, Logger: logger, Env: a.env,
		Issuer: flags.issuer, Algorithm: flags.algorithm, Rotation: flags.rotation,
		Loopback: address.IP.IsLoopback(), Host: name, Open: flags.open, Lenient: flags.lenient,
		Lifetimes: flags.lifetimes, Limits: flags.limits,
	}
	if options.Issuer == "" {
		options.Issuer = base
		if options.Loopback {
			for _, known := range []string{"localhost", address.IP.String()} {
				if alias := serverURL(known, address, certificate != nil); alias != base {
					options.Aliases = append(options.Aliases, alias)
				}
			}
		}
	}
	if a.module != "" {
		if options.Module, err = os.ReadFile(a.module); err != nil {
			return err
		}
	}
	if flags.record != "" {
		file, err := os.OpenFile(flags.record, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			return fmt.Errorf("--record: %w", err)
		}
		defer func() { _ = file.Close() }()
		recorded := recording.Options{Values: flags.recordValues}
		if flags.recordKey != "" {
			if recorded.Key, err = os.ReadFile(flags.recordKey); err != nil {
				return fmt.Errorf("--record-key: %w", err)
			}
			if len(recorded.Key) < 16 {
				return usagef("--record-key: %s has %d bytes, and a key has 16 or more", flags.recordKey, len(recorded.Key))
			}
		}
		options.Recording = recording.New(file, recorded)
	}
	s, err := server.New(ctx, options)
	if err != nil {
		return err
	}
	defer func() {
		ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), flags.grace)
		defer cancel()
		if err := s.Close(ending); err != nil {
			logger.Error("not everything ended well", "error", err)
		}
	}()
	if _, err := fmt.Fprintf(a.stdout, "serving at %s\n", base); err != nil {
		return err
	}
	if err := a.tellWhoMayCome(ctx, storage, flags.open); err != nil {
		return err
	}
	if err := a.tellWhatRuns(&options, flags, base); err != nil {
		return err
	}
	if certificate != nil {
		listener = tls.NewListener(listener, &tls.Config{
			Certificates: []tls.Certificate{*certificate}, MinVersion: tls.VersionTLS12, NextProtos: []string{"h2", "http/1.1"},
		})
	}
	return a.serve(ctx, listener, &http.Server{
		Handler: s.Handler(),
		// An answer has the time of its request, and some to be sent.
		WriteTimeout: flags.limits.BodyTime + flags.limits.Time + time.Minute,
		ErrorLog:     slog.NewLogLogger(logger.Handler(), slog.LevelWarn),
	}, flags.grace)
}

// newLogger logs lines of JSON. What clients send stands in them, and people read logs
// on terminals, also later out of files: what those would obey is written as escapes.
func newLogger(to io.Writer, level slog.Level) *slog.Logger {
	return slog.New(slog.NewJSONHandler(display.Writer{To: to}, &slog.HandlerOptions{Level: level}))
}

// tellWhatRuns tells which server this is: of several, people take one for another.
func (a *app) tellWhatRuns(o *server.Options, flags *serveFlags, page string) error {
	mode := "what is not registered is refused"
	if o.Lenient {
		mode = "lenient: what is not registered is given"
	}
	if flags.tls {
		mode += "; trust the authority in " + flags.authority
	}
	_, err := fmt.Fprintf(a.stdout, "issuer %s; database %s; page %s; %s\n",
		strings.Join(append([]string{o.Issuer}, o.Aliases...), " and "), printable(databaseName(flags.database)), page, printable(mode))
	return err
}

// tellWhoMayCome makes the first API token, if there is none, and tells it; or it tells
// that there need be none. It writes to standard output, where no logs are. Of several
// servers that start at once with one database each may make a first one.
func (a *app) tellWhoMayCome(ctx context.Context, storage *store.Store, open bool) error {
	if open {
		_, err := fmt.Fprintln(a.stdout, "open: every program and user of this machine, and whoever a proxy on it lets in, may read and save everything without an API token")
		return err
	}
	tokens, err := storage.Tokens(ctx)
	if err != nil || len(tokens) > 0 {
		return err
	}
	made, text, err := server.NewToken("first token", server.Scopes(), 0)
	if err != nil {
		return err
	}
	if err := storage.AddToken(ctx, made); err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.stdout, `API token: %s
This is the first one: it may do everything, and it is shown this once. The page asks for it, and programs
send it in the header "Authorization: Bearer …". 'claimsmith token' makes others and deletes this one.
`, text)
	if err != nil {
		// Nobody has seen it, and the next start has to make another.
		return errors.Join(err, storage.DeleteToken(context.WithoutCancel(ctx), made.ID))
	}
	return nil
}

func certificateOf(flags *serveFlags) (*tls.Certificate, error) {
	if (flags.cert == "") != (flags.key == "") {
		return nil, usagef("--tls-cert and --tls-key go together")
	}
	if flags.cert != "" && flags.tls {
		return nil, usagef("--tls makes a certificate, so there is none in --tls-cert")
	}
	if flags.cert == "" {
		return nil, nil
	}
	certificate, err := tls.LoadX509KeyPair(flags.cert, flags.key)
	return &certificate, err
}

// listen listens, and returns the host's name as it was given.
func listen(ctx context.Context, addr string) (net.Listener, string, error) {
	name, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, "", usagef("--addr is host:port, such as 127.0.0.1:8080, not %q", addr)
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", addr)
	if err != nil {
		var failed *net.OpError
		if errors.As(err, &failed) {
			err = failed.Err // the rest names the address again
		}
		return nil, "", fmt.Errorf("cannot listen on %s: %w; --addr takes another address, and port 0 is any free one", addr, err)
	}
	return listener, name, nil
}

// serverURL is where a server is found: under the name that was asked for, or as
// localhost if it listens on every address of the machine.
func serverURL(name string, address *net.TCPAddr, secure bool) string {
	if ip, err := netip.ParseAddr(name); name == "" || err == nil && ip.IsUnspecified() {
		name = "localhost"
	}
	found := url.URL{Scheme: "http", Host: net.JoinHostPort(name, fmt.Sprint(address.Port)), Path: "/"}
	if secure {
		found.Scheme = "https"
	}
	return found.String()
}
