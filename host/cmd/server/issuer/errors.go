package issuer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/abi"
	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/server/outage"
	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

// Codes of RFC 6749, section 5.2, of which a few are RFC 6750's.
const (
	accessDenied       = "access_denied" // section 4.1.2.1
	invalidClient      = "invalid_client"
	invalidGrant       = "invalid_grant"
	invalidRequest     = "invalid_request"
	invalidScope       = "invalid_scope"
	invalidToken       = "invalid_token"
	unauthorizedClient = "unauthorized_client"
	insufficientScope  = "insufficient_scope"
	serverError        = "server_error"
	unavailable        = "temporarily_unavailable"
	unsupportedGrant   = "unsupported_grant_type"
)

// Codes of the provider's anonymous sessions.
const (
	invalidTarget   = "invalid_target" // RFC 8707, section 2
	sessionExpired  = "session_expired"
	noSessionToken  = "invalid_session_token"
	featureDisabled = "feature_not_enabled"
)

// A refusal is an answer that says what is wrong with a request.
type refusal struct {
	status      int
	code        string
	description string
	problems    []byte // the engine's, JSON
	challenge   string // for WWW-Authenticate (RFC 6750, section 3)
	retryAfter  int    // seconds, for Retry-After; 0: without it
}

func (r *refusal) Error() string { return r.code + ": " + r.description }

// refusef is a refusal with status 400, as most are.
func refusef(code, format string, arguments ...any) *refusal {
	return &refusal{status: http.StatusBadRequest, code: code, description: fmt.Sprintf(format, arguments...)}
}

// refuse answers with an error. What is not a refusal is this server's own failure,
// which the log has and the caller has not.
func (i *Issuer) refuse(w http.ResponseWriter, r *http.Request, err error) {
	var said *refusal
	if !errors.As(err, &said) {
		said = i.failure(r, err)
	}
	if said.challenge != "" {
		w.Header().Set("WWW-Authenticate", said.challenge)
	}
	if said.retryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(said.retryAfter))
	}
	var o object
	o.text("error", said.code)
	o.text("error_description", said.description)
	if len(said.problems) > 0 {
		o.json("problems", said.problems)
	}
	respond(w, said.status, o.end())
}

func (i *Issuer) failure(r *http.Request, err error) *refusal {
	if errors.Is(err, host.ErrTimeLimit) || r.Context().Err() != nil {
		return &refusal{status: http.StatusServiceUnavailable, code: unavailable, description: "This took longer than it may.", retryAfter: 1}
	}
	if errors.Is(err, host.ErrClosed) {
		return &refusal{status: http.StatusServiceUnavailable, code: unavailable, description: "The server is stopping.", retryAfter: 1}
	}
	i.options.Logger.ErrorContext(r.Context(), "no answer", slog.String("path", r.URL.Path), slog.Any("error", err))
	if config, ok := errors.AsType[*ConfigError](err); ok {
		return &refusal{status: http.StatusInternalServerError, code: serverError, description: "The stored config cannot be used: " + config.Message}
	}
	if errors.Is(err, errDamaged) {
		return &refusal{status: http.StatusInternalServerError, code: serverError, description: "What is stored of this login is damaged: it is not JSON. A new login is needed."}
	}
	if known, ok := outage.Of(err); ok {
		said := &refusal{status: known.Status, code: serverError, description: known.Message, retryAfter: known.RetryAfter}
		if known.RetryAfter > 0 {
			said.code = unavailable
		}
		return said
	}
	return &refusal{status: http.StatusInternalServerError, code: serverError, description: "The server failed; its log says why."}
}

// errDamaged says that what the storage has of a login is not what was put there.
var errDamaged = errors.New("is damaged in the storage: its text is not JSON")

// loginGrant is a grant that says something of a login, and not only that it is there.
func (i *Issuer) loginGrant(ctx context.Context, id string) (store.Grant, error) {
	grant, err := i.options.Storage.Grant(ctx, id)
	if err == nil && !json.Valid(grant.Text) {
		err = fmt.Errorf("claimsmith: the grant %s %w", id, errDamaged)
	}
	return grant, err
}

// judged is the answer to a failure of the policy.
func judged(err error) error {
	var failed *host.PolicyError
	if !errors.As(err, &failed) {
		return err
	}
	said := &refusal{status: http.StatusBadRequest, code: invalidRequest, problems: []byte(gjson.GetBytes(failed.JSON, "error.problems").Raw)}
	switch failed.Code {
	case abi.InvalidConfig:
		said.status, said.code = http.StatusInternalServerError, serverError
		said.description = "The stored config cannot be used: " + failed.Message
	case abi.PayloadTooLarge:
		said.description = fmt.Sprintf("The custom claims of the token %s have %d bytes, the limit is %d.", failed.Token, failed.Bytes, failed.Limit)
	default:
		said.description = failed.Code + ": " + failed.Message
	}
	return said
}
