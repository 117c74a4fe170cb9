package host

import (
	"context"

	"github.com/claimsmith/claimsmith/abi"
)

// A machine runs a module: wazero does, or Go does if the module was translated.
type machine interface {
	// prepare compiles the module, and refuses one whose version cannot be asked for.
	prepare(ctx context.Context) error
	// checkExports refuses a module that lacks an export.
	checkExports() error
	info() ModuleInfo // without the contract's version
	// instantiate makes an instance and initialises it.
	instantiate(ctx context.Context) (running, error)
	// close frees what is left when all instances are closed.
	close(ctx context.Context) error
}

// A running module is an instance. After an error of call it must be closed.
type running interface {
	// call calls a function with parameters that the stack has, and leaves its result
	// there.
	call(ctx context.Context, f function, stack *stack) error
	// Memory is the instance's memory, as it is until the next call.
	Memory() []byte
	close(ctx context.Context) error
}

// A stack has the parameters of a call, and then its result.
type stack [6]uint64

// A function is one that the module exports.
type function uint8

const (
	evaluate function = iota
	explain
	validate
	describe
	realloc
	version
	functionCount
)

// exports are the functions' names and how many parameters they have, all of them i32,
// as is their result. Post-returns are not called: a result stands until the next call
// and is gone then.
var exports = [functionCount]struct {
	name   string
	params int
}{
	evaluate: {abi.Evaluate, 6},
	explain:  {abi.Explain, 6},
	validate: {abi.Validate, 2},
	describe: {abi.Describe, 0},
	realloc:  {abi.Realloc, 4},
	version:  {abi.Version, 0},
}
