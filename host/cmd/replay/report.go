package replay

import (
	"bytes"
	"encoding/json"

	"github.com/claimsmith/claimsmith/host/cmd/diff"
)

// ReportVersion is the version of the report's form, which schema.json describes.
const ReportVersion = 2

// A Report is what a replay found. Equal records give equal reports, whatever their
// order and however the work was divided. Its lists are never nil.
type Report struct {
	Version       int             `json:"version"` // ReportVersion
	Partial       bool            `json:"partial"` // the replay was interrupted: there are more records
	Module        string          `json:"module"`  // the policy module's SHA-256
	Before        Config          `json:"before"`
	After         Config          `json:"after"`
	Diff          *diff.Report    `json:"diff"`           // of the configs, for every session; null in an accumulator's own report
	ConfigChanges []ConfigChange  `json:"config_changes"` // each with its effect on tokens
	Records       RecordCount     `json:"records"`
	Tokens        []TokenCount    `json:"tokens"`        // in the policy's order
	Changes       Changes         `json:"changes"`       // of all claims, also those that are not listed
	Claims        []ClaimCount    `json:"claims"`        // with the most changes first
	ClaimsOthers  int64           `json:"claims_others"` // changes of claims that are not listed
	Causes        []Cause         `json:"causes"`        // by claim, with the most frequent first
	CausesOthers  int64           `json:"causes_others"` // of causes that are not listed
	Ignored       []IgnoredCount  `json:"ignored"`
	Failures      []FailureCount  `json:"failures"`
	Oversize      []OversizeCount `json:"oversize"`
	Sizes         []Sizes         `json:"sizes"`
	Exemplars     []Exemplar      `json:"exemplars"` // by kind, in the order of the constants
	BadRecords    []BadRecord     `json:"bad_records"`

	DamagedInputs       []DamagedInput `json:"damaged_inputs"`        // the first 100 by file
	DamagedInputsOthers int64          `json:"damaged_inputs_others"` // that are not listed
}

// A RecordCount counts records. Evaluated and bad ones are all that were read.
type RecordCount struct {
	Read      int64 `json:"read"`
	Evaluated int64 `json:"evaluated"`
	Bad       int64 `json:"bad"` // neither config can read them; each damaged input is one too
}

// The tokens, as outcomes name them.
const (
	AccessToken = "access_token"
	IDToken     = "id_token"
	Userinfo    = "userinfo" // what the userinfo endpoint returns; it has no size
	SAML        = "saml"     // its claims are the attributes
)

// A TokenCount counts the tokens that both configs made, or one where the other
// makes none of that name. A token is changed if a claim of it is.
type TokenCount struct {
	Token     string `json:"token"`
	Evaluated int64  `json:"evaluated"`
	Unchanged int64  `json:"unchanged"`
	Changed   int64  `json:"changed"`
	Reordered int64  `json:"reordered"` // of the unchanged ones: with their claims in another order
}

// A Config is one of the two.
type Config struct {
	Name   string `json:"name"`   // as Options have it
	SHA256 string `json:"sha256"` // of its text
}

// A ConfigChange is one thing that the configs differ in, and what it does to tokens.
type ConfigChange struct {
	diff.Change
	Effect Changes `json:"effect"`
	Tokens int64   `json:"tokens"` // of an order: how many have the same claims in another one
}

// Changes counts claims that are in the token after alone, before alone, in both with
// values that are written differently, and in both under another name.
type Changes struct {
	Added   int64 `json:"added"`
	Removed int64 `json:"removed"`
	Changed int64 `json:"changed"`
	Renamed int64 `json:"renamed"`
}

// A ClaimCount counts the changes of a claim in tokens for an audience. Several
// audiences are written as a JSON array, and one that is no text or begins like JSON
// as a JSON string. Long names are shortened.
type ClaimCount struct {
	Token    string `json:"token"`
	Claim    string `json:"claim"`
	To       string `json:"to"` // the new name of one that is renamed, else ""
	Audience string `json:"audience"`
	Changes
}

