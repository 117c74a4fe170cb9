package vector

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/tidwall/gjson"
)

// LoadHostile reads the cases of a folder of hostile inputs. Its index.json is a
// vector file whose config, session and audience name files of the folder that
// hold the inputs, byte for byte.
func LoadHostile(dir string) ([]Case, error) {
	index := filepath.Join(dir, "index.json")
	text, err := os.ReadFile(index)
	if err != nil {
		return nil, err
	}
	return parse(index, text, func(c *caseReader) error {
		if err := inputs(c); err != nil {
			return err
		}
		for _, input := range []struct {
			name string
			to   *[]byte
		}{{"config", &c.Config}, {"session", &c.Session}, {"audience", &c.Audience}} {
			file := c.members[input.name]
			if !file.Exists() {
				continue
			}
			if file.Type != gjson.String || !filepath.IsLocal(file.String()) {
				return placed{file, fmt.Errorf("%s names a file of the folder", input.name)}
			}
			if *input.to, err = os.ReadFile(filepath.Join(dir, file.String())); err != nil {
				return placed{file, err}
			}
		}
		return nil
	})
}
