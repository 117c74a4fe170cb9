package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"log/slog"
	"os"
	"strings"
	"testing"

	"github.com/creack/pty"
	"golang.org/x/term"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/diagnostic"
	"github.com/claimsmith/claimsmith/host/internal/display"
)

// odd are characters that a terminal obeys or does not show: DEL, a C1 control that
// begins a colour, an override of the direction, a zero width space, a filler, a tag
// and a line separator.
const odd = "\u007f\u009b31m\u202e\u200b\u3164\U000e0041\u2028"

// oddShown is how they are shown.
const oddShown = `\u007f\u009b31m\u202e\u200b\u3164\udb40\udc41\u2028`

// onScreen runs a command line whose standard output and error are a terminal, and
// returns what is sent to that.
func onScreen(t *testing.T, args ...string) (status int, screen string) {
	t.Helper()
	master, terminal, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = master.Close() }()
	if _, err := term.MakeRaw(int(terminal.Fd())); err != nil { // so that line ends stay as they are
		t.Fatal(err)
	}
	sent := make(chan string)
	go func() {
		text, _ := io.ReadAll(master) // until nobody has the terminal, which is an error
		sent <- string(text)
	}()
	env := func(name string) string { return map[string]string{"TERM": "xterm"}[name] }
	status = run(t.Context(), append([]string{"--cache", compiled}, args...), strings.NewReader(""), terminal, terminal, env)
	if err := terminal.Close(); err != nil {
		t.Fatal(err)
	}
	return status, <-sent
}

// harmful is the first thing on a screen that is no text, no style and no line end.
func harmful(screen string) string {
	text := ownSequences.ReplaceAllString(screen, "")
	for i, r := range text {
		if r != '\n' && r != '\t' && !display.Shows(r) || r == '\uFFFD' && !strings.HasPrefix(text[i:], "\uFFFD") {
			return text[max(0, i-20):min(len(text), i+20)]
		}
	}
	return ""
}

