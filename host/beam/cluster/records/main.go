// Command records makes what cluster.sh replays: two configs, and a folder of files
// with so many records in the first, and fewer in others.
package main

import (
	"bufio"
	"errors"
	"flag"
	"io"
	"log"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/claimsmith/claimsmith/host/cmd/replay/replaytest"
)

func main() {
	folder := flag.String("folder", "", "write into this `folder`")
	records := flag.Int("records", 1000, "the `number` of records in the first file")
	flag.Parse()
	if err := write(*folder, *records); err != nil {
		log.Fatal(err)
	}
}

func write(folder string, records int) error {
	for name, config := range map[string]string{"before.json": replaytest.Before, "after.json": replaytest.After} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(config), 0o600); err != nil {
			return err
		}
	}
	sessions := filepath.Join(folder, "sessions")
	if err := os.MkdirAll(sessions, 0o700); err != nil {
		return err
	}
	plain := func(w io.Writer) (io.WriteCloser, error) { return nopCloser{w}, nil }
	zipped := func(w io.Writer) (io.WriteCloser, error) { return gzip.NewWriter(w), nil }
	zstandard := func(w io.Writer) (io.WriteCloser, error) { return zstd.NewWriter(w) }
	return errors.Join(
		file(filepath.Join(sessions, "1.ndjson"), plain, 1, records),
		file(filepath.Join(sessions, "2.ndjson.gz"), zipped, 2, records/10),
		file(filepath.Join(sessions, "3.ndjson.zst"), zstandard, 3, records/10),
		file(filepath.Join(sessions, "4.ndjson"), plain, 4, records/100),
	)
}

func file(name string, compress func(io.Writer) (io.WriteCloser, error), seed uint64, records int) error {
	out, err := os.Create(name)
	if err != nil {
		return err
	}
	compressed, err := compress(out)
	if err != nil {
		return errors.Join(err, out.Close())
	}
	buffered := bufio.NewWriter(compressed)
	for record := range replaytest.Sessions(seed, records) {
		if _, err := buffered.Write(append(record, '\n')); err != nil {
			break // Flush has the same error
		}
	}
	return errors.Join(buffered.Flush(), compressed.Close(), out.Close())
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }
