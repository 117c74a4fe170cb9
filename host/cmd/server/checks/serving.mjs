// Starts `claimsmith serve` for a check, with a database and a folder of its own.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/**
 * Runs a check against a server that it starts with further flags, and ends the server.
 * The check gets the server's URL, an API token that may do everything, and the folder,
 * where `--tls` leaves claimsmith-ca.pem.
 */
export async function serving(program, flags, check) {
  const folder = await mkdtemp(join(tmpdir(), "claimsmith-"));
  const server = spawn(program, ["serve", "--addr", "127.0.0.1:0", "--log-level", "error", ...flags], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
    const said = async (what) => {
      const { value: line } = await lines.next();
      assert.ok(line?.startsWith(what), line);
      return line.slice(what.length);
    };
    await check(await said("serving at "), await said("API token: "), folder);
  } finally {
    server.kill();
    await rm(folder, { recursive: true });
  }
}

/** Asks for JSON with a method and perhaps a body; what is no success is an error. */
export async function ask(method, url, body, token) {
  const response = await fetch(url, {
    method,
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    body: body && JSON.stringify(body),
  });
  const answer = await response.json();
  assert.ok(response.ok, `${method} ${url}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
}

/** Makes an application that may use the whole Management API by its ID and secret. */
export async function machine(url, token, scope) {
  const api = new URL("api/v2/", url).href;
  const { client_id, client_secret } = await ask("POST", `${api}clients`, { name: "CI", app_type: "non_interactive" }, token);
  await ask("POST", `${api}client-grants`, { client_id, audience: api, ...(scope ? { scope } : { allow_all_scopes: true }) }, token);
  return { client_id, client_secret };
}