// TestScreens has odd characters in every input of every command, and in the names of
// files: no terminal gets one, and it is told which they are.
func TestScreens(t *testing.T) {
	mapped := `{"access_token":{"custom_claim_mappings":[{"name":"x","expression":"anonymous_session.metadata.x"}]}}`
	folder(t,
		"mapped"+odd+".json", mapped,
		"broken.json", `{"access_token":{"custom_claim_mappings":[{"name":"iss`+odd+`","expression":"`+odd+`"}]}}`,
		"no.json", "{"+odd,
		"duplicate.json", `{"metadata":{"x":{"`+odd+`":1,"`+odd+`":2}}}`,
		"odd.json", `{"metadata":{"x":{"`+odd+`":"`+odd+`"}},"custom_claims":{"access_token":[{"name":"urn:x:`+odd+`","value":"`+odd+`"}]}}`,
		"vectors"+odd+".json", `[{"name":"`+odd+`","rules":["`+odd+`"],"config":`+mapped+`,"session":{"metadata":{"x":"`+odd+`"}},"audience":"a",
			"want":{"access_token":{"claims":{"`+odd+`":"`+odd+`"}}}}]`,
		"in/"+odd+".ndjson", `{"session":{"metadata":{"x":{"`+odd+`":"`+odd+`"}}},"audience":"`+odd+`"}`+"\n{"+odd+"\n"+`{"metadata":{"`,
		"settings.json", `{"`+odd+`":1}`,
		"odd.yaml", "name: \"\\x9b31m\"\naccess_token:\n  custom_claim_mappings:\n  - {name: \"\\x9b31m\\u202e\", expression: \"session.metadata.a\\x9b31m\"}\n",
		"wrong"+odd+".yaml", "a: &x [*x]",
		"token"+odd, tokenOf(`{}`, `{"iss":"https://`+odd+`/","scope":"`+odd+`","`+odd+`":"`+odd+`","aud":"`+odd+`"}`),
		"copy"+odd+".json", `[{"name":"`+odd+`","config":`+mapped+`,"session":{"metadata":{"x":"`+odd+`"}},"want":{"access_token":{"claims":{"`+odd+`":"`+odd+`"}}}}]`,
	)
	if err := os.Symlink("nowhere", "in/gone"+odd+"\n.ndjson"); err != nil {
		t.Fatal(err)
	}
	both := []string{"--config", "mapped" + odd + ".json", "--session", "odd.json"}
	compare := []string{"replay", "--show-values", "--before", "session.json", "--after", "mapped" + odd + ".json", "in"}
	for _, c := range []struct {
		args   []string
		silent bool // what is odd is in no output
	}{
		{append([]string{"eval"}, both...), false},
		{append([]string{"eval", "--format", "json"}, both...), false},

		{append([]string{"explain"}, both...), false},
		{append([]string{"explain", "--format", "json"}, both...), false},
		{append([]string{"explain", "--format", "table"}, both...), false},
		{[]string{"eval", "--config", "mapped" + odd + ".json", "--session", "duplicate.json"}, false},
		{[]string{"eval", "--config", "no.json", "--session", "odd.json"}, true},
		{[]string{"eval", "--config", "mapped" + odd + ".json", "--session", "odd.json", "--audience", odd, "--set", "/" + odd + "/x=" + odd}, false},
		{[]string{"validate", "--config", "broken.json"}, false},
		{[]string{"validate", "--config", "broken.json", "--format", "json"}, false},
		{[]string{"validate", "--config", "no.json"}, true},
		{[]string{"validate", "broken.json", "odd.yaml", "mapped" + odd + ".json"}, false},
		{[]string{"validate", "--fix", "--yes", "odd.yaml"}, true},
		{[]string{"validate", "--client", odd, "broken.json"}, false},
		{[]string{"validate", "--format", "github", "broken.json", "odd.yaml"}, true},
		{[]string{"validate", "--format", "sarif", "broken.json"}, true},
		{[]string{"validate", "--format", "junit", "--strict", "odd.yaml"}, false},
		{[]string{"validate", "wrong" + odd + ".yaml"}, false},
		{append([]string{"explain", "--claim", odd}, both...), false},
		{append([]string{"explain", "--claim", "urn:x:" + odd}, both...), false},
		{append([]string{"explain", "--set-session", "/" + odd + "=1", "--audience", odd}, both...), false},
		{append([]string{"check", "--token", "token" + odd}, both...), false},
		{append([]string{"check", "--format", "json", "--token", "token" + odd}, both...), false},
		{append([]string{"check", "--token", "no.json"}, both...), true},
		{[]string{"describe", odd}, false},
		{[]string{"test", "--update", "--yes", "copy" + odd + ".json"}, false},
		{[]string{"validate", "--config", odd}, false},
		{[]string{"test", "vectors" + odd + ".json"}, false},
		{[]string{"test", "--format", "json", "vectors" + odd + ".json"}, false},
		{[]string{"test", "--format", "junit", "vectors" + odd + ".json"}, false},
		{[]string{"test", "--run", odd, "vectors" + odd + ".json", "--write-results", "out"}, false},
		{[]string{"test", "broken.json", "--run", "(" + odd}, false},
		{compare, false},
		{append(compare, "--format", "json"), false},
		{append(compare, "--format", "html"), false},
		{append(compare, "--strict"), false},
		{[]string{"replay", "--before", "broken.json", "--after", "broken.json", "in"}, true},
		{[]string{"replay", "--before", "client:" + odd, "--after", "client:" + odd, "in"}, false},
		{[]string{"preview", "--config", odd}, false},
		{[]string{"serve", "--settings", "settings.json"}, false},
		{[]string{"serve", "--addr", odd}, false},
		{[]string{"token", "create", "--create-database", "--name", odd, "--scope", odd}, false},
		{[]string{"token", "create", "--create-database", "--name", odd, "--scope", "read:clients"}, true},
		{[]string{"token", "list"}, false},
		{[]string{"token", "delete", odd}, false},
		{[]string{"version", "--module", odd}, false},
		{[]string{"describe", "--format", odd}, false},
		{[]string{"help", odd}, true},
		{[]string{odd}, false},
		{[]string{"eval", "--" + odd}, false},
	} {
		t.Run(printable(strings.Join(c.args, " ")), func(t *testing.T) {
			status, screen := onScreen(t, c.args...)
			if found := harmful(screen); found != "" {
				t.Errorf("the terminal gets %+q", found)
			}
			if !c.silent && !strings.Contains(screen, "\\u009b31m") && !strings.Contains(screen, `\u009b31m`) {
				t.Errorf("the odd characters are not shown: %d, %s", status, screen)
			}
		})
	}
}

