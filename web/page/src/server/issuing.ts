// The request that an application makes for the session that is previewed.

import { JsonDocument } from "../../../preview/src/json-document.js";
import type { TokenRequest } from "./api.js";

/** The grant of the issuer's test logins, of which the user is described in the request. */
const TEST_LOGIN = "urn:claimsmith:params:oauth:grant-type:test-login";

/** Asks for the token of a session; throws a sentence where the issuer cannot have such a one. */
export function tokenRequest(
  client: string,
  session: string,
  audience: readonly string[],
): TokenRequest {
  const document = JsonDocument.read(session, Number.POSITIVE_INFINITY);
  if (!document) throw new Error("The session cannot be read.");
  if (audience.length > 1) throw new Error("A token is asked for with one audience.");
  const members = [`"client_id":${JSON.stringify(client)}`];
  const put = (name: string, path: string[]) => {
    const node = document.node(path);
    if (node && node.type !== "null") members.push(`"${name}":${document.raw(node)}`);
  };
  if (audience[0]) members.push(`"audience":${JSON.stringify(audience[0])}`);
  if (document.node(["user"])?.type !== "object") {
    const inside =
      document.node(["anonymous_session"])?.type === "object" ? ["anonymous_session"] : [];
    put("metadata", [...inside, "metadata"]);
    put("scope", ["scope"]);
    return { path: "anonymous/token", body: `{${members.join(",")}}` };
  }
  members.push(`"grant_type":"${TEST_LOGIN}"`);
  for (const name of ["user", "scope", "custom_claims"]) put(name, [name]);
  return { path: "oauth/token", body: `{${members.join(",")}}` };
}

/** The same for a shell. */
export function curl({ path, body }: TokenRequest): string {
  const url = new URL(path, document.baseURI).href;
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  return [
    `curl --request POST ${quoted(url)} \\`,
    "  --header 'Content-Type: application/json' \\",
    `  --data ${quoted(body)}`,
    "",
  ].join("\n");
}
