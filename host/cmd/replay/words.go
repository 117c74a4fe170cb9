package replay

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/claimsmith/claimsmith/host/cmd/diff"
)

// The tones of a headline.
const (
	Safe  = "safe"  // nothing that is read today is missing afterwards
	Odd   = "odd"   // values differ
	Risky = "risky" // claims disappear, tokens fail or become too large
)

// A loss is a claim that disappears from tokens under its name, and why.
type loss struct {
	Token, Claim string
	To           string // its new name, where it has one
	Count        int64
	Of           int64  // tokens evaluated
	Why          string // in words, "" if that is not known
}

// losses are the claims that disappear, the most frequent first, and behind them those
// that are renamed.
func (r *Report) losses() (all []loss) {
	places := map[[2]string]int{}
	causes := map[[2]string][]Cause{}
	for _, c := range r.Causes {
		if c.Change != Removed && c.Change != Renamed || r.Folded(c.Token) {
			continue
		}
		key := [2]string{c.Token, c.Claim}
		if _, ok := places[key]; !ok {
			places[key] = len(all)
			all = append(all, loss{Token: c.Token, Claim: c.Claim})
		}
		all[places[key]].Count += c.Count
		causes[key] = append(causes[key], c)
	}
	for i := range all {
		l := &all[i]
		for _, t := range r.Tokens {
			if t.Token == l.Token {
				l.Of = t.Evaluated
			}
		}
		l.To, l.Why = r.why(*l, causes[[2]string{l.Token, l.Claim}])
	}
	slices.SortStableFunc(all, func(a, b loss) int {
		if (a.To == "") != (b.To == "") {
			return cmp.Compare(a.To, b.To) // "" first
		}
		return cmp.Compare(b.Count, a.Count)
	})
	return all
}

// why says the causes of a loss in words.
func (r *Report) why(l loss, causes []Cause) (to, why string) {
	counts := map[string]int64{}
	var reasons []string
	for _, c := range causes { // the most frequent first
		if counts[c.Reason] == 0 {
			reasons = append(reasons, c.Reason)
		}
		counts[c.Reason] += c.Count
		if c.Change == Renamed {
			to = r.newName(l.Token, l.Claim)
		}
	}
	slices.SortStableFunc(reasons, func(a, b string) int { return cmp.Compare(counts[b], counts[a]) })
	why = r.becauseOf(l.Token, l.Claim, reasons[0])
	if len(reasons) > 1 && why != "" {
		why = "mostly " + why
	}
	return to, why
}

func (r *Report) newName(token, claim string) string {
	if r.Diff != nil {
		for _, c := range r.Diff.Claims {
			if (c.Token == token || token == Userinfo && c.Userinfo) && c.Verdict == diff.Renamed && c.From == claim {
				return c.Claim
			}
		}
	}
	return ""
}

// becauseOf is a reason in words, for a claim that is missing with the new config. "" if
// there are none.
func (r *Report) becauseOf(token, claim, reason string) string {
	switch reason {
	case noValue:
		if place := r.expression(token, claim); place != "" {
			return "since " + place + " has no value in them"
		}
		return "since it has no value in them"
	case NotMapped:
		return "since it is no longer mapped"
	case OtherExpression:
		return "since it comes from " + r.expression(token, claim)
	case SystemClaim:
		return "since the tenant's domain is another"
	case MetadataSet:
		return "since legacy mode treats metadata that code sets in another way"
	case NewName:
		if to := r.newName(token, claim); to != "" {
			return "since its name is " + to
		}
	case "auth0_audience":
		return "since they are for APIs that are restricted with the new config"
	case "not_namespaced":
		return "since legacy mode lets only names under an http(s) namespace pass"
	case "reserved_claim":
		return "since its name belongs to the tenant with the new config"
	case "scope_not_granted":
		return "since the scope that it needs was not granted"
	}
	return "since " + strings.ReplaceAll(reason, "_", " ") + " keeps it out"
}

// expression is where the new config maps a claim from.
func (r *Report) expression(token, claim string) string {
	if r.Diff == nil {
		return ""
	}
	for _, c := range r.Diff.Claims {
		if (c.Token == token || token == Userinfo && c.Userinfo) && c.Claim == claim {
			return c.New
		}
	}
	return ""
}

// Folded reports whether a token has the same changes as another one that the report
// has too: userinfo mostly has the ID token's.
func (r *Report) Folded(token string) bool {
	return token == Userinfo && slices.Equal(changesOf(r, Userinfo), changesOf(r, IDToken))
}

// changesOf are the changes of a token's claims, by claim and audience.
func changesOf(r *Report, token string) (all []ClaimCount) {
	for _, c := range r.Claims {
		if c.Token == token {
			c.Token = ""
			all = append(all, c)
		}
	}
	return all
}

