import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Named {
  name: string;
  description?: string;
}

const here = new URL(".", import.meta.url);
const sources = readdirSync(here, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
  .map((name) => readFileSync(new URL(name, here), "utf8"));
// The build makes it of the element's documentation comment.
const manifest = JSON.parse(readFileSync(new URL("../dist/custom-elements.json", here), "utf8"));
const [element] = manifest.modules.flatMap(({ declarations }: { declarations: object[] }) =>
  declarations.filter((each) => "tagName" in each),
);

/** What all sources have of a pattern's first group, each word once. */
function found(pattern: RegExp): string[] {
  const all = sources.flatMap((text) =>
    Array.from(text.matchAll(pattern), ([, words = ""]) => words),
  );
  return [...new Set(all.flatMap((words) => words.split(" ")))].sort();
}

const named = (list: Named[]) => list.map(({ name }) => name).sort();

test("every part of a template is in the manifest, and no other", () => {
  expect(named(element.cssParts)).toEqual(found(/ part="([\w -]+)"/g));
});

test("every slot is in the manifest, and no other", () => {
  expect(named(element.slots)).toEqual(["", ...found(/<slot name="(\w+)"/g)]);
});

test("every property for looks is in the manifest, and no other", () => {
  const theme = readFileSync(new URL("styles/theme.ts", here), "utf8");
  const defined = Array.from(theme.matchAll(/^ +(--cs-[\w-]+):/gm), ([, name = ""]) => name);
  expect(named(element.cssProperties)).toEqual(defined.sort());
});

test("every event that is dispatched is in the manifest, and every entry says something", () => {
  const own = readFileSync(new URL("claims-preview.ts", here), "utf8");
  const dispatched = Array.from(own.matchAll(/new CustomEvent\("(\w+)"/g), ([, name = ""]) => name);
  expect(named(element.events)).toEqual(dispatched.sort());
  for (const list of [element.cssParts, element.slots, element.events, element.members])
    for (const { name, description } of list) expect(description, name).toBeTruthy();
});

test("the members are those of the public type", () => {
  const names = named(element.members);
  expect(names).toContain("replace");
  expect(names).not.toContain("fold");
  expect(names).not.toContain("#state");
});
