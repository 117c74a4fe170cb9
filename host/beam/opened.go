package beam

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"

	"github.com/claimsmith/claimsmith/host/cmd/replay"
)

// An opened file remembers what went wrong with reading it.
type opened struct {
	name   string
	system filesystem.Interface // closed last: some readers need it
	in     io.ReadCloser
	left   int64 // bytes that there are at least, where that is known
	err    error
}

var errShorter = errors.New("it has become shorter since it was found")

func open(ctx context.Context, name string) (*opened, error) {
	system, err := filesystem.New(ctx, name)
	if err != nil {
		return nil, err
	}
	in, err := system.OpenRead(ctx, name)
	if err != nil {
		return nil, errors.Join(err, system.Close())
	}
	return &opened{name: name, system: system, in: in}, nil
}

func (o *opened) Read(into []byte) (int, error) {
	n, err := o.in.Read(into)
	if o.left -= int64(n); err == io.EOF && o.left > 0 {
		err = errShorter
	}
	if err != nil && err != io.EOF {
		o.err = err
	}
	return n, err
}

func (o *opened) Close() error { return errors.Join(o.in.Close(), o.system.Close()) }

// seeker is nil if the file cannot be read from just anywhere.
func (o *opened) seeker() io.Seeker {
	s, _ := o.in.(io.Seeker)
	return s
}

// from has a file be read from a place on, and to no end before the size that it had
// when it was found. A file without a seeker is left as it is: what keeps it gives it
// whole or not at all.
func (o *opened) from(at, size int64) error {
	seeker := o.seeker()
	if seeker == nil {
		return nil
	}
	o.left = size - at
	_, err := seeker.Seek(at, io.SeekStart)
	return err
}

// records is replay.Read for text that comes from the file. An error of the
// filesystem stays one, since it says nothing of the file: the bundle is repeated.
func (o *opened) records(ctx context.Context, text io.Reader, emit func(replay.Record) error) error {
	err := replay.Read(ctx, o.name, text, emit)
	if o.err != nil {
		return fmt.Errorf("%s: %w", o.name, o.err)
	}
	return err
}

func sizeOf(ctx context.Context, name string) (int64, error) {
	system, err := filesystem.New(ctx, name)
	if err != nil {
		return 0, err
	}
	size, err := system.Size(ctx, name)
	return size, errors.Join(err, system.Close())
}