// An IgnoredCount counts claims that stayed out of a token for a reason.
type IgnoredCount struct {
	Token  string `json:"token"`
	Reason string `json:"reason"`
	Before int64  `json:"before"`
	After  int64  `json:"after"`
}

// A FailureCount counts records that fail with a code. After is before, and those
// introduced, without those cured.
type FailureCount struct {
	Code       string `json:"code"`
	Before     int64  `json:"before"`
	After      int64  `json:"after"`
	Introduced int64  `json:"introduced"` // fail with it after alone
	Cured      int64  `json:"cured"`      // fail with it before alone
}

// An OversizeCount counts payloads of more than so many bytes.
type OversizeCount struct {
	Token  string `json:"token"`
	Over   int    `json:"over"` // one of Thresholds
	Before int64  `json:"before"`
	After  int64  `json:"after"`
	Newly  int64  `json:"newly"` // over it after, and not before
}

// Thresholds are the sizes of payloads that are counted as OversizeCount, in bytes:
// cookies and headers of common proxies end at the first two, the provider's limit
// is the last.
var Thresholds = [3]int{4 << 10, 8 << 10, 100 << 10}

// Sizes are the sizes of a token's payloads, also of those that are too large.
type Sizes struct {
	Token     string       `json:"token"`
	Before    Distribution `json:"before"`
	After     Distribution `json:"after"`
	Histogram []SizeBin    `json:"histogram"` // without gaps, from the smallest size to the largest
}

// A Distribution has percentiles by the nearest rank, in bytes. They are exact up to
// 8,192 bytes, and at most 1/64 too large beyond; the maximum is exact.
type Distribution struct {
	Count int64 `json:"count"`
	P50   int   `json:"p50"`
	P95   int   `json:"p95"`
	P99   int   `json:"p99"`
	Max   int   `json:"max"`
}

// A SizeBin counts payloads of more than From and at most To bytes.
type SizeBin struct {
	From   int   `json:"from"`
	To     int   `json:"to"`
	Before int64 `json:"before"`
	After  int64 `json:"after"`
}

// The kinds of exemplars.
const (
	Added             = "added"
	Removed           = "removed"
	Changed           = "changed"
	Renamed           = "renamed" // equal values under both names
	FailureIntroduced = "failure_introduced"
	FailureCured      = "failure_cured"
	Oversize          = "oversize" // newly over one of Thresholds
)

// Kinds are the kinds of exemplars, in the order of a report.
var Kinds = [...]string{Added, Removed, Changed, Renamed, FailureIntroduced, FailureCured, Oversize}

// An Exemplar is a record with a change of a kind. Which records become exemplars
// depends on their hashes alone: equal records, wherever they are, become one, with
// the first place by file and offset.
type Exemplar struct {
	Kind     string `json:"kind"`
	Token    string `json:"token"` // "" for failures that are about none
	Claim    string `json:"claim"` // "" for failures and sizes
	To       string `json:"to"`    // the new name of one that is renamed, else ""
	Audience string `json:"audience"`
	File     string `json:"file"`
	Offset   int64  `json:"offset"` // of the line, in the file as it is when decompressed
	Hash     string `json:"hash"`   // of the record's bytes: XXH64, in hexadecimal
	// The value, the failure's code or the size; "" where there is none. Values say
	// their type and size alone ("string, 5 bytes") unless they are asked for.
	Before string `json:"before"`
	After  string `json:"after"`
	Reason string `json:"reason"`         // of a claim that is not in one of the tokens: that of its Cause
	Link   string `json:"link,omitempty"` // the preview with the record and both configs, after Replayer.Link
}

// A BadRecord is a record that cannot be used. The first 100 by file and offset are
// listed.
type BadRecord struct {
	File    string `json:"file"`
	Offset  int64  `json:"offset"`
	Code    string `json:"code"` // of the policy's problem
	Message string `json:"message"`
}

// Damaged is how many inputs are damaged.
func (r *Report) Damaged() int64 { return int64(len(r.DamagedInputs)) + r.DamagedInputsOthers }

// JSON is the report as text, as schema.json describes it.
func (r *Report) JSON() []byte {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	_ = encoder.Encode(r) // of strings and numbers, which cannot fail
	return b.Bytes()
}
