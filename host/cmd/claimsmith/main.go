// Command claimsmith decides, explains and tests which custom claims go into a
// token.
//
//	claimsmith eval --config app.json --session session.json --audience https://api.example.com
//	claimsmith explain --config app.json --session session.json
//	claimsmith validate app.json
//	claimsmith check --token token.txt --config app.json --session session.json
//	claimsmith preview --config app.json --session session.json
//	claimsmith serve --database team.db
//	claimsmith test testdata/vectors
//
// claimsmith help COMMAND tells the rest.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv, os.Environ()...)
	stop()
	os.Exit(status)
}
