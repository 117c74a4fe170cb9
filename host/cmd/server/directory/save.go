package directory

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host/cmd/server/store"
	"github.com/claimsmith/claimsmith/host/internal/jsontext"
)

// An Edit is a save to be made.
type Edit struct {
	Kind store.Kind
	ID   string
	By   string // who saves
	// If judges the version that there is, 0 of settings that were never saved: where
	// it says no, the save fails with a *ChangedError. nil is always yes.
	If func(number int64) bool
}

// Create saves a new document under the ID that it names itself with, or under a
// random one, which becomes a member of it. The error may be an *ExistsError, a
// *BodyError or a *ProblemsError.
func (d *Directory) Create(ctx context.Context, kind store.Kind, by string, text []byte) (store.Version, error) {
	body, err := object(text)
	if err != nil {
		return store.Version{}, err
	}
	if err := knownMembers(kind, body); err != nil {
		return store.Version{}, err
	}
	if body, err = hashPassword(kind, body); err != nil {
		return store.Version{}, err
	}
	name := idMember(kind)
	if lookup(body, name) == "" {
		id, err := json.Marshal(randomID(kind))
		if err != nil {
			return store.Version{}, err
		}
		body = merge(body, `{"`+name+`":`+string(id)+`}`)
	}
	id := stringMember(body, name)
	if like := idsOf(kind); !like.pattern.MatchString(id) {
		return store.Version{}, &BodyError{Offset: -1, Path: "/" + name, Code: "wrong_type",
			Message: "The member /" + name + " is a string of 1 to 128 " + like.says + "."}
	}
	return d.save(ctx, Edit{Kind: kind, ID: id, By: by}, func(_ Document, exists bool) (string, error) {
		if exists {
			return "", &ExistsError{kind, id}
		}
		return body, nil
	})
}

// likeness is what IDs are like, and how people are told.
type likeness struct {
	pattern *regexp.Regexp
	says    string
}

var (
	usualIDs = likeness{regexp.MustCompile(`^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,127}$`), "letters, digits, _, - and dots, and begins with no dot"}
	userIDs  = likeness{regexp.MustCompile(`^[A-Za-z0-9_-][A-Za-z0-9_.|@+:-]{0,127}$`), "letters, digits and _ - . | @ + :, and begins with a letter, a digit, _ or -"}
)

func idsOf(kind store.Kind) likeness {
	if kind == store.User {
		return userIDs
	}
	return usualIDs
}

// idMember is the member that a document of a kind names itself with.
func idMember(kind store.Kind) string {
	switch kind {
	case store.Client:
		return "client_id"
	case store.User:
		return "user_id"
	}
	return "id"
}

// randomID is an ID that looks like the provider's of that kind.
func randomID(kind store.Kind) string {
	if kind == store.Client {
		return rand.Text() + rand.Text()[:6]
	}
	random := make([]byte, 12)
	rand.Read(random)
	id := hex.EncodeToString(random)
	switch kind {
	case store.ClientGrant:
		id = "cgr_" + id
	case store.User:
		id = "auth0|" + id
	}
	return id
}

// Patch merges a body into a document (RFC 7396): objects merge, null removes, all
// else is replaced; other members keep their bytes. A patch that changes no byte
// makes no version. The error may be a *NotFoundError, a *ChangedError, a *BodyError,
// a *ProblemsError or a *DamagedError.
func (d *Directory) Patch(ctx context.Context, e Edit, patch []byte) (store.Version, error) {
	body, err := object(patch)
	if err != nil {
		return store.Version{}, err
	}
	if err := knownMembers(e.Kind, body); err != nil {
		return store.Version{}, err
	}
	if body, err = hashPassword(e.Kind, body); err != nil {
		return store.Version{}, err
	}
	return d.save(ctx, e, func(current Document, exists bool) (string, error) {
		if !exists {
			return "", &NotFoundError{e.Kind, e.ID}
		}
		if current.damage != nil {
			return "", current.damage
		}
		return merge(current.Text, body), nil
	})
}

