// The Management API of the server that the page comes from.

import { JsonDocument } from "../../../preview/src/json-document.js";
import type { Change } from "./difference.js";

export type Kind = "client" | "resource_server" | "tenant";

const COLLECTIONS = {
  client: "api/v2/clients",
  resource_server: "api/v2/resource-servers",
  tenant: "api/v2/tenants",
};

/** What a server lists at once; it says itself how many there are. */
const PAGE = 100;

/** A server that takes longer is as good as gone. */
const PATIENCE_MS = 20_000;

/** Names a document; that of the tenant is "settings". */
export interface Target {
  kind: Kind;
  id: string;
}

export const TENANT: Target = { kind: "tenant", id: "settings" };

/** A document as it was read: every byte, and which version it is. */
export interface Stored {
  text: string;
  etag: string;
}

/** An application or an API, to be chosen from. */
export interface Entry extends Target {
  name: string;
  /** The client_id, or the API's identifier. */
  address: string;
}

export interface Version {
  number: number;
  saved: string;
  by: string;
  deleted: boolean;
  changes: readonly Change[];
}

export interface Problem {
  path?: string;
  message: string;
}

/** Whose mappings an access token gets. */
export interface Source {
  kind: Kind;
  id: string;
  name: string;
  reason: string;
  /** The config that applies, if the token may read its documents. */
  config?: string;
}

/** What two configs differ in for every session, in the server's words. */
export interface Comparison {
  says: string;
  claims: { token: string; claim: string; verdict: string; says: string }[];
}

/** What an application asks the issuer for. */
export interface TokenRequest {
  path: string;
  body: string;
}

/** A request that was not fulfilled. The message is a sentence for people. */
export class Refusal extends Error {
  /** 0 if no server answered. */
  readonly status: number;
  readonly problems: readonly Problem[];

  constructor(status: number, message: string, problems: readonly Problem[] = []) {
    super(message);
    this.status = status;
    this.problems = problems;
  }
}

export class Api {
  token: string | undefined;

