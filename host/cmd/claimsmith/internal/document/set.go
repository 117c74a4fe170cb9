package document

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/tidwall/sjson"
)

// A Change is what a flag POINTER=JSON asks for.
type Change struct {
	flag    string // with its dashes
	text    string // of the pointer
	pointer Pointer
	value   string
}

// ParseChange reads the argument of a flag, which is named with its dashes. A name in the pointer may have a = of its
// own: the value is what follows the first = behind which there is JSON.
func ParseChange(flag, argument string) (Change, error) {
	if !strings.Contains(argument, "=") {
		return Change{}, fmt.Errorf("%s %s: POINTER=JSON is needed", flag, argument)
	}
	for i := range len(argument) {
		if argument[i] != '=' || !json.Valid([]byte(argument[i+1:])) {
			continue
		}
		text, value := argument[:i], argument[i+1:]
		p, err := ParsePointer(text)
		if err != nil {
			return Change{}, fmt.Errorf("%s %s: %w", flag, text, err)
		}
		return Change{flag, text, p, value[whole(value).Start:whole(value).End]}, nil
	}
	text, value, _ := strings.Cut(argument, "=")
	return Change{}, fmt.Errorf(`%s %s: the value %q is no JSON; a string needs its quotes: %[1]s '%[2]s="text"'`, flag, text, value)
}

// Apply makes a change. It leaves every byte elsewhere as it is, but for the white
// space of an array that grows.
func (c Change) Apply(text string) (string, error) {
	changed, err := set(text, c.pointer, c.value)
	if err != nil {
		return "", fmt.Errorf("%s %q: %w", c.flag, c.text, err)
	}
	return changed, nil
}

func set(text string, p Pointer, value string) (string, error) {
	if !json.Valid([]byte(text)) {
		return "", errors.New("the text is no JSON, so nothing can be set in it")
	}
	if len(p) == 0 {
		return value, nil
	}
	// The library drops white space around the document; it goes back on.
	all := whole(text)
	head, tail := text[:all.Start], text[all.End:]
	text = all.Of(text)
	before, err := locate(text, p)
	if err != nil {
		return "", err
	}
	if before.found {
		return head + text[:before.at.Start] + value + text[before.at.End:] + tail, nil
	}
	changed, err := sjson.SetRaw(text, path(p, before), value)
	if err != nil {
		return "", err
	}
	if !exactly(text, changed, p, before, value) {
		return "", errors.New("the JSON library would change the text in another way than asked")
	}
	return head + changed + tail, nil
}

// path is a pointer as a path of sjson. It is the one place that knows the syntax
// of such paths.
func path(p Pointer, at place) string {
	var b strings.Builder
	for i, step := range p {
		if i > 0 {
			b.WriteByte('.')
		}
		switch array := i < len(at.steps) && at.steps[i].array; {
		case array:
			b.WriteString(step)
		case at.append && i == len(at.steps):
			b.WriteString("-1") // the end of an array
		default:
			// The colon says that a name of digits is a name.
			b.WriteByte(':')
			escape(&b, step)
		}
	}
	return b.String()
}

// escape writes a name so that nothing in it means anything in a path.
func escape(b *strings.Builder, name string) {
	for i := range len(name) {
		c := name[i]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if !letter && (c < '0' || c > '9') && c != '_' && c < 0x80 {
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
}

// exactly reports whether changed is text with the value at the pointer, where there
// was none, and nothing else about it is different.
func exactly(text, changed string, p Pointer, before place, value string) bool {
	if !json.Valid([]byte(changed)) {
		return false
	}
	// Around the container that has grown every byte is the same.
	head, tail := text[:before.at.Start], text[before.at.End:]
	if len(changed) < len(head)+len(tail) || !strings.HasPrefix(changed, head) || !strings.HasSuffix(changed, tail) {
		return false
	}
	grown := Span{len(head), len(changed) - len(tail)}
	if !json.Valid([]byte(grown.Of(changed))) || changed[grown.Start] != text[before.at.Start] {
		return false
	}
	// In it there is one child more, the last.
	was, is := children(text, before.at), children(changed, grown)
	if len(is) != len(was)+1 {
		return false
	}
	if !slices.EqualFunc(was, is[:len(was)], func(a, b child) bool {
		return a.raw == b.raw && a.Of(text) == b.Of(changed)
	}) {
		return false
	}
	// Which is the value, or objects of one member around it.
	added, missing := is[len(was)], p[len(before.steps):]
	if !before.append && added.name != missing[0] {
		return false
	}
	for _, step := range missing[1:] {
		if changed[added.Start] != '{' {
			return false
		}
		inner := children(changed, added.Span)
		if len(inner) != 1 || inner[0].name != step {
			return false
		}
		added = inner[0]
	}
	return added.Of(changed) == value
}
