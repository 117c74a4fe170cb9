package main

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/claimsmith/claimsmith/host/cmd/server"
)

// startServe runs serve on a free port until it says where.
func startServe(t *testing.T, env map[string]string, args ...string) *previewing {
	t.Helper()
	return startCommand(t, func(name string) string { return env[name] }, "", "serving at ",
		append([]string{"--cache", compiled, "serve"}, args...)...)
}

// send sends JSON to a server.
func (p *previewing) send(t *testing.T, method, path, token, body string) (status int, answer string) {
	t.Helper()
	r, err := http.NewRequest(method, strings.TrimSuffix(p.url, "/")+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := p.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

// firstToken is the API token that a server has just made and told.
func (p *previewing) firstToken(t *testing.T) string {
	t.Helper()
	token, ok := strings.CutPrefix(<-p.lines, "API token: ")
	if !ok || !strings.HasPrefix(token, "csm_") {
		t.Fatalf("the second line is %q", token)
	}
	return strings.TrimSpace(token)
}

// wantLog insists on a log of JSON lines that has none of the secrets.
func wantLog(t *testing.T, log string, secrets ...string) {
	t.Helper()
	for _, line := range strings.Split(strings.TrimSpace(log), "\n") {
		if !json.Valid([]byte(line)) {
			t.Errorf("log: %s", line)
		}
		for _, secret := range secrets {
			if strings.Contains(line, secret) || strings.Contains(line, secret[len(secret)-20:]) {
				t.Errorf("%s is in the log: %s", secret, line)
			}
		}
	}
}

// TestServe has a server make its first token, and makes another while it runs; the
// next server has what was saved, and makes none.
func TestServe(t *testing.T) {
	t.Chdir(t.TempDir())
	p := startServe(t, nil, "--addr", "127.0.0.1:0", "--signing-algorithm", "ES256")
	if status, _ := p.send(t, "GET", "/api/v2/clients", "", ""); status != 401 {
		t.Errorf("without a token: %d", status)
	}
	first := p.firstToken(t)
	if status, answer := p.send(t, "POST", "/api/v2/clients", first, `{"client_id":"a","name":"A"}`); status != 201 {
		t.Fatalf("%d %s", status, answer)
	}
	if _, answer := p.send(t, "GET", "/api/v2/clients/a/versions", first, ""); !strings.Contains(answer, `"by":"first token"`) {
		t.Errorf("%s", answer)
	}
	made := command(t, "", "token", "create", "--name", "ci", "--scope", "read:clients,update:clients")
	token := strings.TrimSpace(made.out)
	if made.status != 0 || !strings.HasPrefix(token, "csm_") {
		t.Fatalf("%+v", made)
	}
	if status, answer := p.send(t, "PATCH", "/api/v2/clients/a", token, `{"name":"B"}`); status != 200 {
		t.Errorf("%d %s", status, answer)
	}
	if status, _ := p.send(t, "DELETE", "/api/v2/clients/a", token, ""); status != 403 {
		t.Errorf("without the scope: %d", status)
	}
	if status, answer := p.send(t, "PATCH", "/api/v2/clients/a", token, `{"anonymous_sessions":{"active":true}}`); status != 200 {
		t.Errorf("%d %s", status, answer)
	}
	if status, answer := p.send(t, "POST", "/anonymous/token", "", `{"client_id":"a"}`); status != 200 || !strings.Contains(answer, `"access_token":"ey`) {
		t.Errorf("%d %s", status, answer)
	}
	ended := p.stop()
	if ended.status != 0 || !strings.Contains(ended.out, "it is shown this once") || strings.Contains(ended.out, "csm_") {
		t.Errorf("%+v", ended)
	}
	wantLog(t, ended.errOut, first, token)
	for _, file := range []string{"claimsmith.db", "claimsmith.db-wal"} {
		if text, err := os.ReadFile(file); err == nil && bytes.Contains(text, []byte(strings.Split(first, "_")[2])) {
			t.Errorf("%s has the secret", file)
		}
	}

	p = startServe(t, nil, "--addr", "127.0.0.1:0")
	if status, answer := p.send(t, "GET", "/api/v2/clients/a", token, ""); status != 200 || !strings.HasPrefix(answer, `{"client_id":"a","name":"B",`) {
		t.Errorf("%d %s", status, answer)
	}
	folder, err := filepath.Abs("claimsmith.db")
	if err != nil {
		t.Fatal(err)
	}
	if got := p.stop(); strings.Count(got.out, "\n") != 1 || !strings.HasPrefix(got.out, "issuer "+p.url+" and "+strings.Replace(p.url, "127.0.0.1", "localhost", 1)+"; database "+folder+"; page "+p.url+"; ") {
		t.Errorf("%+v", got)
	}

	if got := command(t, "", "token", "delete", strings.Split(first, "_")[1]); got.status != 0 || got.errOut != "" {
		t.Errorf("%+v", got)
	}
	list := command(t, "", "token", "list")
	id := strings.Split(token, "_")[1]
	if list.status != 0 || !strings.Contains(list.out, id) || !strings.Contains(list.out, "read:clients update:clients") || strings.Contains(list.out, strings.Split(token, "_")[2]) {
		t.Errorf("%+v", list)
	}
	if got := command(t, "", "token", "delete", id); got.status != 0 || !strings.Contains(got.errOut, "that was the last API token") {
		t.Errorf("%+v", got)
	}
	if got := command(t, "", "token", "delete", id); got.status != 2 || !strings.Contains(got.errOut, "there is no API token "+id) {
		t.Errorf("%+v", got)
	}
	if got := command(t, "", "token", "create", "--name", "all", "--scope", "all"); got.status != 0 {
		t.Errorf("%+v", got)
	}
	if list := command(t, "", "token", "list"); !strings.Contains(list.out, strings.Join(server.Scopes(), " ")) {
		t.Errorf("%+v", list)
	}
}

// When the last token is gone, nobody may, until the next start makes another.
func TestServeAfterTheLastToken(t *testing.T) {
	t.Chdir(t.TempDir())
	p := startServe(t, nil, "--addr", "127.0.0.1:0", "--signing-algorithm", "ES256")
	first := p.firstToken(t)
	if got := command(t, "", "token", "delete", strings.Split(first, "_")[1]); !strings.Contains(got.errOut, "the Management API answers nobody") {
		t.Errorf("%+v", got)
	}
	for _, token := range []string{"", first} {
		if status, _ := p.send(t, "GET", "/api/v2/clients", token, ""); status != 401 {
			t.Errorf("with %q: %d", token, status)
		}
	}
	p.stop()
	p = startServe(t, nil, "--addr", "0.0.0.0:0") // which is no different
	if status, answer := p.send(t, "GET", "/api/v2/clients", p.firstToken(t), ""); status != 200 {
		t.Errorf("%d %s", status, answer)
	}
	p.stop()
}

// TestServeOpen has a server ask nobody, whatever tokens there are, and say so.
func TestServeOpen(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, start := range map[string]func() *previewing{
		"flag": func() *previewing { return startServe(t, nil, "--addr", "127.0.0.1:0", "--open") },
		"variable": func() *previewing {
			return startServe(t, map[string]string{"CLAIMSMITH_OPEN": "true"}, "--addr", "localhost:0")
		},
	} {
		p := start()
		if line := <-p.lines; !strings.HasPrefix(line, "open: every program and user of this machine") {
			t.Errorf("%s: the second line is %q", name, line)
		}
		for _, token := range []string{"", "csm_AAAAAAAAAAAAAAAA_x", "x"} {
			if status, answer := p.send(t, "GET", "/api/v2/clients", token, ""); status != 200 {
				t.Errorf("%s with %q: %d %s", name, token, status, answer)
			}
		}
		ended := p.stop()
		if ended.status != 0 || strings.Count(ended.out, "\n") != 1 || !strings.HasPrefix(ended.out, "issuer ") {
			t.Errorf("%+v", ended)
		}
		wantLog(t, ended.errOut)
		if list := command(t, "", "token", "list"); strings.Contains(list.out, "first token") {
			t.Errorf("an open server has made a token: %+v", list)
		}
		command(t, "", "token", "create", "--name", "x", "--scope", "all") // for the next one
	}
}

// The database of before was everybody's to read: it is the owner's alone now, and the
// log, or a command, says so.
func TestFilesThatOthersCanRead(t *testing.T) {
	t.Chdir(t.TempDir())
	if got := command(t, "", "token", "create", "--name", "x", "--scope", "all"); got.status != 2 || !strings.Contains(got.errOut, "there is no database ") {
		t.Errorf("a command made a database that nobody asked for: %+v", got)
	}
	if got := command(t, "", "token", "create", "--name", "x", "--scope", "all", "--create-database"); got.status != 0 || !strings.HasPrefix(got.errOut, "made in the database /") {
		t.Fatalf("%+v", got)
	}
	for _, run := range []func() string{
		func() string { return command(t, "", "token", "list").errOut },
		func() string { return startServe(t, nil, "--addr", "127.0.0.1:0").stop().errOut },
	} {
		if err := os.Chmod("claimsmith.db", 0o644); err != nil {
			t.Fatal(err)
		}
		if said := run(); !strings.Contains(said, "claimsmith.db (mode 0644), which holds private keys; it has the mode 0600 now") {
			t.Errorf("said is %q", said)
		}
		if info, err := os.Stat("claimsmith.db"); err != nil || info.Mode() != 0o600 {
			t.Errorf("%v, %v", info.Mode(), err)
		}
	}
}

// A server that cannot tell its first token has none: the next one makes it.
func TestServeWithoutOutput(t *testing.T) {
	t.Chdir(t.TempDir())
	var stderr bytes.Buffer
	out := &breaking{lines: 1}
	if status := run(t.Context(), []string{"--cache", compiled, "serve", "--addr", "127.0.0.1:0", "--signing-algorithm", "ES256"}, nil, out, &stderr, noEnv); status != 2 || !strings.Contains(stderr.String(), "write: broken") {
		t.Errorf("%d, %q", status, stderr.String())
	}
	if list := command(t, "", "token", "list"); strings.Contains(list.out, "first token") {
		t.Errorf("%+v", list)
	}
}

// breaking is a stream that breaks after some lines.
type breaking struct{ lines int }

func (b *breaking) Write(text []byte) (int, error) {
	if b.lines--; b.lines < 0 {
		return broken{}.Write(text)
	}
	return len(text), nil
}

// TestSettingsGoBeforeOneAnother has each setting from where it is to come from.
func TestSettingsGoBeforeOneAnother(t *testing.T) {
	folder(t, "settings.json", `{"database": "file.db", "addr": "127.0.0.1:0", "issuer": "https://file.example/", "max-concurrent": 7, "max-time": "9s"}`)
	env := map[string]string{"CLAIMSMITH_DATABASE": "env.db", "CLAIMSMITH_ISSUER": "https://env.example/", "CLAIMSMITH_SETTINGS": "settings.json"}
	p := startServe(t, env, "--issuer", "https://flag.example/")
	if _, answer := p.send(t, "GET", "/.well-known/openid-configuration", "", ""); !strings.Contains(answer, `"issuer":"https://flag.example/"`) {
		t.Errorf("%s", answer)
	}
	p.stop()
	if _, err := os.Stat("env.db"); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat("file.db"); err == nil {
		t.Error("the file goes before the environment")
	}
	var out, errOut bytes.Buffer
	if status := run(t.Context(), []string{"token", "create", "--name", "x", "--scope", "all", "--create-database", "--settings", "settings.json"}, nil, &out, &errOut, noEnv); status != 0 {
		t.Errorf("%s", errOut.String())
	}
	if err := os.Remove("file.db"); err != nil {
		t.Error("the tokens are not in the file's database: ", err)
	}
	p = startServe(t, nil, "--settings", "settings.json")
	if _, answer := p.send(t, "GET", "/.well-known/openid-configuration", "", ""); !strings.Contains(answer, `"issuer":"https://file.example/"`) {
		t.Errorf("%s", answer)
	}
	p.stop()
}

// TestServeTLS has clients trust the server by the file that it wrote, under both names.
func TestServeTLS(t *testing.T) {
	t.Chdir(t.TempDir())
	p := startServe(t, nil, "--addr", "127.0.0.1:0", "--tls", "--open")
	authority, err := os.ReadFile("claimsmith-ca.pem")
	if err != nil {
		t.Fatal(err)
	}
	trusted := x509.NewCertPool()
	if !trusted.AppendCertsFromPEM(authority) {
		t.Fatalf("no certificate: %s", authority)
	}
	p.client = &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trusted}}}
	for _, url := range []string{p.url, strings.Replace(p.url, "127.0.0.1", "localhost", 1)} {
		p.url = url
		status, answer := p.send(t, "GET", "/.well-known/openid-configuration", "", "")
		if status != 200 || !strings.Contains(answer, `"issuer":"`+url+`"`) {
			t.Errorf("%d %s", status, answer)
		}
	}
	p.client.CloseIdleConnections()
	p.stop()
}

