// The page around the preview: where its state comes from and where it is kept.

import "@claimsmith/preview";
import type { PreviewState } from "@claimsmith/preview";
import { Drafts } from "./drafts.js";
import { linkTo, stateIn } from "./link.js";
import { fetchStart, keep, kept } from "./start.js";
import { followTheme } from "./theme.js";
import { writeTo } from "./write.js";

/** Browsers take no longer addresses, in characters. */
const LONGEST_LINK = 2_000_000;

const preview = document.createElement("claims-preview");
const notice = element("#notice", HTMLElement);
const link = element("#link", HTMLButtonElement);
const drafts = new Drafts(element("#draft", HTMLElement), (state) => preview.replace(state));

function element<T extends Element>(selector: string, type: new () => T): T {
  const found = document.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`The page has no ${selector}.`);
  return found;
}

function tell(message: string): void {
  notice.textContent = message;
}

/** The state of the address. The link stays in the address until something is edited. */
async function linkedState(): Promise<PreviewState | undefined> {
  try {
    return await stateIn(location.hash);
  } catch {
    tell("The link is damaged: what it held cannot be read. Ask for it again.");
    return undefined;
  }
}

/** Shows another fragment without going there. */
function setFragment(fragment: string): void {
  history.replaceState(null, "", location.pathname + location.search + fragment);
}

/** Two states of one content. */
function same(a: PreviewState, b: PreviewState): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

async function begin(): Promise<void> {
  const { text, state, hasServer, writes } = await fetchStart();
  let start = text;
  const before = kept(start);
  const linked = await linkedState();
  const draft = before && !same(before, state) ? before : undefined;
  preview.state = before ?? state;
  if (linked && draft && !same(draft, linked)) {
    // The draft is a step back in the history, and is there after a reload too.
    drafts.setAside(draft);
    preview.replace(linked);
  } else if (linked) preview.state = linked;
  preview.noSave = !hasServer && writes === undefined;
  const main = element("main", HTMLElement);
  const place = document.createElement("div");
  if (hasServer) {
    place.className = "server-place"; // it takes its room at once, so that nothing jumps
    main.append(place);
  }
  main.append(preview);
  drafts.show();

  // Typing does not wait for the storage; leaving the page does.
  let scheduled: ReturnType<typeof setTimeout> | undefined;
  const store = () => {
    clearTimeout(scheduled);
    scheduled = undefined;
    const there = keep(start, preview.state);
    if (!there) tell("This is too large for the browser to keep: it will be gone after a reload.");
  };
  let following = false;
  preview.addEventListener("change", () => {
    tell("");
    if (location.hash !== "" && !following) setFragment(""); // it is another state by now
    scheduled ??= setTimeout(store, 200);
  });
  addEventListener("pagehide", () => scheduled !== undefined && store());
  addEventListener("hashchange", async () => {
    const next = await linkedState();
    if (!next || same(next, preview.state)) return;
    if (!same(preview.state, state)) drafts.setAside(preview.state);
    following = true;
    preview.replace(next);
    following = false;
  });
  if (writes !== undefined)
    writeTo(preview, writes, async (message) => {
      start = (await fetchStart()).text; // another visit begins with what was saved
      store();
      tell(message);
    });

  if (!hasServer) return;
  element("#privacy", HTMLElement).textContent =
    "What you type leaves this browser when you save it or issue a token, and not before.";
  const { Connection } = await import("./server/connection.js");
  const origin = linked ? "link" : before ? "kept" : "start";
  await new Connection({ preview, place, keep: store, origin }).connect();
}

link.addEventListener("click", async () => {
  const address = await linkTo(preview.state, location.href);
  if (address.length > LONGEST_LINK) {
    tell("This is too large for a link.");
    return;
  }
  try {
    await navigator.clipboard.writeText(address);
    tell("The link is copied. It holds everything you see.");
  } catch {
    setFragment(new URL(address).hash); // no clipboard: the address bar has it
    tell("The address of this page is now the link. It holds everything you see.");
  }
});

element("#skip", HTMLAnchorElement).addEventListener("click", (event) => {
  event.preventDefault();
  preview.showResult();
});

// The preview has these keys itself; elsewhere on the page they mean the same.
addEventListener("keydown", (event) => {
  const { target } = event;
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  const isUndo = key === "z" || (key === "y" && !event.shiftKey);
  if (key === "s" && !event.shiftKey) preview.save();
  else if (isUndo && !isField) key === "z" && !event.shiftKey ? preview.undo() : preview.redo();
  else return;
  event.preventDefault();
});

// What is pasted beside every field is meant for the preview.
addEventListener("paste", (event) => {
  const text = event.clipboardData?.getData("text/plain");
  const inPreview = event.composedPath().includes(preview);
  const isField = document.activeElement instanceof HTMLInputElement;
  if (event.defaultPrevented || inPreview || isField || !text) return;
  if (document.activeElement === preview) return; // which hears it itself
  event.preventDefault();
  void preview.import(text);
});

// A file that misses the preview would take the page's place.
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  if (event.defaultPrevented) return;
  event.preventDefault();
  const [file] = event.dataTransfer?.files ?? [];
  void file?.text().then((text) => preview.import(text));
});

followTheme(element("#theme", HTMLSelectElement));
begin().catch((error) => tell(`The page could not start. ${error}`));

// Another visit needs no network. A preview that is served from a program's own files has none of it.
if (import.meta.env.MODE !== "embedded" && "serviceWorker" in navigator) {
  addEventListener("load", () => {
    navigator.serviceWorker.register("./sw.js").catch(() => {
      // Without it the page works too, as long as there is a network.
    });
  });
}
