//go:build tinygo.wasm

package main

import (
	"runtime/volatile"
	"unsafe"
)

// The guest's memory, and all that is unsafe in the guest.
//
// There is no collector. What a call allocates lies one piece after another and is gone
// when the next call begins: not before, so that a result stands until then whether or
// not the host says that it has copied it. A call begins with the first room that a host
// asks for after the last call or, if it asks for none, with the call itself.
//
// Two things stay: what was made before the first call, and what the engine keeps (its
// compiled configs), piece by piece. Calls allocate in the free rooms between and after
// these.

// largest is the module's maximum of memory, in bytes.
const largest = 64 << 20

const (
	pageSize  = 64 << 10
	alignment = 8
)

// A room is a piece of memory.
type room struct{ start, end uint32 }

// The compiler takes runtime.alloc for a function that changes nothing that others see,
// so these are volatile to all but itself.
var (
	free  room   // where the next piece goes, up to where it may go
	dirty uint32 // from here on every byte is still zero
)

var (
	first     uint32   // where the memory of calls begins
	kept      [64]room // in the order of their addresses
	keptCount int
	arguments uint32 // the end of the room that the host has for its arguments
	between   bool   // a call has ended and no other has begun
)

//go:extern __heap_base
var heapBase [0]byte

//export llvm.wasm.memory.size.i32
func memorySize(memory int32) int32

//export llvm.wasm.memory.grow.i32
func memoryGrow(memory, pages int32) int32

func memoryEnd() uint32 { return uint32(memorySize(0)) * pageSize }

// allocate is how the compiler allocates; what it gives is zero.
//
//go:linkname allocate runtime.alloc
func allocate(size uintptr, _ unsafe.Pointer) unsafe.Pointer {
	at := take(uint32(size))
	end := at + uint32(size)
	if at < dirty {
		zero(at, min(end, dirty))
	}
	dirty = max(dirty, end)
	return unsafe.Pointer(uintptr(at))
}

// take gives out a piece of memory as it is.
func take(size uint32) uint32 {
	if size > largest {
		panic("no room for that")
	}
	size = (size + alignment - 1) &^ (alignment - 1)
	at := volatile.LoadUint32(&free.start)
	if at+size > volatile.LoadUint32(&free.end) {
		at = moveOn(at, size)
	}
	volatile.StoreUint32(&free.start, at+size)
	return at
}

// moveOn finds the next free room that is large enough from an address on.
//
//go:noinline
func moveOn(at, size uint32) uint32 {
	if at == 0 {
		at = uint32(uintptr(unsafe.Pointer(&heapBase)))
		at = (at + alignment - 1) &^ (alignment - 1)
	}
	for _, k := range kept[:keptCount] {
		if k.start >= at {
			if at+size <= k.start {
				volatile.StoreUint32(&free.end, k.start)
				return at
			}
			at = k.end
		}
	}
	end := memoryEnd()
	if at+size > end {
		// Each growth may move all of the memory, so there is a fourth more each time.
		pages := max((at+size-end+pageSize-1)/pageSize, end/pageSize/4)
		if memoryGrow(0, int32(pages)) < 0 {
			pages = (at + size - end + pageSize - 1) / pageSize
			if memoryGrow(0, int32(pages)) < 0 {
				panic("no memory is left")
			}
		}
		end = memoryEnd()
	}
	volatile.StoreUint32(&free.end, end)
	return at
}

// restart lets what comes next be allocated from an address on.
func restart(at uint32) {
	volatile.StoreUint32(&free.start, at)
	volatile.StoreUint32(&free.end, at) // the next piece looks for its room
}

// keepAll keeps all that was allocated so far, for good.
func keepAll() {
	take(0)
	first = volatile.LoadUint32(&free.start)
	arguments, between = first, true
}

// begin begins a call, if the room for its arguments has not.
func begin() {
	if between {
		between = false
		restart(arguments)
	}
}

// reallocate makes room for an argument, or another size of room for one. Room
// of size zero is never read; its address is only aligned.
func reallocate(old, oldSize, align, newSize uint32) uint32 {
	if newSize == 0 {
		return align
	}
	if between {
		between = false
		restart(first)
	}
	at := take(newSize)
	if at%align != 0 { // more than every piece is aligned to
		restart(at)
		at = (take(newSize+align) + align - 1) &^ (align - 1)
	}
	arguments = volatile.LoadUint32(&free.start)
	if arguments > volatile.LoadUint32(&dirty) {
		volatile.StoreUint32(&dirty, arguments)
	}
	if oldSize > 0 {
		copy(unsafe.Slice(pointer(at), newSize), unsafe.Slice(pointer(old), oldSize))
	}
	return at
}

// arena is the guest's memory as the engine sees it.
type arena struct{}

// Keep keeps one piece: what build allocates goes behind all that is kept.
func (arena) Keep(build func() bool) int {
	if keptCount > 0 {
		if end := kept[keptCount-1].end; volatile.LoadUint32(&free.start) < end {
			restart(end)
		}
	}
	take(0)
	start := volatile.LoadUint32(&free.start)
	if !build() {
		return 0
	}
	end := volatile.LoadUint32(&free.start)
	kept[keptCount] = room{start, end}
	keptCount++
	return int(end - start)
}

func (arena) Release() { keptCount = 0 }

func pointer(at uint32) *byte { return (*byte)(unsafe.Pointer(uintptr(at))) }

// zero zeroes memory. Little of it goes by words, since a machine may leave its compiled
// code for more.
func zero(at, end uint32) {
	if end-at > 256 {
		clear(unsafe.Slice(pointer(at), end-at))
		return
	}
	for ; at+8 <= end; at += 8 {
		*(*uint64)(unsafe.Pointer(uintptr(at))) = 0
	}
	for ; at < end; at++ {
		*pointer(at) = 0
	}
}

// argument is the text that a host put at an address. It stands until the host
// asks for room again, which is after the call.
func argument(at, size uint32) string {
	if size == 0 {
		return ""
	}
	return unsafe.String(pointer(at), int(size))
}

// area is where results are returned: a result<string, string>, which is a byte
// that says whether it is an error, the text's address and its length.
var area struct {
	failed uint8
	text   *byte
	size   uint32
}

// result returns a text and ends the call.
func result(text []byte, ok bool) uint32 {
	between = true
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
