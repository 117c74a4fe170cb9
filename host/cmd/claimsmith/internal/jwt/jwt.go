// Package jwt reads tokens as people paste them, and verifies their signatures.
package jwt

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/host/internal/exact"
)

// A Token is what was read.
type Token struct {
	Compact string // the JWT, without what was pasted around it; empty of a payload alone
	Header  string // JSON, empty of a payload alone
	Payload string // JSON
}

// wrapping is what is pasted around a token: the header's name, the scheme and quotes.
var wrapping = regexp.MustCompile(`^(?i:authorization\s*:\s*)?(?i:bearer\s+)?`)

// ofTokens are the characters of tokens, whichever base64 they are in.
var ofTokens = regexp.MustCompile(`^[A-Za-z0-9_+/=.-]*$`)

// Read reads a JWT or its payload. It may have white space, line breaks, quotes and the
// header Authorization around it, and no signature.
func Read(text []byte) (*Token, error) {
	pasted := strings.TrimPrefix(string(text), "\uFEFF")
	for before := ""; before != pasted; {
		before = pasted
		pasted = strings.Trim(pasted, " \t\r\n\"'`,;")
		pasted = wrapping.ReplaceAllString(pasted, "")
	}
	if pasted == "" {
		return nil, errors.New("there is no token in it")
	}
	if pasted[0] == '{' {
		// The trimming above may have taken what belongs to the JSON.
		payload := strings.TrimSpace(strings.TrimPrefix(string(text), "\uFEFF"))
		if payload[0] != '{' {
			payload = pasted
		}
		if !json.Valid([]byte(payload)) {
			return nil, errors.New("it begins as a payload does, and is no JSON")
		}
		return readPayload(payload)
	}
	pasted = strings.Join(strings.Fields(pasted), "")
	parts := strings.Split(pasted, ".")
	switch {
	case !ofTokens.MatchString(pasted):
		return nil, errors.New("this is neither a JWT nor a JSON object, which a payload is: a JWT is three parts of letters, digits, - and _ with dots between them")
	case len(parts) == 5:
		return nil, errors.New("it is an encrypted token (JWE), which only its API can read")
	case len(parts) != 2 && len(parts) != 3:
		return nil, fmt.Errorf("a JWT has three parts with dots between them, and this has %d: it is cut, an opaque token, or something else", len(parts))
	}
	header, err := part(parts[0])
	if err != nil {
		return nil, fmt.Errorf("its header %w", err)
	}
	payload, err := part(parts[1])
	if err != nil {
		return nil, fmt.Errorf("its payload %w", err)
	}
	return &Token{pasted, header, payload}, nil
}

// readPayload reads a payload, or the token in the answer of a token endpoint.
func readPayload(text string) (*Token, error) {
	members, err := exact.ByName(gjson.Parse(text))
	if err != nil {
		return nil, err
	}
	if inside := members["access_token"]; inside.Type == gjson.String {
		return Read([]byte(exact.String(inside.Raw)))
	}
	for _, claim := range registered {
		if members[claim].Exists() {
			return &Token{Payload: text}, nil
		}
	}
	return nil, fmt.Errorf("it is a JSON object with none of %s: no token's payload", strings.Join(registered, ", "))
}

// registered are claims of which a payload has at least one.
var registered = []string{"iss", "sub", "aud", "exp", "iat"}

// part is a part of a JWT: an object in base64.
func part(encoded string) (string, error) {
	encoded = strings.NewReplacer("+", "-", "/", "_").Replace(strings.TrimRight(encoded, "="))
	text, err := base64.RawURLEncoding.DecodeString(encoded)
	if err != nil {
		return "", errors.New("is no base64: the token is cut, or changed")
	}
	value := gjson.ParseBytes(text)
	if !json.Valid(text) || !value.IsObject() {
		return "", errors.New("is no JSON object: the token is cut, changed or something else")
	}
	if _, err := exact.ByName(value); err != nil {
		return "", fmt.Errorf("cannot be read: %w", err)
	}
	return string(text), nil
}