  /** All applications, or all APIs. */
  async list(kind: "client" | "resource_server"): Promise<Entry[]> {
    const [member, id, address] =
      kind === "client"
        ? (["clients", "client_id", "client_id"] as const)
        : (["resource_servers", "id", "identifier"] as const);
    const fields = `fields=name,${id},${address}&include_fields=true`;
    const all: Entry[] = [];
    for (let page = 0; ; page++) {
      const query = `page=${page}&per_page=${PAGE}&include_totals=true&${fields}`;
      const body = JSON.parse((await this.#ask("GET", `${COLLECTIONS[kind]}?${query}`)).text);
      for (const each of body[member])
        all.push({ kind, id: each[id], name: each.name, address: each[address] });
      if (body[member].length === 0 || all.length >= body.total) return all;
    }
  }

  read(target: Target): Promise<Stored> {
    return this.#ask("GET", pathOf(target));
  }

  create(name: string): Promise<Stored> {
    return this.#ask("POST", COLLECTIONS.client, JSON.stringify({ name }));
  }

  /** Merges a patch into a document, which still has to be the version that was read. */
  patch(target: Target, patch: string, etag: string | undefined): Promise<Stored> {
    return this.#ask("PATCH", pathOf(target), patch, etag);
  }

  /** The versions of a document, the newest first, from before a number. */
  async versions(target: Target, limit: number, before?: number): Promise<Version[]> {
    const query = `per_page=${limit}${before === undefined ? "" : `&before=${before}`}`;
    const { text } = await this.#ask("GET", `${pathOf(target)}/versions?${query}`);
    return versionsIn(text);
  }

  restore(target: Target, number: number, etag: string | undefined): Promise<Stored> {
    return this.#ask("POST", `${pathOf(target)}/versions/${number}/restore`, undefined, etag);
  }

  async source(client: string, audience: string): Promise<Source> {
    const query = new URLSearchParams({ client_id: client, audience });
    const { text } = await this.#ask("GET", `v1/effective?${query}`);
    const { source, reason } = JSON.parse(text);
    const document = JsonDocument.read(text, Number.POSITIVE_INFINITY);
    const config = document?.node(["config"]);
    return { ...source, reason, ...(document && config && { config: document.raw(config) }) };
  }

  async compare(before: string, after: string): Promise<Comparison> {
    const { text } = await this.#ask("POST", "v1/diff", `{"old":${before},"new":${after}}`);
    return JSON.parse(text);
  }

  /** Asks the issuer for tokens, as an application would. */
  async issue({ path, body }: TokenRequest): Promise<string> {
    return JSON.parse((await this.#ask("POST", path, body)).text).access_token;
  }

  async #ask(method: string, path: string, body?: string, etag?: string): Promise<Stored> {
    const headers = new Headers();
    if (this.token) headers.set("authorization", `Bearer ${this.token}`);
    if (body !== undefined) headers.set("content-type", "application/json");
    if (etag !== undefined) headers.set("if-match", etag);
    let response: Response;
    let text: string;
    try {
      response = await fetch(new URL(path, document.baseURI), {
        method,
        headers,
        cache: "no-store",
        signal: AbortSignal.timeout(PATIENCE_MS),
        ...(body !== undefined && { body }),
      });
      text = await response.text();
    } catch {
      throw new Refusal(0, "The server does not answer.");
    }
    if (!response.ok) throw refusal(response, text);
    // A proxy that compresses makes a tag weak, and a weak one matches nothing (RFC 9110, 8.8.1).
    return { text, etag: (response.headers.get("etag") ?? "").replace(/^W\//, "") };
  }
}

function pathOf({ kind, id }: Target): string {
  return `${COLLECTIONS[kind]}/${encodeURIComponent(id)}`;
}

/** What an answer says, for people. A proxy's answer need not be the server's JSON. */
function refusal({ status, headers }: Response, text: string): Refusal {
  let said = "";
  let problems: Problem[] = [];
  try {
    const body = JSON.parse(text);
    if (typeof body.message === "string") said = body.message;
    if (typeof body.error_description === "string") said = body.error_description;
    if (Array.isArray(body.problems)) problems = body.problems;
  } catch {
    // The status says enough.
  }
  if (status === 401)
    return new Refusal(status, "The server does not know this token, or it has expired.");
  if (status === 403) return new Refusal(status, `This token does not allow it. ${said}`.trim());
  if (status === 429) {
    const seconds = Number(headers.get("retry-after"));
    const when = seconds > 0 ? `in ${seconds} second${seconds === 1 ? "" : "s"}` : "in a moment";
    return new Refusal(status, `The server has too many requests. Try again ${when}.`);
  }
  if (status >= 500) return new Refusal(status, `The server failed (${status}). ${said}`.trim());
  return new Refusal(status, said || `The server refused it (${status}).`, problems);
}

/** Reads versions without losing a digit of what they changed. */
function versionsIn(text: string): Version[] {
  const document = JsonDocument.read(text, Number.POSITIVE_INFINITY);
  const versions = JSON.parse(text).versions as (Omit<Version, "changes"> & {
    difference: Pick<Change, "change" | "path" | "claim">[];
  })[];
  return versions.map(({ number, saved, by, deleted, difference }, i): Version => {
    const changes = difference.map(({ change, path, claim }, j): Change => {
      const raw = (side: "before" | "after") => {
        const node = document?.node(["versions", i, "difference", j, side]);
        return node && document?.raw(node);
      };
      const [before, after] = [raw("before"), raw("after")];
      return {
        change,
        path,
        ...(claim !== undefined && { claim }),
        ...(before !== undefined && { before }),
        ...(after !== undefined && { after }),
      };
    });
    return { number, saved, by, deleted, changes };
  });
}
