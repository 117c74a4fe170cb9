package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/layout"
	"github.com/claimsmith/claimsmith/host/cmd/replay"
)

// How many rows of a table people read on a terminal. JSON and the page have all.
const (
	mostClaims     = 30
	mostBadRecords = 10 // and damaged inputs
)

// replayText is a report for people.
func replayText(r *replay.Report, colour bool) []byte {
	t := &replayWriter{tableWriter{colour: colour}}
	t.summary(r)
	t.damaged(r)
	t.changes(r)
	t.claims(r)
	t.causes(r)
	t.ignored(r)
	t.failures(r)
	t.sizes(r)
	t.exemplars(r)
	t.bad(r)
	return t.Bytes()
}

type replayWriter struct{ tableWriter }

func (t *replayWriter) summary(r *replay.Report) {
	if r.Partial {
		t.line(cell{"Interrupted: this is the report so far.", layout.Yellow})
	}
	headline, tone := r.Headline()
	t.line(cell{printable(headline), map[string]layout.Style{replay.Risky: layout.Red, replay.Odd: layout.Yellow, replay.Safe: layout.Green}[tone]})
	text := fmt.Sprintf("%s evaluated", plural(r.Records.Evaluated, "record"))
	if r.Records.Bad > 0 {
		text += fmt.Sprintf(", %s bad", grouped(r.Records.Bad))
	}
	t.line(cell{text: text})
	if len(r.DamagedInputs) > 0 {
		t.line(cell{"These are not all records: " + inputsAre(r.Damaged()) + " damaged.", layout.Red})
	}
	if r.Records.Evaluated == 0 {
		return
	}
	if r.Diff != nil {
		t.line(cell{text: "For every session, not only these: " + printable(r.Diff.Says())})
	}
	if len(r.Tokens) == 0 {
		return
	}
	t.heading("Tokens")
	rows := [][]cell{heads("TOKEN", "EVALUATED", "UNCHANGED", "CHANGED", "")}
	for _, c := range r.Tokens {
		rows = append(rows, []cell{{text: printable(c.Token)}, number(c.Evaluated, layout.Plain), number(c.Unchanged, layout.Plain), number(c.Changed, layout.Yellow), {text: share(c.Changed, c.Evaluated)}})
	}
	t.table(rows, 1, 2, 3, 4)
}

func inputsAre(n int64) string {
	if n == 1 {
		return "1 input is"
	}
	return grouped(n) + " inputs are"
}

// damaged writes how much of which inputs was read.
func (t *replayWriter) damaged(r *replay.Report) {
	if len(r.DamagedInputs) == 0 {
		return
	}
	t.heading("Damaged inputs")
	for _, d := range r.DamagedInputs[:min(len(r.DamagedInputs), mostBadRecords)] {
		t.line(cell{text: "  " + printable(d.String())})
	}
	if more := r.Damaged() - mostBadRecords; more > 0 {
		t.line(cell{text: fmt.Sprintf("  and %s more", grouped(more))})
	}
}

// claims writes a row for each claim of a token, for all audiences together. JSON and
// the page have them by audience.
func (t *replayWriter) claims(r *replay.Report) {
	if len(r.Claims) == 0 {
		return
	}
	t.heading("Claims")
	rows := [][]cell{heads("CLAIM", "TOKEN", "ADDED", "REMOVED", "CHANGED", "RENAMED", "AUDIENCES")}
	all := byClaim(r)
	for _, c := range all[:min(len(all), mostClaims)] {
		name := c.Claim
		if c.To != "" {
			name += " → " + c.To
		}
		rows = append(rows, []cell{{text: layout.Cut(printable(name), widestClaim)}, {text: printable(c.Token)},
			number(c.Added, layout.Green), number(c.Removed, layout.Red), number(c.Changed, layout.Yellow), number(c.Renamed, layout.Yellow), {text: layout.Cut(printable(c.Audience), widestClaim)}})
	}
	t.table(rows, 2, 3, 4, 5)
	if more := len(all) - mostClaims; more > 0 {
		t.line(cell{text: fmt.Sprintf("and %s; --format json has them", plural(int64(more), "row"))})
	}
	if r.ClaimsOthers > 0 {
		t.line(cell{text: fmt.Sprintf("and %s of claims that are too many to list", plural(r.ClaimsOthers, "change"))})
	}
	if len(all) > 1 {
		t.line(cell{text: fmt.Sprintf("in all: %s added, %s removed, %s changed, %s renamed",
			grouped(r.Changes.Added), grouped(r.Changes.Removed), grouped(r.Changes.Changed), grouped(r.Changes.Renamed))})
	}
}

