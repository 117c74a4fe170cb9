// node oidc-provider with the policy's custom claims in its access tokens and ID tokens.

import { load } from "@claimsmith/engine";
import Provider, { errors } from "oidc-provider";

const API = "https://api.shop.example";

/** Makes a provider. `sessions` are anonymous sessions by their id, `users` profiles by their subject. */
export async function issuer(url, { config, sessions, users, clients, jwks }) {
  const policy = (await load()).policy(config); // throws what is wrong with the config, at the start
  const decided = new WeakMap();

  // The hooks below are called for each token. A request is decided once, and both get their part.
  function decide(ctx, scope, user) {
    if (!decided.has(ctx)) {
      const session = {
        anonymous_session: sessions.get(ctx.oidc.body?.anonymous_session) ?? null,
        user: user ?? null,
        scope,
      };
      decided.set(ctx, policy.tryEvaluate(session, ctx.oidc.resourceServers ? API : undefined));
    }
    const { ok, outcome, error } = decided.get(ctx);
    if (ok) return outcome;
    // Deliberately: no token is better here than one without its claims. To issue it all the same,
    // log the error and return { access_token: { claims: {} } }.
    if (error.code === "payload_too_large") throw new errors.InvalidRequest(error.message);
    throw error; // an input at fault is a bug of ours: a 500
  }

  return new Provider(url, {
    clients,
    jwks,
    // What is not registered here never reaches an ID token.
    claims: { openid: ["sub", ...policy.claimNames.id_token] },
    conformIdTokenClaims: false, // claims of scopes go into the ID token, not to userinfo alone
    async findAccount(ctx, sub) {
      const user = users.get(sub);
      const claims = (_use, scope) => ({ sub, ...decide(ctx, scope, user).id_token?.claims });
      return user && { accountId: sub, claims };
    },
    // oidc-provider writes tokens with JSON.stringify: a number of more than 15 digits belongs into
    // a string in the session.
    extraTokenClaims: (ctx, token) =>
      decide(ctx, token.scope, users.get(token.accountId)).access_token.claims,
    features: {
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => API,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({ scope: "read", accessTokenFormat: "jwt" }),
      },
    },
  });
}
