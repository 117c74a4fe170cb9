import { describe, expect, test } from "vitest";
import { indented, indexOfByte, JsonDocument, type Node, pointer, steps } from "./json-document.js";
import { jsonText, Random, tokens } from "./testing/random.js";

function read(text: string): JsonDocument {
  const document = JsonDocument.read(text);
  if (!document) throw new Error(`not read: ${text}`);
  return document;
}

function at(document: JsonDocument, pointer: string): Node {
  const node = document.at(pointer);
  if (!node) throw new Error(`nothing at ${pointer}`);
  return node;
}

describe("reading", () => {
  test("takes what JSON.parse takes, and nothing else", () => {
    const random = new Random(1);
    const counts = { valid: 0, broken: 0 };
    for (let i = 0; i < 4000; i++) {
      const characters = [...jsonText(random)];
      // Half of them lose, gain or change a character.
      if (random.below(2) === 1) {
        const other = random.pick(['"', "\\", "{", "]", ",", ":", "0", "-", ".", "e", "\x01", "/"]);
        characters.splice(random.below(characters.length), random.below(2), ...other);
      }
      const text = characters.join("");
      let value: unknown;
      try {
        value = JSON.parse(text);
        counts.valid++;
      } catch {
        counts.broken++;
        expect(JsonDocument.read(text), text).toBeUndefined();
        continue;
      }
      expect(read(text).value([]), text).toEqual(value);
    }
    expect(Math.min(counts.valid, counts.broken)).toBeGreaterThan(500);
  });

  test.each([
    "",
    " ",
    "{",
    "{}}",
    "{} {}",
    "[1,]",
    '{"a":1,}',
    "// note\n{}",
    "{/* note */}",
    "{'a':1}",
    "{a:1}",
    "\ufeff{}",
    "\u00a0{}",
    '"\t"',
    "01",
    "+1",
    ".5",
    "NaN",
    "undefined",
  ])("leaves %j to the engine", (text) => {
    expect(JsonDocument.read(text)).toBeUndefined();
  });

  test("leaves what is too deep to the engine", () => {
    for (const open of ["[", '{"a":'])
      expect(JsonDocument.read(open.repeat(40_000))).toBeUndefined();
    const deep = "[".repeat(100_000) + "]".repeat(100_000);
    expect(JsonDocument.read(deep)).toBeUndefined();
  });

  test("leaves what is too long to the engine, unless it is told to read it", () => {
    const long = JSON.stringify("x".repeat(1 << 18));
    expect(JsonDocument.read(long)).toBeUndefined();
    expect(JsonDocument.read(long, long.length)?.text).toBe(long);
    expect(JsonDocument.read(`${" ".repeat((1 << 18) - 1)}1`)).toBeDefined();
  });
});

describe("pointers", () => {
  test("are paths and back", () => {
    const path = ["", "a/b~c", "~1", "__proto__", "0", "ü😀"];
    expect(pointer(path)).toBe("//a~1b~0c/~01/__proto__/0/ü😀");
    expect(steps(pointer(path))).toEqual(path);
    expect(pointer([])).toBe("");
    expect(steps("")).toEqual([]);
    expect(steps("/")).toEqual([""]);
  });

  test("lead to what the document has there", () => {
    const document = read('{"": {"a/b": [10, {"m~n": 11}], "0": 12}, "__proto__": 13}');
    const raw = (pointer: string) => {
      const node = document.at(pointer);
      return node && document.raw(node);
    };
    expect(raw("")).toBe(document.text);
    expect(raw("//a~1b/0")).toBe("10");
    expect(raw("//a~1b/1/m~0n")).toBe("11");
    expect(raw("//0")).toBe("12");
    expect(raw("/__proto__")).toBe("13");
  });

  test("lead nowhere where nothing is, whatever is in the way", () => {
    const document = read('{"list": [1, [2]], "text": "abc", "none": null}');
    for (const pointer of [
      "/list/2",
      "/list/-1",
      "/list/-",
      "/list/01",
      "/list/1e0",
      "/list/ 1",
      "/list/name",
      "/list/name/0/more",
      "/list//x",
      "/list/0/0",
      "/text/0",
      "/none/a/b",
      "/toString",
      "/list/length",
    ]) {
      expect(document.at(pointer), pointer).toBeUndefined();
    }
  });
});

