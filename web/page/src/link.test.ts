import { deflateRawSync } from "node:zlib";
import type { PreviewState } from "@claimsmith/preview";
import { describe, expect, test } from "vitest";
import { checked, linkTo, stateIn } from "./link.js";

const PAGE = "https://preview.example/some/path/?q=1#old";
const STATE: PreviewState = {
  saved: "{}",
  config: '{ "a": 1.0 } ',
  session: "broken \u0000 \ud83c\uddea\ud83c\uddf8 €",
  audience: ["a", "", "#&=%"],
};

const fragment = (text: string) => `#s=${deflateRawSync(text).toString("base64url")}`;

describe("a link", () => {
  test.each<[string, PreviewState]>([
    ["of any text", STATE],
    ["of nothing", { saved: "", config: "", session: "", audience: [] }],
    ["of a lone surrogate", { ...STATE, session: "\ud800" }],
    ["of a megabyte", { ...STATE, session: "x€".repeat(1 << 19) }],
  ])("%s comes back as it was", async (_, state) => {
    const link = new URL(await linkTo(state, PAGE));
    expect(link.href.slice(0, link.href.indexOf("#"))).toBe(
      "https://preview.example/some/path/?q=1",
    );
    expect(link.hash).toMatch(/^#s=[\w-]+$/);
    expect(await stateIn(link.hash)).toEqual(state);
  });

  test("is none if the fragment is another", async () => {
    for (const other of ["", "#", "#top", "#S=abc"]) expect(await stateIn(other)).toBeUndefined();
  });

  test.each([
    ["is cut", fragment(JSON.stringify(STATE)).slice(0, 30)],
    ["is not base64", "#s=%%%"],
    ["is not compressed", "#s=AAAA"],
    ["is no JSON", fragment("{")],
    ["is no UTF-8", `#s=${deflateRawSync(Buffer.from([0x22, 0xff, 0x22])).toString("base64url")}`],
    ["is another value", fragment("[1]")],
    ["unpacks to more than 16 MB", fragment(`"${"x".repeat(17 << 20)}"`)],
  ])("that %s is damaged", async (_, hash) => {
    await expect(stateIn(hash)).rejects.toThrow();
  });
});

test.each([
  null,
  1,
  "x",
  [],
  {},
  { ...STATE, saved: 1 },
  { ...STATE, audience: "a" },
  { ...STATE, audience: [1] },
])("%j is no state", (value) => {
  expect(() => checked(value)).toThrow(TypeError);
});

test("a state has its own members alone", () => {
  expect(checked({ ...STATE, more: 1 })).toEqual(STATE);
});
