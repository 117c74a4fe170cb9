// A JSON text that is read and edited in place: what an edit does not name keeps its bytes.

import {
  findNodeAtLocation,
  getNodeValue,
  type JSONPath,
  type Node,
  type ParseError,
  parseTree,
} from "jsonc-parser";

export type { Node } from "jsonc-parser";

const STRICT = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };

/** A larger text is left to the engine: a form that follows every key could not. */
const READ_CHARACTERS = 1 << 18;

export class JsonDocument {
  readonly text: string;
  readonly root: Node;

  private constructor(text: string, root: Node) {
    this.text = text;
    this.root = root;
  }

  /** Reads a text; `undefined` if it is no JSON, or too long or too deep to be edited by a form. */
  static read(text: string, longest = READ_CHARACTERS): JsonDocument | undefined {
    if (text.length > longest) return undefined;
    const errors: ParseError[] = [];
    try {
      const root = parseTree(text, errors, STRICT);
      return root && errors.length === 0 ? new JsonDocument(text, root) : undefined;
    } catch {
      return undefined; // nested too deeply for the parser; the engine says so at its place
    }
  }

  /** The node at a path, `undefined` if there is none. */
  node(path: JSONPath): Node | undefined {
    return findNodeAtLocation(this.root, path);
  }

  /** The node that an RFC 6901 pointer names. */
  at(pointer: string): Node | undefined {
    return this.node(this.path(pointer));
  }

  /** A pointer as a path of this document, whose steps into arrays are numbers. */
  path(pointer: string): JSONPath {
    const path: JSONPath = [];
    let node: Node | undefined = this.root;
    for (const step of steps(pointer)) {
      const isIndex = node?.type === "array" && /^(?:0|[1-9]\d*)$/.test(step);
      path.push(isIndex ? Number(step) : step);
      node = this.node(path);
    }
    return path;
  }

  /** The string at a path; `undefined` if there is none, or something else. */
  string(path: JSONPath): string | undefined {
    const node = this.node(path);
    return node?.type === "string" ? String(node.value) : undefined;
  }

  /** Reports whether a member can be set: all that there is on the way to it is objects. */
  canSet(path: JSONPath): boolean {
    for (let length = 0; length < path.length; length++) {
      const node = this.node(path.slice(0, length));
      if (!node) return true;
      if (node.type !== "object") return false;
    }
    return true;
  }

  /** A node's own text. */
  raw(node: Node): string {
    return this.text.slice(node.offset, node.offset + node.length);
  }

  /** The value at a path. Numbers lose digits that a double cannot hold. */
  value(path: JSONPath): unknown {
    const node = this.node(path);
    return node && getNodeValue(node);
  }

  /**
   * The text with another value at a path; `undefined` removes what is there. Containers that are
   * missing on the way are made. Throws a `TypeError` where something else is in the way, or an
   * array is too short.
   */
  set(path: JSONPath, value: unknown): string {
    let node = this.root;
    for (const [i, step] of path.entries()) {
      const next = findNodeAtLocation(node, [step]);
      if (next) node = next;
      else
        return value === undefined ? this.text : this.#insert(node, step, wrapped(path, i, value));
    }
    if (value === undefined) return this.remove(node);
    const start = this.#goesOn(node) ? this.#lineStart(node) : undefined;
    return this.replace(node, this.#written(value, start));
  }

  /** The text with a value of given text at a path; `undefined` removes what is there. */
  setRaw(path: JSONPath, raw: string | undefined): string {
    const placed = JsonDocument.read(
      this.set(path, raw === undefined ? undefined : null),
      Number.POSITIVE_INFINITY,
    );
    const node = raw === undefined ? undefined : placed?.node(path);
    return placed && node && raw !== undefined
      ? placed.replace(node, raw)
      : (placed?.text ?? this.text);
  }

  /** The text with an element more in the array at a path, which is made if it is not there. */
  append(path: JSONPath, value: unknown): string {
    const array = this.node(path);
    if (array?.type !== "array") return this.set(path, [value]);
    return this.#insert(array, array.children?.length ?? 0, value);
  }

  /** The text without an element, or without a member, which is named by itself or its value. */
  remove(node: Node): string {
    const { parent } = node;
    if (!parent) throw new TypeError("A document cannot be removed from itself.");
    if (parent.type === "property") return this.remove(parent);
    const siblings = parent.children ?? [];
    const at = siblings.indexOf(node);
    const [previous, next] = [siblings[at - 1], siblings[at + 1]];
    if (next) return this.#splice(node.offset, next.offset, "");
    if (previous) return this.#splice(end(previous), end(node), "");
    return this.#splice(parent.offset + 1, end(parent) - 1, "");
  }

  /** The text with a node's text in the place of another's and the other way round. */
  swap(a: Node, b: Node): string {
    const [first, second] = a.offset < b.offset ? [a, b] : [b, a];
    return (
      this.text.slice(0, first.offset) +
      this.raw(second) +
      this.text.slice(end(first), second.offset) +
      this.raw(first) +
      this.text.slice(end(second))
    );
  }

  /** The text with a node's text replaced. */
  replace(node: Node, text: string): string {
    return this.#splice(node.offset, end(node), text);
  }

  #splice(from: number, to: number, insert: string): string {
    return this.text.slice(0, from) + insert + this.text.slice(to);
  }

