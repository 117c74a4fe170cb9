package replay_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/host/cmd/replay"
)

const linkedSession = `{"metadata":{"country":"Spain"}}`

// linked is a replay of a few files that differ in one claim, with its report.
func linked(t *testing.T, files ...string) (*replay.Replayer, *replay.Report) {
	t.Helper()
	r := newReplayer(t, replay.Options{
		Before:     []byte(`{"access_token":{"custom_claim_mappings":[{"name":"country","expression":"anonymous_session.metadata.country"}]}}`),
		After:      []byte("{}"),
		ShowValues: true,
		Exemplars:  len(files),
	})
	found, err := replay.Run(t.Context(), r, files, replay.RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	report := r.Report(found)
	if len(report.Exemplars) != len(files) {
		t.Fatalf("%+v", report.Exemplars)
	}
	return r, report
}

// A file that changed after it was replayed costs its links, and nothing else.
func TestLinksOfFilesThatChanged(t *testing.T) {
	folder := t.TempDir()
	var files []string
	for i, name := range []string{"cut", "gone", "stays"} { // each record another one
		text := fmt.Sprintf(`{"session":%s,"audience":"https://%d.example"}`, linkedSession, i)
		files = append(files, write(t, filepath.Join(folder, name), []byte(text)))
	}
	r, report := linked(t, files...)
	if err := os.Truncate(files[0], 0); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(files[1]); err != nil {
		t.Fatal(err)
	}
	err := r.Link(t.Context(), report, "https://preview.example/")
	if err == nil || !strings.Contains(err.Error(), "cut has no record any more that begins at byte 0") || !strings.Contains(err.Error(), "gone") || strings.Contains(err.Error(), "stays") {
		t.Error(err)
	}
	for _, e := range report.Exemplars {
		if has := e.Link != ""; has != (e.File == files[2]) {
			t.Errorf("%s: %q", e.File, e.Link)
		}
	}
}

func TestLinksEndWithTheContext(t *testing.T) {
	r, report := linked(t, write(t, filepath.Join(t.TempDir(), "s"), []byte(linkedSession)))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := r.Link(ctx, report, "https://preview.example/"); err == nil || report.Exemplars[0].Link != "" {
		t.Errorf("%v, %+v", err, report.Exemplars[0])
	}
}

// An exemplar's command has no beginning of an audience for the whole.
func TestCommandsHaveWholeAudiences(t *testing.T) {
	long := "https://a.example/" + strings.Repeat("x", 400)
	for audience, has := range map[string]bool{`"https://a.example"`: true, `"` + long + `"`: false, `["b","` + long + `"]`: false} {
		record := `{"session":` + linkedSession + `,"audience":` + audience + `}`
		_, report := linked(t, write(t, filepath.Join(t.TempDir(), "s"), []byte(record)))
		if command := report.Exemplars[0].Command(report); strings.Contains(command, "--audience") != has {
			t.Errorf("%s: %s", audience, command)
		}
	}
}
