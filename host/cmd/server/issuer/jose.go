package issuer

import (
	"context"
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/asn1"
	"encoding/base64"
	"errors"
	"fmt"
	"math/big"

	"github.com/go-jose/go-jose/v4"
)

// errNoToken says that a token is not one that this issuer has made. It does not
// say why, as the difference helps those alone who make up tokens.
var errNoToken = errors.New("claimsmith: not a token of this issuer")

// A signer makes tokens of one key and type. Their header is always the same, so it is
// written once, and a token is little more than its signature.
type signer struct {
	header  string // in base64
	private crypto.PrivateKey
}

func newSigner(k jose.JSONWebKey, typ string) (*signer, error) {
	fits := false
	switch private := k.Key.(type) {
	case *ecdsa.PrivateKey:
		fits = k.Algorithm == string(jose.ES256) && private.Curve == elliptic.P256()
	case *rsa.PrivateKey:
		fits = k.Algorithm == string(jose.RS256)
	}
	if !fits {
		return nil, fmt.Errorf("the algorithm %q does not go with its key: RS256 has RSA keys, and ES256 has EC keys of P-256", k.Algorithm)
	}
	return &signer{protectedHeader("alg", k.Algorithm, "kid", k.KeyID, "typ", typ), k.Key}, nil
}

// protectedHeader is the header of a JWS or a JWE, in base64, from names and values.
func protectedHeader(pairs ...string) string {
	var o object
	for n := 0; n < len(pairs); n += 2 {
		o.text(pairs[n], pairs[n+1])
	}
	return base64.RawURLEncoding.EncodeToString(o.end())
}

// sign is the compact form of RFC 7515, section 7.1, by RS256 or ES256 (RFC 7518,
// sections 3.3 and 3.4).
func (s *signer) sign(payload []byte) (string, error) {
	token := make([]byte, 0, len(s.header)+base64.RawURLEncoding.EncodedLen(len(payload))+400)
	token = append(append(token, s.header...), '.')
	token = base64.RawURLEncoding.AppendEncode(token, payload)
	digest := sha256.Sum256(token)
	var signature []byte
	switch private := s.private.(type) {
	case *rsa.PrivateKey:
		var err error
		if signature, err = rsa.SignPKCS1v15(nil, private, crypto.SHA256, digest[:]); err != nil {
			return "", err
		}
	case *ecdsa.PrivateKey:
		// Without random numbers it is RFC 6979's, which takes a quarter less time.
		encoded, err := private.Sign(nil, digest[:], crypto.SHA256)
		if err != nil {
			return "", err
		}
		var pair struct{ R, S *big.Int }
		if _, err := asn1.Unmarshal(encoded, &pair); err != nil {
			return "", err
		}
		signature = make([]byte, 64)
		pair.R.FillBytes(signature[:32])
		pair.S.FillBytes(signature[32:])
	}
	return string(base64.RawURLEncoding.AppendEncode(append(token, '.'), signature)), nil
}

// verify returns the payload of a token that one of the keys has signed.
func (r *keyring) verify(ctx context.Context, token string) ([]byte, error) {
	signed, err := jose.ParseSignedCompact(token, []jose.SignatureAlgorithm{jose.RS256, jose.ES256})
	if err != nil {
		return nil, errNoToken
	}
	header := signed.Signatures[0].Header
	k, err := r.find(ctx, header.KeyID)
	if err != nil {
		return nil, err
	}
	// The key says which algorithm is right, never the token.
	if k.Use != forSigning || header.Algorithm != k.Algorithm {
		return nil, errNoToken
	}
	payload, err := signed.Verify(k.public.Key)
	if err != nil {
		return nil, errNoToken
	}
	return payload, nil
}

// encrypt makes a text opaque: the compact form of RFC 7516, section 7.1, by A256GCM with
// the key as it is.
func (r *keyring) encrypt(ctx context.Context, text []byte) string {
	k := r.set(ctx).encryption
	nonce := make([]byte, k.gcm.NonceSize())
	_, _ = rand.Read(nonce) // never fails
	sealed := k.gcm.Seal(nil, nonce, text, []byte(k.header))
	end := len(sealed) - k.gcm.Overhead()
	token := make([]byte, 0, len(k.header)+len(sealed)*4/3+32)
	token = append(append(token, k.header...), '.', '.') // with no key in between
	token = base64.RawURLEncoding.AppendEncode(token, nonce)
	token = base64.RawURLEncoding.AppendEncode(append(token, '.'), sealed[:end])
	return string(base64.RawURLEncoding.AppendEncode(append(token, '.'), sealed[end:]))
}

// newGCM is the cipher of a key for encryption.
func newGCM(secret []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(secret)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

func (r *keyring) decrypt(ctx context.Context, token string) ([]byte, error) {
	encrypted, err := jose.ParseEncryptedCompact(token, []jose.KeyAlgorithm{jose.DIRECT}, []jose.ContentEncryption{jose.A256GCM})
	if err != nil {
		return nil, errNoToken
	}
	k, err := r.find(ctx, encrypted.Header.KeyID)
	if err != nil {
		return nil, err
	}
	if k.Use != forEncryption {
		return nil, errNoToken
	}
	text, err := encrypted.Decrypt(k.secret)
	if err != nil {
		return nil, errNoToken
	}
	return text, nil
}
