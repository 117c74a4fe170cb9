// The page's connection to the server that it comes from: who is signed in, which document is being
// edited, and at which version it was read.

import type { ClaimsPreviewElement, Issued, PreviewSave, PreviewState } from "@claimsmith/preview";
import { render } from "lit/html.js";
import { JsonDocument } from "../../../preview/src/json-document.js";
import { placeName } from "../../../preview/src/model.js";
import { Api, type Entry, type Problem, Refusal, type Stored, type Target, TENANT } from "./api.js";
import { compose, differences, mergePatch, separate } from "./difference.js";
import { curl, tokenRequest } from "./issuing.js";
import type { Actions, Dialog, Message, Model, Opened, Part } from "./model.js";
import "./server.css";
import { keyOf, view } from "./views.js";

/** What is kept for a reload goes with the tab, so that no other tab signs out with this one. */
const TOKEN = "claimsmith.token";
const DOCUMENT = "claimsmith.document";

/** So many versions are shown at once. */
const VERSIONS = 20;

/** Typing an audience asks the server once it stops for this long. */
const PAUSE_MS = 250;

/** What the preview has to work on where nobody gave it a session. */
const SESSION = `{
  "session_id": "sess_12345",
  "user_id": "anon|a7f3b2c9e1",
  "created_at": "2026-05-01T10:00:00Z",
  "metadata": { "country": "Spain", "cart_id": "cart:0987654321" }
}
`;

const STILL_HERE = "Your edits are still here.";

/** The page that there is without a server. */
export interface Page {
  preview: ClaimsPreviewElement;
  /** Where the server's part goes. */
  place: HTMLElement;
  /** Keeps the preview's state for a reload. */
  keep(): void;
  /** Where that state came from: a link, a visit before this one, or nowhere. */
  origin: "link" | "kept" | "start";
}

