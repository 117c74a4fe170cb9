package main

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/host/cmd/diff"
	"github.com/claimsmith/claimsmith/host/cmd/replay"
	"github.com/claimsmith/claimsmith/host/cmd/replay/replaytest"
)

func TestDiffText(t *testing.T) {
	folder(t, "a.json", `{"access_token":{"custom_claim_mappings":[{"name":"a","expression":"anonymous_session.a"},{"name":"b","expression":"anonymous_session.b"}]}}`,
		"b.json", `{"access_token":{"custom_claim_mappings":[{"name":"b","expression":"anonymous_session.b"},{"name":"A","expression":"anonymous_session.a"}]},"tenant":{"domain":"shop.example"}}`,
		"wrong.json", "[]")
	got := command(t, "", "diff", "a.json", "b.json")
	want := `Different: 1 claim differs for some audiences, scopes or transactions; 1 is renamed; 1 is new; 5 differ only where code sets them.

In the configs
  /tenant/domain is "shop.example", and no longer absent
  a is renamed to A in the access token

Claims
  b (access_token): it is gone for restricted APIs at shop.example, also where code sets it
    anonymous_session.b
    such as {"b":1} for "https://shop.example/api"
      1 → none
  a → A (access_token): renamed, with the same value, but it is gone for restricted APIs at shop.example, also where code sets it
    anonymous_session.a
    such as {"a":1}
      1 → 1
`
	if got.status != statusFine || !strings.HasPrefix(got.out, want) || got.errOut != "" {
		t.Errorf("%+v", got)
	}
	same := command(t, "", "diff", "a.json", "a.json")
	if same.status != statusFine || !strings.HasPrefix(same.out, "Equivalent: ") {
		t.Errorf("%+v", same)
	}
	for args, c := range map[string]struct {
		status int
		says   string
	}{
		"a.json b.json --fail-on renamed>0,depends>0": {statusNo, "fail on renamed>0: renamed is 1\n"},
		"a.json b.json --fail-on depends>0":           {statusFine, ""},
		"a.json a.json --fail-on different>0":         {statusFine, ""},
		"a.json b.json --fail-on removed>0":           {statusUsage, "the metrics are never_again, new, renamed"},
		"a.json":                                      {statusUsage, "accepts 2 arg(s)"},
		"- -":                                         {statusUsage, "standard input is one of OLD and NEW"},
		"a.json gone.json":                            {statusUsage, "gone.json"},
		"a.json wrong.json":                           {statusNo, "--> wrong.json:1:1"},
		"wrong.json a.json":                           {statusNo, "--> wrong.json:1:1"},
	} {
		got := command(t, "", append([]string{"diff"}, strings.Fields(args)...)...)
		if got.status != c.status || !strings.Contains(got.errOut, c.says) {
			t.Errorf("%s: %+v", args, got)
		}
	}
}

func TestDiffJSON(t *testing.T) {
	folder(t, "before.json", replaytest.Before, "after.json", replaytest.After)
	got := command(t, "", "diff", "before.json", "after.json", "--format", "json")
	var report diff.Report
	if err := json.Unmarshal([]byte(got.out), &report); err != nil || report.Verdict != diff.Different || report.Count(diff.Renamed) != 1 {
		t.Errorf("%v, %+v", err, got)
	}
	if all := command(t, "", "diff", "before.json", "after.json", "--all"); !strings.Contains(all.out, "country (access_token): the same in every session") {
		t.Errorf("%+v", all)
	}
}

