// What the server's part of the page shows, and what people may do there.

import type { ClaimChange } from "@claimsmith/preview";
import type { Comparison, Entry, Problem, Source, Target, Version } from "./api.js";
import type { Change } from "./difference.js";

export interface Message {
  mood: "good" | "bad" | "odd";
  text: string;
  problems?: readonly Problem[];
  /** Whether trying again may help. */
  again?: boolean;
}

/** The document that is being edited, and the versions that it was read at. */
export interface Opened extends Entry {
  etag: string;
  /** Absent if the token may not read the tenant's settings. */
  tenantEtag?: string;
}

/** A document that a save changes. */
export interface Part {
  target: Target;
  name: string;
  patch: string;
  changes: readonly Change[];
}

export type Dialog =
  | {
      is: "save";
      parts: readonly Part[];
      effect: readonly ClaimChange[] | string;
      /** Absent until the server has told it, and where one of the configs has problems. */
      comparison?: Comparison;
      trouble?: Message;
    }
  | { is: "behind"; name: string; version: Version | undefined; changes: readonly Change[] }
  | {
      is: "history";
      of: Target;
      name: string;
      versions: readonly Version[];
      /** Whether there may be older ones. */
      more: boolean;
      trouble?: Message;
    }
  | { is: "restore"; of: Target; name: string; version: Version; trouble?: Message }
  | { is: "create"; trouble?: Message }
  | { is: "discard"; name: string; go: () => void };

export interface Model {
  /** Without tokens of its own a server is open to this machine. */
  access: "asking" | "open" | "signed in" | "signed out" | "lost";
  entries: readonly Entry[];
  filter: string;
  opened: Opened | undefined;
  /** Set if an API's mappings are in the place of the application's. */
  source: Source | undefined;
  audience: string;
  message: Message | undefined;
  dialog: Dialog | undefined;
  busy: boolean;
}

export interface Actions {
  signIn(token: string): void;
  signOut(): void;
  connect(): void;
  filter(text: string): void;
  choose(target: Target): void;
  /** Asks for a new application's name. */
  begin(): void;
  create(name: string): void;
  save(): void;
  takeTheirs(): void;
  keepMine(): void;
  history(of: Target, name: string): void;
  older(): void;
  restore(): void;
  reveal(problem: Problem): void;
  /** What people call the place of a problem. */
  placeOf(problem: Problem): string;
  show(dialog: Dialog | undefined): void;
}
