package replay

import (
	"bytes"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"

	"github.com/claimsmith/claimsmith/abi"
	"github.com/claimsmith/claimsmith/host"
)

// A comparison is room for what is found in one record. Only when all of it could be
// read it is counted.
type comparison struct {
	outcomes [2]outcome
	claims   [2][]claim
	found    []difference
	compared [tokenCount]bool // which tokens are in one of the outcomes
	differs  [tokenCount]bool
	ordered  [tokenCount]bool // the claims are the same in another order
	key      []byte
}

// A difference is a claim that differs. The texts are parts of outcomes.
type difference struct {
	kind          int
	token         token
	name          []byte // quoted
	before, after []byte // nil where the claim is not
	to            []byte // the new name, quoted, of one that is renamed
}

// compare counts what two verdicts say, and how they differ. An error is of outcomes
// that cannot be read; then nothing is counted.
func (r *Replayer) compare(a *Accumulator, rec Record, session, audience []byte, verdicts [2]verdict) error {
	d := &a.comparison
	same := bytes.Equal(verdicts[before].outcome, verdicts[after].outcome)
	for side := range d.outcomes {
		switch v := verdicts[side]; {
		case v.failure != nil:
			d.outcomes[side] = noOutcome
			d.outcomes[side].readSize(v.failure)
		case side == after && same:
			d.outcomes[after] = d.outcomes[before]
		default:
			if err := d.outcomes[side].read(v.outcome); err != nil {
				return err
			}
		}
	}
	d.found = d.found[:0]
	d.compared, d.differs, d.ordered = [tokenCount]bool{}, [tokenCount]bool{}, [tokenCount]bool{}
	if verdicts[before].failure == nil && verdicts[after].failure == nil {
		for t := range tokenCount {
			if err := d.compareToken(t, r.about.renames[t]); err != nil {
				return err
			}
		}
	}
	if a.listsSize > listsBytes {
		a.settle()
	}
	for side := range d.outcomes {
		if !a.known(d.outcomes[side].ignored) {
			return errOutcome
		}
	}

	// From here on nothing fails.
	a.read++
	for t := range tokenCount {
		if d.compared[t] {
			a.tokens[t].evaluated++
		}
		if d.differs[t] {
			a.tokens[t].changed++
		}
		if d.ordered[t] {
			a.tokens[t].reordered++
		}
	}
	e := exemplifying{r: r, a: a, rec: rec, session: session, audience: audience}
	if audience == nil {
		e.audience = r.audience
	}
	for side := range d.outcomes {
		if list := d.outcomes[side].ignored; list != nil {
			a.lists[view(list)][side]++
		}
	}
	e.sizes(verdicts[before].failure != nil)
	e.failures(verdicts)
	e.claims()
	return nil
}

// readSize takes the size of a payload that is too large from the failure.
func (o *outcome) readSize(failed *host.PolicyError) {
	if failed.Code != abi.PayloadTooLarge {
		return
	}
	for t, name := range tokenNames {
		if name == failed.Token {
			o.size[t] = max(failed.Bytes, 0)
		}
	}
}

// compareToken notes how the claims of a token differ.
func (d *comparison) compareToken(t token, renames map[string]string) (err error) {
	was, is := d.outcomes[before].claims[t], d.outcomes[after].claims[t]
	if was == nil && is == nil {
		return nil
	}
	d.compared[t] = true
	if bytes.Equal(was, is) {
		return nil
	}
	for side := range d.claims {
		if d.claims[side], err = readClaims(d.claims[side][:0], t, d.outcomes[side].claims[t]); err != nil {
			return err
		}
	}
	noted := len(d.found)
	d.compareClaims(t, d.claims[before], d.claims[after], renames)
	d.differs[t] = len(d.found) > noted
	d.ordered[t] = !d.differs[t] && was != nil && is != nil // their bytes differ
	return nil
}

func (d *comparison) compareClaims(t token, was, is []claim, renames map[string]string) {
	inOld, inNew := finder{claims: was}, finder{claims: is}
	for i := range was {
		c := &was[i]
		switch j := inNew.find(c.name); {
		case j < 0:
			found := difference{kind: kindRemoved, token: t, name: c.name, before: c.value}
			if new := findRenamed(renames, c, is); new != nil && inOld.find(new.name) < 0 {
				found.kind, found.to, found.after = kindRenamed, new.name, new.value
			}
			d.found = append(d.found, found)
		case !bytes.Equal(c.value, is[j].value):
			d.found = append(d.found, difference{kind: kindChanged, token: t, name: c.name, before: c.value, after: is[j].value})
		}
	}
	gone := len(d.found)
	for i := range is {
		c := &is[i]
		if inOld.find(c.name) >= 0 || len(renames) > 0 && slices.ContainsFunc(d.found[:gone], func(f difference) bool {
			return f.kind == kindRenamed && f.token == t && bytes.Equal(f.to, c.name)
		}) {
			continue
		}
		d.found = append(d.found, difference{kind: kindAdded, token: t, name: c.name, after: c.value})
	}
}

