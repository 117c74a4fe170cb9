package main

import (
	"context"
	"errors"
	"slices"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/diagnostic"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/document"
)

// A judgedFile is a file with what the policy says about the configs in it.
type judgedFile struct {
	name     string
	document *document.Document // nil if it is no YAML
	configs  []judgedConfig
	found    []diagnostic.Diagnostic // about no config in it: lists of mappings that are of none
}

// A judgedConfig is a config with what the policy says about it.
type judgedConfig struct {
	document.Config
	validated *host.Validated
	text      []byte // of the validation, as the module writes it
	found     []diagnostic.Diagnostic
	empty     bool // it maps nothing
}

func (f *judgedFile) all() []diagnostic.Diagnostic {
	all := slices.Clone(f.found)
	for _, c := range f.configs {
		all = append(all, c.found...)
	}
	return all
}

// silent reports whether there is nothing to say about a file: it maps nothing.
func (f *judgedFile) silent() bool {
	return len(f.all()) == 0 && !slices.ContainsFunc(f.configs, func(c judgedConfig) bool { return !c.empty })
}

// A judge judges documents.
type judge struct {
	engine *host.Engine
	tables *tables
	client string
	sets   []document.Change

	progress *progressLine
}

// file judges the configs in a text.
func (j *judge) file(ctx context.Context, name string, text []byte) (*judgedFile, error) {
	f := &judgedFile{name: name}
	d, err := document.Parse(name, text)
	var wrong *document.SyntaxError
	if errors.As(err, &wrong) {
		f.found = []diagnostic.Diagnostic{yamlProblem(wrong)}
		return f, nil
	}
	if err != nil {
		return nil, err
	}
	f.document = d
	done := j.progress.wait("looking for configs in " + name)
	configs, stray, err := d.Configs(ctx, j.engine)
	done()
	if err != nil {
		return nil, err
	}
	if j.client != "" {
		configs, stray = pick(d, configs, j.client), nil
	}
	if len(j.sets) > 0 {
		config, err := one(d, configs, "")
		if err != nil {
			return nil, err
		}
		if config, err = change(config, flagSet, j.sets); err != nil {
			return nil, err
		}
		configs = []document.Config{*config}
	}
	for _, at := range stray {
		place := d.Place(at)
		f.found = append(f.found, diagnostic.Diagnostic{Severity: diagnostic.Warning, Code: unreadMappings, Message: says(j.tables.Warnings, unreadMappings),
			At: &diagnostic.Place{Source: &diagnostic.Source{Name: d.Name, Text: d.Text}, Start: place.Start, End: place.End}})
	}
	for i := range configs {
		c, err := j.config(ctx, &configs[i], configs)
		if err != nil {
			return nil, err
		}
		f.configs = append(f.configs, *c)
		j.progress.count(i+1, len(configs), "configs")
	}
	return f, nil
}

// unreadMappings is the warning about a list of mappings where none is read.
const unreadMappings = "unread_mappings"

// config judges one of several configs. A list that is another's to read is none of
// its own.
func (j *judge) config(ctx context.Context, config *document.Config, others []document.Config) (*judgedConfig, error) {
	validation, err := j.engine.Validate(ctx, []byte(config.JSON))
	if err != nil {
		return nil, err
	}
	validated, err := validation.Decode()
	if err != nil {
		return nil, err
	}
	c := &judgedConfig{Config: *config, validated: validated, text: validation.JSON}
	validated.Warnings = slices.DeleteFunc(validated.Warnings, func(w host.Problem) bool {
		return w.Code == unreadMappings && w.Offset != nil && slices.ContainsFunc(others, func(other document.Config) bool {
			return len(other.JSON) < len(config.JSON) && config.Document == other.Document && other.Contains(config.Offset(*w.Offset))
		})
	})
	for _, p := range validated.Problems {
		c.found = append(c.found, j.tables.diagnostic(config, diagnostic.Error, p))
	}
	for _, w := range validated.Warnings {
		c.found = append(c.found, j.tables.diagnostic(config, diagnostic.Warning, w))
	}
	if validated.Valid {
		c.empty, err = j.mapsNothing(ctx, config)
	}
	return c, err
}

// mapsNothing reports whether a config maps no claim and no attribute, even for a login
// with SAML, which maps all that there is.
func (j *judge) mapsNothing(ctx context.Context, config *document.Config) (bool, error) {
	explanation, err := j.engine.Explain(ctx, []byte(config.JSON), []byte(`{"user":{},"protocol":"samlp"}`), []byte(`""`))
	if err != nil {
		return false, err
	}
	explained, err := explanation.Decode()
	return err == nil && len(explained.Decisions) == 0, err
}
