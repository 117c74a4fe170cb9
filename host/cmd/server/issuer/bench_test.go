package issuer_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/go-jose/go-jose/v4"

	"github.com/claimsmith/claimsmith/host/cmd/server/issuer"
)

const benchBody = `{"client_id":"shop","audience":"https://api.shop.example","scope":"read:cart","metadata":{"country":"Spain","language":"es-ES"}}`

// BenchmarkAnonymousToken times signing alone, everything else beside it, and the
// whole handler, which has no network before it.
func BenchmarkAnonymousToken(b *testing.B) {
	b.Run("echo", func(b *testing.B) {
		serve(b, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			text, err := io.ReadAll(r.Body)
			if err != nil {
				b.Error(err)
			}
			if _, err := w.Write(text); err != nil {
				b.Error(err)
			}
		}))
	})
	for _, algorithm := range []string{"ES256", "RS256"} {
		s := start(b, func(o *issuer.Options) {
			o.Algorithm = algorithm
			o.Find = func(_ context.Context, _, _ string) (*issuer.Registration, error) {
				return issuer.Lenient([]byte(anonymousConfig)), nil
			}
		})
		_, payload := parts(b, s.ok("anonymous/token", benchBody).str("access_token"))
		b.Run(algorithm+"/sign", func(b *testing.B) {
			signer := newSigner(b, algorithm)
			for b.Loop() {
				signed, err := signer.Sign([]byte(payload))
				if err != nil {
					b.Fatal(err)
				}
				if _, err := signed.CompactSerialize(); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(algorithm+"/request", func(b *testing.B) { serve(b, s.issuer.Handler()) })
	}
}

func newSigner(b *testing.B, algorithm string) jose.Signer {
	b.Helper()
	var private any
	var err error
	if algorithm == "ES256" {
		private, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	} else {
		private, err = rsa.GenerateKey(rand.Reader, 2048)
	}
	if err != nil {
		b.Fatal(err)
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.SignatureAlgorithm(algorithm), Key: private}, nil)
	if err != nil {
		b.Fatal(err)
	}
	return signer
}

func serve(b *testing.B, handler http.Handler) {
	b.Helper()
	b.ReportAllocs()
	for b.Loop() {
		r := httptest.NewRequestWithContext(b.Context(), "POST", "/anonymous/token", strings.NewReader(benchBody))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			b.Fatal(w.Body)
		}
	}
}
