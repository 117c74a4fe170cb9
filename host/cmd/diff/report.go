package diff

import (
	"bytes"
	"encoding/json"
)

// ReportVersion is the version of the report's form, which schema.json describes.
const ReportVersion = 1

// A Report is what two configs differ in. Its lists are never nil.
type Report struct {
	Version  int       `json:"version"` // ReportVersion
	Verdict  string    `json:"verdict"` // Equivalent, OrderOnly, SameTokens or Different
	Words    string    `json:"says"`    // what Says returns
	Module   string    `json:"module"`  // the policy module's SHA-256
	Old      Config    `json:"old"`
	New      Config    `json:"new"`
	Changes  []Change  `json:"changes"`  // in the configs' texts
	Claims   []Claim   `json:"claims"`   // in the order of tokens and mappings
	Order    []Order   `json:"order"`    // of the tokens whose claims swap places
	Failures []Failure `json:"failures"` // of sessions that one config alone fails with
	Reported *Witness  `json:"reported"` // of SameTokens: what is reported beside the tokens differs; else null
	Domains  Domains   `json:"domains"`  // that make audiences restricted with one config alone

	Mappings [2][]Mapping `json:"-"` // of the old config and the new one, and their system claims
}

// A Mapping is what a config maps, as the engine reads it.
type Mapping struct {
	Token, Claim string
	Expression   string   // or SystemSource, which has no steps
	Steps        []string // decoded, the root first; SAML's paths are of the user
	Ends         []int    // where each step ends in the expression, in bytes
}

// A Config is one of the two.
type Config struct {
	SHA256 string `json:"sha256"` // of its text
}

// The verdicts on two configs. Each holds for every session and audience.
const (
	Equivalent = "equivalent"  // the outcomes are the same bytes, and so do the same inputs fail
	OrderOnly  = "order_only"  // but for the order of claims or attributes
	SameTokens = "same_tokens" // where both evaluate; what is reported, or what fails, differs
	Different  = "different"
)

// The verdicts on a claim. Where code sets the claim is said apart, in Code.
const (
	Same        = "same"        // the same in every session
	Never       = "never"       // in no session, with either config
	NeverAgain  = "never_again" // in some sessions before, in none after
	NeverBefore = "new"         // in no session before, in some after
	Renamed     = "renamed"     // the value of an old claim under a new name
	Conditional = "conditional" // the same, but only for some audiences, scopes or transactions
	Depends     = "depends"     // on the session: it comes from another place
	ByCode      = "code"        // it differs only where code sets it
)

// Verdicts are those on claims, in the order of the constants.
var Verdicts = [...]string{Same, Never, NeverAgain, NeverBefore, Renamed, Conditional, Depends, ByCode}

// A Claim is the verdict on a claim of a token, or on an attribute.
type Claim struct {
	Token    string   `json:"token"`
	Userinfo bool     `json:"userinfo,omitempty"` // of an ID token: userinfo has the same, with the same verdict
	Claim    string   `json:"claim"`              // of all of Names, one that stands for them
	Names    string   `json:"names,omitempty"`    // of names that only code sets: one of the classes below
	From     string   `json:"from,omitempty"`     // of Renamed: the old name
	Verdict  string   `json:"verdict"`
	Words    string   `json:"says"`           // what Says returns
	Old      string   `json:"old,omitempty"`  // its source: the expression, or SystemSource; none if there is none
	New      string   `json:"new,omitempty"`  // likewise
	When     []When   `json:"when,omitempty"` // where it differs; everywhere if empty
	Code     []When   `json:"code,omitempty"` // where it differs if code sets it; nowhere if empty
	Witness  *Witness `json:"witness,omitempty"`
}

// SystemSource is the source of the claim that the provider itself adds.
const SystemSource = "(system claim)"

