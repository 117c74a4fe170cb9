package store

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
)

func TestTextsComeBackByteForByte(t *testing.T) {
	t.Parallel()
	texts := map[string][]byte{
		"plain":        []byte(`{"name":"Shop"}`),
		"spaces":       []byte(" {\r\n\t\"a\" : 1 ,\"a\":1.0e+00 } \n"),
		"escapes":      []byte(`{"a":"\u0000\ud800\u00e9\/\uFFFF"}`),
		"unicode":      []byte("{\"é\":\"e\u0301 \u2028 \ufeff \u202e \U0001F469\u200d\U0001F680 \U0010FFFF\"}"),
		"not UTF-8":    []byte("{\"a\":\"\xff\xc0\x80\xed\xa0\x80\"}"),
		"placeholders": []byte(`{"a":"$1 ?1 ?? :a @b \\x00 '' \" --"}`),
		"large":        []byte(`{"a":"` + strings.Repeat("äöü\U0001F600", 500_000) + `"}`),
		"deleted":      nil,
	}
	onEach(t, func(t *testing.T, url string) {
		s := open(t, url)
		want := map[string]Version{}
		var last int64
		for name, text := range texts {
			v := save(t, s, last, Version{Kind: Client, ID: name, By: "ä'\"$1 " + name, Text: text, Difference: text})
			if v.Number != 1 || v.Kind != Client || v.ID != name || v.By != "ä'\"$1 "+name ||
				!bytes.Equal(v.Text, text) || !bytes.Equal(v.Difference, text) {
				t.Errorf("%s: saved as %+.200v", name, v)
			}
			want[name], last = v, v.Sequence
		}
		for _, s := range []*Store{s, open(t, url)} {
			newest, err := s.Newest(t.Context(), 0)
			if err != nil {
				t.Fatal(err)
			}
			if len(newest) != len(texts) {
				t.Fatalf("%d documents, want %d", len(newest), len(texts))
			}
			for _, got := range newest {
				one, err := s.Version(t.Context(), Client, got.ID, 1)
				if err != nil {
					t.Fatal(err)
				}
				listed, err := s.Versions(t.Context(), Client, got.ID, 0, 10)
				if err != nil {
					t.Fatal(err)
				}
				// DeepEqual tells nil from empty: nil is a deletion.
				if !reflect.DeepEqual(got, want[got.ID]) || !reflect.DeepEqual(one, got) || !reflect.DeepEqual(listed, []Version{got}) {
					t.Errorf("%s came back otherwise: %.300v", got.ID, got)
				}
			}
		}
	})
}

func TestDeletionAndCreationAgain(t *testing.T) {
	onEach(t, func(t *testing.T, url string) {
		s := open(t, url)
		first := save(t, s, 0, Version{Kind: Client, ID: "a", Text: []byte("1")})
		deleted := save(t, s, 1, Version{Kind: Client, ID: "a", Difference: []byte("-")})
		newest, err := s.Newest(t.Context(), 0)
		if err != nil || !reflect.DeepEqual(newest, []Version{deleted}) {
			t.Fatalf("after the deletion: %+v, %v", newest, err)
		}
		again := save(t, s, 2, Version{Kind: Client, ID: "a", Text: []byte("2")})
		if first.Number != 1 || deleted.Number != 2 || again.Number != 3 {
			t.Errorf("numbers %d, %d, %d", first.Number, deleted.Number, again.Number)
		}
		all, err := s.Versions(t.Context(), Client, "a", 0, 10)
		if err != nil || !reflect.DeepEqual(all, []Version{again, deleted, first}) {
			t.Errorf("all versions: %+v, %v", all, err)
		}
	})
}

