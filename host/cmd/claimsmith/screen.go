package main

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"golang.org/x/term"

	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/diagnostic"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/layout"
)

// usualWidth is that of screens that do not tell theirs, and of what is no screen.
const usualWidth = 80

// printer writes for people to a stream as it is: its width, and with colour or
// without.
func (a *app) printer(w io.Writer) diagnostic.Printer {
	return diagnostic.Printer{Width: a.columns(w), Paint: layout.Painter(a.colourful(w))}
}

// outPrinter is the printer of a result: a file has no colour.
func (a *app) outPrinter(out outputFlags) diagnostic.Printer {
	if out.out != "" {
		return diagnostic.Printer{Width: usualWidth}
	}
	return a.printer(a.stdout)
}

// columns is how wide a stream's lines may be.
func (a *app) columns(w io.Writer) int {
	if guarded, ok := w.(terminalWriter); ok {
		w = guarded.To
	}
	if file, ok := w.(interface{ Fd() uintptr }); ok {
		if columns, _, err := term.GetSize(int(file.Fd())); err == nil && columns > 0 {
			return columns
		}
	}
	if columns, err := strconv.Atoi(a.env("COLUMNS")); err == nil && columns > 0 {
		return columns
	}
	return usualWidth
}

// colourful reports whether to use colour (https://no-color.org).
func (a *app) colourful(w io.Writer) bool {
	return isTerminal(w) && a.env("NO_COLOR") == "" && a.env("TERM") != "dumb"
}

// A progressLine tells people how far a command is, if that takes a while. One that is
// nil tells nobody.
type progressLine struct {
	a            *app
	start, shown time.Time
}

// progress is a line on standard error, if people see that.
func (a *app) progress() *progressLine {
	if !isTerminal(a.stderr) || a.env("TERM") == "dumb" {
		return nil
	}
	return &progressLine{a: a, start: time.Now()}
}

// say shows a text, not too often.
func (l *progressLine) say(text func(took time.Duration) string) {
	if l == nil {
		return
	}
	now := time.Now()
	if now.Sub(l.shown) < time.Second/5 {
		return
	}
	l.shown = now
	fmt.Fprintf(l.a.stderr, "\r\x1b[K%s", text(now.Sub(l.start)))
}

// count shows how many of how many are done, once that takes more than a second.
func (l *progressLine) count(done, all int, what string) {
	if l != nil && time.Since(l.start) > time.Second {
		l.say(func(time.Duration) string { return fmt.Sprintf("%d of %d %s", done, all, what) })
	}
}

// wait shows what is waited for, once that takes more than a second, until the function
// that it returns is called.
func (l *progressLine) wait(text string) (done func()) {
	if l == nil {
		return func() {}
	}
	shown := make(chan struct{})
	timer := time.AfterFunc(time.Second, func() {
		l.say(func(time.Duration) string { return text })
		close(shown)
	})
	return func() {
		if !timer.Stop() {
			<-shown
		}
		l.clear()
	}
}

// clear leaves nothing of it.
func (l *progressLine) clear() {
	if l != nil && !l.shown.IsZero() {
		fmt.Fprint(l.a.stderr, "\r\x1b[K")
	}
}
