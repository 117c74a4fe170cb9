package beam

import (
	"context"
	"fmt"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"

	"github.com/claimsmith/claimsmith/host/cmd/replay"
)

// findFn finds the files that are meant. The values are there for the grouping.
type findFn struct{ Inputs []string }

func (fn *findFn) ProcessElement(ctx context.Context, _ []byte, emit func(string, bool)) error {
	files, err := find(ctx, fn.Inputs)
	if err != nil {
		return err
	}
	for _, file := range files {
		emit(file, true)
	}
	return nil
}

// find returns each file once. Local paths mean what they mean to the command, so
// that the report has the same names.
func find(ctx context.Context, inputs []string) (files []string, err error) {
	var local []string
	seen := map[string]bool{}
	for _, input := range inputs {
		if !strings.Contains(input, "://") {
			local = append(local, input)
			continue
		}
		matches, err := list(ctx, input)
		if err != nil {
			return nil, err
		}
		for _, match := range matches {
			if !seen[match] {
				files = append(files, match)
			}
			seen[match] = true
		}
	}
	found, err := replay.Files(local)
	return append(files, found...), err
}

// list expands a pattern of a filesystem.
func list(ctx context.Context, pattern string) ([]string, error) {
	system, err := filesystem.New(ctx, pattern)
	if err != nil {
		return nil, err
	}
	defer func() { _ = system.Close() }()
	matches, err := system.List(ctx, pattern)
	if err == nil && len(matches) == 0 {
		err = fmt.Errorf("%s: no file matches", pattern)
	}
	return matches, err
}
