package abi_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/claimsmith/claimsmith/abi"
)

func Example() {
	// Every WebAssembly module begins with these bytes.
	fmt.Printf("%q\n", abi.Module()[:4])
	// Output: "\x00asm"
}

func TestModuleIsACopy(t *testing.T) {
	first := abi.Module()
	first[0] = 'x'
	if second := abi.Module(); second[0] != 0 {
		t.Error("a change of one copy is seen in the next")
	}
}

// A binaryModule is what a module's sections say of things that are in the contract.
type binaryModule struct {
	imports   int
	types     []string
	functions []int // their types
	memories  []limits
	globals   []global
	exports   map[string]string // to the kind or, of a function, the signature
	customs   []string
}

type limits struct {
	minimum, maximum uint32 // in pages
	bounded          bool
}

type global struct {
	kind    byte
	mutable bool
	initial int32 // of i32.const
}

const (
	typeI32 = 0x7F
	page    = 64 << 10
)

// A reader reads a WebAssembly binary (core specification, chapter 5).
type reader struct{ *bytes.Reader }

func (r reader) number() uint32 {
	n, err := binary.ReadUvarint(r)
	if err != nil {
		panic(err)
	}
	return uint32(n)
}

func (r reader) byte() byte {
	b, err := r.ReadByte()
	if err != nil {
		panic(err)
	}
	return b
}

// signed reads a signed LEB128 number.
func (r reader) signed() (n int64) {
	for shift := 0; ; shift += 7 {
		b := r.byte()
		n |= int64(b&0x7F) << shift
		if b < 0x80 {
			unused := 64 - shift - 7
			return n << unused >> unused
		}
	}
}

func (r reader) bytes(n uint32) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = r.byte()
	}
	return b
}

func (r reader) text() string { return string(r.bytes(r.number())) }

// types is a list of value types, of which only i32 has a name here.
func (r reader) types() string {
	var names []string
	for _, b := range r.bytes(r.number()) {
		name := "i32"
		if b != typeI32 {
			name = fmt.Sprintf("%#x", b)
		}
		names = append(names, name)
	}
	return strings.Join(names, " ")
}

func read(t *testing.T, wasm []byte) (m binaryModule) {
	t.Helper()
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("the module cannot be read: %v", r)
		}
	}()
	if !bytes.HasPrefix(wasm, []byte("\x00asm\x01\x00\x00\x00")) {
		t.Fatalf("no module begins with %q", wasm[:8])
	}
	m.exports = map[string]string{}
	all := reader{bytes.NewReader(wasm[8:])}
	for all.Len() > 0 {
		id := all.byte()
		section := reader{bytes.NewReader(all.bytes(all.number()))}
		if id == 0 {
			m.customs = append(m.customs, section.text())
			continue
		}
		if id > 7 {
			continue // code, data and the like: no part of the contract
		}
		for count := section.number(); count > 0; count-- {
			switch id {
			case 1:
				if form := section.byte(); form != 0x60 {
					t.Fatalf("the type %#x is no function's", form)
				}
				m.types = append(m.types, "("+section.types()+") -> ("+section.types()+")")
			case 2:
				m.imports++
				count = 1 // one is too many
			case 3:
				m.functions = append(m.functions, int(section.number()))
			case 5:
				l := limits{bounded: section.byte()&1 == 1, minimum: section.number()}
				if l.bounded {
					l.maximum = section.number()
				}
				m.memories = append(m.memories, l)
			case 6:
				g := global{kind: section.byte(), mutable: section.byte() == 1}
				if op := section.byte(); op != 0x41 {
					t.Fatalf("a global begins with the instruction %#x, not with i32.const", op)
				}
				g.initial = int32(section.signed())
				section.byte() // end
				m.globals = append(m.globals, g)
			case 7:
				name, kind, index := section.text(), section.byte(), section.number()
				switch kind {
				case 0:
					m.exports[name] = m.types[m.functions[index]]
				case 2:
					m.exports[name] = "memory"
				default:
					m.exports[name] = fmt.Sprintf("kind %d", kind)
				}
			}
		}
	}
	return m
}

func TestImports(t *testing.T) {
	if m := read(t, abi.Module()); m.imports != 0 {
		t.Errorf("the module imports %d things", m.imports)
	}
}

