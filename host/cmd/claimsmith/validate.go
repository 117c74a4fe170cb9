package main

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/diagnostic"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/document"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/layout"
)

// validateFlags are the flags of validate.
type validateFlags struct {
	inputFlags
	outputFlags
	strict, fix, yes bool
}

func (a *app) validate() *cobra.Command {
	var flags validateFlags
	command := &cobra.Command{
		Use:   "validate [FILE...]",
		Short: "Say what is wrong with configs",
		Long: `validate judges configs alone and shows each problem and each warning at its place.
The exit status is 1 if there is a problem, 0 if there are only warnings, unless
--strict makes them count.

A FILE is JSON or YAML, or a folder of such files, and - is standard input. It may be
an application or an API, an array of them, a page of the Management API, an export of
a deploy tool, or Terraform's state or plan as JSON ('terraform show -json'): what has
mappings in it is found and judged, and --client picks one.

--fix writes what is suggested into the files and leaves every other byte as it is. It
shows the difference and asks first; with --yes it does not ask.

In the format json one config that is all of a file gets the module's own validation.
Else there is one for all, in which each problem has its file, its client and the
pointer of its config there, and offset, line and column are those of the file.`,
		Example: `  claimsmith validate app.json
  claimsmith validate tenant.yaml --client Shop --strict
  claimsmith validate --fix app.json
  claimsmith validate --format sarif --out claims.sarif export/
  terraform show -json | claimsmith validate -`,
		Args: cobra.ArbitraryArgs,
		RunE: func(command *cobra.Command, names []string) error {
			return a.runValidate(command.Context(), &flags, names)
		},
	}
	flags.forConfig(command)
	f := command.Flags()
	f.BoolVar(&flags.strict, "strict", false, "let warnings count as problems do for the exit status")
	f.BoolVar(&flags.fix, "fix", false, "write what is suggested into the files, after showing the difference")
	f.BoolVar(&flags.yes, "yes", false, "with --fix, do not ask before writing")
	flags.add(command, "the `format`: pretty for people, json, github, sarif or junit (default pretty on a terminal, else json)", formatJSON, formatPretty, formatGitHub, formatSARIF, formatJUnit)
	return command
}

// check judges the flags, and returns the names of what to read.
func (flags *validateFlags) check(a *app, names []string) ([]string, error) {
	if err := flags.checkText(a); err != nil {
		return nil, err
	}
	if flags.config != "" {
		names = append([]string{flags.config}, names...)
	}
	switch {
	case len(names) == 0:
		return nil, usagef("no FILE is given; - is standard input")
	case len(flags.sets) > 0 && len(names) > 1:
		return nil, usagef("--set changes one config, and there are %d files", len(names))
	case flags.yes && !flags.fix:
		return nil, usagef("--yes is for --fix")
	case flags.fix && len(flags.sets) > 0:
		return nil, usagef("--fix changes files and --set does not: give one of them")
	case flags.fix && slices.Contains(names, "-"):
		return nil, usagef("--fix changes files, and standard input is none")
	case countOf(names, "-") > 1:
		return nil, usagef("standard input can be read once")
	}
	return names, nil
}

func countOf(all []string, one string) (n int) {
	for _, name := range all {
		if name == one {
			n++
		}
	}
	return n
}

func (a *app) runValidate(ctx context.Context, flags *validateFlags, names []string) error {
	names, err := flags.check(a, names)
	if err != nil {
		return err
	}
	sets, err := changes(flagSet, flags.sets)
	if err != nil {
		return err
	}
	engine, err := a.engine(ctx)
	if err != nil {
		return err
	}
	defer release(engine)
	t, err := readTables(ctx, engine)
	if err != nil {
		return err
	}
	j := &judge{engine: engine, tables: t, client: flags.client, sets: sets, progress: a.progress()}
	files, empty, err := a.judgeFiles(ctx, j, names)
	if err != nil {
		return err
	}
	if flags.fix {
		if files, err = a.fix(ctx, j, flags, files); err != nil {
			return err
		}
	}
	if err := a.writeValidation(flags, t, files, empty); err != nil {
		return err
	}
	errs, warnings := 0, 0
	for _, f := range files {
		e, w := diagnostic.Count(f.all())
		errs, warnings = errs+e, warnings+w
	}
	if errs > 0 || flags.strict && warnings > 0 {
		return errNo
	}
	return nil
}

