package page_test

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/claimsmith/claimsmith/host/cmd/replay"
	"github.com/claimsmith/claimsmith/host/cmd/replay/page"
)

func ExampleHTML() {
	report := &replay.Report{Records: replay.RecordCount{Read: 2, Evaluated: 2}, Before: replay.Config{Name: "old.json"}, After: replay.Config{Name: "new.json"}}
	folder, err := os.MkdirTemp("", "replay")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	text := page.HTML(report, page.Options{})
	fmt.Println(os.WriteFile(filepath.Join(folder, "report.html"), text, 0o644))
	// Output: <nil>
}
