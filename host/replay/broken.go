package replay

// AddBroken counts a file that breaks off, as Run does: as one bad record with the
// code unreadable, at the line that is not whole.
func (a *Accumulator) AddBroken(e *ReadError) { a.addBad(e.bad()) }

func (e *ReadError) bad() BadRecord {
	return BadRecord{e.File, e.Offset, "unreadable", e.Err.Error()}
}
