package issuer

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host/internal/exact"
	"github.com/claimsmith/claimsmith/host/server/store"
)

// maxMetadata is the largest metadata of a session, in bytes of JSON text.
const maxMetadata = 1 << 10

// A session is an anonymous session.
type session struct {
	id, userID       string
	created, expires time.Time
	metadata         []byte // a JSON object as it came
	clientID         string // of who began it; "" if that was not noted yet
}

func (s *session) object() object {
	o := make(object, 0, 256+len(s.metadata))
	o.text("session_id", s.id)
	o.text("user_id", s.userID)
	o.text("created_at", s.created.Format(time.RFC3339))
	o.text("expires_at", s.expires.Format(time.RFC3339))
	o.json("metadata", s.metadata)
	return o
}

// text is what the engine reads.
func (s *session) text() []byte {
	o := s.object()
	return o.end()
}

// hidden is what the session token hides.
func (s *session) hidden() []byte {
	o := s.object()
	o.text("client_id", s.clientID)
	return o.end()
}

func (i *Issuer) newSession(clientID string, metadata []byte) *session {
	if metadata == nil {
		metadata = []byte("{}")
	}
	now := i.options.Now().UTC().Truncate(time.Second)
	return &session{
		id: "sess_" + rand.Text(), userID: "anon|" + rand.Text(), created: now, expires: now.Add(i.options.SessionLifetime),
		metadata: metadata, clientID: clientID,
	}
}

// openSession reads a session token. A session that has expired is returned with
// the refusal.
func (i *Issuer) openSession(ctx context.Context, token string) (*session, error) {
	text, err := i.keys.decrypt(ctx, token)
	if errors.Is(err, errNoToken) {
		return nil, refusef(invalidGrant, "The session token is not one of this issuer, or it is too old.")
	}
	if err != nil {
		return nil, err
	}
	v := gjson.GetManyBytes(text, "session_id", "user_id", "created_at", "expires_at", "metadata", "client_id")
	s := &session{id: v[0].Str, userID: v[1].Str, metadata: []byte(v[4].Raw), clientID: v[5].Str}
	var errs [2]error
	s.created, errs[0] = time.Parse(time.RFC3339, v[2].Str)
	s.expires, errs[1] = time.Parse(time.RFC3339, v[3].Str)
	if err := errors.Join(errs[:]...); err != nil {
		return nil, fmt.Errorf("claimsmith: a session of ours cannot be read: %w", err)
	}
	if i.expired(s.expires) {
		return s, refusef(invalidGrant, "The session expired at %s.", v[3].Str)
	}
	return s, nil
}

// endedSession names the grant that remembers a session's end.
func endedSession(id string) string { return "ended_session:" + id }

// continueSession opens a session that has not ended and adds metadata to it.
func (i *Issuer) continueSession(ctx context.Context, token string, metadata []byte) (*session, error) {
	s, err := i.openSession(ctx, token)
	if err != nil {
		return nil, err
	}
	switch _, err := i.options.Storage.Grant(ctx, endedSession(s.id)); {
	case err == nil:
		return nil, refusef(invalidGrant, "The session has ended.")
	case !errors.Is(err, store.ErrNotFound):
		return nil, err
	}
	if metadata != nil {
		s.metadata = merge(s.metadata, metadata)
	}
	return s, nil
}

// merge is one object of two: the members of the first, each with the second's
// value where there is one, and then the other members of the second. Names and
// values keep their bytes.
func merge(first, second []byte) []byte {
	old, current := gjson.ParseBytes(first), gjson.ParseBytes(second)
	set := map[string]string{}
	for m := range exact.Members(current) {
		set[m.Name] = m.Value.Raw
	}
	var text []byte
	write := func(name, value string) {
		text = append(text, "{,"[min(len(text), 1)])
		text = append(append(append(text, name...), ':'), value...)
	}
	for m := range exact.Members(old) {
		value, ok := set[m.Name]
		if !ok {
			value = m.Value.Raw
		}
		delete(set, m.Name)
		write(m.Raw, value)
	}
	for m := range exact.Members(current) {
		if value, ok := set[m.Name]; ok {
			write(m.Raw, value)
		}
	}
	if text == nil {
		return []byte("{}")
	}
	return append(text, '}')
}

