package replay

import (
	"cmp"
	"container/heap"
	"encoding/binary"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"
)

// tableRows bounds a table.
const tableRows = 1000

// A table counts by key. It keeps the rows whose keys have the smallest hashes: a key
// that has gone can never come back, so what is kept was counted from the first time
// on, and it is the same whatever the order.
type table struct {
	rows    map[string]*row
	largest rowHeap
}

type row struct {
	key    string
	hash   uint64
	counts [failureColumns]int64 // the first of them, as many as the table has columns
}

// add counts, with a key that may change afterwards.
func (t *table) add(key []byte, column int, n int64) {
	if r := t.rows[string(key)]; r != nil {
		r.counts[column] += n
		return
	}
	if !t.room(key) {
		return
	}
	t.insert(string(key)).counts[column] += n
}

// room reports whether a new key belongs to those that are kept.
func (t *table) room(key []byte) bool {
	if len(t.rows) < tableRows {
		return true
	}
	hash := xxhash.Sum64(key)
	return cmp.Or(cmp.Compare(hash, t.largest[0].hash), strings.Compare(string(key), t.largest[0].key)) < 0
}

// insert makes a row for a new key for which there is room.
func (t *table) insert(key string) *row {
	if t.rows == nil {
		t.rows = map[string]*row{}
	}
	r := &row{key: key, hash: xxhash.Sum64String(key)}
	t.rows[key] = r
	heap.Push(&t.largest, r)
	if len(t.rows) > tableRows {
		delete(t.rows, heap.Pop(&t.largest).(*row).key)
	}
	return r
}

func (t *table) merge(b *table) {
	for key, from := range b.rows {
		r := t.rows[key]
		if r == nil {
			if !t.room([]byte(key)) {
				continue
			}
			r = t.insert(key)
		}
		for i, n := range from.counts {
			r.counts[i] += n
		}
	}
}

// sorted are the rows by their keys.
func (t *table) sorted() []*row {
	all := slices.Clone([]*row(t.largest))
	slices.SortFunc(all, func(a, b *row) int { return strings.Compare(a.key, b.key) })
	return all
}

// A rowHeap has the row with the largest hash on top.
type rowHeap []*row

func (h rowHeap) Len() int { return len(h) }
func (h rowHeap) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(h[i].hash, h[j].hash), strings.Compare(h[i].key, h[j].key)) > 0
}
func (h rowHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *rowHeap) Push(r any)   { *h = append(*h, r.(*row)) }
func (h *rowHeap) Pop() any {
	last := len(*h) - 1
	r := (*h)[last]
	(*h)[last] = nil
	*h = (*h)[:last]
	return r
}

// The longest field of a key, in bytes; longer ones are shortened.
const (
	longestField = 300
	shortField   = 240
)

// appendField appends a field to a key.
func appendField[T string | []byte](key []byte, field T) []byte {
	if len(field) > longestField {
		short := shortened(string(field))
		return append(binary.AppendUvarint(key, uint64(len(short))), short...)
	}
	return append(binary.AppendUvarint(key, uint64(len(field))), field...)
}

// shortened is a long field's beginning and its hash, so that different ones stay
// different.
func shortened(field string) string {
	if len(field) <= longestField {
		return field
	}
	end := shortField
	for end > 0 && !utf8.RuneStart(field[end]) {
		end--
	}
	return fmt.Sprintf("%s… (%d bytes, %016x)", field[:end], len(field), xxhash.Sum64String(field))
}

// How a field ends that is shortened.
var shortEnd = regexp.MustCompile(`… \(\d+ bytes, [0-9a-f]{16}\)$`)

// isShortened reports whether a field is only the beginning of what it was.
func isShortened(field string) bool {
	return len(field) > shortField && shortEnd.MatchString(field)
}

// fields are a key's, n of them.
func (r *row) fields(n int) []string {
	fields, ok := keyFields(r.key, n)
	if !ok {
		panic("replay: a key of other fields") // only keys that were checked get into a table
	}
	return fields
}

func keyFields(key string, n int) (fields []string, ok bool) {
	rest := []byte(key)
	for range n {
		size, used := binary.Uvarint(rest)
		if used <= 0 || size > uint64(len(rest)-used) {
			return nil, false
		}
		fields = append(fields, string(rest[used:used+int(size)]))
		rest = rest[used+int(size):]
	}
	return fields, len(rest) == 0
}
