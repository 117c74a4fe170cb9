package exact

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	ownText  = "the policy module's own text: nobody else chooses a name in it"
	noNames  = "a single value, in which no name is looked for"
	ourStore = "a text that this program wrote, and keeps or encrypts"
)

// allowed are the functions that may read JSON by encoding/json or by gjson's paths,
// and why no name of somebody else's can be mistaken there.
var allowed = map[string]string{
	"engine.go Engine.cut":                      ownText,
	"errors.go newPolicyError":                  ownText,
	"outcome.go decode":                         ownText,
	"outcome.go Claims.UnmarshalJSON":           "reads names one by one, in order",
	"claimstest/claimstest.go Token.WantClaims": "reads into host.Claims",

	"cmd/claimsmith/settings.go readSettings": "looks for errors alone; ByName reads",
	"cmd/claimsmith/tables.go readTables":     ownText,
	"cmd/claimsmith/settings.go setFromFile":  noNames,

	"cmd/claimsmith/internal/jwt/jwt.go readKeys": "a set of keys, which the library reads",
	"internal/jsontext/jsontext.go Check":         "looks for errors alone",

	"cmd/preview/start.go startText": "the page's own example, which is built with it",

	"internal/bench/task.go task.gjsonMapper": "what others would write, to compare with",

	"cmd/diff/config.go readTables":                 ownText,
	"cmd/replay/replayer.go Replayer.readSentences": ownText,
	"vector/load.go parseRoot":                      noNames,
	"vector/load.go readCase":                       noNames,

	"cmd/server/directory/save.go Directory.validate":   ownText,
	"cmd/server/issuer/anonymous.go Issuer.readSession": ourStore,
	"cmd/server/issuer/authorize.go Issuer.takeCode":    ourStore,
	"cmd/server/issuer/errors.go judged":                ownText,
	"cmd/server/issuer/login.go readLogin":              ourStore,
	"cmd/server/issuer/token.go Issuer.decide":          ownText,
	"cmd/server/issuer/token.go readPolicy":             ownText,
	"cmd/server/store/query.go list.Scan":               ourStore,
}

// forbidden are the functions that take names otherwise than to the letter, by the
// package that they are of.
var forbidden = map[string][]string{
	"encoding/json":            {"Unmarshal", "NewDecoder"},
	"github.com/tidwall/gjson": {"Get", "GetBytes", "GetMany", "GetManyBytes"},
}

// TestNamesAreReadHere finds everything in the Go code that reads JSON by other means
// than this package. Who adds such a place uses this package, or says above why no
// name can be mistaken there.
func TestNamesAreReadHere(t *testing.T) {
	found := map[string]bool{}
	root := filepath.Join("..", "..")
	files := token.NewFileSet()
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		for _, of := range file.Decls {
			ast.Inspect(of, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				switch place := name + " " + named(of); {
				case decodesNames(call) && !strings.HasPrefix(name, "internal/exact/"):
					t.Errorf("%s: gjson decodes names here; exact.Members does it to the letter", files.Position(call.Pos()))
				case !isForbidden(file, call):
				case allowed[place] == "":
					t.Errorf("%s: %q reads JSON by names; package exact does it to the letter", files.Position(call.Pos()), place)
				default:
					found[place] = true
				}
				return true
			})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, place := range slices.Sorted(maps.Keys(allowed)) {
		if !found[place] {
			t.Errorf("%q is allowed, and reads no JSON", place)
		}
	}
}

// isForbidden reports whether a call is of one of the forbidden functions, under
// whichever name the file imports their package.
func isForbidden(file *ast.File, call *ast.CallExpr) bool {
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	of, ok := selector.X.(*ast.Ident)
	if !ok {
		return false
	}
	for _, imported := range file.Imports {
		path, _ := strconv.Unquote(imported.Path.Value) // of a file that was parsed
		name := path[strings.LastIndexByte(path, '/')+1:]
		if imported.Name != nil {
			name = imported.Name.Name
		}
		if name == of.Name && slices.Contains(forbidden[path], selector.Sel.Name) {
			return true
		}
	}
	return false
}

// decodesNames reports whether a call goes through members by gjson's ForEach, with
// their names as gjson decodes them.
func decodesNames(call *ast.CallExpr) bool {
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || selector.Sel.Name != "ForEach" || len(call.Args) != 1 {
		return false
	}
	with, ok := call.Args[0].(*ast.FuncLit)
	return !ok || with.Type.Params.List[0].Names[0].Name != "_"
}

// named is a declaration's name, with its type if it is a method.
func named(of ast.Decl) string {
	function, ok := of.(*ast.FuncDecl)
	if !ok {
		return "a declaration"
	}
	if function.Recv == nil {
		return function.Name.Name
	}
	receiver := function.Recv.List[0].Type
	if pointer, ok := receiver.(*ast.StarExpr); ok {
		receiver = pointer.X
	}
	return receiver.(*ast.Ident).Name + "." + function.Name.Name
}
