package issuer

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	_ "embed"
	"encoding/base64"
	"errors"
	"html/template"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

// codeLifetime is how long an authorization code is good (RFC 6749, section 4.1.2).
const codeLifetime = 5 * time.Minute

// Pages adds what browsers go to, where no page's script asks: the login page, which has
// a button for each user, and the logout.
func (i *Issuer) Pages(add func(pattern string, h http.Handler)) {
	for pattern, answer := range map[string]func(http.ResponseWriter, *http.Request) error{
		"GET /authorize":   i.showLogin,
		"POST /authorize":  i.chooseUser,
		"GET /v2/logout":   i.logout("returnTo"),
		"GET /oidc/logout": i.logout("post_logout_redirect_uri"),
	} {
		add(pattern, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if err := answer(w, r); err != nil {
				i.showRefusal(w, r, err)
			}
		}))
	}
}

// An authorization is a request for an authorization code (RFC 6749, section 4.1.1).
type authorization struct {
	login
	redirectURI, state, mode, prompt string
	challenge                        string // by S256, "" without one
	parameters                       url.Values
}

// readAuthorization reads a request. Where the error is about whom to answer, there is no
// authorization, and people have to be told; any other error is for the client.
func (i *Issuer) readAuthorization(r *http.Request, parameters url.Values) (*authorization, error) {
	b := &body{form: parameters}
	a := &authorization{
		login: login{
			request:       request{audience: b.text("audience"), scope: b.text("scope"), clientID: b.required("client_id")},
			nonce:         b.text("nonce"),
			authenticated: i.options.Now().Unix(),
		},
		redirectURI: b.required("redirect_uri"), state: b.text("state"), mode: b.text("response_mode"), prompt: b.text("prompt"),
		challenge: b.text("code_challenge"), parameters: parameters,
	}
	if b.err != nil {
		return nil, b.err
	}
	if err := i.register(r, &a.request); err != nil {
		return nil, err
	}
	if !a.mayReturnTo(a.Callbacks, a.redirectURI) {
		return nil, refusef(invalidRequest, "The application %s has to register %s in its callbacks.", a.clientID, a.redirectURI)
	}
	for name, values := range parameters {
		if len(values) > 1 {
			return a, refusef(invalidRequest, "The parameter %s occurs twice.", name)
		}
	}
	method := b.text("code_challenge_method")
	switch {
	case b.text("response_type") != "code":
		return a, refusef("unsupported_response_type", "The response_type here is code.")
	case !slices.Contains([]string{"", "query", "fragment", "form_post", "web_message"}, a.mode):
		return a, refusef(invalidRequest, "The response_mode here is query, fragment, form_post or web_message.")
	case a.challenge != "" && method != "S256":
		return a, refusef(invalidRequest, "The code_challenge_method here is S256.")
	case a.challenge == "" && a.Public && !a.AnyLoopback:
		return a, refusef(invalidRequest, "An application without a secret needs PKCE: the parameter code_challenge is missing.")
	}
	if err := i.allowGrant(&a.request, codeGrant); err != nil {
		return a, err
	}
	return a, i.permit(&a.request, forUsers)
}

// mayReturnTo reports whether a browser may be sent to a URL.
func (r *Registration) mayReturnTo(registered []string, to string) bool {
	if slices.Contains(registered, to) {
		return true
	}
	u, err := url.Parse(to)
	if err != nil || !r.AnyLoopback || u.Scheme != "http" && u.Scheme != "https" {
		return false
	}
	ip, err := netip.ParseAddr(u.Hostname())
	return u.Hostname() == "localhost" || err == nil && ip.IsLoopback()
}

// showLogin answers with a page on which people choose who they are.
func (i *Issuer) showLogin(w http.ResponseWriter, r *http.Request) error {
	a, err := i.readAuthorization(r, r.URL.Query())
	if err == nil && a.prompt == "none" {
		err = refusef("login_required", "Nobody stays logged in here: ask without prompt=none.")
	}
	if err != nil {
		return i.answerError(w, a, err)
	}
	users, err := i.options.Users(r.Context())
	if err != nil {
		return err
	}
	shown := loginPage{Client: a.clientID, Users: users, Parameters: map[string]string{}}
	for name := range a.parameters {
		shown.Parameters[name] = a.parameters.Get(name)
	}
	// A ticket is good for less time than people take to choose.
	s, err := i.sessionOf(r, a)
	var refused *refusal
	if errors.As(err, &refused) {
		shown.Notice, err = refused.description, nil
	}
	if err != nil {
		return err
	}
	delete(shown.Parameters, "anon_transfer_token")
	if s != nil {
		shown.Anonymous = s.userID
		shown.Parameters["session_token"] = i.keys.encrypt(r.Context(), s.hidden())
	}
	return showPage(w, http.StatusOK, "login", "", shown)
}