// anonymousToken begins or continues a session and issues an access token for it.
func (i *Issuer) anonymousToken(w http.ResponseWriter, r *http.Request) error {
	b, err := readBody(w, r, maxBody)
	if err != nil {
		return err
	}
	asked := request{clientID: b.required("client_id"), audience: b.text("audience"), scope: b.text("scope")}
	metadata, _ := b.object("metadata")
	token := b.text("session_token")
	if b.err != nil {
		return b.err
	}
	if err := i.admit(r, asked.clientID); err != nil {
		return err
	}
	var s *session
	if token == "" {
		s = i.newSession(asked.clientID, metadata)
	} else if s, err = i.continueSession(r.Context(), token, metadata); err != nil {
		return err
	}
	if len(s.metadata) > maxMetadata {
		return refusef(invalidRequest, "The member metadata has %d bytes, with those of the session if it has some; the limit is %d.", len(s.metadata), maxMetadata)
	}
	return i.answerSession(w, r, &asked, s)
}

func (i *Issuer) answerSession(w http.ResponseWriter, r *http.Request, asked *request, s *session) error {
	text := s.text()
	asked.subject = s.userID
	transaction := make(object, 0, 64+len(text)+len(asked.scope))
	transaction.json("anonymous_session", text)
	if asked.scope != "" {
		transaction.text("scope", asked.scope)
	}
	decided, err := i.decide(r.Context(), asked, transaction.end())
	if err != nil {
		return err
	}
	now := i.options.Now()
	expires := now.Add(i.options.AccessTokenLifetime)
	if s.expires.Before(expires) {
		expires = s.expires
	}
	access, _, err := i.accessToken(r.Context(), asked, decided.access, now, expires)
	if err != nil {
		return err
	}
	sessionToken, err := i.keys.encrypt(r.Context(), s.hidden())
	if err != nil {
		return err
	}
	o := make(object, 0, 256+len(sessionToken)+len(access)+len(asked.scope))
	o.text("session_token", sessionToken)
	grantAccess(&o, access, asked.scope, now, expires)
	respond(w, http.StatusOK, o.end())
	return nil
}

// grantAccess writes the members that RFC 6749, section 5.1, has for an access
// token.
func grantAccess(o *object, token, scope string, now, expires time.Time) {
	o.text("access_token", token)
	o.text("token_type", "Bearer")
	o.number("expires_in", expires.Unix()-now.Unix())
	o.text("scope", scope)
}

// anonymousLogout ends a session: it is remembered for as long as somebody could
// continue it.
func (i *Issuer) anonymousLogout(w http.ResponseWriter, r *http.Request) error {
	b, err := readBody(w, r, maxBody)
	if err != nil {
		return err
	}
	token := b.required("session_token")
	if b.err != nil {
		return b.err
	}
	// A session is no client's own.
	if err := i.admit(r, ""); err != nil {
		return err
	}
	s, err := i.openSession(r.Context(), token)
	switch {
	case err == nil:
		err := i.remember(r.Context(), store.Grant{ID: endedSession(s.id), Kind: store.EndedSession, Client: s.clientID, Text: []byte("{}"), Expires: s.expires})
		if errors.Is(err, store.ErrFull) {
			w.Header().Set("Retry-After", "3600")
			return &refusal{status: http.StatusServiceUnavailable, code: unavailable,
				description: "As many ends of sessions are stored as may be, so this session has not ended. Some expire every now and then."}
		}
		if err != nil {
			return err
		}
	case s == nil:
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusNoContent)
	return nil
}
