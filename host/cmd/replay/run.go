package replay

import (
	"context"
	"errors"
	"io"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
)

// RunOptions say how to run a replay.
type RunOptions struct {
	Stdin    io.Reader      // for the file "-"
	Workers  int            // that evaluate, 0 for one on each core
	Strict   bool           // stop at a bad record or a damaged input
	Progress func(Progress) // called now and then, by one goroutine at a time
}

// Progress is how far a replay has come.
type Progress struct {
	Records int64 // done
	Bytes   int64 // read, as they are in the files
	Total   int64 // of all files, 0 if that is not known
}

// Run replays files, all cores at work: several files are read at once, and each is
// handed out in blocks. What was found belongs to the caller, also with an error.
//
// The error is the engine's or the context's; with Strict a *RecordError, which is
// one of the first, or a *ReadError. A damaged input stops nothing else: the report
// lists it with how much of it was read, and Report.Incomplete judges.
func Run(ctx context.Context, r *Replayer, files []string, o RunOptions) (*Accumulator, error) {
	caller := ctx
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	run := &running{Replayer: r, RunOptions: o, blocks: make(chan *block, o.Workers), stop: stop}
	run.sizes, run.total = sizesOf(files)
	go run.readAll(ctx, files) // not waited for: a terminal may never answer

	found := r.NewAccumulator()
	var merging sync.Mutex
	var workers sync.WaitGroup
	for range o.Workers {
		workers.Go(func() {
			own := r.NewAccumulator()
			run.work(ctx, own)
			merging.Lock()
			defer merging.Unlock()
			found.Merge(own)
		})
	}
	workers.Wait()
	run.failing.Lock()
	defer run.failing.Unlock()
	for _, d := range run.damaged {
		d.Records = d.done.Load()
		found.AddDamaged(d.ReadError)
	}
	if run.err == nil {
		run.err = caller.Err()
	}
	return found, run.err
}

// running is a replay that runs.
type running struct {
	*Replayer
	RunOptions
	blocks chan *block
	stop   context.CancelFunc

	records, bytes atomic.Int64
	sizes          map[string]int64 // of the files, where they are known
	total          int64
	showing        sync.Mutex

	failing sync.Mutex
	err     error // what stopped it
	damaged []damagedFile
}

// A damagedFile is one whose records are counted when all of them are done.
type damagedFile struct {
	*ReadError
	done *atomic.Int64
}

// fail stops everything. Of bad records the first by file and offset is kept, of
// other errors the first that comes.
func (run *running) fail(err error) {
	run.failing.Lock()
	defer run.failing.Unlock()
	defer run.stop()
	var had, has *RecordError
	switch {
	case run.err == nil:
		run.err = err
	case errors.Is(err, context.Canceled):
	case errors.As(run.err, &had) && errors.As(err, &has) && compareBad(has.BadRecord, had.BadRecord) < 0:
		run.err = err
	}
}

// work evaluates blocks until there are no more.
func (run *running) work(ctx context.Context, a *Accumulator) {
	for {
		select {
		case <-ctx.Done():
			return
		case b, more := <-run.blocks:
			if !more {
				return
			}
			if err := run.evaluate(ctx, a, b); err != nil {
				run.fail(err)
				return
			}
			run.progress()
		}
	}
}

func (run *running) evaluate(ctx context.Context, a *Accumulator, b *block) error {
	defer b.release()
	done := int64(0)
	defer func() {
		run.records.Add(done)
		b.done.Add(done)
	}()
	return b.records(func(rec Record) error {
		err := run.Add(ctx, a, rec)
		var bad *RecordError
		if errors.As(err, &bad) && !run.Strict {
			err = nil
		}
		if err == nil {
			done++
		}
		return err
	})
}

func (run *running) progress() {
	if run.RunOptions.Progress == nil {
		return
	}
	run.showing.Lock()
	defer run.showing.Unlock()
	run.RunOptions.Progress(Progress{run.records.Load(), run.bytes.Load(), run.total})
}

// readAll reads the files, as many at once as there are workers.
func (run *running) readAll(ctx context.Context, files []string) {
	defer close(run.blocks)
	next := make(chan string)
	var readers sync.WaitGroup
	for range min(run.Workers, len(files)) {
		readers.Go(func() {
			for file := range next {
				if err := run.read(ctx, file); err != nil {
					run.fail(err)
				}
			}
		})
	}
	for _, file := range files {
		select {
		case next <- file:
		case <-ctx.Done():
		}
	}
	close(next)
	readers.Wait()
}

// read hands out the blocks of a file.
func (run *running) read(ctx context.Context, file string) error {
	var done atomic.Int64
	err := run.readFile(ctx, file, func(b *block) error {
		b.done = &done
		select {
		case run.blocks <- b:
			return nil
		case <-ctx.Done():
			b.release()
			return ctx.Err()
		}
	})
	var damaged *ReadError
	if !errors.As(err, &damaged) || run.Strict {
		return err
	}
	run.failing.Lock()
	defer run.failing.Unlock()
	run.damaged = append(run.damaged, damagedFile{damaged, &done})
	return nil
}

func (run *running) readFile(ctx context.Context, file string, hand func(*block) error) error {
	in := run.Stdin
	if file != Stdin {
		opened, err := os.Open(file)
		if err != nil {
			return &ReadError{File: file, Err: nameless(err)}
		}
		defer func() { _ = opened.Close() }()
		in = opened
	} else if in == nil {
		in = os.Stdin
	}
	return readBlocks(ctx, file, &counting{Reader: in, all: &run.bytes, size: run.sizes[file]}, hand)
}

// A counting reader counts what goes through it, and does not take it for the end
// that a file has become shorter.
type counting struct {
	io.Reader
	all  *atomic.Int64
	own  int64
	size int64 // that there is at least
}

func (c *counting) Read(into []byte) (int, error) {
	n, err := c.Reader.Read(into)
	c.all.Add(int64(n))
	if c.own += int64(n); err == io.EOF && c.own < c.size {
		err = errShorter
	}
	return n, err
}

// sizesOf are the sizes of files that have one, and of all files together, 0 if one
// has none.
func sizesOf(files []string) (sizes map[string]int64, total int64) {
	sizes = map[string]int64{}
	for _, file := range files {
		info, err := os.Stat(file)
		if file != Stdin && err == nil && info.Mode().IsRegular() {
			sizes[file] = info.Size()
			total += info.Size()
		}
	}
	if len(sizes) < len(files) {
		total = 0
	}
	return sizes, total
}
