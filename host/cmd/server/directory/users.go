package directory

import (
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

// PasswordHash is the member of a user's document that no answer shows.
const PasswordHash = "password_hash"

const (
	passwordRounds = 10_000 // they are passwords of test users
	saltBytes      = 16
)

// hashPassword puts a hash in the place of a user's password, which is stored nowhere.
func hashPassword(kind store.Kind, body string) (string, error) {
	if kind != store.User {
		return body, nil
	}
	if lookup(body, PasswordHash) != "" {
		return "", readOnly(PasswordHash)
	}
	given := lookup(body, "password")
	if given == "" {
		return body, nil
	}
	password := stringMember(body, "password")
	if password == "" || !utf8.ValidString(password) {
		return "", &BodyError{Offset: -1, Path: "/password", Code: "wrong_type", Message: "The member /password is no string with something in it."}
	}
	salt := make([]byte, saltBytes)
	rand.Read(salt)
	hash, err := pbkdf2.Key(sha256.New, password, salt, passwordRounds, sha256.Size)
	if err != nil {
		return "", err
	}
	text, err := json.Marshal(hex.EncodeToString(append(salt, hash...)))
	if err != nil {
		return "", err
	}
	return Members(merge(body, `{"`+PasswordHash+`":`+string(text)+`}`), "password", true), nil
}

// isPassword reports whether a password is that of a user's document.
func isPassword(d Document, password string) bool {
	stored, err := hex.DecodeString(stringMember(d.Text, PasswordHash))
	if err != nil || len(stored) != saltBytes+sha256.Size {
		return false
	}
	hash, err := pbkdf2.Key(sha256.New, password, stored[:saltBytes], passwordRounds, sha256.Size)
	return err == nil && subtle.ConstantTimeCompare(hash, stored[saltBytes:]) == 1
}

// Profile is a user's document without what no answer shows.
func (d Document) Profile() string {
	if d.Kind != store.User {
		return d.Text
	}
	return Members(d.Text, PasswordHash, true)
}

// Users are all test users, by ID.
func (d *Directory) Users() ([]Document, error) { return d.Documents(store.User) }

// Login finds the user of a name, which is an ID, an email address, a username or a
// phone number, and of a password. The error is a *NotFoundError if there is none.
func (d *Directory) Login(name, password string) (Document, error) {
	users, err := d.Users()
	if err != nil {
		return Document{}, err
	}
	for _, user := range users {
		for _, member := range []string{"user_id", "email", "username", "phone_number"} {
			if said := stringMember(user.Text, member); said != "" && strings.EqualFold(said, name) && isPassword(user, password) {
				return user, nil
			}
		}
	}
	return Document{}, &NotFoundError{store.User, name}
}
