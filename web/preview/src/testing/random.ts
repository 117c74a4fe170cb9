// Random inputs for tests, the same in every run.

export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** An integer from 0 to one less than `count`. */
  below(count: number): number {
    // Mulberry32.
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let n = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    n ^= n + Math.imul(n ^ (n >>> 7), n | 61);
    return ((n ^ (n >>> 14)) >>> 0) % count;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError("There is nothing to pick.");
    return item;
  }

  /** As many as a number below `most` says. */
  list<Item>(most: number, make: () => Item): Item[] {
    return Array.from({ length: this.below(most) }, make);
  }
}

/** A JSON text with nothing that all readers would not read alike: no name twice in an object. */
export function jsonText(random: Random, depth = 4): string {
  const space = () => random.list(3, () => random.pick([" ", "\t", "\n", "\r\n"])).join("");
  const value = (depth: number): string => {
    const kind = random.below(depth > 0 ? 6 : 4);
    if (kind === 0) return random.pick(["true", "false", "null"]);
    if (kind === 1) return number(random);
    if (kind <= 3) return quoted(random);
    const padded = (text: string) => space() + text + space();
    if (kind === 4) return `[${random.list(5, () => padded(value(depth - 1))) || space()}]`;
    const names = new Map(random.list(5, () => quoted(random)).map((n) => [JSON.parse(n), n]));
    const members = [...names.values()].map((n) => `${padded(n)}:${padded(value(depth - 1))}`);
    return `{${members.join() || space()}}`;
  };
  return space() + value(depth) + space();
}

function number(random: Random): string {
  return random.pick([
    "0",
    "-0",
    "1.0",
    "1e3",
    "-12.50E+02",
    "12345678901234567890.00001",
    String(random.below(1000)),
  ]);
}

/** A string of JSON, in which characters are written in every way that there is. */
function quoted(random: Random): string {
  const character = () =>
    random.pick([
      ...["a", "b", "c", "1", " ", ".", ",", ":", "{", "]", "'", "\x7f", "é", "€", "😀", "\u2028"],
      ...[
        '\\"',
        "\\\\",
        "\\/",
        "\\n",
        "\\u0000",
        "\\u0041",
        "\\ud83d\\uDE00",
        "\\ud800",
        "\\udc00",
      ],
    ]);
  return `"${random.list(6, character).join("")}"`;
}

/** The tokens of a JSON text. */
export function tokens(text: string): string[] {
  return text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gs) ?? [];
}