// changes writes what the configs differ in, each with its effect.
func (t *replayWriter) changes(r *replay.Report) {
	if len(r.ConfigChanges) == 0 {
		return
	}
	t.heading("What the configs differ in")
	for _, c := range r.ConfigChanges {
		t.line(cell{text: "  " + printable(c.Says()) + ": " + effectText(c)})
	}
}

func effectText(c replay.ConfigChange) string {
	var all []string
	for _, n := range []struct {
		count int64
		what  string
	}{{c.Effect.Removed, "removed"}, {c.Effect.Added, "added"}, {c.Effect.Changed, "changed"}, {c.Effect.Renamed, "renamed"}, {c.Tokens, "in another order"}} {
		if n.count > 0 {
			all = append(all, grouped(n.count)+" "+n.what)
		}
	}
	if all == nil {
		return "no effect on these tokens"
	}
	return strings.Join(all, ", ")
}

// causes writes why claims differ.
func (t *replayWriter) causes(r *replay.Report) {
	if len(r.Causes) == 0 {
		return
	}
	t.heading("Why")
	rows := [][]cell{heads("CLAIM", "TOKEN", "", "TOKENS", "REASON", "STOPPED AT")}
	shown := 0
	for _, c := range r.Causes {
		if r.Folded(c.Token) {
			continue
		}
		if shown++; shown > mostClaims {
			continue
		}
		claim, stopped := c.Claim, c.Stopped
		if claim == "" {
			claim = "(set by code)"
		}
		if c.Type != "" {
			stopped += " (" + map[string]string{"object": "no such member", "null": "null"}[c.Type] + ")"
			stopped = strings.Replace(stopped, "()", "("+c.Type+" above it)", 1)
		}
		rows = append(rows, []cell{{text: layout.Cut(printable(claim), widestClaim)}, {text: tokenText(r, c.Token)}, {printable(c.Change), kindStyle(c.Change)},
			number(c.Count, layout.Plain), {text: printable(c.Reason)}, {text: layout.Cut(printable(stopped), widestClaim)}})
	}
	t.table(rows, 3)
	if more := int64(shown - mostClaims); more > 0 {
		t.line(cell{text: fmt.Sprintf("and %s; --format json has them", plural(more, "row"))})
	}
}

// tokenText is a token, and userinfo where it has the same.
func tokenText(r *replay.Report, token string) string {
	if token == replay.IDToken && r.Folded(replay.Userinfo) {
		return "id_token, userinfo"
	}
	return printable(token)
}

// byClaim adds up a claim's changes for all audiences. Where there are several the
// audience says how many.
func byClaim(r *replay.Report) []replay.ClaimCount {
	var all []replay.ClaimCount
	places := map[[3]string]int{}
	audiences := map[[3]string]int64{}
	for _, c := range r.Claims {
		if r.Folded(c.Token) {
			continue
		}
		c.Token = tokenText(r, c.Token)
		key := [3]string{c.Token, c.Claim, c.To}
		audiences[key]++
		i, ok := places[key]
		if !ok {
			places[key] = len(all)
			all = append(all, c)
			continue
		}
		all[i].Added += c.Added
		all[i].Removed += c.Removed
		all[i].Changed += c.Changed
		all[i].Renamed += c.Renamed
		all[i].Audience = plural(audiences[key], "audience")
	}
	slices.SortStableFunc(all, func(a, b replay.ClaimCount) int {
		return cmp.Compare(b.Added+b.Removed+b.Changed+b.Renamed, a.Added+a.Removed+a.Changed+a.Renamed)
	})
	return all
}

func (t *replayWriter) ignored(r *replay.Report) {
	if len(r.Ignored) == 0 {
		return
	}
	t.heading("Ignored claims")
	rows := [][]cell{heads("REASON", "TOKEN", "BEFORE", "AFTER", "")}
	for _, c := range r.Ignored {
		rows = append(rows, []cell{{text: printable(c.Reason)}, {text: printable(c.Token)}, number(c.Before, layout.Plain), number(c.After, layout.Plain), difference(c.Before, c.After)})
	}
	t.table(rows, 2, 3, 4)
}

func (t *replayWriter) failures(r *replay.Report) {
	if len(r.Failures) == 0 {
		return
	}
	t.heading("Failures")
	rows := [][]cell{heads("CODE", "BEFORE", "AFTER", "INTRODUCED", "CURED")}
	for _, c := range r.Failures {
		rows = append(rows, []cell{{text: printable(c.Code)}, number(c.Before, layout.Plain), number(c.After, layout.Plain), number(c.Introduced, layout.Red), number(c.Cured, layout.Green)})
	}
	t.table(rows, 1, 2, 3, 4)
}

