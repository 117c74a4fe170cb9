package diff

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/abi"
	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/internal/exact"
	"github.com/claimsmith/claimsmith/host/internal/jsontext"
)

// A config is what the comparison knows of one.
type config struct {
	text     []byte
	mappings [tokenCount][]mapping // of userinfo none: it has the ID token's
	system   string                // the name of the system claim, "" for none
	domains  []string              // of the tenant, in lower case
	tenant   []byte                // a config that has these domains, and nothing else
	settings []setting
	dialect  string // the access token's list of mappings, "" for none
}

// A mapping is one of a claim or an attribute.
type mapping struct {
	name, expression string
	at               path
	ends             []int // of the steps in the expression
}

// A setting is a member of the tenant that the policy reads.
type setting struct {
	pointer, value string // JSON; "" if it is absent
}

// A ConfigError says that one of the configs has problems.
type ConfigError struct {
	Side string // "old" or "new"
	Err  *host.PolicyError
}

func (e *ConfigError) Error() string { return e.Side + ": " + e.Err.Error() }
func (e *ConfigError) Unwrap() error { return e.Err }

var sides = [2]string{"old", "new"}

// readConfig has the engine say what a config maps.
func (c *comparison) readConfig(ctx context.Context, side int, text []byte) error {
	of := &config{text: text}
	c.configs[side] = of
	// A SAML transaction has candidates of all kinds.
	said, err := c.engine.Explain(ctx, text, []byte(`{"protocol":"samlp"}`), noAudience)
	var failed *host.PolicyError
	if errors.As(err, &failed) && failed.Code == abi.InvalidConfig {
		return &ConfigError{sides[side], failed}
	}
	if err != nil {
		return err
	}
	explained, err := said.Decode()
	if err != nil {
		return err
	}
	for _, d := range explained.Decisions {
		t := slices.Index(tokens[:], d.Token)
		if t < 0 {
			return fmt.Errorf("diff: the module decides on the token %q, which this comparison does not know", d.Token)
		}
		m := mapping{name: d.Claim, expression: d.Expression}
		if d.Source == "saml_mapping" {
			m.expression = d.Path
		}
		m.at, m.ends = c.steps(m.expression)
		if t == samlToken {
			m.at, m.ends = append(path{user}, m.at...), append([]int{0}, m.ends...)
		}
		of.mappings[t] = append(of.mappings[t], m)
	}
	if said, err = c.engine.Explain(ctx, text, []byte(`{}`), noAudience); err != nil {
		return err
	}
	if explained, err = said.Decode(); err != nil {
		return err
	}
	for _, d := range explained.Decisions {
		if d.Source == "system" {
			of.system = d.Claim
		}
	}
	of.readMembers()
	return nil
}

// steps takes an expression apart, which has no problems.
func (c *comparison) steps(expression string) (steps path, ends []int) {
	var step strings.Builder
	escaped := false
	for i, r := range expression {
		switch {
		case !escaped && string(r) == c.tables.Expressions.Escape:
			escaped = true
			continue
		case !escaped && string(r) == c.tables.Expressions.Separator:
			steps, ends = append(steps, step.String()), append(ends, i)
			step.Reset()
			continue
		}
		escaped = false
		step.WriteRune(r)
	}
	return append(steps, step.String()), append(ends, len(expression))
}

