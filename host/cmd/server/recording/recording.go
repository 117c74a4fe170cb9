// Package recording writes down what a server evaluates, for package replay to read:
//
//	recorder := recording.New(file, recording.Options{Key: key})
//	recorder.Evaluated(session, audience, nil)
//
// Each evaluation is a line of JSON, {"session":…,"audience":…}. Strings and numbers of
// the session are hashed by a key: equal values stay equal, different ones different, and
// all of the same type and length, so that a replay finds the same claims, causes and
// sizes; nobody without the key can try values out. By a rare chance two short strings with
// escapes or other letters than ASCII's, or numbers with an exponent, become equal. What
// the policy decides on stays as it is: names of members, scope, protocol, the names of
// claims that code sets, true, false and null, and the audience. Names of members that are
// about somebody are in the recording, and of numbers the sign and where the point is.
package recording

import (
	"crypto/rand"
	"errors"
	"io"
	"strings"
	"sync"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/abi"
	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/internal/exact"
)

// Options say how values are written.
type Options struct {
	Key    []byte // that values are hashed by; nil for one that is made now and kept nowhere
	Values bool   // are written as they are, and not hashed
}

// A Recorder writes records. Goroutines may share it; each record is one write.
type Recorder struct {
	hasher hasher
	values bool

	writing sync.Mutex
	to      io.Writer
	partial bool // the last write wrote a part of a line
}

// New makes a recorder.
func New(to io.Writer, o Options) *Recorder {
	key := o.Key
	if key == nil {
		key = []byte(rand.Text())
	}
	return &Recorder{to: to, hasher: newHasher(key), values: o.Values}
}

// Evaluated records an evaluation that ended with an error, or nil. Inputs that are no
// session or no audience are not recorded: there is nothing to replay.
func (r *Recorder) Evaluated(session, audience []byte, failed error) error {
	if failed != nil && !errors.Is(failed, &host.PolicyError{Code: abi.PayloadTooLarge}) {
		return nil
	}
	line := append([]byte(`{"session":`), r.session(session)...)
	line = append(append(append(line, `,"audience":`...), oneLine(audience)...), "}\n"...)
	r.writing.Lock()
	defer r.writing.Unlock()
	if r.partial { // so that the line before is bad alone
		line = append([]byte{'\n'}, line...)
	}
	n, err := r.to.Write(line)
	r.partial = n > 0 && n < len(line)
	return err
}

// oneLine is JSON without the line ends that may stand between its tokens.
func oneLine(text []byte) []byte {
	return []byte(strings.NewReplacer("\n", " ", "\r", " ").Replace(string(text)))
}

func (r *Recorder) session(text []byte) []byte {
	if r.values {
		return oneLine(text)
	}
	return r.append(nil, gjson.ParseBytes(text), nil)
}

// append writes a value that stands at these members; list elements are members of no
// name.
func (r *Recorder) append(to []byte, v gjson.Result, at []string) []byte {
	switch {
	case kept(at):
		return append(to, oneLine([]byte(v.Raw))...)
	case v.IsObject():
		to = append(to, '{')
		first := true
		for m := range exact.Members(v) {
			if !first {
				to = append(to, ',')
			}
			first = false
			to = append(append(to, m.Raw...), ':')
			to = r.append(to, m.Value, append(at[:len(at):len(at)], m.Name))
		}
		return append(to, '}')
	case v.IsArray():
		to = append(to, '[')
		for i, element := range v.Array() {
			if i > 0 {
				to = append(to, ',')
			}
			to = r.append(to, element, append(at[:len(at):len(at)], ""))
		}
		return append(to, ']')
	case v.Type == gjson.String:
		return append(r.hasher.text(append(to, '"'), v.Raw[1:len(v.Raw)-1]), '"')
	case v.Type == gjson.Number:
		return r.hasher.number(to, v.Raw)
	}
	return append(to, v.Raw...) // true, false and null
}

// kept reports whether the policy decides on a value, and not only on whether it is there.
func kept(at []string) bool {
	switch len(at) {
	case 1:
		return at[0] == "scope" || at[0] == "protocol"
	case 4:
		return at[0] == "custom_claims" && at[3] == "name"
	}
	return false
}
