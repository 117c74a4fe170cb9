// Package abi holds the policy module: the engine as WebAssembly, the same bytes
// for every host. README.md beside it is the embedder's guide, claims.wit the
// typed interface.
//
// Go programs use package host, which runs the module. Another runtime can be
// given the bytes as they are:
//
//	os.WriteFile("claims.wasm", abi.Module(), 0o644)
package abi

import (
	"bytes"
	_ "embed"
)

//go:embed claims.wasm
var module []byte

// Module returns a copy of the module's bytes.
func Module() []byte { return bytes.Clone(module) }

// The version of the contract that the module speaks. A host refuses a module of
// another major version, or of a minor version older than it needs.
const (
	Major = 1
	Minor = 1
)

// The module's exports, all of them. It imports nothing.
const (
	Memory       = "memory"
	Initialize   = "_initialize"
	Realloc      = "cabi_realloc"
	Evaluate     = "evaluate"
	Explain      = "explain"
	Validate     = "validate"
	Describe     = "describe"
	Version      = "abi-version"
	PostEvaluate = "cabi_post_evaluate"
	PostExplain  = "cabi_post_explain"
	PostValidate = "cabi_post_validate"
	PostDescribe = "cabi_post_describe"
)

// The codes of failures, as describe lists them with their meaning.
const (
	InvalidConfig   = "invalid_config"
	InvalidSession  = "invalid_session"
	InvalidAudience = "invalid_audience"
	PayloadTooLarge = "payload_too_large"
)
