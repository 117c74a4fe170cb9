package replay_test

import (
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/host/cmd/internal/schematest"
	"github.com/claimsmith/claimsmith/host/cmd/replay"
)

// TestSchema holds reports to schema.json, and shows that it refuses what is none.
func TestSchema(t *testing.T) {
	validate := schematest.Read(t, "schema.json")
	r := newReplayer(t, options())
	found := r.NewAccumulator()
	if err := validate(r.Report(found).JSON()); err != nil {
		t.Errorf("of nothing: %v", err)
	}
	add(t, r, found, sessions(1, 3000)...)
	found.AddDamaged(&replay.ReadError{File: "f", Records: 2, Offset: 3, Err: io.ErrUnexpectedEOF})
	report := r.Report(found).JSON()
	if err := validate(report); err != nil {
		t.Errorf("of sessions: %v", err)
	}
	var empty []string
	for name, value := range func() (members map[string]json.RawMessage) {
		if err := json.Unmarshal(report, &members); err != nil {
			t.Fatal(err)
		}
		return members
	}() {
		if string(value) == "[]" {
			empty = append(empty, name)
		}
	}
	if len(empty) > 0 {
		t.Errorf("nothing shows the form of %v", empty)
	}
	for _, change := range [][2]string{
		{`"version": 2`, `"version": 3`},
		{`"version": 2,`, `"version": 2, "more": 1,`},
		{`"claims_others": 0,`, ``},
		{`"causes": [`, `"causes": [ {}, `},
		{`"over": 4096`, `"over": 4095`},
		{`"newly": `, `"newly": -`},
		{`"kind": "removed"`, `"kind": "gone"`},
		{`"hash": "`, `"hash": "x`},
		{`"p95": `, `"p94": `},
		{`"records": 2`, `"records": -2`},
	} {
		changed := strings.Replace(string(report), change[0], change[1], 1)
		if changed == string(report) || validate([]byte(changed)) == nil {
			t.Errorf("with %s for %s it is valid", change[1], change[0])
		}
	}
	if replay.ReportVersion != 2 {
		t.Error("schema.json is for version 2")
	}
}
