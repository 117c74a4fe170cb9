package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/preview"
	"github.com/claimsmith/claimsmith/host/internal/display"
)

// previewFlags are the flags of preview.
type previewFlags struct {
	addr            string
	config, session string
	write           string
	audiences       []string
}

func (a *app) preview() *cobra.Command {
	var flags previewFlags
	command := &cobra.Command{
		Use:   "preview",
		Short: "Serve a page that previews the claims while you type",
		Long: `preview serves a page for your browser, until it is interrupted: there you edit a
config, a session and audiences and see at once which claims go into the tokens, with
a reason for each that does not. The browser runs the policy module itself. What you
type stays there, and no file is changed unless you give one to --write: then Save
writes the config into it.

The page begins with the files given, which are read once, and with an example for
what is not given. A file need not be right, or even JSON: the page shows what is
wrong at its place.`,
		Example: `  claimsmith preview --config app.json --session session.json
  claimsmith preview --addr 127.0.0.1:8080 --config app.json --audience https://api.example.com
  claimsmith preview --write app.json --session session.json
  claimsmith preview --module claims.wasm`,
		Args: cobra.NoArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			return a.servePreview(command.Context(), &flags)
		},
	}
	f := command.Flags()
	f.StringVar(&flags.addr, "addr", "127.0.0.1:0", "listen on this `host:port`; port 0 is any free one, without a host everyone in the network is served")
	f.StringVar(&flags.config, "config", "", "begin with the config in this `file`, - for standard input")
	f.StringVar(&flags.write, "write", "", "have Save on the page write the config into this `file`, and begin with what is in it")
	f.StringVar(&flags.session, "session", "", "begin with the session in this `file`, - for standard input")
	f.StringArrayVar(&flags.audiences, "audience", nil, "begin with this `audience`, as plain text or as a JSON array of several; may be repeated")
	return command
}

// servePreview serves the page until the context ends.
func (a *app) servePreview(ctx context.Context, flags *previewFlags) error {
	options, err := a.previewOptions(ctx, flags)
	if err != nil {
		return err
	}
	listener, name, err := listen(ctx, flags.addr)
	if err != nil {
		return err
	}
	defer func() { _ = listener.Close() }() // serving has closed it, if it came to that
	address := listener.Addr().(*net.TCPAddr)
	if address.IP.IsLoopback() {
		options.Hosts = []string{name}
	} else if flags.write != "" {
		return usagef("--write is for this machine alone: whoever reaches %s could write the file", address)
	}
	page, err := preview.Handler(options)
	if err != nil {
		return err
	}
	if !address.IP.IsLoopback() {
		fmt.Fprintf(a.stderr, "warning: whoever reaches %s sees the config, the session and the audiences given\n", address)
	}
	if _, err := fmt.Fprintf(a.stdout, "preview at %s\n", serverURL(name, address, false)); err != nil {
		return err
	}
	server := &http.Server{Handler: page, WriteTimeout: time.Minute, ErrorLog: log.New(display.Writer{To: a.stderr}, "claimsmith: ", 0)}
	return a.serve(ctx, listener, server, time.Second) // browsers keep connections that they never use
}

// previewOptions reads what the flags name.
func (a *app) previewOptions(ctx context.Context, flags *previewFlags) (options preview.Options, err error) {
	if flags.config == "-" && flags.session == "-" {
		return options, usagef("standard input is the config or the session, not both")
	}
	if flags.config != "" {
		if options.Config, err = a.read(ctx, flags.config); err != nil {
			return options, err
		}
	}
	if flags.session != "" {
		if options.Session, err = a.read(ctx, flags.session); err != nil {
			return options, err
		}
	}
	if flags.write != "" {
		if options, err = a.withSave(ctx, options, flags.write); err != nil {
			return options, err
		}
	}
	if options.Audiences, err = audienceList(flags.audiences); err != nil {
		return options, err
	}
	if a.module == "" {
		return options, nil
	}
	if options.Module, err = os.ReadFile(a.module); err != nil {
		return options, err
	}
	// A module that cannot be run is better refused here than by the page.
	engine, err := host.New(ctx, host.WithModule(options.Module), host.WithInstances(1))
	if err != nil {
		return options, err
	}
	release(engine)
	return options, nil
}

// withSave has the page save into a file, and begin with what is in it unless another
// config is given. A file that is not there yet is made by the first save.
func (a *app) withSave(ctx context.Context, options preview.Options, name string) (preview.Options, error) {
	text, err := a.read(ctx, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return options, err
	case options.Config == nil:
		options.Config = text
	}
	options.SavesTo = filepath.Base(name)
	options.Save = func(config []byte) error { return replaceFile(name, config) }
	return options, nil
}

// replaceFile writes a file as a whole or not at all. A link stays one, and the
// permissions of a file that is there stay as they are.
func replaceFile(name string, text []byte) error {
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	file, err := os.CreateTemp(filepath.Dir(name), ".claimsmith-*")
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	err = errors.Join(err, file.Chmod(mode), file.Sync(), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), name)
	}
	if err != nil {
		_ = os.Remove(file.Name())
	}
	return err
}

// serve serves until the context ends, and then lets responses that are under way
// come to their end, for so long.
func (a *app) serve(ctx context.Context, listener net.Listener, server *http.Server, grace time.Duration) error {
	server.ReadHeaderTimeout = 5 * time.Second
	server.ReadTimeout = 10 * time.Second
	server.IdleTimeout = 2 * time.Minute
	server.MaxHeaderBytes = 16 << 10
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	ending, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	if server.Shutdown(ending) != nil {
		_ = server.Close() // nobody is left to tell of an error
	}
	return nil
}
