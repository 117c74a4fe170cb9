package replay_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/replay"
	"github.com/claimsmith/claimsmith/host/cmd/replay/replaytest"
)

func newEngine(t testing.TB) *host.Engine {
	t.Helper()
	engine, err := host.New(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = engine.Close(context.Background()) })
	return engine
}

func options() replay.Options {
	return replay.Options{Before: []byte(replaytest.Before), After: []byte(replaytest.After)}
}

func newReplayer(t testing.TB, o replay.Options) *replay.Replayer {
	t.Helper()
	r, err := replay.New(context.Background(), newEngine(t), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// sessions are records of a seed, as lines of a file.
func sessions(seed uint64, n int) (all []replay.Record) {
	offset := int64(0)
	for text := range replaytest.Sessions(seed, n) {
		all = append(all, replay.Record{File: fmt.Sprintf("f%d", seed), Offset: offset, Text: text})
		offset += int64(len(text)) + 1
	}
	return all
}

// add adds records; that some are bad is fine.
func add(t testing.TB, r *replay.Replayer, a *replay.Accumulator, records ...replay.Record) {
	t.Helper()
	for _, rec := range records {
		var bad *replay.RecordError
		if err := r.Add(context.Background(), a, rec); err != nil && !errors.As(err, &bad) {
			t.Fatalf("%s: %v", rec.Text, err)
		}
	}
}

func encoded(t testing.TB, a *replay.Accumulator) []byte {
	t.Helper()
	text, err := a.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestReportIsThePlainOne compares reports with ones that are made without any of
// the means that make replays fast and small.
func TestReportIsThePlainOne(t *testing.T) {
	for name, change := range map[string]func(*replay.Options){
		"redacted": func(*replay.Options) {},
		"values": func(o *replay.Options) {
			o.ShowValues, o.Exemplars, o.Audience = true, 50, []byte(`["https://a.example","https://b.example"]`)
		},
		"the other way": func(o *replay.Options) { o.Before, o.After = o.After, o.Before },
		"legacy mode": func(o *replay.Options) {
			o.After = bytes.Replace(o.After, []byte(`"tenant": {`), []byte(`"tenant": { "migrations": { "custom_claims_must_be_namespaced": true },`), 1)
		},
		"nothing mapped": func(o *replay.Options) { o.Before = []byte("{}") },
		"no exemplars":   func(o *replay.Options) { o.Exemplars = -1 },
	} {
		t.Run(name, func(t *testing.T) {
			o := options()
			change(&o)
			r, p := newReplayer(t, o), newPlain(t, newEngine(t), o)
			found := r.NewAccumulator()
			for seed := range uint64(3) {
				for _, rec := range sessions(seed, 2000) {
					add(t, r, found, rec)
					p.add(t, rec)
				}
			}
			exemplars := o.Exemplars
			if exemplars == 0 {
				exemplars = 5
			}
			got, want := found.Report(), p.result(max(exemplars, 0))
			checkHistograms(t, got)
			for i := range got.Sizes {
				got.Sizes[i].Histogram = nil
				near(t, &got.Sizes[i].Before, want.Sizes[i].Before)
				near(t, &got.Sizes[i].After, want.Sizes[i].After)
			}
			same(t, got.JSON(), want.JSON())
			if len(got.BadRecords) < 50 || len(got.Claims) < 20 || len(got.Failures) == 0 && name == "redacted" {
				t.Errorf("the sessions have too little in them: %s", got.JSON())
			}
		})
	}
}

// near checks percentiles that are not exact, and makes them what they should be.
func near(t *testing.T, got *replay.Distribution, want replay.Distribution) {
	t.Helper()
	for _, p := range [][2]*int{{&got.P50, &want.P50}, {&got.P95, &want.P95}, {&got.P99, &want.P99}} {
		g, w := *p[0], *p[1]
		if g != w && (w <= 8192 || g < w || g-w > w/64) {
			t.Errorf("a percentile is %d, should be %d", g, w)
		}
		*p[0] = w
	}
}

// checkHistograms checks that bins have no gaps and all payloads.
func checkHistograms(t *testing.T, r *replay.Report) {
	t.Helper()
	for _, s := range r.Sizes {
		var sums [2]int64
		for i, bin := range s.Histogram {
			sums[0] += bin.Before
			sums[1] += bin.After
			if bin.From >= bin.To || i > 0 && bin.From != s.Histogram[i-1].To {
				t.Errorf("%s: the bin of %d to %d has no place", s.Token, bin.From, bin.To)
			}
		}
		if sums != [2]int64{s.Before.Count, s.After.Count} {
			t.Errorf("%s: the bins have %v payloads", s.Token, sums)
		}
	}
}

// same compares texts and shows the first lines that differ.
func same(t testing.TB, got, want []byte) {
	t.Helper()
	if bytes.Equal(got, want) {
		return
	}
	g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			t.Fatalf("line %d:\ngot  %s\nwant %s\naround\n%s", i+1, g[i], w[i], strings.Join(w[max(0, i-8):min(len(w), i+8)], "\n"))
		}
	}
	t.Fatalf("%d lines, want %d", len(g), len(w))
}

func TestAConfigAgainstItselfChangesNothing(t *testing.T) {
	o := options()
	for _, after := range []string{replaytest.Before, strings.Replace(replaytest.Before, "{", "{ \"client_id\" : \"x\",", 1)} {
		o.After = []byte(after)
		r := newReplayer(t, o)
		found := r.NewAccumulator()
		add(t, r, found, sessions(7, 3000)...)
		report := found.Report()
		if report.Changes != (replay.Changes{}) || len(report.Claims) > 0 || len(report.Exemplars) > 0 {
			t.Errorf("there are changes: %s", report.JSON())
		}
		for _, c := range report.Tokens {
			if c.Changed != 0 || c.Unchanged != c.Evaluated || c.Evaluated == 0 {
				t.Errorf("tokens: %+v", c)
			}
		}
		for _, f := range report.Failures {
			if f.Before != f.After || f.Introduced != 0 || f.Cured != 0 {
				t.Errorf("failures: %+v", f)
			}
		}
		for _, o := range report.Oversize {
			if o.Before != o.After || o.Newly != 0 {
				t.Errorf("oversize: %+v", o)
			}
		}
		for _, s := range report.Sizes {
			if s.Before != s.After {
				t.Errorf("sizes: %+v", s)
			}
		}
		for _, i := range report.Ignored {
			if i.Before != i.After {
				t.Errorf("ignored: %+v", i)
			}
		}
	}
}

// TestMergingInAnyOrder puts records into accumulators in random groups and merges
// these in random orders, some through their bytes: all have the same bytes.
func TestMergingInAnyOrder(t *testing.T) {
	r := newReplayer(t, options())
	records := append(sessions(1, 1500), sessions(2, 1500)...)
	whole := r.NewAccumulator()
	add(t, r, whole, records...)
	want := encoded(t, whole)
	random := rand.New(rand.NewPCG(3, 4))
	for range 12 {
		random.Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
		parts := make([]*replay.Accumulator, 1+random.IntN(9))
		for i := range parts {
			parts[i] = r.NewAccumulator()
		}
		for _, rec := range records {
			add(t, r, parts[random.IntN(len(parts))], rec)
		}
		for len(parts) > 1 {
			i := random.IntN(len(parts))
			from := parts[i]
			parts = slices.Delete(parts, i, i+1)
			if random.IntN(2) == 0 {
				text := encoded(t, from)
				from = new(replay.Accumulator)
				if err := from.UnmarshalBinary(text); err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(encoded(t, from), text) {
					t.Fatal("read and written again, the bytes are others")
				}
			}
			before := encoded(t, from)
			parts[random.IntN(len(parts))].Merge(from)
			if !bytes.Equal(encoded(t, from), before) {
				t.Fatal("merging has changed what was merged")
			}
		}
		if !bytes.Equal(encoded(t, parts[0]), want) {
			same(t, parts[0].Report().JSON(), whole.Report().JSON())
			t.Fatal("the bytes differ, though the report does not")
		}
	}
	var again replay.Accumulator
	if err := again.UnmarshalBinary(want); err != nil {
		t.Fatal(err)
	}
	same(t, again.Report().JSON(), whole.Report().JSON())
}

// TestMemoryIsBounded adds records of which every one has another claim, another
// audience or another fault.
func TestMemoryIsBounded(t *testing.T) {
	r := newReplayer(t, options())
	found, p := r.NewAccumulator(), newPlain(t, newEngine(t), options())
	one := func(i int) {
		long := strings.Repeat("x", i%400)
		for j, text := range []string{
			fmt.Sprintf(`{"session":{"metadata":{"cart_id":"%d"}},"audience":"https://%d.example/%s"}`, i, i, long),
			fmt.Sprintf(`{"session":{"metadata":{"cart":{"id":"%d"}}},"audience":"%d"}`, i, i),
			fmt.Sprintf(`{"protocol":"x%d"}`, i),
		} {
			rec := replay.Record{File: "many", Offset: int64(1000*i + j), Text: []byte(text)}
			add(t, r, found, rec)
			p.add(t, rec)
		}
	}
	var sizes []int
	for _, upTo := range []int{1000, 4000} {
		for i := upTo - upTo*3/4; i < upTo; i++ {
			one(i)
		}
		sizes = append(sizes, len(encoded(t, found)))
	}
	if sizes[1] > sizes[0]*11/10 {
		t.Errorf("the accumulator grows: %v bytes", sizes)
	}
	got, want := found.Report(), p.result(5)
	if got.ClaimsOthers == 0 || len(got.Claims) != 1000 || len(got.BadRecords) != 100 || got.Records.Bad != want.Records.Bad {
		t.Errorf("%d others, %d claims, %d bad records", got.ClaimsOthers, len(got.Claims), len(got.BadRecords))
	}
	for i := range got.Sizes {
		got.Sizes[i].Histogram = nil
	}
	same(t, got.JSON(), want.JSON())
}

func TestConfigsAreChecked(t *testing.T) {
	engine := newEngine(t)
	o := options()
	o.After = []byte(`{"access_token":[]}`)
	var config *replay.ConfigError
	if _, err := replay.New(t.Context(), engine, o); !errors.As(err, &config) || config.Side != "after" || config.Err.Problems[0].Code != "wrong_type" {
		t.Errorf("of a bad config: %v", err)
	}
	o = options()
	o.Before = nil
	if _, err := replay.New(t.Context(), engine, o); !errors.As(err, &config) || config.Side != "before" {
		t.Errorf("of no config: %v", err)
	}
	o = options()
	o.Audience = []byte("5")
	var failed *host.PolicyError
	if _, err := replay.New(t.Context(), engine, o); !errors.As(err, &failed) || failed.Code != "invalid_audience" {
		t.Errorf("of a bad audience: %v", err)
	}
}

// TestRecords shows what is a record, what is a bad one and what is none.
func TestRecords(t *testing.T) {
	r := newReplayer(t, replay.Options{
		Before: []byte("{}"),
		After:  []byte(`{"access_token":{"custom_claim_mappings":[{"name":"c","expression":"anonymous_session.c"}]}}`),
	})
	for _, c := range []struct{ text, audience, bad string }{
		{`{"c":1}`, "", ""},
		{`{"session":{"c":1},"audience":"a"}`, "a", ""},
		{` { "audience" : [ "a" ] , "session" : { "c" : 1 } } `, "a", ""},
		{`{"session":{"c":1}}`, "", ""},
		{`{"audience":["a", "b"],"session":{"c":1}}`, `["a","b"]`, ""},
		{`{"s\u0065ssion":{"c":1},"audience":"\u0061"}`, "a", ""},
		{`{"session":{"c":1},"audience":"\ud800"}`, `"\ud800"`, ""},           // which is no text
		{`{"session":{"c":1},"audience":"\"\\ud800\""}`, `"\"\\ud800\""`, ""}, // and this is another one
		{`{"session":{"c":1},"audience":"[\"a\",\"b\"]"}`, `"[\"a\",\"b\"]"`, ""},
		{`{"session":{"c":1},"audience":"a\ufffd"}`, "a\ufffd", ""},
		{`{"session":{"c":1},"audience":"\u12"}`, "", "json_syntax"},
		{`{"\u12":1,"session":{"c":1},"audience":"a"}`, "", "json_syntax"},
		{`{"session":{"c":1,"audience":"b"},"audience":"a"}`, "a", ""},
		{`{"session":{"c":1,"x":",\"audience\":\"b\"}"}}`, "", ""},
		{`{"session":{"x":{}},"c":1}`, "", ""},               // a bare session with a member of that name
		{`{"session":{},"c":1,"audience":"a"}`, "", ""},      // here too
		{`{"audience":"a","c":1,"session":{"x":1}}`, "", ""}, // and here
		{`{"audience":"a","c":1}`, "", ""},                   // no record without a session
		{`{"c":1`, "", "json_syntax"},                        // breaks off
		{`{"session":{"c":1},"audience":"a"`, "", "json_syntax"},
		{`{"session":{"c":1},"audience":"a"}}`, "", "json_syntax"},
		{`{"session":{"c":1},,"audience":"a"}`, "", "json_syntax"},
		{`{"session":{"c":1},"audience":a}`, "", "json_syntax"},
		{`{"session":{"c":1},"audience":5}`, "", "wrong_type"},
		{`{"session":[],"audience":"a"}`, "", "wrong_type"},
		{`{"session":{"c":1},"session":{"c":1}}`, "", "duplicate_member"},
		{`{"session":{"c":1},"audience":"a","audience":"a"}`, "", "duplicate_member"},
		{`[{"c":1}]`, "", "wrong_type"},
		{`"c"`, "", "wrong_type"},
		{"\ufeff" + `{"c":1}`, "", "json_syntax"},
		{`{"protocol":"x"}`, "", "unknown_protocol"},
		{`{"session":`, "", "json_syntax"},
		{`{"session"`, "", "json_syntax"},
		{`{"session":}`, "", "json_syntax"},
		{`{`, "", "json_syntax"},
		{`"`, "", "json_syntax"},
		{`{"session":"`, "", "json_syntax"},
		{`{"audience":"a","session":`, "", "json_syntax"},
	} {
		found := r.NewAccumulator()
		err := r.Add(t.Context(), found, replay.Record{File: "f", Offset: 7, Text: []byte(c.text)})
		report := found.Report()
		var bad *replay.RecordError
		switch {
		case errors.As(err, &bad):
			if bad.Code != c.bad || report.Records != (replay.RecordCount{Read: 1, Bad: 1}) || len(report.BadRecords) != 1 || report.BadRecords[0] != bad.BadRecord || bad.Offset != 7 {
				t.Errorf("%s: %v, %s", c.text, err, report.JSON())
			}
		case err != nil || c.bad != "":
			t.Errorf("%s: %v, want %q", c.text, err, c.bad)
		case len(report.Claims) != 1 || report.Claims[0].Audience != c.audience || report.Claims[0].Claim != "c" || report.Changes.Added != 1:
			t.Errorf("%s: %s", c.text, report.JSON())
		}
	}
	for _, nothing := range []string{"", " ", "\t\r"} {
		found := r.NewAccumulator()
		if err := r.Add(t.Context(), found, replay.Record{Text: []byte(nothing)}); err != nil || found.Report().Records.Read != 0 {
			t.Errorf("%q: %v", nothing, err)
		}
	}
}

// TestValuesAreRedacted looks for a value everywhere it could be.
func TestValuesAreRedacted(t *testing.T) {
	secret := "s3cr3t"
	lines := []string{
		`{"metadata":{"notes":"` + secret + `","cart_id":{"x":"` + secret + `"}}}`,
		`{"protocol":"` + secret + `"}`,
		`{"metadata":{"country":"` + secret + `","notes":"` + strings.Repeat(secret, 20000) + `"}}`,
		`{"metadata":{"notes":{"` + secret + `":1,"` + secret + `":2}}}`,
	}
	for _, show := range []bool{false, true} {
		o := options()
		o.ShowValues = show
		r := newReplayer(t, o)
		found := r.NewAccumulator()
		for i, line := range lines {
			add(t, r, found, replay.Record{Offset: int64(i), Text: []byte(line)})
		}
		text := string(encoded(t, found)) + string(found.Report().JSON())
		if strings.Contains(text, secret) != show {
			t.Errorf("shown: %t, should be %t: %s", !show, show, found.Report().JSON())
		}
	}
}

func TestErrorsOfTheEngineAddNothing(t *testing.T) {
	engine := newEngine(t)
	r, err := replay.New(t.Context(), engine, options())
	if err != nil {
		t.Fatal(err)
	}
	found := r.NewAccumulator()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	rec := sessions(1, 1)[0]
	if err := r.Add(ctx, found, rec); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if err := engine.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := r.Add(t.Context(), found, rec); !errors.Is(err, host.ErrClosed) {
		t.Errorf("closed: %v", err)
	}
	if !bytes.Equal(encoded(t, found), encoded(t, r.NewAccumulator())) {
		t.Errorf("something was added: %s", found.Report().JSON())
	}
}

func TestConditions(t *testing.T) {
	report := &replay.Report{
		Changes:  replay.Changes{Added: 1, Removed: 2, Changed: 3},
		Failures: []replay.FailureCount{{Introduced: 4, Cured: 9}, {Introduced: 1}},
		Oversize: []replay.OversizeCount{{Over: 4096, Newly: 6}, {Over: 8192, Newly: 50}, {Over: 4096, Newly: 1}},
		Records:  replay.RecordCount{Bad: 8},
	}
	for text, want := range map[string]string{
		"added>0":                        "[added>0: added is 1]",
		"added>1":                        "[]",
		"added>=1":                       "[added>=1: added is 1]",
		" removed >= 2 , changed>3":      "[removed>=2: removed is 2]",
		"failures>4,failures>5":          "[failures>4: failures is 5]",
		"oversize>56,oversize>57,bad>=8": "[oversize>56: oversize is 57 bad>=8: bad is 8]",
		"bad>9223372036854775806":        "error",
		"bad>92233720368547758070":       "error",
		"":                               "error",
		"added":                          "error",
		"added>-1":                       "error",
		"added<1":                        "error",
		"unheard>1":                      "error",
		"added>0,":                       "error",
	} {
		all, err := replay.ParseConditions(text)
		got := fmt.Sprint(all.Fulfilled(report))
		if err != nil {
			got = "error"
		}
		if got != want {
			t.Errorf("%q: %s %v, want %s", text, got, err, want)
		}
	}
	if _, err := replay.ParseConditions("unheard>1"); err == nil || !strings.Contains(err.Error(), "added, removed, changed, renamed, failures, oversize, bad, diff.never_again") {
		t.Errorf("the error does not say what there is: %v", err)
	}
}

// TestAudiencesKeepHalfPairs tells audiences apart that Go strings cannot hold.
func TestAudiencesKeepHalfPairs(t *testing.T) {
	r := newReplayer(t, replay.Options{Before: []byte("{}"), After: []byte(`{"access_token":{"custom_claim_mappings":[{"name":"c","expression":"anonymous_session.metadata.c"}]}}`)})
	found := r.NewAccumulator()
	for _, audience := range []string{`"a\ud800"`, `"a\ud801"`, `"a\ufffd"`, `["a\ud800"]`} {
		add(t, r, found, replay.Record{File: "f", Text: []byte(`{"session":{"metadata":{"c":1}},"audience":` + audience + `}`)})
	}
	got := map[string]int64{}
	for _, c := range found.Report().Claims {
		got[c.Audience] = c.Added
	}
	if want := map[string]int64{`"a\ud800"`: 2, `"a\ud801"`: 1, "a\uFFFD": 1}; !maps.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestIncomplete tells what a report may leave out.
func TestIncomplete(t *testing.T) {
	inputs := func(n int) (all []replay.DamagedInput) {
		for i := range n {
			all = append(all, replay.DamagedInput{File: fmt.Sprint("f", i), Records: 7, Bytes: 99, Message: "it was cut"})
		}
		return all
	}
	const damage = "f0: it was cut (records read: 7, bytes: 99)\n"
	for name, c := range map[string]struct {
		evaluated, bad  int64
		damaged, others int64
		allow           int64
		says            string // "" if it is complete
	}{
		"whole":                      {5, 0, 0, 0, replay.OnlyWhole, ""},
		"bad records":                {5, 3, 0, 0, replay.OnlyWhole, ""},
		"damaged":                    {5, 1, 1, 0, replay.OnlyWhole, damage + "the report is not of all that was recorded"},
		"damaged, one allowed":       {5, 1, 1, 0, 1, ""},
		"damaged, none allowed":      {5, 1, 1, 0, 0, damage + "bad records: 1, and each damaged input is one; allowed: 0"},
		"bad, none allowed":          {5, 3, 0, 0, 0, "bad records: 3, and each damaged input is one; allowed: 0"},
		"bad, three allowed":         {5, 3, 0, 0, 3, ""},
		"both, three allowed":        {5, 3, 1, 0, 3, ""},
		"both, two allowed":          {5, 3, 1, 0, 2, damage + "bad records: 3, and each damaged input is one; allowed: 2"},
		"nothing":                    {0, 0, 0, 0, replay.OnlyWhole, "no record was evaluated (bad: 0), so that there is nothing to compare"},
		"nothing, and all allowed":   {0, 0, 0, 0, 9, "no record was evaluated (bad: 0), so that there is nothing to compare"},
		"bad records alone":          {0, 3, 0, 0, 9, "no record was evaluated (bad: 3), so that there is nothing to compare"},
		"more than are said":         {5, 12, 12, 0, replay.OnlyWhole, "and more damaged inputs: 2\nthe report is not of all that was recorded"},
		"more than the report lists": {5, 40, 12, 28, replay.OnlyWhole, "and more damaged inputs: 30\nthe report is not of all that was recorded"},
	} {
		report := &replay.Report{
			Records:       replay.RecordCount{Read: c.evaluated + c.bad, Evaluated: c.evaluated, Bad: c.bad},
			DamagedInputs: inputs(int(c.damaged)), DamagedInputsOthers: c.others,
		}
		err := report.Incomplete(c.allow)
		var incomplete *replay.IncompleteError
		switch {
		case c.says == "":
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
		case !errors.As(err, &incomplete) || incomplete.Damaged != c.damaged+c.others:
			t.Errorf("%s: %+v", name, err)
		case c.damaged > 1 && !strings.HasSuffix(err.Error(), c.says) || c.damaged <= 1 && err.Error() != c.says:
			t.Errorf("%s: %s", name, err)
		}
	}
}

// TestDamagedInputsAreBounded lists the first hundred, however they come.
func TestDamagedInputsAreBounded(t *testing.T) {
	one, other := replay.NewAccumulator(1), replay.NewAccumulator(1)
	for i := range 150 {
		e := &replay.ReadError{File: fmt.Sprintf("f%03d", i*7%150), Offset: 3, Records: 1, Err: errors.New("cut")}
		one.AddDamaged(e)
		if i%2 == 0 {
			other.AddDamaged(e)
		}
	}
	one.Merge(other)
	report := one.Report()
	if report.Damaged() != 225 || len(report.DamagedInputs) != 100 || report.DamagedInputs[99].File > "f075" || report.Records != (replay.RecordCount{Read: 225, Bad: 225}) {
		t.Errorf("%d damaged, %d listed, %+v", report.Damaged(), len(report.DamagedInputs), report.Records)
	}
	if !slices.IsSortedFunc(report.DamagedInputs, func(a, b replay.DamagedInput) int { return strings.Compare(a.File, b.File) }) {
		t.Error("they are not in order")
	}
}

// TestUnmarshalBinaryRefuses changes, cuts and lengthens what was written.
func TestUnmarshalBinaryRefuses(t *testing.T) {
	r := newReplayer(t, options())
	found := r.NewAccumulator()
	add(t, r, found, sessions(5, 60)...)
	found.AddDamaged(&replay.ReadError{File: "f", Records: 2, Offset: 3, Err: errors.New("cut")})
	text := encoded(t, found)
	for n := range len(text) {
		var a replay.Accumulator
		if a.UnmarshalBinary(text[:n]) == nil {
			t.Fatalf("cut to %d bytes it is taken", n)
		}
		if !bytes.Equal(encoded(t, &a), encoded(t, &replay.Accumulator{})) {
			t.Fatal("a refusal has changed the accumulator")
		}
		changed := bytes.Clone(text)
		changed[n] ^= 1 << (n % 8)
		if a.UnmarshalBinary(changed) == nil && !bytes.Equal(encoded(t, &a), changed) {
			t.Fatalf("changed at %d it is taken for something else", n)
		}
	}
	var a replay.Accumulator
	if a.UnmarshalBinary(append(text, 0)) == nil {
		t.Error("with a byte more it is taken")
	}
}

// TestThresholdsAreThePolicys holds the thresholds, which accumulators are made of, to
// the policy's tables.
func TestThresholdsAreThePolicys(t *testing.T) {
	text, err := newEngine(t).Describe(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var described struct {
		Limits struct {
			Warning int `json:"payload_warning_bytes"`
			Serious int `json:"payload_serious_warning_bytes"`
			Most    int `json:"payload_bytes"`
		} `json:"limits"`
	}
	if err := json.Unmarshal(text, &described); err != nil {
		t.Fatal(err)
	}
	l := described.Limits
	if want := [3]int{l.Warning, l.Serious, l.Most}; replay.Thresholds != want {
		t.Errorf("%v, the policy has %v", replay.Thresholds, want)
	}
}
