package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// outputFlags are the flags that say how and where to write a result.
type outputFlags struct {
	format  string
	out     string
	formats []string
}

// The formats of a JSON text.
const (
	formatJSON   = "json"
	formatPretty = "pretty"
	formatTable  = "table"
)

func (f *outputFlags) add(command *cobra.Command, usage string, formats ...string) {
	f.formats = formats
	flags := command.Flags()
	flags.StringVar(&f.format, "format", "", usage)
	flags.StringVar(&f.out, "out", "", "write the result to this `file` and nothing to standard output")
	// The flag is there, so this cannot fail.
	_ = command.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp))
}

// check judges the format, and chooses one if none is asked for.
func (f *outputFlags) check(chosen string) error {
	if f.format == "" {
		f.format = chosen
	}
	if !slices.Contains(f.formats, f.format) {
		return usagef("--format is %s, not %q%s", strings.Join(f.formats, " or "), f.format, didYouMean(f.format, f.formats))
	}
	return nil
}

// checkText judges the format of a JSON text, which is for people on a terminal
// and for programs everywhere else.
func (f *outputFlags) checkText(a *app) error {
	if f.out == "" && isTerminal(a.stdout) {
		return f.check(formatPretty)
	}
	return f.check(formatJSON)
}

// writeText writes a JSON text in the format asked for. In a file or a pipe formatJSON
// has the module's own bytes; a terminal is a terminalWriter, which writes what it must
// not obey as escapes of JSON.
func (f *outputFlags) writeText(a *app, text []byte) error {
	if f.format == formatPretty {
		var b bytes.Buffer
		if err := json.Indent(&b, text, "", "  "); err != nil {
			return err
		}
		text = b.Bytes()
	}
	return f.write(a, append(bytes.Clone(text), '\n'))
}

// write writes a result where it belongs.
func (f *outputFlags) write(a *app, text []byte) error {
	if f.out != "" {
		return writeFile(f.out, text)
	}
	_, err := a.stdout.Write(text)
	return err
}

// writeFile writes a file at once, so that no reader sees half of it and a failure
// leaves what was there.
func writeFile(name string, text []byte) (err error) {
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target // the link stays one
	}
	mode := fs.FileMode(0o644)
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return &fs.PathError{Op: "write", Path: name, Err: errors.New("is a folder")}
	case err == nil && !info.Mode().IsRegular():
		// A device or a pipe is written to, not replaced.
		device, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		_, err = guarded(device).Write(text)
		return errors.Join(err, device.Close())
	case err == nil:
		mode = info.Mode().Perm()
	}
	file, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(file.Name())
		}
	}()
	_, err = file.Write(text)
	err = errors.Join(err, file.Chmod(mode), file.Close())
	if err != nil {
		return err
	}
	return os.Rename(file.Name(), name)
}
