package diff

import (
	"fmt"
	"strings"

	"github.com/claimsmith/claimsmith/host/cmd/internal/conditions"
)

// Says is the verdict in words.
func (r *Report) Says() string {
	switch r.Verdict {
	case Equivalent:
		return "Equivalent: every session and audience has the same outcome, byte for byte."
	case OrderOnly:
		return "The same but for the order: every session and audience has the same claims."
	case SameTokens:
		if r.Reported == nil {
			return "The same tokens: where both configs evaluate a session they give it the same claims. Some sessions fail with one of them alone."
		}
		return "The same tokens for every session and audience. What is reported beside them differs."
	}
	var counts []string
	claims := " claim" // once
	for _, v := range []struct{ verdict, one, many string }{
		{NeverAgain, "is never there again", "are never there again"},
		{Depends, "comes from another place", "come from another place"},
		{Conditional, "differs for some audiences, scopes or transactions", "differ for some audiences, scopes or transactions"},
		{Renamed, "is renamed", "are renamed"},
		{NeverBefore, "is new", "are new"},
		{ByCode, "differs only where code sets it", "differ only where code sets them"},
	} {
		switch n := r.Count(v.verdict); {
		case n == 1:
			counts = append(counts, "1"+claims+" "+v.one)
		case n > 1 && claims != "":
			counts = append(counts, fmt.Sprintf("%d claims %s", n, v.many))
		case n > 1:
			counts = append(counts, fmt.Sprintf("%d %s", n, v.many))
		}
		if counts != nil {
			claims = ""
		}
	}
	return "Different: " + strings.Join(counts, "; ") + "."
}

// Says is the verdict on one of the report's claims in words, without its name.
func (c *Claim) Says(of Domains) string {
	var says string
	switch c.Verdict {
	case Same:
		says = "the same in every session"
	case Never:
		says = "in no session, with either config"
	case NeverAgain:
		says = "never again" + c.limits(of)
	case NeverBefore:
		says = "new" + c.limits(of)
	case Renamed:
		says = "renamed, with the same value"
		if len(c.When) > 0 {
			says += ", but " + changes(c.When, of)
		}
	case Conditional:
		says = changes(c.When, of)
	case Depends:
		says = "depends on the session: it comes from another place" + c.limits(of)
	case ByCode:
		says = "differs only where code sets it: " + changes(c.Code, of)
	default:
		says = c.Verdict
	}
	switch code := changes(c.Code, of); {
	case c.Verdict == ByCode || code == "":
	case strings.HasSuffix(says, code):
		says += ", also where code sets it"
	default:
		says += "; where code sets it, " + code
	}
	return says
}

// limits are where a claim is at all.
func (c *Claim) limits(of Domains) string {
	var all []string
	for _, w := range c.When {
		where := w.where(of)
		if where == "" {
			return ""
		}
		all = append(all, where)
	}
	if len(all) == 0 {
		return ""
	}
	return " (it is there only " + strings.Join(all, ", or ") + ")"
}

func changes(when []When, of Domains) string {
	var all []string
	seen := map[string]bool{}
	for _, w := range when {
		does := "it has another value"
		switch {
		case w.Old && !w.New:
			does = "it is gone"
		case w.New && !w.Old:
			does = "it is new"
		}
		if where := w.where(of); where != "" {
			does += " " + where
		}
		if !seen[does] {
			all = append(all, does)
		}
		seen[does] = true
	}
	return strings.Join(all, "; ")
}

