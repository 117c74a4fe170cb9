package engine

import "slices"

// A placedName is a name and its place: an offset in a text, or an index in a list.
// Lists of them are sorted to find names that occur twice and to look names up, in
// n log n steps whatever the names are: no chosen names can flood a hash.
type placedName struct {
	place int32
	name  string
}

// sortNames sorts by name, those of one name by place.
//
// A heap does: the sort of the standard library takes half the time for a hundred
// thousand names, and 4 KB of the module.
func sortNames(list []placedName) {
	for root := len(list)/2 - 1; root >= 0; root-- {
		siftDown(list, root)
	}
	for end := len(list) - 1; end > 0; end-- {
		list[0], list[end] = list[end], list[0]
		siftDown(list[:end], 0)
	}
}

// siftDown makes a heap of a list that is one but for its root.
func siftDown(list []placedName, root int) {
	for {
		child := 2*root + 1
		if child >= len(list) {
			return
		}
		if child+1 < len(list) && comparePlaced(list[child], list[child+1]) < 0 {
			child++
		}
		if comparePlaced(list[root], list[child]) >= 0 {
			return
		}
		list[root], list[child] = list[child], list[root]
		root = child
	}
}

func comparePlaced(a, b placedName) int {
	if order := compareNames(a.name, b.name); order != 0 {
		return order
	}
	return int(a.place) - int(b.place)
}

// compareNames orders names by length and then by words, lowest byte first, which
// is an order as good as any and quick to tell.
func compareNames(a, b string) int {
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	i := 0
	for ; i+8 <= len(a); i += 8 {
		if x, y := load64(a, i), load64(b, i); x < y {
			return -1
		} else if x > y {
			return 1
		}
	}
	for ; i < len(a); i++ {
		if a[i] != b[i] {
			return int(a[i]) - int(b[i])
		}
	}
	return 0
}

// sortPlaces brings a list into the order of its places.
func sortPlaces(list []placedName) {
	for i := range list {
		list[i].name = ""
	}
	sortNames(list)
}

// seconds is the second occurrence of each name that a sorted list has more than
// once, in the list's own memory.
func seconds(sorted []placedName) []placedName {
	second, first := sorted[:0], 0
	for i := 1; i < len(sorted); i++ {
		if !sameText(sorted[i].name, sorted[i-1].name) {
			first = i
		} else if i == first+1 {
			// What is written over has been looked at, but for its name.
			second = append(second, sorted[i])
		}
	}
	return second
}

// findName is the index of the first occurrence of a name in a sorted list, or -1.
func findName(sorted []placedName, name string) int {
	i, found := slices.BinarySearchFunc(sorted, name, func(n placedName, name string) int { return compareNames(n.name, name) })
	if !found {
		return -1
	}
	return i
}

// A nameSet is names to be looked up, sorted.
type nameSet []placedName

func newNameSet(names []string, as func(string) string) nameSet {
	set := make(nameSet, 0, len(names))
	for _, name := range names {
		set = append(set, placedName{name: as(name)})
	}
	sortNames(set)
	return set
}

func (s nameSet) has(name string) bool { return findName(s, name) >= 0 }

// asIs is a name as it is, beside fold.
func asIs(name string) string { return name }
