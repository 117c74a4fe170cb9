// Package policy has the prose of the policy by its identifiers: rules such as RES-6,
// and topics such as SCOPE.
package policy

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
)

// text is the policy's page, which a test holds to be the same.
//
//go:generate cp ../../../../../guest/POLICY.md policy.md
//go:embed policy.md
var text string

// The kinds of blocks.
const (
	Prose   = "prose"
	Item    = "item"
	Code    = "code"
	Heading = "heading"
)

// A Block is a paragraph of the page. Its text is plain, on one line, and of code on
// several.
type Block struct{ Kind, Text string }

var (
	topicOf  = regexp.MustCompile(`^#+ .*\(([A-Z, ]+)\)$`)
	ruleLine = regexp.MustCompile(`^(?:- )?\*\*([A-Z]+-\d+)\.\*\*`)
	ruleRow  = regexp.MustCompile(`^\| ([A-Z]+-\d+) \|`)
)

// Find is what the page says at an identifier: nothing if it does not know it.
func Find(id string) []Block {
	lines := strings.Split(text, "\n")
	var found []string
	for i, line := range lines {
		if m := topicOf.FindStringSubmatch(line); m != nil && slices.Contains(strings.Split(m[1], ", "), id) {
			end := i + 1
			for end < len(lines) && !strings.HasPrefix(lines[end], "#") {
				end++
			}
			return blocks(lines[i+1 : end])
		}
		if m := ruleRow.FindStringSubmatch(line); m != nil && m[1] == id {
			cells := cells(line)
			found = append(found, sentence(cells[len(cells)-1]), "")
		}
		if m := ruleLine.FindStringSubmatch(line); m != nil && m[1] == id {
			found = append(found, line[len(m[0]):])
			// A paragraph, or an item with its own, which are indented.
			item := strings.HasPrefix(line, "- ")
			for _, next := range lines[i+1:] {
				if item && next != "" && !strings.HasPrefix(next, "  ") || !item && next == "" {
					break
				}
				found = append(found, strings.TrimPrefix(next, "  "))
			}
			found = append(found, "")
		}
	}
	return blocks(found)
}

// sentence is a cell of a table as a sentence.
func sentence(cell string) string {
	if cell[0] >= 'a' && cell[0] <= 'z' {
		cell = strings.ToUpper(cell[:1]) + cell[1:]
	}
	return strings.TrimSuffix(cell, ".") + "."
}

// IsTopic reports whether an identifier is a topic's: those of rules have a number.
func IsTopic(id string) bool { return !strings.ContainsAny(id, "0123456789") }

var (
	referred = regexp.MustCompile(`\(([A-Z]+)\)|^See section (\d+)\.`)
	section  = regexp.MustCompile(`(?m)^## (\d+)\. .*\(([A-Z]+)\)$`)
)

// Referred are the topics that some blocks refer to for what they leave out.
func Referred(all []Block) (topics []string) {
	for _, b := range all {
		for _, m := range referred.FindAllStringSubmatch(b.Text, -1) {
			topic := m[1]
			for _, s := range section.FindAllStringSubmatch(text, -1) {
				if s[1] == m[2] {
					topic = s[2]
				}
			}
			if slices.Contains(IDs(), topic) && !slices.Contains(topics, topic) {
				topics = append(topics, topic)
			}
		}
	}
	return topics
}

// IDs are the identifiers that the page knows, in its order.
func IDs() (all []string) {
	add := func(id string) {
		if !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	for line := range strings.SplitSeq(text, "\n") {
		if m := topicOf.FindStringSubmatch(line); m != nil {
			for id := range strings.SplitSeq(m[1], ", ") {
				add(id)
			}
		}
		for _, pattern := range []*regexp.Regexp{ruleRow, ruleLine} {
			if m := pattern.FindStringSubmatch(line); m != nil {
				add(m[1])
			}
		}
	}
	return all
}

// blocks are lines of Markdown as plain paragraphs.
func blocks(lines []string) (all []Block) {
	var open *Block
	end := func() {
		if open != nil && open.Text != "" {
			if open.Kind != Code {
				open.Text = plain(open.Text)
			}
			all = append(all, *open)
		}
		open = nil
	}
	begin := func(kind, text string) {
		end()
		open = &Block{kind, text}
	}
	fenced, header := false, false
	for _, line := range lines {
		trimmed := strings.TrimSpace(strings.TrimPrefix(line, "> "))
		switch {
		case strings.HasPrefix(trimmed, "```"):
			if fenced = !fenced; fenced {
				begin(Code, "")
			} else {
				end()
			}
		case fenced:
			open.Text += line + "\n"
		case strings.HasPrefix(line, "    ") && (open == nil || open.Kind == Code):
			if open == nil {
				begin(Code, "")
			}
			open.Text += strings.TrimPrefix(line, "    ") + "\n"
		case trimmed == "":
			end()
			header = false
		case strings.HasPrefix(line, "#"):
			begin(Heading, strings.TrimLeft(line, "# "))
			end()
		case strings.HasPrefix(trimmed, "|"):
			// The first row of a table has the columns' names, the second their lines.
			if row := cells(trimmed); !header || strings.Trim(trimmed, "|- ") == "" {
				header = true
			} else {
				begin(Item, row[0]+": "+strings.Join(row[1:], "; "))
				end()
			}
		case strings.HasPrefix(trimmed, "- "):
			begin(Item, trimmed[2:])
		case numbered.MatchString(trimmed):
			begin(Item, trimmed)
		case open == nil:
			begin(Prose, trimmed)
		default:
			open.Text += " " + trimmed
		}
	}
	end()
	return all
}

var (
	numbered = regexp.MustCompile(`^\d+\. `)
	link     = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
	emphasis = regexp.MustCompile(`(^|[\s(])\*([A-Za-z][^*]*)\*`)
	code     = regexp.MustCompile("`` (.*?) ``|`([^`]*)`")
)

// cells are those of a table's row. A bar in code is no end of one.
func cells(row string) (all []string) {
	row = strings.ReplaceAll(strings.Trim(row, "| "), `\|`, "\x00")
	for cell := range strings.SplitSeq(row, " | ") {
		all = append(all, strings.TrimSpace(strings.ReplaceAll(cell, "\x00", "|")))
	}
	return all
}

// plain is Markdown's text without its marks.
func plain(text string) string {
	text = link.ReplaceAllString(text, "$1")
	text = emphasis.ReplaceAllString(strings.ReplaceAll(text, "**", ""), "$1$2")
	return strings.TrimSpace(code.ReplaceAllString(text, "$1$2"))
}
