// The claims that the provider itself puts into a token, as an example around the custom ones.
// Only names and values that are plain from the inputs are shown; none of them is evaluated.

import type { Description } from "@claimsmith/engine";
import type { JsonDocument } from "./json-document.js";
import type { Claim, TokenId } from "./reading.js";

const LIFETIME_SECONDS = 86_400;

export interface Inputs {
  config: JsonDocument | undefined;
  session: JsonDocument | undefined;
  audience: readonly string[];
  bareRoot: string | undefined;
}

export function standardClaims(
  token: TokenId,
  { config, session, audience, bareRoot }: Inputs,
  { profile_claims }: Description,
): Claim[] {
  const anonymous = bareRoot === undefined ? ["anonymous_session"] : [];
  const hasUser = session?.node(["user"])?.type === "object";
  const subject = hasUser ? ["user", "user_id"] : [...anonymous, "user_id"];
  const created = Date.parse(session?.string([...anonymous, "created_at"]) ?? "");
  const issued = Math.floor((Number.isNaN(created) ? Date.UTC(2026, 0, 1) : created) / 1000);
  const scope = bareRoot === undefined ? session?.string(["scope"]) : undefined;
  const granted = new Set(scope?.split(" "));
  const client = config?.string(["client_id"]) ?? "client_id";

  const claims: Claim[] = [];
  const put = (name: string, value: unknown) => {
    if (value !== undefined) claims.push({ name, text: JSON.stringify(value) });
  };
  const copy = (name: string, path: string[]) => {
    const value = session?.node(path);
    if (session && value) claims.push({ name, text: session.raw(value) });
  };
  const profile = () => {
    for (const [scope, names] of Object.entries(profile_claims))
      if (granted.has(scope)) for (const name of names) copy(name, ["user", name]);
  };
  if (token === "userinfo") {
    copy("sub", subject);
    profile();
    return claims;
  }
  put("iss", `https://${config?.string(["tenant", "domain"]) || "tenant.example"}/`);
  copy("sub", subject);
  put("aud", token === "id_token" ? client : audience.length === 1 ? audience[0] : audience);
  put("iat", issued);
  put("exp", issued + LIFETIME_SECONDS);
  if (token === "id_token") profile();
  else {
    put("azp", client);
    put("scope", scope);
  }
  return claims;
}
