// Where a page begins, and what it keeps between visits.

import type { PreviewState } from "@claimsmith/preview";
import { checked } from "./link.js";

const KEY = "claimsmith.preview";

/**
 * A program serves the page at an address that the next program may have, so what is kept there
 * goes with the tab.
 */
export const storage = () => (import.meta.env.MODE === "embedded" ? sessionStorage : localStorage);

/** What the server, or the static site, starts the page with. */
export interface Start {
  config?: string;
  session?: string;
  audience?: string[];
  /** There if the server has applications and saves them. */
  server?: object;
  /** The file that a save is written into, if it is written. */
  write?: string;
}

/** The text tells one start from another. */
export async function fetchStart(): Promise<{
  text: string;
  state: PreviewState;
  hasServer: boolean;
  writes: string | undefined;
}> {
  const response = await fetch("./start.json");
  if (!response.ok) throw new Error(`start.json: ${response.status}`);
  const text = await response.text();
  const { config = "{}", session = "{}", audience = [""], server, write }: Start = JSON.parse(text);
  const state = { saved: config, config, session, audience };
  return { text, state, hasServer: server !== undefined, writes: write };
}

/**
 * Keeps the state for the next visit, together with the start that it came from: another start
 * is another piece of work. Returns false where there is no room or no storage.
 */
export function keep(start: string, state: PreviewState): boolean {
  try {
    storage().setItem(KEY, JSON.stringify({ start, state }));
    return true;
  } catch {
    return false;
  }
}

/** What was kept of the work that began with this start. */
export function kept(start: string): PreviewState | undefined {
  try {
    const found = JSON.parse(storage().getItem(KEY) ?? "null");
    return found?.start === start ? checked(found.state) : undefined;
  } catch {
    return undefined; // kept by another version, or there is no storage
  }
}
