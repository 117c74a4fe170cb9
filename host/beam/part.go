package beam

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/claimsmith/claimsmith/host/cmd/replay"
)

// wholeFile is the end of the part that is a whole file.
const wholeFile = math.MaxInt64

// A part is the lines of a file that begin at From or later, and before To. If it is
// not the whole file then the file is not compressed.
type part struct {
	File     string
	From, To int64
	Size     int64 // of the file when it was found
}

var errPast = errors.New("past the part's end")

// read calls emit as replay.Read does.
func (p part) read(ctx context.Context, emit func(replay.Record) error) error {
	in, err := open(ctx, p.File)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	// The line that the byte before From is in, or ends, is another part's.
	first := max(p.From-1, 0) // of the part's lines
	if err := in.from(first, p.Size); err != nil {
		return err
	}
	if p.To == wholeFile {
		return in.records(ctx, in, emit)
	}
	text := bufio.NewReader(in)
	if p.From > 0 {
		skipped, err := skipLine(text)
		if first += skipped; err == io.EOF || err == nil && first >= p.To {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", p.File, err)
		}
	}
	err = in.records(ctx, io.MultiReader(strings.NewReader(emptyLine), text), func(record replay.Record) error {
		record.Offset += first - int64(len(emptyLine))
		if record.Offset >= p.To {
			return errPast
		}
		return emit(record)
	})
	if errors.Is(err, errPast) {
		return nil
	}
	var damaged *replay.ReadError
	if errors.As(err, &damaged) {
		damaged.Offset += first - int64(len(emptyLine))
		if damaged.Offset >= p.To {
			return nil // it is in another part
		}
		before, err := p.recordsBefore(ctx, first)
		if err != nil {
			return err
		}
		damaged.Records += before
	}
	return err
}

// emptyLine in front of a text says that it is not compressed, whatever its first
// bytes look like: it begins in the middle of a file.
const emptyLine = "\n"

// recordsBefore counts the records of the file before a line. That a file is damaged
// is rare, so that no other part counts for this one.
func (p part) recordsBefore(ctx context.Context, line int64) (records int64, err error) {
	in, err := open(ctx, p.File)
	if err != nil {
		return 0, err
	}
	defer func() { _ = in.Close() }()
	text := io.MultiReader(strings.NewReader(emptyLine), io.LimitReader(in, line))
	err = in.records(ctx, text, func(replay.Record) error {
		records++
		return nil
	})
	return records, err
}

// skipLine reads to the end of a line and returns how many bytes that were.
func skipLine(in *bufio.Reader) (skipped int64, err error) {
	for {
		text, err := in.ReadSlice('\n')
		skipped += int64(len(text))
		if !errors.Is(err, bufio.ErrBufferFull) {
			return skipped, err
		}
	}
}
