// Command wazero times the Go host as the bench of every embedding does: it
// prints one line of JSON. The folder that it is given has config.json,
// session.json and audience.json.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"time"

	"github.com/claimsmith/claimsmith/abi"
	"github.com/claimsmith/claimsmith/host"
	"github.com/tetratelabs/wazero"
)

const (
	batches   = 5
	instances = 64
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: wazero FOLDER")
	}
	if err := bench(context.Background(), os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func bench(ctx context.Context, folder string) error {
	var texts [3][]byte
	for i, name := range []string{"config", "session", "audience"} {
		text, err := os.ReadFile(filepath.Join(folder, name+".json"))
		if err != nil {
			return err
		}
		texts[i] = text
	}

	start := time.Now()
	engine, err := host.New(ctx)
	if err != nil {
		return err
	}
	defer engine.Close(ctx)
	if _, err := engine.Evaluate(ctx, texts[0], texts[1], texts[2]); err != nil {
		return err
	}
	cold := time.Since(start)

	batch := func(calls int) time.Duration {
		start := time.Now()
		for range calls {
			if _, err := engine.Evaluate(ctx, texts[0], texts[1], texts[2]); err != nil {
				log.Fatal(err)
			}
		}
		return time.Since(start)
	}
	calls := 1000
	for batch(calls) < time.Second {
		calls *= 2
	}
	var each []float64
	for range batches {
		each = append(each, float64(batch(calls/4).Nanoseconds())/float64(calls/4)/1e3)
	}
	slices.Sort(each)

	memory, err := instanceKiB(ctx)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(map[string]any{
		"runtime":       "wazero " + version("github.com/tetratelabs/wazero") + " (Go)",
		"compiled":      "at start",
		"cold_start_ms": cold.Seconds() * 1e3,
		"evaluate_us":   each[batches/2],
		"instance_kib":  memory,
	})
}

// instanceKiB returns by how much the process grows with each instance.
func instanceKiB(ctx context.Context) (float64, error) {
	runtime := wazero.NewRuntime(ctx)
	defer runtime.Close(ctx)
	module, err := runtime.CompileModule(ctx, abi.Module())
	if err != nil {
		return 0, err
	}
	debug.FreeOSMemory()
	before, err := residentKiB()
	if err != nil {
		return 0, err
	}
	config := wazero.NewModuleConfig().WithName("").WithStartFunctions("_initialize")
	for range instances {
		if _, err := runtime.InstantiateModule(ctx, module, config); err != nil {
			return 0, err
		}
	}
	after, err := residentKiB()
	return float64(after-before) / instances, err
}

func residentKiB() (kib int, err error) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, err
	}
	_, line, _ := bytes.Cut(status, []byte("VmRSS:"))
	_, err = fmt.Sscan(string(line), &kib)
	return kib, err
}

func version(path string) string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, module := range info.Deps {
			if module.Path == path {
				return module.Version[1:]
			}
		}
	}
	return "?"
}
