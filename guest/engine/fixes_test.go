package engine

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/guest/engine/model"
)

// inputs are documents that fixes are applied to, as a program would that knows nothing
// but what explain says.
type inputs struct {
	config, session map[string]any
	audience        string
	renamed         int
}

// read is an object with numbers as they stand; ok is false if it is none.
func read(text []byte) (object map[string]any, ok bool) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	return object, d.Decode(&object) == nil && object != nil
}

func written(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

type fixed struct {
	Token, Claim, Source, Expression, Path, Verdict, Reason, Hint string

	Fix *struct{ Code, Scope, Path, Expression, Wrap string }
}

// apply does what a decision's fix says; it is false if it cannot be done.
func (in *inputs) apply(d fixed) bool {
	if d.Fix.Wrap != "" {
		in.session = map[string]any{d.Fix.Wrap: in.session}
	}
	switch d.Fix.Code {
	case "rename_claim", "namespace_claim":
		in.renamed++
		entry := in.entry(d)
		if entry != nil {
			entry["name"] = fmt.Sprintf("https://claims.example/renamed/%d", in.renamed)
		}
		return entry != nil
	case "change_audience":
		in.audience = `"https://api.claims.example"`
	case "grant_scope":
		scope, _ := in.session["scope"].(string)
		in.session["scope"] = scope + " " + d.Fix.Scope
	case "add_user":
		in.session["user"] = map[string]any{}
	case "change_expression":
		if d.Source == "saml_mapping" {
			saml := in.config["saml_configuration"].(map[string]any)["mappings"].(map[string]any)
			saml[d.Claim] = d.Fix.Expression
			return true
		}
		entry := in.entry(d)
		if entry != nil {
			entry["expression"] = d.Fix.Expression
		}
		return entry != nil
	case "set_value":
		steps := strings.Split(d.Fix.Path, "/")[1:]
		_, ok := set(in.session, steps)
		return ok
	default:
		return false
	}
	return true
}

// entry is what asks for a claim: a mapping, or an entry that code set.
func (in *inputs) entry(d fixed) map[string]any {
	token, _ := in.config[d.Token].(map[string]any)
	lists := []any{token["custom_claim_mappings"]}
	if api, ok := token["claims_mapping"].(map[string]any); ok {
		lists = append(lists, api["custom_claims"])
	}
	if d.Source == "action" {
		set, _ := in.session["custom_claims"].(map[string]any)
		lists = []any{set[d.Token]}
	}
	for _, list := range lists {
		entries, _ := list.([]any)
		for _, each := range entries {
			entry, _ := each.(map[string]any)
			// Of several that code set with one name, one without a value overrides nothing.
			if entry["name"] == d.Claim && (d.Source == "action" && (d.Reason != "overridden" || entry["value"] != nil) ||
				d.Source == "mapping" && entry["expression"] == d.Expression) {
				return entry
			}
		}
	}
	return nil
}

// depth is how many arrays and objects are open at once in a value.
func depth(value any) int {
	deepest := 0
	switch value := value.(type) {
	case map[string]any:
		for _, below := range value {
			deepest = max(deepest, depth(below))
		}
	case []any:
		for _, below := range value {
			deepest = max(deepest, depth(below))
		}
	default:
		return 0
	}
	return deepest + 1
}

// set is a value with a text put at some steps of a JSON pointer. It makes objects of
// what is missing on the way.
func set(at any, steps []string) (any, bool) {
	if len(steps) == 0 {
		return "sample", true
	}
	step := strings.NewReplacer("~1", "/", "~0", "~").Replace(steps[0])
	switch at := at.(type) {
	case nil:
		below, ok := set(nil, steps[1:])
		return map[string]any{step: below}, ok
	case map[string]any:
		below, ok := set(at[step], steps[1:])
		at[step] = below
		return at, ok
	case []any:
		i, err := strconv.Atoi(step)
		if err != nil || i < 0 || i > len(at) {
			return at, false
		}
		if i == len(at) {
			at = append(at, nil)
		}
		below, ok := set(at[i], steps[1:])
		at[i] = below
		return at, ok
	}
	return at, false
}

// TestFixesLeadOn applies what is offered until nothing is: then every claim is in its
// token, or has no value, and something stands where its path leads.
func TestFixesLeadOn(t *testing.T) {
	draws := 4_000
	if testing.Short() {
		draws = 1_000
	}
	e := New()
	r := rand.New(rand.NewPCG(13, 2))
	applied := map[string]int{}
	for range draws {
		config, session, audience := model.Generate(r)
		in := &inputs{audience: string(audience)}
		var ok bool
		if in.config, ok = read(config); !ok {
			continue
		}
		if in.session, ok = read(session); !ok {
			continue
		}
		if _, ok := e.Explain(written(t, in.config), written(t, in.session), in.audience); !ok {
			continue
		}
		for i, left := 0, true; left; i++ {
			config, session := written(t, in.config), written(t, in.session)
			place := func() string {
				return fmt.Sprintf("\nconfig   %s\nsession  %s\naudience %s", config, session, in.audience)
			}
			text, ok := e.Explain(config, session, in.audience)
			if !ok {
				t.Fatalf("a fix led to %s%s", text, place())
			}
			var explained struct{ Decisions []fixed }
			if err := json.Unmarshal(text, &explained); err != nil {
				t.Fatal(err)
			}
			if i > 4*len(explained.Decisions) {
				t.Fatalf("fixes lead in a circle: %s%s", text, place())
			}
			left = false
			for _, d := range explained.Decisions {
				if d.Verdict == "added" {
					continue
				}
				if d.Fix == nil {
					if d.Reason != "no_value" {
						t.Fatalf("%s of %q has no fix%s", d.Reason, d.Claim, place())
					}
					continue
				}
				for _, names := range []string{d.Fix.Scope, d.Fix.Wrap} {
					if !strings.Contains(d.Hint, names) {
						t.Fatalf("the hint %q does not name %q", d.Hint, names)
					}
				}
				if d.Fix.Wrap != "" && depth(in.session) == maxDepth {
					continue // nothing can be put around it
				}
				if !in.apply(d) {
					t.Fatalf("%s of %q cannot be applied: %+v%s", d.Fix.Code, d.Claim, *d.Fix, place())
				}
				applied[d.Fix.Code]++
				left = true
				break
			}
		}
	}
	for _, f := range fixes {
		if applied[f.code] == 0 {
			t.Errorf("%s was never applied", f.code)
		}
	}
	t.Log("applied", applied)
}