func TestExports(t *testing.T) {
	judges, post := "(i32 i32 i32 i32 i32 i32) -> (i32)", "(i32) -> ()"
	want := map[string]string{
		abi.Memory:       "memory",
		abi.Initialize:   "() -> ()",
		abi.Realloc:      "(i32 i32 i32 i32) -> (i32)",
		abi.Evaluate:     judges,
		abi.Explain:      judges,
		abi.Validate:     "(i32 i32) -> (i32)",
		abi.Describe:     "() -> (i32)",
		abi.Version:      "() -> (i32)",
		abi.PostEvaluate: post,
		abi.PostExplain:  post,
		abi.PostValidate: post,
		abi.PostDescribe: post,
	}
	if got := read(t, abi.Module()).exports; !maps.Equal(got, want) {
		t.Errorf("the module exports\n%v\nnot\n%v", got, want)
	}
}

func TestMemory(t *testing.T) {
	m := read(t, abi.Module())
	if len(m.memories) != 1 {
		t.Fatalf("the module has %d memories", len(m.memories))
	}
	memory := m.memories[0]
	if !memory.bounded || memory.maximum*page > 64<<20 {
		t.Errorf("the memory's maximum is not 64 MiB at most: %+v", memory)
	}
	if memory.minimum*page > 256<<10 {
		t.Errorf("the memory starts with %d bytes, over 256 KiB", memory.minimum*page)
	}
}

// The linker puts the stack first in memory, so the stack pointer starts at the
// stack's size, and a stack that overflows traps.
func TestStackSize(t *testing.T) {
	text, err := os.ReadFile("../guest/target.json")
	if err != nil {
		t.Fatal(err)
	}
	var target struct {
		StackSize int32 `json:"default-stack-size"`
	}
	if err := json.Unmarshal(text, &target); err != nil {
		t.Fatal(err)
	}
	globals := read(t, abi.Module()).globals
	i := slices.IndexFunc(globals, func(g global) bool { return g.mutable && g.kind == typeI32 })
	if i < 0 {
		t.Fatal("the module has no stack pointer")
	}
	size := globals[i].initial
	if size != target.StackSize {
		t.Errorf("the stack has %d bytes, the target says %d", size, target.StackSize)
	}
	if size < 16<<10 || size > 64<<10 {
		t.Errorf("the stack has %d bytes, not 16 to 64 KiB", size)
	}
}

func TestSize(t *testing.T) {
	const raw, zipped = 120 << 10, 50 << 10
	wasm := abi.Module()
	if len(wasm) > raw {
		t.Errorf("the module has %d bytes, over %d", len(wasm), raw)
	}
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	w.Write(wasm)
	w.Close()
	if b.Len() > zipped {
		t.Errorf("the module has %d bytes when compressed, over %d", b.Len(), zipped)
	}
}

// Names and debug information would be dead weight. The two that compilers leave
// say how the module was made and are small.
func TestCustomSections(t *testing.T) {
	allowed := []string{"producers", "target_features"}
	for _, name := range read(t, abi.Module()).customs {
		if !slices.Contains(allowed, name) {
			t.Errorf("the module has the custom section %q", name)
		}
	}
}

// An embedder is a host that follows the contract to the letter and knows no
// more: arguments in rooms of their own, one call at a time.
type embedder struct {
	*testing.T
	api.Module
}

func embed(t *testing.T) embedder {
	t.Helper()
	ctx := context.Background()
	r := wazero.NewRuntime(ctx)
	t.Cleanup(func() { r.Close(ctx) })
	config := wazero.NewModuleConfig().WithStartFunctions(abi.Initialize)
	m, err := r.InstantiateWithConfig(ctx, abi.Module(), config)
	if err != nil {
		t.Fatal(err)
	}
	return embedder{t, m}
}

func (e embedder) call(name string, args ...uint64) uint32 {
	e.Helper()
	results, err := e.ExportedFunction(name).Call(context.Background(), args...)
	if err != nil {
		e.Fatalf("%s: %v", name, err)
	}
	if len(results) == 0 {
		return 0
	}
	return uint32(results[0])
}

func (e embedder) realloc(old, oldSize, align, size int) uint32 {
	e.Helper()
	at := e.call(abi.Realloc, uint64(old), uint64(oldSize), uint64(align), uint64(size))
	if at%uint32(align) != 0 || uint64(at)+uint64(size) > uint64(e.Memory().Size()) {
		e.Fatalf("%d bytes aligned to %d are at %d in a memory of %d bytes", size, align, at, e.Memory().Size())
	}
	return at
}