test("values are read like JSON.parse reads them", () => {
  const document = read('{"a": [1.50, "\\u00e9", null], "b": {"c": false}}');
  expect(document.value(["a"])).toEqual([1.5, "é", null]);
  expect(document.value(["b", "c"])).toBe(false);
  expect(document.value(["b", "d"])).toBeUndefined();
});

describe("an edit", () => {
  // Digits, white space, both kinds of line ends, names twice and characters of all sizes.
  const ODD =
    '\t{ "big" :12345678901234567890.10,\r\n\n"twice": 1, "twice" :\t2,  "é😀": "\\u00e9\\ud800",' +
    '"list":[ 1.0,\n2 ,{"x" : -0}], "of" : {"one": 1}  , "none": [ ] }\r\n ';

  test("of a value keeps every other byte", () => {
    const document = read(ODD);
    expect(document.set(["big"], 7)).toBe(ODD.replace("12345678901234567890.10", "7"));
    expect(document.set(["list", 2, "x"], "é")).toBe(ODD.replace("-0", '"é"'));
    expect(document.set(["twice"], 3)).toBe(ODD.replace('"twice": 1', '"twice": 3'));
    expect(document.set(["list", 0], null)).toBe(ODD.replace("1.0", "null"));
    expect(document.replace(at(document, "/of/one"), "1e999")).toBe(ODD.replace("1}", "1e999}"));
  });

  test("that adds keeps every other byte", () => {
    const document = read(ODD);
    expect(document.append(["list"], true)).toBe(ODD.replace("}],", "},true],"));
    expect(document.set(["of", "__proto__"], 2)).toBe(
      ODD.replace('"one": 1', '"one": 1, "__proto__": 2'),
    );
  });

  test("that removes keeps every other byte", () => {
    const document = read(ODD);
    expect(document.set(["big"], undefined)).toBe(ODD.replace(/"big".*?(?="twice": 1)/s, ""));
    expect(document.set(["twice"], undefined)).toBe(ODD.replace('"twice": 1, ', ""));
    expect(document.set(["none"], undefined)).toBe(ODD.replace('  , "none": [ ]', ""));
    expect(document.set(["list", 2], undefined)).toBe(ODD.replace(' ,{"x" : -0}', ""));
    expect(document.set(["of", "one"], undefined)).toBe(ODD.replace('{"one": 1}', "{}"));
    expect(document.set(["missing"], undefined)).toBe(ODD);
    expect(document.set(["missing", "too"], undefined)).toBe(ODD);
  });

  test("swaps two nodes, whichever comes first", () => {
    const document = read(ODD);
    const [first, last] = [at(document, "/list/0"), at(document, "/list/2")];
    const swapped = ODD.replace("1.0", "{first}").replace('{"x" : -0}', "1.0");
    expect(document.swap(first, last)).toBe(swapped.replace("{first}", '{"x" : -0}'));
    expect(document.swap(last, first)).toBe(document.swap(first, last));
  });

  test("removes one of two members of a name", () => {
    const document = read('{"a": 1, "a": 2, "a": 3}');
    const members = document.root.children ?? [];
    const without = members.map((member) => document.remove(member));
    expect(without).toEqual(['{"a": 2, "a": 3}', '{"a": 1, "a": 3}', '{"a": 1, "a": 2}']);
  });

  test("changes what it names, and keeps the tokens of all else", () => {
    const random = new Random(2);
    const edits = { set: 0, removed: 0, added: 0 };
    for (let i = 0; i < 2000; i++) {
      const document = read(jsonText(random));
      const nodes = allNodes(document.root);
      const node = nodes[random.below(nodes.length)] ?? document.root;
      const before = document.text.slice(0, node.offset);
      const after = document.text.slice(node.offset + node.length);
      const value = { n: [random.below(9), "x"] };
      const path = pathOf(node);

      const set = document.set(path, value);
      expect(set.startsWith(before) && set.endsWith(after)).toBe(true);
      expect(read(set).value(path)).toEqual(value);
      edits.set++;

      if (node.parent) {
        const removed = read(document.remove(node)).value([]);
        const expected = document.value([]);
        drop(expected, path);
        expect(removed, document.text).toEqual(expected);
        edits.removed++;
      }
      if (node.type === "array") {
        const list = read(document.append(path, value)).value(path);
        expect(list).toEqual([...(document.value(path) as unknown[]), value]);
        edits.added++;
      }
      if (node.type === "object" && !document.node([...path, "new"])) {
        const added = document.set([...path, "new"], value);
        expect(read(added).value([...path, "new"])).toEqual(value);
        expect(
          read(added)
            .set([...path, "new"], undefined)
            .replace(/\s/g, ""),
        ).toBe(document.text.replace(/\s/g, ""));
        edits.added++;
      }
    }
    expect(Math.min(edits.set, edits.removed, edits.added)).toBeGreaterThan(200);
  });

  test.each([
    ["{}", '{\n  "a": {\n    "b": [\n      {\n        "c": 1\n      }\n    ]\n  }\n}'],
    ['{"x":{}}', '{"x":{},"a":{"b":[{"c":1}]}}'],
    ['{"x": 1}\n', '{"x": 1, "a": { "b": [ { "c": 1 } ] }}\n'],
    ['{"a":{"b":[]}}', '{"a":{"b":[{"c":1}]}}'],
    ['{"a": {"b": [1]}}', '{"a": {"b": [1, { "c": 1 }]}}'],
    ['{\n\t"a": {}\n}', '{\n\t"a": {\n\t\t"b": [\n\t\t\t{\n\t\t\t\t"c": 1\n\t\t\t}\n\t\t]\n\t}\n}'],
    [
      '{\r\n    "a": {\r\n        "b": [ ]\r\n    }\r\n}',
      '{\r\n    "a": {\r\n        "b": [\r\n            {\r\n                "c": 1\r\n            }\r\n        ]\r\n    }\r\n}',
    ],
    ['{ "a": { "b": [\n  { "c": 0 }\n] } }', '{ "a": { "b": [\n  { "c": 0 },\n  { "c": 1 }\n] } }'],
    ['{ "a": { "b": [{\n  "c": 0\n}] } }', '{ "a": { "b": [{\n  "c": 0\n}, {\n  "c": 1\n}] } }'],
  ])("of %j is laid out like it", (text, expected) => {
    expect(read(text).append(["a", "b"], { c: 1 })).toBe(expected);
  });

  test("makes the containers that are missing on its way", () => {
    expect(read("[]").set([0, "a", 0, "__proto__"], 1).replace(/\s/g, "")).toBe(
      '[{"a":[{"__proto__":1}]}]',
    );
  });

  test("is refused where something is in its way", () => {
    const document = read('{"text": "a", "list": [1], "none": null}');
    for (const path of [
      ["text", "a"],
      ["list", "a"],
      ["list", 2],
      [0],
      ["none", "a"],
      ["list", 5, "a"],
    ])
      expect(() => document.set(path, 1), pointer(path)).toThrow(TypeError);
    expect(() => document.set([], undefined)).toThrow(TypeError);
    expect(document.set([], [])).toBe("[]");
  });
});

