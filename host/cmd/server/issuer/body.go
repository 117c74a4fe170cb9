package issuer

import (
	"errors"
	"mime"
	"net/http"
	"net/url"
	"os"
	"unicode/utf8"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host/cmd/server/limit"
	"github.com/claimsmith/claimsmith/host/internal/exact"
	"github.com/claimsmith/claimsmith/host/internal/jsontext"
)

// The largest bodies, in bytes.
const (
	maxBody      = 64 << 10
	maxLoginBody = 256 << 10 // its user and claims are stored behind the refresh token
)

// A body is the parameters of a request, from JSON or a form. The first parameter
// that is not as asked for is the error, and all of them are read before it is
// looked at.
type body struct {
	size int
	json map[string]gjson.Result
	form url.Values
	err  error
}

func readBody(w http.ResponseWriter, r *http.Request, most int64) (*body, error) {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind != "application/json" && kind != "application/x-www-form-urlencoded" {
		return nil, &refusal{status: http.StatusUnsupportedMediaType, code: invalidRequest, description: "A body is application/json or application/x-www-form-urlencoded."}
	}
	text, err := limit.Body(w, r, most)
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, tooLarge(most)
	case errors.Is(err, os.ErrDeadlineExceeded):
		w.Header().Set("Connection", "close") // the rest is not waited for
		slow := refusef(invalidRequest, "The body came too slowly: %d bytes of it are here.", len(text))
		slow.status = http.StatusRequestTimeout
		return nil, slow
	case err != nil:
		return nil, refusef(invalidRequest, "The body broke off after %d bytes.", len(text))
	}
	b := &body{size: len(text)}
	if kind == "application/json" {
		b.json, err = readObject("The body", text)
	} else {
		b.form, err = readForm(string(text))
	}
	return b, err
}

func tooLarge(limit int64) *refusal {
	r := refusef(invalidRequest, "The body has more than %d bytes.", limit)
	r.status = http.StatusRequestEntityTooLarge
	return r
}

// readForm reads parameters, none of which may occur twice (RFC 6749, section 3.2).
func readForm(text string) (url.Values, error) {
	form, err := url.ParseQuery(text)
	if err != nil {
		return nil, refusef(invalidRequest, "The body is not a form: %v.", err)
	}
	for name, values := range form {
		if len(values) > 1 {
			return nil, refusef(invalidRequest, "The parameter %s occurs twice.", name)
		}
	}
	return form, nil
}

// readObject reads an object's members, none of which may occur twice. Their Raw is
// the text as it came.
func readObject(what string, text []byte) (map[string]gjson.Result, error) {
	if err := checkJSON(what, text); err != nil {
		return nil, err
	}
	value := gjson.ParseBytes(text)
	if !value.IsObject() {
		return nil, refusef(invalidRequest, "%s is not a JSON object.", what)
	}
	members, err := exact.ByName(value)
	if twice, ok := errors.AsType[*exact.DuplicateError](err); ok {
		return nil, refusef(invalidRequest, "%s has the member %s twice.", what, twice.Raw)
	}
	return members, nil
}

// checkJSON refuses what is not JSON in UTF-8.
func checkJSON(what string, text []byte) error {
	switch broken := jsontext.Check(text); {
	case broken == nil:
		return nil
	case broken.Syntax == "":
		return refusef(invalidRequest, "%s is not UTF-8 after %d bytes.", what, broken.Offset)
	default:
		return refusef(invalidRequest, "%s is not JSON: %s, after %d bytes.", what, broken.Syntax, broken.Offset)
	}
}

func (b *body) fail(err error) {
	if b.err == nil {
		b.err = err
	}
}

// has reports whether a parameter is there, and more than empty.
func (b *body) has(name string) bool {
	value, ok := b.json[name]
	return ok && value.Type != gjson.Null || b.form.Get(name) != ""
}

// text is a parameter that is a string; empty is as absent (RFC 6749, section 3.2).
func (b *body) text(name string) string {
	value, ok := b.json[name]
	if !ok || value.Type == gjson.Null {
		return b.form.Get(name)
	}
	return b.string(name, value)
}

// string is what a value says that has to be a string, and text: with half of a
// surrogate pair it would stand for something else when it is written.
func (b *body) string(name string, value gjson.Result) string {
	if value.Type != gjson.String {
		b.fail(refusef(invalidRequest, "The member %s is not a string.", name))
		return ""
	}
	said := exact.String(value.Raw)
	if !utf8.ValidString(said) {
		b.fail(refusef(invalidRequest, "The member %s has half of a surrogate pair, which is no text.", name))
	}
	return said
}

func (b *body) required(name string) string {
	value := b.text(name)
	if value == "" {
		b.fail(refusef(invalidRequest, "The member %s is missing.", name))
	}
	return value
}

// object is the text of a parameter that is an object, nil if it is absent, and its
// members.
func (b *body) object(name string) (text []byte, members map[string]gjson.Result) {
	if value, ok := b.json[name]; ok && value.Type != gjson.Null {
		text = []byte(value.Raw)
	} else if in := b.form.Get(name); in != "" {
		text = []byte(in)
	} else {
		return nil, nil
	}
	members, err := readObject("The member "+name, text)
	if err != nil {
		b.fail(err)
		return nil, nil
	}
	return text, members
}