// sessionOf is the anonymous session that a browser brings along, nil if there is none.
func (i *Issuer) sessionOf(r *http.Request, a *authorization) (*session, error) {
	if ticket := a.parameters.Get("anon_transfer_token"); ticket != "" {
		return i.takeTransfer(r.Context(), ticket)
	}
	if kept := inCookie(r); kept != "" && !a.NoCookie && a.Anonymous {
		return i.continueSession(r.Context(), kept)
	}
	return nil, nil
}

// chooseUser logs in whom the page's button names.
func (i *Issuer) chooseUser(w http.ResponseWriter, r *http.Request) error {
	if i.elsewhere(r) {
		return &refusal{status: http.StatusForbidden, code: accessDenied, description: "Only the login page's own buttons log in."}
	}
	b, err := readBody(w, r, maxBody)
	if err != nil {
		return err
	}
	if b.form == nil {
		return &refusal{status: http.StatusUnsupportedMediaType, code: invalidRequest, description: "A body is application/x-www-form-urlencoded."}
	}
	a, err := i.readAuthorization(r, b.form)
	if err != nil {
		return i.answerError(w, a, err)
	}
	chosen := b.text("user")
	users, err := i.options.Users(r.Context())
	if err != nil {
		return err
	}
	found := slices.IndexFunc(users, func(u User) bool { return u.ID == chosen })
	if found < 0 {
		return i.answerError(w, a, refusef(accessDenied, "The login was cancelled."))
	}
	a.subject, a.user = users[found].ID, users[found].Profile
	if token := b.text("session_token"); token != "" {
		s, err := i.openSession(r.Context(), token)
		if err != nil {
			return err
		}
		a.session = s.text()
	}
	code := rand.Text() + rand.Text()
	err = i.remember(r.Context(), store.Grant{
		ID: codeOf(code), Kind: store.Code, Client: a.clientID, Text: a.text(), Expires: i.options.Now().Add(codeLifetime),
	})
	if err != nil {
		return err
	}
	return a.answer(w, url.Values{"code": {code}})
}

// text is what is remembered behind a code.
func (a *authorization) text() []byte {
	var o object
	o.json("login", a.login.text())
	o.text("nonce", a.nonce)
	o.text("redirect_uri", a.redirectURI)
	o.text("challenge", a.challenge)
	if a.session != nil {
		o.json("session", a.session)
	}
	return o.end()
}

func codeOf(code string) string { return "code:" + digest(code) }

// takeCode is the authorization behind a code, which is good once; nil if there is none.
func (i *Issuer) takeCode(ctx context.Context, code string) (*authorization, error) {
	text, err := i.takeOnce(ctx, codeOf(code))
	if text == nil || err != nil {
		return nil, err
	}
	v := gjson.GetManyBytes(text, "login", "nonce", "redirect_uri", "challenge", "session")
	a := &authorization{login: *readLogin([]byte(v[0].Raw)), redirectURI: v[2].Str, challenge: v[3].Str}
	a.nonce = v[1].Str
	if v[4].Exists() {
		a.session = []byte(v[4].Raw)
	}
	return a, nil
}

// exchangeCode gives the tokens of a login for its code (RFC 6749, section 4.1.3).
func (i *Issuer) exchangeCode(w http.ResponseWriter, r *http.Request, b *body) error {
	code, redirectURI, verifier := b.required("code"), b.required("redirect_uri"), b.text("code_verifier")
	var asked request
	if err := i.admitClient(r, b, &asked, unlessPublic); err != nil {
		return err
	}
	a, err := i.takeCode(r.Context(), code)
	if err != nil {
		return err
	}
	hash := sha256.Sum256([]byte(verifier))
	proof := base64.RawURLEncoding.EncodeToString(hash[:])
	switch {
	case a == nil || a.clientID != asked.clientID:
		return refusef(invalidGrant, "The code is not one of this client, was used already, or has expired.")
	case a.redirectURI != redirectURI:
		return refusef(invalidGrant, "The redirect_uri is not the one that the code was sent to.")
	case a.challenge == "" && verifier != "":
		return refusef(invalidGrant, "There is a code_verifier, and the login had no code_challenge.")
	case a.challenge != "" && subtle.ConstantTimeCompare([]byte(proof), []byte(a.challenge)) != 1:
		return refusef(invalidGrant, "The code_verifier does not fit the login's code_challenge.")
	}
	if err := i.register(r, &a.request); err != nil {
		return err
	}
	if err := i.permit(&a.request, forUsers); err != nil {
		return err
	}
	return i.beginLogin(w, r, &a.login)
}

