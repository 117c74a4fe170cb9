package main

import (
	"bufio"
	"bytes"
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

	"github.com/claimsmith/claimsmith/host/server"
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

// TestServe makes a token while the server runs, and saves with it; the next server
// has what was saved.
func TestServe(t *testing.T) {
	t.Chdir(t.TempDir())
	p := startServe(t, nil, "--addr", "127.0.0.1:0", "--signing-algorithm", "ES256")
	if status, answer := p.send(t, "POST", "/api/v2/clients", "", `{"client_id":"a","name":"A"}`); status != 201 {
		t.Fatalf("%d %s", status, answer)
	}
	made := command(t, "", "token", "create", "--name", "ci", "--scope", "read:clients,update:clients")
	token := strings.TrimSpace(made.out)
	if made.status != 0 || !strings.HasPrefix(token, "csm_") {
		t.Fatalf("%+v", made)
	}
	if status, _ := p.send(t, "GET", "/api/v2/clients", "", ""); status != 401 {
		t.Errorf("without the token: %d", status)
	}
	if status, answer := p.send(t, "PATCH", "/api/v2/clients/a", token, `{"name":"B"}`); status != 200 {
		t.Errorf("%d %s", status, answer)
	}
	if status, _ := p.send(t, "DELETE", "/api/v2/clients/a", token, ""); status != 403 {
		t.Errorf("without the scope: %d", status)
	}
	if status, answer := p.send(t, "POST", "/anonymous/token", "", `{"client_id":"a"}`); status != 200 || !strings.Contains(answer, `"access_token":"ey`) {
		t.Errorf("%d %s", status, answer)
	}
	ended := p.stop()
	if ended.status != 0 || ended.out != "" || !strings.Contains(ended.errOut, "no API token yet: serving this machine only") {
		t.Errorf("%+v", ended)
	}
	for _, line := range strings.Split(strings.TrimSpace(ended.errOut), "\n") {
		if !json.Valid([]byte(line)) || strings.Contains(line, token) {
			t.Errorf("log: %s", line)
		}
	}

	p = startServe(t, nil, "--addr", "127.0.0.1:0")
	if status, answer := p.send(t, "GET", "/api/v2/clients/a", token, ""); status != 200 || answer != `{"client_id":"a","name":"B"}` {
		t.Errorf("%d %s", status, answer)
	}
	if got := p.stop(); strings.Contains(got.errOut, "no API token") {
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
	if status := run(t.Context(), []string{"token", "list", "--settings", "settings.json"}, nil, &out, &errOut, noEnv); status != 0 {
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

func TestServeWrongUsage(t *testing.T) {
	folder(t, "unknown.json", `{"adr": ":80"}`, "broken.json", `{`, "number.json", `{"max-concurrent":"many"}`, "no.db", "this is no database, and long enough to be told from an empty one")
	for _, test := range []struct {
		args []string
		env  string
		says string
	}{
		{[]string{"serve", "--addr", "nowhere"}, "", "--addr is host:port"},
		{[]string{"serve", "--addr", "0.0.0.0:0"}, "", "there is no API token yet"},
		{[]string{"serve", "--settings", "unknown.json"}, "", `there is no setting "adr"`},
		{[]string{"serve", "--settings", "broken.json"}, "", "broken.json: unexpected end"},
		{[]string{"serve", "--settings", "number.json"}, "", "number.json: max-concurrent"},
		{[]string{"serve"}, "forever", "CLAIMSMITH_MAX_TIME=forever"},
		{[]string{"serve", "--log-level", "loud"}, "", "--log-level"},
		{[]string{"serve", "--tls-cert", "c.pem"}, "", "--tls-cert and --tls-key go together"},
		{[]string{"serve", "--addr", "127.0.0.1:0", "--issuer", "nowhere"}, "", "an issuer's URL is"},
		{[]string{"serve", "--addr", "127.0.0.1:0", "--signing-algorithm", "HS256"}, "", "RS256 or ES256"},
		{[]string{"serve", "--addr", "127.0.0.1:0", "--max-concurrent", "0"}, "", "one request at once at least"},
		{[]string{"serve", "--addr", "127.0.0.1:0", "--max-time", "0"}, "", "a request has some time"},
		{[]string{"serve", "--addr", "127.0.0.1:0", "--rate", "-1"}, "", "a rate is 0"},
		{[]string{"serve", "--addr", "127.0.0.1:0", "--rotate-keys", "-1h"}, "", "keys are rotated"},
		{[]string{"serve", "--addr", "127.0.0.1:0", "--id-token-lifetime", "0"}, "", "lives for a second at least"},
		{[]string{"serve", "--addr", "127.0.0.1:0", "--shutdown-grace", "-1s"}, "", "cannot be negative"},
		{[]string{"serve", "--addr", "127.0.0.1:0", "--database", "no.db"}, "", "no.db"},
		{[]string{"serve", "--addr", "127.0.0.1:0", "--database", "missing/x.db"}, "", "missing/x.db"},
		{[]string{"token", "create", "--scope", "read:clients"}, "", "a token needs a name"},
		{[]string{"token", "create", "--name", "x", "--scope", "read:all"}, "", `there is no scope "read:all"`},
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
	databases := map[string]string{"sqlite": filepath.Join(t.TempDir(), "test.db")}
	if url := os.Getenv("CLAIMSMITH_POSTGRES"); url != "" {
		databases["postgres"] = url
	}
	rounds := 8
	if testing.Short() {
		rounds = 2
	}
	for name, database := range databases {
		t.Run(name, func(t *testing.T) {
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
	program := exec.CommandContext(t.Context(), os.Args[0], "--cache", compiled, "serve", "--addr", "127.0.0.1:0",
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
