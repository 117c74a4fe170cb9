package engine

import (
	"strings"
	"testing"
)

func TestSameText(t *testing.T) {
	for n := range 100 {
		a := strings.Repeat("x", n)
		if !sameText(a, strings.Clone(a)) {
			t.Errorf("%d bytes differ from themselves", n)
		}
		for at := range n {
			for other := range n {
				b := []byte(a)
				b[at] ^= 1
				c := []byte(a)
				c[other] ^= 1
				if got := sameText(string(b), string(c)); got != (at == other) {
					t.Fatalf("%d bytes with %d and %d changed: %v", n, at, other, got)
				}
			}
			if sameText(a, a[:at]) {
				t.Errorf("%d bytes are %d", n, at)
			}
		}
	}
}
