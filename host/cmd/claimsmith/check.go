package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/big"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/document"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/jwt"
	"github.com/claimsmith/claimsmith/host/cmd/claimsmith/internal/layout"
	"github.com/claimsmith/claimsmith/host/internal/exact"
)

// checkFlags are the flags of check.
type checkFlags struct {
	inputFlags
	outputFlags
	token, as, domain, jwks string
}

func (a *app) check() *cobra.Command {
	var flags checkFlags
	command := &cobra.Command{
		Use:   "check",
		Short: "Compare a real token with what is decided",
		Long: `check puts a token that was issued beside what a config decides for a session, claim by
claim: what is as decided, what is missing, what nobody decided and who adds such
claims, and what has another value. The exit status is 1 where they differ.

The token is a JWT or its payload, as it is pasted: with Bearer, in quotes, with line
breaks, without a signature. It is decoded here and sent nowhere. Its audience, its
scope and the domain of its issuer are taken for the decision, unless they are given:
by a flag, or the scope in the session and the domain in the config.

The signature is verified with --jwks, a file or a URL of public keys, and not without.`,
		Example: `  claimsmith check --token token.txt --config app.json --session session.json
  pbpaste | claimsmith check --token - --config tenant.yaml --client Shop --session session.json
  claimsmith check --token id-token.txt --as id_token --config app.json --session login.json \
    --jwks https://shop.eu.auth0.com/.well-known/jwks.json`,
		Args: cobra.NoArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			return a.runCheck(command.Context(), &flags)
		},
	}
	flags.forAll(command)
	f := command.Flags()
	f.StringVar(&flags.token, "token", "", "compare the token in this `file`, - for standard input: a JWT or its payload")
	f.StringVar(&flags.as, "as", "", "read it as this `token`, access_token or id_token (default as it looks)")
	f.StringVar(&flags.domain, "domain", "", "the tenant's `domain`, of which the system claim has its name (default the config's, else the issuer's)")
	f.StringVar(&flags.jwks, "jwks", "", "verify the signature with the keys of this `file or URL`")
	flags.add(command, "the `format`: pretty for people or json (default pretty on a terminal, else json)", formatJSON, formatPretty)
	// The flag is there, so this cannot fail.
	_ = command.RegisterFlagCompletionFunc("as", cobra.FixedCompletions(tokens, cobra.ShellCompDirectiveNoFileComp))
	return command
}

// tokens are the tokens that can be compared.
var tokens = []string{"access_token", "id_token"}

func (flags *checkFlags) check(a *app) error {
	if err := flags.checkText(a); err != nil {
		return err
	}
	if flags.token == "" {
		return usagef("--token is required: a file, or - for standard input")
	}
	if err := flags.inputFlags.check(); err != nil {
		return err
	}
	if countOf([]string{flags.token, flags.config, flags.session}, "-") > 1 {
		return usagef("standard input is one of --token, --config and --session")
	}
	if flags.as != "" && !slices.Contains(tokens, flags.as) {
		return usagef("--as is %s, not %q%s", strings.Join(tokens, " or "), flags.as, didYouMean(flags.as, tokens))
	}
	return nil
}

func (a *app) runCheck(ctx context.Context, flags *checkFlags) error {
	if err := flags.check(a); err != nil {
		return err
	}
	text, err := a.read(ctx, flags.token)
	if err != nil {
		return err
	}
	name := flags.token
	if name == "-" {
		name = stdinName
	}
	token, err := jwt.Read(text)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	done := a.progress().wait("fetching " + flags.jwks)
	signature, err := flags.signature(ctx, token)
	done()
	if err != nil {
		return fmt.Errorf("--jwks: %w", err)
	}
	engine, err := a.engine(ctx)
	if err != nil {
		return err
	}
	defer release(engine)
	in, err := flags.decided(ctx, a, engine, token)
	if err != nil {
		return a.unreadable(err)
	}
	explanation, err := engine.Explain(ctx, []byte(in.config.JSON), []byte(in.session.JSON), []byte(in.audience.JSON))
	if err != nil {
		return a.refused(ctx, engine, in, err)
	}
	explained, err := explanation.Decode()
	if err != nil {
		return err
	}
	t, err := readTables(ctx, engine)
	if err != nil {
		return err
	}
	if explained.Error != nil {
		a.writeDiagnostics(a.stderr, t.failure(in, explained.Error))
		return errNo
	}
	c := comparison{File: name, Token: flags.kind(token), Audience: in.audience.JSON, Signature: signature, Claims: []comparedClaim{}}
	c.Issuer, c.Scope = token.Text("iss"), token.Text("scope")
	c.compare(t, explained, token)
	if flags.format == formatPretty {
		w := comparisonWriter{explanationWriter{Printer: a.outPrinter(flags.outputFlags)}}
		err = flags.write(a, w.text(&c))
	} else if text, err = encode(&c); err == nil {
		err = flags.writeText(a, text)
	}
	if err == nil && (c.Differ > 0 || signature.State == wrong) {
		err = errNo
	}
	return err
}

