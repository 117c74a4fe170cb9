package main

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/diagnostic"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/layout"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/policy"
	"github.com/claimsmith/claimsmith/host/internal/exact"
)

// A description is the module's own, for people.
type description struct {
	diagnostic.Printer
	text   []byte
	tables *tables
	b      strings.Builder
}

// everything is the tables, one after the other.
func (d *description) everything() []byte {
	for m := range exact.Members(gjson.ParseBytes(d.text)) {
		d.b.WriteString(d.Paint.Paint(printable(strings.ReplaceAll(m.Name, "_", " ")), layout.Bold) + "\n")
		d.value(m.Value, 2)
		d.b.WriteString("\n")
	}
	d.b.WriteString("More about a rule or a code: claimsmith describe RES-6\n")
	return []byte(d.b.String())
}

// value is a value of the tables, indented.
func (d *description) value(value gjson.Result, indent int) {
	blanks := strings.Repeat(" ", indent)
	switch {
	case value.IsObject():
		widest := 0
		for m := range exact.Members(value) {
			widest = max(widest, layout.Width(printable(m.Name)))
		}
		for m := range exact.Members(value) {
			name := printable(strings.ReplaceAll(m.Name, "_", " "))
			d.row(blanks+name+strings.Repeat(" ", widest-layout.Width(name)+2), m.Value)
		}
	case value.IsArray() && len(value.Array()) > 0 && value.Array()[0].IsObject():
		widest := 0
		for _, element := range value.Array() {
			widest = max(widest, layout.Width(entryOf(element).Code))
		}
		for _, element := range value.Array() {
			e := entryOf(element)
			says := e.Says
			if e.Hint != "" {
				says += " " + e.Hint
			}
			if e.Rule != "" {
				says += " [" + e.Rule + "]"
			}
			d.b.WriteString(d.hang(blanks+printable(e.Code)+strings.Repeat(" ", widest-layout.Width(e.Code)+2), printable(says)))
		}
	default:
		d.row(blanks, value)
	}
}

// row is a value behind its name.
func (d *description) row(begin string, value gjson.Result) {
	if value.IsObject() {
		d.b.WriteString(strings.TrimRight(begin, " ") + "\n")
		d.value(value, len(begin)-len(strings.TrimLeft(begin, " "))+2)
		return
	}
	d.b.WriteString(d.hang(begin, written(value)))
}

// written is a value as people read it.
func written(value gjson.Result) string {
	switch {
	case value.IsArray():
		var all []string
		for _, element := range value.Array() {
			all = append(all, written(element))
		}
		return strings.Join(all, ", ")
	case value.Type == gjson.String:
		return printable(exact.String(value.Raw))
	case value.Type == gjson.Number && value.Float() == float64(value.Int()):
		return grouped(value.Int())
	}
	return printable(value.Raw)
}

func (d *description) hang(begin, text string) string { return layout.Hang(begin, text, d.Width) }

// entryOf is an entry of a table.
func entryOf(value gjson.Result) (e entry) {
	members, err := exact.ByName(value)
	if err != nil {
		return e
	}
	for name, at := range map[string]*string{"code": &e.Code, "says": &e.Says, "rule": &e.Rule, "hint": &e.Hint, "fix": &e.Fix} {
		if members[name].Type == gjson.String {
			*at = exact.String(members[name].Raw)
		}
	}
	return e
}

// kinds are the tables in which a code may be, with what its entries are.
func (t *tables) kinds() []struct {
	name    string
	entries []entry
} {
	return []struct {
		name    string
		entries []entry
	}{
		{"rule", t.Rules}, {"reason", t.Reasons}, {"problem", t.Problems}, {"warning", t.Warnings}, {"failure", t.Failures}, {"fix", t.Fixes},
	}
}

