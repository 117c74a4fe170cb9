//go:build tinygo.wasm

// The module: the engine behind the exports of abi/claims.wit, as the Component
// Model's canonical ABI lowers them to core WebAssembly. Nothing is decided here.
package main

import "github.com/claimsmith/claimsmith/guest/engine"

// policy is the module's one engine. An instance serves one call at a time.
var policy *engine.Engine

// The engine is made when the module starts and not when it is compiled, which
// would put its empty tables into the module's bytes.
func init() {
	policy = newEngine()
	keepAll()
}

//go:noinline
func newEngine() *engine.Engine { return engine.NewIn(arena{}) }

func main() {}

//go:wasmexport cabi_realloc
func realloc(old, oldSize, align, newSize uint32) uint32 {
	return reallocate(old, oldSize, align, newSize)
}

//go:wasmexport abi-version
func abiVersion() uint32 { return engine.ABIVersion }

//go:wasmexport evaluate
func evaluate(config, configLen, session, sessionLen, audience, audienceLen uint32) uint32 {
	begin()
	return result(policy.Evaluate(argument(config, configLen), argument(session, sessionLen), argument(audience, audienceLen)))
}

//go:wasmexport explain
func explain(config, configLen, session, sessionLen, audience, audienceLen uint32) uint32 {
	begin()
	return result(policy.Explain(argument(config, configLen), argument(session, sessionLen), argument(audience, audienceLen)))
}

//go:wasmexport validate
func validate(config, configLen uint32) uint32 {
	begin()
	return result(policy.Validate(argument(config, configLen)), true)
}

//go:wasmexport describe
func describe() uint32 {
	begin()
	return plainResult(policy.Describe())
}

// A result stands until the next call, so there is nothing to let go of after it.

//go:wasmexport cabi_post_evaluate
func postEvaluate(uint32) {}

//go:wasmexport cabi_post_explain
func postExplain(uint32) {}

//go:wasmexport cabi_post_validate
func postValidate(uint32) {}

//go:wasmexport cabi_post_describe
func postDescribe(uint32) {}
