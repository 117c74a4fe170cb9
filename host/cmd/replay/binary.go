package replay

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"math"
	"slices"
)

// binaryMagic begins every accumulator's bytes; its last byte is the form's version.
const binaryMagic = "csr\x03"

var errBinary = errors.New("replay: these bytes are no accumulator of this version")

// MarshalBinary writes what was found. Equal accumulators give equal bytes, and
// accumulators are equal if the same was added to them, in any order and in any
// parts.
func (a *Accumulator) MarshalBinary() ([]byte, error) {
	a.settle()
	text := []byte(binaryMagic)
	number := func(all ...int64) {
		for _, n := range all {
			text = binary.AppendUvarint(text, uint64(n))
		}
	}
	str := func(all ...string) {
		for _, s := range all {
			text = append(binary.AppendUvarint(text, uint64(len(s))), s...)
		}
	}
	number(int64(a.exemplars), a.read, a.bad, a.damaged, a.changes.Added, a.changes.Removed, a.changes.Changed, a.changes.Renamed)
	for t := range a.tokens {
		c := &a.tokens[t]
		number(c.evaluated, c.changed, c.reordered)
		for _, over := range c.over {
			number(over[:]...)
		}
		for _, h := range c.sizes {
			filled := 0
			for _, n := range h.buckets {
				if n != 0 {
					filled++
				}
			}
			number(int64(h.max), int64(filled))
			for i, n := range h.buckets {
				if n != 0 {
					number(int64(i), n)
				}
			}
		}
	}
	for _, t := range a.tables() {
		number(int64(len(t.rows)))
		for _, r := range t.sorted() {
			str(r.key)
			number(r.counts[:t.columns]...)
		}
	}
	for _, examples := range a.examples {
		number(int64(len(examples)))
		for _, e := range examples {
			text = binary.BigEndian.AppendUint64(text, e.hash)
			str(e.Token, e.Claim, e.To, e.Audience, e.File)
			number(e.Offset)
			str(e.Before, e.After, e.Reason)
		}
	}
	number(int64(len(a.badOnes)))
	for _, r := range a.badOnes {
		str(r.File)
		number(r.Offset)
		str(r.Code, r.Message)
	}
	number(int64(len(a.damagedOnes)))
	for _, d := range a.damagedOnes {
		str(d.File)
		number(d.Records, d.Bytes)
		str(d.Message)
	}
	return text, nil
}

// A shaped table is one with the numbers of its keys' fields and of its columns.
type shaped struct {
	*table
	fields, columns int
}

func (a *Accumulator) tables() [4]shaped {
	return [4]shaped{{&a.claims, claimFields, 4}, {&a.causes, causeFields, 1}, {&a.ignored, 2, 2}, {&a.failures, 1, failureColumns}}
}

// UnmarshalBinary replaces what was found with what MarshalBinary wrote. It takes no
// other bytes, whoever wrote them, and needs memory in proportion to their number.
// After an error the accumulator is as it was.
func (a *Accumulator) UnmarshalBinary(text []byte) error {
	d := &decoder{rest: text}
	read := d.accumulator()
	if d.broken || len(d.rest) > 0 {
		return errBinary
	}
	// Bytes that are written differently are not ours.
	if again, err := read.MarshalBinary(); err != nil || !bytes.Equal(again, text) {
		return errBinary
	}
	*a = *read
	return nil
}

// A decoder reads what MarshalBinary wrote. Once it is broken, all is zero.
type decoder struct {
	rest   []byte
	broken bool
}

func (d *decoder) fail() { d.rest, d.broken = nil, true }

func (d *decoder) number() int64 {
	n, used := binary.Uvarint(d.rest)
	if used <= 0 || n > math.MaxInt64 {
		d.fail()
		return 0
	}
	d.rest = d.rest[used:]
	return int64(n)
}

// count is a number of things that take so many bytes each, at least, and of which
// there may be so many.
func (d *decoder) count(each, most int) int {
	n := d.number()
	if n > int64(most) || n > int64(len(d.rest)/each) {
		d.fail()
		return 0
	}
	return int(n)
}

func (d *decoder) take(n int) []byte {
	if n > len(d.rest) {
		d.fail()
		return nil
	}
	taken := d.rest[:n]
	d.rest = d.rest[n:]
	return taken
}

func (d *decoder) str() string { return string(d.take(d.count(1, math.MaxInt))) }

func (d *decoder) accumulator() *Accumulator {
	if string(d.take(len(binaryMagic))) != binaryMagic {
		d.fail()
	}
	a := NewAccumulator(int(min(d.number(), math.MaxInt)))
	a.read, a.bad, a.damaged = d.number(), d.number(), d.number()
	a.changes = Changes{d.number(), d.number(), d.number(), d.number()}
	for t := range a.tokens {
		c := &a.tokens[t]
		c.evaluated, c.changed, c.reordered = d.number(), d.number(), d.number()
		for i := range c.over {
			for column := range c.over[i] {
				c.over[i][column] = d.number()
			}
		}
		for side := range c.sizes {
			d.histogram(&c.sizes[side])
		}
	}
	for _, t := range a.tables() {
		d.table(t)
	}
	for kind := range a.examples {
		d.examples(&a.examples[kind], kind, a.exemplars)
	}
	for range d.count(4, listedBadRecords) {
		a.badOnes = append(a.badOnes, BadRecord{d.str(), d.number(), d.str(), d.str()})
	}
	for range d.count(4, listedDamaged) {
		a.damagedOnes = append(a.damagedOnes, DamagedInput{d.str(), d.number(), d.number(), d.str()})
	}
	if !slices.IsSortedFunc(a.badOnes, compareBad) || !slices.IsSortedFunc(a.damagedOnes, compareDamaged) ||
		a.damaged < int64(len(a.damagedOnes)) {
		d.fail()
	}
	return a
}

func (d *decoder) histogram(h *histogram) {
	most := int(min(d.number(), math.MaxInt))
	last := 0
	for range d.count(2, bucketCount) {
		var n int64
		last, n = int(min(d.number(), bucketCount)), d.number()
		if last == bucketCount || n > math.MaxInt64-h.count {
			d.fail()
			return
		}
		h.add(0, 0) // makes room
		h.buckets[last] += n
		h.count += n
	}
	h.max = most
	if bucket(most) != last {
		d.fail()
	}
}

func (d *decoder) table(t shaped) {
	for range d.count(1+t.columns, tableRows) {
		key := d.str()
		if _, ok := keyFields(key, t.fields); !ok || t.rows[key] != nil {
			d.fail()
			return
		}
		r := t.insert(key)
		for i := range t.columns {
			r.counts[i] = d.number()
		}
	}
}

func (d *decoder) examples(all *exemplars, kind, most int) {
	for range d.count(17, most) {
		hash := d.take(8)
		if hash == nil {
			return
		}
		e := exemplar{hash: binary.BigEndian.Uint64(hash)}
		e.Kind = Kinds[kind]
		e.Token, e.Claim, e.To, e.Audience, e.File = d.str(), d.str(), d.str(), d.str(), d.str()
		e.Offset = d.number()
		e.Before, e.After, e.Reason = d.str(), d.str(), d.str()
		if n := len(*all); n > 0 && cmp.Compare((*all)[n-1].hash, e.hash) >= 0 {
			d.fail()
			return
		}
		*all = append(*all, e)
	}
}
