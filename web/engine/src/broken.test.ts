import { afterEach, describe, expect, test, vi } from "vitest";
import { EngineError } from "./errors.js";
import { type Engine, load, PolicyError } from "./index.js";
import { op, Tiny } from "./testing/tiny.js";

// Modules that misbehave: one that cannot be run is refused, and a call that meets a crash fails,
// loses its instance and nothing else.

const PAGE = 65536;

afterEach(() => {
  vi.restoreAllMocks();
});

async function refusal(source: Uint8Array): Promise<EngineError> {
  const error = await load(source).catch((error: unknown) => error);
  if (!(error instanceof EngineError)) throw new Error(`not refused: ${error}`);
  return error;
}

function crash(run: () => unknown): EngineError {
  try {
    run();
  } catch (error) {
    if (error instanceof EngineError) return error;
    throw error;
  }
  throw new Error("no crash");
}

/** Makes a call that must succeed. */
function works(engine: Engine) {
  expect(engine.evaluate({}, {}, "")).toEqual({ access_token: { claims: {}, bytes: 2 } });
}

test("the tiny module works", async () => {
  const engine = await load(new Tiny().bytes);
  for (let i = 0; i < 2; i++) {
    works(engine);
    expect(engine.explain({}, {}, "")).toEqual({ decisions: [] });
    expect(engine.validate({})).toEqual({ valid: true, problems: [], warnings: [] });
    expect(engine.raw.describe()).toEqual({ ok: true, text: new Tiny().texts.describe });
  }
});

describe("a module is refused", () => {
  const refused: { [why: string]: [change: (tiny: Tiny) => void, says: RegExp] } = {
    "for an import": [(t) => t.imports.push("print"), /imports env\.print/],
    "without its memory": [(t) => Object.assign(t, { memory: "ram" }), /exports no memory/],
    "without a version": [(t) => Object.assign(t, { version: 0 }), /exports no abi-version/],
    "of a later major version": [
      (t) => Object.assign(t, { version: (2 << 16) | 3 }),
      /version 2\.3 .* needs 1\.0/,
    ],
    "of an earlier version": [
      (t) => Object.assign(t, { version: 7 }),
      /version 0\.7 .* needs 1\.0/,
    ],
    "for its version first": [
      (t) => {
        t.version = (2 << 16) | 3;
        delete t.functions._initialize;
        delete t.functions.validate;
      },
      /version 2\.3 /,
    ],
  };
  test.each(Object.entries(refused))("%s", async (_, [change, says]) => {
    const tiny = new Tiny();
    change(tiny);
    const error = await refusal(tiny.bytes);
    expect(error.code).toBe("incompatible_module");
    expect(error.message).toMatch(says);
  });

  test.each(Object.keys(new Tiny().functions))("without %s, or with another", async (name) => {
    const without = new Tiny();
    delete without.functions[name];
    const error = await refusal(without.bytes);
    expect(error).toMatchObject({ code: "incompatible_module" });
    expect(error.message).toContain(`exports no ${name}.`);

    const another = new Tiny();
    const { code = [], parameters = 0, results = 0 } = another.functions[name] ?? {};
    another.functions[name] = { code, parameters: parameters + 1, results };
    expect((await refusal(another.bytes)).message).toContain(`its ${name} has another signature`);
  });

  test("that traps at its start", async () => {
    const error = await refusal(new Tiny().does("_initialize", op.unreachable).bytes);
    expect(error.code).toBe("crashed");
    expect(error.cause).toBeInstanceOf(WebAssembly.RuntimeError);
  });

  test("a later minor version is none of that", async () => {
    const tiny = Object.assign(new Tiny(), { version: (1 << 16) | 40 });
    const engine = await load(tiny.bytes);
    expect(engine.abiVersion).toEqual({ major: 1, minor: 40 });
    works(engine);
  });
});

