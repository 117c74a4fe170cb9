package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/claimsmith/claimsmith/host/cmd/replay"
	"github.com/claimsmith/claimsmith/host/cmd/replay/replaytest"
	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

// recorded makes a folder with two configs and recorded sessions, and goes there.
func recorded(t *testing.T) {
	t.Helper()
	var ndjson, packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	for text := range replaytest.Sessions(1, 2000) {
		ndjson.Write(append(text, '\n'))
	}
	for text := range replaytest.Sessions(2, 100) {
		if _, err := w.Write(append(text, '\n')); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	folder(t, "before.json", replaytest.Before, "after.json", replaytest.After,
		"in/a.ndjson", ndjson.String(), "in/b.ndjson.gz", packed.String(),
		"one.ndjson", `{"session":{"metadata":{"country":"Spain","language":"es","notes":"Call me."}},"audience":"https://api.shop.example"}`+"\n")
}

// replayed runs replay with the two configs.
func replayed(t *testing.T, args ...string) ran {
	t.Helper()
	return command(t, "", append([]string{"replay", "--before", "before.json", "--after", "after.json"}, args...)...)
}

func TestReplayText(t *testing.T) {
	recorded(t)
	got := replayed(t, "one.ndjson")
	want := `Risky: language is renamed to locale_ in all access tokens.
1 record evaluated
For every session, not only these: Different: 1 claim is never there again; 3 come from another place; 1 is renamed; 2 are new.

Tokens
TOKEN         EVALUATED  UNCHANGED  CHANGED
access_token          1          0        1  100.0 %
id_token              1          1        0
userinfo              1          1        0

What the configs differ in
  https://shop.example/cart comes from anonymous_session.metadata.cart.id in the access token, and no longer from anonymous_session.metadata.cart_id: no effect on these tokens
  language is renamed to locale_ in the access token: 1 renamed
  email is no longer mapped in the access token; it came from user.email: no effect on these tokens
  notes is mapped in the access token, from anonymous_session.metadata.notes: 1 added
  tier comes from user.user_metadata.tier in the ID token, and no longer from user.app_metadata.tier: no effect on these tokens
  nickname is mapped in the ID token, from user.nickname: no effect on these tokens
  mail comes from user_metadata.mail in the SAML assertion, and no longer from email: no effect on these tokens

Claims
CLAIM               TOKEN         ADDED  REMOVED  CHANGED  RENAMED  AUDIENCES
language → locale_  access_token      0        0        0        1  https://api.shop.example
notes               access_token      1        0        0        0  https://api.shop.example
in all: 1 added, 0 removed, 0 changed, 1 renamed

Why
CLAIM     TOKEN                  TOKENS  REASON      STOPPED AT
language  access_token  renamed       1  new_name
notes     access_token  added         1  not_mapped

Ignored claims
REASON             TOKEN         BEFORE  AFTER
no_value           access_token       1      1
scope_not_granted  access_token       1      0  −1
no_value           id_token           1      1
scope_not_granted  id_token           0      1  +1

Sizes in bytes
TOKEN                 P50  P95  P99  MAX  >4 KB  >8 KB  >100 KB
access_token  before   35   35   35   35      0      0        0
              after    53   53   53   53      0      0        0
id_token      before    2    2    2    2      0      0        0
              after     2    2    2    2      0      0        0

Exemplars
  added
    one.ndjson: byte 0: access_token notes for https://api.shop.example
      none → string, 8 bytes
      claimsmith explain --record one.ndjson@0 --config after.json --format table --audience https://api.shop.example
  renamed
    one.ndjson: byte 0: access_token language → locale_ for https://api.shop.example
      string, 2 bytes → string, 2 bytes
      claimsmith explain --record one.ndjson@0 --config after.json --format table --audience https://api.shop.example
`
	if got != (ran{statusFine, want, ""}) {
		t.Errorf("%+v", got)
	}
	if got := replayed(t, "--show-values", "--exemplars", "1", "one.ndjson"); !strings.Contains(got.out, `"es" → "es"`) {
		t.Errorf("with values: %+v", got)
	}
	if got := replayed(t, "--exemplars", "0", "one.ndjson"); strings.Contains(got.out, "Exemplars") {
		t.Errorf("without exemplars: %+v", got)
	}
	same := command(t, "", "replay", "--before", "before.json", "--after", "before.json", "one.ndjson")
	if same.status != statusFine || !strings.Contains(same.out, "Nothing changes, in these sessions or in any other.") {
		t.Errorf("against itself: %+v", same)
	}

	var stdout, stderr terminal
	status := run(t.Context(), []string{"--cache", compiled, "replay", "--before", "before.json", "--after", "after.json", "in"}, nil, &stdout, &stderr, noEnv)
	if status != statusFine || !strings.Contains(stdout.String(), "\x1b[31m") {
		t.Errorf("on a terminal: %d, %s", status, stdout.String())
	}
	if !strings.Contains(stderr.String(), " records, ") || !strings.HasSuffix(stderr.String(), "\r\x1b[K") {
		t.Errorf("progress: %q", stderr.String())
	}
}

func TestReplayFormats(t *testing.T) {
	recorded(t)
	got := replayed(t, "--format", "json", "in")
	var report replay.Report
	if err := json.Unmarshal([]byte(got.out), &report); err != nil || got.status != statusFine || got.errOut != "" {
		t.Fatalf("%v, %+v", err, got)
	}
	if report.Records.Read != 2100 || report.Partial {
		t.Errorf("records: %+v", report.Records)
	}
	text, err := os.ReadFile("in/a.ndjson")
	if err != nil {
		t.Fatal(err)
	}
	piped := command(t, string(text), "replay", "--before", "before.json", "--after", "after.json", "--format", "json", "in/b.ndjson.gz", "-")
	if got := strings.ReplaceAll(piped.out, `"file": "-"`, `"file": "in/a.ndjson"`); len(got) == 0 || !strings.Contains(got, `"read": 2100`) {
		t.Errorf("from standard input: %+v", piped)
	}
	for name, begins := range map[string]string{"r.html": "<!DOCTYPE html>", "r.json": "{\n", "r.txt": "Risky: "} {
		if got := replayed(t, "--out", name, "in"); got != (ran{}) {
			t.Errorf("%s: %+v", name, got)
		}
		if text, err := os.ReadFile(name); err != nil || !strings.HasPrefix(strings.ToUpper(string(text)), strings.ToUpper(begins)) {
			t.Errorf("%s: %.40s %v", name, text, err)
		}
	}
}

func TestReplayFailsOn(t *testing.T) {
	recorded(t)
	if got := replayed(t, "--fail-on", "renamed>0,changed>0,added>=1,diff.never_again>0", "one.ndjson"); got.status != statusNo || got.out == "" ||
		got.errOut != "fail on renamed>0: renamed is 1\nfail on added>=1: added is 1\nfail on diff.never_again>0: diff.never_again is 1\n" {
		t.Errorf("%+v", got)
	}
	if got := replayed(t, "--fail-on", "removed>0,failures>0,oversize>0,bad>0,diff.code>0", "one.ndjson"); got.status != statusFine || got.errOut != "" {
		t.Errorf("%+v", got)
	}
}

// TestReplayOfDamagedInputs has a gate over half a recording, in each way that it can be
// half: it does not pass, says how much of which file was read, and --allow-bad lets it.
func TestReplayOfDamagedInputs(t *testing.T) {
	recorded(t)
	text, err := os.ReadFile("one.ndjson")
	if err != nil {
		t.Fatal(err)
	}
	pack := func(zst bool) []byte {
		var b bytes.Buffer
		for range 2 { // members, or frames
			var w io.WriteCloser = gzip.NewWriter(&b)
			if zst {
				if w, err = zstd.NewWriter(&b); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := w.Write(text); err != nil {
				t.Fatal(err)
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
		}
		return b.Bytes()
	}
	damaged := func(packed []byte) []byte {
		packed[len(packed)-1] ^= 0xFF
		return packed
	}
	once := fmt.Sprintf(" (records read: 1, bytes: %d)", len(text))
	twice := fmt.Sprintf(" (records read: 2, bytes: %d)", 2*len(text))
	for name, c := range map[string]struct {
		text []byte // nil is a link to nowhere
		how  string
		much string
	}{
		"cut.ndjson.gz":      {pack(false)[:len(pack(false))/2+5], "its gzip data end too early: unexpected EOF", once},
		"damaged.ndjson.gz":  {damaged(pack(false)), "its gzip data are damaged: gzip: invalid checksum", twice},
		"cut.ndjson.zst":     {pack(true)[:len(pack(true))-5], "its zstd data end too early: unexpected EOF", once},
		"damaged.ndjson.zst": {damaged(pack(true)), "its zstd data are damaged: ", once},
		"cut.ndjson":         {slices.Concat(text, text[:50]), "it ends in the middle of a record", once},
		"dangling.ndjson":    {nil, "open: no such file or directory", " (records read: 0, bytes: 0)"},
	} {
		t.Run(name, func(t *testing.T) {
			folder(t, "before.json", replaytest.Before, "after.json", replaytest.Before, "in/fine.ndjson", string(text))
			path := filepath.Join("in", name)
			if c.text == nil {
				err = os.Symlink("nowhere", path)
			} else {
				err = os.WriteFile(path, c.text, 0o644)
			}
			if err != nil {
				t.Fatal(err)
			}
			says := path + ": " + c.how
			gate := []string{"--fail-on", "removed>0,failures>0", "in"}
			got := replayed(t, gate...)
			if got.status != statusUsage || !strings.HasPrefix(got.errOut, "claimsmith: "+says) ||
				!strings.HasSuffix(got.errOut, c.much+"\n  the report is not of all that was recorded; --allow-bad N allows N\n") {
				t.Errorf("%d, %s", got.status, got.errOut)
			}
			if !strings.Contains(got.out, ", 1 bad\nThese are not all records: 1 input is damaged.\n") || !strings.Contains(got.out, "\nDamaged inputs\n  "+says) || !strings.Contains(got.out, c.much) {
				t.Errorf("as text: %s", got.out)
			}
			if got := replayed(t, append(gate, "--allow-bad", "1")...); got.status != statusFine || got.errOut != "" {
				t.Errorf("allowed: %d, %s", got.status, got.errOut)
			}
			if got := replayed(t, append(gate, "--allow-bad", "0")...); got.status != statusUsage || !strings.Contains(got.errOut, "allowed: 0; --allow-bad") {
				t.Errorf("not allowed: %d, %s", got.status, got.errOut)
			}
			if got := replayed(t, append(gate, "--strict")...); got.status != statusUsage || got.out != "" || !strings.Contains(got.errOut, path+": ") {
				t.Errorf("strict: %+v", got)
			}
			if got := replayed(t, append(gate, "--format", "html")...); got.status != statusUsage || !strings.Contains(got.out, ">"+path+"<") {
				t.Errorf("as a page: %d, %s", got.status, got.errOut)
			}
			var report replay.Report
			got = replayed(t, append(gate, "--format", "json")...)
			if err := json.Unmarshal([]byte(got.out), &report); err != nil || len(report.DamagedInputs) != 1 || !strings.HasPrefix(report.DamagedInputs[0].String(), says) {
				t.Errorf("as JSON: %v, %+v", err, report.DamagedInputs)
			}
		})
	}
}

// TestReplayOfNothing never passes, and of bad records alone neither.
func TestReplayOfNothing(t *testing.T) {
	recorded(t)
	for name, c := range map[string]struct{ stdin, says string }{
		"nothing":     {"", "claimsmith: no record was evaluated (bad: 0), so that there is nothing to compare\n"},
		"empty lines": {"\n\r\n", "claimsmith: no record was evaluated (bad: 0), so that there is nothing to compare\n"},
		"bad records": {"time,session\n1,2\n", "claimsmith: no record was evaluated (bad: 2), so that there is nothing to compare\n"},
	} {
		got := command(t, c.stdin, "replay", "--before", "before.json", "--after", "after.json", "-")
		if got.status != statusUsage || got.out == "" || got.errOut != c.says {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if got := command(t, "{\n{}\n", "replay", "--before", "before.json", "--after", "after.json", "-"); got.status != statusFine || got.errOut != "" {
		t.Errorf("a bad record among others: %+v", got)
	}
	if got := command(t, "{\n{}\n", "replay", "--allow-bad", "0", "--before", "before.json", "--after", "after.json", "-"); got.status != statusUsage ||
		got.errOut != "claimsmith: bad records: 1, and each damaged input is one; allowed: 0; --allow-bad N allows N\n" {
		t.Errorf("a bad record that is not allowed: %+v", got)
	}
}

func TestReplayUsage(t *testing.T) {
	recorded(t)
	if err := os.WriteFile("wrong.json", []byte(`{"access_token":[]}`), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args   string
		status int
		says   string
	}{
		{"--after after.json in", statusUsage, "--before and --after are required"},
		{"--before before.json --after after.json", statusUsage, "no FILE is given"},
		{"--before - --after after.json -", statusUsage, "standard input is one of"},
		{"--before before.json --after after.json --fail-on gone>0 in", statusUsage, "the metrics are added, removed, changed, renamed, failures, oversize, bad, diff.never_again"},
		{"--before before.json --after after.json --exemplars -1 in", statusUsage, "--exemplars is 0 to 1000"},
		{"--before before.json --after after.json --format xml in", statusUsage, "--format is text or json or html"},
		{"--before before.json --after after.json nowhere", statusUsage, "nowhere"},
		{"--before nowhere.json --after after.json in", statusUsage, "--before: open nowhere.json"},
		{"--before before.json --after wrong.json in", statusNo, " --> wrong.json:1:17\n"},
		{"--before before.json --after client:shop in", statusUsage, "there is no database claimsmith.db"},
		{"--before before.json --after after.json --strict in", statusUsage, "in/"},
		{"--before before.json --after after.json --strict --allow-bad 1 in", statusUsage, "--allow-bad has no meaning"},
		{"--before before.json --after after.json --allow-bad -1 in", statusUsage, "--allow-bad is 0 or more, not -1"},
		{"--before before.json --after after.json in/*.zst", statusUsage, "in/*.zst: no file matches"},
	} {
		got := command(t, "", append([]string{"replay"}, strings.Fields(c.args)...)...)
		if got.status != c.status || got.out != "" || !strings.Contains(got.errOut, c.says) {
			t.Errorf("%s: %+v", c.args, got)
		}
	}
	if _, err := os.Stat("claimsmith.db"); err == nil {
		t.Error("a database was made")
	}
}

// TestReplayOfVersions compares what a server keeps.
func TestReplayOfVersions(t *testing.T) {
	recorded(t)
	s, err := store.Open(t.Context(), "team.db")
	if err != nil {
		t.Fatal(err)
	}
	mapping := func(name string) string {
		return `"access_token":{"custom_claim_mappings":[{"name":"` + name + `","expression":"anonymous_session.metadata.language"}]}`
	}
	for i, v := range []store.Version{
		{Kind: store.Client, ID: "shop", Text: []byte(`{"client_id":"shop",` + mapping("language") + `}`)},
		{Kind: store.Client, ID: "shop", Text: []byte(`{"client_id":"shop",` + mapping("locale_") + `}`)},
		{Kind: store.ResourceServer, ID: "api1", Text: []byte(`{"id":"api1","identifier":"https://a@2.example",` + mapping("api") + `}`)},
		{Kind: store.Tenant, ID: "settings", Text: []byte(`{"domain":"t.example"}`)},
		{Kind: store.Client, ID: "gone", Text: []byte(`{"client_id":"gone",` + mapping("gone") + `}`)},
		{Kind: store.Client, ID: "gone"},
	} {
		v.Difference = []byte("[]")
		if _, err := s.Save(t.Context(), int64(i), v); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ before, after, want string }{
		{"client:shop@1", "client:shop", "language=locale_"},
		{"client:shop", "client:shop@2", ""},
		{"client:shop@2", "client:shop@1", "locale_=language"},
		{"client:shop", "api:api1@1", "locale_=api"},
		{"client:shop", "api:https://a@2.example", "locale_=api"}, // no version is named
		{"client:shop", "api:https://a@2.example@1", "locale_=api"},
		{"client:gone@1", "client:shop@1", "gone=language"},
		{"before.json", "client:shop@1", "country-1"},
		{"client:shop", "client:gone", "There is no application"},
		{"client:shop", "client:gone@2", "There is no application \"gone, version 2\""},
		{"client:shop@3", "client:shop", "There is no application \"shop, version 3\""},
		{"client:shop@0", "client:shop", "numbered from 1"},
		{"client:other", "client:shop", "There is no application \"other\""},
	} {
		got := command(t, "", "replay", "--database", "team.db", "--before", c.before, "--after", c.after, "--format", "json", "one.ndjson")
		var report replay.Report
		var changes []string
		if json.Unmarshal([]byte(got.out), &report) == nil {
			for _, change := range report.Claims {
				sign := "+1"
				switch {
				case change.Removed > 0:
					sign = "-1"
				case change.Renamed > 0:
					sign = "=" + change.To
				}
				if !strings.HasSuffix(change.Claim, "user_type") { // the system claim, of the tenants' domains
					changes = append(changes, change.Claim+sign)
				}
			}
		}
		all := strings.Join(changes, " ")
		if c.before == "before.json" {
			all = changes[0]
		}
		if got.status == statusFine && all != c.want || got.status != statusFine && (got.out != "" || !strings.Contains(got.errOut, c.want)) {
			t.Errorf("%s, %s: %s, %+v", c.before, c.after, all, got)
		}
	}
}

// TestReplayIsInterrupted gets the report so far.
func TestReplayIsInterrupted(t *testing.T) {
	recorded(t)
	ctx, cancel := context.WithCancel(t.Context())
	text, err := os.ReadFile("one.ndjson")
	if err != nil {
		t.Fatal(err)
	}
	// Standard input goes on until the context has ended.
	in, out := io.Pipe()
	go func() {
		for n := 0; ; n++ {
			if n == 20_000 {
				cancel()
			}
			if _, err := out.Write(text); err != nil {
				return
			}
		}
	}()
	defer func() { _ = in.Close() }()
	var stdout, stderr bytes.Buffer
	status := run(ctx, []string{"--cache", compiled, "replay", "--before", "before.json", "--after", "after.json", "--format", "json", "-"}, in, &stdout, &stderr, noEnv)
	var report replay.Report
	if err := json.Unmarshal(stdout.Bytes(), &report); err != nil || !report.Partial || status != statusUsage || stderr.String() != "claimsmith: interrupted\n" {
		t.Errorf("%d, %v, %s, %s", status, err, stdout.String(), stderr.String())
	}
}

func TestProgressText(t *testing.T) {
	for _, c := range []struct {
		p    replay.Progress
		took time.Duration
		want string
	}{
		{replay.Progress{}, 0, "0 records"},
		{replay.Progress{Records: 1_234_567, Bytes: 10}, 10 * time.Second, "1,234,567 records, 123,456/s"},
		{replay.Progress{Records: 1000, Bytes: 25, Total: 100}, 30 * time.Second, "1,000 records, 33/s, 25 %, 1m30s left"},
		{replay.Progress{Records: 1000, Bytes: 110, Total: 100}, time.Second, "1,000 records, 1,000/s, 100 %, 0s left"},
	} {
		if got := progressText(c.p, c.took); got != c.want {
			t.Errorf("%+v: %s, want %s", c.p, got, c.want)
		}
	}
}
