package issuer_test

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// A body that does not come in the server's time is told from one that breaks off.
func TestSlowBody(t *testing.T) {
	s := start(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := http.NewResponseController(w).SetReadDeadline(time.Unix(1, 0)); err != nil {
			t.Error(err)
		}
		s.issuer.Handler().ServeHTTP(w, r)
	}))
	defer server.Close()
	for _, path := range []string{"anonymous/token", "anonymous/logout", "oauth/token", "userinfo"} {
		connection, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer connection.Close()
		if _, err := io.WriteString(connection, "POST /"+path+" HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10\r\n\r\n"); err != nil {
			t.Fatal(err)
		}
		response, err := http.ReadResponse(bufio.NewReader(connection), nil)
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(response.Body)
		if err != nil || response.StatusCode != 408 || !response.Close || !strings.Contains(string(text), "came too slowly") {
			t.Errorf("%s: %d %s, %v", path, response.StatusCode, text, err)
		}
	}
}
