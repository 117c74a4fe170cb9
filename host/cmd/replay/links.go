package replay

import (
	"bytes"
	"compress/flate"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"unicode/utf8"
)

// state is what the preview shows, as its links have it.
type state struct {
	Saved    string   `json:"saved"`
	Config   string   `json:"config"`
	Session  string   `json:"session"`
	Audience []string `json:"audience"`
}

// link is the address of a page of the preview that shows a state. The state is in the
// fragment, which browsers send to no server.
func (s state) link(page string) (string, error) {
	text, err := json.Marshal(s)
	if err != nil {
		return "", err
	}
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestCompression)
	if err != nil {
		return "", err
	}
	if _, err := w.Write(text); err != nil {
		return "", err
	}
	if err := w.Close(); err != nil {
		return "", err
	}
	return page + "#s=" + base64.RawURLEncoding.EncodeToString(packed.Bytes()), nil
}

// Link gives the report's exemplars links into a page of the preview, with the record and
// both configs in them, so whole sessions are in the report then. It reads each file once
// more, as far as the last of its records. What could be read only once gets no links:
// standard input, and pipes. The error joins one for each file that is not what it was; the
// other files' exemplars have their links all the same.
func (r *Replayer) Link(ctx context.Context, report *Report, page string) error {
	byFile := map[string][]*Exemplar{}
	for i := range report.Exemplars {
		if e := &report.Exemplars[i]; e.File != Stdin {
			byFile[e.File] = append(byFile[e.File], e)
		}
	}
	var changed []error
	for _, file := range slices.Sorted(maps.Keys(byFile)) {
		if err := r.linkFile(ctx, file, byFile[file], page); err != nil {
			changed = append(changed, err)
		}
		if ctx.Err() != nil {
			break
		}
	}
	return errors.Join(changed...)
}

func (r *Replayer) linkFile(ctx context.Context, file string, exemplars []*Exemplar, page string) error {
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return nil
	}
	in, err := os.Open(file)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	found := errors.New("found")
	err = Read(ctx, file, in, func(rec Record) error {
		for i := len(exemplars) - 1; i >= 0; i-- {
			e := exemplars[i]
			if e.Offset != rec.Offset {
				continue
			}
			if e.Link, err = r.link(rec.Text, page); err != nil {
				return fmt.Errorf("%s: byte %d: %w", file, e.Offset, err)
			}
			exemplars = slices.Delete(exemplars, i, i+1)
		}
		if len(exemplars) == 0 {
			return found
		}
		return nil
	})
	var damaged *ReadError
	switch {
	case err == found:
		return nil
	case err != nil && !errors.As(err, &damaged): // what came after it is in no exemplar
		return err
	}
	return fmt.Errorf("%s has no record any more that begins at byte %d", file, exemplars[0].Offset)
}

// link is the address of a page that shows a record under both configs. There is none, "", for
// an audience that a page's state cannot hold.
func (r *Replayer) link(record []byte, page string) (string, error) {
	session, audience, bad := split(record)
	if bad != nil {
		return "", errors.New(bad.Message)
	}
	if audience == nil {
		audience = r.audience
	}
	audiences, ok := texts(audience)
	if !ok {
		return "", nil
	}
	return state{string(r.texts[before]), string(r.texts[after]), string(session), audiences}.link(page)
}

// texts are those of an audience, which is one or a list of them. A list of anything else is no
// such audience, and neither is one of half a surrogate pair.
func texts(audience []byte) (all []string, ok bool) {
	values := [][]byte{bytes.TrimSpace(audience)}
	c := cursor{text: audience}
	if c.space(); c.at < len(audience) && audience[c.at] == '[' {
		values = nil
		c.elements(func(value []byte) { values = append(values, value) })
	}
	for _, value := range values {
		if len(value) == 0 || typeOf(value) != "string" || !utf8.Valid(unquoted(value)) {
			return nil, false
		}
		all = append(all, string(unquoted(value)))
	}
	return all, true
}
