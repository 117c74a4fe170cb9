package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/claimsmith/claimsmith/host/cmd/diff"
	"github.com/claimsmith/claimsmith/host/cmd/replay"
	"github.com/claimsmith/claimsmith/host/internal/display"
)

// An element is a start tag with what it needs to be judged.
type element struct {
	name       string
	attributes map[string]string
	parents    []string
}

// read is the page's elements in order and all its text, styles left out, with a space
// between what stands in different ones. It fails the test if the page is not well formed.
func read(t *testing.T, page []byte) (elements []element, text string) {
	t.Helper()
	if !utf8.Valid(page) {
		t.Fatal("the page is no UTF-8")
	}
	void := []string{"meta", "link", "br", "col", "input"}
	var open []string
	var words strings.Builder
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			if len(open) > 0 {
				t.Fatalf("%q are not closed", open)
			}
			return elements, regexp.MustCompile(` +`).ReplaceAllString(words.String(), " ")
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			e := element{token.Data, map[string]string{}, slices.Clone(open)}
			for _, a := range token.Attr {
				if _, twice := e.attributes[a.Key]; twice {
					t.Fatalf("<%s> has %s twice", e.name, a.Key)
				}
				e.attributes[a.Key] = a.Val
			}
			elements = append(elements, e)
			if kind == html.StartTagToken && !slices.Contains(void, e.name) {
				open = append(open, e.name)
			}
		case html.EndTagToken:
			name := z.Token().Data
			if len(open) == 0 || open[len(open)-1] != name {
				t.Fatalf("</%s> closes none of %q", name, open)
			}
			open = open[:len(open)-1]
		case html.TextToken:
			text := z.Token().Data
			if len(open) > 0 && open[len(open)-1] != "style" {
				words.WriteString(text + " ")
			}
		}
	}
}

// some is a report with something in every part of it; s and n make its texts and numbers.
func some(s func() string, n func() int64) *replay.Report {
	r := &replay.Report{
		Version: replay.ReportVersion,
		Module:  s(), Before: replay.Config{Name: s(), SHA256: s()}, After: replay.Config{Name: s(), SHA256: s()},
		Diff: &diff.Report{Verdict: diff.Different, Claims: []diff.Claim{{Token: replay.AccessToken, Claim: s(), Verdict: diff.NeverAgain,
			When: []diff.When{{Audiences: []string{diff.RestrictedByNew}}}}}, Domains: diff.Domains{New: []string{s()}}},
		Records: replay.RecordCount{Read: n(), Evaluated: n(), Bad: n()},
		Changes: replay.Changes{Added: n(), Removed: n(), Changed: n(), Renamed: n()},
	}
	for _, token := range []string{replay.AccessToken, replay.IDToken, s()} {
		r.Tokens = append(r.Tokens, replay.TokenCount{Token: token, Evaluated: n(), Unchanged: n(), Changed: n()})
		for range 2 {
			claim := s()
			for range 2 {
				r.Claims = append(r.Claims, replay.ClaimCount{Token: token, Claim: claim, Audience: s(),
					Changes: replay.Changes{Added: n(), Removed: n(), Changed: n(), Renamed: n()}})
			}
		}
		r.Ignored = append(r.Ignored, replay.IgnoredCount{Token: token, Reason: s(), Before: n(), After: n()})
		for _, over := range replay.Thresholds {
			r.Oversize = append(r.Oversize, replay.OversizeCount{Token: token, Over: over, Before: n(), After: n(), Newly: n()})
		}
		size := func() int { return int(n()) }
		r.Sizes = append(r.Sizes, replay.Sizes{Token: token,
			Before: replay.Distribution{Count: n(), P50: size(), P95: size(), P99: size(), Max: size()},
			After:  replay.Distribution{Count: n(), P50: size(), P95: size(), P99: size(), Max: size()},
			Histogram: []replay.SizeBin{{From: 0, To: 16, Before: n(), After: n()}, {From: 16, To: 32, Before: n(), After: n()},
				{From: 32, To: 4096, Before: n(), After: n()}, {From: 4096, To: 2 << 20, Before: n(), After: n()}}})
	}
	for _, kind := range []string{diff.MappingAdded, diff.MappingRemoved, diff.MappingRenamed, diff.ExpressionChanged, diff.OrderChanged, diff.DialectChanged, diff.SettingChanged} {
		r.ConfigChanges = append(r.ConfigChanges, replay.ConfigChange{
			Change: diff.Change{Change: kind, Token: replay.AccessToken, Claim: s(), To: s(), Path: s(), Old: s(), New: s()},
			Effect: replay.Changes{Added: n(), Removed: n(), Changed: n(), Renamed: n()}, Tokens: n()})
	}
	for _, reason := range []string{"no_value", replay.NotMapped, replay.OtherExpression, replay.SystemClaim, replay.MetadataSet, replay.NewName, "auth0_audience", s()} {
		for _, of := range []string{"", "object", "null", "array", s()} {
			r.Causes = append(r.Causes, replay.Cause{Token: replay.AccessToken, Claim: s(), Change: replay.Removed, Reason: reason, Stopped: s(), Type: of, Count: n()})
		}
	}
	r.CausesOthers = n()
	r.Failures = append(r.Failures, replay.FailureCount{Code: s(), Before: n(), After: n(), Introduced: n(), Cured: n()})
	for _, kind := range append(replay.Kinds[:], s()) {
		r.Exemplars = append(r.Exemplars, replay.Exemplar{Kind: kind, Token: replay.IDToken, Claim: s(), To: s(), Reason: s(), Audience: s(),
			File: s(), Offset: n(), Hash: s(), Before: s(), After: s()})
	}
	r.BadRecords = append(r.BadRecords, replay.BadRecord{File: s(), Offset: n(), Code: s(), Message: s()})
	r.DamagedInputs = append(r.DamagedInputs, replay.DamagedInput{File: s(), Records: n(), Bytes: n(), Message: s()})
	return r
}