// findRenamed finds a claim under its new name, if its value is the same there.
func findRenamed(renames map[string]string, c *claim, is []claim) *claim {
	if len(renames) == 0 {
		return nil
	}
	to, ok := renames[string(unquoted(c.name))]
	if !ok {
		return nil
	}
	for i := range is {
		if string(unquoted(is[i].name)) == to && bytes.Equal(is[i].value, c.value) {
			return &is[i]
		}
	}
	return nil
}

// A finder finds claims by name.
type finder struct {
	claims []claim
	next   int            // where the one after the last one found is
	places map[string]int // of long lists
}

// find is the place of a claim, -1 if there is none. Most lists are short and asked
// in their order.
func (f *finder) find(name []byte) int {
	const short = 32
	if len(f.claims) > short {
		if f.places == nil {
			f.places = make(map[string]int, len(f.claims))
			for i, c := range f.claims {
				f.places[view(c.name)] = i
			}
		}
		if i, ok := f.places[view(name)]; ok {
			return i
		}
		return -1
	}
	for range f.claims {
		i := f.next
		if f.next++; f.next == len(f.claims) {
			f.next = 0
		}
		if bytes.Equal(f.claims[i].name, name) {
			return i
		}
	}
	return -1
}

// Lists of ignored claims are the same again and again. They are counted as they are
// written, and taken apart when so many bytes of different ones have come together,
// or when somebody asks.
const listsBytes = 256 << 10

// known makes sure that a list is one and can be counted.
func (a *Accumulator) known(list []byte) bool {
	if list == nil || a.lists[view(list)] != nil {
		return true
	}
	if c := (cursor{text: list}); !c.elements(func([]byte) {}) {
		return false
	}
	if a.lists == nil {
		a.lists = map[string]*[2]int64{}
	}
	a.lists[string(list)] = new([2]int64)
	a.listsSize += len(list)
	return true
}

// settle counts the claims of the lists by token and reason.
func (a *Accumulator) settle() {
	for list, counts := range a.lists {
		c := cursor{text: []byte(list)}
		c.elements(func(one []byte) {
			inside := cursor{text: one}
			var of, reason []byte
			inside.members(func(name, value []byte) bool {
				switch {
				case is(name, "token"):
					of = value
				case is(name, "reason"):
					reason = value
				}
				return true
			})
			if len(of) < 2 || len(reason) < 2 {
				return
			}
			a.key = appendField(appendField(a.key[:0], unquoted(of)), unquoted(reason))
			for side, n := range counts {
				if n > 0 {
					a.ignored.add(a.key, side, n)
				}
			}
		})
	}
	clear(a.lists)
	a.listsSize = 0
}

// newName is that of a claim that is renamed, else empty.
func (d *difference) newName() []byte {
	if d.to == nil {
		return nil
	}
	return unquoted(d.to)
}

// exemplifying counts what differs in one record, and makes exemplars of it.
type exemplifying struct {
	r        *Replayer
	a        *Accumulator
	rec      Record
	session  []byte // JSON
	audience []byte // JSON
	name     []byte // the audience as reports name it, once somebody asked
	hash     uint64 // of the record, once somebody asked
	hashed   bool
}

// wanted reports whether the record could become an exemplar of a kind.
func (e *exemplifying) wanted(kind int) bool {
	if !e.hashed {
		e.hash, e.hashed = xxhash.Sum64(e.rec.Text), true
	}
	return e.a.examples[kind].wants(e.hash, e.a.exemplars)
}

func (e *exemplifying) add(kind int, shown Exemplar) {
	shown.Kind, shown.File, shown.Offset = Kinds[kind], e.rec.File, e.rec.Offset
	shown.Audience = shortened(string(e.audienceName()))
	e.a.examples[kind].add(exemplar{e.hash, shown}, e.a.exemplars)
}

// audienceName is what reports call the audience.
func (e *exemplifying) audienceName() []byte {
	if e.name == nil {
		e.name = audienceName(e.audience)
	}
	return e.name
}

// audienceName is a single audience as plain text, and several as a JSON array. One
// that is no text, or could be taken for JSON, is written as JSON too, so that each
// has a name of its own.
func audienceName(audience []byte) []byte {
	one := bytes.Trim(audience, " \t\r\n")
	c := cursor{text: one}
	var all [][]byte
	if c.elements(func(value []byte) { all = append(all, value) }) {
		if len(all) != 1 {
			return append(append([]byte{'['}, bytes.Join(all, []byte{','})...), ']')
		}
		one = all[0]
	}
	if said := unquoted(one); utf8.Valid(said) && !bytes.HasPrefix(said, []byte{'"'}) && !bytes.HasPrefix(said, []byte{'['}) {
		one = said
	}
	return append(make([]byte, 0, len(one)), one...)
}

