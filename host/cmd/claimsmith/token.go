package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/claimsmith/claimsmith/host/cmd/server"
	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

// addDatabase adds the flag of all commands that need the store.
func addDatabase(f *pflag.FlagSet, database *string) {
	f.StringVar(database, "database", "claimsmith.db", "keep everything in this SQLite `file`, or in PostgreSQL at postgres://user@host/name")
}

// databaseName is a database in sentences: a file with its whole path, a server without
// its password.
func databaseName(database string) string {
	if strings.Contains(database, "://") {
		if u, err := url.Parse(database); err == nil {
			return u.Redacted()
		}
		return "a PostgreSQL server"
	}
	if path, err := filepath.Abs(database); err == nil {
		return path
	}
	return database
}

// existingDatabase refuses a file that is not there: a database that a command makes in
// another folder than the server's is no use to anybody.
func existingDatabase(database string) error {
	if strings.Contains(database, "://") {
		return nil
	}
	if _, err := os.Stat(database); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no database %s: --database names the server's, and --create-database makes a new one", printable(databaseName(database)))
	}
	return nil // another error says more when it is opened
}

// openStore opens a database and tells people what there is to tell of its files.
func (a *app) openStore(ctx context.Context, database string) (*store.Store, error) {
	s, err := store.Open(ctx, database)
	if err != nil {
		return nil, err
	}
	for _, notice := range s.Notices() {
		fmt.Fprintf(a.stderr, "warning: %s\n", printable(notice))
	}
	return s, nil
}

func (a *app) token() *cobra.Command {
	command := &cobra.Command{
		Use:   "token",
		Short: "Make, list and delete the API tokens of a server",
		Long: `token works on the database of a server, which may be running meanwhile. Who has an
API token may use the Management API as far as its scopes go, and nobody else may,
unless the server is open. At its first start a server makes one that may do everything,
if there is none.`,
		Example: `  claimsmith token create --name ci --scope read:clients
  claimsmith token list --database team.db`,
		Args: func(command *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(command, args[0])
			}
			return nil
		},
		RunE: func(command *cobra.Command, _ []string) error { return command.Help() },
	}
	var database, settings string
	var mayCreate bool
	addDatabase(command.PersistentFlags(), &database)
	command.PersistentFlags().StringVar(&settings, "settings", "", "read the database from the JSON `file` of settings that serve has")
	// with opens the store for a subcommand.
	with := func(run func(ctx context.Context, s *store.Store, args []string) error) func(*cobra.Command, []string) error {
		return func(command *cobra.Command, args []string) error {
			if err := a.fromFile(command, settings, true); err != nil {
				return err
			}
			if !mayCreate {
				if err := existingDatabase(database); err != nil {
					return err
				}
			}
			s, err := a.openStore(command.Context(), database)
			if err != nil {
				return err
			}
			return errors.Join(run(command.Context(), s, args), s.Close())
		}
	}

	var name string
	var scopes []string
	var lifetime time.Duration
	create := &cobra.Command{
		Use:   "create",
		Short: "Make an API token",
		Long: `create makes an API token and prints it. It is shown this once: the store keeps a hash.

The scopes are ` + strings.Join(server.Scopes(), ", ") + `.`,
		Example: `  claimsmith token create --name ci --scope read:clients --scope update:clients
  claimsmith token create --name ana --scope all --lifetime 720h`,
		Args: cobra.NoArgs,
		RunE: with(func(ctx context.Context, s *store.Store, _ []string) error {
			if len(scopes) == 1 && scopes[0] == "all" {
				scopes = server.Scopes()
			}
			made, text, err := server.NewToken(name, scopes, lifetime)
			if err != nil {
				return usagef("%w", err)
			}
			if err := s.AddToken(ctx, made); err != nil {
				return err
			}
			fmt.Fprintf(a.stderr, "made in the database %s\n", printable(databaseName(database)))
			_, err = fmt.Fprintln(a.stdout, text)
			return err
		}),
	}
	create.Flags().BoolVar(&mayCreate, "create-database", false, "make the database if there is none yet, before the server's first start")
	create.Flags().StringVar(&name, "name", "", "who has it: the `name` stands in the versions that are saved with it")
	create.Flags().StringSliceVar(&scopes, "scope", nil, "allow this `scope`, or all; may be repeated")
	create.Flags().DurationVar(&lifetime, "lifetime", 0, "let it expire after this `duration`; 0 is never")

	list := &cobra.Command{
		Use:   "list",
		Short: "List the API tokens",
		Long: `list lists the API tokens by their creation, with their scopes. Their secrets are
nowhere.`,
		Example: `  claimsmith token list
  claimsmith token list --database postgres://claims@db.team.example/claims`,
		Args: cobra.NoArgs,
		RunE: with(func(ctx context.Context, s *store.Store, _ []string) error {
			all, err := s.Tokens(ctx)
			if err != nil {
				return err
			}
			table := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
			fmt.Fprintln(table, "ID\tNAME\tCREATED\tEXPIRES\tSCOPES")
			for _, t := range all {
				expires := "never"
				if !t.Expires.IsZero() {
					expires = t.Expires.Format(time.RFC3339)
				}
				fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", t.ID, printable(t.Name), t.Created.Format(time.RFC3339), expires, strings.Join(t.Scopes, " "))
			}
			return table.Flush()
		}),
	}

	remove := &cobra.Command{
		Use:   "delete ID",
		Short: "Delete an API token",
		Long: `delete ends an API token: the next request with it is refused. The versions that were
saved with it keep its name. When it was the last one, the Management API answers nobody
until there is another: create makes one, and so does the server's next start.`,
		Example: `  claimsmith token delete 5OGQYBGUYX2KYQHB`,
		Args:    cobra.ExactArgs(1),
		RunE: with(func(ctx context.Context, s *store.Store, args []string) error {
			err := s.DeleteToken(ctx, args[0])
			if errors.Is(err, store.ErrNotFound) {
				return fmt.Errorf("there is no API token %s; 'claimsmith token list' lists them", printable(args[0]))
			}
			if err != nil {
				return err
			}
			if left, err := s.Tokens(ctx); err != nil || len(left) > 0 {
				return err
			}
			fmt.Fprintln(a.stderr, "that was the last API token: the Management API answers nobody until there is another; 'claimsmith token create' makes one, and so does the server's next start")
			return nil
		}),
	}
	command.AddCommand(create, list, remove)
	return command
}