// TestPipesHaveTheModulesBytes writes what is odd as the module does where no terminal
// is: to a pipe and to a file.
func TestPipesHaveTheModulesBytes(t *testing.T) {
	const text = `{"metadata":{"x":{"` + odd + `\ud800":["\udc00",1.0,"` + odd + `"]}}}`
	folder(t, "mapped.json", `{"access_token":{"custom_claim_mappings":[{"name":"x","expression":"anonymous_session.metadata.x"}]}}`, "odd.json", text)
	engine, err := host.New(t.Context(), host.WithCompilationCache(compiled))
	if err != nil {
		t.Fatal(err)
	}
	defer release(engine)
	mapped, err := os.ReadFile("mapped.json")
	if err != nil {
		t.Fatal(err)
	}
	outcome, err := engine.Evaluate(t.Context(), mapped, []byte(text), []byte(`""`))
	if err != nil {
		t.Fatal(err)
	}
	want := string(outcome.JSON) + "\n"
	if !strings.Contains(want, odd+`\ud800":["\udc00",1.0,"`+odd) {
		t.Fatalf("the module's text is %q", want)
	}
	args := []string{"eval", "--config", "mapped.json", "--session", "odd.json", "--format", "json"}
	if got := command(t, "", args...); got != (ran{0, want, ""}) {
		t.Errorf("in a pipe: %+v", got)
	}
	if status, screen := onScreen(t, append(args, "--out", "out.json")...); status != 0 || screen != "" {
		t.Errorf("%d, %q", status, screen)
	}
	if got, err := os.ReadFile("out.json"); err != nil || string(got) != want {
		t.Errorf("in a file: %q, %v", got, err)
	}
	// On a terminal it is the same JSON: each lone surrogate is where it was.
	_, screen := onScreen(t, args...)
	if shown := strings.ReplaceAll(want, odd, oddShown); screen != shown {
		t.Errorf("on a terminal: %q, want %q", screen, shown)
	}
}

// TestDeviceThatIsATerminal writes to a terminal by its name.
func TestDeviceThatIsATerminal(t *testing.T) {
	folder(t, "odd.json", `{"custom_claims":{"access_token":[{"name":"urn:x:a","value":"`+odd+`"}]}}`)
	master, terminal, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = master.Close() }()
	if _, err := term.MakeRaw(int(terminal.Fd())); err != nil {
		t.Fatal(err)
	}
	if got := command(t, "", "eval", "--config", "config.json", "--session", "odd.json", "--out", terminal.Name()); got != (ran{}) {
		t.Errorf("%+v", got)
	}
	line := make([]byte, 1<<10)
	n, err := master.Read(line)
	if screen := string(line[:n]); err != nil || harmful(screen) != "" || !strings.Contains(screen, oddShown) {
		t.Errorf("%q, %v", screen, err)
	}
	if err := terminal.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestJUnitNames has a report's reader see which names files and cases have.
func TestJUnitNames(t *testing.T) {
	folder(t, odd+"\x01.json", `[{"name":"a`+odd+`","want":{}},{"name":"b","want":{"x":"`+odd+`"}}]`)
	got := command(t, "", "test", "--format", "junit", odd+"\x01.json")
	var suites diagnostic.JUnit
	if err := xml.Unmarshal([]byte(got.out), &suites); err != nil {
		t.Fatal(err)
	}
	if found := harmful(got.out); found != "" {
		t.Errorf("the report has %+q", found)
	}
	file := oddShown + `\u0001.json`
	if len(suites.Suites) != 1 || suites.Suites[0].Name != file || suites.Suites[0].Cases[0] != (diagnostic.JUnitCase{Name: "a" + oddShown, Class: file, Time: suites.Suites[0].Cases[0].Time}) ||
		!strings.Contains(suites.Suites[0].Cases[1].Failure.Text, `want: "`+oddShown) {
		t.Errorf("%s", got.out)
	}
}

// TestLogLines are JSON that says what was logged, and nothing that a terminal obeys.
func TestLogLines(t *testing.T) {
	var b bytes.Buffer
	newLogger(&b, slog.LevelInfo).Info("a"+odd, "path", "/\x1b[31m"+odd, odd, 1)
	var line map[string]any
	if err := json.Unmarshal(b.Bytes(), &line); err != nil || line["msg"] != "a"+odd || line["path"] != "/\x1b[31m"+odd || line[odd] != 1.0 {
		t.Errorf("%v: %q", err, line)
	}
	if found := harmful(b.String()); found != "" || strings.Contains(b.String(), "\x1b") || strings.Count(b.String(), "\n") != 1 {
		t.Errorf("the log has %+q", found)
	}
}

// TestErrorsThatAreLines keeps a file's name from writing a line of its own.
func TestErrorsThatAreLines(t *testing.T) {
	folder(t)
	got := command(t, "", "validate", "--config", "a\nclaimsmith: all is fine\tb\r")
	if got.status != 2 || got.errOut != "claimsmith: stat a\n  claimsmith: all is fine\tb"+`\u000d`+": no such file or directory\n" {
		t.Errorf("%+v", got)
	}
}