describe("an instance is lost", () => {
  const result = op.number(Tiny.area("evaluate"));
  const end = Tiny.pages * PAGE;
  const crashes: { [why: string]: (tiny: Tiny) => Tiny } = {
    "to a trap": (t) => t.onOneByte(op.unreachable),
    "to the stack's overflow": (t) => {
      const index = Object.keys(t.functions).indexOf("evaluate");
      const all = [0, 1, 2, 3, 4, 5].map((i) => [op.get, i]);
      return t.onOneByte(all, op.call, index, op.drop);
    },
    "to a result outside of the memory": (t) => t.onOneByte(op.number(0x7fff0000), op.return),
    "to a result at the end of all memory": (t) => t.onOneByte(op.number(-4), op.return),
    "to a result half in the memory": (t) => t.onOneByte(op.number(end - 8), op.return),
    "to a text outside of the memory": (t) => t.onOneByte(result, op.number(end), op.store(4)),
    "to a text that is too long": (t) => t.onOneByte(result, op.number(end), op.store(8)),
    "to a text of 4 GiB": (t) => t.onOneByte(result, op.number(-1), op.store(8)),
    "to another tag": (t) => t.onOneByte(result, op.number(2), op.store(0)),
    "to a failure that is none": (t) => t.onOneByte(result, op.number(1), op.store(0)),
    "to a text that breaks off": (t) => t.onOneByte(result, op.number(5), op.store(8)),
    "to an empty text": (t) => t.onOneByte(result, op.number(0), op.store(8)),
    "to a trap after the result": (t) =>
      t
        .onOneByte(op.number(1), op.globalSet)
        .does("cabi_post_evaluate", op.globalGet, op.if, op.unreachable, op.end),
    // The texts are {}, "" and one byte, and strings get three bytes for each of theirs.
    "to a trap for want of room": (t) =>
      t.does(
        "cabi_realloc",
        [op.get, 3, op.number(3 * 5), op.equals, op.if, op.unreachable, op.end],
        op.number(Tiny.room),
      ),
    "to room outside of the memory": (t) =>
      t.does(
        "cabi_realloc",
        [op.get, 3, op.number(3 * 5), op.equals, op.if, op.number(end - 14), op.return, op.end],
        op.number(Tiny.room),
      ),
    "to room at the end of all memory": (t) =>
      t.does(
        "cabi_realloc",
        [op.get, 3, op.number(3 * 5), op.equals, op.if, op.number(-16), op.return, op.end],
        op.number(Tiny.room),
      ),
  };
  test.each(Object.entries(crashes))("%s", async (_, change) => {
    const engine = await load(change(new Tiny()).bytes);
    works(engine);
    const typed = crash(() => engine.evaluate({}, 1 as unknown as object, ""));
    expect(typed).toMatchObject({ code: "crashed", name: "EngineError" });
    expect(typed.cause).toBeInstanceOf(Error);
    expect(typed.message).toContain("evaluate");
    works(engine);
    expect(crash(() => engine.raw.evaluate("{}", "1", '""')).code).toBe("crashed");
    works(engine);
  });

  const texts = ["", "x", "{", "[]", "null", "1", '"x"', "{} x", "\ufeff{}"];
  test.each(texts)("to the text %j", async (text) => {
    const tiny = new Tiny();
    for (const name of Object.keys(tiny.texts)) Object.assign(tiny.texts, { [name]: text });
    const engine = await load(tiny.bytes);
    for (const run of [
      () => engine.evaluate({}, {}, ""),
      () => engine.explain({}, {}, ""),
      () => engine.validate({}),
      () => engine.describe(),
      () => engine.raw.validate("{}"),
    ]) {
      expect(crash(run).cause).toBeInstanceOf(Error);
    }
  });

  test("to a text that is no JSON in braces, where it is read", async () => {
    // A second call of an instance traps, which is another cause.
    const tiny = new Tiny().does(
      "evaluate",
      [op.globalGet, op.if, op.unreachable, op.end],
      [op.number(1), op.globalSet],
      Tiny.result("evaluate"),
    );
    tiny.texts.evaluate = "{op}";
    const engine = await load(tiny.bytes);
    for (let i = 0; i < 2; i++) {
      expect(crash(() => engine.evaluate({}, {}, "")).cause).toBeInstanceOf(SyntaxError);
    }
    expect(engine.raw.evaluate("{}", "{}", '""')).toEqual({ ok: true, text: "{op}" });
  });

  test("to a text that is no UTF-8", async () => {
    const tiny = new Tiny().onOneByte(op.number(1024 + 2), op.number(-1), op.store(0));
    const engine = await load(tiny.bytes);
    expect(crash(() => engine.raw.evaluate("{}", "1", '""')).cause).toBeInstanceOf(TypeError);
    works(engine);
  });

  const failures = [
    "{}",
    '{"error":null}',
    '{"error":"x"}',
    '{"error":{}}',
    '{"error":{"code":1}}',
  ];
  test.each(failures)("to the failure %s", async (text) => {
    const tiny = Object.assign(new Tiny(), { failed: 1 });
    tiny.texts.evaluate = text;
    const engine = await load(tiny.bytes);
    expect(crash(() => engine.evaluate({}, {}, "")).code).toBe("crashed");
  });

  test("again and again", async () => {
    // Each instance traps in its second call.
    const engine = await load(
      new Tiny().does(
        "evaluate",
        [op.globalGet, op.if, op.unreachable, op.end],
        [op.number(1), op.globalSet],
        Tiny.result("evaluate"),
      ).bytes,
    );
    for (let i = 0; i < 10; i++) {
      works(engine);
      crash(() => engine.evaluate({}, {}, ""));
    }
  });

  test("when it cannot be made", async () => {
    const engine = await load(new Tiny().onOneByte(op.unreachable).bytes);
    crash(() => engine.raw.evaluate("{}", "1", '""'));
    class Full {
      constructor() {
        throw new RangeError("out of memory");
      }
    }
    vi.spyOn(WebAssembly, "Instance").mockImplementation(
      Full as unknown as typeof WebAssembly.Instance,
    );
    const error = crash(() => engine.evaluate({}, {}, ""));
    expect(error.code).toBe("crashed");
    expect(error.cause).toEqual(new RangeError("out of memory"));
    vi.restoreAllMocks();
    works(engine);
  });
});

