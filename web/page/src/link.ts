// A link that holds a whole state in its fragment, which no server sees.

import type { PreviewState, Scenario } from "@claimsmith/preview";

const PREFIX = "#s=";

/** No state that people work on is larger; what unpacks to more is no link of ours. */
const LARGEST_STATE_BYTES = 16 << 20;

/** The address with the state after the `#`. */
export async function linkTo(state: PreviewState, address: string): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(state));
  const packed = await through(new CompressionStream("deflate-raw"), bytes);
  const url = new URL(address);
  url.hash = PREFIX + base64url(packed);
  return url.href;
}

/** The state in a fragment, `undefined` if there is none; throws if it is damaged. */
export async function stateIn(fragment: string): Promise<PreviewState | undefined> {
  if (!fragment.startsWith(PREFIX)) return undefined;
  const packed = bytesOf(fragment.slice(PREFIX.length));
  const bytes = await through(new DecompressionStream("deflate-raw"), packed);
  return checked(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
}

/** A value from outside as a state; throws if it is none. */
export function checked(value: unknown): PreviewState {
  const state = value as Partial<PreviewState> | null;
  const { saved, config, session, audience, scenarios } = state ?? {};
  if (
    typeof saved !== "string" ||
    typeof config !== "string" ||
    typeof session !== "string" ||
    !areTexts(audience) ||
    (scenarios !== undefined && !areScenarios(scenarios))
  ) {
    throw new TypeError("This is no state of a preview.");
  }
  return { saved, config, session, audience, ...(scenarios && { scenarios }) };
}

function areTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function areScenarios(value: unknown): value is Scenario[] {
  const isOne = ({ name, session, audience }: Partial<Scenario>) =>
    typeof name === "string" && typeof session === "string" && areTexts(audience);
  return Array.isArray(value) && value.every((each) => each !== null && isOne(each));
}

async function through(
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  let size = 0;
  const bounded = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, out) {
      size += chunk.length;
      if (size > LARGEST_STATE_BYTES) throw new RangeError("The state is too large.");
      out.enqueue(chunk);
    },
  });
  const out = new Blob([bytes]).stream().pipeThrough(stream).pipeThrough(bounded);
  return new Uint8Array(await new Response(out).arrayBuffer());
}

function base64url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (c) => c.charCodeAt(0));
}