// kind is which token it is compared as.
func (flags *checkFlags) kind(token *jwt.Token) string {
	if flags.as != "" {
		return flags.as
	}
	if strings.HasSuffix(strings.ToLower(token.Type()), "at+jwt") || token.Get("scope") != "" || token.Get("permissions") != "" {
		return "access_token"
	}
	for _, claim := range []string{"nonce", "at_hash", "c_hash", "auth_time"} {
		if token.Get(claim) != "" {
			return "id_token"
		}
	}
	// The audience of an ID token is the application.
	if strings.HasPrefix(token.Get("aud"), `"`) && !strings.Contains(token.Text("aud"), ":") && token.Get("azp") == "" {
		return "id_token"
	}
	return "access_token"
}

// The states of a signature.
const (
	unverified = "not verified"
	verified   = "verified"
	wrong      = "wrong"
	absent     = "absent"
)

// A signature is what is known of a token's.
type signature struct {
	State     string `json:"state"`
	Key       string `json:"key,omitempty"`
	Algorithm string `json:"algorithm,omitempty"`
	Why       string `json:"why,omitempty"`
}

func (flags *checkFlags) signature(ctx context.Context, token *jwt.Token) (signature, error) {
	if flags.jwks == "" {
		if token.Compact == "" || strings.Count(token.Compact, ".") < 2 || strings.HasSuffix(token.Compact, ".") {
			return signature{State: absent}, nil
		}
		return signature{State: unverified}, nil
	}
	key, algorithm, err := token.Verify(ctx, flags.jwks)
	var keys *jwt.KeysError
	switch {
	case errors.As(err, &keys):
		return signature{}, err
	case err != nil:
		return signature{State: wrong, Why: err.Error()}, nil
	}
	return signature{State: verified, Key: key, Algorithm: algorithm}, nil
}

// decided are the inputs of the decision that the token is compared with.
func (flags *checkFlags) decided(ctx context.Context, a *app, engine *host.Engine, token *jwt.Token) (in inputs, err error) {
	all := flags.inputFlags
	if aud := token.Get("aud"); len(all.audiences) == 0 && aud != "" {
		if all.audiences = []string{aud}; aud[0] == '"' {
			all.audiences[0] = exact.String(aud)
		}
	}
	if in, err = all.readAll(ctx, a, engine); err != nil {
		return in, err
	}
	if scope := token.Text("scope"); all.scope == "" && scope != "" && !document.Has(in.session.JSON, document.Pointer{"scope"}) {
		value, err := encode(scope)
		if err != nil {
			return in, err
		}
		if in.session, err = put(ctx, engine, in.session, "scope", string(value), "the token's scope"); err != nil {
			return in, err
		}
	}
	domain := flags.domain
	if issuer, err := url.Parse(token.Text("iss")); domain == "" && err == nil && !hasDomain(in.config.JSON) {
		domain = issuer.Hostname()
	}
	if domain == "" {
		return in, nil
	}
	in.config, err = withDomain(in.config, domain)
	return in, err
}

// hasDomain reports whether a config says which domains its tenant has.
func hasDomain(config string) bool {
	for _, member := range []string{"domain", "custom_domains"} {
		if document.Has(config, document.Pointer{"tenant", member}) {
			return true
		}
	}
	return false
}

// withDomain is a config whose tenant has a domain. A tenant that is a name is the
// provider's, and not read.
func withDomain(config *document.Config, domain string) (*document.Config, error) {
	value, err := encode(domain)
	if err != nil {
		return nil, err
	}
	set := "/tenant/domain=" + string(value)
	if tenant, ok := document.Value(config.JSON, document.Pointer{"tenant"}); ok && tenant[0] == '"' {
		set = `/tenant={"domain":` + string(value) + `}`
	}
	c, err := document.ParseChange("--domain", set)
	if err != nil {
		return nil, err
	}
	text, err := c.Apply(config.JSON)
	if err != nil {
		return config, nil // it is no JSON, or its tenant no object, which the policy says
	}
	return changed(config, text, "the domain"), nil
}

