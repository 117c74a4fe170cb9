package diff

import (
	"slices"
	"strings"
)

// changes are what the configs' texts differ in, as far as the policy reads them.
func (c *comparison) changes() []Change {
	all := []Change{}
	old, new := c.configs[before], c.configs[after]
	for i := range old.settings {
		if was, is := old.settings[i], new.settings[i]; was != is {
			all = append(all, Change{Change: SettingChanged, Path: was.pointer, Old: was.value, New: is.value})
		}
	}
	if old.dialect != new.dialect {
		all = append(all, Change{Change: DialectChanged, Token: tokens[accessToken], Old: old.dialect, New: new.dialect})
	}
	for t := range tokens {
		all = append(all, changedMappings(tokens[t], old.mappings[t], new.mappings[t])...)
	}
	return all
}

func changedMappings(token string, was, is []mapping) (all []Change) {
	find := func(list []mapping, of func(mapping) bool) *mapping {
		if i := slices.IndexFunc(list, of); i >= 0 {
			return &list[i]
		}
		return nil
	}
	named := func(list []mapping, name string) *mapping {
		return find(list, func(m mapping) bool { return m.name == name })
	}
	renamed := map[string]bool{} // new names
	var stayed []string
	for _, m := range was {
		now := named(is, m.name)
		change := Change{Change: ExpressionChanged, Token: token, Claim: m.name, Old: m.expression}
		if now == nil {
			now = find(is, func(n mapping) bool {
				return named(was, n.name) == nil && !renamed[n.name] && slices.Equal(n.at, m.at)
			})
			if now == nil {
				change.Change = MappingRemoved
				all = append(all, change)
				continue
			}
			renamed[now.name] = true
			change.Change, change.To = MappingRenamed, now.name
		} else {
			stayed = append(stayed, m.name)
			if slices.Equal(now.at, m.at) {
				continue
			}
		}
		change.New = now.expression
		all = append(all, change)
	}
	var order []string
	for _, m := range is {
		if named(was, m.name) != nil {
			order = append(order, m.name)
		} else if !renamed[m.name] {
			all = append(all, Change{Change: MappingAdded, Token: token, Claim: m.name, New: m.expression})
		}
	}
	if !slices.Equal(stayed, order) {
		all = append(all, Change{Change: OrderChanged, Token: token, Old: strings.Join(stayed, ", "), New: strings.Join(order, ", ")})
	}
	return all
}

// listed are the mappings of a config, for others to know.
func (c *config) listed() (all []Mapping) {
	for t, list := range c.mappings {
		for _, m := range list {
			all = append(all, Mapping{tokens[t], m.name, m.expression, m.at, m.ends})
		}
	}
	if c.system != "" {
		all = append(all, Mapping{tokens[accessToken], c.system, SystemSource, nil, nil})
	}
	return all
}
