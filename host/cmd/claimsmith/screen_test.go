package main

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/layout"
)

// screens are the command lines whose screens the golden files hold. They are run in
// testdata/documents.
var screens = []string{
	"validate application.json",
	"validate page.json",
	"validate page.json --client Worker",
	"validate page.json --client worke",
	"validate tenant.yaml",
	"validate state.json",
	"validate odd.json",
	"validate comma.json tab.yaml",
	"validate export",
	"validate --strict application.json --client shop",
	"validate session.json",
	"eval --config page.json --client Shop --session session.json",
	"eval --config page.json --client Blog --session session.json",
	"eval --config tab.yaml --session session.json",
	"eval --config page.json --session session.json",
	"explain --config application.json --session session.json --audience https://api.shop.example",
	"explain --config application.json --session session.json --claim language",
	"explain --config application.json --session session.json --claim langage",
	"explain --config login-config.json --session login.json --audience https://x.auth0.com/api/v2/",
	"explain --config login-config.json --session session.json --audience [\"https://a\"]",
	"explain --config tenant.yaml --client Shop --session session.json --set /access_token/custom_claim_mappings/1/expression=\"anonymous_session.metadata.plan.tier\"",
	"explain --config page.json --client Shop --session comma.json",
	"describe",
	"describe RES-6",
	"describe no_value",
	"describe res6",
	"describe WARN",
	"check --token token.txt --config application.json --session session.json",
	"check --token comma.json --config application.json --session session.json",
	"test vectors.json",
	"validate --help",
	"help",
	"valdate",
	"explain --cnofig x",
	"token lst",
}

// screenOf is what a command line shows on a terminal of so many columns.
func screenOf(t *testing.T, args []string, columns int, colour bool) string {
	t.Helper()
	env := map[string]string{"COLUMNS": fmt.Sprint(columns), "TERM": "xterm"}
	if !colour {
		env["NO_COLOR"] = "1"
	}
	var screen terminal
	status := run(t.Context(), append([]string{"--cache", compiled}, args...), strings.NewReader(""), &screen, &screen, func(name string) string { return env[name] })
	return fmt.Sprintf("%s[%d]\n", progressShown.ReplaceAllString(screen.String(), ""), status)
}

// progressShown is what a slow machine shows meanwhile, and wipes out.
var progressShown = regexp.MustCompile(`(?:\r\x1b\[K[^\r\n]*)+\r\x1b\[K`)

// TestScreensAreGolden compares what people see with files that were looked at.
func TestScreensAreGolden(t *testing.T) {
	shown := map[string]string{}
	home, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir("testdata/documents")
	for _, columns := range []int{80, 120} {
		for _, colour := range []bool{false, true} {
			var b strings.Builder
			for _, line := range screens {
				screen := screenOf(t, strings.Fields(line), columns, colour)
				fmt.Fprintf(&b, "$ claimsmith %s\n%s\n", line, screen)
				if found := harmful(screen); found != "" {
					t.Errorf("%s: the terminal gets %+q", line, found)
				}
				if colour {
					continue
				}
				for text := range strings.SplitSeq(screen, "\n") {
					// What is pasted, and JSON, stays in one piece.
					if layout.Width(text) > columns && !strings.Contains(text, "--") && !strings.HasPrefix(strings.TrimSpace(text), `"`) {
						t.Errorf("%s: %d columns: %s", line, layout.Width(text), text)
					}
				}
			}
			name := fmt.Sprintf("screens.%d.txt", columns)
			if colour {
				name = fmt.Sprintf("screens.%d.colour.txt", columns)
			}
			shown[name] = b.String()
		}
	}
	t.Chdir(home)
	for name, got := range shown {
		golden(t, "testdata/"+name, []byte(got))
	}
}
