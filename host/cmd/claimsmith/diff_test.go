package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/host/cmd/diff"
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
