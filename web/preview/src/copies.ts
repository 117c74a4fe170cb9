// What "Copy as" gives: texts to take elsewhere.

import { JsonDocument } from "./json-document.js";
import { isApiDialect } from "./mappings.js";
import type { Explained, Reading } from "./reading.js";
import type { PreviewState } from "./types.js";

interface Request {
  collection: "resource-servers" | "clients";
  id: string | undefined;
  /** The members to save, those of them that the config has. */
  members: string[];
}

/** What saving a config asks of the provider's Management API. */
function requests(config: JsonDocument): Request[] {
  const has = (name: string) => config.node([name]) !== undefined;
  const all = ["access_token", "id_token", "saml_configuration"].filter(has);
  const isApi = (member: string) => member === "access_token" && isApiDialect(config);
  const [api, client] = [all.filter(isApi), all.filter((member) => !isApi(member))];
  const made: Request[] = [
    { collection: "resource-servers", id: config.string(["id"]), members: api },
    { collection: "clients", id: config.string(["client_id"]), members: client },
  ];
  return made.filter(({ members }) => members.length > 0);
}

/** Reports whether a config has something to save. */
export function canPatch(config: JsonDocument): boolean {
  return requests(config).length > 0;
}

/** The requests of the provider's Management API that save the config, for a shell. */
export function patchRequests(config: JsonDocument): string {
  const domain = config.string(["tenant", "domain"]) || "YOUR_DOMAIN";
  return requests(config)
    .map(({ collection, id, members }) => {
      const name = encodeURIComponent(id || "YOUR_ID");
      const body = members.map((member) => {
        const node = config.node([member]);
        return `${JSON.stringify(member)}: ${node && config.raw(node)}`;
      });
      return [
        `curl --request PATCH ${quoted(`https://${domain}/api/v2/${collection}/${name}`)} \\`,
        `  --header 'Authorization: Bearer YOUR_TOKEN' \\`,
        `  --header 'Content-Type: application/json' \\`,
        `  --data ${quoted(`{ ${body.join(", ")} }`)}`,
        "",
      ].join("\n");
    })
    .join("\n");
}

/** A text as one word of a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A file for `claimsmith test` with one vector, which wants what the preview shows. */
export function vector(state: PreviewState, edited: Explained): string {
  return `[\n${vectorOf("from the preview", state, edited)}\n]\n`;
}

/** One vector, indented as an element of a list. */
export function vectorOf(
  name: string,
  { config, session, audience }: Pick<PreviewState, "config" | "session" | "audience">,
  edited: Explained,
): string {
  const wants = audience.length === 1 ? audience[0] : audience;
  const members = [
    `"name": ${JSON.stringify(name)}`,
    input("config", config),
    input("session", session),
    `"audience": ${JSON.stringify(wants)}`,
    edited.reading && !edited.reading.error ? want(edited.reading) : wantError(edited),
  ];
  return `  {\n    ${members.join(",\n    ")}\n  }`;
}

/** An input by its value or, where the file would not be JSON with it, by its text. */
function input(name: string, text: string): string {
  return JsonDocument.read(text)
    ? `"${name}": ${text.trim().replaceAll("\n", "\n    ")}`
    : `"${name}_text": ${JSON.stringify(text)}`;
}

function want({ tokens, attributes, decisions }: Reading): string {
  const members: string[] = [];
  for (const [token, claims] of Object.entries(tokens)) {
    const list = claims.map(({ name, text }) => `${JSON.stringify(name)}: ${text}`);
    members.push(`"${token}": { "claims": ${list.length ? `{ ${list.join(", ")} }` : "{}"} }`);
  }
  if (attributes) {
    const list = attributes.map(
      ({ name, values }) => `{ "name": ${JSON.stringify(name)}, "values": [${values.join(", ")}] }`,
    );
    members.push(`"saml": { "attributes": [${list.join(", ")}] }`);
  }
  // The outcome has no entry for an attribute that is missing.
  const ignored = decisions.flatMap(({ token, claim, reason }) =>
    reason && token !== "saml" ? [JSON.stringify({ token, claim, reason })] : [],
  );
  members.push(`"ignored": [${ignored.join(", ")}]`);
  return `"want": {\n      ${members.join(",\n      ")}\n    }`;
}

function wantError({ reading, failure }: Explained): string {
  if (reading?.error) {
    const { code, token } = reading.error;
    return `"want_error": ${JSON.stringify({ code, token })}`;
  }
  const problems = failure?.problems.map(({ code }) => code).sort();
  return `"want_error": ${JSON.stringify({ code: failure?.code, problems })}`;
}
