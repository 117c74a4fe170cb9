package store

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// roomy are bounds that no test comes to.
var roomy = Bounds{Bound{1 << 40, 1 << 40}, Bound{1 << 40, 1 << 40}}

// putGrants stores grants and returns how many others made room.
func putGrants(t *testing.T, s *Store, b Bounds, grants ...Grant) (gone int) {
	t.Helper()
	gone, err := s.PutGrants(t.Context(), b, grants...)
	if err != nil {
		t.Fatal(err)
	}
	return gone
}

// storedGrants are the IDs of all grants, and checks that they are counted as they are.
func storedGrants(t *testing.T, s *Store) (ids []string) {
	t.Helper()
	type row struct {
		id, kind, client string
		bytes            int64
	}
	rows, err := query(t.Context(), s, s.read, func(r *row) []any { return []any{&r.id, &r.kind, &r.client, &r.bytes} },
		`SELECT id, kind, client, LENGTH(id) + COALESCE(LENGTH(text), 0) FROM grants ORDER BY id`)
	if err != nil {
		t.Fatal(err)
	}
	type usage struct {
		kind, client  string
		grants, bytes int64
	}
	var want []usage
	for _, r := range rows {
		ids = append(ids, r.id)
		i := slices.IndexFunc(want, func(u usage) bool { return u.kind == r.kind && u.client == r.client })
		if i < 0 {
			i = len(want)
			want = append(want, usage{kind: r.kind, client: r.client})
		}
		want[i].grants++
		want[i].bytes += r.bytes
	}
	got, err := query(t.Context(), s, s.read, func(u *usage) []any { return []any{&u.kind, &u.client, &u.grants, &u.bytes} },
		`SELECT kind, client, grants, bytes FROM grant_usage`)
	if err != nil {
		t.Fatal(err)
	}
	order := func(a, b usage) int { return strings.Compare(a.kind+a.client, b.kind+b.client) }
	slices.SortFunc(got, order)
	slices.SortFunc(want, order)
	if !slices.Equal(got, want) {
		t.Errorf("counted are %+v, stored %+v", got, want)
	}
	return ids
}

func TestGrants(t *testing.T) {
	onEach(t, func(t *testing.T, url string) {
		s := open(t, url)
		now := time.Now()
		put := func(id, text string, expires time.Time) {
			t.Helper()
			putGrants(t, s, roomy, Grant{ID: id, Kind: Login, Client: "ä", Text: []byte(text), Expires: expires})
		}
		put("lasts", "1", now.Add(time.Hour))
		put("expired", "2", now.Add(-time.Second))
		put("renewed", "3", now.Add(-time.Hour))
		put("renewed", "4", now.Add(2*time.Hour))
		put("ended", "5", now.Add(time.Hour))
		put("ended", "6", now)
		for _, bad := range []Grant{{ID: "for ever"}, {ID: "", Expires: now}, {ID: "x", Client: "\x00", Expires: now}} {
			if _, err := s.PutGrants(t.Context(), roomy, Grant{ID: "beside", Expires: now.Add(time.Hour)}, bad); err == nil {
				t.Errorf("%+v was stored", bad)
			}
		}
		putGrants(t, s, roomy, Grant{ID: "ended", Expires: now.Add(-time.Hour)})
		putGrants(t, s, Bounds{})
		for _, want := range []Grant{
			{ID: "lasts", Kind: Login, Client: "ä", Text: []byte("1"), Expires: stored(now.Add(time.Hour))},
			{ID: "renewed", Kind: Login, Client: "ä", Text: []byte("4"), Expires: stored(now.Add(2 * time.Hour))},
		} {
			if got, err := s.Grant(t.Context(), want.ID); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("grant is %+v, %v, want %+v", got, err, want)
			}
		}
		for _, id := range []string{"expired", "ended", "never was", "beside", "", "\x00"} {
			_, err := s.Grant(t.Context(), id)
			wantError(t, err, ErrNotFound)
		}
		if n, err := s.DeleteExpiredGrants(t.Context()); err != nil || n != 2 {
			t.Errorf("%d had expired, %v", n, err)
		}
		if n, err := s.DeleteExpiredGrants(t.Context()); err != nil || n != 0 {
			t.Errorf("then %d had expired, %v", n, err)
		}
		if _, err := s.Grant(t.Context(), "lasts"); err != nil {
			t.Error(err)
		}
	})
}