// What can be said of a claim.
const (
	asDecided  = "as_decided"   // in the token, with the value decided
	otherValue = "other_value"  // in the token, with another
	missing    = "missing"      // decided, and not in the token
	leftOut    = "left_out"     // not in the token, as decided, for a reason
	notLeftOut = "not_left_out" // in the token, and decided to be left out
	notDecided = "not_decided"  // in the token, and nobody's decision here
	byProtocol = "by_protocol"  // in the token, for the protocol
	byTheScope = "by_scope"     // a profile claim in an ID token, which its scope gives
)

// A comparison is a token beside what is decided.
type comparison struct {
	File      string          `json:"file"`
	Token     string          `json:"token"`
	Issuer    string          `json:"issuer,omitempty"`
	Audience  string          `json:"-"`
	Scope     string          `json:"scope,omitempty"`
	Issued    string          `json:"issued,omitempty"`
	Signature signature       `json:"signature"`
	Differ    int             `json:"differ"`
	Claims    []comparedClaim `json:"claims"`
}

// A comparedClaim is a claim of the token or of the decision.
type comparedClaim struct {
	Claim   string    `json:"claim"`
	Result  string    `json:"result"`
	Token   jsonValue `json:"token,omitempty"`   // its value there
	Decided jsonValue `json:"decided,omitempty"` // and as decided
	Reason  string    `json:"reason,omitempty"`
	Rule    string    `json:"rule,omitempty"`
	Why     string    `json:"why,omitempty"`
}

// A jsonValue is a value as it is written.
type jsonValue string

func (v jsonValue) MarshalJSON() ([]byte, error) { return []byte(v), nil }

// compare compares claim by claim: first those with a decision, in their order.
func (c *comparison) compare(t *tables, e *host.Explained, token *jwt.Token) {
	if seconds := gjson.Parse(token.Get("iat")); seconds.Type == gjson.Number {
		c.Issued = time.Unix(int64(seconds.Float()), 0).UTC().Format(time.RFC3339)
	}
	claims := e.AccessToken.Claims
	if c.Token == "id_token" {
		claims = nil
		if e.IDToken != nil {
			claims = e.IDToken.Claims
		}
	}
	judged := map[string]bool{}
	for _, claim := range claims {
		judged[claim.Name] = true
		one := comparedClaim{Claim: claim.Name, Result: asDecided, Token: jsonValue(token.Get(claim.Name)), Decided: jsonValue(claim.Value)}
		switch {
		case one.Token == "":
			one.Result = missing
			one.Why = "It is decided to be there. The token may have been issued before this config or this session, by another application, or code took the claim out."
		case !same(gjson.Parse(string(one.Token)), gjson.Parse(string(one.Decided))):
			one.Result = otherValue
			one.Why = "The session may have been another when the token was issued, or code set the claim."
		}
		c.add(one)
	}
	for _, d := range e.Decisions {
		if d.Token != c.Token || d.Verdict == "added" || judged[d.Claim] {
			continue
		}
		judged[d.Claim] = true
		one := comparedClaim{Claim: d.Claim, Result: leftOut, Token: jsonValue(token.Get(d.Claim)), Reason: d.Reason, Rule: d.Rule, Why: d.Hint}
		if one.Token != "" && !t.ofProtocol(d.Claim) {
			one.Result = notLeftOut
		}
		c.add(one)
	}
	for _, claim := range token.Claims() {
		if judged[claim.Name] {
			continue
		}
		one := comparedClaim{Claim: claim.Name, Token: jsonValue(claim.Value)}
		scope := t.scopeOf(claim.Name)
		switch {
		case t.ofProtocol(claim.Name):
			one.Result = byProtocol
		case scope != "" && c.Token == "id_token":
			one.Result, one.Why = byTheScope, "The provider sets it for the scope "+scope+"."
		default:
			one.Result = notDecided
			one.Why = "No mapping of this config and no code of this session sets it: code that the session does not show does, or the token was issued with another config."
		}
		c.add(one)
	}
}

func (c *comparison) add(one comparedClaim) {
	switch one.Result {
	case otherValue, missing, notLeftOut, notDecided:
		c.Differ++
	}
	c.Claims = append(c.Claims, one)
}

// same reports whether two values say the same: members in any order, numbers by what
// they are, strings by what they say.
func same(a, b gjson.Result) bool {
	switch {
	case a.Raw == b.Raw:
		return true
	case a.Type != b.Type || a.IsArray() != b.IsArray():
		return false
	case a.Type == gjson.String:
		return exact.String(a.Raw) == exact.String(b.Raw)
	case a.Type == gjson.Number:
		return sameNumber(a.Raw, b.Raw)
	case a.IsArray():
		return slices.EqualFunc(a.Array(), b.Array(), same)
	case a.IsObject():
		these, err := exact.ByName(a)
		others, err2 := exact.ByName(b)
		if err != nil || err2 != nil || len(these) != len(others) {
			return false
		}
		for name, value := range these {
			if other, ok := others[name]; !ok || !same(value, other) {
				return false
			}
		}
		return true
	}
	return false
}

