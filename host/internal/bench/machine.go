package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"runtime"
	"runtime/debug"

	"github.com/claimsmith/claimsmith/abi"
)

// A machine is what the numbers are of.
type machine struct {
	Go     string `json:"go"`
	OS     string `json:"os"`
	Arch   string `json:"arch"`
	CPUs   int    `json:"cpus"`
	Wazero string `json:"wazero"`
	Module module `json:"module"`
}

type module struct {
	SHA256  string `json:"sha256"`
	Bytes   int    `json:"bytes"`
	Gzipped int    `json:"gzipped_bytes"`
}

func thisMachine() (machine, error) {
	wazero, err := versionOf("github.com/tetratelabs/wazero")
	if err != nil {
		return machine{}, err
	}
	m, err := describeModule(abi.Module())
	return machine{runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), wazero, m}, err
}

// versionOf is the version of a Go module in this program.
func versionOf(path string) (string, error) {
	info, ok := debug.ReadBuildInfo()
	if ok {
		for _, dependency := range info.Deps {
			if dependency.Path == path {
				return dependency.Version, nil
			}
		}
	}
	return "", errors.New("the program does not say which version it has of " + path)
}

func describeModule(wasm []byte) (module, error) {
	digest := sha256.Sum256(wasm)
	zipped, err := gzipped(wasm)
	return module{hex.EncodeToString(digest[:]), len(wasm), len(zipped)}, err
}

func gzipped(text []byte) ([]byte, error) {
	var zipped bytes.Buffer
	w, err := gzip.NewWriterLevel(&zipped, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(text); err != nil {
		return nil, err
	}
	err = w.Close()
	return zipped.Bytes(), err
}
