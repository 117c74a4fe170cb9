package store

import "testing"

func TestDomain(t *testing.T) {
	onEach(t, func(t *testing.T, url string) {
		s := open(t, url)
		has := func(want string) {
			t.Helper()
			if domain, err := open(t, url).Domain(t.Context()); err != nil || domain != want {
				t.Errorf("the domain is %q, %v, not %q", domain, err, want)
			}
		}
		has("")
		for _, domain := range []string{"127.0.0.1", "127.0.0.1", "login.example", ""} {
			if err := s.SetDomain(t.Context(), domain); err != nil {
				t.Fatal(err)
			}
			has(domain)
		}
		if err := s.SetDomain(t.Context(), "a\x00b"); err == nil {
			t.Error("a NUL is stored")
		}
	})
}