  /** The text with a value at the end of a container, laid out like what stands before it. */
  #insert(parent: Node, step: string | number, value: unknown): string {
    const siblings = parent.children ?? [];
    const isNext = parent.type === "array" ? step === siblings.length : typeof step === "string";
    if (!isNext || (parent.type !== "array" && parent.type !== "object"))
      throw new TypeError(`No place ${step} can be made in something of type ${parent.type}.`);
    const key = parent.type === "array" ? "" : JSON.stringify(step) + this.#colon();
    const last = siblings.at(-1);
    if (!last) {
      const outer = this.#goesOn(parent) ? this.#lineStart(parent) : undefined;
      const start = outer && outer + this.#indent();
      const text = (start ?? "") + key + this.#written(value, start) + (outer ?? "");
      return this.#splice(parent.offset + 1, end(parent) - 1, text);
    }
    const before = this.text.slice(parent.offset + 1, last.offset);
    const space = before.slice(before.trimEnd().length);
    const start = this.#lineStart(last);
    const isLineOfOwn = space.includes("\n");
    const between = siblings.length > 1 ? space : this.#colon().slice(1);
    const inLines =
      parent.type === "array" && last.children?.length ? this.#goesOn(last) : isLineOfOwn;
    const text = key + this.#written(value, inLines ? start : undefined);
    return this.#splice(end(last), end(last), `,${isLineOfOwn ? start : between}${text}`);
  }

  /** Reports whether a node's text goes on over lines or, where it is empty, would. */
  #goesOn(node: Node): boolean {
    if (node.children?.length) return this.raw(node).includes("\n");
    return node === this.root || this.text.trimEnd().includes("\n");
  }

  /** A value's text: in lines, each of which begins with `start`, or without that on one. */
  #written(value: unknown, start: string | undefined): string {
    if (start !== undefined)
      return JSON.stringify(value, null, this.#indent()).replaceAll("\n", start);
    if (this.#colon() === ":") return JSON.stringify(value);
    return JSON.stringify(value, null, 1).replace(/\n */g, " ");
  }

  /** A colon as the document has it between a name and a value, with a space or without. */
  #colon(): string {
    const [name, value] = this.root.children?.[0]?.children ?? [];
    return name && value && end(name) + 1 === value.offset ? ":" : ": ";
  }

  /** The break before the line that a node begins on, with that line's indentation. */
  #lineStart(node: Node): string {
    const from = this.text.lastIndexOf("\n", node.offset) + 1;
    const indentation = /^[ \t]*/.exec(this.text.slice(from, node.offset))?.[0] ?? "";
    return (this.text.includes("\r\n") ? "\r\n" : "\n") + indentation;
  }

  #indent(): string {
    return /\n([ \t]+)\S/.exec(this.text)?.[1] ?? "  ";
  }
}

function end(node: Node): number {
  return node.offset + node.length;
}

/** A value in the containers that the steps after the one at `from` lead through. */
function wrapped(path: JSONPath, from: number, value: unknown): unknown {
  return path
    .slice(from + 1)
    .reduceRight((inner, step) => (typeof step === "number" ? [inner] : { [step]: inner }), value);
}

/** The steps of an RFC 6901 pointer. */
export function steps(pointer: string): string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** A path as an RFC 6901 pointer. */
export function pointer(path: JSONPath): string {
  return path
    .map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}

/** The UTF-16 index of the character that a byte of a text is in. The engine counts in bytes. */
export function indexOfByte(text: string, byte: number): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const isPair = unit >= 0xd800 && unit < 0xdc00 && isLow(text.charCodeAt(i + 1));
    bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : isPair ? 4 : 3;
    if (bytes > byte) return i;
    if (isPair) i++;
  }
  return text.length;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

/** A JSON text laid out for people. Its tokens stay as they are: no digit is lost. */
export function indented(raw: string): string[] {
  const lines: string[] = [];
  let line = "";
  let depth = 0;
  // A text that was cut may end within a string.
  const tokens = raw.match(/"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s{}[\],:"]+/gs) ?? [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] ?? "";
    const next = tokens[i + 1];
    if (token === "{" || token === "[") {
      line += token;
      if (next === "}" || next === "]") continue;
      depth++;
    } else if (token === "}" || token === "]") {
      const previous = tokens[i - 1];
      if (previous === "{" || previous === "[") {
        line += token;
        continue;
      }
      if (line.trim()) lines.push(line);
      depth--;
      line = "  ".repeat(depth) + token;
      continue;
    } else if (token === ",") {
      line += token;
    } else {
      line += token === ":" ? ": " : token;
      continue;
    }
    lines.push(line);
    line = "  ".repeat(depth);
  }
  if (line.trim()) lines.push(line);
  return lines;
}
