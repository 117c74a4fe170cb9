package host

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
)

// An Outcome is what an evaluation decided. JSON is the module's own text and
// belongs to the caller; it is decoded only when Decode is called.
type Outcome struct{ JSON json.RawMessage }

// Decode reads the outcome. Encoded again it says the same, though not in the same
// bytes: only JSON has those.
func (o Outcome) Decode() (*Tokens, error) { return decode[Tokens](o.JSON) }

// The tokens that an outcome has claims of.
const (
	AccessToken = "access_token"
	IDToken     = "id_token"
	InUserinfo  = "userinfo" // what the userinfo endpoint returns, beside an ID token
)

// Claims are the custom claims of one token, in their order. There are none if the
// outcome has no such token.
func (o Outcome) Claims(token string) (Claims, error) {
	switch token {
	case AccessToken, IDToken, InUserinfo:
	default:
		return nil, fmt.Errorf("claimsmith: there is no token %q: it is %q, %q or %q", token, AccessToken, IDToken, InUserinfo)
	}
	tokens, err := o.Decode()
	switch {
	case err != nil:
		return nil, err
	case token == AccessToken:
		return tokens.AccessToken.Claims, nil
	case token == IDToken && tokens.IDToken != nil:
		return tokens.IDToken.Claims, nil
	case token == InUserinfo && tokens.Userinfo != nil:
		return tokens.Userinfo.Claims, nil
	}
	return nil, nil
}

// An Explanation is an outcome with the reasons for it.
type Explanation struct{ JSON json.RawMessage }

// Decode reads the explanation.
func (e Explanation) Decode() (*Explained, error) { return decode[Explained](e.JSON) }

// A Validation is what is wrong with a config.
type Validation struct{ JSON json.RawMessage }

// Decode reads the validation.
func (v Validation) Decode() (*Validated, error) { return decode[Validated](v.JSON) }

func decode[T any](text []byte) (*T, error) {
	v := new(T)
	if err := json.Unmarshal(text, v); err != nil {
		return nil, fmt.Errorf("claimsmith: the module's text cannot be read: %w", err)
	}
	return v, nil
}

// Tokens are the custom claims of a transaction's tokens.
type Tokens struct {
	AccessToken Token     `json:"access_token"`
	IDToken     *Token    `json:"id_token,omitempty"` // nil if nothing asks for a claim in it
	Userinfo    *Userinfo `json:"userinfo,omitempty"` // beside the ID token
	SAML        *SAML     `json:"saml,omitempty"`     // nil unless the protocol is SAML or WS-Fed
	Ignored     []Ignored `json:"ignored,omitempty"`
	Logs        []Log     `json:"logs,omitempty"`
}

// A Token is the custom claims of one token; Bytes is the size of its payload,
// which leaves out the system claim.
type Token struct {
	Claims Claims `json:"claims"`
	Bytes  int    `json:"bytes"`
}

// Userinfo is the custom claims that the userinfo endpoint returns.
type Userinfo struct {
	Claims Claims `json:"claims"`
}

// Claims are claims in their order.
type Claims []Claim

// A Claim is a name and a value, which is JSON as the session had it.
type Claim struct {
	Name  string
	Value json.RawMessage
}

// Get returns the value of a claim.
func (c Claims) Get(name string) (value json.RawMessage, ok bool) {
	for _, claim := range c {
		if claim.Name == name {
			return claim.Value, true
		}
	}
	return nil, false
}

// All goes through the claims in their order.
func (c Claims) All() iter.Seq2[string, json.RawMessage] {
	return func(yield func(name string, value json.RawMessage) bool) {
		for _, claim := range c {
			if !yield(claim.Name, claim.Value) {
				return
			}
		}
	}
}

// Map returns the claims by name, for code that takes a map; their order is lost.
func (c Claims) Map() map[string]json.RawMessage { return maps.Collect(c.All()) }

// UnmarshalJSON reads an object and keeps its order.
func (c *Claims) UnmarshalJSON(text []byte) error {
	if c == nil {
		return errors.New("claimsmith: nil claims cannot be read into")
	}
	d := json.NewDecoder(bytes.NewReader(text))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return fmt.Errorf("claims are an object, not %.20s", text)
	}
	*c = Claims{}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return err
		}
		*c = append(*c, Claim{name.(string), value})
	}
	_, err := d.Token() // the closing brace
	return err
}