// Headline is what matters most in one sentence, and its tone.
func (r *Report) Headline() (text, tone string) {
	var evaluated int64
	for _, t := range r.Tokens {
		evaluated += t.Evaluated
	}
	var introduced, cured, newly int64
	for _, f := range r.Failures {
		introduced += f.Introduced
		cured += f.Cured
	}
	for _, o := range r.Oversize {
		newly += o.Newly
	}
	losses := r.losses()
	switch {
	case r.Records.Read == 0:
		return "There are no records to compare.", ""
	case evaluated == 0 && introduced == 0 && cured == 0:
		return "No token was evaluated, so there is nothing to compare.", ""
	case introduced > 0 && (len(losses) == 0 || losses[0].Count < introduced):
		return fmt.Sprintf("Risky: %s with the new config alone.", number(introduced, "session fails", "sessions fail")), Risky
	case len(losses) > 0 && losses[0].Claim == "":
		return fmt.Sprintf("Risky: claims that code sets disappear from %s, %s.", tokensNamed(losses[0].Token, 2), losses[0].Why), Risky
	case len(losses) > 0:
		l := losses[0]
		gone := slices.IndexFunc(losses, func(l loss) bool { return l.To != "" })
		if gone < 0 {
			gone = len(losses)
		}
		if gone == 0 {
			return fmt.Sprintf("Risky: %s is renamed to %s in %s%s.", l.Claim, l.To, shareOf(l), more(0, len(losses)-1)), Risky
		}
		if l.Why != "" {
			l.Why = ", " + l.Why
		}
		return fmt.Sprintf("Risky: %s disappears from %s%s%s.", l.Claim, shareOf(l), l.Why, more(gone-1, len(losses)-gone)), Risky
	case r.Changes.Removed > 0:
		return fmt.Sprintf("Risky: claims disappear, %s.", number(r.Changes.Removed, "time", "times")), Risky
	case newly > 0:
		return fmt.Sprintf("Risky: %s newly over a size that proxies stop at.", number(newly, "token is", "tokens are")), Risky
	case r.Changes.Changed > 0:
		return fmt.Sprintf("Worth a look: claims have other values, %s.", number(r.Changes.Changed, "time", "times")), Odd
	case r.Changes.Added > 0:
		return fmt.Sprintf("Claims are added, %s; none disappears or changes.", number(r.Changes.Added, "time", "times")), Safe
	case evaluated == 0:
		return "No token was evaluated with both configs.", ""
	case cured > 0:
		return "No payload changes; sessions that failed no longer do.", Safe
	case r.Damaged() > 0:
		return "Nothing changes in what could be read.", Odd
	case r.Diff != nil && r.Diff.Verdict == diff.Equivalent:
		return "Nothing changes, in these sessions or in any other.", Safe
	}
	return "Nothing changes in these sessions.", Safe
}

// shareOf is which tokens a loss is about.
func shareOf(l loss) string {
	if l.Count >= l.Of {
		return "all " + tokensNamed(l.Token, 2)
	}
	return share(l.Count, l.Of) + " of " + tokensNamed(l.Token, 2)
}

// more says how many other claims disappear or are renamed.
func more(gone, renamed int) (text string) {
	switch {
	case gone == 1:
		text = "; another claim disappears too"
	case gone > 1:
		text = fmt.Sprintf("; %d other claims disappear too", gone)
	}
	switch {
	case renamed == 1:
		text += "; one is renamed"
	case renamed > 1:
		text += fmt.Sprintf("; %d are renamed", renamed)
	}
	return text
}

// tokensNamed is what people call n tokens of a name.
func tokensNamed(token string, n int64) string {
	names, ok := map[string][2]string{
		AccessToken: {"access token", "access tokens"},
		IDToken:     {"ID token", "ID tokens"},
		Userinfo:    {"userinfo response", "userinfo responses"},
		SAML:        {"SAML assertion", "SAML assertions"},
	}[token]
	switch {
	case !ok:
		return token
	case n == 1:
		return names[0]
	}
	return names[1]
}

func number(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(n) + " " + many
}

// grouped is a number for people: 1,234,567.
func grouped(n int64) string {
	digits := strconv.FormatInt(n, 10)
	for at := len(digits) - 3; at > 0 && digits[at-1] != '-'; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}

// share is a part of a whole in percent. Only nothing is 0 %, and only all of it 100 %.
func share(part, whole int64) string {
	if part <= 0 || whole <= 0 {
		return "0 %"
	}
	if part >= whole {
		return "100 %"
	}
	switch percent := 100 * float64(part) / float64(whole); {
	case percent < 0.1:
		return "less than 0.1 %"
	case percent > 99.9:
		return "more than 99.9 %"
	case percent < 10:
		return strconv.FormatFloat(percent, 'f', 1, 64) + " %"
	default:
		return strconv.FormatFloat(percent, 'f', 0, 64) + " %"
	}
}

// Command is a command line that explains the exemplar's record with the new config, as
// a shell takes it. "" if the record came from standard input, which is gone. It has the audience
// for records that name none: a record's own is taken from the record.
func (e *Exemplar) Command(r *Report) string {
	if e.File == Stdin {
		return ""
	}
	name := r.After.Name
	if name == "" || strings.HasPrefix(name, "client:") || strings.HasPrefix(name, "api:") || name == Stdin {
		name = "new.json" // wherever the config is
	}
	command := fmt.Sprintf("claimsmith explain --record %s --config %s --format table", shell(fmt.Sprintf("%s@%d", e.File, e.Offset)), shell(name))
	for _, audience := range e.audiences() {
		command += " --audience " + shell(audience)
	}
	return command
}

// audiences are the exemplar's audience as texts. There are none if it has none, if it is too
// long to be here whole, and if it is one that no flag can be.
func (e *Exemplar) audiences() []string {
	switch {
	case e.Audience == "", strings.HasPrefix(e.Audience, `"`), isShortened(e.Audience):
		return nil
	case strings.HasPrefix(e.Audience, "["):
		all, _ := texts([]byte(e.Audience))
		return all
	}
	return []string{e.Audience}
}

// shell is a word as POSIX shells take it.
func shell(word string) string {
	const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-"
	if word != "" && strings.Trim(word, plain) == "" && word[0] != '-' {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
