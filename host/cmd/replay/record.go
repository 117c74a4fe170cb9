package replay

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
)

// MaxRecord is how many bytes a record may have: room for the largest session and
// the largest audience, however they are written.
const MaxRecord = 2 << 20

// A Record is one line, without its line end, and where it begins.
type Record struct {
	File   string // "-" is standard input
	Offset int64  // in bytes, in the file as it is when decompressed
	Text   []byte // not changed, and not kept
}

// A RecordError says that a record is bad. It was counted as such.
type RecordError struct{ BadRecord }

func (e *RecordError) Error() string {
	return fmt.Sprintf("%s: byte %d: %s: %s", e.File, e.Offset, e.Code, e.Message)
}

// guess takes a record apart without reading the session in it: what stands between
// the beginning and the end of {"session":…,"audience":…}, with the members in
// either order. If the session that it finds is valid JSON then it is the session;
// if it is not, the record has to be read.
func guess(text []byte) (session, audience []byte, ok bool) {
	c := cursor{text: text}
	if !c.eat('{') {
		return nil, nil, false
	}
	name, ok := c.str()
	if !ok || !c.eat(':') {
		return nil, nil, false
	}
	end := bytes.LastIndexByte(text, '}')
	if end < c.at || len(bytes.TrimLeft(text[end+1:], " \t\r\n")) > 0 {
		return nil, nil, false
	}
	switch {
	case is(name, "audience"):
		if audience, ok = c.value(); !ok || !c.eat(',') {
			return nil, nil, false
		}
		if name, ok = c.str(); !ok || !is(name, "session") || !c.eat(':') {
			return nil, nil, false
		}
		return text[c.at:end], audience, true
	case !is(name, "session"):
		return nil, nil, false
	}
	session = text[c.at:end]
	at := bytes.LastIndex(session, []byte(`"audience"`))
	if at < 0 {
		return session, nil, true
	}
	tail := cursor{text: session, at: at + len(`"audience"`)}
	before := bytes.TrimRight(session[:at], " \t\r\n")
	if !tail.eat(':') || len(before) == 0 || before[len(before)-1] != ',' {
		return session, nil, true
	}
	if audience, ok = tail.value(); !ok {
		return session, nil, true
	}
	if tail.space(); tail.at < len(session) {
		return session, nil, true // a member of the session's
	}
	return before[:len(before)-1], audience, true
}

// split takes a record apart: it is an object of a session, and perhaps an audience,
// and nothing else; or it is a session. The values' insides are not checked.
func split(text []byte) (session, audience []byte, bad *BadRecord) {
	c := cursor{text: text}
	sessions, audiences, others := 0, 0, 0
	read := c.members(func(name, value []byte) bool {
		switch string(unquoted(name)) {
		case "session":
			session = value
			sessions++
		case "audience":
			audience = value
			audiences++
		default:
			others++
		}
		return others == 0
	})
	if read && others == 0 {
		read = c.at == len(text)
	}
	switch {
	case !read || others > 0 || sessions == 0:
		return text, nil, nil // what is no JSON, the policy says best
	case sessions > 1 || audiences > 1:
		return nil, nil, &BadRecord{Code: "duplicate_member", Message: "The record has its session or its audience twice."}
	}
	return session, audience, nil
}

// Find finds the record that begins at a byte of a file, which is read as Read does, and
// takes it apart: audience is nil if the record names none. The error says what is
// there instead.
func Find(ctx context.Context, file string, in io.Reader, offset int64) (session, audience []byte, err error) {
	found := errors.New("found")
	err = Read(ctx, file, in, func(rec Record) error {
		if rec.Offset < offset {
			return nil
		}
		if rec.Offset > offset {
			return fmt.Errorf("%s has no record that begins at byte %d; the next one begins at byte %d", file, offset, rec.Offset)
		}
		var bad *BadRecord
		if session, audience, bad = split(rec.Text); bad != nil {
			bad.File, bad.Offset = rec.File, rec.Offset
			return &RecordError{*bad}
		}
		session, audience = bytes.Clone(session), bytes.Clone(audience)
		return found
	})
	switch {
	case err == found:
		return session, audience, nil
	case err == nil:
		err = fmt.Errorf("%s has no record that begins at byte %d", file, offset)
	}
	return nil, nil, err
}
