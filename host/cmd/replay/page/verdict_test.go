package page

import (
	"slices"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/host/cmd/replay"
)

func TestVerdict(t *testing.T) {
	access := func(evaluated, changed int64) replay.TokenCount {
		return replay.TokenCount{Token: "access_token", Evaluated: evaluated, Unchanged: evaluated - changed, Changed: changed}
	}
	id := access(400, 3)
	id.Token = "id_token"
	for name, c := range map[string]struct {
		report   replay.Report
		headline string
		counts   string
		tone     string
		findings []string
	}{
		"nothing read": {headline: "There are no records to compare."},
		"nothing but bad records": {
			report:   replay.Report{Records: replay.RecordCount{Read: 2, Bad: 2}},
			headline: "No token was evaluated, so there is nothing to compare.",
			findings: []string{"2 bad records"},
		},
		"no change": {
			report:   replay.Report{Records: replay.RecordCount{Read: 1_000_000}, Tokens: []replay.TokenCount{access(1_000_000, 0)}},
			headline: "Nothing changes in these sessions.", counts: "1,000,000 access tokens stay as they are.",
			tone: "same",
		},
		"no change of one": {
			report:   replay.Report{Records: replay.RecordCount{Read: 1}, Tokens: []replay.TokenCount{access(1, 0)}},
			headline: "Nothing changes in these sessions.", counts: "1 access token stays as it is.",
			tone: "same",
		},
		"no change of a part": {
			report: replay.Report{Records: replay.RecordCount{Read: 4, Evaluated: 1, Bad: 3}, Tokens: []replay.TokenCount{access(1, 0)},
				DamagedInputs: []replay.DamagedInput{{File: "f"}, {File: "g"}}},
			headline: "Nothing changes in what could be read.", counts: "1 access token stays as it is.",
			tone:     "bad",
			findings: []string{"2 damaged inputs", "1 bad record"},
		},
		"changes": {
			report: replay.Report{
				Records: replay.RecordCount{Read: 1_000_000},
				Tokens:  []replay.TokenCount{access(1_000_000, 12_345), id, {Token: "saml", Evaluated: 5, Unchanged: 5}},
				Changes: replay.Changes{Removed: 3010, Added: 1, Changed: 8},
				Claims: []replay.ClaimCount{
					{Token: "access_token", Claim: "a", Audience: "x", Changes: replay.Changes{Removed: 3000}},
					{Token: "access_token", Claim: "a", Audience: "y", Changes: replay.Changes{Removed: 5}},
					{Token: "access_token", Claim: "b", Changes: replay.Changes{Removed: 3, Added: 1}},
				},
				ClaimsOthers: 10,
				Failures:     []replay.FailureCount{{Code: "a", Introduced: 1}, {Code: "b", Introduced: 1, Cured: 1}},
				Oversize: []replay.OversizeCount{
					{Token: "access_token", Over: 8192, Newly: 1}, {Token: "access_token", Over: 4096, Newly: 15},
					{Token: "id_token", Over: 4096, Newly: 2}, {Token: "id_token", Over: 102400, Before: 3},
				},
			},
			headline: "Risky: 2 sessions fail with the new config alone.", counts: "12,345 of 1,000,000 access tokens and 3 of 400 ID tokens change.",
			tone: "bad",
			findings: []string{"2 claims are removed, 3,010 times", "1 claim is added, in 1 token", "10 changes of other claims",
				"2 failures are introduced", "1 failure is cured", "17 tokens are newly over 4 KB", "1 token is newly over 8 KB"},
		},
		"failures alone": {
			report: replay.Report{Records: replay.RecordCount{Read: 9}, Tokens: []replay.TokenCount{access(8, 0)},
				Failures: []replay.FailureCount{{Code: "a", Introduced: 1}}},
			headline: "Risky: 1 session fails with the new config alone.", counts: "8 access tokens stay as they are.",
			tone:     "bad",
			findings: []string{"1 failure is introduced"},
		},
		"nothing but failures": {
			report:   replay.Report{Records: replay.RecordCount{Read: 9}, Failures: []replay.FailureCount{{Code: "a", Cured: 9}}},
			headline: "No token was evaluated with both configs.",
			findings: []string{"9 failures are cured"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			v := verdictOf(&c.report, claimsOf(&c.report))
			if v.Headline != c.headline || v.Counts != c.counts || v.Tone != c.tone {
				t.Errorf("%q, %q, tone %q", v.Headline, v.Counts, v.Tone)
			}
			var findings []string
			for _, f := range v.Findings {
				findings = append(findings, f.Number+" "+f.Text)
			}
			if !slices.Equal(findings, c.findings) {
				t.Errorf("findings:\n%s", strings.Join(findings, "\n"))
			}
		})
	}
}

