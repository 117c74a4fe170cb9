package engine

// The bounds of the cache: plans, and bytes that they take. The plan used last
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
			if i > 0 {
				copy(c.plans[1:i+1], c.plans[:i])
				c.plans[0] = p
			}
			return p
		}
	}
	return nil
}

// makeRoom forgets plans until another of so many bytes fits.
func (c *cache) makeRoom(bytes int) {
	for c.count > 0 && (c.count == cachedPlans || c.bytes+bytes > cachedBytes) {
		c.count--
		c.bytes -= c.plans[c.count].size()
		c.plans[c.count] = nil
	}
}

func (c *cache) add(p *plan) {
	c.makeRoom(p.size())
	copy(c.plans[1:c.count+1], c.plans[:c.count])
	c.plans[0] = p
	c.count++
	c.bytes += p.size()
}
