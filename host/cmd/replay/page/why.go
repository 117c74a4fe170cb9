package page

import (
	"fmt"
	"strings"

	"github.com/claimsmith/claimsmith/host/cmd/diff"
	"github.com/claimsmith/claimsmith/host/cmd/replay"
)

// shownCauses are the causes that are seen at once.
const shownCauses = 10

// A change is one of the configs, with what it does to tokens.
type change struct {
	Text                                     string
	Kinds                                    string // of its effects, for the filter
	Removed, Added, Changed, Renamed, Tokens int64
	Proved                                   string // of the claim, for every session
}

func changesOf(r *replay.Report) (all []change) {
	for _, c := range r.ConfigChanges {
		e := c.Effect
		all = append(all, change{visible(c.Says()), kindsOf(e), e.Removed, e.Added, e.Changed, e.Renamed, c.Tokens, visible(proved(r, c.Change))})
	}
	return all
}

// kindsOf are the kinds of changes that there are.
func kindsOf(c replay.Changes) string {
	var kinds []string
	for _, k := range []struct {
		kind  string
		count int64
	}{{replay.Removed, c.Removed}, {replay.Added, c.Added}, {replay.Changed, c.Changed}, {replay.Renamed, c.Renamed}} {
		if k.count > 0 {
			kinds = append(kinds, k.kind)
		}
	}
	return strings.Join(kinds, " ")
}

// proved is what holds for every session of the claim that a change is about.
func proved(r *replay.Report, c diff.Change) string {
	if r.Diff == nil || c.Token == "" {
		return ""
	}
	name := c.Claim
	if c.To != "" {
		name = c.To
	}
	for i := range r.Diff.Claims {
		if claim := &r.Diff.Claims[i]; claim.Token == c.Token && claim.Claim == name && claim.Names == "" {
			return claim.Says(r.Diff.Domains)
		}
	}
	return ""
}

// A cause is why a claim differs, in words.
type cause struct {
	Kind, Sign, Does string
	Claim, Token     string
	Count            int64
	Share            string
	Why, Stopped     string
}

// causes are the causes, and those of them that are seen at once.
type causes struct {
	All, First []cause
	Others     int64
}

var does = map[string][2]string{
	replay.Removed: {"\u2212", "removed"}, replay.Added: {"+", "added"}, replay.Changed: {"~", "another value"}, replay.Renamed: {"\u2192", "renamed"},
}

func causesOf(r *replay.Report) (found causes) {
	found.Others = r.CausesOthers
	for _, c := range r.Causes {
		if r.Folded(c.Token) {
			continue
		}
		one := cause{Kind: c.Change, Sign: "\u2022", Does: code(c.Change), Claim: short(c.Claim), Token: foldedName(r, c.Token), Count: c.Count, Why: reasonText(r, c)}
		if d, ok := does[c.Change]; ok {
			one.Sign, one.Does = d[0], d[1]
		} else {
			one.Kind = "other"
		}
		if c.Claim == "" {
			one.Claim = "claims that code sets"
		}
		for _, t := range r.Tokens {
			if t.Token == c.Token {
				one.Share = share(c.Count, t.Evaluated)
			}
		}
		if c.Stopped != "" {
			one.Stopped = short(c.Stopped)
		}
		found.All = append(found.All, one)
	}
	found.First = found.All[:min(len(found.All), shownCauses)]
	if len(found.First) == len(found.All) {
		found.All = nil
	}
	return found
}

// reasonText is a cause in words.
func reasonText(r *replay.Report, c replay.Cause) string {
	side := "new"
	if c.Change == replay.Added {
		side = "old"
	}
	switch c.Reason {
	case "no_value":
		switch c.Type {
		case "":
			return "no value with the " + side + " config"
		case "object":
			return "the " + side + " config looks for a member that is missing:"
		case "null":
			return "the " + side + " config finds null:"
		}
		article := "a "
		if c.Type == "array" || c.Type == "object" {
			article = "an "
		}
		return fmt.Sprintf("the %s config looks for a member in %s%s:", side, article, short(c.Type))
	case replay.NotMapped:
		return "the " + side + " config does not map it"
	case replay.OtherExpression:
		return "it comes from another place"
	case replay.SystemClaim:
		return "the provider's own claim has another name, built from the tenant's domain"
	case replay.MetadataSet:
		return "legacy mode treats metadata that code sets in another way"
	case replay.NewName:
		return "the same value under a new name"
	case "auth0_audience":
		return "its audience is a restricted API with the " + side + " config"
	case "scope_not_granted":
		return "with the " + side + " config it needs a scope that was not granted"
	case "not_namespaced":
		return "legacy mode of the " + side + " config wants an http(s) namespace"
	}
	return code(c.Reason) + " with the " + side + " config"
}

// foldedNames is foldedName of several.
func foldedNames(r *replay.Report, token string) string {
	if name := foldedName(r, token); name != tokenName(token) {
		return "ID tokens and userinfo"
	}
	return tokensName(token)
}

// foldedName is what people call a token, and userinfo where it has the same changes.
func foldedName(r *replay.Report, token string) string {
	if token == replay.IDToken && r.Folded(replay.Userinfo) {
		for _, t := range r.Tokens {
			if t.Token == replay.Userinfo {
				return "ID token and userinfo"
			}
		}
	}
	return tokenName(token)
}
