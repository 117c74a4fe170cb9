package host

import (
	"context"
	"fmt"

	"github.com/claimsmith/claimsmith/abi"
)

// A translatedMachine runs a module that is Go already.
type translatedMachine struct {
	translation *abi.Translation
	memory      uint64 // of an instance in bytes, at most
}

func (m *translatedMachine) info() ModuleInfo {
	return ModuleInfo{SHA256: m.translation.SHA256, Size: m.translation.Size, Runner: Translated}
}

// prepare starts an instance to see how much memory it has, and drops it.
func (m *translatedMachine) prepare(context.Context) error {
	in, err := m.start()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrIncompatible, err)
	}
	return checkMemory(uint64(len(in.Memory())), m.memory)
}

func (m *translatedMachine) start() (in abi.Instance, err error) {
	defer trapped(&err)
	return m.translation.Start(m.memory), nil
}

// checkExports has nothing to do: the compiler has seen them.
func (m *translatedMachine) checkExports() error { return nil }

func (m *translatedMachine) instantiate(context.Context) (running, error) {
	in, err := m.start()
	if err != nil {
		return nil, err
	}
	return &translatedInstance{in}, initialize(in)
}

func initialize(in abi.Instance) (err error) {
	defer trapped(&err)
	in.Initialize()
	return nil
}

// trapped is deferred by what calls a translated module, whose traps are panics. It
// makes an error of one.
func trapped(err *error) {
	if trap := recover(); trap != nil {
		*err = fmt.Errorf("the module trapped: %v", trap)
	}
}

func (m *translatedMachine) close(context.Context) error { return nil }

// A translatedInstance is an instance in Go.
type translatedInstance struct{ abi.Instance }

func (in *translatedInstance) call(_ context.Context, f function, s *stack) (err error) {
	defer trapped(&err)
	var result uint32
	switch f {
	case evaluate:
		result = in.Evaluate(uint32(s[0]), uint32(s[1]), uint32(s[2]), uint32(s[3]), uint32(s[4]), uint32(s[5]))
	case explain:
		result = in.Explain(uint32(s[0]), uint32(s[1]), uint32(s[2]), uint32(s[3]), uint32(s[4]), uint32(s[5]))
	case validate:
		result = in.Validate(uint32(s[0]), uint32(s[1]))
	case describe:
		result = in.Describe()
	case realloc:
		result = in.Realloc(uint32(s[0]), uint32(s[1]), uint32(s[2]), uint32(s[3]))
	case version:
		result = in.Version()
	}
	s[0] = uint64(result)
	return nil
}

func (in *translatedInstance) close(context.Context) error { return nil }