test("a tag that is neither is no failure of the policy", async () => {
  const tiny = Object.assign(new Tiny(), { failed: 2 });
  tiny.texts.evaluate = '{"error":{"code":"invalid_config","message":"m"}}';
  const engine = await load(tiny.bytes);
  expect(crash(() => engine.evaluate({}, {}, "")).message).toContain("tag");
});

test("a failure of the future is the policy's", async () => {
  const tiny = Object.assign(new Tiny(), { failed: 1 });
  tiny.texts.evaluate = '{"error":{"code":"of_the_future","message":"m","more":[1]}}';
  const engine = await load(tiny.bytes);
  const policy = expect.objectContaining({ code: "of_the_future", text: tiny.texts.evaluate });
  expect(() => engine.evaluate({}, {}, "")).toThrow(PolicyError);
  expect(() => engine.evaluate({}, {}, "")).toThrow(policy);
});

// The first call of an instance takes memory, and any later one traps: so a second call works only
// on another instance.
describe("an instance that has grown", () => {
  const grown = (pages: number) =>
    load(
      new Tiny().does(
        "evaluate",
        [op.globalGet, op.if, op.unreachable, op.end],
        [op.number(1), op.globalSet],
        [op.number(pages - Tiny.pages), op.memoryGrow, op.drop],
        Tiny.result("evaluate"),
      ).bytes,
    );

  test("to 2 MiB is kept", async () => {
    const engine = await grown(32);
    works(engine);
    crash(() => engine.evaluate({}, {}, ""));
  });

  test("past 2 MiB is replaced", async () => {
    const engine = await grown(33);
    works(engine);
    works(engine);
    works(engine);
  });
});