// MarshalJSON writes an object in order. A claim without a value is null.
func (c Claims) MarshalJSON() ([]byte, error) {
	text := []byte{'{'}
	for i, claim := range c {
		if i > 0 {
			text = append(text, ',')
		}
		name, err := json.Marshal(claim.Name)
		if err != nil {
			return nil, err
		}
		value := claim.Value
		if value == nil {
			value = json.RawMessage("null")
		}
		text = append(append(append(text, name...), ':'), value...)
	}
	return append(text, '}'), nil
}

// An Ignored claim is in no token, for a reason that Describe explains.
type Ignored struct {
	Token  string `json:"token"`
	Claim  string `json:"claim"`
	Reason string `json:"reason"`
	Needs  string `json:"needs,omitempty"` // the scope, of scope_not_granted
}

// A Log is an entry for the tenant's log.
type Log struct {
	Type        string          `json:"type"`
	Description string          `json:"description"`
	Details     json.RawMessage `json:"details"`
}

// SAML is the attributes of a SAML or WS-Fed transaction, and the same as an XML
// statement, ready to stand in an assertion.
type SAML struct {
	Attributes []Attribute `json:"attributes"`
	Statement  string      `json:"statement"`
}

// An Attribute is one attribute with its values, which are JSON.
type Attribute struct {
	Name       string            `json:"name"`
	NameFormat string            `json:"name_format"`
	Type       string            `json:"type"`
	Values     []json.RawMessage `json:"values"`
}

// Explained is an outcome with a decision for every claim and attribute.
type Explained struct {
	Tokens
	Form      string             `json:"form"` // "anonymous_session" or "transaction": how the session was read
	Decisions []Decision         `json:"decisions"`
	Payload   map[string]Payload `json:"payload"` // by token
	Warnings  []Problem          `json:"warnings"`
	Error     *PolicyError       `json:"error,omitempty"` // payload_too_large; then there are no tokens
}

// A Decision is what became of one claim or attribute and why. A later minor version of
// the module may know other sources, verdicts and reasons.
type Decision struct {
	Token      string   `json:"token"` // "saml" for attributes
	Claim      string   `json:"claim"`
	Source     string   `json:"source"`               // "mapping", "action", "system" or "saml_mapping"
	Expression string   `json:"expression,omitempty"` // of a mapping
	Path       string   `json:"path,omitempty"`       // of a SAML mapping
	Kind       string   `json:"kind,omitempty"`       // "public", "registered" or "private"; none for attributes
	Verdict    string   `json:"verdict"`              // "added" or "ignored"
	Reason     string   `json:"reason,omitempty"`
	Rule       string   `json:"rule,omitempty"`
	Needs      string   `json:"needs,omitempty"`
	Also       []string `json:"also,omitempty"` // the reasons that hold beside the one given
	Type       string   `json:"type"`           // JSON type of the value, or "missing"
	Bytes      int      `json:"bytes"`          // of the claim as a member, of the attribute as an object
	Stopped    *Stop    `json:"stopped,omitempty"`
	Hint       string   `json:"hint,omitempty"`
	Fix        *Fix     `json:"fix,omitempty"`
}

// A Stop is where a path that has no value ended.
type Stop struct {
	At        string `json:"at"`                // RFC 6901 pointer into the session: the last place that exists
	Type      string `json:"type"`              // its JSON type
	Step      string `json:"step,omitempty"`    // what found nothing there; none where a null is at the path's end
	Nearest   string `json:"nearest,omitempty"` // the member that was probably meant
	HoldsJSON bool   `json:"holds_json,omitempty"`
}

// A Fix is what a program can do to get a claim into its token.
type Fix struct {
	Code       string `json:"code"`
	Scope      string `json:"scope,omitempty"`      // of grant_scope
	Path       string `json:"path,omitempty"`       // of set_value: RFC 6901 pointer into the session
	Expression string `json:"expression,omitempty"` // of change_expression
	Wrap       string `json:"wrap,omitempty"`       // the member that the session has to be put under first
}

// A Payload is the size of a token's custom claims and the limit, in bytes.
type Payload struct {
	Bytes int `json:"bytes"`
	Limit int `json:"limit"`
}

// Validated is what is wrong with a config, or may be.
type Validated struct {
	Valid    bool      `json:"valid"`
	Problems []Problem `json:"problems"`
	Warnings []Problem `json:"warnings"`
}
