package page

import (
	"slices"
	"unicode/utf8"

	"github.com/claimsmith/claimsmith/host/cmd/replay"
	"github.com/claimsmith/claimsmith/host/internal/display"
)

// valueLength is how many characters of a value a card shows at once.
const valueLength = 400

// exemplars are the exemplars of one kind.
type exemplars struct {
	Kind, Title, Sign string
	Class             string // of its cards
	Subject           string // what changed where no claim did
	None              string // what stands for no value
	Cards             []card
}

type card struct {
	Claim, To, Token, Audience string
	Reason                     string
	Command                    string // that explains the record
	Link                       string // that opens it in the preview
	Before, After              value
	File                       string
	Offset                     int64
	Hash                       string
}

// A value is JSON, or what stands for it; Whole is set if Shown is only its beginning.
type value struct {
	Shown, Whole string
	None         bool
}

// kinds are in the order in which they are shown.
var kinds = []exemplars{
	{Kind: replay.Removed, Title: "Claims removed", Sign: "\u2212", Class: "removed", None: "no such claim"},
	{Kind: replay.Added, Title: "Claims added", Sign: "+", Class: "added", None: "no such claim"},
	{Kind: replay.Changed, Title: "Claims changed", Sign: "~", Class: "changed", None: "no such claim"},
	{Kind: replay.Renamed, Title: "Claims renamed", Sign: "\u2192", Class: "renamed", None: "no such claim"},
	{Kind: replay.FailureIntroduced, Title: "Failures introduced", Sign: "!", Class: "introduced", Subject: "Failure", None: "no failure"},
	{Kind: replay.FailureCured, Title: "Failures cured", Sign: "\u2713", Class: "cured", Subject: "Failure", None: "no failure"},
	{Kind: replay.Oversize, Title: "Payloads newly over a limit", Sign: "\u2191", Class: "oversize", Subject: "Payload", None: "no payload"},
}

func exemplarsOf(r *replay.Report) []exemplars {
	all := slices.Clone(kinds)
	for _, e := range r.Exemplars {
		at := slices.IndexFunc(all, func(k exemplars) bool { return k.Kind == e.Kind })
		if at < 0 { // a kind that a later report may have
			at = len(all)
			all = append(all, exemplars{Kind: e.Kind, Title: capital(code(e.Kind)), Sign: "\u2022", Subject: "Record", None: "nothing"})
		}
		k := &all[at]
		c := card{Claim: short(e.Claim), To: short(e.To), Reason: code(e.Reason), Command: visible(e.Command(r)), Link: e.Link, Audience: short(e.Audience),
			Before: valueOf(e.Before, k.None), After: valueOf(e.After, k.None),
			File: visible(e.File), Offset: int64(e.Offset), Hash: visible(e.Hash)}
		if e.Token != "" {
			c.Token = tokenName(e.Token)
		}
		if c.Audience == "" {
			c.Audience = noAudience
		}
		k.Cards = append(k.Cards, c)
	}
	return slices.DeleteFunc(all, func(k exemplars) bool { return len(k.Cards) == 0 })
}

func valueOf(s, none string) value {
	if s == "" {
		return value{Shown: none, None: true}
	}
	v := value{Shown: display.Lines(s)}
	if utf8.RuneCountInString(v.Shown) > valueLength {
		v.Whole = v.Shown
		v.Shown = string([]rune(v.Shown)[:valueLength]) + "…"
	}
	return v
}
