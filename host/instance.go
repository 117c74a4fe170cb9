package host

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
)

const pageSize = 64 << 10

// An instance is a module instance with what a call needs. It serves one call at
// a time.
type instance struct {
	running
	stack stack

	// The room that the guest made for arguments, which may be written again for later
	// calls as long as it is large enough, and the policy whose config it begins with.
	room struct {
		at, size uint32
		config   *Policy
	}
}

// errContract says that the module broke its contract.
var errContract = errors.New("the module broke its contract")

// call runs a function on texts and returns a copy of the text that comes back, and
// whether it is an outcome. The first text is the config of a policy, unless bound is
// nil. After an error the instance must be dropped.
func (in *instance) call(ctx context.Context, f function, bound *Policy, texts ...[]byte) (text []byte, ok bool, err error) {
	if err := in.put(ctx, bound, texts); err != nil {
		return nil, false, err
	}
	if err := in.running.call(ctx, f, &in.stack); err != nil {
		return nil, false, err
	}
	return in.result(f, uint32(in.stack[0]))
}

// version asks for the version of the contract.
func (in *instance) version(ctx context.Context) (uint32, error) {
	err := in.running.call(ctx, version, &in.stack)
	return uint32(in.stack[0]), err
}

// put writes the texts side by side into room that the guest has made, and their places
// onto the stack. A policy's config that is there already is left as it is.
func (in *instance) put(ctx context.Context, bound *Policy, texts [][]byte) error {
	total := 0
	for _, text := range texts {
		total += len(text)
	}
	if total > int(in.room.size) {
		in.stack = stack{0, 0, 1, uint64(total)}
		if err := in.running.call(ctx, realloc, &in.stack); err != nil {
			return err
		}
		in.room.at, in.room.size, in.room.config = uint32(in.stack[0]), uint32(total), nil
	}
	memory := in.Memory()
	if uint64(in.room.at)+uint64(total) > uint64(len(memory)) {
		return fmt.Errorf("%w: room at %d for %d bytes is outside its memory", errContract, in.room.at, total)
	}
	at := in.room.at
	for i, text := range texts {
		if i > 0 || bound == nil || in.room.config != bound {
			copy(memory[at:], text)
		}
		in.stack[2*i], in.stack[2*i+1] = uint64(at), uint64(len(text))
		at += uint32(len(text))
	}
	if len(texts) > 0 && in.room.config != bound {
		in.room.config = bound
	}
	return nil
}

// The sizes in memory of a string, its address and its length, and of a
// result<string, string>, before which stands the tag.
const (
	stringSize = 8
	resultSize = 4 + stringSize
)

// result copies the text that a function returned out of the memory. describe
// returns a string, the others a result<string, string> (abi/README.md).
func (in *instance) result(f function, area uint32) (text []byte, ok bool, err error) {
	areaSize := uint32(resultSize)
	if f == describe {
		areaSize = stringSize
	}
	memory := in.Memory()
	place, inside := view(memory, area, areaSize)
	if !inside || f != describe && place[0] > 1 {
		return nil, false, fmt.Errorf("%w: no result at %d", errContract, area)
	}
	ok = f == describe || place[0] == 0
	place = place[areaSize-stringSize:]
	at, size := binary.LittleEndian.Uint32(place), binary.LittleEndian.Uint32(place[4:])
	returned, inside := view(memory, at, size)
	if !inside {
		return nil, false, fmt.Errorf("%w: its text at %d of %d bytes is outside its memory", errContract, at, size)
	}
	text = make([]byte, len(returned))
	copy(text, returned)
	return text, ok, nil
}

// view is a part of a memory, if it is inside.
func view(memory []byte, at, size uint32) (part []byte, inside bool) {
	end := uint64(at) + uint64(size)
	if end > uint64(len(memory)) {
		return nil, false
	}
	return memory[at:end], true
}