// read is a copy of a text that stands at an address.
func (e embedder) read(at, size uint32) string {
	e.Helper()
	text, ok := e.Memory().Read(at, size)
	if !ok {
		e.Fatalf("the %d bytes at %d are outside the memory", size, at)
	}
	return string(text)
}

func (e embedder) place(at uint32) (text, size uint32) {
	e.Helper()
	place := []byte(e.read(at, 8))
	return binary.LittleEndian.Uint32(place), binary.LittleEndian.Uint32(place[4:])
}

// judge calls a function that returns a result<string, string>.
func (e embedder) judge(name, post string, texts ...string) (text string, ok bool) {
	e.Helper()
	var args []uint64
	for _, text := range texts {
		at := e.realloc(0, 0, 1, len(text))
		e.Memory().WriteString(at, text)
		args = append(args, uint64(at), uint64(len(text)))
	}
	area := e.call(name, args...)
	if area%4 != 0 {
		e.Errorf("the result at %d is not aligned", area)
	}
	tag := e.read(area, 1)[0]
	if tag > 1 {
		e.Errorf("the result's tag is %d", tag)
	}
	at, size := e.place(area + 4)
	text = e.read(at, size)
	e.call(post, uint64(area))
	return text, tag == 0
}

func (e embedder) describe() string {
	e.Helper()
	area := e.call(abi.Describe)
	at, size := e.place(area)
	text := e.read(at, size)
	e.call(abi.PostDescribe, uint64(area))
	return text
}

func TestDescription(t *testing.T) {
	e := embed(t)
	var d struct {
		ABIVersion struct{ Major, Minor int } `json:"abi_version"`
		Failures   []struct{ Code, Says string }
	}
	if err := json.Unmarshal([]byte(e.describe()), &d); err != nil {
		t.Fatal(err)
	}
	if d.ABIVersion.Major != abi.Major || d.ABIVersion.Minor != abi.Minor {
		t.Errorf("the module describes version %+v of the contract, the package %d.%d", d.ABIVersion, abi.Major, abi.Minor)
	}
	if version := e.call(abi.Version); version != abi.Major<<16|abi.Minor {
		t.Errorf("%s is %#x, the package says %d.%d", abi.Version, version, abi.Major, abi.Minor)
	}
	var codes []string
	for _, f := range d.Failures {
		codes = append(codes, f.Code)
		if f.Says == "" {
			t.Errorf("%s has no sentence", f.Code)
		}
	}
	slices.Sort(codes)
	want := []string{abi.InvalidAudience, abi.InvalidConfig, abi.InvalidSession, abi.PayloadTooLarge}
	if !slices.Equal(codes, want) {
		t.Errorf("the module's failures are %q, the package's %q", codes, want)
	}
}

func TestCalls(t *testing.T) {
	e := embed(t)
	config := `{"access_token":{"custom_claim_mappings":[{"name":"country","expression":"anonymous_session.metadata.country"}]}}`
	session := `{"metadata":{"country":"Spain"}}`
	for range 3 {
		got, ok := e.judge(abi.Evaluate, abi.PostEvaluate, config, session, `""`)
		if want := `{"access_token":{"claims":{"country":"Spain"},"bytes":19}}`; got != want || !ok {
			t.Errorf("evaluate gives %s", got)
		}
		if got, ok := e.judge(abi.Explain, abi.PostExplain, config, session, `""`); !ok || !strings.Contains(got, `"verdict":"added"`) {
			t.Errorf("explain gives %s", got)
		}
		if got, ok := e.judge(abi.Validate, abi.PostValidate, config); !ok || !strings.HasPrefix(got, `{"valid":true,`) {
			t.Errorf("validate gives %s", got)
		}
		if got, ok := e.judge(abi.Validate, abi.PostValidate, ""); !ok || !strings.HasPrefix(got, `{"valid":false,`) {
			t.Errorf("validate gives %s for nothing", got)
		}
		if got, ok := e.judge(abi.Evaluate, abi.PostEvaluate, "", "", ""); ok || !strings.HasPrefix(got, `{"error":{"code":"invalid_config",`) {
			t.Errorf("evaluate gives %s for nothing", got)
		}
		if got := e.describe(); !json.Valid([]byte(got)) {
			t.Errorf("describe gives %s", got)
		}
	}
}

