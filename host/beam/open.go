package beam

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/claimsmith/claimsmith/host/cmd/replay"
)

// openFn divides files. Where that cannot be done and it is worth it, it reads them
// itself, for others to evaluate.
type openFn struct {
	Part  int64
	Batch int
}

func (fn *openFn) ProcessElement(ctx context.Context, file string, _ func(*bool) bool, emitPart func(string, part), emitBatch func(string, batch)) error {
	size, err := sizeOf(ctx, file)
	if err != nil {
		return err
	}
	if size <= fn.Part {
		emitPart(file, part{file, 0, wholeFile, size})
		return nil
	}
	in, err := open(ctx, file)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	if in.seeker() != nil {
		compressed, err := isCompressed(file, in)
		if err != nil {
			return err
		}
		if !compressed {
			for from := int64(0); from < size; from += fn.Part {
				emitPart(fmt.Sprintf("%d %s", from, file), part{file, from, from + fn.Part, size})
			}
			return nil
		}
	}
	if err := in.from(0, size); err != nil {
		return err
	}
	return fn.batches(ctx, in, func(b batch) { emitBatch(fmt.Sprintf("%d %s", b.Offset, file), b) })
}

// batches reads a file to its end, or to where it is damaged.
func (fn *openFn) batches(ctx context.Context, in *opened, emit func(batch)) error {
	collected := batch{File: in.name}
	send := func() {
		if len(collected.Records) > 0 {
			emit(collected)
		}
		collected = batch{File: in.name}
	}
	err := in.records(ctx, in, func(record replay.Record) error {
		collected.add(record)
		if len(collected.Records) >= fn.Batch {
			send()
		}
		return nil
	})
	send()
	var damaged *replay.ReadError
	if errors.As(err, &damaged) {
		emit(batch{File: in.name, Offset: damaged.Offset, Read: damaged.Records, Damage: damaged.Err.Error()})
		return nil
	}
	return err
}

// isCompressed reports whether replay.Read would decompress a file: for its name, or
// for its first bytes (RFC 1952, section 2.3.1; RFC 8878, section 3.1.1).
func isCompressed(file string, in io.Reader) (bool, error) {
	name := strings.ToLower(file)
	if strings.HasSuffix(name, ".gz") || strings.HasSuffix(name, ".zst") {
		return true, nil
	}
	first := make([]byte, 4)
	n, err := io.ReadFull(in, first)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	first = first[:n]
	return bytes.HasPrefix(first, []byte{0x1F, 0x8B}) || bytes.HasPrefix(first, []byte{0x28, 0xB5, 0x2F, 0xFD}), err
}