// judgeFiles judges files, and those in folders. Of these only what maps something or
// has a problem is returned; the others are counted.
func (a *app) judgeFiles(ctx context.Context, j *judge, names []string) (files []*judgedFile, empty int, err error) {
	defer j.progress.clear()
	var others []document.Config
	for _, name := range names {
		found := []string{name}
		if name != "-" {
			if found, err = document.Files(name); err != nil {
				return nil, 0, err
			}
		}
		folder := len(found) != 1 || found[0] != name
		if len(found) == 0 {
			return nil, 0, fmt.Errorf("%s: there is no file in this folder that ends in .json, .yaml or .yml", name)
		}
		for i, file := range found {
			text, err := a.read(ctx, file)
			if err != nil {
				return nil, 0, err
			}
			shown := file
			if file == "-" {
				shown = stdinName
			}
			judged, err := j.file(ctx, shown, text)
			if err != nil {
				return nil, 0, err
			}
			j.progress.count(i+1, len(found), "files")
			if j.client != "" && len(judged.configs) == 0 && judged.document != nil {
				all, _, err := judged.document.Configs(ctx, j.engine)
				if err != nil {
					return nil, 0, err
				}
				others = append(others, all...)
				continue
			}
			if folder && judged.silent() {
				empty++
				continue
			}
			files = append(files, judged)
		}
	}
	if j.client != "" && len(files) == 0 && empty == 0 {
		return nil, 0, usagef("there is no application or API %q%s; there is %s", j.client, didYouMean(j.client, namesOf(others)), titles(others))
	}
	return files, empty, nil
}

// writeValidation writes what was found in the format asked for.
func (a *app) writeValidation(flags *validateFlags, t *tables, files []*judgedFile, empty int) error {
	var all []diagnostic.Diagnostic
	for _, f := range files {
		all = append(all, f.all()...)
	}
	switch flags.format {
	case formatPretty:
		return flags.write(a, a.prettyValidation(flags, files, empty))
	case formatGitHub, formatSARIF:
		return flags.writeDiagnostics(a, t, "", all)
	case formatJUnit:
		text, err := junitValidation(files, flags.strict)
		if err != nil {
			return err
		}
		return flags.write(a, text)
	}
	if len(files) == 1 && len(files[0].configs) == 1 && len(files[0].found) == 0 && files[0].configs[0].IsDocument() {
		return flags.writeText(a, files[0].configs[0].text)
	}
	text, err := jsonValidation(files)
	if err != nil {
		return err
	}
	return flags.writeText(a, text)
}

// prettyValidation is what was found for people: the diagnostics, and then how things
// are with each file and each config in it.
func (a *app) prettyValidation(flags *validateFlags, files []*judgedFile, empty int) []byte {
	p := a.outPrinter(flags.outputFlags)
	var b bytes.Buffer
	var first diagnostic.Diagnostic // of the worst
	for _, f := range files {
		for _, d := range f.all() {
			if first.Code == "" || first.Severity != diagnostic.Error && d.Severity == diagnostic.Error {
				first = d
			}
			b.WriteString(p.Diagnostic(&d) + "\n")
		}
	}
	for _, f := range files {
		head, styles, text := f.summary(flags.fix)
		// The styles go on the wrapped text, since they take no columns. What stands out
		// begins or ends the sentence; a name may have the same words.
		line := layout.Hang("", text, p.Width)
		at := max(strings.LastIndex(line, head), 0)
		if strings.HasPrefix(text, head) {
			at = 0
		}
		rest, found := strings.CutPrefix(line[at:], head)
		if found {
			line = line[:at] + p.Paint.Paint(head, styles...) + rest
		}
		b.WriteString(line)
		if len(f.configs) > 1 {
			f.writeConfigs(&b, p.Paint)
		}
	}
	if empty > 0 {
		fmt.Fprintf(&b, "%s %s nothing\n", plural(int64(empty), "other file"), verb(empty, "maps", "map"))
	}
	if first.Code != "" {
		fmt.Fprintf(&b, "More about what stands in brackets: claimsmith describe %s\n", printable(first.Code))
	}
	return b.Bytes()
}

func verb(n int, one, more string) string {
	if n == 1 {
		return one
	}
	return more
}

// summary is how things are with a file, in one sentence, and what stands out in it.
func (f *judgedFile) summary(fixed bool) (head string, styles []layout.Style, text string) {
	name := printable(f.name)
	all := f.all()
	errs, warnings := diagnostic.Count(all)
	fixes := 0
	for _, d := range all {
		if d.Fix != nil {
			fixes++
		}
	}
	offer := ""
	switch {
	case fixes == 0 || fixed:
	case len(all) == 1:
		offer = ", with a suggestion: --fix applies it"
	default:
		offer = fmt.Sprintf(", %d of them with a suggestion: --fix applies %s", fixes, verb(fixes, "it", "them"))
	}
	switch {
	case errs > 0:
		head = plural(int64(errs), "problem")
		if warnings > 0 {
			head += " and " + plural(int64(warnings), "warning")
		}
		return head, []layout.Style{layout.Bold, layout.Red}, head + " in " + name + offer
	case warnings > 0:
		head = plural(int64(warnings), "warning")
		return head, []layout.Style{layout.Bold, layout.Yellow}, name + " is valid, with " + head + offer
	case !slices.ContainsFunc(f.configs, func(c judgedConfig) bool { return !c.empty }):
		head = "valid, and maps nothing"
		return head, []layout.Style{layout.Bold, layout.Yellow}, name + " is " + head
	}
	return "valid", []layout.Style{layout.Bold, layout.Green}, name + " is valid"
}

