package vector

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host/internal/surrogate"
)

// Compare compares two JSON texts: objects to the last member in any order, arrays
// element by element, numbers and strings by their text.
func Compare(want, got []byte) []Difference {
	var d differences
	d.compare(exactly, "", gjson.ParseBytes(want), gjson.ParseBytes(got))
	return d.found
}

// A rule says how to compare a value and what is in it. Without more, the members
// that are given count.
type rule struct {
	exact   bool             // nothing may be there that is not given
	lenient bool             // an empty array matches an absent one
	codes   bool             // strings stand for objects by their code, in any order
	members map[string]*rule // by name, given for the others
	element *rule            // of an array's elements, given if nil
}

var (
	given   = &rule{}
	exactly = &rule{exact: true}

	problemsRule = &rule{lenient: true, codes: true}
	failureRule  = &rule{members: map[string]*rule{"problems": problemsRule}}
	tokenRule    = &rule{members: map[string]*rule{"claims": exactly}}
	samlRule     = &rule{members: map[string]*rule{
		"attributes": {element: &rule{members: map[string]*rule{"values": exactly}}},
	}}

	// outcomeRule is for explanations too.
	outcomeRule = &rule{members: map[string]*rule{
		"access_token": tokenRule,
		"id_token":     tokenRule,
		"userinfo":     tokenRule,
		"saml":         samlRule,
		"ignored":      {lenient: true},
		"logs":         {lenient: true},
		"warnings":     problemsRule,
		"error":        failureRule,
	}}
	validationRule = &rule{members: map[string]*rule{
		"problems": problemsRule,
		"warnings": problemsRule,
	}}
)

func (r *rule) member(name string) *rule {
	if r.exact {
		return exactly
	}
	if m := r.members[name]; m != nil {
		return m
	}
	return given
}

func (r *rule) elements() *rule {
	if r.exact {
		return exactly
	}
	if r.element != nil {
		return r.element
	}
	return given
}

type differences struct{ found []Difference }

func (d *differences) add(path string, want, got gjson.Result) {
	d.found = append(d.found, Difference{Path: path, Want: compact(want.Raw), Got: compact(got.Raw)})
}

func (d *differences) compare(r *rule, path string, want, got gjson.Result) {
	switch {
	case r.lenient && !got.Exists() && want.IsArray() && len(want.Array()) == 0:
	case want.IsObject() && got.IsObject():
		d.compareObjects(r, path, want, got)
	case want.IsArray() && got.IsArray():
		if codes, ok := codesOf(want); ok && r.codes {
			d.compareCodes(path, codes, want, got)
			return
		}
		d.compareArrays(r, path, want.Array(), got.Array())
	case want.IsObject(), want.IsArray(), want.Raw != got.Raw:
		d.add(path, want, got)
	}
}

func (d *differences) compareObjects(r *rule, path string, want, got gjson.Result) {
	there, wanted := members(got), members(want)
	for _, name := range names(want) {
		d.compare(r.member(name), path+"/"+step(name), wanted[name], there[name])
	}
	if !r.exact {
		return
	}
	for _, name := range names(got) {
		if !wanted[name].Exists() {
			d.add(path+"/"+step(name), gjson.Result{}, there[name])
		}
	}
}

func (d *differences) compareArrays(r *rule, path string, want, got []gjson.Result) {
	for i := range max(len(want), len(got)) {
		at := path + "/" + strconv.Itoa(i)
		switch {
		case i >= len(want):
			d.add(at, gjson.Result{}, got[i])
		case i >= len(got):
			d.add(at, want[i], gjson.Result{})
		default:
			d.compare(r.elements(), at, want[i], got[i])
		}
	}
}

// compareCodes compares problems by their codes alone.
func (d *differences) compareCodes(path string, codes []string, want, got gjson.Result) {
	var there []string
	for _, problem := range got.Array() {
		there = append(there, problem.Get("code").String())
	}
	slices.Sort(codes)
	slices.Sort(there)
	if !slices.Equal(codes, there) {
		d.add(path, want, got)
	}
}

// codesOf reads an array of strings; an empty array is none, nor is one of objects.
func codesOf(array gjson.Result) (codes []string, ok bool) {
	for _, element := range array.Array() {
		if element.Type != gjson.String {
			return nil, false
		}
		codes = append(codes, element.String())
	}
	return codes, len(codes) > 0
}

// members are an object's members by their decoded names.
func members(object gjson.Result) map[string]gjson.Result {
	m := map[string]gjson.Result{}
	object.ForEach(func(name, value gjson.Result) bool {
		m[decoded(name)] = value
		return true
	})
	return m
}

func names(object gjson.Result) (names []string) {
	object.ForEach(func(name, _ gjson.Result) bool {
		names = append(names, decoded(name))
		return true
	})
	return names
}

// decoded is a member's name. One with a lone surrogate cannot be decoded and
// stands for itself.
func decoded(name gjson.Result) string {
	if text, ok := unquote(name.Raw); ok {
		return text
	}
	return name.Raw
}

// unquote decodes a JSON string. It fails for one with a lone surrogate, which is
// no text.
func unquote(raw string) (text string, ok bool) {
	if surrogate.In([]byte(raw)) || json.Unmarshal([]byte(raw), &text) != nil {
		return "", false
	}
	return text, true
}

var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1")

// step is a name as a step of a pointer.
func step(name string) string { return pointerEscapes.Replace(name) }

// compact removes white space between tokens, for people to read.
func compact(text string) string {
	var b bytes.Buffer
	if json.Compact(&b, []byte(text)) != nil {
		return text
	}
	return b.String()
}
