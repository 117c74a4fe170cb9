package replay

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Sizes of the buffers that files are read into, and of the memory that a zstd file
// may ask for, in bytes.
const (
	blockSize  = 256 << 10
	zstdWindow = 128 << 20
)

// A ReadError says that an input is damaged: it was not read to its end. The records
// before that were read.
type ReadError struct {
	File    string
	Records int64 // that were read
	Offset  int64 // in bytes, decompressed, of the first line that could not be read to its end
	Err     error
}

func (e *ReadError) Error() string {
	return fmt.Sprintf("%s: byte %d: %s", e.File, e.Offset, e.Err)
}

func (e *ReadError) Unwrap() error { return e.Err }

// What damages an input beside what decompressors and filesystems find.
var (
	errCutRecord = errors.New("it ends in the middle of a record")
	errShorter   = errors.New("it has become shorter since the replay began")
)

// Read reads the records of a file and calls emit with each line that is not empty;
// a record's text is valid until emit returns. What is compressed with gzip or zstd,
// by its name or by its first bytes, is decompressed. Of a line of more than
// MaxRecord bytes, one byte more than that is emitted, so that it is known for what
// it is. A last line without a line end is a record if it is JSON; if not, the file
// was cut there. The error is a *ReadError, or emit's, or the context's.
func Read(ctx context.Context, file string, in io.Reader, emit func(Record) error) error {
	records := int64(0)
	err := readBlocks(ctx, file, in, func(b *block) error {
		defer b.release()
		return b.records(func(rec Record) error {
			records++
			return emit(rec)
		})
	})
	var damaged *ReadError
	if errors.As(err, &damaged) {
		damaged.Records = records
	}
	return err
}

// A block is some whole lines of a file.
type block struct {
	file   string
	offset int64
	text   []byte
	buffer *[]byte       // that text is in, or nil
	long   bool          // text is the beginning of a line that is longer than a record may be
	done   *atomic.Int64 // of the file's records, where somebody counts them
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

// readBlocks reads a file as blocks. Whoever gets one releases it. A *ReadError does
// not count the records.
func readBlocks(ctx context.Context, file string, in io.Reader, emit func(*block) error) error {
	source := &source{in: in}
	text, done, err := decompressed(file, source)
	if err != nil {
		return &ReadError{File: file, Err: source.blame(err)}
	}
	defer done()
	buffer := buffers.Get().(*[]byte)
	offset := int64(0) // of the buffer's first byte
	filled := 0
	for {
		n, err := io.ReadAtLeast(text, (*buffer)[filled:], 1)
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
		if ended {
			if last := (*buffer)[whole:filled]; len(bytes.TrimLeft(last, " \t\r")) == 0 || json.Valid(last) {
				whole = filled
			} else {
				ended, err = false, errCutRecord
			}
		}
		if err != nil && !ended {
			failed := &ReadError{File: file, Offset: offset + int64(whole), Err: source.blame(err)}
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
			skipped, rest, err := skipLine(ctx, text)
			switch {
			case ctx.Err() != nil:
				return ctx.Err()
			case err == io.EOF:
				return &ReadError{File: file, Offset: offset, Err: errCutRecord}
			case err != nil:
				return &ReadError{File: file, Offset: offset, Err: source.blame(err)}
			}
			if err := emit(&block{file: file, offset: offset, text: (*buffer)[:filled], buffer: buffer, long: true}); err != nil {
				return err
			}
			text = rest
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

// A source is a file's own bytes. It remembers what went wrong with reading them:
// what a decompressor then says is no fault of the data.
type source struct {
	in     io.Reader
	err    error
	format string // that it is compressed with, if it is
}

func (s *source) Read(into []byte) (int, error) {
	n, err := s.in.Read(into)
	if err != nil && err != io.EOF {
		s.err = err
	}
	return n, err
}

// blame is why the file cannot be read.
func (s *source) blame(err error) error {
	switch {
	case s.err != nil:
		return nameless(s.err)
	case s.format == "" || err == errCutRecord:
		return err
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("its %s data end too early: %w", s.format, io.ErrUnexpectedEOF)
	}
	return fmt.Errorf("its %s data are damaged: %w", s.format, err)
}

// nameless is an error of a filesystem without the file's name, which stands beside it.
func nameless(err error) error {
	var named *fs.PathError
	if errors.As(err, &named) {
		return fmt.Errorf("%s: %w", named.Op, named.Err)
	}
	return err
}

// decompressed is the text of a file, whatever it is compressed with.
func decompressed(file string, in *source) (text io.Reader, done func(), err error) {
	buffered := bufio.NewReaderSize(in, 64<<10)
	done = func() {}
	first, err := buffered.Peek(4)
	if err != nil && err != io.EOF && len(first) == 0 {
		return nil, done, err
	}
	name := strings.ToLower(file)
	switch {
	case bytes.HasPrefix(first, []byte{0x1F, 0x8B}) || strings.HasSuffix(name, ".gz"): // RFC 1952, section 2.3.1
		in.format = "gzip"
		r, err := gzip.NewReader(buffered)
		return r, done, err
	case string(first) == "\x28\xB5\x2F\xFD" || strings.HasSuffix(name, ".zst"): // RFC 8878, section 3.1.1
		in.format = "zstd"
		if len(first) == 0 {
			return nil, done, io.EOF // which is no frame, though the decoder has no objection
		}
		r, err := zstd.NewReader(buffered, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(zstdWindow))
		if err != nil {
			return nil, done, err
		}
		return r, r.Close, nil
	}
	return buffered, done, nil
}
