package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/claimsmith/claimsmith/host"
)

// tables are the policy's, as the module describes them. Nothing that they say is
// written here again.
type tables struct {
	Rules, Reasons, Problems, Warnings, Failures, Fixes []entry

	Restricted []string            `json:"restricted_claims"`
	Reserved   []string            `json:"reserved_claims"`
	Profile    map[string][]string `json:"profile_claims"` // by scope
}

// An entry is a code of the policy with what it says.
type entry struct {
	Code string `json:"code"`
	Says string `json:"says"`
	Rule string `json:"rule,omitempty"`
	Hint string `json:"hint,omitempty"`
	Fix  string `json:"fix,omitempty"`
}

func readTables(ctx context.Context, engine *host.Engine) (*tables, error) {
	text, err := engine.Describe(ctx)
	if err != nil {
		return nil, err
	}
	t := new(tables)
	if err := json.Unmarshal(text, t); err != nil {
		return nil, fmt.Errorf("the module's description cannot be read: %w", err)
	}
	return t, nil
}

// ruleOf is the rule that a code of a problem is about.
func (t *tables) ruleOf(code string) string {
	for _, e := range t.Problems {
		if e.Code == code {
			return e.Rule
		}
	}
	return ""
}

// ruleOfReason is the rule that a reason is about.
func (t *tables) ruleOfReason(code string) string {
	for _, e := range t.Reasons {
		if e.Code == code {
			return e.Rule
		}
	}
	return ""
}

// ofProtocol reports whether a claim is the protocol's or the provider's own.
func (t *tables) ofProtocol(claim string) bool {
	return slices.Contains(t.Restricted, claim) || slices.Contains(t.Reserved, claim)
}

// scopeOf is the scope that a profile claim needs, or empty.
func (t *tables) scopeOf(claim string) string {
	for scope, claims := range t.Profile {
		if slices.Contains(claims, claim) {
			return scope
		}
	}
	return ""
}

// says is the sentence of a code in a table, or empty.
func says(table []entry, code string) string {
	for _, e := range table {
		if e.Code == code {
			return e.Says
		}
	}
	return ""
}

// sentences are those of every rule and warning.
func (t *tables) sentences() map[string]string {
	all := map[string]string{}
	for _, e := range append(append([]entry{}, t.Warnings...), t.Rules...) {
		all[e.Code] = e.Says
	}
	return all
}
