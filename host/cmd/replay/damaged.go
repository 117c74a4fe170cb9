package replay

import (
	"fmt"
	"slices"
	"strings"
)

// A DamagedInput is a file that was not read to its end: it was cut, is damaged or
// cannot be opened. How many records are missing nobody knows.
type DamagedInput struct {
	File    string `json:"file"`
	Records int64  `json:"records"` // that were read
	Bytes   int64  `json:"bytes"`   // that they and their line ends are, decompressed
	Message string `json:"message"`
}

func (d DamagedInput) String() string {
	return fmt.Sprintf("%s: %s (records read: %d, bytes: %d)", d.File, d.Message, d.Records, d.Bytes)
}

// AddDamaged counts a damaged input, as Run does: as one bad record, for those that
// are missing.
func (a *Accumulator) AddDamaged(e *ReadError) {
	a.read++
	a.bad++
	a.damaged++
	a.listDamaged(e.input())
}

func (e *ReadError) input() DamagedInput {
	return DamagedInput{e.File, e.Records, e.Offset, e.Err.Error()}
}

func (a *Accumulator) listDamaged(d DamagedInput) {
	at, _ := slices.BinarySearchFunc(a.damagedOnes, d, compareDamaged)
	if at < listedDamaged {
		a.damagedOnes = slices.Insert(a.damagedOnes, at, d)
		a.damagedOnes = a.damagedOnes[:min(len(a.damagedOnes), listedDamaged)]
	}
}

// OnlyWhole allows any number of bad records and no damaged input.
const OnlyWhole = -1

// An IncompleteError says that a report is of less than was recorded.
type IncompleteError struct {
	Records  RecordCount
	Inputs   []DamagedInput // that are damaged, as the report lists them
	Damaged  int64          // how many there are
	AllowBad int64          // how many bad records are allowed, or OnlyWhole
}

// Incomplete returns an *IncompleteError if a report leaves out more than is allowed,
// and nil if it does not. OnlyWhole allows any number of bad records, which are the
// recording's own, and no damaged input, which is somebody's loss; a number allows so
// many of both together. No report is of no records at all.
func (r *Report) Incomplete(allowBad int64) error {
	allowed := r.Damaged() == 0
	if allowBad >= 0 {
		allowed = r.Records.Bad <= allowBad
	}
	if allowed && r.Records.Evaluated > 0 {
		return nil
	}
	return &IncompleteError{r.Records, r.DamagedInputs, r.Damaged(), allowBad}
}

func (e *IncompleteError) Error() string {
	var lines []string
	for _, d := range e.Inputs[:min(len(e.Inputs), 10)] {
		lines = append(lines, d.String())
	}
	if more := e.Damaged - int64(len(lines)); more > 0 {
		lines = append(lines, fmt.Sprintf("and more damaged inputs: %d", more))
	}
	switch {
	case e.Records.Evaluated == 0:
		lines = append(lines, fmt.Sprintf("no record was evaluated (bad: %d), so that there is nothing to compare", e.Records.Bad))
	case e.AllowBad >= 0:
		lines = append(lines, fmt.Sprintf("bad records: %d, and each damaged input is one; allowed: %d", e.Records.Bad, e.AllowBad))
	default:
		lines = append(lines, "the report is not of all that was recorded")
	}
	return strings.Join(lines, "\n")
}