// sameNumber compares numbers by what they are, as far as a float of 1,600 bits holds
// that.
func sameNumber(a, b string) bool {
	x, xIs := floatOf(a)
	y, yIs := floatOf(b)
	return xIs && yIs && x.Cmp(y) == 0
}

func floatOf(text string) (n *big.Float, is bool) {
	const longest = 400
	if len(text) > longest {
		return nil, false
	}
	n, _, err := big.ParseFloat(text, 10, 4*longest, big.ToNearestEven)
	if err != nil || n.IsInf() {
		return nil, false
	}
	digits, _, _ := strings.Cut(strings.ToLower(text), "e")
	tooSmall := n.Sign() == 0 && strings.ContainsAny(digits, "123456789")
	return n, !tooSmall
}

// A comparisonWriter writes comparisons for people.
type comparisonWriter struct {
	explanationWriter
}

// text is a comparison: what differs first.
func (w *comparisonWriter) text(c *comparison) []byte {
	var b bytes.Buffer
	head := fmt.Sprintf("%s, read as %s: ", printable(c.File), map[string]string{"access_token": "an access token", "id_token": "an ID token"}[c.Token])
	state, style := "as decided", layout.Green
	if c.Differ > 0 {
		state, style = plural(int64(c.Differ), "difference"), layout.Red
	}
	b.WriteString(w.Paint.Paint(head, layout.Bold) + w.Paint.Paint(state, layout.Bold, style) + "\n")
	about := func(name, value string) {
		if value != "" {
			b.WriteString("  " + name + strings.Repeat(" ", 11-len(name)) + w.hang(13, printable(value)))
		}
	}
	about("issuer", c.Issuer)
	about("audience", c.Audience)
	about("scope", c.Scope)
	about("issued", c.Issued)
	switch s := c.Signature; s.State {
	case verified:
		about("signature", fmt.Sprintf("verified, with the key %s (%s)", s.Key, s.Algorithm))
	case wrong:
		b.WriteString("  signature  " + w.Paint.Paint("wrong", layout.Bold, layout.Red) + ": " + w.hang(20, printable(s.Why)))
	case absent:
		about("signature", "there is none, so anybody may have written this")
	default:
		about("signature", "not verified; --jwks FILE or URL does it")
	}
	for _, group := range []struct {
		result, title string
		style         layout.Style
	}{
		{otherValue, "another value", layout.Red},
		{missing, "missing in the token", layout.Red},
		{notLeftOut, "in the token, though decided to be left out", layout.Red},
		{notDecided, "in the token, and not decided", layout.Red},
		{leftOut, "left out, as decided", layout.Yellow},
		{asDecided, "as decided", layout.Green},
		{byTheScope, "by the provider, for a scope", layout.Plain},
	} {
		w.group(&b, c, group.result, w.Paint.Paint(group.title, layout.Bold, group.style))
	}
	var protocol []string
	for _, claim := range c.Claims {
		if claim.Result == byProtocol {
			protocol = append(protocol, printable(claim.Claim))
		}
	}
	if len(protocol) > 0 {
		b.WriteString("\n" + layout.Hang("by the protocol: ", strings.Join(protocol, ", "), w.Width))
	}
	return b.Bytes()
}

// group writes the claims of one result.
func (w *comparisonWriter) group(b *bytes.Buffer, c *comparison, result, title string) {
	first := true
	for _, claim := range c.Claims {
		if claim.Result != result {
			continue
		}
		if first {
			b.WriteString("\n" + title + "\n")
			first = false
		}
		name := printable(claim.Claim)
		value := func(prefix string, v jsonValue) {
			b.WriteString(prefix + layout.Cut(printable(string(v)), max(w.Width-layout.Width(prefix), 10)) + "\n")
		}
		switch {
		case result == otherValue:
			b.WriteString("  " + name + "\n")
			value("    token    ", claim.Token)
			value("    decided  ", claim.Decided)
		case claim.Token != "":
			value("  "+name+": ", claim.Token)
		case claim.Decided != "":
			value("  "+name+": ", claim.Decided)
		default:
			b.WriteString("  " + name + "\n")
		}
		why := claim.Why
		if claim.Reason != "" {
			why = fmt.Sprintf("%s [%s]: %s", claim.Reason, claim.Rule, why)
		}
		if why != "" {
			b.WriteString("    " + w.hang(4, printable(why)))
		}
	}
}
