// Keeps the page for visits without a network. The build puts the two constants before it.

declare const FILES: readonly string[];
declare const VERSION: string;

interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface Scope {
  addEventListener(type: "install" | "activate", on: (event: ExtendableEvent) => void): void;
  addEventListener(type: "fetch", on: (event: FetchEvent) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}
const scope = self as unknown as Scope;
/** Of this site alone: an origin may have several, each with its own worker. */
const SITE = `claimsmith ${new URL("./", location.href).pathname} `;
const NAME = SITE + VERSION;

scope.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(NAME)
      // Not from the browser's own cache, which may have files of another version.
      .then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: "reload" }))))
      .then(() => scope.skipWaiting()),
  );
});

scope.addEventListener("activate", (event) => {
  const old = (names: string[]) => names.filter((name) => name.startsWith(SITE) && name !== NAME);
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(old(names).map((name) => caches.delete(name))))
      .then(() => scope.clients.claim()),
  );
});

scope.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && new URL(url).origin === location.origin) {
    event.respondWith(answer(event.request));
  }
});

/**
 * The network's answer, which is the newest; what was kept where there is no network. Files whose
 * names change with what is in them are taken from what was kept.
 */
async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(NAME);
  const found = await cache.match(request, { ignoreSearch: true });
  if (found && /-[\w-]{8}\.\w+$/.test(new URL(request.url).pathname)) return found;
  try {
    return await fetch(request);
  } catch (error) {
    if (found) return found;
    throw error;
  }
}
