package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/abi"
)

// A previewing is the command preview, or serve, which is serving.
type previewing struct {
	url    string
	client *http.Client
	lines  <-chan string // what it writes after the first line, until it ends
	stop   func() ran    // interrupts it; the output is the lines that nobody has read
}

// startPreview runs preview until it says where it serves.
func startPreview(t *testing.T, stdin string, args ...string) *previewing {
	t.Helper()
	return startCommand(t, noEnv, stdin, "preview at ", append([]string{"preview"}, args...)...)
}

// startCommand runs a command until its first line says where it serves.
func startCommand(t *testing.T, env func(string) string, stdin, says string, args ...string) *previewing {
	t.Helper()
	ctx, interrupt := context.WithCancel(t.Context())
	read, write := io.Pipe()
	var stderr bytes.Buffer
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, args, strings.NewReader(stdin), write, &stderr, env)
		_ = write.Close()
	}()
	out := bufio.NewReader(read)
	line, err := out.ReadString('\n')
	if err != nil {
		interrupt()
		t.Fatalf("%q: %d, %q, %s", args, <-ended, line, stderr.String())
	}
	url, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), says)
	if !ok {
		t.Errorf("the first line is %q", line)
	}
	lines := make(chan string, 100)
	go func() {
		defer close(lines)
		for {
			line, err := out.ReadString('\n')
			if err != nil {
				return
			}
			lines <- line
		}
	}()
	client := &http.Client{Transport: &http.Transport{DisableCompression: true}}
	return &previewing{url, client, lines, func() ran {
		interrupt()
		rest := ""
		for line := range lines {
			rest += line
		}
		return ran{<-ended, rest, stderr.String()}
	}}
}

