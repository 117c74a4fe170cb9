package server_test

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/claimsmith/claimsmith/host/cmd/server"
)

// A dribble is a connection on which the beginning of a request's body has come.
type dribble struct {
	t *testing.T
	net.Conn
	in *bufio.Reader
}

// dribble begins to send a body. When it returns, the server waits for the rest.
func (s *site) dribble(t *testing.T, method, target string) *dribble {
	t.Helper()
	scheme, address, _ := strings.Cut(s.url, "://")
	dial := net.Dial
	if scheme == "https" {
		dial = func(network, address string) (net.Conn, error) {
			trusted := s.client.Transport.(*http.Transport).TLSClientConfig
			return tls.Dial(network, address, &tls.Config{RootCAs: trusted.RootCAs})
		}
	}
	connection, err := dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = connection.Close() })
	d := &dribble{t, connection, bufio.NewReader(connection)}
	head := fmt.Sprintf("%s %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n", method, target)
	if _, err := io.WriteString(d, head); err != nil {
		t.Fatal(err)
	}
	if line, err := d.in.ReadString('\n'); err != nil || !strings.Contains(line, "100 Continue") {
		t.Fatalf("%s %s: %q, %v", method, target, line, err)
	}
	if _, err := d.in.ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	d.more()
	return d
}

// more sends another byte.
func (d *dribble) more() {
	d.t.Helper()
	if _, err := io.WriteString(d, "{"); err != nil {
		d.t.Fatal(err)
	}
}

// TestSlowBodiesHoldUpNobody has far more requests dribble than there are places, in
// every part of the server. The others are served as if there were none.
func TestSlowBodiesHoldUpNobody(t *testing.T) {
	s := start(t, func(o *server.Options) { o.Limits.Concurrent, o.Limits.BodyTime = 4, time.Hour })
	s.do("POST", "/api/v2/clients", nil, asIs)
	const dribblers = 128
	var slow []*dribble
	for range dribblers {
		for _, path := range []string{"/api/v2/clients", "/v1/evaluate", "/oauth/token"} {
			slow = append(slow, s.dribble(t, "POST", path))
		}
	}
	for round := range 3 {
		for _, d := range slow {
			d.more()
		}
		if n := s.server.Inside(); n != 0 {
			t.Errorf("they hold %d places", n)
		}
		s.do("PATCH", "/api/v2/clients/shop", nil, fmt.Sprintf(`{"round":%d}`, round))
		s.do("POST", "/v1/validate", nil, `{"config":{}}`).expect(t, 200, `{"valid":true,"problems":[],"warnings":[]}`)
		if a := s.do("POST", "/anonymous/token", nil, `{"client_id":"shop"}`); a.status != 200 {
			t.Errorf("%d %s", a.status, a.body)
		}
	}
}

// TestSlowEverywhere sends a part of a body to every operation that takes one: it is
// answered as documented, and the connection is closed.
func TestSlowEverywhere(t *testing.T) {
	s := start(t, func(o *server.Options) { o.Limits.BodyTime = time.Millisecond })
	asked := 0
	for _, op := range documented().operations {
		if !op.has("408") {
			if op.body != "" {
				t.Errorf("%s takes a body, and may be answered with 408", op)
			}
			continue
		}
		asked++
		d := s.dribble(t, op.method, op.target)
		response, err := http.ReadResponse(d.in, nil)
		if err != nil {
			t.Fatalf("%s: %v", op, err)
		}
		text, err := io.ReadAll(response.Body)
		if err != nil || response.StatusCode != http.StatusRequestTimeout || !response.Close || !strings.Contains(string(text), "came too slowly") {
			t.Errorf("%s: %d %s, %v, %v", op, response.StatusCode, text, response.Header, err)
		}
		if _, err := d.in.ReadByte(); err == nil {
			t.Errorf("%s: the connection is open", op)
		}
		request, err := http.NewRequest(op.method, s.url+op.target, nil)
		if err != nil {
			t.Fatal(err)
		}
		response.Body = io.NopCloser(bytes.NewReader(text))
		if ok, problems := documented().ValidateHttpResponse(request, response); !ok {
			t.Errorf("%s: not as documented:\n%s%s", op, describe(problems), text)
		}
		op.see(http.StatusRequestTimeout)
	}
	if asked == 0 {
		t.Error("no operation was asked")
	}
	// What takes no time still works.
	s.do("GET", "/api/v2/clients", nil, "").expect(t, 200, `[]`)
}

// TestBrokenBodies sends bodies that break off.
func TestBrokenBodies(t *testing.T) {
	s := start(t)
	for path, code := range map[string]string{"/v1/validate": "body_incomplete", "/api/v2/clients": "body_incomplete", "/anonymous/token": "invalid_request"} {
		d := s.dribble(t, "POST", path)
		if err := d.Conn.(interface{ CloseWrite() error }).CloseWrite(); err != nil {
			t.Fatal(err)
		}
		response, err := http.ReadResponse(d.in, nil)
		if err != nil {
			t.Fatal(err)
		}
		if text, err := io.ReadAll(response.Body); err != nil || response.StatusCode != 400 || !strings.Contains(string(text), `"`+code+`"`) || !strings.Contains(string(text), "broke off after 1 bytes") {
			t.Errorf("%s: %d %s, %v", path, response.StatusCode, text, err)
		}
	}
	if log := s.log.text(); strings.Contains(log, `"ERROR"`) {
		t.Errorf("%s", log)
	}
}
