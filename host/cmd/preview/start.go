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

// startText is start.json: what the page begins with. It is nil if the options give
// nothing to begin with; the site has an example for that.
func startText(o Options) ([]byte, error) {
	var start struct {
		Config   *string   `json:"config,omitempty"`
		Session  *string   `json:"session,omitempty"`
		Audience []string  `json:"audience,omitempty"`
		Server   *struct{} `json:"server,omitempty"`
		Write    *string   `json:"write,omitempty"`
	}
	if o.Config == nil && o.Session == nil && len(o.Audiences) == 0 && !o.Server && o.Save == nil {
		return nil, nil
	}
	if o.Server {
		start.Server = &struct{}{}
	}
	if o.Save != nil {
		start.Write = &o.SavesTo
	}
	var err error
	if start.Config, err = exact("config", o.Config); err != nil {
		return nil, err
	}
	if start.Session, err = exact("session", o.Session); err != nil {
		return nil, err
	}
	for _, audience := range o.Audiences {
		if _, err := exact("audience", []byte(audience)); err != nil {
			return nil, err
		}
	}
	start.Audience = o.Audiences
	return json.Marshal(start)
}

// exact is a text as a string, nil for nil. encoding/json would replace what is not
// UTF-8, and the page would judge another text than the one given.
func exact(input string, text []byte) (*string, error) {
	if text == nil {
		return nil, nil
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			return nil, &TextError{input, i}
		}
		i += size
	}
	s := string(text)
	return &s, nil
}