// get asks the server for what is at a path, under a host name if it is not empty.
func (p *previewing) get(t *testing.T, path, host string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequest("GET", p.url+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = host
	response, err := p.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

func TestPreview(t *testing.T) {
	// The texts are no JSON, and full of what could get lost on the way.
	const broken = "{ \"n\": 1.0e+2, 12345678901234567890\t\r\n</script>\u2028\x00é\ufeff} \n"
	folder(t, "broken.json", broken, "own.wasm", string(abi.Module())+"\x00\x05\x03own!")
	p := startPreview(t, session, "--module", "own.wasm", "--config", "broken.json", "--session", "-", "--audience", "a,b", "--audience", "</script>")
	if !strings.HasPrefix(p.url, "http://127.0.0.1:") || strings.HasSuffix(p.url, ":0/") {
		t.Errorf("it serves at %s", p.url)
	}
	if response, body := p.get(t, "", ""); response.StatusCode != 200 || !strings.Contains(body, "<script") || response.Header.Get("Content-Security-Policy") == "" {
		t.Errorf("the page: %d, %.100q, %v", response.StatusCode, body, response.Header)
	}
	// They are read once.
	if err := os.WriteFile("broken.json", []byte("changed"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, body := p.get(t, "start.json", "")
	var start map[string]any
	want := map[string]any{"config": broken, "session": session, "audience": []any{"a,b", "</script>"}}
	if err := json.Unmarshal([]byte(body), &start); err != nil || !reflect.DeepEqual(start, want) {
		t.Errorf("%q, %v", body, err)
	}
	if response, body := p.get(t, "assets/claims.wasm", ""); body != string(abi.Module())+"\x00\x05\x03own!" || response.Header.Get("Content-Type") != "application/wasm" {
		t.Errorf("the module: %d bytes, %v", len(body), response.Header)
	}
	if response, body := p.get(t, "start.json", "evil.example"); response.StatusCode != 421 || strings.Contains(body, "Spa") {
		t.Errorf("another host: %d, %s", response.StatusCode, body)
	}
	if got := p.stop(); got != (ran{}) {
		t.Errorf("%+v", got)
	}
	if response, err := p.client.Get(p.url); err == nil {
		_ = response.Body.Close()
		t.Error("it still serves")
	}
}

func TestPreviewOfTheExample(t *testing.T) {
	p := startPreview(t, "", "--addr", "localhost:0")
	if !strings.HasPrefix(p.url, "http://localhost:") {
		t.Errorf("it serves at %s", p.url)
	}
	if _, body := p.get(t, "assets/claims.wasm", ""); body != string(abi.Module()) {
		t.Errorf("the module: %d bytes", len(body))
	}
	var start struct{ Config, Session string }
	if _, body := p.get(t, "start.json", ""); json.Unmarshal([]byte(body), &start) != nil || start.Config == "" || start.Session == "" {
		t.Errorf("the example: %s", body)
	}
	if got := p.stop(); got != (ran{}) {
		t.Errorf("%+v", got)
	}
}

func TestPreviewForTheNetwork(t *testing.T) {
	folder(t)
	p := startPreview(t, "", "--addr", "0.0.0.0:0", "--session", "session.json")
	if !strings.HasPrefix(p.url, "http://localhost:") {
		t.Errorf("it serves at %s", p.url)
	}
	if response, body := p.get(t, "start.json", "preview.example"); response.StatusCode != 200 || !strings.Contains(body, "Espa") {
		t.Errorf("%d, %s", response.StatusCode, body)
	}
	if got := p.stop(); got.status != 0 || !strings.HasPrefix(got.errOut, "warning: whoever reaches ") || strings.Count(got.errOut, "\n") != 1 {
		t.Errorf("%+v", got)
	}
}

// A client that never ends its request does not hold up the end of the command.
func TestPreviewEndsConnections(t *testing.T) {
	p := startPreview(t, "")
	connection, err := net.Dial("tcp", strings.Trim(strings.TrimPrefix(p.url, "http:"), "/"))
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	if _, err := connection.Write([]byte("GET / HTTP/1.1\r\n")); err != nil {
		t.Fatal(err)
	}
	p.get(t, "", "") // the connection before this one is accepted now
	if got := p.stop(); got != (ran{}) {
		t.Errorf("%+v", got)
	}
	if rest, err := io.ReadAll(connection); len(rest) > 0 {
		t.Errorf("%q, %v", rest, err)
	}
}

func TestServerURL(t *testing.T) {
	for name, want := range map[string]string{
		"127.0.0.1": "http://127.0.0.1:80/", "::1": "http://[::1]:80/", "build.example": "http://build.example:80/",
		"": "http://localhost:80/", "0.0.0.0": "http://localhost:80/", "::": "http://localhost:80/",
	} {
		if got := serverURL(name, &net.TCPAddr{Port: 80}, false); got != want {
			t.Errorf("%q: %s", name, got)
		}
	}
}

func TestPreviewWrongUsage(t *testing.T) {
	folder(t, "bytes", "{\xff", "no.wasm", "\x00asm")
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for _, test := range []struct {
		args []string
		says string
		help bool
	}{
		{[]string{"extra"}, `unknown command "extra"`, true},
		{[]string{"--config", "-", "--session", "-"}, "not both", true},
		{[]string{"--addr", "127.0.0.1"}, `--addr is host:port, such as 127.0.0.1:8080, not "127.0.0.1"`, true},
		{[]string{"--addr", ""}, "--addr is host:port", true},
		{[]string{"--addr", "127.0.0.1:99999"}, "cannot listen on 127.0.0.1:99999: ", false},
		{[]string{"--addr", taken.Addr().String()}, "cannot listen on " + taken.Addr().String() + ": bind: ", false},
		{[]string{"--config", "none.json"}, "none.json", false},
		{[]string{"--session", "none.json"}, "none.json", false},
		{[]string{"--config", "bytes"}, "the config is not UTF-8 at byte 1", false},
		{[]string{"--audience", "\xff"}, `--audience "\xff" is no UTF-8`, true},
		{[]string{"--module", "none.wasm"}, "none.wasm", false},
		{[]string{"--module", "no.wasm"}, "incompatible module", false},
	} {
		got := command(t, "", append([]string{"preview"}, test.args...)...)
		if got.status != 2 || got.out != "" || !strings.HasPrefix(got.errOut, "claimsmith: ") || !strings.Contains(got.errOut, test.says) ||
			strings.Count(got.errOut, "claimsmith: ") != 1 || strings.Contains(got.errOut, "preview --help") != test.help {
			t.Errorf("%q: %+v", test.args, got)
		}
	}
}

func TestPreviewWithoutOutput(t *testing.T) {
	var stderr bytes.Buffer
	if status := run(t.Context(), []string{"preview"}, broken{}, broken{}, &stderr, noEnv); status != 2 || stderr.String() != "claimsmith: write: broken\n" {
		t.Errorf("%d, %q", status, stderr.String())
	}
	// A config that is still being read when the command is interrupted.
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	gone := make(chan struct{})
	defer close(gone)
	stderr.Reset()
	if status := run(ctx, []string{"preview", "--config", "-"}, stuck{gone}, io.Discard, &stderr, noEnv); status != 2 || stderr.String() != "claimsmith: interrupted\n" {
		t.Errorf("%d, %q", status, stderr.String())
	}
}

func TestPreviewWrites(t *testing.T) {
	folder := t.TempDir()
	file, link := filepath.Join(folder, "app.json"), filepath.Join(folder, "link.json")
	if err := os.WriteFile(file, []byte(`{"a":1}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("app.json", link); err != nil {
		t.Fatal(err)
	}
	p := startPreview(t, "", "--write", link)
	if _, start := p.get(t, "start.json", ""); !strings.Contains(start, `"config":"{\"a\":1}"`) || !strings.Contains(start, `"write":"link.json"`) {
		t.Errorf("the page begins with %s", start)
	}
	if status, answer := p.send(t, "PUT", "/config", "", "{ \"a\": 2.0 }\n"); status != http.StatusNoContent {
		t.Errorf("%d %s", status, answer)
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != "{ \"a\": 2.0 }\n" {
		t.Errorf("the file has %q, %v", got, err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v, %v", info, err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is %v, %v", info, err)
	}
	if entries, err := os.ReadDir(folder); err != nil || len(entries) != 2 {
		t.Errorf("the folder has %v, %v", entries, err)
	}
	p.stop()
}

func TestPreviewWritesForThisMachineAlone(t *testing.T) {
	file := filepath.Join(t.TempDir(), "new.json")
	r := command(t, "", "preview", "--addr", "0.0.0.0:0", "--write", file)
	if r.status != 2 || !strings.Contains(r.errOut, "--write is for this machine alone") {
		t.Errorf("%+v", r)
	}
}
