package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
)

// inputFlags are the flags that say what to evaluate.
type inputFlags struct {
	config, session string
	record          string
	audiences       []string
	sets            []string
}

// forConfig adds the flags of commands that read a config.
func (f *inputFlags) forConfig(command *cobra.Command) {
	flags := command.Flags()
	flags.StringVar(&f.config, "config", "", "read the config from this `file`, - for standard input (required)")
	flags.StringArrayVar(&f.sets, "set", nil, "change the config first: `POINTER=JSON` sets the value at an RFC 6901 pointer; may be repeated")
}

// forAll adds the flags of commands that read a session and audiences as well.
func (f *inputFlags) forAll(command *cobra.Command) {
	f.forConfig(command)
	flags := command.Flags()
	flags.StringVar(&f.session, "session", "", "read the session from this `file`, - for standard input (required, or --record)")
	flags.StringVar(&f.record, "record", "", "take the session, and its audience if it names one, from a recording: `FILE@BYTE`, as replay's exemplars have it")
	flags.StringArrayVar(&f.audiences, "audience", nil, "the token's `audience`, as plain text; may be repeated; without it the empty string")
}

// readConfig is the config with the changes made to it.
func (f *inputFlags) readConfig(ctx context.Context, a *app) ([]byte, error) {
	if f.config == "" {
		return nil, usagef("--config is required")
	}
	var changes []change
	for _, set := range f.sets {
		c, err := parseChange(set)
		if err != nil {
			return nil, usageError{err}
		}
		changes = append(changes, c)
	}
	config, err := a.read(ctx, f.config)
	if err != nil || changes == nil {
		return config, err
	}
	text := string(config)
	for _, c := range changes {
		if text, err = c.apply(text); err != nil {
			return nil, err
		}
	}
	return []byte(text), nil
}

// readAll is the config, the session and the audience.
func (f *inputFlags) readAll(ctx context.Context, a *app) (config, session, audience []byte, err error) {
	switch {
	case f.session != "" && f.record != "":
		return nil, nil, nil, usagef("the session is from --session or from --record, not both")
	case f.config == "" || f.session == "" && f.record == "":
		return nil, nil, nil, usagef("--config and --session are required")
	case f.config == "-" && (f.session == "-" || strings.HasPrefix(f.record, "-@")):
		return nil, nil, nil, usagef("standard input is the config or the session, not both")
	}
	if audience, err = audienceText(f.audiences); err != nil {
		return nil, nil, nil, err
	}
	if config, err = f.readConfig(ctx, a); err != nil {
		return nil, nil, nil, err
	}
	if f.record != "" {
		recorded, its, err := a.readRecord(ctx, f.record)
		if its != nil {
			audience = its
		}
		return config, recorded, audience, err
	}
	session, err = a.read(ctx, f.session)
	return config, session, audience, err
}

// audienceText is plain texts as the JSON that the policy reads.
func audienceText(audiences []string) ([]byte, error) {
	var value any = audiences
	switch len(audiences) {
	case 0:
		value = ""
	case 1:
		value = audiences[0]
	}
	for _, audience := range audiences {
		if !utf8.ValidString(audience) {
			return nil, usagef("--audience %q is no UTF-8", audience)
		}
	}
	return encode(value)
}

// read reads a file, or standard input for "-".
func (a *app) read(ctx context.Context, name string) ([]byte, error) {
	if name != "-" {
		return os.ReadFile(name)
	}
	type result struct {
		text []byte
		err  error
	}
	// A read from a terminal does not end with the context: leave it behind.
	done := make(chan result, 1)
	go func() {
		text, err := io.ReadAll(a.stdin)
		done <- result{text, err}
	}()
	select {
	case r := <-done:
		if r.err != nil {
			return nil, fmt.Errorf("standard input: %w", r.err)
		}
		return r.text, nil
	case <-ctx.Done():
		return nil, errors.New("interrupted")
	}
}
