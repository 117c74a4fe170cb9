package preview

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// A TextError says that a text to begin with is not UTF-8, so that no JSON string,
// and no page, can hold it as it is.
type TextError struct {
	Input  string // "config", "session" or "audience"
	Offset int    // of the first byte that is at fault
}

func (e *TextError) Error() string {
	return fmt.Sprintf("claimsmith: the %s is not UTF-8 at byte %d", e.Input, e.Offset)
}

// start is start.json: what the page begins with.
type start struct {
	Config   *string   `json:"config,omitempty"`
	Session  *string   `json:"session,omitempty"`
	Audience []string  `json:"audience,omitempty"`
	Server   *struct{} `json:"server,omitempty"`
	Write    *string   `json:"write,omitempty"`
}

// startText is what the page begins with as JSON: what the options give, and the
// example for the rest. A page of the server's documents has no example.
func startText(o Options, example []byte) ([]byte, error) {
	var s start
	if o.Config == nil && o.Session == nil && len(o.Audiences) == 0 && !o.Server && o.Save == nil {
		return example, nil
	}
	if o.Server {
		s.Server = &struct{}{}
	} else if err := json.Unmarshal(example, &s); err != nil {
		return nil, fmt.Errorf("claimsmith: the page's %s: %w", startPath, err)
	}
	if o.Save != nil {
		s.Write = &o.SavesTo
	}
	for _, given := range []struct {
		input string
		text  []byte
		to    **string
	}{{"config", o.Config, &s.Config}, {"session", o.Session, &s.Session}} {
		if given.text == nil {
			continue
		}
		text, err := exact(given.input, given.text)
		if err != nil {
			return nil, err
		}
		*given.to = &text
	}
	for _, audience := range o.Audiences {
		if _, err := exact("audience", []byte(audience)); err != nil {
			return nil, err
		}
	}
	if len(o.Audiences) > 0 {
		s.Audience = o.Audiences
	}
	return json.Marshal(s)
}

// exact is a text as a string. encoding/json would replace what is not
// UTF-8, and the page would judge another text than the one given.
func exact(input string, text []byte) (string, error) {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			return "", &TextError{input, i}
		}
		i += size
	}
	return string(text), nil
}