// The classes of names that no config maps.
const (
	NotNamespaced = "not_namespaced" // neither under an http(s) namespace nor profile claims
	ProfileClaims = "profile_claims"
	Forbidden     = "forbidden_namespace"
	SystemClaims  = "system_claim" // a tenant's system claim in other letter case
	OtherNames    = "other"
)

// A When is where a claim differs: for some audiences, or with or without the scope that
// it needs. What is empty does not matter.
type When struct {
	Audiences    []string `json:"audiences,omitempty"`     // classes, as below
	Scope        string   `json:"scope,omitempty"`         // with which it is
	WithoutScope string   `json:"without_scope,omitempty"` // likewise, without
	Form         string   `json:"form,omitempty"`          // AnonymousOnly
	Set          string   `json:"set,omitempty"`           // the user's metadata that code sets, in a SAML or WS-Fed transaction
	Old          bool     `json:"old"`                     // whether the claim can be there with OLD
	New          bool     `json:"new"`                     // likewise
}

// The classes of audiences. Each is all audiences that are, or are not, restricted APIs
// with OLD and with NEW.
const (
	Unrestricted    = "unrestricted"
	Restricted      = "restricted"
	RestrictedByOld = "restricted_by_old" // APIs at one of Domains.Old
	RestrictedByNew = "restricted_by_new" // APIs at one of Domains.New
)

// AnonymousOnly are sessions without a user.
const AnonymousOnly = "anonymous_only"

// Domains are those that make audiences restricted with one config alone.
type Domains struct {
	Old []string `json:"old"`
	New []string `json:"new"`
}

// A Witness is a session and an audience that show a difference. The engine has confirmed it.
type Witness struct {
	Session  json.RawMessage `json:"session,omitempty"`
	Audience json.RawMessage `json:"audience,omitempty"`
	Old      string          `json:"old"` // the claim's value, the order, or the failure's code; "" for none
	New      string          `json:"new"`

	// Of a payload that is too large, in place of Session: the session is what Pattern
	// says with Size letters at "…".
	Pattern string `json:"pattern,omitempty"`
	Size    int    `json:"size,omitempty"`
}

// An Order says that claims of a token swap places.
type Order struct {
	Token   string   `json:"token"`
	Claims  []string `json:"claims"` // two of them, in OLD's order
	Witness *Witness `json:"witness"`
}

// A Failure says that a session fails with one config alone.
type Failure struct {
	Code       string   `json:"code"`                 // duplicate_member or payload_too_large
	Fails      string   `json:"fails"`                // "old" or "new"
	Token      string   `json:"token,omitempty"`      // of payload_too_large
	Expression string   `json:"expression,omitempty"` // of duplicate_member: what is read with that config alone
	Witness    *Witness `json:"witness"`
}

// A Change is one thing that the configs' texts differ in.
type Change struct {
	Change string `json:"change"` // one of the constants below
	Token  string `json:"token,omitempty"`
	Claim  string `json:"claim,omitempty"`
	To     string `json:"to,omitempty"`   // of MappingRenamed: the new name
	Path   string `json:"path,omitempty"` // of settings
	Old    string `json:"old,omitempty"`  // the expression, the setting's JSON, the dialect or the order
	New    string `json:"new,omitempty"`
}

// The changes.
const (
	MappingAdded      = "mapping_added"
	MappingRemoved    = "mapping_removed"
	MappingRenamed    = "mapping_renamed"
	ExpressionChanged = "expression_changed"
	OrderChanged      = "order_changed"
	DialectChanged    = "dialect_changed"
	SettingChanged    = "setting_changed"
)

// Count is how many claims, attributes and classes of names have a verdict.
func (r *Report) Count(verdict string) (n int64) {
	for i := range r.Claims {
		if r.Claims[i].Verdict == verdict {
			n++
		}
	}
	return n
}

// JSON is the report as text.
func (r *Report) JSON() []byte {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	_ = encoder.Encode(r) // of texts and numbers, which cannot fail
	return b.Bytes()
}
