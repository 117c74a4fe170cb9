package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/document"
	"github.com/claimsmith/claimsmith/host/internal/exact"
)

// inputFlags are the flags that say what to evaluate.
type inputFlags struct {
	config, client string
	sets           []string

	session     string
	record      string
	sessionSets []string
	user        string
	scope       string
	audiences   []string
}

// The flags that change inputs.
const (
	flagSet        = "--set"
	flagSetSession = "--set-session"
)

// forConfig adds the flags of commands that read a config.
func (f *inputFlags) forConfig(command *cobra.Command) {
	flags := command.Flags()
	flags.StringVar(&f.config, "config", "", "read the config from this `file`, - for standard input: an application or an API, or what they are in, in JSON or YAML")
	flags.StringVar(&f.client, "client", "", "of several applications or APIs in the file, the one with this `name or ID`")
	flags.StringArrayVar(&f.sets, "set", nil, "change the config first: `POINTER=JSON` sets the value at an RFC 6901 pointer; may be repeated")
}

// forAll adds the flags of commands that read a session and audiences as well.
func (f *inputFlags) forAll(command *cobra.Command) {
	f.forConfig(command)
	flags := command.Flags()
	flags.StringVar(&f.session, "session", "", "read the session from this `file`, - for standard input; JSON or YAML")
	flags.StringVar(&f.record, "record", "", "take the session, and its audience if it names one, from a recording: `FILE@BYTE`, as replay's exemplars have it")
	flags.StringArrayVar(&f.sessionSets, "set-session", nil, "change the session first, as --set does the config: `POINTER=JSON`; may be repeated")
	flags.StringVar(&f.user, "user", "", "put the user profile in this `file` into the session")
	flags.StringVar(&f.scope, "scope", "", "put this granted `scope` into the session; several in one text, with blanks between them")
	flags.StringArrayVar(&f.audiences, "audience", nil, "the token's `audience`, as plain text or as a JSON array of several; may be repeated; without it the empty string")
}

// changes are those that a flag asks for.
func changes(flag string, arguments []string) (all []document.Change, err error) {
	for _, argument := range arguments {
		c, err := document.ParseChange(flag, argument)
		if err != nil {
			return nil, usageError{err}
		}
		all = append(all, c)
	}
	return all, nil
}

// change is a text with changes made to it. It has a name of its own, since what people
// see of it is in no file.
func change(in *document.Config, flag string, all []document.Change) (*document.Config, error) {
	if len(all) == 0 {
		return in, nil
	}
	text, err := in.JSON, error(nil)
	for _, c := range all {
		if text, err = c.Apply(text); err != nil {
			return nil, err
		}
	}
	return changed(in, text, flag), nil
}

// changed is another text in the place of an input.
func changed(in *document.Config, text, by string) *document.Config {
	name := in.Document.Name
	if suffix := " with " + by; !strings.HasSuffix(name, suffix) {
		name += suffix
	}
	out := (&document.Document{Name: name, Text: text, JSON: text}).Whole()
	out.Name, out.IDs = in.Name, in.IDs
	return out
}

// readConfig is the one config that the flags name, with the changes made to it.
func (f *inputFlags) readConfig(ctx context.Context, a *app, engine *host.Engine) (*document.Config, error) {
	if f.config == "" {
		return nil, usagef("--config is required")
	}
	all, err := changes(flagSet, f.sets)
	if err != nil {
		return nil, err
	}
	d, err := a.readDocument(ctx, f.config)
	if err != nil {
		return nil, err
	}
	configs, _, err := d.Configs(ctx, engine)
	if err != nil {
		return nil, err
	}
	config, err := one(d, configs, f.client)
	if err != nil {
		return nil, err
	}
	return change(config, flagSet, all)
}

// one is the config that is meant of those in a document.
func one(d *document.Document, configs []document.Config, client string) (*document.Config, error) {
	if client == "" && len(configs) == 1 {
		return &configs[0], nil
	}
	if client == "" {
		return nil, usagef("%s has %d configs, and --client picks one: %s", d.Name, len(configs), titles(configs))
	}
	picked := pick(d, configs, client)
	switch len(picked) {
	case 0:
		return nil, usagef("%s has no application or API %q%s; it has %s", d.Name, client, didYouMean(client, namesOf(configs)), titles(configs))
	case 1:
		return &picked[0], nil
	}
	return nil, usagef("%s has %d of the name %q, and --client takes an ID too: %s", d.Name, len(picked), client, titles(picked))
}

// pick are the configs of a name or an ID. What maps nothing may be meant too.
func pick(d *document.Document, configs []document.Config, client string) (picked []document.Config) {
	for _, c := range configs {
		if c.Is(client) {
			picked = append(picked, c)
		}
	}
	if picked == nil {
		picked = d.Named(client)
	}
	return picked
}

// titles are what configs are called, with their IDs.
func titles(configs []document.Config) string {
	const most = 10
	var all []string
	for i := range configs {
		if i == most {
			all = append(all, fmt.Sprintf("%d more", len(configs)-most))
			break
		}
		title := cmp.Or(configs[i].Title(), "one without a name")
		if ids := configs[i].IDs; configs[i].Name != "" && len(ids) > 0 {
			title += " (" + ids[0] + ")"
		}
		all = append(all, title)
	}
	return strings.Join(all, ", ")
}

// namesOf are all by which configs can be picked.
func namesOf(configs []document.Config) (all []string) {
	for _, c := range configs {
		all = append(append(all, c.Name), c.IDs...)
	}
	return all
}