describe("indexOfByte", () => {
  test("is the character that a byte is in, for characters of every size", () => {
    const characters = ["a", "\x7f", "\x80", "߿", "ࠀ", "€", "\uffff", "𐀀", "😀"];
    const lone = ["\ud800", "\udbff", "\udc00", "\udfff"];
    for (const a of [...characters, ...lone])
      for (const b of [...characters, ...lone])
        for (const c of characters) {
          const parts = isPair(a, b) ? [a + b, c] : [a, b, c];
          const text = parts.join("");
          let index = 0;
          let byte = 0;
          for (const part of parts) {
            // A lone surrogate goes to the engine as the three bytes of its kind.
            const bytes = new TextEncoder().encode(part).length;
            for (let i = 0; i < bytes; i++) expect(indexOfByte(text, byte + i)).toBe(index);
            index += part.length;
            byte += bytes;
          }
          expect(indexOfByte(text, byte)).toBe(text.length);
          expect(indexOfByte(text, byte + 9)).toBe(text.length);
        }
  });

  test("of nothing is 0", () => {
    expect(indexOfByte("", 0)).toBe(0);
    expect(indexOfByte("a", -1)).toBe(0);
  });
});

function isPair(high: string, low: string): boolean {
  return /^[\ud800-\udbff]$/.test(high) && /^[\udc00-\udfff]$/.test(low);
}