func (t *replayWriter) sizes(r *replay.Report) {
	if len(r.Sizes) == 0 {
		return
	}
	t.heading("Sizes in bytes")
	rows := [][]cell{heads("TOKEN", "", "P50", "P95", "P99", "MAX", ">4 KB", ">8 KB", ">100 KB")}
	for _, s := range r.Sizes {
		for i, d := range []replay.Distribution{s.Before, s.After} {
			row := []cell{{text: printable(s.Token)}, {text: "before"}}
			if i == 1 {
				row = []cell{{}, {text: "after"}}
			}
			for _, n := range []int{d.P50, d.P95, d.P99, d.Max} {
				row = append(row, cell{text: grouped(int64(n))})
			}
			for _, o := range r.Oversize {
				if o.Token == s.Token {
					row = append(row, number([]int64{o.Before, o.After}[i], layout.Plain))
				}
			}
			rows = append(rows, row)
		}
		newly := []cell{{}, {text: "newly over"}, {}, {}, {}, {}}
		any := false
		for _, o := range r.Oversize {
			if o.Token == s.Token {
				newly = append(newly, number(o.Newly, layout.Red))
				any = any || o.Newly > 0
			}
		}
		if any {
			rows = append(rows, newly)
		}
	}
	t.table(rows, 2, 3, 4, 5, 6, 7, 8)
}

func (t *replayWriter) exemplars(r *replay.Report) {
	if len(r.Exemplars) == 0 {
		return
	}
	t.heading("Exemplars")
	kind := ""
	for _, e := range r.Exemplars {
		if e.Kind != kind {
			kind = e.Kind
			t.line(cell{"  " + strings.ReplaceAll(kind, "_", " "), kindStyle(kind)})
		}
		what := strings.TrimSpace(e.Token + " " + e.Claim)
		if e.To != "" {
			what += " → " + e.To
		}
		if what == "" {
			what = "record"
		}
		if e.Audience != "" {
			what += " for " + e.Audience
		}
		t.line(cell{text: "    " + printable(fmt.Sprintf("%s: byte %d: ", e.File, e.Offset)) + layout.Cut(printable(what), 2*widestClaim)})
		t.line(cell{text: "      " + layout.Cut(printable(orNone(e.Before)), widestClaim) + " → " + layout.Cut(printable(orNone(e.After)), widestClaim)})
		if command := e.Command(r); command != "" {
			t.line(cell{text: "      " + printable(command)})
		}
	}
}

func orNone(value string) string {
	if value == "" {
		return "none"
	}
	return value
}

func kindStyle(kind string) layout.Style {
	switch kind {
	case replay.Added, replay.FailureCured:
		return layout.Green
	case replay.Changed:
		return layout.Yellow
	}
	return layout.Red
}

func (t *replayWriter) bad(r *replay.Report) {
	if len(r.BadRecords) == 0 {
		return
	}
	t.heading("Bad records")
	for _, b := range r.BadRecords[:min(len(r.BadRecords), mostBadRecords)] {
		t.line(cell{text: "  " + printable(fmt.Sprintf("%s: byte %d: %s: %s", b.File, b.Offset, b.Code, b.Message))})
	}
	if more := r.Records.Bad - r.Damaged() - mostBadRecords; more > 0 {
		t.line(cell{text: fmt.Sprintf("  and %s more", grouped(more))})
	}
}

func heads(texts ...string) (row []cell) {
	for _, text := range texts {
		row = append(row, cell{text, layout.Bold})
	}
	return row
}

// table writes rows of which several columns are flush right.
func (t *replayWriter) table(rows [][]cell, numbers ...int) {
	for _, column := range numbers {
		widest := 0
		for _, row := range rows {
			widest = max(widest, layout.Width(row[column].text))
		}
		for _, row := range rows {
			if c := &row[column]; c.text != "" {
				c.text = strings.Repeat(" ", widest-layout.Width(c.text)) + c.text
			}
		}
	}
	t.rows(rows, slices.Max(numbers))
}

// number is a count, styled if there is something to count.
func number(n int64, s layout.Style) cell {
	if n == 0 {
		s = layout.Plain
	}
	return cell{grouped(n), s}
}

func difference(before, after int64) cell {
	if after > before {
		return cell{text: "+" + grouped(after-before)}
	}
	if after < before {
		return cell{text: "−" + grouped(before-after)}
	}
	return cell{}
}

func share(part, whole int64) string {
	if part == 0 || whole == 0 {
		return ""
	}
	percent := 100 * float64(part) / float64(whole)
	if percent < 0.1 {
		return "<0.1 %"
	}
	return fmt.Sprintf("%.1f %%", percent)
}

func plural(n int64, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return grouped(n) + " " + what + "s"
}

// grouped is a number with commas between thousands.
func grouped(n int64) string {
	text := fmt.Sprint(n)
	for at := len(text) - 3; at > 0 && text[at-1] != '-'; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}
