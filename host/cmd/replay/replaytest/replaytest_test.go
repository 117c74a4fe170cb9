package replaytest_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/claimsmith/claimsmith/host/cmd/replay/replaytest"
)

func ExampleSessions() {
	for record := range replaytest.Sessions(3, 1) {
		fmt.Println(json.Valid(record))
	}
	// Output: true
}

func TestRecordsAreLines(t *testing.T) {
	one, again, other := slices.Collect(replaytest.Sessions(1, 3000)), slices.Collect(replaytest.Sessions(1, 3000)), slices.Collect(replaytest.Sessions(2, 3000))
	if !slices.EqualFunc(one, again, bytes.Equal) || slices.EqualFunc(one, other, bytes.Equal) {
		t.Error("records do not follow from the seed")
	}
	broken := 0
	for _, record := range one {
		if len(record) == 0 || bytes.ContainsAny(record, "\r\n") {
			t.Errorf("no line: %q", record)
		}
		if !json.Valid(record) {
			broken++
		}
	}
	if broken == 0 || broken > len(one)/10 {
		t.Errorf("%d records are no JSON", broken)
	}
	for record := range replaytest.Realistic(1, 3000) {
		if !json.Valid(record) {
			t.Errorf("a realistic record is no JSON: %s", record)
		}
	}
}
