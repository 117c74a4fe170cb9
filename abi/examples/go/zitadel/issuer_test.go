package zitadel_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/claimsmith/claimsmith/abi/examples/go/exampletest"
	"github.com/claimsmith/claimsmith/abi/examples/go/zitadel"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// Tokens are JWTs, which the library's service users have not.
type jwtStorage struct{ *zitadel.Storage }

type jwtClient struct{ op.Client }

func (jwtClient) AccessTokenType() op.AccessTokenType { return op.AccessTokenTypeJWT }

func (s jwtStorage) ClientCredentials(ctx context.Context, id, secret string) (op.Client, error) {
	client, err := s.Storage.ClientCredentials(ctx, id, secret)
	return jwtClient{client}, err
}

const callback = "https://shop.example/callback"

func start(t *testing.T) (*httptest.Server, *storage.Storage, any) {
	server := httptest.NewUnstartedServer(nil)
	url := "http://" + server.Listener.Addr().String()
	client := storage.WebClient("web", "secret", callback)
	users := storage.NewUserStore(url)
	store := storage.NewStorageWithClients(users, map[string]*storage.Client{"web": client})
	claims := &zitadel.Storage{
		Storage:  store,
		Policy:   exampletest.Policy(t),
		Sessions: exampletest.Sessions,
		User: func(subject string) any {
			if subject != "id1" {
				return nil
			}
			return map[string]string{"user_id": subject, "plan": "gold"}
		},
	}
	provider, err := op.NewProvider(&op.Config{}, jwtStorage{claims}, op.StaticIssuer(url), op.WithAllowInsecure())
	if err != nil {
		t.Fatal(err)
	}
	server.Config.Handler = claims.Transactions(provider)
	server.Start()
	t.Cleanup(server.Close)
	keys, err := store.KeySet(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return server, store, keys[0].Key()
}

func TestClientCredentials(t *testing.T) {
	server, _, key := start(t)
	ask := func(session string) (int, map[string]any) {
		form := url.Values{"grant_type": {"client_credentials"}, "anonymous_session": {session}}
		return exampletest.Token(t, server, "/oauth/token", "sid1", "verysecret", form)
	}
	_, answer := ask("anna")
	claims := exampletest.Claims(t, answer["access_token"], key)
	if country := string(claims["https://shop.example/country"]); country != `"Spain"` {
		t.Errorf("the country is %s", country)
	}
	if number := string(claims["https://shop.example/number"]); number != "12345678901234567890" {
		t.Errorf("the number is %s", number)
	}
	if status, answer := ask("large"); status != 400 || answer["error"] != "invalid_request" {
		t.Errorf("a payload that is too large: %d %v", status, answer)
	}
}

func TestLogin(t *testing.T) {
	server, store, key := start(t)
	client := server.Client()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	visit := func(place string) *url.URL {
		response, err := client.Get(server.URL + place)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		next, err := response.Location()
		if err != nil {
			t.Fatalf("%s: %s", place, response.Status)
		}
		return next
	}
	asked := url.Values{"client_id": {"web"}, "redirect_uri": {callback}, "response_type": {"code"}, "scope": {"openid"}}
	login := visit("/authorize?" + asked.Encode())
	id := login.Query().Get("authRequestID")
	if err := store.CheckUsernamePassword("test-user@127.0.0.1", "verysecure", id); err != nil {
		t.Fatal(err)
	}
	code := visit("/authorize/callback?id=" + id).Query().Get("code")
	form := url.Values{"grant_type": {"authorization_code"}, "code": {code}, "redirect_uri": {callback}}
	_, answer := exampletest.Token(t, server, "/oauth/token", "web", "secret", form)
	claims := exampletest.Claims(t, answer["id_token"], key)
	if plan := string(claims["https://shop.example/plan"]); plan != `"gold"` {
		t.Errorf("the plan is %s in %v", plan, answer)
	}
}
