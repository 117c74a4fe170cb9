package host

// Stats are the numbers of an engine's instances. The first three only grow, from
// when the engine was made.
type Stats struct {
	Made      uint64 // the first one, which New makes, too
	Discarded uint64 // after a trap, the time limit or a broken contract
	Recycled  uint64 // grown past WithRecycling

	Idle  int // waiting for a call
	InUse int // serving one, or being made for it
}

// Stats returns the numbers as they are now. It waits for nothing and costs the
// calls under way nothing, so numbers that change meanwhile may be one call apart.
// After Close, Idle and InUse say nothing.
func (e *Engine) Stats() Stats {
	if !e.exists() {
		return Stats{}
	}
	idle := len(e.idle)
	if e.spare.Load() != nil {
		idle++
	}
	return Stats{
		Made:      e.made.Load(),
		Discarded: e.discarded.Load(),
		Recycled:  e.recycled.Load(),
		Idle:      idle,
		InUse:     max(0, len(e.permits)-idle), // one may have been dropped since
	}
}