func TestServeWrongUsage(t *testing.T) {
	folder(t, "unknown.json", `{"adr": ":80"}`, "broken.json", `{`, "number.json", `{"max-concurrent":"many"}`, "case.json", `{"Addr":"127.0.0.1:0"}`, "twice.json", `{"addr":"127.0.0.1:0","\u0061ddr":"0.0.0.0:0"}`, "no.db", "this is no database, and long enough to be told from an empty one")
	for _, test := range []struct {
		args []string
		env  string
		says string
	}{
		{[]string{"serve", "--addr", "nowhere"}, "", "--addr is host:port"},
		{[]string{"serve", "--open", "--addr", "0.0.0.0:0"}, "", "it listens on loopback alone, as at 127.0.0.1:8484, and not on 0.0.0.0:0"},
		{[]string{"serve", "--open", "--addr", ":0", "--database", "missing/x.db"}, "", "it listens on loopback alone"},
		{[]string{"serve", "--settings", "unknown.json"}, "", `there is no setting "adr"`},
		{[]string{"serve", "--settings", "broken.json"}, "", "broken.json: unexpected end"},
		{[]string{"serve", "--settings", "number.json"}, "", "number.json: max-concurrent"},
		{[]string{"serve", "--settings", "case.json"}, "", `there is no setting "Addr"`},
		{[]string{"serve", "--settings", "twice.json"}, "", `twice.json: the member "\u0061ddr" occurs twice`},
		{[]string{"serve"}, "forever", "CLAIMSMITH_MAX_TIME=forever"},
		{[]string{"serve", "--log-level", "loud"}, "", "--log-level"},
		{[]string{"serve", "--tls-cert", "c.pem"}, "", "--tls-cert and --tls-key go together"},
		{[]string{"serve", "--tls", "--tls-cert", "c.pem", "--tls-key", "k.pem"}, "", "--tls makes a certificate"},
		{[]string{"serve", "--addr", "127.0.0.1:0", "--issuer", "nowhere"}, "", "an issuer's URL is"},
		{[]string{"serve", "--addr", "127.0.0.1:0", "--signing-algorithm", "HS256"}, "", "RS256 or ES256"},
		{[]string{"serve", "--addr", "127.0.0.1:0", "--max-concurrent", "0"}, "", "one request at once at least"},
		{[]string{"serve", "--addr", "127.0.0.1:0", "--address-burst", "0"}, "", "with a burst of 1 at least, not 100 and 0"},
		{[]string{"serve", "--addr", "127.0.0.1:0", "--max-client-stored", "1"}, "", "room for 2 grants and 2097152 bytes at least, not for 1 and 67108864"},
		{[]string{"serve", "--addr", "127.0.0.1:0", "--max-stored-bytes", "100"}, "", "not for 50000 and 100"},
		{[]string{"serve", "--addr", "127.0.0.1:0", "--max-time", "0"}, "", "a request has some time"},
		{[]string{"serve", "--addr", "127.0.0.1:0", "--max-body-time", "0"}, "", "a body has some time"},
		{[]string{"serve", "--addr", "127.0.0.1:0", "--rate", "-1"}, "", "a rate is 0"},
		{[]string{"serve", "--addr", "127.0.0.1:0", "--rotate-keys", "-1h"}, "", "keys are rotated"},
		{[]string{"serve", "--addr", "127.0.0.1:0", "--id-token-lifetime", "0"}, "", "lives for a second at least"},
		{[]string{"serve", "--addr", "127.0.0.1:0", "--shutdown-grace", "-1s"}, "", "cannot be negative"},
		{[]string{"serve", "--addr", "127.0.0.1:0", "--database", "no.db"}, "", "no.db"},
		{[]string{"serve", "--addr", "127.0.0.1:0", "--database", "missing/x.db"}, "", "missing/x.db"},
		{[]string{"token", "create", "--create-database", "--scope", "read:clients"}, "", "a token needs a name"},
		{[]string{"token", "create", "--create-database", "--name", "x", "--scope", "read:all"}, "", `there is no scope "read:all"`},
		{[]string{"token", "delete"}, "", "accepts 1 arg"},
	} {
		var stdout, stderr bytes.Buffer
		env := func(name string) string { return map[string]string{"CLAIMSMITH_MAX_TIME": test.env}[name] }
		status := run(t.Context(), append([]string{"--cache", compiled}, test.args...), nil, &stdout, &stderr, env)
		if status != 2 || stdout.Len() > 0 || !strings.Contains(stderr.String(), test.says) {
			t.Errorf("%q: %d, %q, not %q", test.args, status, stderr.String(), test.says)
		}
	}
}