// one is what there is to say about a rule, a topic or a code.
func (d *description) one(id string) ([]byte, error) {
	var own, others []string // what it says itself, and the codes that are about it
	rule := id
	for _, kind := range d.tables.kinds() {
		for _, e := range kind.entries {
			switch {
			case strings.EqualFold(e.Code, id):
				id, rule = e.Code, e.Code
				if e.Rule != "" {
					rule = e.Rule
				}
				own = append(own, d.entry(kind.name, e))
			case strings.EqualFold(e.Rule, id):
				others = append(others, d.entry(kind.name, e))
			}
		}
	}
	for _, known := range policy.IDs() {
		if strings.EqualFold(known, rule) {
			rule = known
		}
	}
	prose := policy.Find(rule)
	if len(own) == 0 && prose == nil {
		return nil, usagef("there is no rule, topic or code %q%s; 'claimsmith describe' has all of them", id, didYouMean(id, d.ids()))
	}
	if len(own) == 0 {
		id = rule
	}
	d.b.WriteString(d.Paint.Paint(printable(id), layout.Bold) + "\n")
	for _, line := range own {
		d.b.WriteString(line)
	}
	if len(prose) > 0 {
		d.b.WriteString("\n")
		if rule != id {
			d.b.WriteString(d.Paint.Paint(printable(rule), layout.Bold) + "\n")
			d.b.WriteString(d.hang("  ", printable(says(d.tables.Rules, rule))) + "\n")
		}
		d.prose(prose)
	}
	if !policy.IsTopic(rule) {
		// What a rule is about is told with it, and only named by a topic.
		for _, topic := range policy.Referred(prose) {
			about := policy.Find(topic)
			d.b.WriteString("\n" + d.Paint.Paint(topic, layout.Bold) + "\n")
			d.prose(about)
			prose = append(prose, about...)
		}
	}
	if len(others) > 0 {
		d.b.WriteString("\nabout it\n" + strings.Join(others, ""))
	}
	d.mentioned(prose, rule)
	return []byte(d.b.String()), nil
}

func (d *description) entry(kind string, e entry) string {
	text := e.Says
	if kind != "rule" && e.Hint != "" {
		text += " " + e.Hint
	}
	return d.hang("  "+kind+" "+printable(e.Code)+": ", printable(text))
}

// prose is what the policy's page says.
func (d *description) prose(all []policy.Block) {
	for i, b := range all {
		if i > 0 && !(b.Kind == policy.Item && all[i-1].Kind == policy.Item) {
			d.b.WriteString("\n")
		}
		switch b.Kind {
		case policy.Item:
			d.b.WriteString(d.hang("  - ", printable(b.Text)))
		case policy.Code:
			for line := range strings.Lines(b.Text) {
				d.b.WriteString("    " + printable(strings.TrimSuffix(line, "\n")) + "\n")
			}
		default:
			d.b.WriteString(d.hang("  ", printable(b.Text)))
		}
	}
}

// words are those of some blocks that may be identifiers and names of tables.
func words(all []policy.Block) (words []string) {
	for _, b := range all {
		for _, word := range strings.FieldsFunc(b.Text, func(r rune) bool {
			return r != '_' && r != '.' && r != '-' && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && (r < '0' || r > '9')
		}) {
			if word = strings.Trim(word, ".-"); !slices.Contains(words, word) {
				words = append(words, word)
			}
		}
	}
	return words
}

// topics are the rules and topics that some blocks name.
func (d *description) topics(all []policy.Block) (topics []string) {
	ids := policy.IDs()
	for _, word := range words(all) {
		if slices.Contains(ids, word) {
			topics = append(topics, word)
		}
	}
	return topics
}

// mentioned are the tables that some blocks name, with what is in them, and the rules
// and topics.
func (d *description) mentioned(all []policy.Block, told string) {
	begin := "\n"
	for _, name := range words(all) {
		if !strings.ContainsAny(name, "_.") {
			continue
		}
		value := gjson.ParseBytes(d.text)
		for step := range strings.SplitSeq(name, ".") {
			members, err := exact.ByName(value)
			if err != nil {
				return
			}
			value = members[step]
		}
		if value.Exists() {
			d.b.WriteString(begin)
			begin = ""
			d.row("  "+printable(name)+": ", value)
		}
	}
	topics := slices.DeleteFunc(d.topics(all), func(id string) bool { return id == told || slices.Contains(policy.Referred(all), id) })
	if len(topics) > 0 {
		d.b.WriteString("\n" + d.hang("See also: ", strings.Join(topics, ", ")))
	}
}

// ids are all that can be asked for.
func (d *description) ids() []string {
	all := policy.IDs()
	for _, kind := range d.tables.kinds() {
		for _, e := range kind.entries {
			all = append(all, e.Code)
		}
	}
	return all
}

// oneJSON is what the tables say about a code, as data.
func (d *description) oneJSON(id string) ([]byte, error) {
	type described struct {
		Table string `json:"table"`
		entry
	}
	var all []described
	for _, kind := range d.tables.kinds() {
		for _, e := range kind.entries {
			if strings.EqualFold(e.Code, id) || strings.EqualFold(e.Rule, id) {
				all = append(all, described{kind.name, e})
			}
		}
	}
	prose := policy.Find(strings.ToUpper(id))
	if all == nil && prose == nil {
		return nil, usagef("there is no rule, topic or code %q%s", id, didYouMean(id, d.ids()))
	}
	var text []string
	for _, b := range prose {
		text = append(text, b.Text)
	}
	return json.Marshal(struct {
		ID      string      `json:"id"`
		Prose   []string    `json:"prose,omitempty"`
		Entries []described `json:"entries,omitempty"`
	}{id, text, all})
}
