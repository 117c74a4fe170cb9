package issuer

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/google/uuid"
	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host/cmd/server/store"
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

func (i *Issuer) newSession(asked *request, metadata []byte) *session {
	if metadata == nil {
		metadata = []byte("{}")
	}
	now := i.options.Now().UTC().Truncate(time.Second)
	return &session{
		id: "sess_" + rand.Text(), userID: "anon@" + uuid.NewString(), created: now,
		expires:  now.Add(cmp.Or(asked.SessionLifetime, i.options.SessionLifetime)),
		metadata: metadata, clientID: asked.clientID,
	}
}

// sessionCookie is where a browser keeps the session token, also for the pages of other
// origins that a client has registered.
const sessionCookie = "auth0_anon"

// keepCookie has a browser keep a session token, or forget the one that it has.
func keepCookie(w http.ResponseWriter, token string, seconds int) {
	http.SetCookie(w, &http.Cookie{
		Name: sessionCookie, Value: token, Path: "/", MaxAge: seconds,
		HttpOnly: true, Secure: true, SameSite: http.SameSiteNoneMode,
	})
}

// inCookie is the session token that a browser has kept, "" if there is none.
func inCookie(r *http.Request) string {
	if kept, err := r.Cookie(sessionCookie); err == nil {
		return kept.Value
	}
	return ""
}

// openSession reads a session token. A session that has expired is returned with
// the refusal.
func (i *Issuer) openSession(ctx context.Context, token string) (*session, error) {
	text, err := i.keys.decrypt(ctx, token)
	if errors.Is(err, errNoToken) {
		return nil, refusef(noSessionToken, "The session token is not one of this issuer, or it is too old.")
	}
	if err != nil {
		return nil, err
	}
	return i.readSession(text)
}

// readSession reads what a session token hides.
func (i *Issuer) readSession(text []byte) (*session, error) {
	v := gjson.GetManyBytes(text, "session_id", "user_id", "created_at", "expires_at", "metadata", "client_id")
	s := &session{id: v[0].Str, userID: v[1].Str, metadata: []byte(v[4].Raw), clientID: v[5].Str}
	var errs [2]error
	s.created, errs[0] = time.Parse(time.RFC3339, v[2].Str)
	s.expires, errs[1] = time.Parse(time.RFC3339, v[3].Str)
	if err := errors.Join(errs[:]...); err != nil {
		return nil, fmt.Errorf("claimsmith: a session of ours cannot be read: %w", err)
	}
	if i.expired(s.expires) {
		return s, refusef(sessionExpired, "The session expired at %s.", v[3].Str)
	}
	return s, nil
}

// endedSession names the grant that remembers a session's end.
func endedSession(id string) string { return "ended_session:" + id }

// continueSession opens a session that has not ended.
func (i *Issuer) continueSession(ctx context.Context, token string) (*session, error) {
	s, err := i.openSession(ctx, token)
	if err != nil {
		return nil, err
	}
	switch _, err := i.options.Storage.Grant(ctx, endedSession(s.id)); {
	case err == nil:
		return nil, refusef(sessionExpired, "The session has ended.")
	case !errors.Is(err, store.ErrNotFound):
		return nil, err
	}
	return s, nil
}

// currentSession is the session that a request continues, nil if it begins one. A cookie
// goes before the body, as the provider has it, unless its session is over.
func (i *Issuer) currentSession(r *http.Request, asked *request, token string) (*session, error) {
	if kept := inCookie(r); kept != "" && !asked.NoCookie {
		s, err := i.continueSession(r.Context(), kept)
		var over *refusal
		if !errors.As(err, &over) {
			return s, err
		}
	}
	if token == "" {
		return nil, nil
	}
	return i.continueSession(r.Context(), token)
}

// anonymousToken begins or continues a session and issues an access token for it.
func (i *Issuer) anonymousToken(w http.ResponseWriter, r *http.Request) error {
	b, err := readBody(w, r, maxBody)
	if err != nil {
		return err
	}
	asked := request{audience: b.text("audience"), scope: b.text("scope")}
	metadata, _ := b.object("metadata")
	token := b.text("session_token")
	transfer := asked.audience == transferAudience
	if transfer {
		asked.audience = ""
	}
	if err := i.admitClient(r, b, &asked, never); err != nil {
		return err
	}
	if err := mayBeAnonymous(&asked); err != nil {
		return err
	}
	if !transfer {
		if err := i.permit(&asked, forAnonymous); err != nil {
			return err
		}
	}
	s, err := i.currentSession(r, &asked, token)
	switch {
	case err != nil:
		return err
	case s != nil && metadata != nil:
		return refusef(invalidRequest, "A session's metadata are set once, when it begins: leave metadata out, or log out and begin another session.")
	case transfer && s == nil:
		return refusef(invalidRequest, "There is no session to transfer: the member session_token is missing.")
	case transfer:
		return i.answerTransfer(w, r, s)
	case s == nil:
		s = i.newSession(&asked, metadata)
	}
	if len(s.metadata) > maxMetadata {
		return refusef(invalidRequest, "The member metadata has %d bytes; the limit is %d.", len(s.metadata), maxMetadata)
	}
	return i.answerSession(w, r, &asked, s)
}

