package vector

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host/internal/exact"
)

// notation names the member whose object stands for a long string. Only a name
// written like this does: "\u0024repeat" is a member like any other.
const notation = `"$repeat"`

// longest is the most bytes that one $repeat stands for, many times what any input
// may have: a slip of a digit is an error then, and does not take all memory.
const longest = 16 << 20

// expand is the text of a value in which each {"$repeat": […]} is written out as
// the string that it stands for. All else stays as it is, to the byte. The pointer
// is the value's in its case, for errors.
func expand(value gjson.Result, pointer string) (string, *placed) {
	if !strings.Contains(value.Raw, notation) || !value.IsObject() && !value.IsArray() {
		return value.Raw, nil
	}
	if stands(value) {
		return written(value, pointer)
	}
	var b strings.Builder
	done := 0
	expandPart := func(part gjson.Result, pointer string) *placed {
		text, bad := expand(part, pointer)
		begin := part.Index - value.Index
		b.WriteString(value.Raw[done:begin])
		b.WriteString(text)
		done = begin + len(part.Raw)
		return bad
	}
	for m := range exact.Members(value) {
		if bad := expandPart(m.Value, pointer+"/"+step(m)); bad != nil {
			return "", bad
		}
	}
	if value.IsArray() {
		for i, element := range value.Array() {
			if bad := expandPart(element, pointer+"/"+strconv.Itoa(i)); bad != nil {
				return "", bad
			}
		}
	}
	b.WriteString(value.Raw[done:])
	return b.String(), nil
}

// stands reports whether a value is an object that stands for a string.
func stands(value gjson.Result) bool {
	for m := range exact.Members(value) {
		if m.Raw == notation {
			return true
		}
	}
	return false
}

// written is the string, as JSON, that {"$repeat": ["text", times, …]} stands for:
// the texts as they are written, escapes and all.
func written(object gjson.Result, pointer string) (string, *placed) {
	fail := func(at gjson.Result, says string) (string, *placed) {
		return "", &placed{at, fmt.Errorf("the $repeat at %s: %s", pointer, says)}
	}
	members := 0
	var list gjson.Result
	for m := range exact.Members(object) {
		members++
		list = m.Value
	}
	parts := list.Array()
	switch {
	case members > 1:
		return fail(object, `it has to be alone in its object; a member that really has this name is written "\u0024repeat", or stands in a text, such as session_text`)
	case !list.IsArray() || len(parts) == 0 || len(parts)%2 != 0:
		return fail(list, `it has a list of texts, each followed by how often it stands there, such as {"$repeat": ["x", 1000]}`)
	}
	var b strings.Builder
	b.WriteByte('"')
	room := uint64(longest)
	for i := 0; i < len(parts); i += 2 {
		text, times := parts[i], parts[i+1]
		if text.Type != gjson.String {
			return fail(text, "what is repeated is a string")
		}
		inside := text.Raw[1 : len(text.Raw)-1]
		n, err := strconv.ParseUint(times.Raw, 10, 64)
		if err != nil && !errors.Is(err, strconv.ErrRange) {
			return fail(times, "how often is a number, whole and not negative")
		}
		if n > room/uint64(max(1, len(inside))) {
			return fail(times, fmt.Sprintf("it stands for more than %d bytes", longest))
		}
		room -= n * uint64(len(inside))
		b.WriteString(strings.Repeat(inside, int(n)))
	}
	b.WriteByte('"')
	return b.String(), nil
}
