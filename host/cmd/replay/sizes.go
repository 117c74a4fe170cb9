package replay

import "math/bits"

// A histogram counts sizes in bytes: every size up to exactSizes by itself, beyond
// that 64 buckets for each doubling, and everything over largestSize in the last.
type histogram struct {
	count   int64
	max     int
	buckets []int64 // bucketCount of them, or none while nothing is counted
}

const (
	exactSizes  = 8 << 10
	largestSize = 2 << 20 // beyond any input
	perDoubling = 64
	bucketCount = exactSizes + 1 + 8*perDoubling + 1
)

// bucket is where a size is counted.
func bucket(size int) int {
	if size <= exactSizes {
		return max(size, 0)
	}
	if size > largestSize {
		return bucketCount - 1
	}
	// The upper bounds are inclusive: 16,384 is the last of its doubling.
	s := uint(size - 1)
	doubling := bits.Len(s) - 1 // from 13 on
	return exactSizes + 1 + (doubling-13)*perDoubling + int(s>>(doubling-6))&(perDoubling-1)
}

// upper is the largest size of a bucket. Of the last there is none.
func upper(bucket int) int {
	if bucket <= exactSizes {
		return bucket
	}
	n := bucket - exactSizes - 1
	doubling := 13 + n/perDoubling
	return 1<<doubling + (n%perDoubling+1)<<(doubling-6)
}

func (h *histogram) add(size int, n int64) {
	if h.buckets == nil {
		h.buckets = make([]int64, bucketCount)
	}
	h.count += n
	h.max = max(h.max, size)
	h.buckets[bucket(size)] += n
}

func (h *histogram) merge(from *histogram) {
	if from.count == 0 {
		return
	}
	if h.buckets == nil {
		h.buckets = make([]int64, bucketCount)
	}
	h.count += from.count
	h.max = max(h.max, from.max)
	for i, n := range from.buckets {
		h.buckets[i] += n
	}
}

func (h *histogram) distribution() Distribution {
	return Distribution{h.count, h.percentile(50), h.percentile(95), h.percentile(99), h.max}
}

// percentile is the upper bound of the bucket that has the nearest rank, but no more
// than the maximum.
func (h *histogram) percentile(p int64) int {
	// Multiplied in parts: a count may be anything below 1<<63.
	rank := h.count/100*p + (h.count%100*p+99)/100
	seen := int64(0)
	for i, n := range h.buckets {
		if seen += n; seen >= rank && seen > 0 {
			if i == bucketCount-1 {
				return h.max
			}
			return min(upper(i), h.max)
		}
	}
	return h.max
}

// binEdges are the upper bounds of a report's bins: four for each doubling, the
// provider's limit, and doublings beyond it. Each is some bucket's upper bound.
var binEdges = func() (edges []int) {
	for from := 16; from < 64; from += 16 {
		edges = append(edges, from)
	}
	for from := 64; from < 1<<17; from *= 2 {
		for quarter := range 4 {
			if edge := from + quarter*from/4; edge < 100<<10 {
				edges = append(edges, edge)
			}
		}
	}
	return append(edges, 100<<10, 200<<10, 400<<10, 800<<10, largestSize)
}()

// bins are the counts of two histograms, without empty ones at either end.
func bins(before, after *histogram) []SizeBin {
	all := make([]SizeBin, len(binEdges)+1)
	from := 0
	for i, edge := range binEdges {
		all[i].From, all[i].To = from, edge
		from = edge
	}
	last := len(binEdges)
	all[last].From, all[last].To = from, max(from, before.max, after.max)
	count := func(h *histogram, of func(*SizeBin) *int64) {
		bin := 0
		for i, n := range h.buckets {
			for bin < last && (i == bucketCount-1 || upper(i) > binEdges[bin]) {
				bin++
			}
			*of(&all[bin]) += n
		}
	}
	count(before, func(b *SizeBin) *int64 { return &b.Before })
	count(after, func(b *SizeBin) *int64 { return &b.After })
	start, end := 0, len(all)
	for start < end && all[start].Before == 0 && all[start].After == 0 {
		start++
	}
	for end > start && all[end-1].Before == 0 && all[end-1].After == 0 {
		end--
	}
	return all[start:end]
}