// Restore saves the text of an earlier version again, also one of a document that
// was deleted or damaged since. The error may be a *NotFoundError, a *ChangedError, a
// *ProblemsError or a *DamagedError.
func (d *Directory) Restore(ctx context.Context, e Edit, number int64) (store.Version, error) {
	was, err := d.store.Version(ctx, e.Kind, e.ID, number)
	if errors.Is(err, store.ErrNotFound) || err == nil && was.Text == nil {
		return store.Version{}, &NotFoundError{e.Kind, fmt.Sprintf("%s, version %d", e.ID, number)}
	}
	if err == nil {
		err = CheckText(was)
	}
	if err != nil {
		return store.Version{}, err
	}
	return d.save(ctx, e, func(Document, bool) (string, error) { return string(was.Text), nil })
}

// Delete removes a document; its versions stay. The error may be a *NotFoundError
// or a *ChangedError.
func (d *Directory) Delete(ctx context.Context, e Edit) error {
	_, err := d.save(ctx, e, func(_ Document, exists bool) (string, error) {
		if !exists {
			return "", &NotFoundError{e.Kind, e.ID}
		}
		return "", nil
	})
	return err
}

// MaxDocument is how large a document may become, in bytes.
const MaxDocument = 1 << 20

// save makes an edit of the newest documents, those of other nodes too, and judges
// what comes of it. The store refuses a save if others came before it; then all
// begins again with theirs, so that what was judged is what there is.
func (d *Directory) save(ctx context.Context, e Edit, edit func(current Document, exists bool) (string, error)) (store.Version, error) {
	var behind error
	for {
		if err := d.catchUp(ctx, behind); err != nil {
			return store.Version{}, err
		}
		now := d.now.Load()
		current, err := now.document(e.Kind, e.ID)
		exists := err == nil || current.damage != nil
		if exists {
			e.ID = current.ID // an API may be named by its identifier
		}
		if exists && e.If != nil && !e.If(current.Number) {
			return store.Version{}, &ChangedError{e.Kind, e.ID, current.Number}
		}
		text, err := edit(current, exists)
		if err != nil {
			return store.Version{}, err
		}
		if exists && text == current.Text && current.Number > 0 && current.damage == nil {
			same, err := d.store.Version(ctx, e.Kind, e.ID, current.Number)
			if err == nil {
				err = CheckText(same)
			}
			return same, err
		}
		if len(text) > MaxDocument {
			return store.Version{}, &BodyError{Offset: -1, Code: "too_large",
				Message: fmt.Sprintf("The document would have %d bytes; it may have %d.", len(text), MaxDocument)}
		}
		if text != "" {
			if err := d.judge(ctx, now, Document{Kind: e.Kind, ID: e.ID, Text: text}); err != nil {
				return store.Version{}, err
			}
		}
		before := current.Text
		if current.damage != nil {
			before = "" // what it was, nobody knows
		}
		var difference bytes.Buffer
		written := json.NewEncoder(&difference)
		written.SetEscapeHTML(false) // values stay as they are
		if err := written.Encode(withoutSecrets(Difference(before, text))); err != nil {
			return store.Version{}, err
		}
		version := store.Version{Kind: e.Kind, ID: e.ID, By: e.By, Difference: bytes.TrimSpace(difference.Bytes())}
		if text != "" {
			version.Text = []byte(text)
		}
		version, err = d.store.Save(ctx, now.sequence, version)
		if err == nil {
			d.apply([]store.Version{version})
			d.saved(version)
			return version, nil
		}
		if !errors.Is(err, store.ErrBehind) && !errors.Is(err, store.ErrAhead) {
			return store.Version{}, err
		}
		behind = err
	}
}

