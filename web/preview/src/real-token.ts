// A token that somebody really got, decoded on the page only, and compared claim by claim.

import type { Decision, IgnoredDecision } from "@claimsmith/engine";
import { JsonDocument } from "./json-document.js";
import type { Claim, Reading } from "./reading.js";

export interface RealToken {
  /** The payload, as it is in the token. */
  payload: JsonDocument;
  /** The parts as they were pasted; absent where a payload was. */
  parts?: readonly [header: string, payload: string, signature: string];
}

const SHAPE = /^[\w-]+\.[\w-]+(?:\.[\w-]*)?$/;

/** A token as people paste it: with quotes, a header's name, in lines. */
function bare(text: string): string {
  return text
    .trim()
    .replace(/^["'`]+|["'`,;]+$/g, "")
    .replace(/^authorization:\s*/i, "")
    .replace(/^bearer\s+/i, "")
    .replace(/\s+/g, "");
}

/** `eyJ` is how every header begins. */
export function looksLikeToken(text: string): boolean {
  const token = bare(text);
  return token.startsWith("eyJ") && SHAPE.test(token);
}

/** Decodes a token, or takes a payload as it is. Nothing is verified: there is no key here. */
export function decode(text: string): RealToken | { trouble: string } {
  const object = JsonDocument.read(text.trim());
  if (object?.root.type === "object") return { payload: object };
  const token = bare(text);
  if (token === "") return { trouble: "There is no token in it." };
  const parts = token.split(".");
  const [header = "", body, signature = ""] = parts;
  if (parts.length === 5)
    return { trouble: "This token is encrypted (a JWE): only its audience can read it." };
  if (!SHAPE.test(token) || body === undefined)
    return {
      trouble:
        "This is no JWT: it has no three parts with dots between them. An opaque token holds no claims.",
    };
  const payload = JsonDocument.read(textOf(body) ?? "");
  if (payload?.root.type !== "object")
    return { trouble: "The token’s middle part is no JSON object. Was it cut within its payload?" };
  return { payload, parts: [header, body, signature] };
}

function textOf(part: string): string | undefined {
  try {
    const binary = atob(part.replaceAll("-", "+").replaceAll("_", "/"));
    return new TextDecoder("utf-8", { fatal: true }).decode(
      Uint8Array.from(binary, (c) => c.charCodeAt(0)),
    );
  } catch {
    return undefined;
  }
}

/** The request that a token was issued for, as far as the token says. */
export interface Request {
  audience?: readonly string[];
  scope?: string;
  /** The host that the tenant has its APIs at, and another that it issues under. */
  domain?: string;
  customDomain?: string;
}

export function requestOf({ payload }: RealToken, userinfo: string): Request {
  const aud = payload.value(["aud"]);
  const audience = [aud].flat().filter((each): each is string => typeof each === "string");
  const hosts = audience.flatMap((each) => {
    const url = read(each);
    return url?.pathname === userinfo ? [url.host] : [];
  });
  const issuer = read(payload.string(["iss"]) ?? "")?.host;
  const domain = hosts[0] ?? issuer;
  const scope = payload.string(["scope"]);
  return {
    ...(audience.length > 0 && { audience }),
    ...(scope !== undefined && { scope }),
    ...(domain !== undefined && { domain }),
    ...(issuer !== undefined && issuer !== domain && { customDomain: issuer }),
  };
}

function read(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}

export type Comparison =
  | { is: "same"; claim: string; value: string }
  | { is: "other"; claim: string; value: string; preview: string }
  | { is: "not there"; claim: string; preview: string }
  | { is: "missing"; claim: string; decision: IgnoredDecision }
  | { is: "surplus"; claim: string; value: string; decision: IgnoredDecision }
  | { is: "unmapped"; claim: string; value: string };

/** A real token beside what the preview says of the same token, claim by claim. */
export function compare(
  { payload }: RealToken,
  token: "access_token" | "id_token",
  { tokens, decisions }: Reading,
): Comparison[] {
  const real = new Map(
    (payload.root.children ?? []).map(({ children: [key, value] = [] }) => [
      String(key?.value),
      value ? payload.raw(value) : "",
    ]),
  );
  const preview = new Map((tokens[token] ?? []).map(({ name, text }: Claim) => [name, text]));
  const found: Comparison[] = [];
  for (const [claim, expected] of preview) {
    const value = real.get(claim);
    if (value === undefined) found.push({ is: "not there", claim, preview: expected });
    else if (equal(value, expected)) found.push({ is: "same", claim, value });
    else found.push({ is: "other", claim, value, preview: expected });
  }
  const ignored = decisions.filter(
    (decision: Decision): decision is IgnoredDecision =>
      decision.token === token && decision.verdict === "ignored" && !preview.has(decision.claim),
  );
  for (const decision of ignored) {
    const { claim } = decision;
    const value = real.get(claim);
    found.push(
      value === undefined
        ? { is: "missing", claim, decision }
        : { is: "surplus", claim, value, decision },
    );
  }
  const known = new Set(found.map(({ claim }) => claim));
  for (const [claim, value] of real)
    if (!known.has(claim)) found.push({ is: "unmapped", claim, value });
  return found;
}

/** The same JSON value. Numbers are the same if they are written so. */
function equal(a: string, b: string): boolean {
  const tokens = (text: string) =>
    (text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gs) ?? [])
      .map((token) => (token.startsWith('"') ? JSON.stringify(JSON.parse(token)) : token))
      .join("");
  return a === b || tokens(a) === tokens(b);
}

/** Which of the two a token is: an ID token is for the application itself. */
export function kindOf(
  { payload }: RealToken,
  client: string | undefined,
): "access_token" | "id_token" {
  const aud = payload.value(["aud"]);
  const forClient = client !== undefined && [aud].flat().includes(client);
  return forClient || payload.node(["nonce"]) || payload.node(["at_hash"])
    ? "id_token"
    : "access_token";
}
