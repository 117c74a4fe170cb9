package host

import (
	"bytes"
	"encoding/binary"
	"maps"
	"slices"

	"github.com/claimsmith/claimsmith/abi"
)

// A tiny is a module of the contract's shape that decides nothing: each of its
// functions returns a text that is in its memory from the start. Tests make it
// misbehave in one way each.
type tiny struct {
	imports   []string  // names of functions of the module "env"
	version   uint32    // 0 for a module that does not say it
	pages     [2]uint64 // of memory, at the start and at most
	texts     map[string]string
	failed    byte // the tag of evaluate's result
	functions map[string]tinyFunction
	memory    string // the name that the memory is exported by
}

// A tinyFunction has i32s for parameters and results, and one global i32 to count
// with.
type tinyFunction struct {
	params, results byte
	code            []byte
}

// Instructions (core specification, 5.4).
const (
	opUnreachable = 0x00
	opLoop        = 0x03
	opIf          = 0x04
	opEnd         = 0x0B
	opBranch      = 0x0C
	opBranchIf    = 0x0D
	opReturn      = 0x0F
	opCall        = 0x10
	opDrop        = 0x1A
	opLocalGet    = 0x20
	opGlobalGet   = 0x23
	opGlobalSet   = 0x24
	opStore       = 0x36 // then the alignment and an offset
	opMemoryGrow  = 0x40
	opConst       = 0x41
	opEquals      = 0x46
	opNotEquals   = 0x47
	opAdd         = 0x6A

	typeNone = 0x40
	typeI32  = 0x7F
)

// Where things are in a tiny module's memory.
const (
	tinyRoom  = 1 << 16 // where all arguments go
	tinyAreas = 16      // the results, 16 bytes each
	tinyTexts = 1 << 10 // the texts, one behind the other
)

const (
	tinyOutcome     = `{"access_token":{"claims":{},"bytes":2}}`
	tinyExplanation = `{"access_token":{"claims":{},"bytes":2},"decisions":[],"payload":{},"warnings":[]}`
	tinyValidation  = `{"valid":true,"problems":[],"warnings":[]}`
	tinyDescription = `{"limits":{"config_bytes":10000,"session_bytes":20000,"audience_bytes":9000}}`
)

func newTiny() *tiny {
	m := &tiny{
		version: abi.Major<<16 | abi.Minor,
		pages:   [2]uint64{3, 100},
		memory:  abi.Memory,
		texts: map[string]string{
			abi.Evaluate: tinyOutcome,
			abi.Explain:  tinyExplanation,
			abi.Validate: tinyValidation,
			abi.Describe: tinyDescription,
		},
	}
	m.functions = map[string]tinyFunction{
		abi.Initialize:   {0, 0, nil},
		abi.Realloc:      {4, 1, number(tinyRoom)},
		abi.Evaluate:     {6, 1, m.result(abi.Evaluate)},
		abi.Explain:      {6, 1, m.result(abi.Explain)},
		abi.Validate:     {2, 1, m.result(abi.Validate)},
		abi.Describe:     {0, 1, number(m.area(abi.Describe) + 4)},
		abi.PostEvaluate: {1, 0, nil},
		abi.PostExplain:  {1, 0, nil},
		abi.PostValidate: {1, 0, nil},
		abi.PostDescribe: {1, 0, nil},
	}
	return m
}

// number is an instruction that puts a number on the stack.
func number(n int64) []byte {
	code := []byte{opConst}
	for {
		low := byte(n & 0x7F)
		n >>= 7
		if n == 0 && low < 0x40 || n == -1 && low >= 0x40 {
			return append(code, low)
		}
		code = append(code, low|0x80)
	}
}

// code is instructions one after another: opcodes, immediates, and slices of both.
func code(parts ...any) []byte {
	var all []byte
	for _, part := range parts {
		switch part := part.(type) {
		case int:
			all = append(all, byte(part))
		case []byte:
			all = append(all, part...)
		}
	}
	return all
}

