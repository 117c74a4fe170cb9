package host_test

import (
	"context"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/claimsmith/claimsmith/host"
)

// exported are the types that package host exports. The test sees that none is missing.
var exported = []reflect.Type{
	reflect.TypeFor[host.Engine](), reflect.TypeFor[host.Policy](), reflect.TypeFor[host.ModuleInfo](), reflect.TypeFor[host.Stats](),
	reflect.TypeFor[host.PolicyError](), reflect.TypeFor[host.Problem](), reflect.TypeFor[host.Option](),
	reflect.TypeFor[host.Outcome](), reflect.TypeFor[host.Explanation](), reflect.TypeFor[host.Validation](),
	reflect.TypeFor[host.Tokens](), reflect.TypeFor[host.Token](), reflect.TypeFor[host.Userinfo](), reflect.TypeFor[host.Claims](),
	reflect.TypeFor[host.Claim](), reflect.TypeFor[host.Ignored](), reflect.TypeFor[host.Log](), reflect.TypeFor[host.SAML](),
	reflect.TypeFor[host.Attribute](), reflect.TypeFor[host.Explained](), reflect.TypeFor[host.Decision](), reflect.TypeFor[host.Fix](),
	reflect.TypeFor[host.Payload](), reflect.TypeFor[host.Validated](),
}

// TestZeroValues calls every method of every type on its zero value, and on nil where
// it takes a pointer: none panics and none waits, and where there is no engine the
// error says so.
func TestZeroValues(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel() // who waits returns this context's error, which is not the one that is wanted
	call := func(name string, method reflect.Value, engineless bool) {
		t.Run(name, func(t *testing.T) {
			kind := method.Type()
			in := make([]reflect.Value, kind.NumIn())
			for i := range in {
				if in[i] = reflect.Zero(kind.In(i)); kind.In(i) == reflect.TypeFor[context.Context]() {
					in[i] = reflect.ValueOf(ctx)
				}
			}
			out := method.Call(in)
			if last := len(out) - 1; engineless && kind.Out(last) == reflect.TypeFor[error]() {
				if err, _ := out[last].Interface().(error); !errors.Is(err, host.ErrNoEngine) {
					t.Errorf("the error is %v", err)
				}
			}
		})
	}
	calls := 0
	for _, kind := range exported {
		engineless := kind == reflect.TypeFor[host.Engine]() || kind == reflect.TypeFor[host.Policy]()
		pointer := reflect.PointerTo(kind)
		for i := range pointer.NumMethod() {
			name := pointer.Method(i).Name
			call("zero "+kind.Name()+"."+name, reflect.New(kind).Method(i), engineless)
			if _, takesValue := kind.MethodByName(name); !takesValue {
				call("nil "+kind.Name()+"."+name, reflect.Zero(pointer).Method(i), engineless)
			}
			calls++
		}
	}
	if calls < 20 {
		t.Errorf("there are %d methods only", calls)
	}
	for _, name := range exportedTypes(t) {
		if !slices.ContainsFunc(exported, func(kind reflect.Type) bool { return kind.Name() == name }) {
			t.Errorf("the zero value of %s is not tested", name)
		}
	}
}

// TestZeroValuesInUse has what is made of zero values: errors that are compared, claims
// without a value, options that are none.
func TestZeroValuesInUse(t *testing.T) {
	var none *host.PolicyError
	for _, err := range []error{none, &host.PolicyError{}, host.ErrClosed} {
		if errors.Is(err, none) != (err == error(none)) {
			t.Errorf("%v is a failure that is none", err)
		}
	}
	if errors.Is(none, &host.PolicyError{}) {
		t.Error("no failure is a failure")
	}
	if text, err := json.Marshal(host.Claims{{Name: "a"}, {}}); err != nil || string(text) != `{"a":null,"":null}` {
		t.Errorf("%s, %v", text, err)
	}
	if _, err := host.New(t.Context(), nil); err == nil || !strings.Contains(err.Error(), "option") {
		t.Errorf("an option that is none: %v", err)
	}
}

// TestAfterClose uses all that came from an engine when it is closed, and closes it
// twice.
func TestAfterClose(t *testing.T) {
	ctx := t.Context()
	engine, err := host.New(ctx)
	if err != nil {
		t.Fatal(err)
	}
	policy, err := engine.Policy(ctx, []byte("{}"))
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := engine.Close(ctx); err != nil {
			t.Fatal(err)
		}
	}
	_, evaluated := engine.Evaluate(ctx, nil, nil, nil)
	_, explained := engine.Explain(ctx, nil, nil, nil)
	_, validated := engine.Validate(ctx, nil)
	_, described := engine.Describe(ctx)
	_, bound := engine.Policy(ctx, nil)
	_, evaluates := policy.Evaluate(ctx, nil, nil)
	_, explains := policy.Explain(ctx, nil, nil)
	for i, err := range []error{evaluated, explained, validated, described, bound, evaluates, explains} {
		if !errors.Is(err, host.ErrClosed) {
			t.Errorf("call %d: %v", i, err)
		}
	}
	if engine.Module().SHA256 == "" || engine.Stats().Made != 1 {
		t.Errorf("%+v, %+v", engine.Module(), engine.Stats())
	}
}

func exportedTypes(t *testing.T) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), ".go") || strings.HasSuffix(entry.Name(), "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), entry.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, declaration := range file.Decls {
			if group, ok := declaration.(*ast.GenDecl); ok {
				for _, spec := range group.Specs {
					if kind, ok := spec.(*ast.TypeSpec); ok && kind.Name.IsExported() {
						names = append(names, kind.Name.Name)
					}
				}
			}
		}
	}
	return names
}
