"""Has the PyPI package auth0-python use the Management API, and have tokens for users:
python manage.py DOMAIN CLIENT_ID CLIENT_SECRET. SSL_CERT_FILE and REQUESTS_CA_BUNDLE name
the authority that `claimsmith serve --tls` wrote."""

import sys

from auth0.authentication import GetToken
from auth0.management import ManagementClient

domain, client_id, client_secret = sys.argv[1:]
management = ManagementClient(domain=domain, client_id=client_id, client_secret=client_secret)
mappings = [{"name": "country", "expression": "anonymous_session.metadata.country"}]

shop = management.clients.create(
    name="Shop",
    app_type="regular_web",
    grant_types=["password", "http://auth0.com/oauth/grant-type/password-realm", "refresh_token"],
    request_options={"additional_body_parameters": {"access_token": {"custom_claim_mappings": mappings}}},
)
read = management.clients.get(shop.client_id)
assert read.access_token["custom_claim_mappings"] == mappings, read
assert management.clients.update(shop.client_id, name="Shop 2").name == "Shop 2"
assert management.clients.rotate_secret(shop.client_id).client_secret != shop.client_secret
secret = management.clients.get(shop.client_id).client_secret
assert [c.client_id for c in management.clients.list(app_type="regular_web")] == [shop.client_id]
assert management.clients.credentials.list(shop.client_id) == []

identifier = "https://api.shop.example"
api = management.resource_servers.create(identifier=identifier, scopes=[{"value": "read:cart"}])
assert management.resource_servers.get(identifier).id == api.id
grant = management.client_grants.create(client_id=shop.client_id, audience=identifier, scope=["read:cart"])
assert [g.id for g in management.client_grants.list(client_id=shop.client_id)] == [grant.id]
user = management.users.create(connection="tests", email="ada@shop.example", password="right")

token = GetToken(domain, shop.client_id, client_secret=secret)
tokens = token.login(username="ada@shop.example", password="right", scope="openid email", realm="tests", audience=identifier)
assert tokens["id_token"] and tokens["scope"] == "openid email", tokens

management.client_grants.delete(grant.id)
management.users.delete(user.user_id)
management.resource_servers.delete(api.id)
management.clients.delete(shop.client_id)
print("auth0-python manages applications, APIs, client grants and users, and logs in")