// area is the address of a function's result.
func (m *tiny) area(function string) int64 {
	return tinyAreas + 16*int64(slices.Index(slices.Sorted(maps.Keys(m.texts)), function))
}

// result returns a function's text.
func (m *tiny) result(function string) []byte { return number(m.area(function)) }

// does changes what a function does and leaves its signature.
func (m *tiny) does(function string, parts ...any) {
	f := m.functions[function]
	f.code = code(parts...)
	m.functions[function] = f
}

// onSession has evaluate do something for sessions of so many bytes.
func (m *tiny) onSession(size int64, parts ...any) {
	const sessionLength = 3 // the parameter's index
	m.does(abi.Evaluate,
		opLocalGet, sessionLength, number(size), opEquals, opIf, typeNone, code(parts...), opEnd,
		m.result(abi.Evaluate))
}

// exported are the functions with that of the version, and their names in order.
func (m *tiny) exported() (functions map[string]tinyFunction, names []string) {
	functions = maps.Clone(m.functions)
	if m.version != 0 {
		functions[abi.Version] = tinyFunction{0, 1, number(int64(m.version))}
	}
	return functions, slices.Sorted(maps.Keys(functions))
}

// index is what a call names a function by.
func (m *tiny) index(function string) int {
	_, names := m.exported()
	return len(m.imports) + slices.Index(names, function)
}

// wasm is the module's bytes.
func (m *tiny) wasm() []byte {
	functions, names := m.exported()
	var types, imports, indices, exports, bodies, data [][]byte
	for i, name := range m.imports {
		types = append(types, []byte{0x60, 0, 0})
		imports = append(imports, slices.Concat(text("env"), text(name), []byte{0, byte(i)}))
	}
	for _, name := range names {
		f, index := functions[name], byte(len(types))
		types = append(types, slices.Concat([]byte{0x60},
			list(slices.Repeat([][]byte{{typeI32}}, int(f.params))),
			list(slices.Repeat([][]byte{{typeI32}}, int(f.results)))))
		indices = append(indices, []byte{index})
		exports = append(exports, slices.Concat(text(name), []byte{0, index}))
		bodies = append(bodies, sized(slices.Concat([]byte{0}, f.code, []byte{opEnd})))
	}
	if m.memory != "" {
		exports = append(exports, slices.Concat(text(m.memory), []byte{2, 0}))
	}
	at := uint32(tinyTexts)
	for _, function := range slices.Sorted(maps.Keys(m.texts)) {
		said := m.texts[function]
		area := make([]byte, 12)
		if function == abi.Evaluate {
			area[0] = m.failed
		}
		binary.LittleEndian.PutUint32(area[4:], at)
		binary.LittleEndian.PutUint32(area[8:], uint32(len(said)))
		data = append(data, segment(uint32(m.area(function)), area), segment(at, []byte(said)))
		at += uint32(len(said))
	}
	counter := code(typeI32, 1, number(0), opEnd)
	return slices.Concat([]byte("\x00asm\x01\x00\x00\x00"),
		section(1, types...), section(2, imports...), section(3, indices...),
		section(5, binary.AppendUvarint(binary.AppendUvarint([]byte{1}, m.pages[0]), m.pages[1])), section(6, counter),
		section(7, exports...), section(10, bodies...), section(11, data...))
}

func section(id byte, items ...[]byte) []byte {
	return append([]byte{id}, sized(list(items))...)
}

func segment(at uint32, content []byte) []byte {
	return slices.Concat([]byte{0}, number(int64(at)), []byte{opEnd}, sized(content))
}

func list(items [][]byte) []byte {
	return append(binary.AppendUvarint(nil, uint64(len(items))), bytes.Join(items, nil)...)
}

func sized(content []byte) []byte {
	return append(binary.AppendUvarint(nil, uint64(len(content))), content...)
}

func text(s string) []byte { return sized([]byte(s)) }
