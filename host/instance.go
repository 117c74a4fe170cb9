package host

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/tetratelabs/wazero/api"

	"github.com/claimsmith/claimsmith/abi"
)

const pageSize = 64 << 10

// An instance is a module instance with what a call needs. It serves one call at
// a time.
type instance struct {
	module  api.Module
	memory  api.Memory
	realloc api.Function
	exports [functionCount]export
	stack   [6]uint64
}

// A function is one of the module's functions that return a text.
type function uint8

const (
	evaluate function = iota
	explain
	validate
	describe
	functionCount
)

// exportNames are a function's own name and that of its post-return.
var exportNames = [functionCount][2]string{
	evaluate: {abi.Evaluate, abi.PostEvaluate},
	explain:  {abi.Explain, abi.PostExplain},
	validate: {abi.Validate, abi.PostValidate},
	describe: {abi.Describe, abi.PostDescribe},
}

// An export is a function and its post-return, nil until they are first called:
// each takes a stack of its own from wazero.
type export struct{ call, post api.Function }

func newInstance(module api.Module) *instance {
	return &instance{
		module:  module,
		memory:  module.Memory(),
		realloc: module.ExportedFunction(abi.Realloc),
	}
}

// errContract says that the module broke its contract.
var errContract = errors.New("the module broke its contract")

// call runs a function on texts and returns a copy of the text that comes back,
// and whether it is an outcome. After an error the instance must be dropped.
func (in *instance) call(ctx context.Context, f function, texts ...[]byte) (text []byte, ok bool, err error) {
	e := &in.exports[f]
	if e.call == nil {
		e.call = in.module.ExportedFunction(exportNames[f][0])
		e.post = in.module.ExportedFunction(exportNames[f][1])
	}
	if err := in.put(ctx, texts); err != nil {
		return nil, false, err
	}
	if err := e.call.CallWithStack(ctx, in.stack[:]); err != nil {
		return nil, false, err
	}
	area := in.stack[0]
	if text, ok, err = in.result(f, uint32(area)); err != nil {
		return nil, false, err
	}
	if err := e.post.CallWithStack(ctx, in.stack[:1]); err != nil {
		return nil, false, err
	}
	return text, ok, nil
}

// put writes the texts side by side into room that the guest makes for all of
// them, and their places onto the stack.
func (in *instance) put(ctx context.Context, texts [][]byte) error {
	total := 0
	for _, text := range texts {
		total += len(text)
	}
	if total == 0 {
		clear(in.stack[:])
		return nil
	}
	in.stack = [6]uint64{0, 0, 1, uint64(total)}
	if err := in.realloc.CallWithStack(ctx, in.stack[:]); err != nil {
		return err
	}
	at := uint32(in.stack[0])
	for i, text := range texts {
		if !in.memory.Write(at, text) {
			return fmt.Errorf("%w: room at %d for %d bytes is outside its memory", errContract, at, len(text))
		}
		in.stack[2*i], in.stack[2*i+1] = uint64(at), uint64(len(text))
		at += uint32(len(text))
	}
	return nil
}

// result copies the text that a function returned out of the memory. describe
// returns a string, the others a result<string, string> (abi/README.md).
func (in *instance) result(f function, area uint32) (text []byte, ok bool, err error) {
	ok = true
	if f != describe {
		tag, inside := in.memory.ReadByte(area)
		if !inside || tag > 1 {
			return nil, false, fmt.Errorf("%w: no result at %d", errContract, area)
		}
		ok = tag == 0
		area += 4
	}
	place, inside := in.memory.Read(area, 8)
	if !inside {
		return nil, false, fmt.Errorf("%w: no text at %d", errContract, area)
	}
	at, size := binary.LittleEndian.Uint32(place), binary.LittleEndian.Uint32(place[4:])
	view, inside := in.memory.Read(at, size)
	if !inside {
		return nil, false, fmt.Errorf("%w: its text at %d of %d bytes is outside its memory", errContract, at, size)
	}
	return append(make([]byte, 0, size), view...), ok, nil
}