// random is a report of any shape, with numbers of any size in any proportion.
func random(rng *rand.Rand) *replay.Report {
	n := func() int64 {
		if rng.IntN(4) == 0 {
			return 0
		}
		return rng.Int64N(1 << (1 + rng.IntN(40)))
	}
	few := func() int { return rng.IntN(1 + rng.IntN(60)) }
	s := func() string { return fmt.Sprint("name ", rng.IntN(40)) }
	r := some(s, n)
	for range few() {
		r.Claims = append(r.Claims, replay.ClaimCount{Token: replay.AccessToken, Claim: s(), Audience: s(),
			Changes: replay.Changes{Added: n(), Removed: n(), Changed: n(), Renamed: n()}})
	}
	r.ClaimsOthers = n() % 3
	r.Partial = rng.IntN(2) == 0
	for i := range r.Sizes {
		if rng.IntN(3) == 0 {
			r.Sizes[i].Before, r.Sizes[i].Histogram = replay.Distribution{}, nil
		}
	}
	for _, clear := range []func(){
		func() { r.Claims = nil }, func() { r.Sizes = nil }, func() { r.Tokens = nil },
		func() { r.Failures = nil }, func() { r.Ignored = nil }, func() { r.Oversize = nil },
		func() { r.Exemplars = nil }, func() { r.Records = replay.RecordCount{Read: 1 + n(), Evaluated: 1} },
	} {
		if rng.IntN(6) == 0 {
			clear()
		}
	}
	r.Records.Read = max(r.Records.Read, 1)
	return r
}

// eachRandom runs a check on the empty report and on many others.
func eachRandom(t *testing.T, check func(t *testing.T, r *replay.Report)) {
	check(t, &replay.Report{})
	for seed := range uint64(200) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { check(t, random(rand.New(rand.NewPCG(seed, 1)))) })
	}
}

func plain() string { return "plain" }

// hostile texts are short, so that the page has the same form for each.
var hostile = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onload='alert(1)`, `</title><script>`, `</style><b>`,
	`</textarea>-->`, `<!--`, `]]>`, `&lt;b&gt;`, `{{.Title}}`, `javascript:alert(1)`, `https://shop.example/x`, `\ud800`, `"\ud800"`,
	"عضوية", "\u202egnp.exe", "\u2066\u2069", "🛒👩‍👩‍👧", "a\x00b", "a\x1bb\x7f\u0085", "\xff\xfe", "\ud7ff\uffff\ufdd0", "\ufeff", " ", "a_b",
}

