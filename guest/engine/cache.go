package engine

// The bounds of the cache: plans, and bytes of their configs. The plan used last
// stays whatever its size.
const (
	cachedPlans = 16
	cachedBytes = 128 << 10
)

// A cache keeps the plans used last, the latest first. A plan is found by all
// the bytes of its config: a hash alone is no identity.
type cache struct {
	plans [cachedPlans]*plan
	count int
	bytes int
}

// find is the plan of a config, or nil.
//
//go:noinline
func (c *cache) find(config string) *plan {
	for i, p := range c.plans[:c.count] {
		if sameText(p.source, config) {
			copy(c.plans[1:i+1], c.plans[:i])
			c.plans[0] = p
			return p
		}
	}
	return nil
}

func (c *cache) add(p *plan) {
	if c.count == cachedPlans {
		c.drop()
	}
	copy(c.plans[1:c.count+1], c.plans[:c.count])
	c.plans[0] = p
	c.count++
	for c.bytes += len(p.source); c.bytes > cachedBytes && c.count > 1; {
		c.drop()
	}
}

// drop forgets the plan that was not used for longest.
func (c *cache) drop() {
	c.count--
	c.bytes -= len(c.plans[c.count].source)
	c.plans[c.count] = nil
}