// answerError tells a client what is wrong, through the browser; without an authorization
// people are told.
func (i *Issuer) answerError(w http.ResponseWriter, a *authorization, err error) error {
	var refused *refusal
	if a == nil || !errors.As(err, &refused) {
		return err
	}
	return a.answer(w, url.Values{"error": {refused.code}, "error_description": {refused.description}})
}

// answer sends a browser back to the client.
func (a *authorization) answer(w http.ResponseWriter, with url.Values) error {
	if a.state != "" {
		with.Set("state", a.state)
	}
	to, err := url.Parse(a.redirectURI)
	if err != nil {
		return err
	}
	shown := answerPage{To: a.redirectURI, Origin: to.Scheme + "://" + to.Host, Values: map[string]string{}}
	for name := range with {
		shown.Values[name] = with.Get(name)
	}
	switch a.mode {
	case "web_message", "form_post":
		return showPage(w, http.StatusOK, a.mode, shown.Origin, shown)
	case "fragment":
		to.Fragment = ""
		redirect(w, to.String()+"#"+with.Encode())
	default:
		query := to.Query()
		for name := range with {
			query.Set(name, with.Get(name))
		}
		to.RawQuery = query.Encode()
		redirect(w, to.String())
	}
	return nil
}

func redirect(w http.ResponseWriter, to string) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Location", to)
	w.WriteHeader(http.StatusSeeOther)
}

// logout sends a browser on to where the client wants it. Nobody stays logged in here, so
// there is nothing to end.
func (i *Issuer) logout(parameter string) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		to, clientID := r.URL.Query().Get(parameter), r.URL.Query().Get("client_id")
		if to == "" {
			return showPage(w, http.StatusOK, "message", "", "You are logged out.")
		}
		if clientID == "" {
			return refusef(invalidRequest, "The parameter client_id is missing: its allowed_logout_urls say where to go.")
		}
		asked := &request{clientID: clientID}
		if err := i.register(r, asked); err != nil {
			return err
		}
		if !asked.mayReturnTo(asked.LogoutURLs, to) {
			return refusef(invalidRequest, "The application %s has to register %s in its allowed_logout_urls.", clientID, to)
		}
		redirect(w, to)
		return nil
	}
}

// What the pages show.
type (
	loginPage struct {
		Client, Anonymous, Notice string
		Users                     []User
		Parameters                map[string]string
	}
	answerPage struct {
		To, Origin string
		Values     map[string]string
	}
)

//go:embed pages.html
var pageText string

var pages = template.Must(template.New("").Parse(pageText))

// showPage answers with a page, which the origin may have in a frame.
func showPage(w http.ResponseWriter, status int, name, framedBy string, shown any) error {
	nonce := rand.Text()
	var text bytes.Buffer
	if err := pages.ExecuteTemplate(&text, name, struct {
		Nonce string
		Shown any
	}{nonce, shown}); err != nil {
		return err
	}
	if framedBy == "" {
		framedBy = "'none'"
	}
	header := w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Cache-Control", "no-store")
	header.Set("Content-Security-Policy", "default-src 'none'; base-uri 'none'; style-src 'nonce-"+nonce+"'; script-src 'nonce-"+nonce+"'; frame-ancestors "+framedBy)
	header.Set("Referrer-Policy", "same-origin") // with none, the page's own form would come from nowhere
	header.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write(text.Bytes()) // nobody is left to tell of an error
	return nil
}

// showRefusal tells people what is wrong.
func (i *Issuer) showRefusal(w http.ResponseWriter, r *http.Request, err error) {
	var said *refusal
	if !errors.As(err, &said) {
		said = i.failure(r, err)
	}
	if err := showPage(w, said.status, "message", "", strings.TrimSpace(said.description)); err != nil {
		i.refuse(w, r, err)
	}
}