func TestInputIsText(t *testing.T) {
	n := func() int64 { return 7 }
	form := func(t *testing.T, s string) (form []string, text string) {
		elements, text := read(t, HTML(some(func() string { return s }, n), Options{Title: s}))
		for _, e := range elements {
			form = append(form, e.name+fmt.Sprint(slices.Sorted(maps.Keys(e.attributes))))
		}
		return form, text
	}
	want, _ := form(t, "plain")
	for _, s := range hostile {
		t.Run(s, func(t *testing.T) {
			got, text := form(t, s)
			if !slices.Equal(got, want) {
				t.Errorf("the text changes the page's elements")
			}
			// Each place that has the plain text has this one. Values may have lines.
			if shown := strings.Count(text, visible(s)); shown < 40 {
				t.Errorf("the text is on the page %d times only", shown)
			}
			for _, r := range text {
				if r != '\n' && r != '\t' && !display.Shows(r) {
					t.Fatalf("%U is on the page", r)
				}
			}
		})
	}
}

func TestLongNames(t *testing.T) {
	long := strings.Repeat("é", 90_000)
	for s, whole := range map[string]bool{long: true, long[:2*nameLength]: false} {
		_, text := read(t, HTML(some(func() string { return s }, func() int64 { return 7 }), Options{}))
		if !strings.Contains(text, s) {
			t.Error("the whole name is nowhere")
		}
		if shortened := strings.Contains(text, s[:2*nameLength]+"…"); shortened != whole {
			t.Errorf("shortened is %v", shortened)
		}
	}
}

// All that the report says is on the page.
func TestPageHasTheReport(t *testing.T) {
	var numbers []string
	next := int64(1_000_003)
	n := func() int64 {
		next += 10_007
		numbers = append(numbers, grouped(next))
		return next
	}
	i := 0
	r := some(func() string { i++; return fmt.Sprint("name ", i) }, n)
	for i := range 1000 {
		r.Claims = append(r.Claims, replay.ClaimCount{Token: replay.AccessToken, Claim: fmt.Sprint("claim ", i/2), Audience: fmt.Sprint("audience ", i),
			Changes: replay.Changes{Added: n(), Removed: n(), Changed: n(), Renamed: n()}})
	}
	r.ClaimsOthers = n()
	r.Partial = true
	_, text := read(t, HTML(r, Options{}))
	text = strings.Join(strings.Fields(text), " ")
	shown := map[string]bool{}
	for _, number := range regexp.MustCompile(`\d[\d,]*`).FindAllString(text, -1) {
		shown[number] = true
	}
	for i, number := range numbers {
		if !shown[number] {
			t.Errorf("number %d, %s, is not on the page", i, number)
		}
	}
	// What belongs together stands together.
	row := func(cells ...any) {
		for i, cell := range cells {
			if n, ok := cell.(int64); ok {
				cells[i] = grouped(n)
			}
		}
		if want := strings.TrimSpace(fmt.Sprintln(cells...)); !strings.Contains(text, want) {
			t.Errorf("there is no row %q", want)
		}
	}
	for _, c := range r.Claims {
		row(c.Claim, c.Audience, tokenName(c.Token), c.Removed, c.Added, c.Changed)
	}
	for _, g := range r.Ignored {
		row(capital(g.Reason), tokenName(g.Token), g.Before, g.After, difference(g.After-g.Before))
	}
	for _, f := range r.Failures {
		row(capital(f.Code), f.Before, f.After, f.Introduced, f.Cured)
	}
	for _, o := range r.Oversize {
		row("Over", size(int64(o.Over)), tokenName(o.Token), o.Before, o.After, o.Newly)
	}
	for _, s := range r.Sizes {
		row("p99", int64(s.Before.P99), int64(s.After.P99))
		for _, b := range s.Histogram {
			row("over", int64(b.From), "to", int64(b.To), b.Before, b.After)
		}
	}
	for _, e := range r.Exemplars {
		row(e.Claim, "→", e.To, "before", e.Before, "after", e.After, capital(tokenName(e.Token))+",", e.Audience, e.File, ", byte", e.Offset, "hash", e.Hash, code(e.Reason), "Explain it", e.Command(r))
	}
	for _, c := range r.ConfigChanges {
		row(c.Says(), c.Tokens, "tokens have the same claims in another order", c.Effect.Removed, c.Effect.Added, c.Effect.Changed, c.Effect.Renamed)
	}
	for _, c := range r.Causes {
		row(c.Claim, tokenName(c.Token), "− removed", c.Count, "100%", reasonText(r, c), c.Stopped)
	}
	for _, b := range r.BadRecords {
		row(b.File, b.Offset, b.Code, b.Message)
	}
	for _, d := range r.DamagedInputs {
		row(d.File, d.Records, d.Bytes, d.Message)
	}
}