// mostConfigs is how many configs with nothing to tell are listed one by one.
const mostConfigs = 20

// writeConfigs writes how things are with each config of a file, as long as there is
// something to tell or they are few.
func (f *judgedFile) writeConfigs(b *bytes.Buffer, paint layout.Painter) {
	widest, listed := 0, 0
	var shown []*judgedConfig
	for i := range f.configs {
		c := &f.configs[i]
		if len(c.found) == 0 {
			if listed++; listed > mostConfigs {
				continue
			}
		}
		shown = append(shown, c)
		widest = max(widest, layout.Width(layout.Cut(printable(c.Title()), widestClaim)))
	}
	for _, c := range shown {
		title := layout.Cut(printable(c.Title()), widestClaim)
		fmt.Fprintf(b, "  %s%s  %s\n", title, strings.Repeat(" ", widest-layout.Width(title)), c.state(paint))
	}
	if more := len(f.configs) - len(shown); more > 0 {
		fmt.Fprintf(b, "  and %s more with nothing to tell\n", grouped(int64(more)))
	}
}

// state is how things are with one config of several, in a few words.
func (c *judgedConfig) state(paint layout.Painter) string {
	errs, warnings := diagnostic.Count(c.found)
	switch {
	case errs > 0 && warnings > 0:
		return paint.Paint(plural(int64(errs), "problem")+", "+plural(int64(warnings), "warning"), layout.Red)
	case errs > 0:
		return paint.Paint(plural(int64(errs), "problem"), layout.Red)
	case warnings > 0:
		return paint.Paint("valid, "+plural(int64(warnings), "warning"), layout.Yellow)
	case c.empty:
		return paint.Paint("maps nothing", layout.Yellow)
	}
	return paint.Paint("valid", layout.Green)
}

// A placedProblem is a problem with the config that has it.
type placedProblem struct {
	host.Problem
	File   string  `json:"file"`
	Client string  `json:"client,omitempty"`
	Config *string `json:"config,omitempty"` // the pointer of the config in the file
}

// jsonValidation is one validation of several configs.
func jsonValidation(files []*judgedFile) ([]byte, error) {
	type judgement struct {
		File   string `json:"file"`
		Client string `json:"client,omitempty"`
		Config string `json:"config"`
		Valid  bool   `json:"valid"`
	}
	v := struct {
		Valid    bool            `json:"valid"`
		Problems []placedProblem `json:"problems"`
		Warnings []placedProblem `json:"warnings"`
		Configs  []judgement     `json:"configs"`
	}{true, []placedProblem{}, []placedProblem{}, []judgement{}}
	for _, f := range files {
		for _, d := range f.found {
			line, column := d.At.Position()
			p := placedProblem{File: f.name, Problem: host.Problem{Code: d.Code, Offset: &d.At.Start, Line: line, Column: column, Message: d.Message}}
			if d.Severity == diagnostic.Error {
				v.Valid = false
				v.Problems = append(v.Problems, p)
			} else {
				v.Warnings = append(v.Warnings, p)
			}
		}
		for _, c := range f.configs {
			at := c.Pointer.String()
			v.Valid = v.Valid && c.validated.Valid
			v.Configs = append(v.Configs, judgement{f.name, c.Name, at, c.validated.Valid})
			place := func(problems []host.Problem) (placed []placedProblem) {
				for _, p := range problems {
					if p.Offset != nil {
						place := placeOf(&c.Config, p)
						p.Line, p.Column = place.Position()
						p.Offset = &place.Start
					}
					placed = append(placed, placedProblem{p, f.name, c.Name, &at})
				}
				return placed
			}
			v.Problems = append(v.Problems, place(c.validated.Problems)...)
			v.Warnings = append(v.Warnings, place(c.validated.Warnings)...)
		}
	}
	return encode(v)
}

// junitValidation is a case for each config, which fails where the exit status says so.
func junitValidation(files []*judgedFile, strict bool) ([]byte, error) {
	var j diagnostic.JUnit
	add := func(file, name string, found []diagnostic.Diagnostic) {
		j.Add(file, junitCase(name, found, strict))
	}
	for _, f := range files {
		if len(f.found) > 0 {
			add(f.name, f.name, f.found)
		}
		for _, c := range f.configs {
			name := c.Title()
			if name == "" {
				name = f.name
			}
			add(f.name, name, c.found)
		}
	}
	return j.Text()
}
