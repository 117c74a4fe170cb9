package document

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/internal/exact"
)

// A Validator says what is wrong with configs: a *host.Engine.
type Validator interface {
	Validate(ctx context.Context, config []byte) (host.Validation, error)
}

// A Config is a config in a document: an application or an API.
type Config struct {
	*Document
	Pointer Pointer // of it in the document, empty if it is all of that
	Name    string  // of the application or API, or empty
	IDs     []string
	JSON    string // what the policy module judges
	start   int    // of JSON in the document's
}

// Place is where people see what stands at an offset of the config.
func (c *Config) Place(offset int) Span { return c.Document.Place(c.start + offset) }

// Replace is the edit by which the string at an offset of the config says something else.
func (c *Config) Replace(offset int, says string) (Edit, error) {
	return c.Document.Replace(c.start+offset, says)
}

// Contains reports whether an offset of the document's JSON is in the config.
func (c *Config) Contains(offset int) bool {
	return c.start <= offset && offset < c.start+len(c.JSON)
}

// Offset is an offset of the config in the document's JSON.
func (c *Config) Offset(offset int) int { return c.start + offset }

// IsDocument reports whether the config's text is the document's, byte for byte.
func (c *Config) IsDocument() bool { return c.JSON == c.Text }

// Title is what people call the config: its name, its ID or its place.
func (c *Config) Title() string {
	switch {
	case c.Name != "":
		return c.Name
	case len(c.IDs) > 0:
		return c.IDs[0]
	}
	return c.Pointer.String()
}

// Is reports whether a text is the config's name or one of its IDs.
func (c *Config) Is(name string) bool { return c.Name == name || slices.Contains(c.IDs, name) }

// Configs are the configs in a document: what the policy module reads a list of
// mappings of, or would if a member were spelt right. Where there are none the document
// itself is one. Lists that are of no config are returned too, by their offset in JSON:
// the module would read them nowhere.
func (d *Document) Configs(ctx context.Context, validator Validator) (configs []Config, stray []int, err error) {
	self := Config{Document: d, JSON: d.JSON}
	text := strings.TrimLeft(d.JSON, " \t\r\n")
	if !json.Valid([]byte(text)) || text[0] != '{' && text[0] != '[' {
		return []Config{self}, nil, nil
	}
	f := finder{ctx, validator, d}
	found, left, err := f.find(nil, whole(d.JSON))
	if err != nil {
		return nil, nil, err
	}
	if d.has("planned_values") {
		// A plan has everything a second time, as it was before and as changes.
		found = slices.DeleteFunc(found, func(c Config) bool { return len(c.Pointer) == 0 || c.Pointer[0] != "planned_values" })
	}
	if len(found) == 0 {
		if found = d.elements(); len(found) > 0 {
			return found, nil, nil
		}
		self.name()
		return []Config{self}, nil, nil
	}
	if all := whole(d.JSON); len(found) == 1 && found[0].JSON == all.Of(d.JSON) {
		found[0].JSON, found[0].start = d.JSON, 0 // with the white space around it
	}
	slices.SortFunc(found, func(a, b Config) int { return a.start - b.start })
	for _, list := range left {
		stray = append(stray, list.at)
	}
	return found, stray, nil
}

// elements are those of an array of objects.
func (d *Document) elements() (configs []Config) {
	all := whole(d.JSON)
	if d.JSON[all.Start] != '[' {
		return nil
	}
	for i, inner := range children(d.JSON, all) {
		if d.JSON[inner.Start] != '{' {
			return nil
		}
		c := Config{Document: d, Pointer: inner.pointer(nil, i), JSON: inner.Of(d.JSON), start: inner.Start}
		c.name()
		configs = append(configs, c)
	}
	return configs
}

func (d *Document) has(member string) bool {
	for m := range exact.Members(gjson.Parse(d.JSON)) {
		if m.Name == member {
			return true
		}
	}
	return false
}

// Named are the objects anywhere in a document that have a name or an ID: an
// application of which nothing is mapped is none of Configs.
func (d *Document) Named(name string) (configs []Config) {
	if !json.Valid([]byte(d.JSON)) {
		return nil
	}
	for pointer, at := range Values(d.JSON) {
		if d.JSON[at.Start] != '{' {
			continue
		}
		c := Config{Document: d, Pointer: pointer, JSON: at.Of(d.JSON), start: at.Start}
		if c.name(); c.Is(name) {
			configs = append(configs, c)
		}
	}
	return configs
}

// The members that name applications and APIs, here and in no policy.
const nameMember = "name"

var idMembers = []string{"client_id", "identifier", "id"}

// name reads what the config is called.
func (c *Config) name() {
	for m := range exact.Members(gjson.Parse(c.JSON)) {
		switch {
		case m.Value.Type != gjson.String:
		case m.Name == nameMember:
			c.Name = exact.String(m.Value.Raw)
		case slices.Contains(idMembers, m.Name):
			c.IDs = append(c.IDs, exact.String(m.Value.Raw))
		}
	}
}

// A list is a list of mappings.
type list struct {
	pointer string // in the document
	at      int    // where it begins in JSON
}

