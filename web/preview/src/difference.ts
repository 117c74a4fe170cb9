// How two outcomes differ: in claims, not in text.

import type { Claim, Reading, TokenId } from "./reading.js";

export interface Change {
  token: TokenId;
  claim: string;
  /** JSON texts. A claim without the one was added, without the other removed. */
  before?: string;
  after?: string;
}

const TOKENS: readonly TokenId[] = ["access_token", "id_token", "userinfo", "saml"];

export function compare(before: Reading, after: Reading): Change[] {
  return TOKENS.flatMap((token) => {
    const [old, now] = [values(before, token), values(after, token)];
    const changes: Change[] = [];
    for (const claim of new Set([...old.keys(), ...now.keys()])) {
      const [was, is] = [old.get(claim), now.get(claim)];
      if (was === is) continue;
      changes.push({
        token,
        claim,
        ...(was !== undefined && { before: was }),
        ...(is !== undefined && { after: is }),
      });
    }
    return changes;
  });
}

function values(reading: Reading, token: TokenId): Map<string, string> {
  const claims: readonly Claim[] =
    token === "saml"
      ? (reading.attributes ?? []).map(({ name, values }) => ({ name, text: `[${values}]` }))
      : (reading.tokens[token] ?? []);
  return new Map(claims.map(({ name, text }) => [name, text]));
}
