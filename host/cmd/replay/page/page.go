// Package page shows what a replay found as one HTML page, for people to look at:
//
//	os.WriteFile("report.html", page.HTML(report, page.Options{}), 0o644)
//
// The page needs nothing but itself. It has no script, asks for nothing from
// anywhere, and its Content-Security-Policy allows nothing else. The plots are SVG;
// beside each is a table, or its bars stand in one, so that what they show can also
// be read. Equal reports make equal pages, byte for byte.
//
// What the report has from its input, such as names of claims and values, is text
// on the page, whatever it looks like.
package page

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"strings"

	"github.com/claimsmith/claimsmith/host/cmd/replay"
)

// noAudience is what stands for the audience "".
const noAudience = "no audience"

// Options say what the report does not know. All may be left out.
type Options struct {
	Title string // of the page; "Replay" if empty
}

//go:embed page.css
var style string

//go:embed page.html.tmpl
var source string

var layout = template.Must(template.New("page").Funcs(template.FuncMap{
	"grouped":    grouped,
	"difference": difference,
	"share":      share,
	"width":      width,
	"capital":    capital,
	"digest":     func(sha256 string) string { return strings.ToValidUTF8(sha256[:min(len(sha256), 12)], "") },
}).Parse(source))

// policy allows the page its own style and its icon, and nothing else.
var policy = func() string {
	hash := sha256.Sum256([]byte(style))
	return fmt.Sprintf("default-src 'none'; style-src 'sha256-%s'; img-src data:; base-uri 'none'; form-action 'none'",
		base64.StdEncoding.EncodeToString(hash[:]))
}()

// A view is the report as the layout wants it.
type view struct {
	Title                       string
	Before, After               config
	Module                      string // its digest
	Proved                      string // what holds for every session
	Changes                     []change
	Causes                      causes
	Policy                      string
	Style                       template.CSS
	Partial                     bool
	Read, Evaluated, Bad        int64
	Verdict                     verdict
	Tokens                      []tokens
	Claims                      claims
	Sizes                       []distribution
	Ignored, Failures, Oversize []pair
	Exemplars                   []exemplars
	Damaged                     int64
	DamagedInputs               []damagedInput
	BadRecords                  []badRecord
}

type tokens struct {
	Name, Names                   string
	Evaluated, Unchanged, Changed int64
}

// A config is one of the two.
type config struct{ Name, SHA256 string }

type badRecord struct {
	File          string
	Offset        int64
	Code, Message string
}

type damagedInput struct {
	File           string
	Records, Bytes int64
	Message        string
}

// BadAlone is how many records are bad, without those that stand for damaged inputs.
func (v view) BadAlone() int64 { return v.Bad - v.Damaged }

// MoreDamaged tells whether there are more damaged inputs than are listed.
func (v view) MoreDamaged() bool { return int64(len(v.DamagedInputs)) < v.Damaged }

// MoreBad tells whether there are more bad records than are listed.
func (v view) MoreBad() bool { return int64(len(v.BadRecords)) < v.BadAlone() }

// HTML returns the report as a page, in UTF-8. It does not change the report.
func HTML(r *replay.Report, o Options) []byte {
	v := view{
		Title: visible(o.Title), Module: visible(r.Module), Changes: changesOf(r), Causes: causesOf(r),
		Before: config{visible(r.Before.Name), visible(r.Before.SHA256)}, After: config{visible(r.After.Name), visible(r.After.SHA256)},
		Policy: policy, Style: template.CSS(style),
		Partial: r.Partial, Read: int64(r.Records.Read), Evaluated: int64(r.Records.Evaluated), Bad: int64(r.Records.Bad),
		Claims: claimsOf(r), Sizes: sizesOf(r), Ignored: ignoredOf(r), Failures: failuresOf(r), Oversize: oversizeOf(r),
		Exemplars: exemplarsOf(r), Damaged: r.Damaged(),
	}
	if v.Title == "" {
		v.Title = "Replay"
	}
	if r.Diff != nil {
		v.Proved = visible(r.Diff.Says())
	}
	v.Verdict = verdictOf(r, v.Claims)
	for _, t := range r.Tokens {
		if r.Folded(t.Token) {
			continue
		}
		v.Tokens = append(v.Tokens, tokens{tokenName(t.Token), foldedNames(r, t.Token),
			int64(t.Evaluated), int64(t.Unchanged), int64(t.Changed)})
	}
	for _, d := range r.DamagedInputs {
		v.DamagedInputs = append(v.DamagedInputs, damagedInput{visible(d.File), d.Records, d.Bytes, visible(d.Message)})
	}
	for _, b := range r.BadRecords {
		v.BadRecords = append(v.BadRecords, badRecord{visible(b.File), int64(b.Offset), code(b.Code), visible(b.Message)})
	}
	var page bytes.Buffer
	if err := layout.Execute(&page, v); err != nil {
		panic(err) // the layout is at fault: the tests run all of it
	}
	return page.Bytes()
}
