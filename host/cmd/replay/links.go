package replay

import (
	"bytes"
	"compress/flate"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
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
// both configs in them. It reads each file once more, as far as the last of them; what
// came from standard input is gone, and gets none. Whole sessions are in the report then.
func (r *Replayer) Link(ctx context.Context, report *Report, page string) error {
	byFile := map[string][]*Exemplar{}
	for i := range report.Exemplars {
		if e := &report.Exemplars[i]; e.File != Stdin {
			byFile[e.File] = append(byFile[e.File], e)
		}
	}
	for file, exemplars := range byFile {
		if err := r.linkFile(ctx, file, exemplars, page); err != nil {
			return err
		}
	}
	return nil
}

func (r *Replayer) linkFile(ctx context.Context, file string, exemplars []*Exemplar, page string) error {
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
			session, _, bad := split(rec.Text)
			if bad != nil {
				bad.File, bad.Offset = rec.File, rec.Offset
				return &RecordError{*bad}
			}
			s := state{string(r.texts[before]), string(r.texts[after]), string(session), []string{""}}
			if audiences := e.audiences(); len(audiences) > 0 {
				s.Audience = audiences
			}
			if e.Link, err = s.link(page); err != nil {
				return err
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
