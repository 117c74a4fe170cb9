package beam

import (
	"encoding/binary"
	"errors"

	"github.com/claimsmith/claimsmith/host/cmd/replay"
)

// A batch is records of a file, one behind the other: each one's offset, its length
// and its text. Or it says that the file is damaged, and how much of it was read.
type batch struct {
	File    string
	Offset  int64 // of the first record, or of the line that cannot be read
	Records []byte
	Read    int64  // records of a damaged file
	Damage  string // why it cannot be read
}

func (b *batch) add(record replay.Record) {
	if len(b.Records) == 0 {
		b.Offset = record.Offset
	}
	b.Records = binary.AppendUvarint(b.Records, uint64(record.Offset))
	b.Records = binary.AppendUvarint(b.Records, uint64(len(record.Text)))
	b.Records = append(b.Records, record.Text...)
}

// records calls emit with each record, and then returns a *replay.ReadError if the
// file is damaged.
func (b *batch) records(emit func(replay.Record) error) error {
	for rest := b.Records; len(rest) > 0; {
		offset, n := binary.Uvarint(rest)
		length, m := binary.Uvarint(rest[max(n, 0):])
		if n <= 0 || m <= 0 || uint64(len(rest)-n-m) < length {
			return errors.New("a batch of records was damaged on its way")
		}
		text := rest[n+m:][:length]
		rest = rest[n+m:][length:]
		if err := emit(replay.Record{File: b.File, Offset: int64(offset), Text: text}); err != nil {
			return err
		}
	}
	if b.Damage != "" {
		return &replay.ReadError{File: b.File, Records: b.Read, Offset: b.Offset, Err: errors.New(b.Damage)}
	}
	return nil
}