export class Connection implements Actions {
  readonly #page: Page;
  readonly #api = new Api();
  readonly #model: Model = {
    access: "asking",
    entries: [],
    filter: "",
    opened: undefined,
    source: undefined,
    audience: "",
    message: undefined,
    dialog: undefined,
    busy: false,
  };
  /** The version that came in between, while somebody decides. */
  #theirs: { target: Target; stored: Stored } | undefined;
  #reading = 0;
  #asked: ReturnType<typeof setTimeout> | undefined;

  constructor(page: Page) {
    this.#page = page;
    const { preview } = page;
    const token = stored(TOKEN);
    if (token !== null) this.#api.token = token;
    if (page.origin === "start" && preview.state.session === "{}") preview.session = SESSION;
    preview.addEventListener("save", (event) => {
      event.preventDefault();
      this.#prepare(event.detail);
    });
    preview.addEventListener("change", () => {
      if (this.#model.message?.mood === "good") this.#set({ message: undefined });
      if (preview.audience[0] !== this.#model.audience) this.#follow();
    });
  }

  /** Lists what there is and opens what was open before, or the first. */
  async connect(): Promise<void> {
    await this.#try(async () => {
      if (this.#model.access === "lost") this.#set({ access: "asking", message: undefined });
      const lists = await Promise.all([this.#list("client"), this.#list("resource_server")]);
      const entries = lists.flat();
      this.#set({ access: this.#api.token ? "signed in" : "open", entries });
      await this.#resume(entries);
    });
  }

  async #list(kind: "client" | "resource_server"): Promise<Entry[]> {
    try {
      return await this.#api.list(kind);
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 403) throw error;
      this.#add(`${kind === "client" ? "Applications" : "APIs"} are not listed. ${error.message}`);
      return []; // the token may be for the other kind alone
    }
  }

  async #resume(entries: readonly Entry[]): Promise<void> {
    if (this.#model.opened) return; // signed in again
    const { preview, origin } = this.#page;
    const { saved, config } = preview.state;
    const find = (target: Partial<Target> | undefined) =>
      entries.find((entry) => target && keyOf(entry) === `${target.kind} ${target.id}`);
    if (origin === "link") {
      const linked = find(namedBy(config));
      if (linked) await this.#load(linked, "keep edits");
      return;
    }
    const kept = origin === "kept" ? keptDocument() : undefined;
    const before = find(kept);
    if (saved !== config) {
      // The version stays the one that was edited, so that a save says if there is a newer one.
      // What was typed before signing in is nobody's yet, and stays until something is chosen.
      if (before) this.#set({ opened: kept });
      this.#follow();
      return;
    }
    const entry = before ?? entries[0];
    if (entry) await this.#load(entry);
  }

  // Signing in and out

  async signIn(token: string): Promise<void> {
    if (!/^[\x21-\x7e]+$/.test(token)) {
      this.#signedOut("This is no API token: those begin with csm_ and have no spaces.");
      return;
    }
    this.#api.token = token;
    this.#set({ message: undefined });
    await this.connect();
    if (this.#model.access !== "signed in") return;
    store(TOKEN, token);
    this.#page.place.querySelector("select")?.focus();
  }

  signOut(): void {
    this.#leave(() => {
      const { preview } = this.#page;
      preview.config = "{}";
      this.#page.origin = "start"; // whoever signs in next begins anew
      store(DOCUMENT, null);
      this.#page.keep();
      this.#set({ entries: [], filter: "", opened: undefined, source: undefined });
      this.#signedOut("You are signed out.", "good");
    });
  }

  /** Asks for a token, again. What is being edited stays. */
  #signedOut(text: string, mood: Message["mood"] = "bad"): void {
    this.#api.token = undefined;
    store(TOKEN, null);
    this.#set({ access: "signed out", dialog: undefined, message: { mood, text } });
    this.#page.place.querySelector("input")?.focus();
  }

  // Choosing what to edit

  filter(text: string): void {
    this.#set({ filter: text });
  }

  choose({ kind, id }: Target): void {
    const entry = this.#model.entries.find((each) => keyOf(each) === keyOf({ kind, id }));
    if (!entry) {
      this.#set({ message: { mood: "odd", text: "This token may not read it." } });
      return;
    }
    if (keyOf(entry) === keyOf(this.#model.opened ?? TENANT)) {
      this.#reading++; // it stays, whatever else was chosen meanwhile
      this.#page.preview.inert = false;
      return;
    }
    this.#leave(() => {
      this.#set({ message: undefined });
      this.#try(() => this.#load(entry));
    });
  }

  /** Does something that would lose edits, once people have agreed to it. */
  #leave(go: () => void): void {
    const { saved, config } = this.#page.preview.state;
    if (saved === config) {
      go();
      return;
    }
    const agreed = () => {
      this.#set({ dialog: undefined });
      go();
    };
    const name = this.#model.opened?.name ?? "the config";
    this.#set({ dialog: { is: "discard", name, go: agreed } });
  }

  begin(): void {
    this.#leave(() => this.#set({ dialog: { is: "create" } }));
  }

  async create(name: string): Promise<void> {
    await this.#try(async () => {
      const { text } = await this.#api.create(name);
      const entries = await Promise.all([this.#list("client"), this.#list("resource_server")]);
      this.#set({ entries: entries.flat(), filter: "", dialog: undefined });
      const made = this.#model.entries.find((entry) => entry.id === JSON.parse(text).client_id);
      if (made) await this.#load(made);
      this.#set({ message: { mood: "good", text: `${name} is there.` } });
    });
  }

  async #load(entry: Entry, edits?: "keep edits"): Promise<void> {
    const reading = ++this.#reading;
    const { preview } = this.#page;
    preview.inert = true; // what was typed until it comes would be lost
    const both = Promise.all([this.#api.read(entry), this.#tenant()]);
    const [document, tenant] = await both.finally(() => {
      if (reading === this.#reading) preview.inert = false;
    });
    if (reading !== this.#reading) return; // something else was chosen meanwhile
    const config = compose(document.text, tenant?.text);
    if (edits) preview.saved = config;
    else preview.config = config;
    if (entry.kind === "resource_server") preview.audience = entry.address;
    const { kind, id, name, address } = entry;
    const opened: Opened = { kind, id, name, address, etag: document.etag };
    if (tenant) opened.tenantEtag = tenant.etag;
    this.#opened(opened);
    this.#follow();
  }

  async #tenant(): Promise<Stored | undefined> {
    try {
      return await this.#api.read(TENANT);
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 403) throw error;
      this.#add(`The preview is without the tenant’s settings. ${error.message}`);
      return undefined;
    }
  }

  #opened(opened: Opened): void {
    this.#set({ opened });
    store(DOCUMENT, JSON.stringify(opened));
    this.#page.keep();
  }

  /** Finds out whether these mappings are those that apply for the audience. */
  #follow(): void {
    clearTimeout(this.#asked);
    const { opened } = this.#model;
    const { preview } = this.#page;
    const [audience = ""] = preview.audience;
    this.#set({ source: undefined, audience });
    preview.effective = undefined;
    preview.issuer =
      opened?.kind === "client" ? (request) => this.#issue(opened, request) : undefined;
    if (opened?.kind !== "client" || audience === "") return;
    this.#asked = setTimeout(async () => {
      // It is a notice: where there is no answer, there is none.
      const source = await this.#api.source(opened.id, audience).catch(() => undefined);
      const { opened: still, audience: now } = this.#model;
      if (source?.kind !== "resource_server" || still?.id !== opened.id || now !== audience) return;
      this.#set({ source });
      const { config, name, reason } = source;
      if (config !== undefined) preview.effective = { config, name, reason };
    }, PAUSE_MS);
  }

  async #issue(
    { id }: Opened,
    { session, audience }: Pick<PreviewState, "session" | "audience">,
  ): Promise<Issued> {
    const { saved, config } = this.#page.preview.state;
    if (saved !== config) throw new Error("Save first: tokens are issued with what is saved.");
    const request = tokenRequest(id, session, audience);
    return { token: await this.#api.issue(request), command: curl(request) };
  }

  // Saving

  #prepare({ config, effect }: PreviewSave): void {
    const { opened, access } = this.#model;
    const parts = opened ? this.#parts(opened, config) : [];
    const obstacle =
      access === "signed out"
        ? `Sign in to save. ${STILL_HERE}`
        : !opened
          ? "Choose an application to save to, or make a new one."
          : parts.length === 0
            ? "Only the layout of the JSON differs, which is not saved."
            : undefined;
    this.#set(
      obstacle === undefined
        ? { message: undefined, dialog: { is: "save", parts, effect } }
        : { message: { mood: "odd", text: obstacle } },
    );
    if (obstacle === undefined) void this.#compare(this.#page.preview.state.saved, config);
  }

  /** Adds to the question before a save what it does to every session. */
  async #compare(before: string, after: string): Promise<void> {
    const asked = this.#model.dialog;
    const comparison = await this.#api.compare(before, after).catch(() => undefined);
    const { dialog } = this.#model;
    if (comparison && dialog === asked && dialog?.is === "save")
      this.#set({ dialog: { ...dialog, comparison } });
  }

  /** The documents that an edited config changes. */
  #parts(opened: Opened, config: string): Part[] {
    const [before, after] = [separate(this.#page.preview.state.saved), separate(config)];
    const parts: Part[] = [];
    const add = (target: Target, name: string, was: string, is: string) => {
      const patch = mergePatch(was, is);
      if (patch) parts.push({ target, name, patch, changes: differences(was, is) });
    };
    add(opened, opened.name, before.text, after.text);
    // The tenant's settings are a document of their own: a config without them leaves them alone.
    if (after.tenant !== undefined)
      add(TENANT, "The tenant’s settings", before.tenant ?? "{}", after.tenant);
    return parts;
  }

  async save(): Promise<void> {
    const { dialog } = this.#model;
    if (dialog?.is !== "save") return;
    const { config } = this.#page.preview.state;
    await this.#try(async () => {
      const numbers: string[] = [];
      for (const [i, part] of dialog.parts.entries()) {
        const { target, name } = part;
        try {
          const stored = await this.#api.patch(target, part.patch, this.#etag(target));
          numbers.push(`${name}: version ${numberOf(stored)}.`);
          this.#saved(target, stored);
          this.#set({ dialog: { ...dialog, parts: dialog.parts.slice(i + 1) } });
        } catch (error) {
          if (!(error instanceof Refusal) || error.status !== 412) throw error;
          await this.#behind(target, name);
          return;
        }
      }
      // The server may have laid the text out in its own way.
      const { preview } = this.#page;
      const { saved } = preview.state;
      if (preview.state.config === config && saved !== config)
        preview.state = { ...preview.state, config: saved };
      this.#page.keep();
      this.#set({
        dialog: undefined,
        message: { mood: "good", text: `Saved. ${numbers.join(" ")}` },
      });
    });
  }

  /** The version of a document that the edits are made from. */
  #etag(target: Target): string | undefined {
    const { opened } = this.#model;
    return isTenant(target) ? opened?.tenantEtag : opened?.etag;
  }

  /** A document's newest version is what the edits are compared with from here on. */
  #saved(target: Target, { text, etag }: Stored): void {
    const { opened } = this.#model;
    const { preview } = this.#page;
    const known = separate(preview.state.saved);
    if (!opened) return;
    preview.saved = isTenant(target) ? compose(known.text, text) : compose(text, known.tenant);
    if (isTenant(target)) {
      this.#opened({ ...opened, tenantEtag: etag });
      return;
    }
    const { name = opened.name } = JSON.parse(text);
    const entries = this.#model.entries.map((entry) =>
      keyOf(entry) === keyOf(opened) ? { ...entry, name } : entry,
    );
    this.#set({ entries });
    this.#opened({ ...opened, name, etag });
  }

  async #behind(target: Target, name: string): Promise<void> {
    const [stored, [version]] = await Promise.all([
      this.#api.read(target),
      this.#api.versions(target, 1),
    ]);
    const known = separate(this.#page.preview.state.saved);
    const was = isTenant(target) ? (known.tenant ?? "{}") : known.text;
    this.#theirs = { target, stored };
    this.#set({
      dialog: { is: "behind", name, version, changes: differences(was, stored.text) },
    });
  }

  takeTheirs(): void {
    this.#rebase();
    const { preview } = this.#page;
    preview.state = { ...preview.state, config: preview.state.saved };
    this.#page.keep();
    this.#set({
      message: { mood: "good", text: "Theirs is loaded. Undo brings your edits back." },
    });
  }

  keepMine(): void {
    this.#rebase();
    const text =
      "You go on with your edits. Save shows how they differ from the version that there is now.";
    this.#set({ message: { mood: "odd", text } });
  }

  #rebase(): void {
    if (this.#theirs) this.#saved(this.#theirs.target, this.#theirs.stored);
    this.#theirs = undefined;
    this.#set({ dialog: undefined });
  }

  reveal({ path = "", message }: Problem): void {
    this.#set({ dialog: undefined });
    void this.#page.preview.reveal("config", { path, message });
  }

  placeOf({ path = "", message }: Problem): string {
    const { config } = this.#page.preview.state;
    return placeName(config, JsonDocument.read(config), { path, message, code: "" });
  }

  // History

  async history(of: Target, name: string): Promise<void> {
    await this.#try(async () => {
      const versions = await this.#api.versions(of, VERSIONS);
      const more = versions.length === VERSIONS;
      this.#set({ dialog: { is: "history", of, name, versions, more } });
    });
  }

  async older(): Promise<void> {
    const { dialog } = this.#model;
    if (dialog?.is !== "history") return;
    await this.#try(async () => {
      const older = await this.#api.versions(dialog.of, VERSIONS, dialog.versions.at(-1)?.number);
      const versions = [...dialog.versions, ...older];
      this.#set({ dialog: { ...dialog, versions, more: older.length === VERSIONS } });
    });
  }

  async restore(): Promise<void> {
    const { dialog, opened } = this.#model;
    if (dialog?.is !== "restore") return;
    const { of, version, name } = dialog;
    await this.#try(async () => {
      try {
        const stored = await this.#api.restore(of, version.number, this.#etag(of));
        this.#set({ dialog: undefined });
        if (opened) await this.#load(opened);
        const text = `Version ${version.number} of ${name} is saved again, as version ${numberOf(stored)}.`;
        this.#set({ message: { mood: "good", text } });
      } catch (error) {
        if (!(error instanceof Refusal) || error.status !== 412) throw error;
        await this.#behind(of, name);
      }
    });
  }

  // The look

  show(dialog: Dialog | undefined): void {
    if (dialog !== this.#model.dialog) this.#set({ dialog });
  }

  /** Does one thing with the server, and says what became of it if that is not what was wanted. */
  async #try(work: () => Promise<void>): Promise<void> {
    this.#set({ busy: true });
    try {
      await work();
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#set({ busy: false });
    }
  }

  #failed(error: unknown): void {
    const { saved, config } = this.#page.preview.state;
    const edited = saved !== config ? ` ${STILL_HERE}` : "";
    const { status, message, problems }: Pick<Refusal, "status" | "message" | "problems"> =
      error instanceof Refusal
        ? error
        : { status: -1, message: `The server's answer cannot be read. ${error}`, problems: [] };
    if (status === 401) {
      const { token } = this.#api;
      const why = token === undefined ? "The server wants a token by now." : message;
      // The first request of all finds out whether the server wants one.
      if (token === undefined && this.#model.access === "asking")
        this.#set({ access: "signed out", message: undefined });
      else this.#signedOut(edited ? `${why} Sign in and save again.${edited}` : why);
      return;
    }
    const trouble: Message = { mood: "bad", text: message + edited, problems };
    const { dialog, access } = this.#model;
    if (dialog && dialog.is !== "behind" && dialog.is !== "discard")
      this.#set({ dialog: { ...dialog, trouble } });
    else if (access === "asking" || access === "lost")
      this.#set({ access: "lost", message: { ...trouble, again: true } });
    else this.#set({ message: trouble });
  }

  /** Says one thing more, of those that a token does not allow. */
  #add(text: string): void {
    const { message } = this.#model;
    const before = message?.mood === "odd" ? `${message.text} ` : "";
    this.#set({ message: { mood: "odd", text: before + text } });
  }

  #set(change: Partial<Model>): void {
    const before = this.#model.dialog?.is;
    Object.assign(this.#model, change);
    const { place } = this.#page;
    // Closing gives the focus back to where it was; an element that is taken away does not.
    if (!this.#model.dialog) place.querySelector("dialog")?.close();
    render(view(this.#model, this), place);
    const select = place.querySelector("select");
    if (select) select.value = select.dataset.chosen ?? "";
    const dialog = place.querySelector("dialog");
    if (!dialog) return;
    if (!dialog.open) dialog.showModal();
    else if (before !== this.#model.dialog?.is)
      dialog.querySelector<HTMLElement>("[autofocus]")?.focus();
  }
}

function isTenant({ kind }: Target): boolean {
  return kind === "tenant";
}

/** Which document a config is of. */
function namedBy(config: string): Target | undefined {
  try {
    const { client_id, id } = JSON.parse(config);
    if (typeof client_id === "string") return { kind: "client", id: client_id };
    return typeof id === "string" ? { kind: "resource_server", id } : undefined;
  } catch {
    return undefined;
  }
}

function keptDocument(): Opened | undefined {
  try {
    return JSON.parse(stored(DOCUMENT) ?? "null") ?? undefined;
  } catch {
    return undefined; // kept by another version
  }
}

function numberOf({ etag }: Stored): string {
  return etag.replace(/^W\//, "").replaceAll('"', "");
}

function stored(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null; // there is no storage
  }
}

function store(key: string, text: string | null): void {
  try {
    if (text === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // It lasts until the page is left.
  }
}
