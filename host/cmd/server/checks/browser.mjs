// Has the provider's SDK for pages, @auth0/auth0-spa-js, have anonymous sessions and log in,
// in Chromium: node browser.mjs PROGRAM. CHROMIUM names the browser.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { chromium } from "playwright-core";
import { ask, serving } from "./serving.mjs";

const [program] = process.argv.slice(2);
assert(program, "usage: node browser.mjs PROGRAM");
process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0"; // the browser does the same
process.removeAllListeners("warning");

const audience = "https://api.shop.example";
const sdk = join(dirname(createRequire(import.meta.url).resolve("@auth0/auth0-spa-js/package.json")), "dist", "auth0-spa-js.production.js");
const script = await readFile(sdk);
const origin = "https://localhost:3000"; // whose pages never leave this process
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
try {
  await serving(program, ["--tls"], async (served, token) => {
    const url = served.replace("127.0.0.1", "localhost");
    const api = (method, path, body) => ask(method, new URL(`api/v2/${path}`, url), body, token);
    await api("POST", "clients", {
      client_id: "shop",
      name: "Shop",
      app_type: "spa",
      callbacks: [`${origin}/`],
      allowed_logout_urls: [`${origin}/`],
      anonymous_sessions: { active: true },
      access_token: { custom_claim_mappings: [{ name: "cart", expression: "anonymous_session.metadata.cart" }] },
    });
    const { id } = await api("POST", "resource-servers", {
      identifier: audience,
      scopes: [{ value: "read:cart" }],
      allow_anonymous_access: true,
      allow_offline_access: true,
    });
    await api("POST", "users", { user_id: "auth0|ada", name: "Ada", email: "ada@shop.example", connection: "tests" });

    // The pages come from nowhere, so Chromium would ask whether they may reach this machine.
    const context = await browser.newContext({ ignoreHTTPSErrors: true, permissions: ["local-network-access"] });
    await context.route(`${origin}/**`, (route) => {
      const isScript = route.request().url() === `${origin}/sdk.js`;
      return route.fulfill({
        contentType: isScript ? "text/javascript" : "text/html",
        body: isScript ? script : `<!doctype html><title>Shop</title><script src="/sdk.js"></script>`,
      });
    });
    const page = await context.newPage();
    await page.goto(`${origin}/`);
    const open = () =>
      page.evaluate(
        ([domain, audience]) => {
          window.claims = (token) => JSON.parse(atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/")));
          window.failed = (promise) => promise.then(() => "no error", (error) => error.code ?? error.error ?? String(error));
          window.client = new auth0.Auth0Client({
            domain,
            clientId: "shop",
            cacheLocation: "localstorage",
            useRefreshTokens: true,
            authorizationParams: { redirect_uri: `${location.origin}/`, audience, scope: "openid profile email read:cart" },
          });
        },
        [new URL(url).host, audience],
      );
    await open();

    // Anonymous sessions: one by its metadata, renewed, and ended by the cookie.
    const begun = await page.evaluate(async (audience) => {
      const session = await client.anonymous.createSession({ audience, scope: "read:cart", metadata: { cart: "c-1" } });
      return { ...claims(session.accessToken), until: session.sessionTokenExpiresAt };
    }, audience);
    assert.match(begun.sub, /^anon@[0-9a-f-]{36}$/);
    assert.equal(begun.cart, "c-1");
    assert.equal(begun["https://127.0.0.1/user_type"], "anonymous");
    assert.ok(begun.until > Date.now() / 1000 + 29 * 24 * 3600);
    const kept = async () => (await context.cookies(url)).find(({ name }) => name === "auth0_anon");
    const cookie = await kept();
    assert.ok(cookie?.httpOnly && cookie.secure && cookie.sameSite === "None");
    const again = await page.evaluate(async () => claims((await client.anonymous.getTokenSilently()).accessToken));
    assert.equal(again.sub, begun.sub);
    const errors = await page.evaluate(async (audience) => ({
      metadata: await failed(client.anonymous.createSession({ audience, metadata: { cart: "c-2" } })),
      audience: await failed(client.anonymous.createSession({ audience: "https://other.example" })),
      scope: await failed(client.anonymous.createSession({ audience, scope: "write:cart" })),
    }), audience);
    assert.deepEqual(errors, { metadata: "invalid_request", audience: "invalid_target", scope: "invalid_scope" });

    // A login takes the session over.
    await page.evaluate(() => void client.loginWithRedirect());
    await page.getByRole("button", { name: "Ada" }).click();
    await page.waitForURL(`${origin}/?code=*`);
    await open();
    const login = await page.evaluate(async () => {
      await client.handleRedirectCallback();
      const token = await client.getTokenSilently();
      const fresh = await client.getTokenSilently({ cacheMode: "off" });
      return { user: await client.getUser(), first: claims(token), second: claims(fresh) };
    });
    assert.equal(login.user.email, "ada@shop.example");
    assert.equal(login.first.sub, "auth0|ada");
    assert.equal(login.first.cart, "c-1");
    assert.deepEqual(login.first.aud, [audience, `${url}userinfo`]);
    assert.equal(login.second.sub, "auth0|ada");
    assert.equal(login.second.cart, undefined); // the provider's refreshed tokens have no session either

    const ended = await page.evaluate(async () => {
      await client.anonymous.logout();
      return client.anonymous.hasSession();
    });
    assert.equal(ended, false);
    assert.equal(await kept(), undefined);

    // What is saved now applies now.
    await api("PATCH", "clients/shop", { anonymous_sessions: { active: false } });
    assert.equal(await page.evaluate(() => failed(client.anonymous.createSession())), "unauthorized_client");
    await api("PATCH", "clients/shop", { anonymous_sessions: { active: true } });
    await api("PATCH", "tenants/settings", { flags: { anonymous_sessions_enabled: false } });
    assert.equal(await page.evaluate(() => failed(client.anonymous.createSession())), "feature_not_enabled");
    await api("PATCH", "tenants/settings", { flags: { anonymous_sessions_enabled: true }, sessions: { anonymous: { lifetime_in_minutes: 1 } } });
    await api("PATCH", `resource-servers/${id}`, { token_lifetime_for_anonymous_access_tokens: 30 });
    const short = await page.evaluate(async (audience) => {
      const { expiresAt, sessionTokenExpiresAt } = await client.anonymous.createSession({ audience });
      return [expiresAt, sessionTokenExpiresAt].map((at) => Math.round(at - Date.now() / 1000));
    }, audience);
    assert.ok(short[0] <= 30 && short[1] <= 60, String(short));
    // A session that this server does not know.
    const stale = await page.evaluate(async () => {
      localStorage.setItem("@@auth0spajs@@::shop::anonymous::session", JSON.stringify({ sessionToken: "x.y" }));
      return failed(client.anonymous.getTokenSilently({ audience: "https://api.shop.example", scope: "read:cart" }));
    });
    assert.ok(["no error", "invalid_session_token"].includes(stale), stale);

    // A page that has not registered its origin has nothing of it.
    await api("PATCH", "clients/shop", { callbacks: ["https://shop.example/"] });
    assert.notEqual(await page.evaluate(() => failed(client.anonymous.createSession())), "no error");
    const back = page.waitForRequest(`${origin}/`);
    await page.evaluate(() => void client.logout({ logoutParams: { returnTo: `${location.origin}/` } }));
    await back;
  });
} finally {
  await browser.close();
}
console.log("@auth0/auth0-spa-js has anonymous sessions and logs in, in Chromium");