// The heights of plots in pixels, by what CSS gives them.
const highest = 240

func TestPlotsStayInside(t *testing.T) {
	pair := regexp.MustCompile(`[MVH]([\d.]+)(?: ([\d.]+))?`)
	plots := 0
	eachRandom(t, func(t *testing.T, r *replay.Report) {
		page := HTML(r, Options{})
		if bytes.Contains(page, []byte("NaN")) || bytes.Contains(page, []byte("Inf")) {
			t.Fatal("a number is none")
		}
		elements, _ := read(t, page)
		for _, e := range elements {
			if e.name != "svg" && !slices.Contains(e.parents, "svg") {
				continue
			}
			across := map[string]float64{}
			for name, value := range e.attributes {
				switch name {
				case "x", "x1", "x2", "cx", "width", "y", "y1", "y2", "cy", "height", "r", "rx":
					digits, isPercent := strings.CutSuffix(value, "%")
					v, err := strconv.ParseFloat(digits, 64)
					limit := 100.0
					if !isPercent {
						limit = highest
					}
					if err != nil || v < 0 || v > limit {
						t.Fatalf("<%s> has %s=%q", e.name, name, value)
					}
					if isPercent {
						across[name] = v
					}
				case "d":
					plots++
					for _, m := range pair.FindAllStringSubmatch(value, -1) {
						for _, digits := range m[1:] {
							if v, err := strconv.ParseFloat(digits, 64); digits != "" && (err != nil || v > 1000) {
								t.Fatalf("a path goes to %q", m[0])
							}
						}
					}
					if rest := strings.TrimSuffix(pair.ReplaceAllString(value, ""), "Z"); rest != "" {
						t.Fatalf("a path has %q", rest)
					}
				}
			}
			if end := across["x"] + across["width"]; end > 100.01 {
				t.Fatalf("<%s> goes to %v%%", e.name, end)
			}
		}
	})
	if plots == 0 {
		t.Error("there are no plots")
	}
}

func TestPageStandsAlone(t *testing.T) {
	eachRandom(t, func(t *testing.T, r *replay.Report) {
		page := HTML(r, Options{})
		elements, _ := read(t, page)
		ids, links := map[string]bool{}, 0
		for _, e := range elements {
			if id, ok := e.attributes["id"]; ok {
				if ids[id] {
					t.Errorf("id %s is there twice", id)
				}
				ids[id] = true
			}
		}
		for _, e := range elements {
			if slices.Contains([]string{"script", "img", "image", "use", "iframe", "object", "embed", "form", "base", "audio", "video"}, e.name) {
				t.Errorf("there is a <%s>", e.name)
			}
			for name, value := range e.attributes {
				switch {
				case name == "href":
					links++
					if id, inside := strings.CutPrefix(value, "#"); !(inside && ids[id]) && !strings.HasPrefix(value, "data:image/svg+xml,") {
						t.Errorf("there is a link to %q", value)
					}
				case strings.HasPrefix(name, "on"), slices.Contains([]string{"src", "srcset", "style", "action", "background", "ping", "xlink:href"}, name):
					t.Errorf("<%s> has %s", e.name, name)
				case name == "aria-labelledby" && !ids[value]:
					t.Errorf("nothing has the id %s", value)
				}
			}
		}
		if links == 0 {
			t.Error("not even the icon is there")
		}
	})
	for _, bad := range []string{"url(", "@import", "expression("} {
		if strings.Contains(style, bad) {
			t.Errorf("the style has %s", bad)
		}
	}
}

