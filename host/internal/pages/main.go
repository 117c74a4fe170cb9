//go:build linux

// Command pages runs the commands that the project's pages show, each page in a fresh copy of the
// checkout, and compares what they print with what the page shows. ./build.sh docs runs it:
//
//	./build.sh docs [all] [PAGE…]
//
// Without all it runs what needs Go alone, and Linux: its shell is bash 4. A block of sh is a step, and
// so is each command behind a "$ "; the steps of a page run in order, by one shell. An unmarked block
// right behind a step is what that prints, in which a line with nothing but "…" stands for any lines. A
// block behind a line that ends with "`NAME`:" becomes a file of that name. Servers run in the background
// until their page's end. What is not run is in the table leftOut, with the reason.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, names []string) error {
	work, err := os.MkdirTemp("", "claimsmith-pages-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	e := environment{checkout: ".", work: work}
	if len(names) > 0 && names[0] == "all" {
		e.all, names = true, names[1:]
	}
	pages, err := findPages(e.checkout)
	if err != nil {
		return err
	}
	for _, name := range names {
		if !slices.ContainsFunc(pages, func(p page) bool { return p.name == name }) {
			return fmt.Errorf("%s is no page with commands", name)
		}
	}
	if err := e.prepare(); err != nil {
		return err
	}
	failed := 0
	for _, p := range pages {
		if len(names) > 0 && !slices.Contains(names, p.name) {
			continue
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		switch left, err := e.run(ctx, p); {
		case err != nil:
			failed++
			fmt.Fprintln(os.Stderr, err)
		case left > 0:
			fmt.Printf("%s: as it is shown; %d of %d blocks need more than Go, ./build.sh docs all runs them\n", p.name, left, len(p.steps))
		default:
			fmt.Printf("%s: as it is shown\n", p.name)
		}
	}
	if failed > 0 {
		return fmt.Errorf("%d pages are not as they are shown", failed)
	}
	return nil
}
