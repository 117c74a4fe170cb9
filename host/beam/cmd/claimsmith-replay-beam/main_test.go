package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/log"

	"github.com/claimsmith/claimsmith/host"
	claimsmith "github.com/claimsmith/claimsmith/host/beam"
	"github.com/claimsmith/claimsmith/host/cmd/replay"
	"github.com/claimsmith/claimsmith/host/cmd/replay/replaytest"
)

func TestMain(m *testing.M) {
	flag.Parse()
	log.LogLevel = "error"
	claimsmith.Init()
	os.Exit(m.Run())
}

// folder has two configs, one that is broken, and sessions.
func folder(t *testing.T) string {
	t.Helper()
	var sessions bytes.Buffer
	for record := range replaytest.Sessions(1, 500) {
		sessions.Write(append(record, '\n'))
	}
	where := t.TempDir()
	for name, text := range map[string][]byte{
		"old.json": []byte(replaytest.Before), "new.json": []byte(replaytest.After),
		"broken.json": []byte(`{"access_token":5}`), "a.ndjson": sessions.Bytes(),
	} {
		if err := os.WriteFile(filepath.Join(where, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return where
}

func runArgs(t *testing.T, args ...string) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	set := flag.NewFlagSet("test", flag.ContinueOnError)
	f := addFlags(set)
	if err := set.Parse(args); err != nil {
		t.Fatal(err)
	}
	return run(ctx, f)
}

func TestRun(t *testing.T) {
	t.Chdir(folder(t))
	if err := runArgs(t, "--before", "old.json", "--after", "new.json", "--audience", "https://a.example", "--audience", "https://b.example",
		"--exemplars", "0", "--show-values", "--input", "a.ndjson", "--input", "*.ndjson", "--output", "report.json"); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("report.json")
	if err != nil {
		t.Fatal(err)
	}
	engine, err := host.New(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = engine.Close(context.WithoutCancel(t.Context())) }()
	replayer, err := replay.New(t.Context(), engine, replay.Options{
		Before: []byte(replaytest.Before), After: []byte(replaytest.After), BeforeName: "old.json", AfterName: "new.json",
		Audience: []byte(`["https://a.example","https://b.example"]`), Exemplars: -1, ShowValues: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	found, err := replay.Run(t.Context(), replayer, []string{"a.ndjson"}, replay.RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if want := replayer.Report(found).JSON(); !bytes.Equal(got, want) {
		t.Errorf("the report is\n%s\nwant\n%s", got, want)
	}
}

// TestDamaged has half a recording: the report is written, and the status is 2 unless it
// is allowed.
func TestDamaged(t *testing.T) {
	t.Chdir(folder(t))
	if err := os.WriteFile("cut.ndjson", []byte("{}\n{\"metadata\":"), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"--before", "old.json", "--after", "new.json", "--input", "cut.ndjson", "--output", "report.json"}
	err := runArgs(t, args...)
	if status(err) != statusUsage || !strings.Contains(err.Error(), "cut.ndjson: it ends in the middle of a record (records read: 1, bytes: 3)") {
		t.Errorf("status %d: %v", status(err), err)
	}
	if text, err := os.ReadFile("report.json"); err != nil || !bytes.Contains(text, []byte(`"evaluated": 1`)) {
		t.Errorf("the report: %v, %s", err, text)
	}
	if err := runArgs(t, append(args, "--allow-bad", "1")...); err != nil {
		t.Errorf("allowed: %v", err)
	}
}

func TestRefused(t *testing.T) {
	t.Chdir(folder(t))
	given := []string{"--before", "old.json", "--after", "new.json", "--input", "a.ndjson", "--output", "report.json"}
	for name, test := range map[string]struct {
		args   []string
		status int
		want   string
	}{
		"no input":        {given[:4], statusUsage, "--input"},
		"an argument":     {append(given[:8:8], "b.ndjson"), statusUsage, "b.ndjson"},
		"standard input":  {append(given[:8:8], "--input", "-"), statusUsage, "standard input"},
		"no such config":  {append(given[:8:8], "--before", "none.json"), statusUsage, "none.json"},
		"exemplars":       {append(given[:8:8], "--exemplars", "-1"), statusUsage, "--exemplars"},
		"a log level":     {append(given[:8:8], "--log-level", "loud"), statusUsage, "--log-level"},
		"an audience":     {append(given[:8:8], "--audience", "\xff"), statusUsage, "--audience"},
		"a broken config": {append(given[:8:8], "--after", "broken.json"), statusNo, "after: "},
	} {
		t.Run(name, func(t *testing.T) {
			err := runArgs(t, test.args...)
			if err == nil || status(err) != test.status || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the status is %d for %v, want %d for an error that says %q", status(err), err, test.status, test.want)
			}
			if _, err := os.Stat("report.json"); err == nil {
				t.Error("there is a report")
			}
		})
	}
}
