package diagnostic

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/claimsmith/claimsmith/host/internal/display"
)

// region is a part of a text: lines and columns from 1 on, the end's column behind it.
type region struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn"`
	EndLine     int `json:"endLine"`
	EndColumn   int `json:"endColumn"`
}

func (p *Place) region() (r region) {
	r.StartLine, r.StartColumn = p.Source.Position(p.Start)
	r.EndLine, r.EndColumn = p.Source.Position(p.End)
	return r
}

// whole is a diagnostic's message with all that is said beside it.
func (d *Diagnostic) whole() string {
	text := d.Message
	if d.Label != "" {
		text += " " + strings.ToUpper(d.Label[:1]) + d.Label[1:]
	}
	for _, n := range d.Notes {
		text += "\n" + n.Kind + ": " + n.Text
	}
	return text
}

var (
	githubText     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// GitHub is diagnostics as commands of GitHub's workflows, which show them at the lines
// of a pull request.
func GitHub(all []Diagnostic) []byte {
	var b bytes.Buffer
	for i := range all {
		d := &all[i]
		fmt.Fprintf(&b, "::%s ", d.Severity)
		if d.At != nil {
			r := d.At.region()
			fmt.Fprintf(&b, "file=%s,line=%d,endLine=%d,col=%d,endColumn=%d,", githubProperty.Replace(display.Line(filepath.ToSlash(d.At.Name))), r.StartLine, r.EndLine, r.StartColumn, r.EndColumn)
		}
		fmt.Fprintf(&b, "title=%s::%s\n", githubProperty.Replace(display.Line(d.Code)), githubText.Replace(display.Lines(d.whole())))
	}
	return b.Bytes()
}

// The parts of a SARIF 2.1.0 log that are used.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID    string     `json:"id"`
		Short *sarifText `json:"shortDescription,omitempty"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
		Fixes     []sarifFix      `json:"fixes,omitempty"`
	}
	sarifLocation struct {
		Physical sarifPhysical  `json:"physicalLocation"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   region        `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifLogical struct {
		Name string `json:"name"`
	}
	sarifFix struct {
		Changes []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  region    `json:"deletedRegion"`
		Inserted sarifText `json:"insertedContent"`
	}
)

// SARIF is diagnostics as a SARIF 2.1.0 log. Rules has a sentence for each code.
func SARIF(all []Diagnostic, version string, rules map[string]string) ([]byte, error) {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "claimsmith", Version: version, Rules: []sarifRule{}}
	known := map[string]bool{}
	for i := range all {
		d := &all[i]
		if !known[d.Code] {
			known[d.Code] = true
			rule := sarifRule{ID: d.Code}
			if says := rules[d.Code]; says != "" {
				rule.Short = &sarifText{says}
			}
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, rule)
		}
		result := sarifResult{RuleID: d.Code, Level: d.Severity, Message: sarifText{d.whole()}}
		if d.At != nil {
			location := sarifLocation{Physical: sarifPhysical{artifact(d.At), d.At.region()}}
			if d.In != "" {
				location.Logical = []sarifLogical{{d.In}}
			}
			result.Locations = []sarifLocation{location}
		}
		if d.Fix != nil {
			result.Fixes = []sarifFix{{[]sarifChange{{artifact(&d.Fix.At), []sarifReplacement{{d.Fix.At.region(), sarifText{d.Fix.Text}}}}}}}
		}
		run.Results = append(run.Results, result)
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
	return b.Bytes(), err
}

// artifact is a file's name as a relative reference.
func artifact(p *Place) sarifArtifact {
	return sarifArtifact{(&url.URL{Path: filepath.ToSlash(p.Name)}).String()}
}

// The elements of a JUnit report: a suite for each file.
type (
	// JUnit is the report.
	JUnit struct {
		XMLName  xml.Name      `xml:"testsuites"`
		Tests    int           `xml:"tests,attr"`
		Failures int           `xml:"failures,attr"`
		Suites   []*JUnitSuite `xml:"testsuite"`
	}
	// A JUnitSuite is the cases of a file.
	JUnitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Cases    []JUnitCase `xml:"testcase"`
	}
	// A JUnitCase is one thing that was judged.
	JUnitCase struct {
		Name    string        `xml:"name,attr"`
		Class   string        `xml:"classname,attr"`
		Time    string        `xml:"time,attr"`
		Failure *JUnitFailure `xml:"failure"`
	}
	// A JUnitFailure is why it failed.
	JUnitFailure struct {
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
)

// Add adds a case of a file. Cases of one file follow each other; their names are shown
// as they are.
func (j *JUnit) Add(file string, c JUnitCase) {
	file = display.Line(file)
	c.Class, c.Name = file, display.Line(c.Name)
	var suite *JUnitSuite
	if n := len(j.Suites); n > 0 && j.Suites[n-1].Name == file {
		suite = j.Suites[n-1]
	} else {
		suite = &JUnitSuite{Name: file}
		j.Suites = append(j.Suites, suite)
	}
	suite.Cases = append(suite.Cases, c)
	suite.Tests++
	j.Tests++
	if c.Failure != nil {
		suite.Failures++
		j.Failures++
	}
}

// Text is the report as XML.
func (j *JUnit) Text() ([]byte, error) {
	text, err := xml.MarshalIndent(j, "", "  ")
	return append([]byte(xml.Header), append(text, '\n')...), err
}
