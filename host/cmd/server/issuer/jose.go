package issuer

import (
	"context"
	"errors"

	"github.com/go-jose/go-jose/v4"
)

// errNoToken says that a token is not one that this issuer has made. It does not
// say why, as the difference helps those alone who make up tokens.
var errNoToken = errors.New("claimsmith: not a token of this issuer")

func sign(signer jose.Signer, payload []byte) (string, error) {
	signed, err := signer.Sign(payload)
	if err != nil {
		return "", err
	}
	return signed.CompactSerialize()
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

// encrypt makes a text opaque (RFC 7516, with the key as it is).
func (r *keyring) encrypt(ctx context.Context, text []byte) (string, error) {
	encrypted, err := r.set(ctx).encryption.encrypter.Encrypt(text)
	if err != nil {
		return "", err
	}
	return encrypted.CompactSerialize()
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
