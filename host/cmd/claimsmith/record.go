package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/claimsmith/claimsmith/host/cmd/replay"
)

// readRecord reads the session of a recorded line, FILE@BYTE as replay's reports have
// it, and the record's audience, nil if it names none.
func (a *app) readRecord(ctx context.Context, place string) (session, audience []byte, err error) {
	at := strings.LastIndexByte(place, '@')
	offset, err := strconv.ParseInt(place[at+1:], 10, 64)
	if at <= 0 || err != nil || offset < 0 {
		return nil, nil, usagef("--record is FILE@BYTE, as a report of replay has it, such as sessions.ndjson@560, not %q", place)
	}
	name := place[:at]
	var in io.Reader = a.stdin
	if name != replay.Stdin {
		file, err := os.Open(name)
		if err != nil {
			return nil, nil, err
		}
		defer func() { _ = file.Close() }()
		in = file
	}
	session, audience, err = replay.Find(ctx, name, in, offset)
	if err != nil {
		return nil, nil, fmt.Errorf("--record: %w", err)
	}
	return session, audience, nil
}
