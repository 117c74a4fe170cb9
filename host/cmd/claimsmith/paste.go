package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/document"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/layout"
	"github.com/claimsmith/claimsmith/host/internal/display"
	"github.com/claimsmith/claimsmith/host/internal/exact"
)

// What stands in a command for what only its reader knows.
const (
	ownNamespace = "https://example.com/"
	ownAudience  = "https://api.example.com"
	ownUser      = "profile.json"
	ownValue     = `"VALUE"`
)

// fix is a command that shows a claim as it is once its fix is made.
func (w *explanationWriter) fix(d *host.Decision) {
	flags := *w.flags
	flags.sets, flags.sessionSets = slices.Clone(flags.sets), slices.Clone(flags.sessionSets)
	set := func(pointer document.Pointer, value string) {
		flags.sets = append(flags.sets, pointer.String()+"="+value)
	}
	if d.Source == "action" {
		set = func(pointer document.Pointer, value string) {
			flags.sessionSets = append(flags.sessionSets, pointer.String()+"="+value)
		}
	}
	claim := d.Claim
	switch d.Fix.Code {
	case "namespace_claim", "rename_claim":
		at, ok := w.nameOf(d)
		if !ok {
			return
		}
		claim = ownNamespace + lastPart(d.Claim)
		set(at, quoted(claim))
	case "change_expression":
		at, ok := w.pathOf(d)
		if !ok {
			return
		}
		set(at, quoted(d.Fix.Expression))
	case "change_audience":
		flags.audiences = []string{ownAudience}
	case "grant_scope":
		flags.scope = strings.TrimSpace(w.scope() + " " + d.Fix.Scope)
	case "add_user":
		flags.user = ownUser
	case "set_value":
		at, err := document.ParsePointer(d.Fix.Path)
		if err != nil {
			return
		}
		// Of what is missing on the way, and of a null, objects are made.
		deepest := len(at)
		if d.Stopped != nil {
			led, err := document.ParsePointer(d.Stopped.At)
			if err != nil {
				return
			}
			if deepest = len(led); d.Stopped.Type != "null" {
				deepest++
			}
		}
		value := ownValue
		for ; len(at) > deepest; at = at[:len(at)-1] {
			value = "{" + quoted(at[len(at)-1]) + ":" + value + "}"
		}
		flags.sessionSets = append(flags.sessionSets, at.String()+"="+value)
	default:
		return
	}
	words := append(flags.words("explain"), "--claim "+shell(claim))
	w.b.WriteString("  " + w.Paint.Paint("try", layout.Bold) + ": " + pasted(words, w.Width-7, "       ") + "\n")
}

// quoted is a text as JSON that a terminal shows and does not obey.
func quoted(text string) string {
	json, err := encode(text)
	if err != nil {
		return `""`
	}
	return display.Line(string(json))
}

// lastPart is what a name has behind its namespace.
func lastPart(name string) string {
	name = strings.TrimRight(name, "/:")
	return name[strings.LastIndexAny(name, "/:")+1:]
}

// nameOf is where the name of a claim stands: in its mapping, or in the entry that sets
// it.
func (w *explanationWriter) nameOf(d *host.Decision) (document.Pointer, bool) {
	mapping, ok := w.mappingOf(d)
	if d.Source == "action" {
		mapping, ok = w.entryOf(d)
	}
	return append(slices.Clip(mapping), "name"), ok
}

// pathOf is where the path of a claim or an attribute stands.
func (w *explanationWriter) pathOf(d *host.Decision) (document.Pointer, bool) {
	if d.Source != "saml_mapping" {
		mapping, ok := w.mappingOf(d)
		return append(slices.Clip(mapping), "expression"), ok
	}
	for pointer, at := range document.Values(w.in.config.JSON) {
		value := at.Of(w.in.config.JSON)
		if n := len(pointer); n > 1 && pointer[n-1] == d.Claim && value[0] == '"' && exact.String(value) == d.Path {
			return pointer, true
		}
	}
	return nil, false
}

// mappingOf is where a claim's mapping stands in the config.
func (w *explanationWriter) mappingOf(d *host.Decision) (document.Pointer, bool) {
	for pointer, at := range document.Values(w.in.config.JSON) {
		if len(pointer) == 0 || pointer[0] != d.Token {
			continue
		}
		members, err := exact.ByName(gjson.Parse(at.Of(w.in.config.JSON)))
		if err == nil && is(members["name"], d.Claim) && is(members["expression"], d.Expression) {
			return pointer, true
		}
	}
	return nil, false
}

// entryOf is where a claim is set in the session: of one that was overridden the first
// place, else the last.
func (w *explanationWriter) entryOf(d *host.Decision) (found document.Pointer, ok bool) {
	for pointer, at := range document.Values(w.in.session.JSON) {
		if len(pointer) != 3 || pointer[0] != "custom_claims" || pointer[1] != d.Token || ok && d.Reason == "overridden" {
			continue
		}
		members, err := exact.ByName(gjson.Parse(at.Of(w.in.session.JSON)))
		if err == nil && is(members["name"], d.Claim) {
			found, ok = pointer, true
		}
	}
	return found, ok
}

// is reports whether a value is a text.
func is(value gjson.Result, text string) bool {
	return value.Type == gjson.String && exact.String(value.Raw) == text
}

// scope is what the session was granted.
func (w *explanationWriter) scope() string {
	if value, ok := document.Value(w.in.session.JSON, document.Pointer{"scope"}); ok && value[0] == '"' {
		return exact.String(value)
	}
	return ""
}

// words are the words of a command with these flags, quoted for a shell.
func (f *inputFlags) words(name string) []string {
	words := []string{"claimsmith " + name}
	add := func(flag, value string) {
		if value != "" {
			words = append(words, flag+" "+shell(value))
		}
	}
	add("--config", f.config)
	add("--client", f.client)
	add("--session", f.session)
	add("--record", f.record)
	add("--user", f.user)
	add("--scope", f.scope)
	for _, audience := range f.audiences {
		add("--audience", audience)
	}
	for _, set := range f.sets {
		add(flagSet, set)
	}
	for _, set := range f.sessionSets {
		add(flagSetSession, set)
	}
	return words
}

// pasted is words on as many lines as they need, for a shell.
func pasted(words []string, width int, indent string) string {
	var b strings.Builder
	used := 0
	for i, word := range words {
		wide := layout.Width(word)
		switch {
		case i == 0:
		case used+1+wide+2 > width:
			b.WriteString(" \\\n" + indent + "  ")
			used = 2
		default:
			b.WriteString(" ")
			used++
		}
		b.WriteString(word)
		used += wide
	}
	return b.String()
}

// shell is a word for a shell: quoted if it has to be, and where a terminal would not
// show it as it is, in the quotes that have escapes.
func shell(word string) string {
	if display.Line(word) != word {
		var b strings.Builder
		for i, r := range word {
			switch {
			case r == utf8.RuneError && !strings.HasPrefix(word[i:], "\uFFFD"):
				fmt.Fprintf(&b, `\x%02x`, word[i])
			case !display.Shows(r):
				fmt.Fprintf(&b, `\U%08x`, r)
			case r == '\\' || r == '\'':
				b.WriteRune('\\')
				fallthrough
			default:
				b.WriteRune(r)
			}
		}
		return "$'" + b.String() + "'"
	}
	plain := word != ""
	for _, r := range word {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./:,@+%", r) || r > 0x7F) {
			plain = false
		}
	}
	if plain {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
