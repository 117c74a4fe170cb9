"""Logs a user in with Authlib, by the authorization code and PKCE, as a web application with
a secret: login.py ISSUER CLIENT_ID CLIENT_SECRET REDIRECT_URI AUDIENCE USER."""

import html
import re
import sys

import requests
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwk, jwt

issuer, client_id, client_secret, redirect_uri, audience, user = sys.argv[1:]
server = requests.get(f"{issuer}.well-known/openid-configuration", timeout=30).json()
for authentication in ("client_secret_basic", "client_secret_post"):
    client = OAuth2Session(
        client_id,
        client_secret,
        token_endpoint_auth_method=authentication,
        scope="openid email offline_access read:cart",
        redirect_uri=redirect_uri,
        code_challenge_method="S256",
    )
    verifier, nonce = generate_token(48), generate_token()
    address, state = client.create_authorization_url(
        server["authorization_endpoint"], code_verifier=verifier, audience=audience, nonce=nonce
    )
    page = requests.get(address, timeout=30).text
    form = {name: html.unescape(value) for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page)}
    chosen = requests.post(server["authorization_endpoint"], form | {"user": user}, allow_redirects=False, timeout=30)
    token = client.fetch_token(
        server["token_endpoint"], authorization_response=chosen.headers["location"], state=state, code_verifier=verifier
    )
    keys = jwk.KeySet.import_key_set(requests.get(server["jwks_uri"], timeout=30).json())
    claims = jwt.decode(token["id_token"], keys, algorithms=["RS256"]).claims
    expected = {"iss": issuer, "sub": user, "aud": client_id, "nonce": nonce}
    assert {name: claims[name] for name in expected} == expected, claims
    assert client.get(server["userinfo_endpoint"]).json()["email"] == claims["email"]
    before = token["access_token"]
    assert client.refresh_token(server["token_endpoint"])["access_token"]
    assert client.introspect_token(server["introspection_endpoint"], before, "access_token").json()["sub"] == user
