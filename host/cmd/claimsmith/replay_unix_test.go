//go:build unix

package main

import (
	"os"
	"strings"
	"syscall"
	"testing"
)

// What came through a pipe is gone, and its report is none the worse for it.
func TestReplayLinksNoPipe(t *testing.T) {
	folder(t, "before.json", `{"access_token":{"custom_claim_mappings":[{"name":"country","expression":"anonymous_session.metadata.country"}]}}`,
		"after.json", "{}")
	if err := syscall.Mkfifo("pipe", 0o600); err != nil {
		t.Fatal(err)
	}
	go func() { _ = os.WriteFile("pipe", []byte(`{"metadata":{"country":"Spain"}}`), 0o600) }()
	got := command(t, "", "replay", "--before", "before.json", "--after", "after.json", "--show-values",
		"--preview", "https://preview.example/", "--format", "json", "pipe")
	if got.status != statusFine || got.errOut != "" || !strings.Contains(got.out, `\"Spain\"`) || strings.Contains(got.out, `"link"`) {
		t.Errorf("%+v", got)
	}
}
