package directory

import (
	"encoding/json"
	"slices"

	"github.com/tidwall/gjson"
)

// A Change is one thing that differs between two versions of a document.
type Change struct {
	Change string          `json:"change"`           // added, removed, changed or reordered
	Path   string          `json:"path"`             // RFC 6901: the member, or the list that a claim is mapped in
	Claim  string          `json:"claim,omitempty"`  // of a mapping: its name, which tells one from another
	Before json.RawMessage `json:"before,omitempty"` // absent if it was added
	After  json.RawMessage `json:"after,omitempty"`  // absent if it was removed
}

// Difference lists what an edit means, and not how it is written: white space and
// the order of members make no difference, and the mappings of a list are compared
// by name. The texts are JSON objects; "" is none.
func Difference(before, after string) []Change {
	changes := []Change{}
	if before == "" {
		before = "{}"
	}
	if after == "" {
		after = "{}"
	}
	compare(&changes, "", before, after)
	return changes
}

func compare(changes *[]Change, path, before, after string) {
	if compact(before) == compact(after) {
		return
	}
	if isObject(before) && isObject(after) {
		compareObjects(changes, path, before, after)
		return
	}
	was, wasNamed := mappings(before)
	is, isNamed := mappings(after)
	if wasNamed && isNamed {
		compareMappings(changes, path, was, is)
		return
	}
	*changes = append(*changes, Change{"changed", path, "", raw(before), raw(after)})
}

func compareObjects(changes *[]Change, path, before, after string) {
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
		here := path + "/" + pointerEncoder.Replace(m.name)
		if value, ok := current[m.name]; ok {
			compare(changes, here, old[m.name], value)
		} else {
			*changes = append(*changes, Change{"removed", here, "", raw(old[m.name]), nil})
		}
	}
	for _, m := range is {
		if _, ok := old[m.name]; !ok {
			here := path + "/" + pointerEncoder.Replace(m.name)
			*changes = append(*changes, Change{"added", here, "", nil, raw(current[m.name])})
		}
	}
}

// A mapping is an element of a list of mappings.
type mapping struct{ name, text string }

// mappings reads a list whose elements all have names, each once.
func mappings(list string) (all []mapping, ok bool) {
	if list == "" || list[0] != '[' {
		return nil, false
	}
	names := map[string]bool{}
	for _, element := range gjson.Parse(list).Array() {
		if !element.IsObject() {
			return nil, false
		}
		name := gjson.Parse(lookup(element.Raw, "name"))
		if name.Type != gjson.String || names[name.String()] {
			return nil, false
		}
		names[name.String()] = true
		all = append(all, mapping{name.String(), element.Raw})
	}
	return all, true
}

func compareMappings(changes *[]Change, path string, was, is []mapping) {
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
			*changes = append(*changes, Change{"removed", path, m.name, raw(m.text), nil})
			continue
		}
		order = append(order, i)
		if compact(m.text) != compact(is[i].text) {
			*changes = append(*changes, Change{"changed", path, m.name, raw(m.text), raw(is[i].text)})
		}
	}
	for _, m := range is {
		if _, ok := old[m.name]; !ok {
			*changes = append(*changes, Change{"added", path, m.name, nil, raw(m.text)})
		}
	}
	if !slices.IsSorted(order) {
		*changes = append(*changes, Change{"reordered", path, "", names(was), names(is)})
	}
}

func names(all []mapping) json.RawMessage {
	list := make([]string, len(all))
	for i, m := range all {
		list[i] = m.name
	}
	text, _ := json.Marshal(list) // of strings, which cannot fail
	return text
}

func raw(value string) json.RawMessage { return json.RawMessage(compact(value)) }
