package translated

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"github.com/claimsmith/claimsmith/abi"
)

// ./build.sh check translates the module again; this needs Go alone.
func TestSource(t *testing.T) {
	wasm := abi.Module()
	digest := sha256.Sum256(wasm)
	if m := Module(); m.SHA256 != hex.EncodeToString(digest[:]) || m.Size != len(wasm) {
		t.Errorf("claims.go is made from a module of %d bytes with the SHA-256 %s; abi/claims.wasm has %d and %x: run ./build.sh translate",
			m.Size, m.SHA256, len(wasm), digest)
	}
}

// Traps are panics: outside its memory nothing is read or written.
func TestTraps(t *testing.T) {
	const (
		limit   = 1 << 20
		outside = 1<<32 - 1<<16
	)
	for name, call := range map[string]func(abi.Instance){
		"a text outside the memory": func(in abi.Instance) { in.Validate(outside, 100) },
		"a text half outside the memory": func(in abi.Instance) {
			at := len(in.Memory()) - 10
			copy(in.Memory()[at:], "          ")
			in.Validate(uint32(at), 100)
		},
		"a length without end":              func(in abi.Instance) { in.Validate(0, 1<<32-1) },
		"more memory than the limit":        func(in abi.Instance) { in.Realloc(0, 0, 1, 2*limit) },
		"more memory than there can be":     func(in abi.Instance) { in.Realloc(0, 0, 1, 1<<32-1) },
		"texts that are all over the place": func(in abi.Instance) { in.Evaluate(outside, 7, outside, 8, 1<<31, 9) },
	} {
		t.Run(name, func(t *testing.T) {
			in := start(limit)
			in.Initialize()
			defer func() {
				if trap := recover(); trap == nil {
					t.Error("there is no trap")
				}
				if size := len(in.Memory()); size > limit {
					t.Errorf("the memory has %d bytes", size)
				}
			}()
			call(in)
		})
	}
}
