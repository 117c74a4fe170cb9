package server

import (
	"crypto/rand"
	"encoding/json"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

// maxLogs is how many entries are kept, the newest.
const maxLogs = 1000

// logs are what evaluations noted of this process, as the tenant's log of the provider has
// it.
type logs struct {
	mu      sync.Mutex
	entries []logEntry // the oldest first
}

type logEntry struct {
	ID          string          `json:"_id"`
	LogID       string          `json:"log_id"`
	Date        time.Time       `json:"date"`
	Type        string          `json:"type"`
	Description string          `json:"description"`
	ClientID    string          `json:"client_id"`
	ClientName  string          `json:"client_name"`
	Audience    string          `json:"audience,omitempty"`
	Details     json.RawMessage `json:"details"`
}

// logged notes what an evaluation says to operators.
func (s *Server) logged(clientID, audience, kind, description string, details []byte) {
	now := time.Now().UTC()
	name := clientID
	if d, err := s.directory.Document(store.Client, clientID); err == nil {
		name = d.Name()
	}
	id := now.Format("20060102150405.000000") + rand.Text()[:10]
	entry := logEntry{id, id, now, kind, description, clientID, name, audience, slices.Clone(details)}
	s.logs.mu.Lock()
	defer s.logs.mu.Unlock()
	s.logs.entries = append(s.logs.entries, entry)
	if len(s.logs.entries) > maxLogs {
		s.logs.entries = slices.Delete(s.logs.entries, 0, 1)
	}
}

// listLogs answers with entries, the newest first.
func (s *Server) listLogs(w http.ResponseWriter, r *http.Request) error {
	query, err := onlyParameters(r, "page", "per_page", "include_totals", "q", "sort")
	if err != nil {
		return err
	}
	page, err := number(query.Get("page"), "page", 0, 0, 1<<31)
	if err != nil {
		return err
	}
	size, err := number(query.Get("per_page"), "per_page", 50, 1, 100)
	if err != nil {
		return err
	}
	matches, err := readSearch(query.Get("q"))
	if err != nil {
		return err
	}
	s.logs.mu.Lock()
	all := slices.Clone(s.logs.entries)
	s.logs.mu.Unlock()
	all = slices.DeleteFunc(all, func(e logEntry) bool { return !matches(&e) })
	switch query.Get("sort") {
	case "", "date:-1":
		slices.Reverse(all)
	case "date:1":
	default:
		return newRefusal(http.StatusBadRequest, "invalid_query_string", "sort is date:1 or date:-1.")
	}
	start := min(page*size, int64(len(all)))
	found := all[start:min(start+size, int64(len(all)))]
	if len(found) == 0 {
		found = []logEntry{}
	}
	var answer any = found
	if query.Get("include_totals") == "true" {
		answer = struct {
			Start  int64      `json:"start"`
			Limit  int64      `json:"limit"`
			Length int        `json:"length"`
			Total  int        `json:"total"`
			Logs   []logEntry `json:"logs"`
		}{start, size, len(found), len(all), found}
	}
	text, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	return write(w, http.StatusOK, text)
}

// readSearch reads what of the provider's search syntax there is: type:depnote AND
// description:*Custom*claims*.
func readSearch(q string) (func(*logEntry) bool, error) {
	wanted := map[string]string{}
	for term := range strings.SplitSeq(q, " AND ") {
		if term = strings.TrimSpace(term); term == "" {
			continue
		}
		name, pattern, ok := strings.Cut(term, ":")
		pattern = strings.Trim(strings.TrimSpace(pattern), `"`)
		if _, err := path.Match(pattern, ""); !ok || err != nil || !slices.Contains([]string{"type", "description", "client_id", "client_name"}, name) {
			return nil, newRefusal(http.StatusBadRequest, "invalid_query_string", "q is type:…, description:…, client_id:… or client_name:…, several joined by AND; a star is anything.")
		}
		wanted[name] = pattern
	}
	return func(e *logEntry) bool {
		for name, pattern := range wanted {
			said := map[string]string{"type": e.Type, "description": e.Description, "client_id": e.ClientID, "client_name": e.ClientName}[name]
			// A star of path.Match stops at slashes.
			flat := strings.NewReplacer("/", "\x00")
			if ok, _ := path.Match(strings.ToLower(flat.Replace(pattern)), strings.ToLower(flat.Replace(said))); !ok {
				return false
			}
		}
		return true
	}, nil
}
