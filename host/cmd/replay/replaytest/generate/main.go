// Command generate writes what to try a replay with: a folder with two configs,
// before.json and after.json, and sessions.ndjson with as many made-up sessions as
// asked for, always the same.
//
//	go run ./host/cmd/replay/replaytest/generate FOLDER NUMBER
package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"github.com/claimsmith/claimsmith/host/cmd/replay/replaytest"
)

func main() {
	if err := generate(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func generate(args []string) error {
	if len(args) != 2 {
		return errors.New("usage: generate FOLDER NUMBER")
	}
	folder := args[0]
	number, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for name, config := range map[string]string{"before.json": replaytest.Before, "after.json": replaytest.After} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(config), 0o644); err != nil {
			return err
		}
	}
	file, err := os.Create(filepath.Join(folder, "sessions.ndjson"))
	if err != nil {
		return err
	}
	out := bufio.NewWriter(file)
	for session := range replaytest.Realistic(1, number) {
		_, _ = out.Write(session) // Flush has the error
		_ = out.WriteByte('\n')
	}
	return errors.Join(out.Flush(), file.Close())
}
