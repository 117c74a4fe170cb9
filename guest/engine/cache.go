package engine

// Memory is what an engine asks of those who take back, between two calls, all that a
// call allocates. Nothing that an engine keeps is made outside of Keep, but for what New
// makes.
type Memory interface {
	// Keep runs build and keeps what it allocates until Release, if build says so. It
	// returns how many bytes that is.
	Keep(build func() bool) int
	// Release gives up all that was kept.
	Release()
}

// collected is memory with a collector, which keeps what is in use.
type collected struct{}

func (collected) Keep(build func() bool) int { build(); return 0 }
func (collected) Release()                   {}

// The bounds of the cache: plans, and bytes of memory that they and their making
// take.
const (
	cachedPlans = 16
	cachedBytes = 512 << 10
)

// A cache keeps the plans used last, the latest first. A plan is found by all the bytes
// of its config: a hash alone is no identity. Where another has no room they are all
// forgotten at once.
type cache struct {
	memory Memory
	plans  []*plan
	bytes  int
}

// find is the plan of a config, or nil.
func (c *cache) find(config string) *plan {
	for i, p := range c.plans {
		if sameText(p.source, config) {
			if i > 0 {
				copy(c.plans[1:i+1], c.plans[:i])
				c.plans[0] = p
			}
			return p
		}
	}
	return nil
}

// add keeps the plan that compile makes, if it makes one.
func (c *cache) add(compile func() *plan) {
	if len(c.plans) == cachedPlans || c.bytes > cachedBytes {
		clear(c.plans)
		c.plans, c.bytes = c.plans[:0], 0
		c.memory.Release()
	}
	var p *plan
	c.bytes += c.memory.Keep(func() bool {
		p = compile()
		return p != nil
	})
	if p != nil {
		c.plans = c.plans[:len(c.plans)+1]
		copy(c.plans[1:], c.plans)
		c.plans[0] = p
	}
}
