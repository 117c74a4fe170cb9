// The public face of <claims-preview>.

/** All that a preview shows follows from this. Texts are JSON, and may be broken. */
export interface PreviewState {
  /** The config as it was saved last. */
  saved: string;
  /** The config as it is being edited. */
  config: string;
  session: string;
  audience: readonly string[];
  /** Sessions and audiences that are tried together, if any were kept. */
  scenarios?: readonly Scenario[];
}

/** A session and an audience with a name. */
export interface Scenario {
  name: string;
  session: string;
  audience: readonly string[];
}

/** The detail of `change`: the state after an edit. */
export interface PreviewChange extends PreviewState {
  /** Whether the edited config differs from the saved one. */
  changed: boolean;
}

/**
 * The detail of `save`: the config to save. The edited config counts as saved when the event was
 * heard. Whoever saves elsewhere first calls `preventDefault()` and sets `saved` when it is done.
 */
export interface PreviewSave {
  /** The whole edited config, as text. */
  config: string;
  /**
   * What it changes in the tokens of the sample session, or a sentence where there are no tokens
   * before or after it.
   */
  effect: readonly ClaimChange[] | string;
}

/** A claim that differs between two outcomes. */
export interface ClaimChange {
  token: "access_token" | "id_token" | "userinfo" | "saml";
  claim: string;
  /** JSON texts as they stand in the tokens. Without the one the claim was added, without the other removed. */
  before?: string;
  after?: string;
}

/** Another document whose access token's mappings apply in the place of the config's own. */
export interface Effective {
  /** A config with the `access_token` that applies, as JSON text. */
  config: string;
  /** What the document is called. */
  name: string;
  /** Why its mappings apply, in a sentence. */
  reason: string;
}

/** A token that was really issued. */
export interface Issued {
  token: string;
  /** The command that asks for another. */
  command: string;
}

/** Issues a token for an application's session and audience; throws an `Error` with a sentence. */
export type Issue = (request: Pick<PreviewState, "session" | "audience">) => Promise<Issued>;

/**
 * `<claims-preview>`. The properties are also attributes, in kebab case, but for `saved`, `state`,
 * `effective` and `issuer`.
 */
export interface ClaimsPreviewElement extends HTMLElement {
  /** The saved config, as a value or as JSON text. Setting it discards edits. */
  config: unknown;
  /** The same; setting it keeps what is being edited. */
  saved: unknown;
  /** The sample session, as a value or as JSON text. */
  session: unknown;
  /** The audience, or several. */
  audience: string | readonly string[];
  /** Where the worker's script is; by default beside this module. */
  workerUrl: string | undefined;
  /** Where the policy module is; by default beside this module. */
  moduleUrl: string | undefined;
  /** Everything at once, to be kept and restored. Setting it after an edit can be undone. */
  state: PreviewState;
  /** Offers no Save, where there is nothing to save to. */
  noSave: boolean;
  /** Set while the mappings of another document apply to the access token. */
  effective: Effective | undefined;
  /** Where this is set, the preview offers to issue an access token. */
  issuer: Issue | undefined;

  /** Takes another state, what is saved among it, in a way that can be undone. */
  replace(state: PreviewState): void;
  undo(): void;
  redo(): void;
  /** Does what the Save button does. */
  save(): void;
  /** Takes a text for what it is: a config, a session, a token, a command, vectors. */
  import(text: string): Promise<void>;
  /** Puts the focus on the result. */
  showResult(): void;
  /**
   * Goes to a place of the config or the session, an RFC 6901 pointer: to its field in the table, or
   * to the JSON, with the message beside it.
   */
  reveal(input: "config" | "session", place: { path: string; message: string }): Promise<void>;

  addEventListener<K extends keyof ClaimsPreviewEventMap>(
    type: K,
    listener: (this: ClaimsPreviewElement, event: ClaimsPreviewEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

export interface ClaimsPreviewEventMap extends HTMLElementEventMap {
  change: CustomEvent<PreviewChange>;
  save: CustomEvent<PreviewSave>;
}

declare global {
  interface HTMLElementTagNameMap {
    "claims-preview": ClaimsPreviewElement;
  }
}