// The codes by which the policy module tells where lists are.
const (
	unreadMappings = "unread_mappings"
	unreadMember   = "unread_member"
	tooLarge       = "too_large"
	tooDeep        = "too_deep"
)

// deepest is how far below the root configs are looked for: the policy module opens no
// more arrays and objects.
const deepest = 64

type finder struct {
	ctx       context.Context
	validator Validator
	d         *Document
}

// seen is what the policy module sees in a text.
type seen struct {
	lists    []list   // where it reads none
	misspelt []string // the pointers of members that it does not read, and would if they were spelt right
	unseen   bool     // it is too large or too deep, so the module has not looked
}

// look has the policy module judge a text, whose first byte stands at start of the
// document's JSON and whose pointers begin there with base.
func (f *finder) look(text string, base string, start int) (s seen, err error) {
	validation, err := f.validator.Validate(f.ctx, []byte(text))
	if err != nil {
		return s, err
	}
	validated, err := validation.Decode()
	if err != nil {
		return s, err
	}
	for _, p := range validated.Problems {
		s.unseen = s.unseen || p.Code == tooLarge || p.Code == tooDeep
	}
	for _, w := range validated.Warnings {
		switch {
		case w.Path == nil || w.Offset == nil:
		case w.Code == unreadMappings:
			s.lists = append(s.lists, list{base + *w.Path, start + *w.Offset})
		case w.Code == unreadMember:
			s.misspelt = append(s.misspelt, base+*w.Path)
		}
	}
	return s, nil
}

// lists are all lists of mappings in an object or an array, also those that the policy
// module would read: in an array around it, it reads none.
func (f *finder) lists(text string, pointer Pointer, start int) (s seen, err error) {
	s, err = f.look("["+text+"]", "", start-1)
	for i := range s.lists {
		s.lists[i].pointer = pointer.String() + strings.TrimPrefix(s.lists[i].pointer, "/0")
	}
	return s, err
}

// find returns the configs in an object or an array, and the lists in it that none of
// them reads.
func (f *finder) find(pointer Pointer, at Span) (configs []Config, left []list, err error) {
	text := at.Of(f.d.JSON)
	all, err := f.lists(text, pointer, at.Start)
	if err != nil || len(all.lists) == 0 && (!all.unseen || len(pointer) >= deepest) {
		return nil, nil, err
	}
	for i, inner := range children(f.d.JSON, at) {
		if f.d.JSON[inner.Start] != '{' && f.d.JSON[inner.Start] != '[' {
			continue
		}
		found, more, err := f.find(inner.pointer(pointer, i), inner.Span)
		if err != nil {
			return nil, nil, err
		}
		configs, left = append(configs, found...), append(left, more...)
	}
	if text[0] == '[' {
		if i := slices.IndexFunc(all.lists, func(l list) bool { return l.at == at.Start }); i >= 0 {
			left = append(left, all.lists[i])
		}
		return configs, left, nil
	}
	if all.unseen {
		return configs, left, nil
	}
	// Blocks of Terraform are arrays of one object. Without their brackets every byte
	// stays where it is.
	for _, json := range []string{text, unwrapped(text, at.Start, left)} {
		read, err := f.reads(json, pointer, at.Start, left)
		if err != nil {
			return nil, nil, err
		}
		if len(read) > 0 {
			c := Config{Document: f.d, Pointer: pointer, JSON: json, start: at.Start}
			c.name()
			configs = append(configs, c)
			left = slices.DeleteFunc(left, func(l list) bool { return slices.Contains(read, l) })
			break
		}
	}
	return configs, left, nil
}

// reads are those of some lists that the policy module reads if a text is the config,
// or would if a member were spelt right.
func (f *finder) reads(text string, pointer Pointer, start int, lists []list) (read []list, err error) {
	s, err := f.look(text, pointer.String(), start)
	if err != nil {
		return nil, err
	}
	for _, l := range lists {
		unread := slices.ContainsFunc(s.lists, func(other list) bool { return other.at == l.at })
		misspelt := slices.ContainsFunc(s.misspelt, func(member string) bool { return strings.HasPrefix(l.pointer+"/", member+"/") })
		if !unread || misspelt {
			read = append(read, l)
		}
	}
	return read, nil
}

// unwrapped is an object without the brackets of arrays of one object that are on the
// way to some lists.
func unwrapped(text string, start int, lists []list) string {
	changed := []byte(text)
	for _, l := range lists {
		for here := whole(text); here.Start != l.at-start; {
			inner := children(text, here)
			next := slices.IndexFunc(inner, func(c child) bool { return c.Start <= l.at-start && l.at-start < c.End })
			if next < 0 {
				break
			}
			if text[here.Start] == '[' && len(inner) == 1 {
				changed[here.Start], changed[here.End-1] = ' ', ' '
			}
			here = inner[next].Span
		}
	}
	return string(changed)
}

// pointer is where a child is, the i-th of the container at a pointer.
func (c child) pointer(container Pointer, i int) Pointer {
	step := c.name
	if c.raw == "" {
		step = strconv.Itoa(i)
	}
	return append(container[:len(container):len(container)], step)
}