// judge refuses a document that would make a config with problems: its own, or one
// that it is a part of.
func (d *Directory) judge(ctx context.Context, now *snapshot, edited Document) error {
	if edited.Kind != store.Tenant && stringMember(edited.Text, idMember(edited.Kind)) != edited.ID {
		return readOnly(idMember(edited.Kind))
	}
	if err := judgeSettings(edited); err != nil {
		return err
	}
	switch edited.Kind {
	case store.ClientGrant:
		return judgeClientGrant(now, edited)
	case store.User:
		return nil
	case store.Client:
		return d.judgeClient(ctx, now, edited)
	case store.ResourceServer:
		return d.judgeAPI(ctx, now, edited)
	}
	return d.judgeTenant(ctx, now, edited)
}

func (d *Directory) judgeClient(ctx context.Context, now *snapshot, edited Document) error {
	if err := hasMembers(edited, "name"); err != nil {
		return err
	}
	tenant, err := now.tenant()
	if err != nil {
		return err
	}
	if err := d.validate(ctx, "", config(edited, edited, tenant)); err != nil {
		return err
	}
	for _, api := range now.sorted(store.ResourceServer) {
		if err := d.judgeTogether(ctx, api, []Document{edited}, tenant); err != nil {
			return err
		}
	}
	return nil
}

// judgeClientGrant lets an application have one grant for an API and a type of subjects.
func judgeClientGrant(now *snapshot, edited Document) error {
	if err := hasMembers(edited, "client_id", "audience"); err != nil {
		return err
	}
	grant, _ := readClientGrant(edited.Text) // judgeSettings has judged it
	if _, exists := now.documents[store.Client][grant.Client]; !exists {
		return &NotFoundError{store.Client, grant.Client}
	}
	if was, exists := now.documents[store.ClientGrant][edited.ID]; exists && was.damage == nil {
		before, _ := readClientGrant(was.Text)
		for name, same := range map[string]bool{"client_id": before.Client == grant.Client, "audience": before.Audience == grant.Audience, "subject_type": before.Subject == grant.Subject} {
			if !same {
				return readOnly(name)
			}
		}
	}
	for _, other := range now.sorted(store.ClientGrant) {
		if g, _ := readClientGrant(other.Text); other.ID != edited.ID && g.Client == grant.Client && g.Audience == grant.Audience && g.Subject == grant.Subject {
			return &ExistsError{store.ClientGrant, other.ID}
		}
	}
	return nil
}

func (d *Directory) judgeAPI(ctx context.Context, now *snapshot, edited Document) error {
	named := []string{"identifier"}
	if lookup(edited.Text, "name") != "" { // the provider's own need none
		named = append(named, "name")
	}
	if err := hasMembers(edited, named...); err != nil {
		return err
	}
	identifier := stringMember(edited.Text, "identifier")
	if was, exists := now.documents[edited.Kind][edited.ID]; exists && was.damage == nil && stringMember(was.Text, "identifier") != identifier {
		return readOnly("identifier")
	}
	if other, taken := now.identifiers[identifier]; taken && other != edited.ID {
		return &ExistsError{edited.Kind, identifier}
	}
	// Paths name an API by either.
	if _, taken := now.documents[edited.Kind][identifier]; taken && identifier != edited.ID {
		return &ExistsError{edited.Kind, identifier}
	}
	if other, taken := now.identifiers[edited.ID]; taken && other != edited.ID {
		return &ExistsError{edited.Kind, edited.ID}
	}
	tenant, err := now.tenant()
	if err != nil {
		return err
	}
	if err := d.validate(ctx, "", config(edited, Document{}, tenant)); err != nil {
		return err
	}
	return d.judgeTogether(ctx, edited, now.sorted(store.Client), tenant)
}

// judgeTenant judges all configs anew: the domains are in the names that no claim
// may have, and the settings in the size of each.
func (d *Directory) judgeTenant(ctx context.Context, now *snapshot, edited Document) error {
	if err := d.validate(ctx, "", config(Document{}, Document{}, edited)); err != nil {
		return err
	}
	clients := now.sorted(store.Client)
	for _, client := range clients {
		if err := d.validate(ctx, client.String(), config(client, client, edited)); err != nil {
			return err
		}
	}
	for _, api := range now.sorted(store.ResourceServer) {
		if err := d.validate(ctx, api.String(), config(api, Document{}, edited)); err != nil {
			return err
		}
		if err := d.judgeTogether(ctx, api, clients, edited); err != nil {
			return err
		}
	}
	return nil
}

