package server

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

// A caller is who a request comes from.
type caller struct {
	name   string // in versions
	id     string // of the token, "" without one
	scopes []string
	open   bool // to an open server, so everything is allowed
}

type callerKey struct{}

func callerOf(r *http.Request) caller {
	found, _ := r.Context().Value(callerKey{}).(caller)
	return found
}

// handler is a handler of the Management API: what it returns is answered in the
// provider's shape.
type handler func(http.ResponseWriter, *http.Request) error

// allow lets those call a handler whose token has the scope, as often as they may, and
// everyone if the server is open.
func (s *Server) allow(scope string, h handler) http.Handler {
	allowed := s.answering(func(w http.ResponseWriter, r *http.Request) error {
		who := callerOf(r)
		if err := who.need(w, scope); err != nil {
			return err
		}
		return h(w, r)
	})
	if s.rates != nil {
		allowed = s.rates.Limit(func(r *http.Request) string { return callerOf(r).id }, refuse)(allowed)
	}
	return s.answering(func(w http.ResponseWriter, r *http.Request) error {
		who, err := s.authenticate(r)
		if err != nil {
			return err
		}
		allowed.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), callerKey{}, who)))
		return nil
	})
}

// answering makes a handler of one that returns its errors.
func (s *Server) answering(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		err := h(w, r)
		if err == nil {
			return
		}
		var refused *refusal
		if !errors.As(err, &refused) {
			refused = s.refusalOf(r, err)
		}
		if refused.Status == http.StatusUnauthorized {
			w.Header().Set("WWW-Authenticate", "Bearer")
		}
		refused.write(w)
	})
}

// authenticate finds out who sends a request (RFC 6750). An open server does not ask,
// and looks at no token.
func (s *Server) authenticate(r *http.Request) (caller, error) {
	if s.options.Open {
		if forwarded(r) {
			return caller{}, newRefusal(http.StatusForbidden, "forwarded", "A proxy has passed this on, and an open server answers this machine alone: start it without --open, and use an API token.")
		}
		return caller{name: "anyone on this machine", open: true}, nil
	}
	header := r.Header.Get("Authorization")
	if header == "" {
		return caller{}, newRefusal(http.StatusUnauthorized, "", "Missing authentication")
	}
	scheme, credentials, _ := strings.Cut(header, " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return caller{}, newRefusal(http.StatusUnauthorized, "", "Bad HTTP authentication header format")
	}
	invalid := newRefusal(http.StatusUnauthorized, "", "Invalid token")
	credentials = strings.TrimSpace(credentials)
	if strings.Count(credentials, ".") == 2 {
		return s.authenticateJWT(r, credentials)
	}
	id, secret, ok := splitToken(credentials)
	if !ok {
		return caller{}, invalid
	}
	token, err := s.store.Token(r.Context(), id)
	if errors.Is(err, store.ErrNotFound) {
		token.Hash = make([]byte, sha256.Size) // nothing has this hash; the comparison takes its time all the same
	} else if err != nil {
		return caller{}, err
	}
	if subtle.ConstantTimeCompare(hash(secret), token.Hash) != 1 {
		return caller{}, invalid
	}
	if !token.Expires.IsZero() && !time.Now().Before(token.Expires) {
		return caller{}, newRefusal(http.StatusUnauthorized, "", "Expired token")
	}
	return caller{name: token.Name, id: token.ID, scopes: token.Scopes}, nil
}

// authenticateJWT takes the tokens that the issuer gives to machines for this API. The
// issuer gives anybody tokens of users, so theirs are none.
func (s *Server) authenticateJWT(r *http.Request, text string) (caller, error) {
	token, err := s.issuer.Verify(r.Context(), text)
	if err != nil || token.Grant != "client-credentials" || len(token.Audience) != 1 || !s.isManagement(token.Audience[0]) {
		return caller{}, newRefusal(http.StatusUnauthorized, "", "Invalid token")
	}
	if _, err := s.directory.Document(store.Client, token.Client); err != nil {
		return caller{}, newRefusal(http.StatusUnauthorized, "", "Invalid token")
	}
	return caller{name: token.Client, id: token.Subject, scopes: token.Scopes}, nil
}

// forwarded reports whether a proxy says that it has passed a request on. Not all say
// so, which is why a server is open only where it was told to be.
func forwarded(r *http.Request) bool {
	for name := range r.Header {
		if name == "Forwarded" || name == "Via" || name == "X-Real-Ip" || strings.HasPrefix(name, "X-Forwarded-") {
			return true
		}
	}
	return false
}

// has reports whether a caller has a scope.
func (c *caller) has(scope string) bool { return c.open || slices.Contains(c.scopes, scope) }

// need refuses a caller without a scope.
func (c *caller) need(w http.ResponseWriter, scope string) error {
	if c.has(scope) {
		return nil
	}
	w.Header().Set("WWW-Authenticate", `Bearer error="insufficient_scope", scope="`+scope+`"`)
	return newRefusal(http.StatusForbidden, "insufficient_scope", "Insufficient scope, expected any of: "+scope)
}

// tokenPrefix tells people, and programs that look for leaked secrets, what it is.
const tokenPrefix = "csm_"

// NewToken makes an API token: what the store keeps, and the text that its holder
// keeps. Who has only the store's cannot find out the text.
func NewToken(name string, scopes []string, lifetime time.Duration) (store.Token, string, error) {
	if strings.TrimSpace(name) == "" {
		return store.Token{}, "", errors.New("a token needs a name: it stands in the versions that its holder saves")
	}
	if len(scopes) == 0 {
		return store.Token{}, "", errors.New("a token needs a scope")
	}
	for _, scope := range scopes {
		if !slices.Contains(Scopes(), scope) {
			return store.Token{}, "", fmt.Errorf("there is no scope %q; there are %s", scope, strings.Join(Scopes(), ", "))
		}
	}
	id, secret := rand.Text()[:16], rand.Text()
	token := store.Token{ID: id, Name: name, Hash: hash(secret), Scopes: scopes, Created: time.Now()}
	if lifetime > 0 {
		token.Expires = token.Created.Add(lifetime)
	}
	return token, tokenPrefix + id + "_" + secret, nil
}

func splitToken(text string) (id, secret string, ok bool) {
	rest, ok := strings.CutPrefix(text, tokenPrefix)
	if !ok {
		return "", "", false
	}
	return strings.Cut(rest, "_")
}

// hash needs no salt and no slowness: the secret is 128 random bits and more.
func hash(secret string) []byte {
	digest := sha256.Sum256([]byte(secret))
	return digest[:]
}

// Scopes lists what a token may be allowed, in the provider's words.
func Scopes() (all []string) {
	for _, c := range collections {
		for _, verb := range []string{"read", "create", "update", "delete"} {
			all = append(all, verb+":"+c.scope)
		}
	}
	return append(all, "read:client_keys", "update:client_keys", "read:logs", "read:tenant_settings", "update:tenant_settings")
}
