package replay

import (
	"cmp"
	"fmt"
	"slices"
)

// An exemplar is an Exemplar that is kept.
type exemplar struct {
	hash uint64
	Exemplar
}

// exemplars are those of one kind, by hash, each hash once.
type exemplars []exemplar

// wants reports whether a record with this hash would be kept.
func (all exemplars) wants(hash uint64, most int) bool {
	return len(all) < most || most > 0 && hash <= all[len(all)-1].hash
}

// add keeps an exemplar if it is among those with the smallest hashes. Of one hash
// the first is kept.
func (all *exemplars) add(e exemplar, most int) {
	at, same := slices.BinarySearchFunc(*all, e, func(a, b exemplar) int { return cmp.Compare(a.hash, b.hash) })
	switch {
	case same:
		if compareExemplars(e, (*all)[at]) < 0 {
			(*all)[at] = e
		}
	case at < most:
		*all = slices.Insert(*all, at, e)
	}
	*all = (*all)[:min(len(*all), most)]
}

func (all *exemplars) merge(from exemplars, most int) {
	*all = (*all)[:min(len(*all), most)]
	for _, e := range from {
		all.add(e, most)
	}
}

func compareExemplars(a, b exemplar) int {
	return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.File, b.File), cmp.Compare(a.Offset, b.Offset),
		cmp.Compare(a.Token, b.Token), cmp.Compare(a.Claim, b.Claim), cmp.Compare(a.To, b.To), cmp.Compare(a.Audience, b.Audience),
		cmp.Compare(a.Before, b.Before), cmp.Compare(a.After, b.After), cmp.Compare(a.Reason, b.Reason))
}

func (e *exemplar) exemplar() Exemplar {
	shown := e.Exemplar
	shown.Hash = fmt.Sprintf("%016x", e.hash)
	return shown
}