func TestPolicyAllowsTheStyleAlone(t *testing.T) {
	page := HTML(some(plain, func() int64 { return 7 }), Options{})
	_, rest, _ := bytes.Cut(page, []byte("<style>"))
	text, _, _ := bytes.Cut(rest, []byte("</style>"))
	hash := sha256.Sum256(text)
	want := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) +
		"'; img-src data:; base-uri 'none'; form-action 'none'"
	elements, _ := read(t, page)
	for _, e := range elements {
		if e.attributes["http-equiv"] == "Content-Security-Policy" {
			if got := e.attributes["content"]; got != want {
				t.Errorf("the policy is\n%s\nnot\n%s", got, want)
			}
			return
		}
		if e.name == "style" || e.name == "link" {
			break
		}
	}
	t.Error("there is no policy before what it is for")
}

// Whoever does not see the plots has names for all of them, or a table.
func TestPlotsHaveWords(t *testing.T) {
	elements, _ := read(t, HTML(some(plain, func() int64 { return 7 }), Options{}))
	named := 0
	for _, e := range elements {
		if e.name == "svg" && !slices.Contains(e.parents, "svg") && e.attributes["aria-hidden"] != "true" {
			t.Error("a plot is read out as it is")
		}
		if e.attributes["role"] == "img" {
			named++
			if !strings.Contains(e.attributes["aria-label"], "at most 7 bytes before") {
				t.Errorf("a plot is called %q", e.attributes["aria-label"])
			}
		}
		if e.name == "th" && e.attributes["scope"] == "" {
			t.Error("a table's head has no scope")
		}
	}
	if named != 3 {
		t.Errorf("%d plots have names", named)
	}
}

func TestEqualReportsMakeEqualPages(t *testing.T) {
	eachRandom(t, func(t *testing.T, r *replay.Report) {
		before := r.JSON()
		first, second := HTML(r, Options{}), HTML(r, Options{})
		if !bytes.Equal(first, second) {
			t.Error("the same report makes two pages")
		}
		if !bytes.Equal(r.JSON(), before) {
			t.Error("the report is another one afterwards")
		}
	})
}

func TestPartialReportsSaySo(t *testing.T) {
	for _, partial := range []bool{false, true} {
		r := some(plain, func() int64 { return 7000 })
		r.Partial = partial
		_, text := read(t, HTML(r, Options{}))
		if got := strings.Contains(text, "This report is partial."); got != partial {
			t.Errorf("partial %v: the page says %v", partial, got)
		}
	}
}

func TestReportsWithDamagedInputsSaySo(t *testing.T) {
	for listed, others := range map[int]int64{0: 0, 1: 0, 2: 0, 100: 7} {
		r := some(plain, func() int64 { return 7000 })
		r.DamagedInputs = nil
		for range listed {
			r.DamagedInputs = append(r.DamagedInputs, replay.DamagedInput{File: "f", Records: 7, Bytes: 99, Message: "cut"})
		}
		r.DamagedInputsOthers = others
		_, text := read(t, HTML(r, Options{}))
		text = strings.Join(strings.Fields(text), " ")
		for says, want := range map[string]bool{
			"These are not all records. " + grouped(r.Damaged()): listed > 0,
			"1 damaged input":         listed == 1,
			"2 damaged inputs":        listed == 2,
			"these are the first 100": others > 0,
			grouped(7000-r.Damaged()) + " could not be read as records": true,
		} {
			if got := strings.Contains(text, says); got != want {
				t.Errorf("%d damaged inputs: the page says %q: %v", listed, says, got)
			}
		}
	}
}

func TestNames(t *testing.T) {
	for _, o := range []Options{{}, {Title: "November"}} {
		r := &replay.Report{Module: "0123456789abcdef", Before: replay.Config{Name: "old.json", SHA256: "00112233445566"}, After: replay.Config{Name: "new.json", SHA256: "aabbccddeeffaa"}}
		_, text := read(t, HTML(r, o))
		title := o.Title
		if title == "" {
			title = "Replay"
		}
		if !strings.Contains(text, title+": There are no records to compare.") {
			t.Errorf("%+v: another title", o)
		}
		text = strings.Join(strings.Fields(text), " ")
		if !strings.Contains(text, "before old.json 001122334455 after new.json aabbccddeeff module 0123456789ab") {
			t.Errorf("%+v: the configs and the module have no names: %s", o, text)
		}
	}
}
