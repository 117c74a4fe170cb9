package beam

import (
	"bufio"
	"context"
	"errors"
	"io"
	"math"
	"strings"

	"github.com/claimsmith/claimsmith/host/replay"
)

// wholeFile is the end of the part that is a whole file.
const wholeFile = math.MaxInt64

// A part is the lines of a file that begin at From or later, and before To. If it is
// not the whole file then the file is not compressed.
type part struct {
	File     string
	From, To int64
}

var errPast = errors.New("past the part's end")

// read calls emit as replay.Read does.
func (p part) read(ctx context.Context, emit func(replay.Record) error) error {
	in, err := open(ctx, p.File)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	if p.To == wholeFile {
		return in.records(ctx, in, emit)
	}
	text := bufio.NewReader(in)
	first := int64(0) // of the part's lines
	if p.From > 0 {
		// The line that the byte before From is in, or ends, is another part's.
		if first, err = in.seeker().Seek(p.From-1, io.SeekStart); err != nil {
			return err
		}
		skipped, err := skipLine(text)
		if first += skipped; err == io.EOF || err == nil && first >= p.To {
			return nil
		}
		if err != nil {
			return err
		}
	}
	// An empty line in front: what begins in the middle of a file is not compressed,
	// whatever its first bytes look like.
	err = in.records(ctx, io.MultiReader(strings.NewReader("\n"), text), func(record replay.Record) error {
		record.Offset += first - 1
		if record.Offset >= p.To {
			return errPast
		}
		return emit(record)
	})
	if errors.Is(err, errPast) {
		return nil
	}
	return err
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