// A refresh token that is used twice at once is good once.
func TestOneOfManyDeletesTheGrant(t *testing.T) {
	onEach(t, func(t *testing.T, url string) {
		stores := []*Store{open(t, url), open(t, url)}
		putGrants(t, stores[0], roomy, Grant{ID: "once", Expires: time.Now().Add(time.Hour)})
		if deleted := countSuccess(t, ErrNotFound, func(i int) error {
			return stores[i%2].DeleteGrant(t.Context(), "once")
		}); deleted != 1 {
			t.Errorf("%d deleted the same grant", deleted)
		}
		wantError(t, stores[0].DeleteGrant(t.Context(), ""), ErrNotFound)
	})
}

// TestOldestLoginsMakeRoom stores more than the bounds allow.
func TestOldestLoginsMakeRoom(t *testing.T) {
	later := time.Now().Add(time.Hour)
	login := func(client string, n, size int) Grant {
		id := fmt.Sprintf("%s%02d", client, n)
		return Grant{ID: id, Kind: Login, Client: client, Text: make([]byte, size-len(id)), Expires: later}
	}
	onEach(t, func(t *testing.T, url string) {
		s := open(t, url)
		want := func(what string, ids ...string) {
			t.Helper()
			if got := storedGrants(t, s); !slices.Equal(got, ids) {
				t.Errorf("%s: stored are %q, not %q", what, got, ids)
			}
		}
		b := Bounds{ByClient: Bound{4, 1000}, InAll: Bound{10, 2000}}
		putGrants(t, s, roomy, Grant{ID: "end", Kind: EndedSession, Client: "a", Text: make([]byte, 5000), Expires: later})
		for i := range 4 {
			if gone := putGrants(t, s, b, login("a", i, 100)); gone != 0 {
				t.Errorf("%d made room for number %d", gone, i)
			}
		}
		putGrants(t, s, b, login("b", 0, 100))
		if gone := putGrants(t, s, b, login("a", 4, 100), login("a", 5, 100)); gone != 2 {
			t.Errorf("%d made room", gone)
		}
		want("by number", "a02", "a03", "a04", "a05", "b00", "end")
		if gone := putGrants(t, s, b, login("a", 6, 750)); gone != 2 {
			t.Errorf("%d made room", gone)
		}
		want("by size", "a04", "a05", "a06", "b00", "end")
		if gone := putGrants(t, s, b, login("a", 7, 5000)); gone != 4 {
			t.Errorf("%d made room", gone)
		}
		want("for one that is too large by itself", "a07", "end")

		putGrants(t, s, b, login("a", 8, 900))
		putGrants(t, s, b, login("b", 1, 900))
		if gone := putGrants(t, s, b, login("c", 0, 300)); gone != 1 {
			t.Errorf("%d made room", gone)
		}
		want("by size in all", "b01", "c00", "end")
		small := Bounds{ByClient: roomy.ByClient, InAll: Bound{3, 1 << 40}}
		for i := 1; i < 4; i++ {
			putGrants(t, s, small, login("c", i, 10))
		}
		want("by number in all", "c01", "c02", "c03", "end")
		// What has expired goes before anything else, and one of the same ID is no more.
		putGrants(t, s, roomy, Grant{ID: "old", Kind: Login, Client: "d", Expires: time.Now().Add(-time.Hour)})
		if gone := putGrants(t, s, small, login("c", 3, 20)); gone != 0 {
			t.Errorf("%d made room", gone)
		}
		want("beside what has expired", "c01", "c02", "c03", "end")
		// More than are looked for at once.
		var all []Grant
		for i := range 2*few + 5 {
			all = append(all, Grant{ID: fmt.Sprintf("e%03d", i), Kind: Login, Client: "e", Expires: later})
		}
		putGrants(t, s, roomy, all...)
		if gone := putGrants(t, s, small, login("e", 0, 10)); gone != 2*few+5+3-2 {
			t.Errorf("%d made room", gone)
		}
	})
}