// sizes counts the payloads of the record. Where it failed before, sizes that the
// failure does not tell are unknown, and not none.
func (e *exemplifying) sizes(failedBefore bool) {
	sizes := [2]*[tokenCount]int{&e.a.outcomes[before].size, &e.a.outcomes[after].size}
	largest := accessToken
	newly := false
	for t := range tokenCount {
		was, is := sizes[before][t], sizes[after][t]
		if was < 0 && is < 0 {
			continue
		}
		if e.a.tokens[t].addSize(was, is, failedBefore && was < 0) {
			if !newly || is > sizes[after][largest] {
				largest = t
			}
			newly = true
		}
	}
	if newly && e.wanted(kindLarge) {
		shown := Exemplar{Token: largest.String(), After: bytesText(sizes[after][largest])}
		if was := sizes[before][largest]; was >= 0 {
			shown.Before = bytesText(was)
		}
		e.add(kindLarge, shown)
	}
}

func bytesText(n int) string {
	if n == 1 {
		return "1 byte"
	}
	return fmt.Sprintf("%d bytes", n)
}

// failures counts those of the record, by their codes.
func (e *exemplifying) failures(verdicts [2]verdict) {
	was, is := verdicts[before].failure, verdicts[after].failure
	if was == nil && is == nil {
		return
	}
	count := func(failed *host.PolicyError, columns ...int) {
		for _, column := range columns {
			e.a.key = appendField(e.a.key[:0], failed.Code)
			e.a.failures.add(e.a.key, column, 1)
		}
	}
	if was != nil && is != nil && was.Code == is.Code {
		count(was, before, after)
		return
	}
	for _, side := range []struct {
		failed                   *host.PolicyError
		column, difference, kind int
	}{{was, before, cured, kindCured}, {is, after, introduced, kindIntroduced}} {
		if side.failed == nil {
			continue
		}
		count(side.failed, side.column, side.difference)
		if e.wanted(side.kind) {
			e.add(side.kind, Exemplar{Token: side.failed.Token, Before: failureText(was), After: failureText(is)})
		}
	}
}

// failureText says what failed without a word of the record.
func failureText(failed *host.PolicyError) string {
	switch {
	case failed == nil:
		return ""
	case failed.Token != "":
		return failed.Code + ": " + bytesText(failed.Bytes)
	case len(failed.Problems) > 0:
		return failed.Code + ": " + failed.Problems[0].Code
	}
	return failed.Code
}

// claims counts the claims that differ. One of each kind may become an exemplar:
// which, is left to a hash, so that not all show the first claim.
func (e *exemplifying) claims() {
	a := e.a
	const kinds = kindRenamed + 1
	var chosen [kinds]*difference
	var reasons [kinds]string
	var least [kinds]uint64
	for i := range a.found {
		d := &a.found[i]
		switch d.kind {
		case kindAdded:
			a.changes.Added++
		case kindRemoved:
			a.changes.Removed++
		case kindChanged:
			a.changes.Changed++
		case kindRenamed:
			a.changes.Renamed++
		}
		reason := e.cause(d)
		a.key = appendField(a.key[:0], tokenNames[d.token])
		a.key = appendField(a.key, unquoted(d.name))
		a.key = appendField(a.key, d.newName())
		a.key = appendField(a.key, e.audienceName())
		a.claims.add(a.key, d.kind, 1)
		if !e.wanted(d.kind) {
			continue
		}
		if hash := xxhash.Sum64(a.key) ^ e.hash; chosen[d.kind] == nil || hash < least[d.kind] {
			chosen[d.kind], least[d.kind], reasons[d.kind] = d, hash, reason
		}
	}
	for kind, d := range chosen {
		if d != nil {
			e.add(kind, Exemplar{
				Token: d.token.String(), Claim: shortened(string(unquoted(d.name))), To: shortened(string(d.newName())),
				Before: e.r.shown(d.before), After: e.r.shown(d.after), Reason: reasons[kind],
			})
		}
	}
}

// longestValue is how many bytes of a value are shown.
const longestValue = 1000

// shown is a value as exemplars have it.
func (r *Replayer) shown(value []byte) string {
	switch {
	case value == nil:
		return ""
	case !r.show:
		return redacted(value)
	case len(value) <= longestValue:
		return string(value)
	}
	end := longestValue
	for end > 0 && !utf8.RuneStart(value[end]) {
		end--
	}
	return fmt.Sprintf("%s… (%d bytes)", value[:end], len(value))
}

// redacted says a value's type and size: of a string what it says, of others as they
// are written.
func redacted(value []byte) string {
	switch value[0] {
	case '"':
		return "string, " + bytesText(len(unquoted(value)))
	case '{':
		return "object, " + bytesText(len(value))
	case '[':
		return "array, " + bytesText(len(value))
	case 't', 'f':
		return "boolean" // its size would say which
	case 'n':
		return "null"
	}
	return "number, " + bytesText(len(value))
}
