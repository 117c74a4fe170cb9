package directory

import (
	"encoding/json"
	"slices"
	"unicode/utf8"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host/internal/exact"
	"github.com/claimsmith/claimsmith/host/internal/jsontext"
)

// A Change is one thing that differs between two versions of a document.
type Change struct {
	Change string          `json:"change"`           // added, removed, changed or reordered
	Path   string          `json:"path"`             // RFC 6901: the member, or the list that a claim is mapped in
	Claim  string          `json:"claim,omitempty"`  // of a mapping: its name, which tells one from another
	Before json.RawMessage `json:"before,omitempty"` // absent if it was added
	After  json.RawMessage `json:"after,omitempty"`  // absent if it was removed
}

// maxDifference bounds what a difference lists, in bytes: paths and values. A save
// that changes more is one change of the whole document, without its values.
const maxDifference = 256 << 10

// Difference lists what an edit means, and not how it is written: white space and
// the order of members make no difference, and the mappings of a list are compared
// by name. The texts are JSON objects; "" is none.
func Difference(before, after string) []Change {
	if before == "" {
		before = "{}"
	}
	if after == "" {
		after = "{}"
	}
	d := difference{changes: []Change{}}
	d.compare(before, after)
	if d.size > maxDifference {
		return []Change{{Change: "changed"}}
	}
	return d.changes
}

// A difference is one that is being found.
type difference struct {
	path    []string // where it is now
	changes []Change
	size    int
}

// report adds a change, unless there are too many already.
func (d *difference) report(change, claim, before, after string) {
	if d.size > maxDifference {
		return
	}
	c := Change{Change: change, Claim: claim, Before: raw(before), After: raw(after)}
	for _, name := range d.path {
		c.Path += "/" + jsontext.Step(name)
	}
	d.size += len(c.Path) + len(claim) + len(before) + len(after)
	d.changes = append(d.changes, c)
}

func (d *difference) compare(before, after string) {
	if d.size > maxDifference || compact(before) == compact(after) {
		return
	}
	if isObject(before) && isObject(after) {
		d.compareObjects(before, after)
		return
	}
	was, wasNamed := mappings(before)
	is, isNamed := mappings(after)
	if wasNamed && isNamed {
		d.compareMappings(was, is)
		return
	}
	d.report("changed", "", before, after)
}

func (d *difference) compareObjects(before, after string) {
	was, is := members(before), members(after)
	values := func(object string, all []member) map[string]string {
		found := map[string]string{}
		for _, m := range all {
			found[m.name] = object[m.start:m.end]
		}
		return found
	}
	old, current := values(before, was), values(after, is)
	for _, m := range was {
		d.path = append(d.path, m.name)
		if value, ok := current[m.name]; ok {
			d.compare(old[m.name], value)
		} else {
			d.report("removed", "", old[m.name], "")
		}
		d.path = d.path[:len(d.path)-1]
	}
	for _, m := range is {
		if _, ok := old[m.name]; !ok {
			d.path = append(d.path, m.name)
			d.report("added", "", "", current[m.name])
			d.path = d.path[:len(d.path)-1]
		}
	}
}

// A mapping is an element of a list of mappings.
type mapping struct{ name, text string }

// mappings reads a list whose elements all have names, each once, that are text.
func mappings(list string) (all []mapping, ok bool) {
	if list == "" || list[0] != '[' {
		return nil, false
	}
	names := map[string]bool{}
	for _, element := range gjson.Parse(list).Array() {
		if !element.IsObject() {
			return nil, false
		}
		value := gjson.Parse(lookup(element.Raw, "name"))
		if value.Type != gjson.String {
			return nil, false
		}
		name := exact.String(value.Raw)
		if names[name] || !utf8.ValidString(name) {
			return nil, false
		}
		names[name] = true
		all = append(all, mapping{name, element.Raw})
	}
	return all, true
}

func (d *difference) compareMappings(was, is []mapping) {
	positions := func(all []mapping) map[string]int {
		found := map[string]int{}
		for i, m := range all {
			found[m.name] = i
		}
		return found
	}
	old, current := positions(was), positions(is)
	var order []int // where those that stay have come to
	for _, m := range was {
		i, ok := current[m.name]
		if !ok {
			d.report("removed", m.name, m.text, "")
			continue
		}
		order = append(order, i)
		if compact(m.text) != compact(is[i].text) {
			d.report("changed", m.name, m.text, is[i].text)
		}
	}
	for _, m := range is {
		if _, ok := old[m.name]; !ok {
			d.report("added", m.name, "", m.text)
		}
	}
	if !slices.IsSorted(order) {
		d.report("reordered", "", names(was), names(is))
	}
}

func names(all []mapping) string {
	list := make([]string, len(all))
	for i, m := range all {
		list[i] = m.name
	}
	text, _ := json.Marshal(list) // of strings, which cannot fail
	return string(text)
}

// raw is a value as it goes into a change, nil for "".
func raw(value string) json.RawMessage {
	if value == "" {
		return nil
	}
	return json.RawMessage(compact(value))
}