// A record's session and audience are those that an exemplar is about.
func TestExplainRecord(t *testing.T) {
	recorded(t)
	folderText := `{"metadata":{"country":"Spain"}}` + "\n" + `{"session":{"metadata":{"country":"France"}},"audience":"https://shop.eu.auth0.com/api/v2/"}` + "\n"
	if err := os.WriteFile("two.ndjson", []byte(folderText), 0o644); err != nil {
		t.Fatal(err)
	}
	for args, says := range map[string]string{
		"--record two.ndjson@0":                       `"country":"Spain"`,
		"--record two.ndjson@33":                      `"reason":"auth0_audience"`,
		"--record two.ndjson@33 --audience https://x": `"reason":"auth0_audience"`, // the record names one
	} {
		got := command(t, "", append([]string{"eval", "--config", "after.json"}, strings.Fields(args)...)...)
		if got.status != statusFine || !strings.Contains(got.out, says) {
			t.Errorf("%s: %+v", args, got)
		}
	}
	if got := command(t, folderText, "explain", "--config", "after.json", "--record", "-@0"); !strings.Contains(got.out, `"country":"Spain"`) {
		t.Errorf("from standard input: %+v", got)
	}
	for args, says := range map[string]string{
		"--record two.ndjson@5":                  "two.ndjson has no record that begins at byte 5; the next one begins at byte 33",
		"--record two.ndjson@500":                "two.ndjson has no record that begins at byte 500",
		"--record two.ndjson":                    "--record is FILE@BYTE",
		"--record two.ndjson@-1":                 "--record is FILE@BYTE",
		"--record gone@0":                        "gone",
		"--record two.ndjson@0 --session x.json": "not both",
	} {
		got := command(t, "", append([]string{"explain", "--config", "after.json"}, strings.Fields(args)...)...)
		if got.status != statusUsage || !strings.Contains(got.errOut, says) {
			t.Errorf("%s: %+v", args, got)
		}
	}
}

// An exemplar's link holds the record as it was, and both configs.
func TestReplayLinks(t *testing.T) {
	const before = `{"access_token":{"custom_claim_mappings":[{"name":"country","expression":"anonymous_session.metadata.country"}]}}`
	const after = `{"access_token": {"custom_claim_mappings": []}}`
	const session = `{"metadata":{"country":"Espa\u00f1a","n":1.0}}`
	long := "https://a.example/" + strings.Repeat("x", 400)
	for _, c := range []struct {
		record   string
		audience []string
	}{
		{session, []string{""}},
		{`{"session":` + session + `,"audience":"https://a.example"}`, []string{"https://a.example"}},
		{`{"audience":["https://a.example","https://b.example"],"session":` + session + `}`, []string{"https://a.example", "https://b.example"}},
		// Reports shorten these, and quote what could be taken for JSON.
		{`{"session":` + session + `,"audience":"` + long + `"}`, []string{long}},
		{`{"session":` + session + `,"audience":["` + long + `" , "b"]}`, []string{long, "b"}},
		{`{"session":` + session + `,"audience":"[\u0022"}`, []string{`["`}},
	} {
		folder(t, "before.json", before, "after.json", after, "s.ndjson", "{}\n"+c.record+"\n")
		got := command(t, "", "replay", "--before", "before.json", "--after", "after.json", "--show-values",
			"--preview", "https://preview.example/", "--format", "json", "s.ndjson")
		var report replay.Report
		if err := json.Unmarshal([]byte(got.out), &report); err != nil || len(report.Exemplars) != 1 {
			t.Fatalf("%v, %+v", err, got)
		}
		packed, ok := strings.CutPrefix(report.Exemplars[0].Link, "https://preview.example/#s=")
		compressed, err := base64.RawURLEncoding.DecodeString(packed)
		if !ok || err != nil {
			t.Fatalf("%v, %+v", err, report.Exemplars[0])
		}
		text, err := io.ReadAll(flate.NewReader(bytes.NewReader(compressed)))
		var state struct {
			Saved, Config, Session string
			Audience               []string
		}
		if err := errors.Join(err, json.Unmarshal(text, &state)); err != nil {
			t.Fatal(err)
		}
		if state.Saved != before || state.Config != after || state.Session != session || !slices.Equal(state.Audience, c.audience) {
			t.Errorf("%s: %+v", c.record, state)
		}
	}
	for args, says := range map[string]string{
		"--preview https://preview.example/":      "say --show-values too",
		"--preview preview.example --show-values": "--preview is the address of a page",
		"--preview https://x/#a --show-values":    "--preview is the address of a page",
		"--preview https://x/ --show-values":      "say --format html", // text has no links
	} {
		got := command(t, "", append([]string{"replay", "--before", "before.json", "--after", "after.json", "s.ndjson"}, strings.Fields(args)...)...)
		if got.status != statusUsage || !strings.Contains(got.errOut, says) {
			t.Errorf("%s: %+v", args, got)
		}
	}
	// What came from standard input is gone.
	got := command(t, session, "replay", "--before", "before.json", "--after", "after.json", "--show-values", "--preview", "https://x/", "--format", "json", "-")
	if got.status != statusFine || strings.Contains(got.out, "https://x/") {
		t.Errorf("%+v", got)
	}
}