// Claims are the members of the payload in their order.
func (t *Token) Claims() (all []Claim) {
	for m := range exact.Members(gjson.Parse(t.Payload)) {
		var value bytes.Buffer
		if json.Compact(&value, []byte(m.Value.Raw)) == nil { // it is valid
			all = append(all, Claim{m.Name, value.String()})
		}
	}
	return all
}

// A Claim is a claim with its value, which is JSON as the token has it but for white
// space.
type Claim struct{ Name, Value string }

// Get is the value of a claim, or empty.
func (t *Token) Get(name string) string {
	for _, c := range t.Claims() {
		if c.Name == name {
			return c.Value
		}
	}
	return ""
}

// Text is a claim that is a string, or empty.
func (t *Token) Text(name string) string { return text(t.Get(name)) }

func text(value string) string {
	if strings.HasPrefix(value, `"`) {
		return exact.String(value)
	}
	return ""
}

// Type is the header's typ.
func (t *Token) Type() string {
	for m := range exact.Members(gjson.Parse(t.Header)) {
		if m.Name == "typ" {
			return text(m.Value.Raw)
		}
	}
	return ""
}

// algorithms are those whose keys are published. A secret is nobody's to have here.
var algorithms = []jose.SignatureAlgorithm{jose.RS256, jose.RS384, jose.RS512, jose.PS256, jose.PS384, jose.PS512, jose.ES256, jose.ES384, jose.ES512, jose.EdDSA}

// Verify verifies the signature with the keys of a set, which is a file or, at an
// http(s) URL, fetched. The token is sent nowhere. It returns the key's ID and the
// algorithm.
func (t *Token) Verify(ctx context.Context, keys string) (kid, algorithm string, err error) {
	if t.Compact == "" {
		return "", "", errors.New("a payload alone has no signature")
	}
	if strings.Count(t.Compact, ".") < 2 || strings.HasSuffix(t.Compact, ".") {
		return "", "", errors.New("the token has no signature")
	}
	signed, err := jose.ParseSignedCompact(t.Compact, algorithms)
	if err != nil {
		return "", "", fmt.Errorf("the signature cannot be read: %w", err)
	}
	set, err := readKeys(ctx, keys)
	if err != nil {
		return "", "", err
	}
	header := signed.Signatures[0].Header
	candidates := set.Key(header.KeyID)
	if header.KeyID == "" {
		candidates = set.Keys
	}
	if len(candidates) == 0 {
		return "", "", fmt.Errorf("the set has no key %q, with which the token says it is signed", header.KeyID)
	}
	for _, key := range candidates {
		if _, err = signed.Verify(key); err == nil {
			return key.KeyID, header.Algorithm, nil
		}
	}
	return "", "", fmt.Errorf("the signature is not that of the key %q: the token was changed, or the keys are another issuer's", header.KeyID)
}

// KeysError says that a set of keys cannot be had.
type KeysError struct{ Err error }

func (e *KeysError) Error() string { return e.Err.Error() }
func (e *KeysError) Unwrap() error { return e.Err }

// mostKeys is how large a set of keys may be.
const mostKeys = 1 << 20

// timeToFetch is how long fetching a set may take.
const timeToFetch = 10 * time.Second

func readKeys(ctx context.Context, from string) (*jose.JSONWebKeySet, error) {
	text, err := fetch(ctx, from)
	if err != nil {
		return nil, &KeysError{err}
	}
	set := new(jose.JSONWebKeySet)
	if err := json.Unmarshal(text, set); err != nil {
		return nil, &KeysError{fmt.Errorf("%s is no set of keys: %w", from, err)}
	}
	return set, nil
}

func fetch(ctx context.Context, from string) ([]byte, error) {
	if !strings.HasPrefix(from, "https://") && !strings.HasPrefix(from, "http://") {
		return os.ReadFile(from)
	}
	ctx, cancel := context.WithTimeout(ctx, timeToFetch)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, from, nil)
	if err != nil {
		return nil, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s answers %s", from, response.Status)
	}
	text, err := io.ReadAll(io.LimitReader(response.Body, mostKeys+1))
	if err == nil && len(text) > mostKeys {
		err = fmt.Errorf("%s is larger than %d bytes", from, mostKeys)
	}
	return text, err
}
