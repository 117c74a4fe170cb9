"""An issuer on Authlib and Flask with the policy's custom claims in its access tokens."""

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import InvalidRequestError
from authlib.oauth2.rfc6749.grants import ClientCredentialsGrant
from authlib.oauth2.rfc9068 import JWTBearerTokenGenerator
from claimsmith import Engine, PolicyError
from flask import Flask, request
from joserfc.jwk import KeySet

API = "https://api.shop.example"


class Tokens(JWTBearerTokenGenerator):
    """Authlib asks it for the claims of each access token."""

    def __init__(self, issuer, key, config, sessions):
        super().__init__(issuer)
        self.policy = Engine.load().policy(config)  # raises what is wrong with it, at the start
        self.key = key
        self.sessions = sessions

    def get_jwks(self):
        return KeySet([self.key])

    def get_audiences(self, client, user, scope):
        return API

    def get_extra_claims(self, client, grant_type, user, scope):
        # With a scope it is a transaction, in which the anonymous session is a member.
        session = {
            "anonymous_session": self.sessions.get(request.form.get("anonymous_session")),
            "user": user,
            "scope": scope,
        }
        try:
            outcome = self.policy.evaluate(session, self.get_audiences(client, user, scope))
        except PolicyError as error:
            # Deliberately: no token is better here than one without its claims. Another error
            # than Authlib's is a 500. To issue it all the same, log the error and return {}.
            if error.code == "payload_too_large":
                raise InvalidRequestError(str(error)) from error
            raise
        return outcome["access_token"]["claims"]


class ClientCredentials(ClientCredentialsGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic"]


def create(issuer, *, key, clients, config, sessions):
    """Make the app. ``sessions`` are anonymous sessions by their id, ``clients`` Authlib's."""
    app = Flask(__name__)
    server = AuthorizationServer(app, query_client=clients.get, save_token=lambda *_: None)
    server.register_grant(ClientCredentials)
    server.register_token_generator("default", Tokens(issuer, key, config, sessions))
    app.post("/token")(server.create_token_response)
    return app