describe("between calls a module", () => {
  // Traps when it is asked for room, or for the end of a call, a second time.
  const strict = (version: number) => {
    const once = [op.globalGet, op.if, op.unreachable, op.end, op.number(1), op.globalSet];
    const tiny = new Tiny().does("cabi_realloc", once, op.number(Tiny.room));
    return Object.assign(tiny, { version: (1 << 16) | version });
  };
  const texts = ["{}", "{}", '""'] as const;

  test("of 1.1 is asked for room once, and for no end", async () => {
    const tiny = strict(1).does("cabi_post_evaluate", op.unreachable);
    const { raw } = await load(tiny.bytes);
    for (let i = 0; i < 3; i++) expect(raw.evaluate(...texts).ok).toBe(true);
    expect(raw.validate("{}").ok).toBe(true); // less fits, too
    expect(() => raw.evaluate("{}", "{ }", '""')).toThrow(EngineError);
  });

  test("of 1.0 is asked for room in each, and for its end", async () => {
    const { raw } = await load(strict(0).bytes);
    expect(raw.evaluate(...texts).ok).toBe(true);
    expect(() => raw.evaluate(...texts)).toThrow(EngineError);
    const ending = await load(new Tiny().does("cabi_post_evaluate", op.unreachable).bytes);
    expect(crash(() => ending.evaluate({}, {}, "")).code).toBe("crashed");
  });
});

// Views of the memory from before it grew would be detached.
test("memory may grow when room is made and in a call", async () => {
  const grow = [op.number(1), op.memoryGrow, op.drop];
  const engine = await load(
    new Tiny()
      .does("cabi_realloc", grow, op.number(Tiny.room))
      .does("evaluate", grow, Tiny.result("evaluate")).bytes,
  );
  works(engine);
  works(engine);
});

// The module answers only if it sees so many bytes of texts as it expects.
describe("texts are cut to a byte over the limits that the module describes", () => {
  const sizes: [name: string, config: number, session: number, audience: number, seen: number][] = [
    ["small", 1, 1, 1, 3],
    ["at the limits", 10_000, 20_000, 13_000, 43_000],
    ["a config over", 10_001, 20_000, 13_000, 43_001],
    ["all over", 100_000, 2_000_000, 13_100, 43_003],
  ];
  const expecting = (seen: number, description?: string) => {
    const lengths = [op.get, 1, op.get, 3, op.add, op.get, 5, op.add];
    const tiny = new Tiny().does(
      "evaluate",
      [lengths, op.number(seen), op.notEquals, op.if, op.unreachable, op.end],
      Tiny.result("evaluate"),
    );
    if (description) tiny.texts.describe = description;
    return load(tiny.bytes);
  };

  test.each(sizes)("%s", async (_, config, session, audience, seen) => {
    const { raw } = await expecting(seen);
    const kinds = [
      (size: number) => new Uint8Array(size),
      (size: number) => "x".repeat(size),
      (size: number) => "€".repeat(size / 3) + "x".repeat(size % 3),
    ];
    for (const make of kinds) {
      expect(raw.evaluate(make(config), make(session), make(audience)).ok).toBe(true);
    }
  });

  test("before they are encoded", async () => {
    const { raw } = await expecting(20_001 + 2 + 2);
    const encode = vi.spyOn(TextEncoder.prototype, "encode");
    const encodeInto = vi.spyOn(TextEncoder.prototype, "encodeInto");
    raw.evaluate("{}", "😀".repeat(1_000_000), '""');
    const texts = [...encode.mock.calls, ...encodeInto.mock.calls].map(([text]) => text);
    vi.restoreAllMocks();
    const encoded = texts.filter((text) => text !== "").map((text) => text?.length);
    expect(encoded).toHaveLength(3 + 1); // one of them to find its half character
    expect(Math.max(...encoded.map(Number))).toBe(20_001);
  });

  test("which are read once", async () => {
    // A second description traps.
    const tiny = new Tiny().does(
      "describe",
      [op.globalGet, op.if, op.unreachable, op.end],
      [op.number(1), op.globalSet],
      op.number(Tiny.area("describe") + 4),
    );
    const { raw } = await load(tiny.bytes);
    for (let i = 0; i < 3; i++) expect(raw.evaluate("{}", "x".repeat(15_000), '""').ok).toBe(true);
    expect(() => raw.describe()).toThrow(EngineError);
  });

  test("and not at all if it describes none", async () => {
    for (const description of ["{}", '{"limits":{}}']) {
      const { raw } = await expecting(15_004, description);
      expect(raw.evaluate("{}", "x".repeat(15_000), '""').ok).toBe(true);
    }
  });
});
