package vector

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host/internal/exact"
	"github.com/claimsmith/claimsmith/host/internal/jsontext"
)

// Compare compares two JSON texts: objects to the last member in any order, those of
// one name in theirs, arrays element by element, numbers and strings by their text.
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
	wanted, all := members(want)
	there, others := members(got)
	for _, k := range all {
		d.compare(r.member(k.name), path+"/"+step(wanted[k]), wanted[k].Value, there[k].Value)
	}
	if !r.exact {
		return
	}
	for _, k := range others {
		if _, ok := wanted[k]; !ok {
			d.add(path+"/"+step(there[k]), gjson.Result{}, there[k].Value)
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

// A key tells the members of an object apart, also those of one name.
type key struct {
	name string
	nth  int // among those of the name
}

// members are an object's members, and their keys in order.
func members(object gjson.Result) (all map[key]exact.Member, order []key) {
	all = map[key]exact.Member{}
	seen := map[string]int{}
	for m := range exact.Members(object) {
		k := key{m.Name, seen[m.Name]}
		seen[m.Name]++
		all[k] = m
		order = append(order, k)
	}
	return all, order
}

// step is a member as a step of a pointer. A name that is no text stands there as it
// is written.
func step(m exact.Member) string {
	if !utf8.ValidString(m.Name) {
		return jsontext.Step(m.Raw[1 : len(m.Raw)-1])
	}
	return jsontext.Step(m.Name)
}

// compact removes white space between tokens, for people to read.
func compact(text string) string {
	var b bytes.Buffer
	if json.Compact(&b, []byte(text)) != nil {
		return text
	}
	return b.String()
}
