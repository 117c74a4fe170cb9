// How two outcomes differ: in claims, not in text.

import type { Claim, Explained, Reading, TokenId } from "./reading.js";
import type { ClaimChange } from "./types.js";

const TOKENS: readonly TokenId[] = ["access_token", "id_token", "userinfo", "saml"];

/** The differences, or a sentence where one side has no tokens. */
export function difference(before: Explained, after: Explained): ClaimChange[] | string {
  const [old, now] = [problem(before), problem(after)];
  if (now !== undefined) return old === undefined ? `There would be no tokens: ${now}` : now;
  if (before.reading && after.reading && old === undefined)
    return compare(before.reading, after.reading);
  return `There were no tokens before: ${old}`;
}

function problem({ reading, failure }: Explained): string | undefined {
  return failure?.message ?? reading?.error?.message;
}

export function compare(before: Reading, after: Reading): ClaimChange[] {
  return TOKENS.flatMap((token) => {
    const [old, now] = [values(before, token), values(after, token)];
    const changes: ClaimChange[] = [];
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
