// Package schematest holds reports to their JSON schemas in tests.
package schematest

import (
	"bytes"
	"os"
	"testing"

	"github.com/pb33f/jsonschema/v6"
)

// Read reads a schema, and returns what holds a report to it. A report that is no JSON
// ends the test: it proves nothing of the schema.
func Read(t *testing.T, file string) func(report []byte) error {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(file, document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile(file)
	if err != nil {
		t.Fatal(err)
	}
	return func(report []byte) error {
		t.Helper()
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(report))
		if err != nil {
			t.Fatal(err)
		}
		return schema.Validate(value)
	}
}
