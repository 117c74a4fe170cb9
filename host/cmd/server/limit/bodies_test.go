package limit_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/claimsmith/claimsmith/host/cmd/server/limit"
)

const long = time.Hour // nothing takes as long in a test

// serve serves what echoes bodies that have been read.
func serve(t *testing.T, bodies *limit.Bodies) string {
	t.Helper()
	server := httptest.NewServer(bodies.Limit(refuse)(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, err := io.ReadAll(r.Body)
		if err != nil || r.ContentLength != int64(len(text)) {
			t.Errorf("%d bytes of %d, %v", len(text), r.ContentLength, err)
		}
		_, _ = w.Write(text)
	})))
	t.Cleanup(server.Close)
	return server.Listener.Addr().String()
}

// A sender is a connection on which a request is being sent.
type sender struct {
	t *testing.T
	net.Conn
	in *bufio.Reader
}

// send begins a request, and a body of so many bytes, or of no known number if that is
// negative. When it returns, the server has begun to read the body.
func send(t *testing.T, address string, size int) *sender {
	t.Helper()
	connection, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = connection.Close() })
	s := &sender{t, connection, bufio.NewReader(connection)}
	length := fmt.Sprintf("Content-Length: %d", size)
	if size < 0 {
		length = "Transfer-Encoding: chunked"
	}
	s.write("POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n" + length + "\r\n\r\n")
	if line, err := s.in.ReadString('\n'); err != nil || !strings.Contains(line, "100 Continue") {
		t.Fatalf("%q, %v", line, err)
	}
	if _, err := s.in.ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *sender) write(text string) {
	s.t.Helper()
	if _, err := io.WriteString(s, text); err != nil {
		s.t.Fatal(err)
	}
}

