// Package translated is the policy module as Go: what package abi has as
// WebAssembly, translated ahead of time. Package host runs it:
//
//	engine, err := host.New(ctx, host.WithTranslated(translated.Module()))
//
// Nothing is compiled when the process starts, nothing is executable that was not in
// the program, and it is as fast on every system that Go knows. It makes the program
// that imports it some 0.9 MB larger, and its first build takes some seconds more.
//
// claims.go is made from abi/claims.wasm by ./build.sh wasm.
package translated

import "github.com/claimsmith/claimsmith/abi"

const pageSize = 64 << 10

// Module is the module that package abi has, as Go.
func Module() *abi.Translation {
	return &abi.Translation{SHA256: sourceSHA256, Size: sourceSize, Start: start}
}

func start(memory uint64) abi.Instance {
	m := newModule()
	m.limit = int64(memory / pageSize)
	return instance{m}
}

// An instance has the module's exports under their names in Go.
type instance struct{ m *module }

func (i instance) Memory() []byte { return i.m.memory }

func (i instance) Initialize() { i.m.X_initialize() }

func (i instance) Version() uint32 { return uint32(i.m.Xabi_version_oifkg1()) }

func (i instance) Realloc(old, oldSize, align, size uint32) uint32 {
	return uint32(i.m.Xcabi_realloc(int32(old), int32(oldSize), int32(align), int32(size)))
}

func (i instance) Evaluate(config, configSize, session, sessionSize, audience, audienceSize uint32) uint32 {
	return uint32(i.m.Xevaluate(int32(config), int32(configSize), int32(session), int32(sessionSize), int32(audience), int32(audienceSize)))
}

func (i instance) Explain(config, configSize, session, sessionSize, audience, audienceSize uint32) uint32 {
	return uint32(i.m.Xexplain(int32(config), int32(configSize), int32(session), int32(sessionSize), int32(audience), int32(audienceSize)))
}

func (i instance) Validate(config, configSize uint32) uint32 {
	return uint32(i.m.Xvalidate(int32(config), int32(configSize)))
}

func (i instance) Describe() uint32 { return uint32(i.m.Xdescribe()) }
