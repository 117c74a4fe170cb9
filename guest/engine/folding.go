package engine

// Folding of names: which characters are one but for letter case (CFG-3). It is Unicode's
// simple folding, as strings.EqualFold has it. Go's own tables for it are a twelfth of
// the module.

// A foldRange is characters that fold to those so much lower. They are packed: the first
// one, how many more there are (8 bits), and whether they are every second (1 bit).
type foldRange struct {
	packed uint32
	by     int32
}

func (f *foldRange) first() uint32 { return f.packed >> 9 }
func (f *foldRange) step() uint32  { return f.packed&1 + 1 }
func (f *foldRange) last() uint32  { return f.first() + f.packed>>1&0xFF*f.step() }

// fold maps names that strings.EqualFold calls equal to one: each character to the
// least of those that it may be exchanged with.
func fold(name string) string {
	folded := make([]byte, 0, len(name))
	for i := 0; i < len(name); {
		r, size := character(name[i:])
		folded = appendCharacter(folded, foldRune(r))
		i += size
	}
	return string(folded)
}

// sameFolded reports whether two names are one when they are folded.
func sameFolded(a, b string) bool {
	for a != "" && b != "" {
		r, size := character(a)
		other, otherSize := character(b)
		if foldRune(r) != foldRune(other) {
			return false
		}
		a, b = a[size:], b[otherSize:]
	}
	return a == b
}

func foldRune(r rune) rune {
	if r < 0x80 {
		if r >= 'a' && r <= 'z' {
			r -= 'a' - 'A'
		}
		return r
	}
	low, high := 0, len(foldRanges)
	for low < high {
		middle := (low + high) / 2
		f := &foldRanges[middle]
		switch {
		case uint32(r) < f.first():
			high = middle
		case uint32(r) > f.last():
			low = middle + 1
		case (uint32(r)-f.first())%f.step() == 0:
			return r - f.by
		default:
			return r
		}
	}
	return r
}