// where is the place in words.
func (w *When) where(of Domains) string {
	var all []string
	var audiences []string
	for _, class := range w.Audiences {
		switch class {
		case Unrestricted:
			audiences = append(audiences, "one's own APIs")
		case Restricted:
			audiences = append(audiences, "the provider's restricted APIs")
		case RestrictedByOld:
			audiences = append(audiences, "restricted APIs at "+strings.Join(of.Old, ", "))
		case RestrictedByNew:
			audiences = append(audiences, "restricted APIs at "+strings.Join(of.New, ", "))
		}
	}
	if len(audiences) > 0 {
		all = append(all, "for "+strings.Join(audiences, " and "))
	}
	if w.Scope != "" {
		all = append(all, "with the scope "+w.Scope)
	}
	if w.WithoutScope != "" {
		all = append(all, "without the scope "+w.WithoutScope)
	}
	if w.Form == AnonymousOnly {
		all = append(all, "in anonymous sessions without a user")
	}
	if w.Set != "" {
		all = append(all, "where code sets "+w.Set)
	}
	return strings.Join(all, ", ")
}

// Class is the class of names in words, "" for a claim that stands for itself.
func (c *Claim) Class() string {
	switch c.Names {
	case NotNamespaced:
		return "other names without an http(s) namespace"
	case ProfileClaims:
		return "other profile claims, such as " + c.Claim
	case Forbidden:
		return "other names under the provider's namespaces"
	case SystemClaims:
		return c.Claim + " in any letter case"
	case OtherNames:
		return "other names, such as " + c.Claim
	}
	return ""
}

// Says is the failure in words.
func (f *Failure) Says() string {
	if f.Code == duplicateMember {
		return fmt.Sprintf("a session that has a member twice at %s fails with the %s config alone, which reads it", f.Expression, f.Fails)
	}
	return fmt.Sprintf("the %s can be too large with the %s config alone", tokenName(f.Token), f.Fails)
}

// Says is the change in words.
func (c *Change) Says() string {
	in := " in the " + tokenName(c.Token)
	switch c.Change {
	case MappingAdded:
		return fmt.Sprintf("%s is mapped%s, from %s", c.Claim, in, c.New)
	case MappingRemoved:
		return fmt.Sprintf("%s is no longer mapped%s; it came from %s", c.Claim, in, c.Old)
	case MappingRenamed:
		return fmt.Sprintf("%s is renamed to %s%s", c.Claim, c.To, in)
	case ExpressionChanged:
		return fmt.Sprintf("%s comes from %s%s, and no longer from %s", c.Claim, c.New, in, c.Old)
	case OrderChanged:
		return fmt.Sprintf("the order%s is %s, and no longer %s", in, c.New, c.Old)
	case DialectChanged:
		return fmt.Sprintf("the list of mappings is %s, and no longer %s", orNothing(c.New), orNothing(c.Old))
	}
	return fmt.Sprintf("%s is %s, and no longer %s", c.Path, orNothing(c.New), orNothing(c.Old))
}

// tokenName is what people call a token.
func tokenName(token string) string {
	switch token {
	case tokens[idToken]:
		return "ID token"
	case tokens[samlToken]:
		return "SAML assertion"
	}
	return strings.ReplaceAll(token, "_", " ")
}

func orNothing(text string) string {
	if text == "" {
		return "absent"
	}
	return text
}

// Metrics are what conditions can be about: how many claims have a verdict that is not
// Same or Never, how many tokens another order (order), how many failures one config
// alone has (failures), and whether the configs are anything but equivalent (different).
func Metrics() []string {
	return []string{NeverAgain, NeverBefore, Renamed, Conditional, Depends, ByCode, "order", "failures", "different"}
}

// Metric is one of Metrics.
func (r *Report) Metric(name string) int64 {
	switch name {
	case "order":
		return int64(len(r.Order))
	case "failures":
		return int64(len(r.Failures))
	case "different":
		if r.Verdict == Equivalent {
			return 0
		}
		return 1
	}
	return r.Count(name)
}

// Conditions are what a report must not fulfil.
type Conditions struct{ all conditions.All }

// ParseConditions reads conditions such as "never_again>0,depends>=3" about Metrics. The
// error says what there is.
func ParseConditions(text string) (c Conditions, err error) {
	c.all, err = conditions.Parse(text, Metrics())
	return c, err
}

// Fulfilled returns a sentence for each condition that a report fulfils.
func (c Conditions) Fulfilled(r *Report) []string { return c.all.Fulfilled(r.Metric) }