describe("indented", () => {
  test("keeps every token, one below the other", () => {
    const random = new Random(3);
    for (let i = 0; i < 2000; i++) {
      const text = jsonText(random);
      const lines = indented(text);
      expect(tokens(lines.join("\n")), text).toEqual(tokens(text));
      const written = JSON.stringify(JSON.parse(text), null, 2).split("\n");
      expect(depths(lines), text).toEqual(depths(written));
    }
  });

  test("looks like JSON.stringify", () => {
    const value = { a: [1, "x: {", [], {}, [{ b: null }]], "": { c: "," }, d: {} };
    const expected = JSON.stringify(value, null, 2).split("\n");
    expect(indented(JSON.stringify(value))).toEqual(expected);
    expect(indented(JSON.stringify(value, null, "\t\r\n"))).toEqual(expected);
    expect(indented(' "text" ')).toEqual(['"text"']);
    expect(indented("[ ]")).toEqual(["[]"]);
  });

  test("takes a text that was cut anywhere", () => {
    const text = '{"a": ["b, {c\\"", 12.50, {"d:": true}], "e": "f  g"}';
    for (let length = 0; length <= text.length; length++) {
      const cut = text.slice(0, length);
      const bare = (text: string) => text.replace(/\s/g, "");
      expect(bare(indented(cut).join(""))).toBe(bare(cut));
    }
    expect(indented('"one  two, three')).toEqual(['"one  two, three']);
  });
});

/** How far lines are indented, in ascending order: JSON.parse moves names that are numbers. */
function depths(lines: readonly string[]): number[] {
  return lines.map((line) => line.search(/[^ ]/)).sort((a, b) => a - b);
}

function allNodes(root: Node): Node[] {
  const values =
    root.type === "object" ? (root.children ?? []).map((m) => m.children?.[1]) : root.children;
  return [root, ...(values ?? []).flatMap((node) => (node ? allNodes(node) : []))];
}

function pathOf(node: Node): (string | number)[] {
  const { parent } = node;
  if (!parent) return [];
  if (parent.type === "property") {
    const [key] = parent.children ?? [];
    return [...(parent.parent ? pathOf(parent.parent) : []), String(key?.value)];
  }
  return [...pathOf(parent), (parent.children ?? []).indexOf(node)];
}

function drop(value: unknown, path: readonly (string | number)[]): void {
  const [step, ...rest] = path;
  if (step === undefined) return;
  if (rest.length > 0) drop((value as { [step: string | number]: unknown })[step], rest);
  else if (Array.isArray(value)) value.splice(Number(step), 1);
  else delete (value as { [step: string | number]: unknown })[step];
}
