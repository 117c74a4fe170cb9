package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/claimsmith/claimsmith/host"
)

// refused writes what the policy says against the inputs, a line for each problem,
// and returns errNo for it. Other errors it returns as they are.
func (a *app) refused(err error) error {
	var failed *host.PolicyError
	if !errors.As(err, &failed) {
		return err
	}
	writeFailure(a.stderr, failed)
	return errNo
}

func writeFailure(w io.Writer, failed *host.PolicyError) {
	if failed.Token != "" {
		fmt.Fprintln(w, printable(fmt.Sprintf("%s: %s: %s (%d bytes, the limit is %d)",
			failed.Token, failed.Code, failed.Message, failed.Bytes, failed.Limit)))
	}
	input := strings.TrimPrefix(failed.Code, "invalid_")
	for _, p := range failed.Problems {
		fmt.Fprintln(w, problemLine(input, p))
	}
}

// problemLine is a problem with its place: the input, the pointer, and the line or the byte.
func problemLine(input string, p host.Problem) string {
	place := input
	if p.Token != "" {
		place = fmt.Sprintf("%s (%d bytes)", p.Token, p.Bytes)
	}
	if p.Path != nil && *p.Path != "" {
		place += ": " + *p.Path
	}
	if p.Line > 0 {
		place += fmt.Sprintf(" (line %d, column %d)", p.Line, p.Column)
	} else if p.Offset != nil {
		place += fmt.Sprintf(" (byte %d)", *p.Offset)
	}
	return printable(fmt.Sprintf("%s: %s: %s", place, p.Code, p.Message))
}