func TestNewest(t *testing.T) {
	onEach(t, func(t *testing.T, url string) {
		s := open(t, url)
		var saved []Version
		for i, v := range []Version{{Kind: Client, ID: "a"}, {Kind: ResourceServer, ID: "a"}, {Kind: Client, ID: "b"}, {Kind: Client, ID: "a"}, {Kind: Tenant, ID: "settings"}, {Kind: Client, ID: "a"}} {
			v.Text = fmt.Append(nil, i)
			saved = append(saved, save(t, s, int64(i), v))
		}
		for after, want := range [][]Version{
			{saved[1], saved[2], saved[4], saved[5]},
			{saved[1], saved[2], saved[4], saved[5]},
			{saved[2], saved[4], saved[5]},
			{saved[4], saved[5]},
			{saved[4], saved[5]},
			{saved[5]},
			nil,
			nil,
		} {
			got, err := s.Newest(t.Context(), int64(after))
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("after %d: %+v, %v, want %+v", after, got, err, want)
			}
		}
	})
}

func TestVersionsInPages(t *testing.T) {
	onEach(t, func(t *testing.T, url string) {
		s := open(t, url)
		for i := range int64(14) { // every other save is another document's
			save(t, s, i, Version{Kind: Client, ID: []string{"a", "b"}[i%2], Text: fmt.Append(nil, i)})
		}
		for _, test := range []struct {
			before int64
			limit  int
			want   []int64
		}{
			{0, 3, []int64{7, 6, 5}}, {5, 3, []int64{4, 3, 2}}, {2, 3, []int64{1}}, {1, 3, nil},
			{0, 100, []int64{7, 6, 5, 4, 3, 2, 1}}, {100, 1, []int64{7}}, {0, 0, nil}, {0, -1, nil},
		} {
			versions, err := s.Versions(t.Context(), Client, "a", test.before, test.limit)
			if err != nil {
				t.Fatal(err)
			}
			var got []int64
			for _, v := range versions {
				got = append(got, v.Number)
				if want := fmt.Sprint((v.Number - 1) * 2); v.ID != "a" || string(v.Text) != want {
					t.Errorf("version %d is %+v, want the text %s", v.Number, v, want)
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("before %d, at most %d: %v, want %v", test.before, test.limit, got, test.want)
			}
		}
	})
}

func TestNoSuchVersion(t *testing.T) {
	onEach(t, func(t *testing.T, url string) {
		s := open(t, url)
		save(t, s, 0, Version{Kind: Client, ID: "a"})
		for _, ask := range []Version{{Kind: Client, ID: "a", Number: 2}, {Kind: Client, ID: "b", Number: 1}, {Kind: Tenant, ID: "a", Number: 1}, {Kind: Client, ID: "a\x00", Number: 1}, {Kind: Client, ID: "\xff", Number: 1}} {
			_, err := s.Version(t.Context(), ask.Kind, ask.ID, ask.Number)
			wantError(t, err, ErrNotFound)
		}
		for _, id := range []string{"b", "a\x00", "\xff", ""} {
			if versions, err := s.Versions(t.Context(), Client, id, 0, 10); err != nil || len(versions) > 0 {
				t.Errorf("%q has %v, %v", id, versions, err)
			}
		}
	})
}

func TestSaveRefusesWhatCannotBeStored(t *testing.T) {
	onEach(t, func(t *testing.T, url string) {
		s := open(t, url)
		for _, v := range []Version{{ID: ""}, {ID: strings.Repeat("a", 1025)}, {ID: "a\x00b"}, {ID: "\xff"}, {ID: "a", By: "\x00"}, {ID: "a", By: "\xc0"}, {ID: "a", Text: []byte{}}} {
			if _, err := s.Save(t.Context(), 0, v); err == nil || strings.Contains(err.Error(), "the database") {
				t.Errorf("%.20q by %q: %v", v.ID, v.By, err)
			}
		}
		save(t, s, 0, Version{Kind: Client, ID: strings.Repeat("\U0001F600", 256)})
	})
}

func TestSaveAfterAnotherThanTheLast(t *testing.T) {
	onEach(t, func(t *testing.T, url string) {
		s := open(t, url)
		_, err := s.Save(t.Context(), 1, Version{Kind: Client, ID: "a"})
		wantError(t, err, ErrAhead)
		_, err = s.Save(t.Context(), -1, Version{Kind: Client, ID: "a"})
		wantError(t, err, ErrBehind)
		save(t, s, 0, Version{Kind: Client, ID: "a"})
		save(t, s, 1, Version{Kind: Client, ID: "b"})
		for after, want := range []error{ErrBehind, ErrBehind, nil, ErrAhead} {
			if want != nil {
				_, err = s.Save(t.Context(), int64(after), Version{Kind: Client, ID: "c"})
				wantError(t, err, want)
			}
		}
		if newest, err := s.Newest(t.Context(), 0); err != nil || len(newest) != 2 {
			t.Errorf("stored: %+v, %v", newest, err)
		}
	})
}

func TestSavesAtOnce(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, url string) { savesAtOnce(t, url) })
}