// judgeTogether judges the configs of an API's mappings with applications' own of ID
// tokens.
func (d *Directory) judgeTogether(ctx context.Context, api Document, clients []Document, tenant Document) error {
	if !mapsClaims(api) {
		return nil
	}
	for _, client := range clients {
		if isEmptyList(idTokenMappings(client)) {
			continue
		}
		document := fmt.Sprintf("a token of %s for %s", client, api)
		if err := d.validate(ctx, document, config(api, client, tenant)); err != nil {
			return err
		}
	}
	return nil
}

// validate has the engine judge a config of a document, "" for the one to be saved.
func (d *Directory) validate(ctx context.Context, document string, config []byte) error {
	validation, err := d.engine.Validate(ctx, config)
	if err != nil {
		return err
	}
	if gjson.GetBytes(validation.JSON, "valid").Bool() {
		return nil
	}
	return &ProblemsError{document, json.RawMessage(gjson.GetBytes(validation.JSON, "problems").Raw)}
}

func idTokenMappings(d Document) string {
	token := lookup(d.Text, "id_token")
	if !isObject(token) {
		return ""
	}
	return lookup(token, "custom_claim_mappings")
}

// mappingMembers are what may be saved of mappings: anything else would never be read.
var mappingMembers = map[string]map[string][]string{
	"access_token": {"": {"custom_claim_mappings", "claims_mapping"}, "claims_mapping": {"custom_claims"}},
	"id_token":     {"": {"custom_claim_mappings"}},
}

// knownMembers refuses members of mappings that nobody reads, in what a request brings.
func knownMembers(kind store.Kind, body string) error {
	if kind != store.Client && kind != store.ResourceServer {
		return nil
	}
	for _, token := range []string{"access_token", "id_token"} {
		object := lookup(body, token)
		if err := onlyMembers("/"+token, object, mappingMembers[token][""]); err != nil {
			return err
		}
		if isObject(object) {
			if err := onlyMembers("/"+token+"/claims_mapping", lookup(object, "claims_mapping"), mappingMembers[token]["claims_mapping"]); err != nil {
				return err
			}
		}
	}
	return nil
}

func onlyMembers(path, object string, known []string) error {
	if !isObject(object) {
		return nil // the policy module says what it has to be
	}
	for _, m := range members(object) {
		if !slices.Contains(known, m.name) {
			return &BodyError{Offset: -1, Path: path + "/" + jsontext.Step(m.name), Code: "unknown_member",
				Message: fmt.Sprintf("Additional properties not allowed: %s at %s; there are %s.", m.name, path, strings.Join(known, ", "))}
		}
	}
	return nil
}

// withoutSecrets leaves out of changes what a secret was and is.
func withoutSecrets(changes []Change) []Change {
	for i, c := range changes {
		if c.Path == "/client_secret" || c.Path == "/"+PasswordHash {
			changes[i].Before, changes[i].After = nil, nil
		}
	}
	return changes
}

// hasMembers refuses a document without the members that name it.
func hasMembers(d Document, required ...string) error {
	for _, name := range required {
		path := "/" + name
		value := lookup(d.Text, name)
		switch text := stringMember(d.Text, name); {
		case value == "":
			return &BodyError{Offset: -1, Path: path, Code: "missing_member", Message: "The member " + path + " is missing."}
		case strings.TrimSpace(text) == "":
			return &BodyError{Offset: -1, Path: path, Code: "wrong_type", Message: "The member " + path + " is no string with something in it."}
		case !utf8.ValidString(text):
			return &BodyError{Offset: -1, Path: path, Code: "wrong_type", Message: "The member " + path + " has half of a surrogate pair, which is no text."}
		}
	}
	return nil
}

func readOnly(name string) error {
	return &BodyError{Offset: -1, Path: "/" + name, Code: "read_only", Message: "The member /" + name + " cannot be changed."}
}
