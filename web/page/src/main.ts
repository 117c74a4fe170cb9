// The page around the preview: where its state comes from and where it is kept.

import "@claimsmith/preview";
import { linkTo, stateIn } from "./link.js";
import { fetchStart, keep, kept } from "./start.js";
import { followTheme } from "./theme.js";

/** Browsers take no longer addresses, in characters. */
const LONGEST_LINK = 2_000_000;

const preview = document.createElement("claims-preview");
const notice = element("#notice", HTMLElement);
const link = element("#link", HTMLButtonElement);

function element<T extends Element>(selector: string, type: new () => T): T {
  const found = document.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`The page has no ${selector}.`);
  return found;
}

function tell(message: string): void {
  notice.textContent = message;
}

/** Takes the state of a link. The link stays in the address until something is edited. */
async function followLink(): Promise<boolean> {
  try {
    const state = await stateIn(location.hash);
    if (state) preview.state = state;
    return state !== undefined;
  } catch {
    tell("The link is damaged: what it held cannot be read. Ask for it again.");
    return false;
  }
}

/** Shows another fragment without going there. */
function setFragment(fragment: string): void {
  history.replaceState(null, "", location.pathname + location.search + fragment);
}

async function begin(): Promise<void> {
  const { text: start, state, hasServer } = await fetchStart();
  const linked = await followLink();
  const before = linked ? undefined : kept(start);
  if (!linked) preview.state = before ?? state;
  const main = element("main", HTMLElement);
  const place = document.createElement("div");
  if (hasServer) {
    place.className = "server-place"; // it takes its room at once, so that nothing jumps
    main.append(place);
  }
  main.append(preview);

  // Typing does not wait for the storage; leaving the page does.
  let scheduled: ReturnType<typeof setTimeout> | undefined;
  const store = () => {
    clearTimeout(scheduled);
    scheduled = undefined;
    const there = keep(start, preview.state);
    if (!there) tell("This is too large for the browser to keep: it will be gone after a reload.");
  };
  preview.addEventListener("change", () => {
    tell("");
    if (location.hash !== "") setFragment(""); // it is another state by now
    scheduled ??= setTimeout(store, 200);
  });
  addEventListener("pagehide", () => scheduled !== undefined && store());
  addEventListener("hashchange", followLink);

  if (!hasServer) return;
  element("#privacy", HTMLElement).textContent =
    "What you type leaves this browser when you save it, and not before.";
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