// What only the host knows of must survive that the guest collects its garbage:
// a megabyte for the session makes it do so while the config waits.
func TestRoomsAreKept(t *testing.T) {
	e := embed(t)
	config := `{"tenant":{"domain":"` + strings.Repeat("d", 3000) + `"}}`
	session := `{"metadata":{"country":"Spain"}}` + strings.Repeat(" ", 1<<20-32)
	want := `{"access_token":{"claims":{"https://` + strings.Repeat("d", 3000) + `/user_type":"anonymous"},"bytes":2}}`
	for range 20 {
		if got, ok := e.judge(abi.Evaluate, abi.PostEvaluate, config, session, `"urn:a"`); got != want || !ok {
			t.Fatalf("evaluate gives %.300s", got)
		}
	}
}

// Rooms of every size and alignment, several at a time, do not overlap, and one
// that grows or shrinks keeps what was in it.
func TestRealloc(t *testing.T) {
	e := embed(t)
	for _, align := range []int{1, 2, 4, 8, 16} {
		e.realloc(0, 0, align, 0)
		var rooms []uint32
		sizes := []int{1, 7, 1000, 64 << 10, 3, 300 << 10}
		for i, size := range sizes {
			at := e.realloc(0, 0, align, size)
			e.Memory().Write(at, bytes.Repeat([]byte{byte('a' + i)}, size))
			rooms = append(rooms, at)
		}
		for i, size := range sizes {
			for _, next := range []int{2*size + 5000, size/2 + 1} {
				at := e.realloc(int(rooms[i]), size, align, next)
				kept := min(size, next)
				if got := e.read(at, uint32(kept)); got != strings.Repeat(string(rune('a'+i)), kept) {
					t.Errorf("a room of %d bytes lost what was in it when it became %d", size, next)
				}
				e.Memory().Write(at, bytes.Repeat([]byte{byte('a' + i)}, next))
				rooms[i], size = at, next
			}
		}
		// A call gives all rooms back.
		e.judge(abi.Validate, abi.PostValidate, "{}")
	}
}

// TestReallocRefuses asks for more room than the module can ever have: that traps,
// and never gives an address.
func TestReallocRefuses(t *testing.T) {
	for _, size := range []uint64{64<<20 + 1, 1 << 31, 0x90000000, 0xFFFFFFFF} {
		e := embed(t)
		e.realloc(0, 0, 1, 100)
		results, err := e.ExportedFunction(abi.Realloc).Call(t.Context(), 0, 0, 1, size)
		if err == nil {
			t.Errorf("%d bytes of room at %d", size, results[0])
		}
	}
}

// TestLargeInputsDoNotPileUp gives one instance large inputs again and again, as a
// host does that never replaces it: none may trap for those before it.
func TestLargeInputsDoNotPileUp(t *testing.T) {
	const audience, limit = `""`, 256 << 10
	long := func(segment string, size int) string { return strings.Repeat("."+segment, size/(len(segment)+1)) }
	e := embed(t)
	for round := range 4 {
		for _, segment := range []string{"a", "b", "cc"} {
			for _, config := range []string{
				`{"saml_configuration":{"mappings":{"x":"y` + long(segment, limit-100) + `"}}}`,
				`{"access_token":{"custom_claim_mappings":[{"name":"x","expression":"user` + long(segment, limit-200) + `"}]}}`,
				`{"id_token":{"custom_claim_mappings":[{"name":"x","expression":"user` + long(segment, 20<<10) + `"}]}}`,
			} {
				if _, ok := e.judge(abi.Evaluate, abi.PostEvaluate, config, "{}", audience); !ok {
					t.Fatalf("round %d: a config of %d bytes is refused", round, len(config))
				}
				e.judge(abi.Validate, abi.PostValidate, config)
			}
		}
		for size := 100 << 10; size < 1<<20; size += 200 << 10 {
			session := `{"metadata":{"a":"` + strings.Repeat("x", size) + `"}}`
			if _, ok := e.judge(abi.Evaluate, abi.PostEvaluate, "{}", session, audience); !ok {
				t.Fatalf("round %d: a session of %d bytes is refused", round, len(session))
			}
		}
		for _, oversize := range []int{2 << 20, 8 << 20} {
			if _, ok := e.judge(abi.Evaluate, abi.PostEvaluate, strings.Repeat(" ", oversize), "{}", audience); ok {
				t.Fatalf("round %d: a config of %d bytes is taken", round, oversize)
			}
		}
	}
	t.Logf("%d MiB of memory", e.Memory().Size()>>20)
}
