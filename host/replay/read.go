package replay

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Sizes of the buffers that files are read into, and of the memory that a zstd file
// may ask for, in bytes.
const (
	blockSize  = 256 << 10
	zstdWindow = 128 << 20
)

// A ReadError says that a file cannot be read any further. The records before it
// were read.
type ReadError struct {
	File   string
	Offset int64 // of the first line that could not be read to its end
	Err    error
}

func (e *ReadError) Error() string { return fmt.Sprintf("%s: byte %d: %s", e.File, e.Offset, e.Err) }
func (e *ReadError) Unwrap() error { return e.Err }

// Read reads the records of a file and calls emit with each line that is not empty;
// a record's text is valid until emit returns. What is compressed with gzip or zstd,
// by its name or by its first bytes, is decompressed. Of a line of more than
// MaxRecord bytes, one byte more than that is emitted, so that it is known for what
// it is. The error is a *ReadError, or emit's, or the context's.
func Read(ctx context.Context, file string, in io.Reader, emit func(Record) error) error {
	return readBlocks(ctx, file, in, func(b *block) error {
		defer b.release()
		return b.records(emit)
	})
}

// A block is some whole lines of a file.
type block struct {
	file   string
	offset int64
	text   []byte
	buffer *[]byte    // that text is in, or nil
	long   bool       // text is the beginning of a line that is longer than a record may be
	broken *ReadError // instead of all that: why the rest of the file cannot be read
}

var buffers = sync.Pool{New: func() any { b := make([]byte, blockSize); return &b }}

// release lets another block have the memory, unless it is more than most need.
func (b *block) release() {
	if b.buffer != nil && cap(*b.buffer) == blockSize {
		buffers.Put(b.buffer)
	}
}

// records calls with each line of the block that has something in it.
func (b *block) records(emit func(Record) error) error {
	if b.long {
		return emit(Record{b.file, b.offset, b.text})
	}
	for at := 0; at < len(b.text); {
		line := b.text[at:]
		next := len(b.text)
		if end := bytes.IndexByte(line, '\n'); end >= 0 {
			line, next = line[:end], at+end+1
		}
		if line = bytes.TrimSuffix(line, []byte{'\r'}); len(bytes.TrimLeft(line, " \t\r")) > 0 {
			if err := emit(Record{b.file, b.offset + int64(at), line}); err != nil {
				return err
			}
		}
		at = next
	}
	return nil
}

// readBlocks reads a file as blocks. Whoever gets one releases it.
func readBlocks(ctx context.Context, file string, in io.Reader, emit func(*block) error) (err error) {
	in, done, err := decompressed(file, in)
	if err != nil {
		return &ReadError{file, 0, err}
	}
	defer done()
	buffer := buffers.Get().(*[]byte)
	offset := int64(0) // of the buffer's first byte
	filled := 0
	for {
		n, err := io.ReadAtLeast(in, (*buffer)[filled:], 1)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		filled += n
		ended := err == io.EOF
		// What comes slowly, from a program that goes on, is handed out as it comes.
		slow := file == Stdin && bytes.IndexByte((*buffer)[filled-n:filled], '\n') >= 0
		if err == nil && filled < len(*buffer) && !slow {
			continue
		}
		whole := bytes.LastIndexByte((*buffer)[:filled], '\n') + 1
		switch {
		case ended:
			whole = filled
		case err != nil:
			failed := &ReadError{file, offset + int64(whole), err}
			if err := emit(&block{file: file, offset: offset, text: (*buffer)[:whole], buffer: buffer}); err != nil {
				return err
			}
			return failed
		}
		if whole == 0 && !ended {
			if len(*buffer) <= MaxRecord {
				larger := make([]byte, min(2*len(*buffer), MaxRecord+1))
				copy(larger, (*buffer)[:filled])
				buffer = &larger
				continue
			}
			// The line is too long. What is in the buffer says so; the rest goes by.
			if err := emit(&block{file: file, offset: offset, text: (*buffer)[:filled], buffer: buffer, long: true}); err != nil {
				return err
			}
			skipped, rest, err := skipLine(ctx, in)
			switch {
			case ctx.Err() != nil:
				return ctx.Err()
			case err != nil && err != io.EOF:
				return &ReadError{file, offset, err}
			}
			in = rest
			offset += int64(filled) + skipped
			buffer, filled = buffers.Get().(*[]byte), 0
			continue
		}
		next := buffers.Get().(*[]byte)
		if filled-whole >= len(*next) {
			larger := make([]byte, min(2*(filled-whole), MaxRecord+1))
			next = &larger
		}
		rest := copy(*next, (*buffer)[whole:filled])
		if whole > 0 {
			if err := emit(&block{file: file, offset: offset, text: (*buffer)[:whole], buffer: buffer}); err != nil {
				return err
			}
		}
		if ended {
			return nil
		}
		offset += int64(whole)
		buffer, filled = next, rest
	}
}

// skipLine reads to the end of a line and returns how many bytes that were, and a
// reader for what follows.
func skipLine(ctx context.Context, in io.Reader) (skipped int64, rest io.Reader, err error) {
	buffer := make([]byte, 32<<10)
	for {
		n, err := in.Read(buffer)
		if end := bytes.IndexByte(buffer[:n], '\n'); end >= 0 {
			following := bytes.NewReader(buffer[end+1 : n])
			return skipped + int64(end) + 1, io.MultiReader(following, in), nil
		}
		skipped += int64(n)
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return skipped, in, err
		}
	}
}

// decompressed is the text of a file, whatever it is compressed with.
func decompressed(file string, in io.Reader) (text io.Reader, done func(), err error) {
	buffered := bufio.NewReaderSize(in, 64<<10)
	done = func() {}
	first, err := buffered.Peek(4)
	if len(first) == 0 {
		if errors.Is(err, io.EOF) {
			err = nil
		}
		return buffered, done, err
	}
	name := strings.ToLower(file)
	switch {
	case bytes.HasPrefix(first, []byte{0x1F, 0x8B}) || strings.HasSuffix(name, ".gz"): // RFC 1952, section 2.3.1
		r, err := gzip.NewReader(buffered)
		return r, done, err
	case string(first) == "\x28\xB5\x2F\xFD" || strings.HasSuffix(name, ".zst"): // RFC 8878, section 3.1.1
		r, err := zstd.NewReader(buffered, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(zstdWindow))
		if err != nil {
			return nil, done, err
		}
		return r, r.Close, nil
	}
	return buffered, done, nil
}
