"""The issuer, asked as its clients do."""

import pytest
from authlib.oauth2.rfc6749 import ClientMixin
from issuer import API, create
from joserfc import jwt
from joserfc.jwk import RSAKey

ISSUER = "https://issuer.example"
EXPRESSIONS = {"country": "anonymous_session.metadata.country", "n": "anonymous_session.metadata.n"}
CONFIG = {
    "access_token": {
        "custom_claim_mappings": [
            {"name": f"https://shop.example/{name}", "expression": expression}
            for name, expression in EXPRESSIONS.items()
        ]
    }
}
SESSIONS = {
    "anna": {"metadata": {"country": "Spain", "n": 12345678901234567890}},
    "large": {"metadata": {"country": "x" * 102_400}},
}


class Client(ClientMixin):
    def get_client_id(self):
        return "shop"

    def check_client_secret(self, client_secret):
        return client_secret == "secret"

    def check_endpoint_auth_method(self, method, endpoint):
        return method == "client_secret_basic"

    def check_grant_type(self, grant_type):
        return grant_type == "client_credentials"

    def get_allowed_scope(self, scope):
        return scope or ""


KEY = RSAKey.generate_key(2048, parameters={"alg": "RS256", "kid": "1"})


@pytest.fixture(scope="module")
def app():
    return create(ISSUER, key=KEY, clients={"shop": Client()}, config=CONFIG, sessions=SESSIONS)


def ask(app, **form):
    data = {"grant_type": "client_credentials", **form}
    return app.test_client().post("/token", data=data, auth=("shop", "secret"))


@pytest.mark.parametrize("scope", [{}, {"scope": "read"}])
def test_an_access_token_has_what_the_policy_maps(app, scope):
    answer = ask(app, anonymous_session="anna", **scope).json
    claims = jwt.decode(answer["access_token"], KEY).claims
    assert claims["https://shop.example/country"] == "Spain"
    assert claims["https://shop.example/n"] == 12345678901234567890
    assert (claims["iss"], claims["aud"]) == (ISSUER, API)


def test_a_payload_that_is_too_large_is_no_internal_error(app):
    answer = ask(app, anonymous_session="large")
    assert (answer.status_code, answer.json["error"]) == (400, "invalid_request")
