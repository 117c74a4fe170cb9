package replay_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/cespare/xxhash/v2"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/replay"
)

// plain is a report made the slow way: everything is decoded, kept in maps and lists
// and counted at the end.
type plain struct {
	engine  *host.Engine
	o       replay.Options
	says    map[string]string
	report  replay.Report
	tokens  map[string]*replay.TokenCount
	claims  map[[4]string]*replay.Changes
	causes  map[replay.Cause]int64
	renames map[[2]string]string // new names by token and old name
	mapped  map[[2]string]bool   // tokens and names that a config maps

	explained map[string]*host.Explained // of the record now
	ignored   map[[2]string]*replay.IgnoredCount
	failures  map[string]*replay.FailureCount
	sizes     map[string]*[2][]int
	oversize  map[[2]string]int64 // token and "over column"
	found     []replay.Exemplar
}

func newPlain(t testing.TB, engine *host.Engine, o replay.Options) *plain {
	t.Helper()
	text, err := engine.Describe(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var described struct{ Problems []struct{ Code, Says string } }
	if err := json.Unmarshal(text, &described); err != nil {
		t.Fatal(err)
	}
	p := &plain{
		engine: engine, o: o, says: map[string]string{}, tokens: map[string]*replay.TokenCount{},
		claims: map[[4]string]*replay.Changes{}, causes: map[replay.Cause]int64{}, renames: map[[2]string]string{}, mapped: map[[2]string]bool{}, explained: map[string]*host.Explained{}, ignored: map[[2]string]*replay.IgnoredCount{},
		failures: map[string]*replay.FailureCount{}, sizes: map[string]*[2][]int{}, oversize: map[[2]string]int64{},
	}
	for _, d := range described.Problems {
		p.says[d.Code] = d.Says
	}
	p.readMappings(t)
	return p
}

// readMappings finds what is mapped, and what is renamed: one name is there before
// alone, and another from the same place after alone.
func (p *plain) readMappings(t testing.TB) {
	t.Helper()
	var sides [2]map[[2]string]string
	for i, config := range [][]byte{p.o.Before, p.o.After} {
		sides[i] = map[[2]string]string{}
		for _, session := range []string{`{"protocol":"samlp"}`, `{}`} {
			said, err := p.engine.Explain(t.Context(), config, []byte(session), []byte(`""`))
			if err != nil {
				t.Fatal(err)
			}
			explained, err := said.Decode()
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range explained.Decisions {
				sides[i][[2]string{d.Token, d.Claim}] = d.Source + d.Expression + d.Path
				p.mapped[[2]string{d.Token, d.Claim}] = true
			}
		}
	}
	for was, place := range sides[0] {
		for is, other := range sides[1] {
			if _, stays := sides[1][was]; stays || sides[0][is] != "" || place != other || was[0] != is[0] {
				continue
			}
			p.renames[was] = is[1]
			if was[0] == "id_token" {
				p.renames[[2]string{"userinfo", was[1]}] = is[1]
			}
		}
	}
}

// cause is why a claim differs, by what the engine explains of the side that lacks it.
func (p *plain) cause(t testing.TB, token, name, kind string, session, audience []byte) (c replay.Cause) {
	t.Helper()
	of := token
	if of == "userinfo" {
		of = "id_token"
	}
	c = replay.Cause{Token: token, Claim: name, Change: kind, Reason: "new_name"}
	if !p.mapped[[2]string{of, name}] {
		c.Claim = ""
	}
	if kind == "renamed" {
		return c
	}
	var decisions [2]*host.Decision
	for i, config := range [][]byte{p.o.Before, p.o.After} {
		key := string(config) + string(session) + string(audience)
		explained := p.explained[key]
		if explained == nil {
			said, err := p.engine.Explain(context.Background(), config, session, audience)
			if err != nil {
				t.Fatal(err)
			}
			if explained, err = said.Decode(); err != nil {
				t.Fatal(err)
			}
			if i == 0 {
				clear(p.explained) // of another record
			}
			p.explained[key] = explained
		}
		at := slices.IndexFunc(explained.Decisions, func(d host.Decision) bool { return d.Token == of && d.Claim == name })
		if at >= 0 {
			decisions[i] = &explained.Decisions[at]
		}
	}
	was, is := decisions[0], decisions[1]
	missing := map[string]*host.Decision{"removed": is, "added": was}[kind]
	switch {
	case kind == "changed":
		if c.Reason = "other_expression"; was.Expression == is.Expression && was.Path == is.Path {
			c.Reason = "metadata_set"
		}
	case missing == nil && (was != nil && was.Source == "system" || is != nil && is.Source == "system"):
		c.Reason = "system_claim"
	case missing == nil:
		c.Reason = "not_mapped"
	default:
		c.Reason = missing.Reason
		_, values, _ := members(session)
		if s := missing.Stopped; s != nil && c.Reason == "no_value" && missing.Source != "action" && (token != "saml" || values["custom_claims"] == nil) {
			steps := strings.FieldsFunc(s.At, func(r rune) bool { return r == '/' })
			if _, transaction := values["anonymous_session"]; !transaction && !slices.ContainsFunc([]string{"user", "scope", "protocol", "custom_claims"}, func(m string) bool { return values[m] != nil }) && strings.HasPrefix(missing.Expression, "anonymous") {
				steps = append([]string{"anonymous_session"}, steps...)
			}
			if c.Type = s.Type; s.Type != "null" {
				steps = append(steps, s.Step)
			}
			c.Stopped = strings.Join(steps, ".")
		}
	}
	return c
}

// orderOf are the names of a token's claims in their order.
func (s plainSide) orderOf(token string) (names []string) {
	add := func(claims host.Claims) {
		for _, c := range claims {
			names = append(names, c.Name)
		}
	}
	switch {
	case token == "access_token":
		add(s.tokens.AccessToken.Claims)
	case token == "id_token" && s.tokens.IDToken != nil:
		add(s.tokens.IDToken.Claims)
	case token == "userinfo" && s.tokens.Userinfo != nil:
		add(s.tokens.Userinfo.Claims)
	case token == "saml" && s.tokens.SAML != nil:
		for _, a := range s.tokens.SAML.Attributes {
			names = append(names, a.Name)
		}
	}
	return names
}

// members are an object's, decoded; twice is whether there are two of one name.
func members(text []byte) (names []string, values map[string]json.RawMessage, twice bool) {
	var all host.Claims
	if json.Unmarshal(text, &all) != nil {
		return nil, nil, false
	}
	values = map[string]json.RawMessage{}
	for _, m := range all {
		if _, ok := values[m.Name]; ok {
			twice = true
		}
		names = append(names, m.Name)
		values[m.Name] = m.Value
	}
	return names, values, twice
}

type plainSide struct {
	tokens  *host.Tokens
	failure *host.PolicyError
}

func (s plainSide) unreadable() bool {
	return s.failure != nil && (s.failure.Code == "invalid_session" || s.failure.Code == "invalid_audience")
}

// claimsOf are a token's claims, nil if there is no such token.
func (s plainSide) claimsOf(token string) map[string]string {
	found := map[string]string{}
	add := func(claims host.Claims) map[string]string {
		for _, c := range claims {
			found[c.Name] = string(c.Value)
		}
		return found
	}
	switch {
	case s.tokens == nil:
	case token == "access_token":
		return add(s.tokens.AccessToken.Claims)
	case token == "id_token" && s.tokens.IDToken != nil:
		return add(s.tokens.IDToken.Claims)
	case token == "userinfo" && s.tokens.Userinfo != nil:
		return add(s.tokens.Userinfo.Claims)
	case token == "saml" && s.tokens.SAML != nil:
		for _, a := range s.tokens.SAML.Attributes {
			var values []string
			for _, v := range a.Values {
				values = append(values, string(v))
			}
			found[a.Name] = "[" + strings.Join(values, ",") + "]"
		}
		return found
	}
	return nil
}

// sizeOf is the size of a token's payload, -1 if it has none.
func (s plainSide) sizeOf(token string, outcome []byte) int {
	switch {
	case s.failure != nil && s.failure.Token == token:
		return s.failure.Bytes
	case s.tokens == nil:
	case token == "access_token":
		return s.tokens.AccessToken.Bytes
	case token == "id_token" && s.tokens.IDToken != nil:
		return s.tokens.IDToken.Bytes
	case token == "saml" && s.tokens.SAML != nil:
		var o struct {
			SAML struct{ Attributes json.RawMessage } `json:"saml"`
		}
		_ = json.Unmarshal(outcome, &o)
		return len(o.SAML.Attributes)
	}
	return -1
}

var plainTokens = []string{"access_token", "id_token", "userinfo", "saml"}

func (p *plain) add(t testing.TB, rec replay.Record) {
	t.Helper()
	if strings.Trim(string(rec.Text), " \t\r\n") == "" {
		return
	}
	p.report.Records.Read++
	bad := func(code, message string) {
		p.report.Records.Bad++
		p.report.BadRecords = append(p.report.BadRecords, replay.BadRecord{File: rec.File, Offset: rec.Offset, Code: code, Message: message})
	}
	if len(rec.Text) > replay.MaxRecord {
		bad("too_large", "The line has more than 2097152 bytes.")
		return
	}
	session, audience := rec.Text, p.o.Audience
	if audience == nil {
		audience = []byte(`""`)
	}
	names, values, twice := members(rec.Text)
	if values["session"] != nil && !slices.ContainsFunc(names, func(n string) bool { return n != "session" && n != "audience" }) {
		if twice {
			bad("duplicate_member", "The record has its session or its audience twice.")
			return
		}
		session = values["session"]
		if values["audience"] != nil {
			audience = values["audience"]
		}
	}
	var sides [2]plainSide
	var outcomes [2][]byte
	for i, config := range [][]byte{p.o.Before, p.o.After} {
		outcome, err := p.engine.Evaluate(context.Background(), config, session, audience)
		if errors.As(err, &sides[i].failure) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		outcomes[i] = outcome.JSON
		if sides[i].tokens, err = outcome.Decode(); err != nil {
			t.Fatal(err)
		}
	}
	if sides[0].unreadable() && sides[1].unreadable() {
		problem := sides[0].failure.Problems[0]
		message := p.says[problem.Code]
		if p.o.ShowValues {
			message = problem.String()
		}
		bad(problem.Code, message)
		return
	}
	p.report.Records.Evaluated++

	named := plainAudience(audience)
	hash := xxhash.Sum64(rec.Text)
	exemplar := func(e replay.Exemplar) {
		e.Audience, e.File, e.Offset, e.Hash = plainShort(named), rec.File, rec.Offset, fmt.Sprintf("%016x", hash)
		p.found = append(p.found, e)
	}
	p.addFailures(sides, exemplar)
	p.addSizes(sides, outcomes, exemplar)
	for i, side := range sides {
		if side.tokens == nil {
			continue
		}
		for _, ignored := range side.tokens.Ignored {
			key := [2]string{ignored.Token, ignored.Reason}
			if p.ignored[key] == nil {
				p.ignored[key] = &replay.IgnoredCount{Token: key[0], Reason: key[1]}
			}
			*[]*int64{&p.ignored[key].Before, &p.ignored[key].After}[i]++
		}
	}
	if sides[0].failure != nil || sides[1].failure != nil {
		return
	}
	chosen := map[string]replay.Exemplar{}
	least := map[string]uint64{}
	for _, token := range plainTokens {
		was, is := sides[0].claimsOf(token), sides[1].claimsOf(token)
		if was == nil && is == nil {
			continue
		}
		if p.tokens[token] == nil {
			p.tokens[token] = &replay.TokenCount{Token: token}
		}
		count := p.tokens[token]
		count.Evaluated++
		changed := false
		all := maps.Clone(was)
		if all == nil {
			all = map[string]string{}
		}
		maps.Copy(all, is)
		to := map[string]string{}
		for name, old := range was {
			new, ok := p.renames[[2]string{token, name}]
			_, stays := is[name]
			_, had := was[new]
			if now, there := is[new]; ok && there && !stays && !had && now == old {
				to[name] = new
				delete(all, new)
			}
		}
		for name := range all {
			old, inOld := was[name]
			now, inNew := is[name]
			if to[name] != "" {
				now, inNew = is[to[name]]
			} else if inOld && inNew && old == now {
				continue
			}
			changed = true
			key := [4]string{token, plainShort(name), plainShort(to[name]), plainShort(named)}
			if p.claims[key] == nil {
				p.claims[key] = &replay.Changes{}
			}
			e := replay.Exemplar{Token: token, Claim: plainShort(name), To: plainShort(to[name])}
			if inOld {
				e.Before = p.shown(old)
			}
			if inNew {
				e.After = p.shown(now)
			}
			for _, c := range []*replay.Changes{p.claims[key], &p.report.Changes} {
				switch {
				case to[name] != "":
					e.Kind = "renamed"
					c.Renamed++
				case inOld && inNew:
					e.Kind = "changed"
					c.Changed++
				case inOld:
					e.Kind = "removed"
					c.Removed++
				default:
					e.Kind = "added"
					c.Added++
				}
			}
			cause := p.cause(t, token, name, e.Kind, session, audience)
			e.Reason = cause.Reason
			p.causes[cause]++
			if order := xxhash.Sum64(plainKey(key[:]...)) ^ hash; chosen[e.Kind].Kind == "" || order < least[e.Kind] {
				chosen[e.Kind], least[e.Kind] = e, order
			}
		}
		if changed {
			count.Changed++
		} else {
			count.Unchanged++
			if !slices.Equal(sides[0].orderOf(token), sides[1].orderOf(token)) {
				count.Reordered++
			}
		}
	}
	for _, e := range chosen {
		exemplar(e)
	}
}

func (p *plain) addFailures(sides [2]plainSide, exemplar func(replay.Exemplar)) {
	code := func(f *host.PolicyError) string {
		if f == nil {
			return ""
		}
		return f.Code
	}
	says := func(f *host.PolicyError) string {
		switch {
		case f == nil:
			return ""
		case f.Code == "payload_too_large":
			return fmt.Sprintf("payload_too_large: %d bytes", f.Bytes)
		}
		return f.Code + ": " + f.Problems[0].Code
	}
	for i, side := range sides {
		if side.failure == nil {
			continue
		}
		c := side.failure.Code
		if p.failures[c] == nil {
			p.failures[c] = &replay.FailureCount{Code: c}
		}
		differs := code(sides[0].failure) != code(sides[1].failure)
		e := replay.Exemplar{Token: side.failure.Token, Before: says(sides[0].failure), After: says(sides[1].failure)}
		if i == 0 {
			p.failures[c].Before++
			e.Kind = "failure_cured"
			if differs {
				p.failures[c].Cured++
			}
		} else {
			p.failures[c].After++
			e.Kind = "failure_introduced"
			if differs {
				p.failures[c].Introduced++
			}
		}
		if differs {
			exemplar(e)
		}
	}
}

func (p *plain) addSizes(sides [2]plainSide, outcomes [2][]byte, exemplar func(replay.Exemplar)) {
	var e replay.Exemplar
	largest := -1
	for _, token := range plainTokens {
		var size [2]int
		for i := range sides {
			size[i] = sides[i].sizeOf(token, outcomes[i])
			if size[i] >= 0 {
				if p.sizes[token] == nil {
					p.sizes[token] = &[2][]int{}
				}
				p.sizes[token][i] = append(p.sizes[token][i], size[i])
			}
		}
		newly := false
		for _, over := range []int{4096, 8192, 102400} {
			if size[0] > over {
				p.oversize[[2]string{token, fmt.Sprint(over, " before")}]++
			}
			if size[1] > over {
				p.oversize[[2]string{token, fmt.Sprint(over, " after")}]++
			}
			if unknown := sides[0].failure != nil && size[0] < 0; size[1] > over && size[0] <= over && !unknown {
				p.oversize[[2]string{token, fmt.Sprint(over, " newly")}]++
				newly = true
			}
		}
		if newly && size[1] > largest {
			largest = size[1]
			e = replay.Exemplar{Kind: "oversize", Token: token, After: fmt.Sprintf("%d bytes", size[1])}
			if size[0] >= 0 {
				e.Before = fmt.Sprintf("%d bytes", size[0])
			}
		}
	}
	if largest >= 0 {
		exemplar(e)
	}
}

func (p *plain) shown(value string) string {
	if p.o.ShowValues {
		if len(value) <= 1000 {
			return value
		}
		return fmt.Sprintf("%s… (%d bytes)", strings.ToValidUTF8(value[:1000], ""), len(value))
	}
	var v any
	_ = json.Unmarshal([]byte(value), &v)
	bytes := func(kind string, n int) string {
		if n == 1 {
			return kind + ", 1 byte"
		}
		return fmt.Sprintf("%s, %d bytes", kind, n)
	}
	switch v := v.(type) {
	case string:
		return bytes("string", len(v))
	case bool:
		return "boolean"
	case float64:
		return bytes("number", len(value))
	case []any:
		return bytes("array", len(value))
	case map[string]any:
		return bytes("object", len(value))
	}
	return "null"
}

func plainAudience(audience []byte) string {
	var one string
	if json.Unmarshal(audience, &one) == nil {
		if strings.HasPrefix(one, `"`) || strings.HasPrefix(one, "[") || strings.Contains(string(audience), `\ud8`) {
			return string(audience)
		}
		return one
	}
	var several []json.RawMessage
	_ = json.Unmarshal(audience, &several)
	if len(several) == 1 {
		return plainAudience(several[0])
	}
	return "[" + string(bytes.Join(func() (all [][]byte) {
		for _, a := range several {
			all = append(all, a)
		}
		return all
	}(), []byte{','})) + "]"
}

// plainShort and plainKey are how keys are written, on which the choice of keys
// depends.
func plainShort(field string) string {
	if len(field) <= 300 {
		return field
	}
	return fmt.Sprintf("%s… (%d bytes, %016x)", strings.ToValidUTF8(field[:240], ""), len(field), xxhash.Sum64String(field))
}

func plainKey(fields ...string) (key []byte) {
	for _, f := range fields {
		key = append(binary.AppendUvarint(key, uint64(len(f))), f...)
	}
	return key
}

func place(token string) int { return slices.Index(plainTokens, token) }

// result is the report of all that was added.
func (p *plain) result(exemplars int) *replay.Report {
	r := p.report
	r.Version = 2
	r.ConfigChanges, r.Causes = []replay.ConfigChange{}, []replay.Cause{}
	r.Tokens, r.Claims, r.Ignored, r.Failures = []replay.TokenCount{}, []replay.ClaimCount{}, []replay.IgnoredCount{}, []replay.FailureCount{}
	r.Oversize, r.Sizes, r.Exemplars = []replay.OversizeCount{}, []replay.Sizes{}, []replay.Exemplar{}
	for _, token := range plainTokens {
		if c := p.tokens[token]; c != nil {
			r.Tokens = append(r.Tokens, *c)
		}
		if sizes := p.sizes[token]; sizes != nil {
			for _, over := range []int{4096, 8192, 102400} {
				n := func(column string) int64 { return p.oversize[[2]string{token, fmt.Sprint(over, " ", column)}] }
				r.Oversize = append(r.Oversize, replay.OversizeCount{Token: token, Over: over, Before: n("before"), After: n("after"), Newly: n("newly")})
			}
			r.Sizes = append(r.Sizes, replay.Sizes{Token: token, Before: plainDistribution(sizes[0]), After: plainDistribution(sizes[1])})
		}
	}
	keys := slices.SortedFunc(maps.Keys(p.claims), func(a, b [4]string) int {
		return cmp.Compare(xxhash.Sum64(plainKey(a[:]...)), xxhash.Sum64(plainKey(b[:]...)))
	})
	for i, key := range keys {
		c := *p.claims[key]
		if i >= 1000 {
			r.ClaimsOthers += c.Added + c.Removed + c.Changed + c.Renamed
			continue
		}
		r.Claims = append(r.Claims, replay.ClaimCount{Token: key[0], Claim: key[1], To: key[2], Audience: key[3], Changes: c})
	}
	slices.SortFunc(r.Claims, func(a, b replay.ClaimCount) int {
		return cmp.Or(cmp.Compare(b.Added+b.Removed+b.Changed+b.Renamed, a.Added+a.Removed+a.Changed+a.Renamed),
			cmp.Compare(place(a.Token), place(b.Token)), cmp.Compare(a.Claim, b.Claim), cmp.Compare(a.To, b.To), cmp.Compare(a.Audience, b.Audience))
	})
	for c, n := range p.causes {
		c.Count = n
		r.Causes = append(r.Causes, c)
	}
	slices.SortFunc(r.Causes, func(a, b replay.Cause) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(place(a.Token), place(b.Token)), cmp.Compare(a.Claim, b.Claim),
			cmp.Compare(a.Change, b.Change), cmp.Compare(a.Reason, b.Reason), cmp.Compare(a.Stopped, b.Stopped), cmp.Compare(a.Type, b.Type))
	})
	for _, c := range p.ignored {
		r.Ignored = append(r.Ignored, *c)
	}
	slices.SortFunc(r.Ignored, func(a, b replay.IgnoredCount) int {
		return cmp.Or(cmp.Compare(place(a.Token), place(b.Token)), cmp.Compare(a.Reason, b.Reason))
	})
	for _, code := range slices.Sorted(maps.Keys(p.failures)) {
		r.Failures = append(r.Failures, *p.failures[code])
	}
	for _, kind := range []string{"added", "removed", "changed", "renamed", "failure_introduced", "failure_cured", "oversize"} {
		all := slices.DeleteFunc(slices.Clone(p.found), func(e replay.Exemplar) bool { return e.Kind != kind })
		slices.SortFunc(all, func(a, b replay.Exemplar) int {
			return cmp.Or(cmp.Compare(a.Hash, b.Hash), cmp.Compare(a.File, b.File), cmp.Compare(a.Offset, b.Offset))
		})
		all = slices.CompactFunc(all, func(a, b replay.Exemplar) bool { return a.Hash == b.Hash })
		r.Exemplars = append(r.Exemplars, all[:min(len(all), exemplars)]...)
	}
	slices.SortFunc(r.BadRecords, func(a, b replay.BadRecord) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Offset, b.Offset))
	})
	r.DamagedInputs = []replay.DamagedInput{}
	r.BadRecords = append([]replay.BadRecord{}, r.BadRecords[:min(len(r.BadRecords), 100)]...)
	return &r
}

func plainDistribution(sizes []int) replay.Distribution {
	sizes = slices.Sorted(slices.Values(sizes))
	n := len(sizes)
	if n == 0 {
		return replay.Distribution{}
	}
	rank := func(p int) int { return sizes[(n*p+99)/100-1] }
	return replay.Distribution{Count: int64(n), P50: rank(50), P95: rank(95), P99: rank(99), Max: sizes[n-1]}
}