func TestTexts(t *testing.T) {
	for got, want := range map[string]string{
		grouped(0): "0", grouped(999): "999", grouped(1000): "1,000", grouped(-1234567): "−1,234,567",
		grouped(-1 << 63): "−9,223,372,036,854,775,808",
		difference(0):     "0", difference(1200): "+1,200", difference(-3): "−3",
		share(0, 0): "0%", share(0, 5): "0%", share(5, 5): "100%", share(1, 3): "33.3%", share(1, 1e6): "<0.1%", share(1e6-1, 1e6): ">99.9%",
		size(1): "1 B", size(4096): "4 KB", size(102400): "100 KB", size(1 << 21): "2 MB", size(1500): "1,500 B",
		compact(5): "5", compact(20_000): "20k", compact(1_500_000): "1.5M",
		list(nil): "", list([]string{"a"}): "a", list([]string{"a", "b", "c"}): "a, b and c",
		visible("a\x00\x1b\u202e\xff"): `a\u0000\u001b\u202e\xff`, visible("a\n"): `a\u000a`,
		short(strings.Repeat("é", nameLength)): strings.Repeat("é", nameLength), short(strings.Repeat("\u200b", nameLength)): strings.Repeat(`\u200b`, nameLength)[:nameLength] + "…",
		tokenName("saml"): "SAML assertion", tokensName("other"): "other tokens",
		coordinate(-1, 10): "0.00", coordinate(11, 10): "10.00",
		width(0, 10): "0", width(1, 1<<40): "0.60", width(10, 10): "100.00",
	} {
		if got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

func TestNiceSteps(t *testing.T) {
	for v, want := range map[float64]float64{0.2: 1, 1: 1, 1.9: 1, 2: 2, 7: 5, 10: 10, 4999: 2000, 5e9: 5e9} {
		if got := nice(v); got != want {
			t.Errorf("nice(%v) = %v", v, got)
		}
	}
}

// The claims with the most changes come first, and those that are left out are counted.
func TestPlotOfClaims(t *testing.T) {
	r := &replay.Report{}
	for i := range plottedClaims + 2 {
		for a := range plottedAudiences + 1 {
			r.Claims = append(r.Claims, replay.ClaimCount{Token: "access_token", Claim: string(rune('A' + i)), Audience: string(rune('a' + a)),
				Changes: replay.Changes{Added: int64(i + 1), Removed: int64(a), Changed: 1}})
		}
	}
	c := claimsOf(r)
	if len(c.Plot) != plottedClaims || c.Rest != 2 || len(c.Table) != len(r.Claims) || c.Token != "access token" {
		t.Fatalf("%d claims, %d more, %d lines, of %q", len(c.Plot), c.Rest, len(c.Table), c.Token)
	}
	first := c.Plot[0]
	if first.Name != string(rune('A'+plottedClaims+1)) || first.More != 1 || first.Audiences[0].Name != string(rune('a'+plottedAudiences)) {
		t.Errorf("first is %+v", first)
	}
	if first.Sides.AddedW != "50.00" || first.Sides.RemovedX == "50.00" {
		t.Errorf("its bars are %+v", first.Sides)
	}
}