// TestKilled kills a server while several people save as fast as they can, again
// and again. Every save that was answered is there, and none is there half.
func TestKilled(t *testing.T) {
	databases := map[string]string{"sqlite": filepath.Join(t.TempDir(), "test.db"), "postgres": os.Getenv("CLAIMSMITH_POSTGRES")}
	rounds := 8
	if testing.Short() {
		rounds = 2
	}
	for name, database := range databases {
		t.Run(name, func(t *testing.T) {
			if database == "" {
				t.Skip("CLAIMSMITH_POSTGRES names no PostgreSQL: this runs in ./build.sh server")
			}
			app := fmt.Sprintf("killed%d", time.Now().UnixNano()) // the server's database outlives the test
			saved := map[string]string{}                          // by saver: the newest answer
			for range rounds {
				killedWhileSaving(t, database, app, saved)
			}
			t.Logf("%d savers, %d rounds", len(saved), rounds)
		})
	}
}

func killedWhileSaving(t *testing.T, database, app string, saved map[string]string) {
	t.Helper()
	program := exec.CommandContext(t.Context(), os.Args[0], "--cache", compiled, "serve", "--addr", "127.0.0.1:0", "--open",
		"--database", database, "--log-level", "error", "--signing-algorithm", "ES256")
	program.Env = append(os.Environ(), asProgram+"=1")
	program.Stderr = os.Stderr
	out, err := program.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err, program.Wait())
	}
	p := &previewing{url: strings.TrimPrefix(strings.TrimSpace(line), "serving at "), client: &http.Client{Transport: &http.Transport{}}}

	// What was answered before is there.
	if len(saved) == 0 {
		if status, answer := p.send(t, "POST", "/api/v2/clients", "", `{"client_id":"`+app+`","name":"A"}`); status != 201 {
			t.Fatalf("%d %s", status, answer)
		}
	}
	_, text := p.send(t, "GET", "/api/v2/clients/"+app, "", "")
	var document map[string]any
	if err := json.Unmarshal([]byte(text), &document); err != nil {
		t.Fatalf("half a document: %v in %s", err, text)
	}
	for saver, answered := range saved {
		var was map[string]any
		if err := json.Unmarshal([]byte(answered), &was); err != nil {
			t.Fatalf("half an answer: %s", answered)
		}
		// Later saves of the same saver may have come to the store without an answer.
		if is, _ := document[saver].(float64); is < was[saver].(float64) {
			t.Fatalf("%s saved %v, there is %v", saver, was[saver], document[saver])
		}
	}

	const savers = 4
	var mu sync.Mutex
	answers := make(chan struct{}, 1<<16)
	var saving sync.WaitGroup
	for i := range savers {
		saver := fmt.Sprintf("saver%d", i)
		next := 0.0
		if n, ok := document[saver].(float64); ok {
			next = n
		}
		saving.Go(func() {
			for {
				next++
				r, _ := http.NewRequest("PATCH", p.url+"api/v2/clients/"+app, strings.NewReader(fmt.Sprintf(`{%q:%g}`, saver, next)))
				r.Header.Set("Content-Type", "application/json")
				response, err := p.client.Do(r)
				if err != nil {
					return // it is dead
				}
				text, err := io.ReadAll(response.Body)
				_ = response.Body.Close()
				if err != nil {
					return
				}
				if response.StatusCode != http.StatusOK {
					t.Errorf("%d %s", response.StatusCode, text)
					return
				}
				mu.Lock()
				saved[saver] = string(text)
				mu.Unlock()
				answers <- struct{}{}
			}
		})
	}
	go func() {
		saving.Wait()
		close(answers) // also if they end for another reason
	}()
	for range 20 + rand.IntN(100) {
		if _, alive := <-answers; !alive {
			t.Fatal("the server ended before it was killed", program.Wait())
		}
	}
	if err := program.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = program.Wait() // killed
	for range answers {
		// until the savers have ended
	}
}