// readMembers reads what no decision tells: the tenant's settings and the dialect. The
// config has no problems, so each is there once and has its type.
func (c *config) readMembers() {
	root := gjson.ParseBytes(c.text)
	accessToken := member(root, "access_token")
	for _, list := range []string{"custom_claim_mappings", "claims_mapping"} {
		if member(accessToken, list).Exists() {
			c.dialect = list
		}
	}
	var tenant gjson.Result
	for m := range exact.Members(root) {
		if m.Name == "tenant" && m.Value.IsObject() { // a string is the provider's own
			tenant = m.Value
		}
	}
	domain, others := member(tenant, "domain"), member(tenant, "custom_domains")
	for _, d := range append([]gjson.Result{domain}, others.Array()...) {
		if lower := strings.ToLower(d.Str); lower != "" && !slices.Contains(c.domains, lower) {
			c.domains = append(c.domains, lower)
		}
	}
	c.tenant = []byte(`{"tenant":{"custom_domains":[` + strings.Join(quotedAll(c.domains), ",") + `]}}`)
	legacy := "custom_claims_must_be_namespaced"
	c.settings = []setting{
		{"/tenant/domain", domain.Raw},
		{"/tenant/custom_domains", compact(others.Raw)},
		{"/tenant/migrations/" + legacy, member(member(tenant, "migrations"), legacy).Raw},
	}
}

func quotedAll(texts []string) []string {
	all := make([]string, len(texts))
	for i, text := range texts {
		all[i] = jsontext.Quote(text)
	}
	return all
}

// member is a member of an object, which does not exist if the object has none.
func member(object gjson.Result, name string) (found gjson.Result) {
	for m := range exact.Members(object) {
		if m.Name == name {
			return m.Value
		}
	}
	return found
}

func compact(text string) string {
	var b bytes.Buffer
	if json.Compact(&b, []byte(text)) != nil {
		return text // it is empty
	}
	return b.String()
}

// byName is the mapping of a claim, nil for none.
func (c *config) byName(t int, name string) *mapping {
	for i := range c.mappings[t] {
		if m := &c.mappings[t][i]; m.name == name {
			return m
		}
	}
	return nil
}

// digest is a config's SHA-256, in hexadecimal.
func digest(config []byte) string {
	sum := sha256.Sum256(config)
	return hex.EncodeToString(sum[:])
}

// tables are those of the policy that the comparison builds names, audiences and
// sessions from.
type tables struct {
	Limits struct {
		Depth   int `json:"depth"`
		Payload int `json:"payload_bytes"`
	} `json:"limits"`
	Restricted []string `json:"restricted_claims"`
	Reserved   []string `json:"reserved_claims"`
	System     struct {
		Prefix string `json:"prefix"`
		Suffix string `json:"suffix"`
	} `json:"system_claim"`
	Profile   map[string][]string `json:"profile_claims"`
	Forbidden struct {
		Hosts []string `json:"hosts"`
		URNs  []string `json:"urns"`
	} `json:"forbidden_namespaces"`
	APIs struct {
		SubdomainsOf []string `json:"subdomains_of"`
		Paths        []string `json:"paths"`
	} `json:"restricted_apis"`
	Expressions struct {
		Separator string `json:"separator"`
		Escape    string `json:"escape"`
	} `json:"expressions"`
	Protocols []string `json:"protocols"`
}

func readTables(ctx context.Context, engine *host.Engine) (*tables, error) {
	text, err := engine.Describe(ctx)
	if err != nil {
		return nil, err
	}
	t := new(tables)
	if err := json.Unmarshal(text, t); err != nil {
		return nil, fmt.Errorf("diff: what the module describes cannot be read: %w", err)
	}
	if len(t.APIs.SubdomainsOf) == 0 || len(t.APIs.Paths) == 0 || len(t.Forbidden.Hosts) == 0 || len(t.Forbidden.URNs) == 0 ||
		len(t.Restricted) == 0 || len(t.Reserved) == 0 || len(t.Protocols) < 2 || t.Limits.Depth == 0 || t.Limits.Payload == 0 {
		return nil, errors.New("diff: the module does not describe its tables")
	}
	return t, nil
}

// needed is the scope that a profile claim needs, "" if it is none.
func (t *tables) needed(name string) string {
	for scope, claims := range t.Profile {
		if slices.Contains(claims, name) {
			return scope
		}
	}
	return ""
}

// scopes are all that profile claims need, sorted.
func (t *tables) scopes() (all []string) {
	for scope := range t.Profile {
		all = append(all, scope)
	}
	slices.Sort(all)
	return all
}
