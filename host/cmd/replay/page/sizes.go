package page

import (
	"fmt"
	"math"
	"math/bits"
	"strings"

	"github.com/claimsmith/claimsmith/host/cmd/replay"
)

// The limits are marked, so that distances to them are seen.
var limits = replay.Thresholds

// Where the histogram begins and ends, in pixels down. Across all is in percent, so
// that the plot fits every screen.
const plotTop, plotFloor = 34, 168

// A distribution is the payload sizes of one token.
type distribution struct {
	Token    string   // its name, several
	Label    string   // the plot in words
	Payloads sizeLine // how many there are
	Lines    []sizeLine
	Before   string // outlines, if there is a histogram
	After    string
	Bins     []bin
	Ticks    []tick
	Limits   []tick
	Heights  []tick
	Strips   []strip
}

// A sizeLine is a percentile, in bytes.
type sizeLine struct {
	Name          string
	Before, After int64
}

// Difference is by how many bytes there are more after.
func (l sizeLine) Difference() int64 { return l.After - l.Before }

// A bin is payloads of more than From and at most To bytes.
type bin struct{ From, To, Before, After int64 }

// A tick is a place on an axis.
type tick struct {
	At, Name string
	Y        int
	Anchor   string
	Fine     bool // may be left out on small screens
}

// A strip shows the percentiles below the histogram.
type strip struct {
	Name     string // before or after
	Y        int
	P50, Max string
	Marks    []string // p95, p99 and the maximum
}

// Top and Foot are where a mark of the strip begins and ends.
func (s strip) Top() int  { return s.Y - 6 }
func (s strip) Foot() int { return s.Y + 6 }

func sizesOf(r *replay.Report) (sizes []distribution) {
	for _, s := range r.Sizes {
		if s.Before.Count == 0 && s.After.Count == 0 {
			continue
		}
		d := distribution{
			Token:    tokensName(s.Token),
			Payloads: sizeLine{"payloads", s.Before.Count, s.After.Count},
			Lines: []sizeLine{
				{"p50", int64(s.Before.P50), int64(s.After.P50)},
				{"p95", int64(s.Before.P95), int64(s.After.P95)},
				{"p99", int64(s.Before.P99), int64(s.After.P99)},
				{"maximum", int64(s.Before.Max), int64(s.After.Max)},
			},
		}
		d.Label = fmt.Sprintf("Payload sizes of %s on a logarithmic scale. Half are at most %s bytes before and %s after; the largest has %s before and %s after.",
			d.Token, grouped(d.Lines[0].Before), grouped(d.Lines[0].After), grouped(d.Lines[3].Before), grouped(d.Lines[3].After))
		d.plot(s)
		sizes = append(sizes, d)
	}
	return sizes
}

// octave is where a size is on the axis, in doublings: linear up to 16 bytes, so that
// there is a place for nothing, and logarithmic from there on.
func octave(bytes int) float64 {
	if bytes < 16 {
		return 3 + max(float64(bytes), 0)/16
	}
	return math.Log2(float64(bytes))
}

// plot makes the histogram of the report's bins, on an axis that has all limits on it.
func (d *distribution) plot(s replay.Sizes) {
	lowest, highest := 64, limits[len(limits)-1]
	for _, q := range []replay.Distribution{s.Before, s.After} {
		if q.Count > 0 {
			lowest = min(lowest, q.P50)
		}
		highest = max(highest, q.Max)
	}
	for _, b := range s.Histogram {
		lowest, highest = min(lowest, b.From), max(highest, b.To)
	}
	first := 4 // 16 bytes
	from, to := octave(0)-0.2, octave(highest)+0.4
	if lowest >= 16 {
		first = bits.Len(uint(lowest)) - 1 // the doubling that it is in
		first -= first % 2
		from = float64(first) - 0.4
	}
	part := func(bytes int) float64 { return (octave(bytes) - from) / (to - from) }
	place := func(bytes int) string { return percent(part(bytes), 1) }
	along := func(bytes int) string { return coordinate(1000*part(bytes), 1000) }
	fine := false // every other one is
	if lowest < 16 {
		d.Ticks = append(d.Ticks, tick{At: place(0), Name: "0"})
		fine = true
	}
	for p := first; float64(p) < to-0.3; p += 2 {
		d.Ticks = append(d.Ticks, tick{At: place(1 << p), Name: size(1 << p), Fine: fine})
		fine = !fine
	}
	for i, l := range limits {
		t := tick{At: place(l), Name: size(int64(l)), Y: 12, Anchor: "end"}
		if i == 1 {
			t.Anchor = "start"
		}
		if i == 2 {
			t.Y = 27 // a phone has no room for it beside the others
		}
		d.Limits = append(d.Limits, t)
	}
	for i, q := range []replay.Distribution{s.Before, s.After} {
		if q.Count > 0 {
			d.Strips = append(d.Strips, strip{Name: []string{"before", "after"}[i], Y: 206 + 20*i,
				P50: place(q.P50), Max: place(q.Max), Marks: []string{place(q.P95), place(q.P99), place(q.Max)}})
		}
	}

	var top float64
	for _, b := range s.Histogram {
		top = max(top, float64(b.Before), float64(b.After))
	}
	if top == 0 {
		return
	}
	top *= 1.04
	edges := make([]string, 0, len(s.Histogram)+1)
	for i, b := range s.Histogram {
		if i == 0 {
			edges = append(edges, along(b.From))
		}
		edges = append(edges, along(b.To))
		d.Bins = append(d.Bins, bin{int64(b.From), int64(b.To), b.Before, b.After})
	}
	before := func(b replay.SizeBin) int64 { return b.Before }
	after := func(b replay.SizeBin) int64 { return b.After }
	d.Before, d.After = outline(s.Histogram, edges, top, before)+"Z", outline(s.Histogram, edges, top, after)
	step := nice(top / 2.5)
	for h := step; h < top; h += step {
		y := plotFloor - int(h/top*(plotFloor-plotTop))
		d.Heights = append(d.Heights, tick{Name: compact(int64(h)), Y: y})
	}
}

// nice is the largest of 1, 2 and 5 times a power of ten that is not above v, and 1 at least.
func nice(v float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(max(v, 1))))
	for _, n := range []float64{5, 2} {
		if n*power <= v {
			return n * power
		}
	}
	return power
}

// outline is the top of a histogram as a path, in thousandths of the plot both ways.
func outline(bins []replay.SizeBin, edges []string, top float64, of func(replay.SizeBin) int64) string {
	var b strings.Builder
	fmt.Fprintf(&b, "M%s 1000", edges[0])
	for i, bin := range bins {
		fmt.Fprintf(&b, "V%sH%s", coordinate(1000-1000*float64(of(bin))/top, 1000), edges[i+1])
	}
	b.WriteString("V1000")
	return b.String()
}
