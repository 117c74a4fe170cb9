package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/tidwall/gjson"
)

// tried finds the commands that explain offers, with what they are offered for.
var tried = regexp.MustCompile(`(?ms)^(\S[^\n]*?) is missing from .*?^  try: (.*?)\n(?:\n|\z)`)

// TestOfferedCommandsWork pastes every command that explain offers into a shell, and the
// one that is offered then, until the claim is in its token.
func TestOfferedCommandsWork(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Fatal(err) // $'…' is bash's and zsh's
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	folder(t,
		"it's a config.json", `{"tenant":{"migrations":{"custom_claims_must_be_namespaced":true}},
			"access_token":{"custom_claim_mappings":[
				{"name":"plain `+"\u202e\u009b\U000e0041"+`'s","expression":"anonymous_session.metadata.plan"},
				{"name":"https://a/b","expression":"anonymous_session.metadata.a\\.b`+"\u202e"+`.c"},
				{"name":"https://a/null","expression":"anonymous_session.metadata.null.x.0"},
				{"name":"https://a/list","expression":"anonymous_session.metadata.list.1"},
				{"name":"https://a/near","expression":"anonymous_session.metadata.contry"},
				{"name":"https://a/user","expression":"user.app_metadata.plan"}]}}`,
		"plain.json", `{"access_token":{"custom_claim_mappings":[{"name":"email","expression":"anonymous_session.metadata.email"},
				{"name":"mine","expression":"anonymous_session.metadata.email"}]}}`,
		"s.json", `{"metadata":{"plan":1,"null":null,"list":[1],"country":"x","email":"a@b"}}`,
		"code.json", `{"anonymous_session":{"metadata":{}},"custom_claims":{"access_token":[{"name":"iss","value":1},{"name":"https://a/none","value":null},
				{"name":"https://a/twice","value":1},{"name":"https://a/twice","value":2}]}}`,
		"login.json", `{"user":{"app_metadata":{"Plan":1}},"protocol":"samlp"}`,
		"saml.json", `{"saml_configuration":{"mappings":{"urn:a b":"app_metadata.plan","urn:x":"app_metadata.none"}}}`,
		"profile.json", `{"app_metadata":{"plan":"gold"}}`,
	)
	if err := os.Mkdir("bin", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, filepath.Join("bin", "claimsmith")); err != nil {
		t.Fatal(err)
	}
	bin, err := filepath.Abs("bin")
	if err != nil {
		t.Fatal(err)
	}
	paste := func(command string) string {
		t.Helper()
		shell := exec.CommandContext(t.Context(), bash, "-c", command)
		shell.Env = append(os.Environ(), asProgram+"=1", "PATH="+bin+":"+os.Getenv("PATH"), "CLAIMSMITH_CACHE="+compiled, "LC_ALL=C.UTF-8")
		out, err := shell.CombinedOutput()
		if err != nil {
			t.Fatalf("%s\n%v: %s", command, err, out)
		}
		return string(out)
	}
	offers := 0
	for _, inputs := range []string{
		"--config 'it'\\''s a config.json' --session s.json",
		"--config plain.json --session s.json --audience https://x.auth0.com/api/v2/",
		"--config plain.json --session code.json",
		"--config saml.json --session login.json",
	} {
		screen := paste("claimsmith explain --format pretty " + inputs)
		for _, offer := range tried.FindAllStringSubmatch(screen, -1) {
			offers++
			for round := 0; ; round++ {
				verdict := gjson.Get(paste(offer[2]), "decisions.@reverse.0.verdict").String()
				if verdict == "added" {
					break
				}
				next := tried.FindStringSubmatch(paste(strings.Replace(offer[2], "claimsmith explain", "claimsmith explain --format pretty", 1)))
				if next == nil || round == 4 {
					t.Errorf("%s: %s comes to no end: %s", offer[1], offer[2], verdict)
					break
				}
				offer = next
			}
		}
	}
	if want := 15; offers != want {
		t.Errorf("%d commands were offered, and %d expected", offers, want)
	}
}

func TestShellWords(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"", "a", "a b", "it's", `"\`, "a\nb", "\u202e\u009b'\\", "é日", "\U000e0041x", "\xff", "$HOME", "~", "*", "a=b"} {
		quoted := shell(word)
		if found := harmful(quoted); found != "" {
			t.Errorf("%q: the terminal gets %+q", word, found)
		}
		command := exec.CommandContext(t.Context(), bash, "-c", "printf %s "+quoted)
		command.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
		if out, err := command.Output(); err != nil || string(out) != word {
			t.Errorf("%q: %s is %q, %v", word, quoted, out, err)
		}
	}
}