// TestEndedSessionsMakeNoRoom stores more of them than the bounds allow: those of
// before remain, and the last one is not stored.
func TestEndedSessionsMakeNoRoom(t *testing.T) {
	end := func(client, id string, expires time.Duration) Grant {
		return Grant{ID: id, Kind: EndedSession, Client: client, Text: []byte("{}"), Expires: time.Now().Add(expires)}
	}
	onEach(t, func(t *testing.T, url string) {
		s := open(t, url)
		b := Bounds{ByClient: Bound{2, 100}, InAll: Bound{3, 100}}
		putGrants(t, s, b, end("a", "1", time.Hour))
		putGrants(t, s, b, end("a", "2", time.Hour))
		_, err := s.PutGrants(t.Context(), b, end("a", "3", time.Hour))
		wantError(t, err, ErrFull)
		putGrants(t, s, b, end("a", "2", time.Hour)) // which is there
		putGrants(t, s, b, end("b", "4", -time.Hour))
		_, err = s.PutGrants(t.Context(), b, Grant{ID: strings.Repeat("x", 100), Kind: EndedSession, Client: "b", Expires: time.Now().Add(time.Hour)})
		wantError(t, err, ErrFull)
		putGrants(t, s, b, end("b", "5", time.Hour)) // in the room of one that has expired
		_, err = s.PutGrants(t.Context(), b, end("c", "6", time.Hour))
		wantError(t, err, ErrFull)
		if got, want := storedGrants(t, s), []string{"1", "2", "5"}; !slices.Equal(got, want) {
			t.Errorf("stored are %q, not %q", got, want)
		}
		// Logins have room of their own.
		putGrants(t, s, b, Grant{ID: "7", Kind: Login, Client: "a", Expires: time.Now().Add(time.Hour)})
	})
}

// TestGrantsAtOnce has two nodes store, delete and let expire as fast as they can.
func TestGrantsAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, url string) {
		stores := []*Store{open(t, url), open(t, url)}
		b := Bounds{ByClient: Bound{5, 1 << 20}, InAll: Bound{12, 1 << 20}}
		var group sync.WaitGroup
		for i := range 8 {
			group.Go(func() {
				s, client := stores[i%2], fmt.Sprint("client ", i%4)
				for n := range 20 {
					id := func(k int) string { return fmt.Sprint(i, " ", n, " ", k) }
					expires := time.Now().Add(time.Duration(n%5-1) * time.Hour)
					if _, err := s.PutGrants(t.Context(), b, Grant{ID: id(0), Kind: Login, Client: client, Expires: expires}, Grant{ID: id(1), Kind: Login, Client: client, Expires: expires}); err != nil {
						t.Error(err)
					}
					if err := s.DeleteGrant(t.Context(), id(0)); err != nil && !errors.Is(err, ErrNotFound) {
						t.Error(err)
					}
					if _, err := s.DeleteExpiredGrants(t.Context()); err != nil {
						t.Error(err)
					}
				}
			})
		}
		group.Wait()
		if got := storedGrants(t, stores[0]); len(got) > 12 {
			t.Errorf("stored are %q", got)
		}
	})
}

// TestGrantsOfAnOlderSchema has grants that were stored before they were counted.
func TestGrantsOfAnOlderSchema(t *testing.T) {
	onEach(t, func(t *testing.T, url string) {
		old := migrated(t, url, func(steps []string) []string { return steps[:3] })
		for _, id := range []string{"refresh_token:1", "userinfo:1", "ended_session:1"} {
			if _, err := old.exec(t.Context(), old.write, `INSERT INTO grants (id, text, expires) VALUES ($1, $2, $3)`, id, []byte("ä"), micros(time.Now().Add(time.Hour))); err != nil {
				t.Fatal(err)
			}
		}
		s := open(t, url)
		if got := storedGrants(t, s); len(got) != 3 {
			t.Errorf("stored are %q", got)
		}
		// They are the oldest of all, and ends stay.
		b := Bounds{ByClient: Bound{10, 1 << 20}, InAll: Bound{2, 1 << 20}}
		later := time.Now().Add(time.Hour)
		if gone := putGrants(t, s, b, Grant{ID: "a", Kind: Login, Client: "a", Expires: later}, Grant{ID: "b", Kind: Login, Client: "a", Expires: later}); gone != 2 {
			t.Errorf("%d made room", gone)
		}
		if got, want := storedGrants(t, s), []string{"a", "b", "ended_session:1"}; !slices.Equal(got, want) {
			t.Errorf("stored are %q, not %q", got, want)
		}
	})
}
