package server

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/diff"
	"github.com/claimsmith/claimsmith/host/cmd/server/directory"
	"github.com/claimsmith/claimsmith/host/cmd/server/store"
	"github.com/claimsmith/claimsmith/host/internal/exact"
)

// evaluations adds the policy over HTTP, for callers that run no module of their
// own. It needs no token: the functions are pure and nothing is kept.
func (s *Server) evaluations(add adder) {
	add("POST /v1/evaluate", s.answering(s.evaluation("evaluate", func(ctx context.Context, in inputs) (json.RawMessage, error) {
		outcome, err := s.engine.Evaluate(ctx, in.config, in.session, in.audience)
		s.record(ctx, in.session, in.audience, err)
		return outcome.JSON, err
	}, "config", "session", "audience")))
	add("POST /v1/explain", s.answering(s.evaluation("explain", func(ctx context.Context, in inputs) (json.RawMessage, error) {
		explanation, err := s.engine.Explain(ctx, in.config, in.session, in.audience)
		return explanation.JSON, err
	}, "config", "session", "audience")))
	add("POST /v1/validate", s.answering(s.evaluation("validate", func(ctx context.Context, in inputs) (json.RawMessage, error) {
		validation, err := s.engine.Validate(ctx, in.config)
		return validation.JSON, err
	}, "config")))
	add("POST /v1/diff", s.answering(s.evaluation("diff", func(ctx context.Context, in inputs) (json.RawMessage, error) {
		report, err := diff.Compare(ctx, s.engine, in.old, in.new)
		if err != nil {
			return nil, err
		}
		return report.JSON(), nil
	}, "old", "new")))
	add("GET /v1/describe", s.answering(func(w http.ResponseWriter, r *http.Request) error {
		description, err := s.engine.Describe(r.Context())
		if err != nil {
			return err
		}
		return write(w, http.StatusOK, description)
	}))
	add("GET /v1/effective", s.allow("read:clients", s.effective))
}

// inputs are the texts of an evaluation, as they stand in the body.
type inputs struct{ config, session, audience, old, new []byte }

// place is where a member of a body is kept, nil if it means nothing here.
func (in *inputs) place(name string) *[]byte {
	switch name {
	case "config":
		return &in.config
	case "session":
		return &in.session
	case "audience":
		return &in.audience
	case "old":
		return &in.old
	case "new":
		return &in.new
	}
	return nil
}

// evaluation answers with what the module says about a body's members, which go to
// it as they are: its text, or its failure with the status 422.
func (s *Server) evaluation(name string, function func(context.Context, inputs) (json.RawMessage, error), needed ...string) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		body, err := readBody(r)
		if err != nil {
			return err
		}
		in, err := readInputs(body, needed)
		if err != nil {
			return err
		}
		begun := time.Now()
		text, err := function(r.Context(), in)
		s.telemetry.Evaluated(r.Context(), name, err, time.Since(begun))
		var failed *host.PolicyError
		if errors.As(err, &failed) {
			return write(w, http.StatusUnprocessableEntity, failed.JSON)
		}
		if err != nil {
			return err
		}
		return write(w, http.StatusOK, text)
	}
}

// readInputs finds the texts in a body. What is in them is the module's to judge.
func readInputs(body []byte, needed []string) (in inputs, err error) {
	if err := directory.CheckJSON(body); err != nil {
		return in, err
	}
	object := gjson.ParseBytes(body)
	if !object.IsObject() {
		return in, badBody("wrong_type", "", "The body has to be a JSON object.")
	}
	for m := range exact.Members(object) {
		place := in.place(m.Name)
		if place == nil {
			continue
		}
		if *place != nil {
			return in, badBody("duplicate_member", "/"+m.Name, "The member /"+m.Name+" occurs twice.")
		}
		*place = body[m.Value.Index : m.Value.Index+len(m.Value.Raw)]
	}
	for _, name := range needed {
		if *in.place(name) == nil {
			return in, badBody("missing_member", "/"+name, "The member /"+name+" is missing.")
		}
	}
	return in, nil
}

func badBody(code, path, message string) error {
	return newRefusal(http.StatusBadRequest, "invalid_body", message).with(problem{Code: code, Path: path, Message: message})
}

// effective answers which mappings apply to an application's tokens for an
// audience, and why.
func (s *Server) effective(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	client := query.Get("client_id")
	if client == "" {
		return newRefusal(http.StatusBadRequest, "invalid_query_string", "client_id is missing.")
	}
	found, err := s.directory.Effective(client, query.Get("audience"))
	if err != nil {
		return err
	}
	about, err := json.Marshal(struct {
		Reason string `json:"reason"`
		Source source `json:"source"`
	}{found.Reason, source{found.Source.Kind, found.Source.ID, found.Source.Name(), found.Source.Number}})
	if err != nil {
		return err
	}
	// The config is parts of documents, for those who may read them. Its bytes stay as
	// they are.
	who := callerOf(r)
	if who.has("read:tenant_settings") && (found.Source.Kind == store.Client || who.has("read:resource_servers")) {
		about = append(append(about[:len(about)-1], `,"config":`...), found.Config...)
		about = append(about, '}')
	}
	return write(w, http.StatusOK, about)
}

// source is the document whose mappings of the access token apply.
type source struct {
	Kind    store.Kind `json:"kind"`
	ID      string     `json:"id"`
	Name    string     `json:"name"`
	Version int64      `json:"version"`
}
