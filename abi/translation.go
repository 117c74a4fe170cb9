package abi

// A Translation is a policy module that was translated to Go ahead of time. Package
// translated has this module's; package host runs it.
type Translation struct {
	SHA256 string // of the module that it was made from, in hexadecimal
	Size   int    // of that module, in bytes

	// Start makes an instance whose memory grows to so many bytes at most.
	Start func(memory uint64) Instance
}

// An Instance is an instance of a translated module, with the contract's exports as
// methods. It serves one call at a time. Where the module traps a method panics, and
// the instance must not be used again. Only what Go ends a process for, it ends it for:
// a module to be translated must not recurse along its inputs, and this one does not.
type Instance interface {
	Memory() []byte // as it is until the next call

	Initialize() // once, before anything else
	Version() uint32
	Realloc(old, oldSize, align, size uint32) uint32
	Evaluate(config, configSize, session, sessionSize, audience, audienceSize uint32) uint32
	Explain(config, configSize, session, sessionSize, audience, audienceSize uint32) uint32
	Validate(config, configSize uint32) uint32
	Describe() uint32
}
