//go:build tinygo.wasm

package main

import "unsafe"

// All that is unsafe in the guest: texts cross the boundary as addresses.
//
// The buffers that a host puts its arguments in are kept and handed out again,
// in order, so that calls of like size allocate nothing. They are reachable from
// here, so the collector keeps an argument that so far only the host knows of.

// keep is the size up to which a buffer is kept for the calls that follow: room
// for the largest inputs. Larger ones are refused, and not worth keeping.
const keep = 2 << 20

// largest is the module's maximum of memory.
const largest = 64 << 20

var (
	buffers [][]byte // handed out first, in order, then those to hand out next
	handed  int      // how many the host has
)

// reallocate makes room for an argument, or another size of room for one. Room
// of size zero is never read; its address is only aligned.
func reallocate(old, oldSize, align, newSize uint32) uint32 {
	if newSize == 0 {
		return align
	}
	if newSize > largest {
		panic("no room for that")
	}
	if oldSize != 0 {
		for i, b := range buffers[:handed] {
			if address(b) != old {
				continue
			}
			if newSize > uint32(cap(b)) {
				buffers[i] = newBuffer(newSize)
				copy(buffers[i], b[:oldSize])
			}
			return address(buffers[i])
		}
	}
	if handed == len(buffers) {
		buffers = append(buffers, nil)
	}
	if newSize > uint32(cap(buffers[handed])) {
		buffers[handed] = newBuffer(newSize)
	}
	handed++
	return address(buffers[handed-1])
}

// newBuffer has room to spare, so that sizes that vary a little settle.
func newBuffer(size uint32) []byte {
	const step = 1 << 10
	return make([]byte, (size+size/8+step-1)&^(step-1))
}

func address(b []byte) uint32 { return uint32(uintptr(unsafe.Pointer(unsafe.SliceData(b)))) }

// argument is the text that a host put at an address. It stands until the host
// asks for room again, which is after the call.
func argument(at, size uint32) string {
	if size == 0 {
		return ""
	}
	return unsafe.String((*byte)(unsafe.Pointer(uintptr(at))), int(size))
}

// area is where results are returned: a result<string, string>, which is a byte
// that says whether it is an error, the text's address and its length.
var area struct {
	failed uint8
	text   *byte
	size   uint32
}

// result returns a text. The arguments have been used: their buffers are free.
func result(text []byte, ok bool) uint32 {
	handed = 0
	area.failed = 1
	if ok {
		area.failed = 0
	}
	area.text, area.size = unsafe.SliceData(text), uint32(len(text))
	return uint32(uintptr(unsafe.Pointer(&area)))
}

// plainResult returns a text alone: a string.
func plainResult(text []byte) uint32 {
	result(text, true)
	return uint32(uintptr(unsafe.Pointer(&area.text)))
}

// release lets go of a result that the host has copied, and of buffers that are
// too large to keep.
func release() {
	area.text, area.size = nil, 0
	for i, b := range buffers {
		if cap(b) > keep {
			buffers[i] = nil
		}
	}
	policy.Trim()
}
