package replay

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"testing"
)

// filled is an accumulator with something of everything.
func filled(seed uint64, n int) *Accumulator {
	random := rand.New(rand.NewPCG(seed, 1))
	a := NewAccumulator(3)
	for i := range n {
		name := fmt.Sprint(random.IntN(50))
		t := &a.tokens[random.IntN(int(tokenCount))]
		t.evaluated++
		t.addSize(random.IntN(1<<random.IntN(23))-1, random.IntN(1<<random.IntN(23))-1, false)
		a.claims.add(appendField(appendField(appendField(appendField(nil, AccessToken), name), ""), "audience"), random.IntN(4), 1)
		cause := appendField(appendField(nil, AccessToken), name)
		for range causeFields - 2 {
			cause = appendField(cause, "x")
		}
		a.causes.add(cause, 0, 1)
		a.ignored.add(appendField(appendField(nil, IDToken), name), random.IntN(2), 2)
		a.failures.add(appendField(nil, name), random.IntN(4), 3)
		kind := random.IntN(len(Kinds))
		a.examples[kind].add(exemplar{random.Uint64(), Exemplar{Kind: Kinds[kind], Claim: name, File: "f", Offset: int64(i), Before: "x"}}, a.exemplars)
		a.addBad(BadRecord{"f", random.Int64N(1000), "code", name})
		a.AddDamaged(&ReadError{name, random.Int64N(1000), random.Int64N(1000), io.ErrUnexpectedEOF})
	}
	return a
}

// FuzzUnmarshalBinary feeds bytes: what is taken is what would be written, and
// reports can be made of it.
func FuzzUnmarshalBinary(f *testing.F) {
	for n := range 5 {
		text, err := filled(uint64(n), n*n*n).MarshalBinary()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var a Accumulator
		if a.UnmarshalBinary(text) != nil {
			return
		}
		again, err := a.MarshalBinary()
		if err != nil || !bytes.Equal(again, text) {
			t.Errorf("the bytes are not the ones that it writes: %v", err)
		}
		if !json.Valid(a.Report().JSON()) {
			t.Error("the report is no JSON")
		}
		b := filled(9, 9)
		b.Merge(&a)
		b.Merge(&a)
		b.Report()
	})
}

// TestBuckets checks that every size is in a bucket of its own up to 8,192 bytes, in
// one that is at most 1/64 too large beyond, and that bins end where buckets do.
func TestBuckets(t *testing.T) {
	last := -1
	for size := range largestSize + 1 {
		b := bucket(size)
		switch u := upper(b); {
		case b != last && b != last+1, b >= bucketCount-1:
			t.Fatalf("%d is in bucket %d, the one before in %d", size, b, last)
		case size <= exactSizes && u != size, u < size, u-size > size/64:
			t.Fatalf("%d is in bucket %d, up to %d", size, b, u)
		}
		last = b
	}
	if last != bucketCount-2 || bucket(largestSize+1) != bucketCount-1 || bucket(math.MaxInt) != bucketCount-1 {
		t.Error("sizes beyond the largest are not in the last bucket")
	}
	for i, edge := range binEdges {
		if upper(bucket(edge)) != edge || i > 0 && edge <= binEdges[i-1] {
			t.Errorf("the bin up to %d ends within a bucket", edge)
		}
	}
	for _, over := range Thresholds {
		if upper(bucket(over)) != over {
			t.Errorf("%d is no bucket's end", over)
		}
	}
}

// TestThresholds has sizes at and beyond the thresholds; -1 is no payload.
func TestThresholds(t *testing.T) {
	for _, c := range []struct {
		before, after int
		newly         bool
		want          [len(Thresholds)][3]int64
	}{
		{4096, 4096, false, [3][3]int64{}},
		{4096, 4097, true, [3][3]int64{{0, 1, 1}}},
		{4097, 4098, false, [3][3]int64{{1, 1, 0}}},
		{4097, 8193, true, [3][3]int64{{1, 1, 0}, {0, 1, 1}}},
		{8193, 4096, false, [3][3]int64{{1, 0, 0}, {1, 0, 0}}},
		{-1, 102401, true, [3][3]int64{{0, 1, 1}, {0, 1, 1}, {0, 1, 1}}},
		{102400, -1, false, [3][3]int64{{1, 0, 0}, {1, 0, 0}}},
	} {
		var counts tokenCounts
		if newly := counts.addSize(c.before, c.after, false); newly != c.newly || counts.over != c.want {
			t.Errorf("%d and %d: %t, %v", c.before, c.after, newly, counts.over)
		}
	}
	var unknown tokenCounts
	if newly := unknown.addSize(-1, 5000, true); newly || unknown.over != [3][3]int64{{0, 1, 0}} {
		t.Errorf("newly %t where nobody knows: %v", newly, unknown.over)
	}
}
