package issuer

import "net/http"

// CrossOrigin answers for the issuer's endpoints whom pages of other origins may ask:
// those of an origin that a client has registered may read what the handler answers,
// and whatever another one asks is refused with 403. Programs that are no browsers name
// no origin. The endpoints themselves insist that the origin is the client's.
func (i *Issuer) CrossOrigin(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Add("Vary", "Origin")
		if err := i.admit(r, ""); err != nil {
			i.refuse(w, r, err)
			return
		}
		if origin := r.Header.Get("Origin"); origin != "" {
			header.Set("Access-Control-Allow-Origin", origin)
			header.Set("Access-Control-Allow-Credentials", "true") // the cookie of an anonymous session
			header.Set("Access-Control-Expose-Headers", "WWW-Authenticate, Retry-After")
		}
		next.ServeHTTP(w, r)
	})
}

// admit refuses a request of a page whose origin neither is the issuer's own nor was
// registered by the client, or by any client if that is "".
func (i *Issuer) admit(r *http.Request, clientID string) error {
	if !i.elsewhere(r) || i.options.Registered(r.Context(), clientID, r.Header.Get("Origin")) {
		return nil
	}
	by := "An application"
	if clientID != "" {
		by = "The application " + clientID
	}
	return &refusal{status: http.StatusForbidden, code: accessDenied, description: by +
		" has to register this page's origin in its allowed_origins, web_origins or callbacks."}
}

// elsewhere reports whether a browser has sent a request for a page of another origin.
func (i *Issuer) elsewhere(r *http.Request) bool {
	if r.Header.Get("Origin") == "" && r.Header.Get("Sec-Fetch-Site") == "" {
		return false // it is no browser's, or of one that says nothing
	}
	judged := *r
	judged.Method = http.MethodPost // others are not judged
	return i.ownOrigin.Check(&judged) != nil
}