// check judges the flags alone.
func (f *inputFlags) check() error {
	switch {
	case f.session != "" && f.record != "":
		return usagef("the session is from --session or from --record, not both")
	case f.config == "" || f.session == "" && f.record == "":
		return usagef("--config and --session are required")
	case f.config == "-" && (f.session == "-" || strings.HasPrefix(f.record, "-@")):
		return usagef("standard input is the config or the session, not both")
	}
	return nil
}

// readAll is the config, the session and the audience.
func (f *inputFlags) readAll(ctx context.Context, a *app, engine *host.Engine) (in inputs, err error) {
	audience, err := audienceText(f.audiences)
	if err != nil {
		return in, err
	}
	if in.config, err = f.readConfig(ctx, a, engine); err != nil {
		return in, err
	}
	session, recorded, err := f.sessionDocument(ctx, a)
	if err != nil {
		return in, err
	}
	if recorded != nil {
		audience = recorded
	}
	in.audience = audienceInput(audience)
	in.session, err = f.readSession(ctx, a, engine, session)
	return in, err
}

// sessionDocument is the session as it comes, and the audience of its record, nil if it
// names none.
func (f *inputFlags) sessionDocument(ctx context.Context, a *app) (session *document.Config, audience []byte, err error) {
	if f.record == "" {
		d, err := a.readDocument(ctx, f.session)
		if err != nil {
			return nil, nil, err
		}
		return d.Whole(), nil, nil
	}
	text, audience, err := a.readRecord(ctx, f.record)
	if err != nil {
		return nil, nil, err
	}
	d, err := document.Parse(f.record, text)
	if err != nil {
		return nil, nil, err
	}
	return d.Whole(), audience, nil
}

// readSession is a session with the changes made to it.
func (f *inputFlags) readSession(ctx context.Context, a *app, engine *host.Engine, session *document.Config) (*document.Config, error) {
	all, err := changes(flagSetSession, f.sessionSets)
	if err != nil {
		return nil, err
	}
	if f.user != "" {
		user, err := a.readDocument(ctx, f.user)
		if err != nil {
			return nil, err
		}
		if session, err = put(ctx, engine, session, "user", user.JSON, "--user"); err != nil {
			return nil, err
		}
	}
	if f.scope != "" {
		scope, err := encode(f.scope)
		if err != nil {
			return nil, err
		}
		if session, err = put(ctx, engine, session, "scope", string(scope), "--scope"); err != nil {
			return nil, err
		}
	}
	return change(session, flagSetSession, all)
}

// put sets a member of a transaction. A bare session becomes one: it is put under the
// member that is called as its form is. One that cannot be read stays as it is, for the
// policy to say why.
func put(ctx context.Context, engine *host.Engine, session *document.Config, member, value, flag string) (*document.Config, error) {
	c, err := document.ParseChange(flag, "/"+member+"="+value)
	if err != nil {
		return nil, usagef("%s: what it names is no JSON", flag)
	}
	explanation, err := engine.Explain(ctx, []byte("{}"), []byte(session.JSON), []byte(`""`))
	var failed *host.PolicyError
	if errors.As(err, &failed) {
		return session, nil
	}
	if err != nil {
		return nil, err
	}
	explained, err := explanation.Decode()
	if err != nil {
		return nil, err
	}
	text := session.JSON
	if explained.Form != formTransaction {
		text = `{"` + explained.Form + `":` + text + `}`
	}
	if text, err = c.Apply(text); err != nil {
		return nil, err
	}
	return changed(session, text, flag), nil
}

// formTransaction is the form of a session that is more than an anonymous one.
const formTransaction = "transaction"

// audienceText is the audiences as the JSON that the policy reads: plain texts, or an
// array that is one already.
func audienceText(audiences []string) ([]byte, error) {
	for _, audience := range audiences {
		if !utf8.ValidString(audience) {
			return nil, usagef("--audience %q is no UTF-8", audience)
		}
	}
	isArray := func(text string) bool { return json.Valid([]byte(text)) && gjson.Parse(text).IsArray() }
	if len(audiences) == 1 && isArray(audiences[0]) {
		return []byte(audiences[0]), nil
	}
	for _, audience := range audiences {
		if isArray(audience) {
			return nil, usagef("--audience %s is a list already, so it cannot be repeated", audience)
		}
	}
	return host.Audience(audiences...), nil
}

// audienceList is the audiences one by one.
func audienceList(audiences []string) ([]string, error) {
	text, err := audienceText(audiences)
	if err != nil || len(audiences) == 0 {
		return nil, err
	}
	value := gjson.ParseBytes(text)
	if !value.IsArray() {
		return audiences, nil
	}
	var all []string
	for _, element := range value.Array() {
		if element.Type != gjson.String {
			return nil, usagef("--audience %s is no list of texts", text)
		}
		all = append(all, exact.String(element.Raw))
	}
	return all, nil
}

// textInput is a text as people see it in problems, with where it is from.
func textInput(name string, text []byte) *document.Config {
	return (&document.Document{Name: name, Text: string(text), JSON: string(text)}).Whole()
}

// audienceInput is an audience as people see it.
func audienceInput(text []byte) *document.Config { return textInput("--audience", text) }

// stdinName is how people are told of standard input.
const stdinName = "standard input"

// readDocument reads a file, or standard input for "-", as a document.
func (a *app) readDocument(ctx context.Context, name string) (*document.Document, error) {
	text, err := a.read(ctx, name)
	if err != nil {
		return nil, err
	}
	if name == "-" {
		name = stdinName
	}
	return document.Parse(name, text)
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
	if isTerminal(a.stdin) && isTerminal(a.stderr) {
		fmt.Fprintln(a.stderr, "reading standard input; a line with Ctrl-D alone ends it")
	}
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