func (s *sender) want(status int, text string) {
	s.t.Helper()
	response, err := http.ReadResponse(s.in, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	if got := strings.TrimSpace(string(body)); err != nil || response.StatusCode != status || got != text {
		s.t.Errorf("the answer is %d %.40q, %v, not %d %.40q", response.StatusCode, got, err, status, text)
	}
	if status == http.StatusOK {
		return
	}
	if !response.Close {
		s.t.Error("the connection is kept")
	}
	if _, err := s.in.ReadByte(); err == nil {
		s.t.Error("the connection is open")
	}
}

func TestBodies(t *testing.T) {
	const size = 10_000
	address := serve(t, limit.NewBodies(size, size, long))
	for _, length := range []int{1, 4095, 4096, 4097, size} {
		text := strings.Repeat("x", length)
		known := send(t, address, length)
		known.write(text)
		known.want(200, text)
		unknown := send(t, address, -1)
		unknown.write(fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", length, text))
		unknown.want(200, text)
	}
	unknown := send(t, address, -1)
	unknown.write(fmt.Sprintf("%x\r\n%s", size+1, strings.Repeat("x", size+1)))
	unknown.want(413, "body_too_large")

	// What says that it is too large is not read at all.
	announced, err := http.Post("http://"+address, "", strings.NewReader(strings.Repeat("x", size+1)))
	if err != nil || announced.StatusCode != 413 || !announced.Close {
		t.Fatalf("%+v, %v", announced, err)
	}
	_ = announced.Body.Close()

	broken := send(t, address, 10)
	broken.write("12345")
	if err := broken.Conn.(*net.TCPConn).CloseWrite(); err != nil {
		t.Fatal(err)
	}
	broken.want(400, "body_incomplete")
	odd := send(t, address, -1)
	odd.write("zz\r\n")
	odd.want(400, "body_incomplete")
}

func TestSlowBodies(t *testing.T) {
	address := serve(t, limit.NewBodies(10, 10, time.Millisecond))
	slow := send(t, address, 10)
	slow.write("12345")
	slow.want(408, "body_too_slow")
	send(t, address, -1).want(408, "body_too_slow")
}

func TestSlowBodiesOverHTTP2(t *testing.T) {
	server := httptest.NewUnstartedServer(limit.NewBodies(10, 10, time.Millisecond).Limit(refuse)(http.NotFoundHandler()))
	server.EnableHTTP2 = true
	server.StartTLS()
	defer server.Close()
	body, sending := io.Pipe()
	defer sending.Close()
	response, err := server.Client().Post(server.URL, "", body)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if text, err := io.ReadAll(response.Body); err != nil || response.ProtoMajor != 2 || response.StatusCode != 408 || !strings.Contains(string(text), "body_too_slow") {
		t.Errorf("%s %d %s, %v", response.Proto, response.StatusCode, text, err)
	}
}

// Where there is no room for more bodies, those that began first give way, and those
// that are not slow are served.
func TestSlowBodiesGiveWay(t *testing.T) {
	const each, dribblers = 64 << 10, 100
	address := serve(t, limit.NewBodies(each, 32*4096, long))
	var slow []*sender
	for range dribblers {
		s := send(t, address, each)
		s.write("x")
		slow = append(slow, s)
		honest := send(t, address, 5)
		honest.write("hello")
		honest.want(200, "hello")
	}
	const held = 31 // and one that is honest
	for _, s := range slow[:dribblers-held] {
		s.want(408, "body_too_slow")
	}
	// Large ones need more room than there is: the last one has what the others give up.
	for _, s := range slow[dribblers-held : dribblers-1] {
		_, _ = io.WriteString(s, strings.Repeat("x", each-1)) // which may be refused by now
	}
	slow[dribblers-1].write(strings.Repeat("x", each-1))
	slow[dribblers-1].want(200, strings.Repeat("x", each))
}

// A deadline is for the body: neither it nor the server's own ends a request that is
// being served.
func TestDeadlinesEndWithTheBody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		near, far := net.Pipe()
		bodies := limit.NewBodies(10, 10, time.Second)
		server := http.Server{ReadTimeout: time.Second, Handler: bodies.Limit(refuse)(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			time.Sleep(time.Minute) // no time at all in here
			if err := r.Context().Err(); err != nil {
				t.Errorf("%s: %v", r.Method, err)
			}
		}))}
		accepted := &one{far, make(chan struct{})}
		go func() { _ = server.Serve(accepted) }()
		in := bufio.NewReader(near)
		for _, request := range []string{"GET / HTTP/1.1\r\nHost: x\r\n\r\n", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx"} {
			if _, err := io.WriteString(near, request); err != nil {
				t.Fatal(err)
			}
			if response, err := http.ReadResponse(in, nil); err != nil || response.StatusCode != 200 {
				t.Fatalf("%+v, %v", response, err)
			}
		}
		_ = server.Close()
		_ = near.Close()
	})
}

// one is a listener for one connection.
type one struct {
	net.Conn
	closed chan struct{}
}

func (l *one) Accept() (net.Conn, error) {
	if c := l.Conn; c != nil {
		l.Conn = nil
		return c, nil
	}
	<-l.closed
	return nil, net.ErrClosed
}

func (l *one) Close() error   { close(l.closed); return nil }
func (l *one) Addr() net.Addr { return &net.TCPAddr{} }

// A server between that hides connections would let bodies take for ever.
func TestHiddenConnections(t *testing.T) {
	served := limit.NewBodies(10, 10, long).Limit(refuse)(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "served") }))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		served.ServeHTTP(struct{ http.ResponseWriter }{w}, r)
	}))
	defer server.Close()
	for method, want := range map[string]int{"GET": 200, "POST": 500} {
		body := map[string]io.Reader{"POST": strings.NewReader("x")}[method]
		r, err := http.NewRequestWithContext(t.Context(), method, server.URL, body)
		if err != nil {
			t.Fatal(err)
		}
		response, err := http.DefaultClient.Do(r)
		if err != nil || response.StatusCode != want {
			t.Fatalf("%s: %+v, %v", method, response, err)
		}
		_ = response.Body.Close()
	}
}