// mayBeAnonymous refuses a client that has no anonymous sessions.
func mayBeAnonymous(asked *request) error {
	switch {
	case asked.AnonymousOff:
		return &refusal{status: http.StatusForbidden, code: featureDisabled, description: "The tenant's flags.anonymous_sessions_enabled is false."}
	case !asked.Anonymous:
		return &refusal{status: http.StatusForbidden, code: unauthorizedClient,
			description: "The application " + asked.clientID + " has no anonymous sessions: set its anonymous_sessions.active to true."}
	}
	return nil
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
	expires := now.Add(i.lifetime(asked, forAnonymous))
	if s.expires.Before(expires) {
		expires = s.expires
	}
	access, err := i.accessToken(r.Context(), asked, decided.access, now, expires)
	if err != nil {
		return err
	}
	sessionToken := i.keys.encrypt(r.Context(), s.hidden())
	o := make(object, 0, 256+len(sessionToken)+len(access)+len(asked.scope))
	o.text("session_token", sessionToken)
	grantAccess(&o, access, asked.scope, now, expires)
	lasts := s.expires.Unix() - now.Unix()
	o.number("session_expires_in", lasts)
	if !asked.NoCookie {
		keepCookie(w, sessionToken, int(lasts))
	}
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
	token, clientID := b.text("session_token"), b.text("client_id")
	if kept := inCookie(r); kept != "" && token == "" {
		token = kept
	}
	if token == "" && clientID == "" {
		b.fail(refusef(invalidRequest, "There is neither a session_token nor the cookie "+sessionCookie+" with a client_id."))
	}
	if b.err != nil {
		return b.err
	}
	// A session is no client's own: without one it is of any that has registered the page.
	if err := i.admit(r, clientID); err != nil {
		return err
	}
	if clientID != "" {
		if err := i.register(r, &request{clientID: clientID}); err != nil {
			return err
		}
	}
	keepCookie(w, "", -1)
	w.Header().Set("Cache-Control", "no-store")
	if token == "" {
		w.WriteHeader(http.StatusNoContent)
		return nil
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
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// transferAudience asks for a ticket with which a login takes a session over.
const transferAudience = "urn:auth0:anon_transfer"

// transferLifetime is how long a ticket is good.
const transferLifetime = 30 * time.Second

// transferOf names the grant behind a ticket.
func transferOf(ticket string) string { return "anon_transfer:" + digest(ticket) }

func (i *Issuer) answerTransfer(w http.ResponseWriter, r *http.Request, s *session) error {
	ticket := rand.Text() + rand.Text()
	err := i.remember(r.Context(), store.Grant{
		ID: transferOf(ticket), Kind: store.Code, Client: s.clientID, Text: s.hidden(), Expires: i.options.Now().Add(transferLifetime),
	})
	if err != nil {
		return err
	}
	var o object
	o.text("anon_transfer_token", ticket)
	o.number("expires_in", int64(transferLifetime/time.Second))
	respond(w, http.StatusOK, o.end())
	return nil
}

// takeTransfer is the session behind a ticket, which is good once.
func (i *Issuer) takeTransfer(ctx context.Context, ticket string) (*session, error) {
	text, err := i.takeOnce(ctx, transferOf(ticket))
	if err != nil {
		return nil, err
	}
	if text == nil {
		return nil, refusef(invalidGrant, "The anon_transfer_token is not one of this issuer, was used already, or is older than %v.", transferLifetime)
	}
	return i.readSession(text)
}

// takeOnce is the text of a grant that is good once; nil if there is none any more.
func (i *Issuer) takeOnce(ctx context.Context, id string) ([]byte, error) {
	grant, err := i.loginGrant(ctx, id)
	if err == nil {
		err = i.options.Storage.DeleteGrant(ctx, id) // of several one succeeds
	}
	if errors.Is(err, store.ErrNotFound) || err == nil && i.expired(grant.Expires) {
		return nil, nil
	}
	return grant.Text, err
}