// The store's connections do not take a database's stricter default.
func TestSavesAtOnceSerializable(t *testing.T) {
	t.Parallel()
	onPostgres(t, func(t *testing.T, url string) {
		savesAtOnce(t, with(t, url, "default_transaction_isolation", "serializable"))
	})
}

// savesAtOnce has many goroutines on two stores save as fast as they can.
func savesAtOnce(t *testing.T, url string) {
	stores := []*Store{open(t, url), open(t, url)}
	const writers, each = 8, 25

	// All of them after the same save: one wins, the others are behind.
	var group sync.WaitGroup
	var mutex sync.Mutex
	won := map[int64]Version{}
	start := make(chan struct{})
	for i := range writers {
		group.Go(func() {
			<-start
			v, err := stores[i%2].Save(t.Context(), 0, Version{Kind: Client, ID: "shared", Text: fmt.Append(nil, "first ", i)})
			mutex.Lock()
			defer mutex.Unlock()
			if err == nil {
				won[v.Sequence] = v
			} else if !errors.Is(err, ErrBehind) {
				t.Error(err)
			}
		})
	}
	close(start)
	group.Wait()
	if len(won) != 1 || won[1].Number != 1 {
		t.Fatalf("of %d first saves these were stored: %+v", writers, won)
	}

	for i := range writers {
		group.Go(func() {
			s, last := stores[i%2], int64(0)
			for n := 0; n < each; {
				id := []string{"shared", fmt.Sprint("own ", i)}[n%2]
				v, err := s.Save(t.Context(), last, Version{Kind: Client, ID: id, Text: fmt.Append(nil, i, n)})
				if errors.Is(err, ErrBehind) {
					newest, err := s.Newest(t.Context(), last)
					if err != nil || len(newest) == 0 {
						t.Errorf("behind %d, but of the later ones there are %d: %v", last, len(newest), err)
						return
					}
					last = newest[len(newest)-1].Sequence
					continue
				}
				if err != nil {
					t.Error(err)
					return
				}
				mutex.Lock()
				if other, taken := won[v.Sequence]; taken {
					t.Errorf("two were saved as %d: %+v and %+v", v.Sequence, other, v)
				}
				won[v.Sequence] = v
				mutex.Unlock()
				last = v.Sequence
				n++
			}
		})
	}
	group.Wait()

	numbers := map[string]int64{}
	for sequence := int64(1); sequence <= writers*each+1; sequence++ {
		v, saved := won[sequence]
		if !saved {
			t.Fatalf("nothing was saved as %d", sequence)
		}
		if numbers[v.ID]++; v.Number != numbers[v.ID] {
			t.Fatalf("%+v should have the number %d", v, numbers[v.ID])
		}
		stored, err := stores[0].Version(t.Context(), Client, v.ID, v.Number)
		if err != nil || !reflect.DeepEqual(stored, v) {
			t.Fatalf("stored is %+v, %v, want %+v", stored, err, v)
		}
	}
}
