package main

import (
	"os"
	"strings"
	"testing"
)

// TestServeRecords has a server write down what it evaluates, over HTTP and for tokens,
// and replay read it.
func TestServeRecords(t *testing.T) {
	folder(t, "a.json", `{"access_token":{"custom_claim_mappings":[{"name":"c","expression":"anonymous_session.metadata.country"}]}}`, "b.json", "{}", "key", "0123456789abcdef", "short", "x")
	p := startServe(t, nil, "--addr", "127.0.0.1:0", "--open", "--database", "team.db", "--record", "out.ndjson", "--record-key", "key")
	body := `{"config":{},"session":{"metadata":{"country":"Spain"}},"audience":"https://api.shop.example"}`
	if status, answer := p.send(t, "POST", "/v1/evaluate", "", body); status != 200 {
		t.Fatalf("%d %s", status, answer)
	}
	if status, answer := p.send(t, "POST", "/api/v2/clients", "", `{"client_id":"shop","name":"Shop","anonymous_sessions":{"active":true}}`); status != 201 {
		t.Fatalf("%d %s", status, answer)
	}
	if status, answer := p.send(t, "POST", "/anonymous/token", "", `{"client_id":"shop","metadata":{"country":"France"}}`); status != 200 {
		t.Fatalf("%d %s", status, answer)
	}
	text, err := os.ReadFile("out.ndjson")
	if err != nil || strings.Count(string(text), "\n") != 2 || strings.Contains(string(text), "Spain") || strings.Contains(string(text), "France") {
		t.Errorf("recorded: %s %v", text, err)
	}
	if info, err := os.Stat("out.ndjson"); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may read it: %v %v", info, err)
	}
	got := command(t, "", "replay", "--before", "a.json", "--after", "b.json", "out.ndjson")
	if got.status != statusFine || !strings.Contains(got.out, "Risky: c disappears from all access tokens, since it is no longer mapped.\n2 records evaluated\n") {
		t.Errorf("%+v", got)
	}
	for args, says := range map[string]string{
		"--record missing/out.ndjson":                "--record: open missing/out.ndjson",
		"--record-values":                            "--record-key and --record-values go with --record",
		"--record out.ndjson --record-key short":     "--record-key: short has 1 bytes, and a key has 16 or more",
		"--record out.ndjson --record-key not-there": "--record-key: open not-there",
	} {
		got := command(t, "", append([]string{"serve", "--addr", "127.0.0.1:0", "--database", "other.db"}, strings.Fields(args)...)...)
		if got.status != statusUsage || !strings.Contains(got.errOut, says) {
			t.Errorf("%s: %+v", args, got)
		}
	}
}

// TestReplayOfAFreshServer replays what a server issued before its settings were saved: the
// tenant's domain is the server's own, as in its tokens, and so is the system claim.
func TestReplayOfAFreshServer(t *testing.T) {
	for issuer, domain := range map[string]string{"": "127.0.0.1", "https://login.example/": "login.example"} {
		folder(t, "same.json", `{"tenant":{"domain":"`+domain+`"}}`, "without.json", `{}`)
		args := []string{"--addr", "127.0.0.1:0", "--open", "--database", "team.db", "--record", "out.ndjson", "--record-values"}
		if issuer != "" {
			args = append(args, "--issuer", issuer)
		}
		p := startServe(t, nil, args...)
		if status, answer := p.send(t, "POST", "/api/v2/clients", "", `{"client_id":"shop","name":"Shop","anonymous_sessions":{"active":true}}`); status != 201 {
			t.Fatalf("%d %s", status, answer)
		}
		if status, answer := p.send(t, "POST", "/anonymous/token", "", `{"client_id":"shop"}`); status != 200 {
			t.Fatalf("%d %s", status, answer)
		}
		for after, says := range map[string]string{
			"same.json":    "Nothing changes",
			"without.json": "https://" + domain + "/user_type disappears from all access tokens",
		} {
			got := command(t, "", "replay", "--database", "team.db", "--before", "client:shop", "--after", after, "out.ndjson")
			if got.status != statusFine || !strings.Contains(got.out, says) {
				t.Errorf("%s, %s: %+v", domain, after, got)
			}
		}
	}
}
