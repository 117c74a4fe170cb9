// A module of the contract's shape that decides nothing: each of its functions returns a text that
// is in its memory from the start. Tests make it misbehave in one way each. The Go host's tests
// have the like (host/tiny_test.go).

type Code = (number | Code)[];

export interface TinyFunction {
  parameters: number;
  results: number;
  /** Its body; it has one global i32 to count with. */
  code: Code;
}

const JUDGES = ["evaluate", "explain", "validate", "describe"] as const;
type Judge = (typeof JUDGES)[number];

/** Instructions (core specification, 5.4). */
export const op = {
  unreachable: 0x00,
  if: [0x04, 0x40], // of no result
  end: 0x0b,
  return: 0x0f,
  call: 0x10,
  drop: 0x1a,
  get: 0x20, // a parameter
  globalGet: [0x23, 0],
  globalSet: [0x24, 0],
  store: (offset: number) => [0x36, 2, offset],
  memorySize: [0x3f, 0],
  memoryGrow: [0x40, 0],
  equals: 0x46,
  notEquals: 0x47,
  add: 0x6a,
  number: (n: number): number[] => {
    const code = [0x41];
    for (;;) {
      const low = n & 0x7f;
      n >>= 7;
      if ((n === 0 && low < 0x40) || (n === -1 && low >= 0x40)) return [...code, low];
      code.push(low | 0x80);
    }
  },
};

const I32 = 0x7f;
const TEXTS = 1024; // where the texts begin

export class Tiny {
  /** Where all arguments go. */
  static readonly room = 1 << 16;
  static readonly pages = 3;

  imports: string[] = []; // of the module "env"
  version = 1 << 16;
  memory = "memory"; // the name that it is exported by
  failed = 0; // the tag of evaluate's result
  texts = {
    evaluate: '{"access_token":{"claims":{},"bytes":2}}',
    explain: '{"decisions":[]}',
    validate: '{"valid":true,"problems":[],"warnings":[]}',
    describe: '{"limits":{"config_bytes":10000,"session_bytes":20000,"audience_bytes":13000}}',
  };
  functions: { [name: string]: TinyFunction } = {
    _initialize: { parameters: 0, results: 0, code: [] },
    cabi_realloc: { parameters: 4, results: 1, code: [op.number(Tiny.room)] },
    evaluate: { parameters: 6, results: 1, code: [Tiny.result("evaluate")] },
    explain: { parameters: 6, results: 1, code: [Tiny.result("explain")] },
    validate: { parameters: 2, results: 1, code: [Tiny.result("validate")] },
    describe: { parameters: 0, results: 1, code: [op.number(Tiny.area("describe") + 4)] },
    cabi_post_evaluate: { parameters: 1, results: 0, code: [] },
    cabi_post_explain: { parameters: 1, results: 0, code: [] },
    cabi_post_validate: { parameters: 1, results: 0, code: [] },
    cabi_post_describe: { parameters: 1, results: 0, code: [] },
  };

  /** The address of a function's result. */
  static area(judge: Judge): number {
    return 16 + 16 * JUDGES.indexOf(judge);
  }

  /** Returns a function's text. */
  static result(judge: Judge): Code {
    return [op.number(Tiny.area(judge))];
  }

  /** Changes what a function does. */
  does(name: string, ...code: Code): this {
    const { parameters = 0, results = 1 } = this.functions[name] ?? {};
    this.functions[name] = { parameters, results, code };
    return this;
  }

  /** Has evaluate do something first for sessions of one byte. */
  onOneByte(...code: Code): this {
    const length = [op.get, 3];
    return this.does(
      "evaluate",
      [length, op.number(1), op.equals, op.if, code, op.end],
      Tiny.result("evaluate"),
    );
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    const functions = Object.entries(this.functions);
    if (this.version > 0) {
      const code = [op.number(this.version)];
      functions.push(["abi-version", { parameters: 0, results: 1, code }]);
    }
    const imports = this.imports.map((name, i) => [text("env"), text(name), 0, i]);
    const index = (i: number) => imports.length + i;
    const importTypes = imports.map(() => [0x60, 0, 0]);
    const data: Code = [];
    let at = TEXTS;
    for (const judge of JUDGES) {
      const said = [...new TextEncoder().encode(this.texts[judge])];
      const tag = judge === "evaluate" ? this.failed : 0;
      data.push(segment(Tiny.area(judge), [tag, 0, 0, 0, u32(at), u32(said.length)]));
      data.push(segment(at, said));
      at += said.length;
    }
    const types = functions.map(([, { parameters, results }]) => [
      [0x60, list(Array(parameters).fill(I32))],
      list(Array(results).fill(I32)),
    ]);
    const exports = functions.map(([name], i) => [text(name), 0, index(i)]);
    return Uint8Array.from(
      flat([
        [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
        section(1, [...importTypes, ...types]),
        section(2, imports),
        section(
          3,
          functions.map((_, i) => index(i)),
        ),
        section(5, [[1, Tiny.pages, unsigned(1000)]]),
        section(6, [[I32, 1, op.number(0), op.end]]),
        section(7, [...exports, [text(this.memory), 2, 0]]),
        section(
          10,
          functions.map(([, { code }]) => sized([0, code, op.end])),
        ),
        section(11, data),
      ]),
    );
  }
}

const flat = (code: Code): number[] => code.flatMap((c) => (typeof c === "number" ? c : flat(c)));
const section = (id: number, items: Code): Code => [id, sized(list(items))];
const segment = (at: number, content: Code): Code => [0, op.number(at), op.end, sized(content)];
const list = (items: Code): Code => [unsigned(items.length), items];
const sized = (content: Code): Code => [unsigned(flat(content).length), content];
const text = (name: string): Code => sized([...new TextEncoder().encode(name)]);
const u32 = (n: number): Code => [n & 0xff, (n >> 8) & 0xff, (n >> 16) & 0xff, n >>> 24];
const unsigned = (n: number): Code => (n < 0x80 ? [n] : [(n & 0x7f) | 0x80, unsigned(n >>> 7)]);
