package server

import (
	"encoding/json"
	"errors"
	"net/http"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/server/directory"
	"github.com/claimsmith/claimsmith/host/cmd/server/outage"
)

// A refusal is an error as the Management API answers it.
type refusal struct {
	Status   int             `json:"statusCode"`
	Phrase   string          `json:"error"` // of the status
	Message  string          `json:"message"`
	Code     string          `json:"errorCode,omitempty"`
	Problems json.RawMessage `json:"problems,omitempty"`

	RetryAfter int `json:"-"` // seconds, for the header; 0: without it
}

func (e *refusal) Error() string { return e.Message }

func newRefusal(status int, code, message string) *refusal {
	return &refusal{Status: status, Phrase: http.StatusText(status), Message: message, Code: code}
}

// problem is what is wrong with a body, as the engine tells what is wrong with a
// config.
type problem struct {
	Code    string `json:"code"`
	Path    string `json:"path,omitempty"`
	Offset  *int64 `json:"offset,omitempty"`
	Message string `json:"message"`
}

func (e *refusal) with(p problem) *refusal {
	// Strings and a number can always be written.
	e.Problems, _ = json.Marshal([]problem{p})
	return e
}

// refusalOf says what an error means to a caller. What is nobody's fault but the
// server's is logged and not told.
func (s *Server) refusalOf(r *http.Request, err error) *refusal {
	var body *directory.BodyError
	var problems *directory.ProblemsError
	var missing *directory.NotFoundError
	var exists *directory.ExistsError
	var changed *directory.ChangedError
	switch {
	case errors.As(err, &body):
		p := problem{Code: body.Code, Path: body.Path, Message: body.Message}
		if p.Code == "" {
			p.Code = "json_syntax"
		}
		if body.Offset >= 0 {
			p.Offset = &body.Offset
		}
		if body.Code == "too_large" {
			return newRefusal(http.StatusRequestEntityTooLarge, "too_large", body.Message).with(p)
		}
		return newRefusal(http.StatusBadRequest, "invalid_body", body.Message).with(p)
	case errors.As(err, &problems):
		e := newRefusal(http.StatusBadRequest, "invalid_body", problems.Error())
		e.Problems = problems.Problems
		return e
	case errors.As(err, &missing):
		return newRefusal(http.StatusNotFound, "inexistent_"+string(missing.Kind), missing.Error())
	case errors.As(err, &exists):
		return newRefusal(http.StatusConflict, "conflict", exists.Error())
	case errors.As(err, &changed):
		return newRefusal(http.StatusPreconditionFailed, "precondition_failed", changed.Error())
	case errors.Is(err, host.ErrTimeLimit), r.Context().Err() != nil:
		e := newRefusal(http.StatusServiceUnavailable, "timeout", "This took longer than it may.")
		e.RetryAfter = 1
		return e
	}
	s.logger.ErrorContext(r.Context(), "request failed", "error", err)
	if damaged, ok := errors.AsType[*directory.DamagedError](err); ok {
		return newRefusal(http.StatusInternalServerError, "damaged_document", damaged.Error())
	}
	if known, ok := outage.Of(err); ok {
		e := newRefusal(known.Status, known.Code, known.Message)
		e.RetryAfter = known.RetryAfter
		return e
	}
	return newRefusal(http.StatusInternalServerError, "internal_error", "Something went wrong here; the server's log has it under this request's id.")
}
