package issuer

import (
	"encoding/json"
	"strconv"
)

// An object is the text of a JSON object while it is being written. Texts of
// members come as they are, so nothing is encoded a second time.
type object []byte

func (o *object) name(name string) {
	*o = append(*o, "{,"[min(len(*o), 1)])
	*o = append(appendQuoted(*o, name), ':')
}

func (o *object) text(name, value string) {
	o.name(name)
	*o = appendQuoted(*o, value)
}

func (o *object) number(name string, value int64) {
	o.name(name)
	*o = strconv.AppendInt(*o, value, 10)
}

func (o *object) json(name string, value []byte) {
	o.name(name)
	*o = append(*o, value...)
}

// members adds the members of a compact object.
func (o *object) members(of []byte) {
	if len(of) <= len("{}") {
		return
	}
	*o = append(*o, "{,"[min(len(*o), 1)])
	*o = append(*o, of[1:len(of)-1]...)
}

// end returns the whole text.
func (o *object) end() []byte {
	if len(*o) == 0 {
		return []byte("{}")
	}
	return append(*o, '}')
}

func quoted(text string) []byte { return appendQuoted(nil, text) }

func appendQuoted(to []byte, text string) []byte {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			q, _ := json.Marshal(text) // a string always has a text
			return append(to, q...)
		}
	}
	return append(append(append(to, '"'), text...), '"')
}
