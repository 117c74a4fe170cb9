package host

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// Failures of the engine, as against failures of the policy. Test for them with
// errors.Is.
var (
	// ErrNoEngine says that the engine is nil or a zero value, or is that of a policy
	// that is: New makes engines, and Engine.Policy policies.
	ErrNoEngine = errors.New("claimsmith: there is no engine: host.New makes one")
	// ErrClosed says that the engine was closed.
	ErrClosed = errors.New("claimsmith: the engine is closed")
	// ErrIncompatible says that a module is not one this host can run. The error
	// names what the module speaks and what the host needs.
	ErrIncompatible = errors.New("claimsmith: incompatible module")
	// ErrTranslated says that an option cannot go together with WithTranslated: it
	// needs wazero. The error names the option.
	ErrTranslated = errors.New("claimsmith: not with a translated module")
	// ErrCrashed says that the instance that served the call is gone: it trapped or
	// broke the contract. Other calls are not affected; the same inputs would most
	// likely have the same end.
	ErrCrashed = errors.New("claimsmith: the module instance crashed")
	// ErrTimeLimit says that a call took longer than WithTimeLimit allows. Its
	// instance is gone.
	ErrTimeLimit = errors.New("claimsmith: the evaluation took too long")
)

// A PolicyError is a failure that the policy defines: an input is at fault, or a
// payload is too large. Code is one of the codes in package abi.
type PolicyError struct {
	Code     string    `json:"code"`
	Message  string    `json:"message"`
	Problems []Problem `json:"problems,omitempty"`

	// Of payload_too_large: the token, its payload's size and the limit, in bytes.
	Token string `json:"token,omitempty"`
	Bytes int    `json:"bytes,omitempty"`
	Limit int    `json:"limit,omitempty"`

	// JSON is the failure as the module wrote it.
	JSON json.RawMessage `json:"-"`
}

// A Problem is something wrong, or to be warned of, at one place of an input.
type Problem struct {
	Code       string  `json:"code"`
	Path       *string `json:"path,omitempty"`       // RFC 6901 pointer, nil if the text could not be read
	Offset     *int    `json:"offset,omitempty"`     // byte offset in the input, nil for warnings about a call
	Line       int     `json:"line,omitempty"`       // and Column, from 1 on; of Validate alone
	Column     int     `json:"column,omitempty"`     // in characters
	Claim      *string `json:"claim,omitempty"`      // the claim it is about, if it is about one
	Suggestion string  `json:"suggestion,omitempty"` // what was probably meant
	Token      string  `json:"token,omitempty"`      // of warnings of size
	Bytes      int     `json:"bytes,omitempty"`      // of warnings of size
	Form       string  `json:"form,omitempty"`       // of session_form: what the session looks like
	Message    string  `json:"message"`
}

// String is the problem on one line, its place first.
func (p Problem) String() string {
	var b strings.Builder
	if p.Path != nil && *p.Path != "" {
		b.WriteString(*p.Path + " ")
	}
	if p.Offset != nil {
		fmt.Fprintf(&b, "(byte %d) ", *p.Offset)
	}
	if p.Token != "" {
		fmt.Fprintf(&b, "%s (%d bytes) ", p.Token, p.Bytes)
	}
	fmt.Fprintf(&b, "%s: %s", p.Code, p.Message)
	return b.String()
}

func (e *PolicyError) Error() string {
	if e == nil {
		return "claimsmith: no failure"
	}
	var b strings.Builder
	b.WriteString("claimsmith: " + e.Code)
	if e.Token != "" {
		fmt.Fprintf(&b, ": %s has %d bytes of custom claims, the limit is %d", e.Token, e.Bytes, e.Limit)
	}
	for i, p := range e.Problems {
		if i == 3 && len(e.Problems) > 4 {
			fmt.Fprintf(&b, "; and %d more", len(e.Problems)-i)
			break
		}
		if i == 0 {
			b.WriteString(": ")
		} else {
			b.WriteString("; ")
		}
		b.WriteString(p.String())
	}
	return b.String()
}

// Is reports whether target is a PolicyError of the same code, so that
// errors.Is(err, &PolicyError{Code: abi.InvalidSession}) asks for it.
func (e *PolicyError) Is(target error) bool {
	t, ok := target.(*PolicyError)
	return ok && t != nil && e != nil && t.Code == e.Code
}

// newPolicyError reads a failure's text.
func newPolicyError(text []byte) (*PolicyError, error) {
	var f struct {
		Error *PolicyError `json:"error"`
	}
	if err := json.Unmarshal(text, &f); err != nil || f.Error == nil || f.Error.Code == "" {
		return nil, fmt.Errorf("%w: the %d bytes of its failure are no failure", errContract, len(text))
	}
	f.Error.JSON = text
	return f.Error, nil
}
