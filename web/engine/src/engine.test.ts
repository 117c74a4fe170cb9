import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { type Engine, jsonText, load, PolicyError } from "./index.js";

let engine: Engine;

beforeAll(async () => {
  engine = await load(await readFile(new URL("../../../abi/claims.wasm", import.meta.url)));
});

const mapping = (name: string, member: string) => ({
  name,
  expression: `anonymous_session.metadata.${member}`,
});
const config = {
  access_token: { custom_claim_mappings: [mapping("country", "country"), mapping("n", "n")] },
};
const session = { metadata: { country: "Spain" } };
const api = "https://api.shop.example";

function failure(run: () => unknown): PolicyError {
  try {
    run();
  } catch (error) {
    if (error instanceof PolicyError) return error;
    throw error;
  }
  throw new Error("no failure");
}

test("evaluate decides", () => {
  expect(engine.evaluate(config, session, api)).toEqual({
    access_token: { claims: { country: "Spain" }, bytes: 19 },
    ignored: [{ token: "access_token", claim: "n", reason: "no_value" }],
  });
});

test("explain says why", () => {
  const explanation = engine.explain(config, session, api);
  expect(explanation.access_token?.claims).toEqual({ country: "Spain" });
  expect(explanation.error).toBeUndefined();
  const [country, n] = explanation.decisions;
  expect(country).toMatchObject({ claim: "country", verdict: "added", type: "string", bytes: 17 });
  expect(n).toMatchObject({
    claim: "n",
    verdict: "ignored",
    reason: "no_value",
    fix: { code: "set_value", path: "/metadata/n" },
  });
  expect(explanation.payload.access_token.bytes).toBe(19);
  expect(explanation.warnings.map(({ code }) => code)).toEqual(["private_claim", "private_claim"]);
});

test("validate judges a config", () => {
  expect(engine.validate(config)).toMatchObject({ valid: true, problems: [] });
  const { valid, problems } = engine.validate({
    access_token: { custom_claim_mappings: [mapping("sub", "x")] },
  });
  expect(valid).toBe(false);
  expect(problems).toMatchObject([
    { code: "restricted_claim", claim: "sub", path: "/access_token/custom_claim_mappings/0/name" },
  ]);
  expect(engine.validate(jsonText("")).problems).toMatchObject([
    { code: "json_syntax", offset: 0 },
  ]);
});

test("describe has the tables", () => {
  const { abi_version, limits, reasons } = engine.describe();
  expect(abi_version).toEqual(engine.abiVersion);
  expect(limits.session_bytes).toBeGreaterThan(0);
  expect(reasons.map(({ code }) => code)).toContain("scope_not_granted");
  expect(engine.describe()).not.toBe(engine.describe()); // each is the caller's own
});

test("the audience is a string or several", () => {
  const private_ = (audience: string | readonly string[]) =>
    Object.keys(engine.evaluate(config, session, audience).access_token.claims);
  const provider = "https://tenant.auth0.com/api/v2/";
  expect(private_(api)).toEqual(["country"]);
  expect(private_(provider)).toEqual([]);
  expect(private_([api, provider] as const)).toEqual([]);
  expect(private_([api])).toEqual(["country"]);
  expect(private_('"\n😀')).toEqual(["country"]);
  expect(failure(() => private_(["a", 1] as string[]))).toMatchObject({ code: "invalid_audience" });
  expect(() => private_(new URL(api) as unknown as string)).toThrow(/^The audience is object/);
  expect(() => private_(1 as unknown as string)).toThrow(TypeError);
});

test("no audience is the empty one", () => {
  const wanted = engine.raw.explain(JSON.stringify(config), JSON.stringify(session), '""').text;
  for (const audience of [[], null, undefined, ""]) {
    expect(engine.explain(config, session, audience)).toEqual(JSON.parse(wanted));
    expect(engine.policy(config).explain(session, audience)).toEqual(JSON.parse(wanted));
  }
  expect(engine.evaluate(config, session)).toEqual(engine.evaluate(config, session, ""));
});

describe("a policy", () => {
  test("decides as the engine does with its config", () => {
    const policy = engine.policy(config);
    expect(policy.evaluate(session, api)).toEqual(engine.evaluate(config, session, api));
    expect(policy.explain(session, api)).toEqual(engine.explain(config, session, api));
    const texts = [JSON.stringify(session), JSON.stringify(api)] as const;
    const configText = JSON.stringify(config);
    expect(policy.raw.evaluate(...texts)).toEqual(engine.raw.evaluate(configText, ...texts));
    expect(policy.raw.explain(...texts)).toEqual(engine.raw.explain(configText, ...texts));
    expect(failure(() => policy.evaluate(jsonText("{"), api)).code).toBe("invalid_session");
  });

  test("is refused for what is wrong with its config", () => {
    const error = failure(() => engine.policy({ access_token: [] as object }));
    expect(error).toMatchObject({ code: "invalid_config", problems: [{ code: "wrong_type" }] });
  });

  test("keeps the config that it was made of", () => {
    const given = new TextEncoder().encode(JSON.stringify(config));
    const policy = engine.policy(given);
    given.fill(0);
    expect(policy.evaluate(session, api).access_token.claims).toEqual({ country: "Spain" });
  });

  test("knows the names that it can bring into a token", () => {
    const { claimNames } = engine.policy({
      ...config,
      id_token: { custom_claim_mappings: [mapping("language", "language")] },
      tenant: { domain: "shop.example" },
    });
    expect(claimNames).toEqual({
      access_token: ["country", "n", "https://shop.example/user_type"],
      id_token: ["language"],
    });
    expect(engine.policy({}).claimNames).toEqual({ access_token: [], id_token: [] });
  });
});

test("tryEvaluate returns what evaluate throws", () => {
  const tried = engine.tryEvaluate(config, session, api);
  if (!tried.ok) throw tried.error;
  expect(tried.outcome).toEqual(engine.evaluate(config, session, api));
  const large = { metadata: { country: "x".repeat(102_400) } };
  for (const failed of [
    engine.tryEvaluate(config, large, api),
    engine.policy(config).tryEvaluate(large, api),
  ]) {
    if (failed.ok) throw new Error("no failure");
    expect(failed.error).toBeInstanceOf(PolicyError);
    expect(failed.error).toMatchObject({ code: "payload_too_large", bytes: 102414 });
  }
});

// Room in the module is written again for each call, but for what stands there already.
describe("a call's texts are its own", () => {
  const texts = (n: number) => {
    const name = "c".repeat(n);
    const expression = `anonymous_session.metadata.${name}`;
    return {
      config: JSON.stringify({ access_token: { custom_claim_mappings: [{ name, expression }] } }),
      session: `{"metadata":{"${name}":"${"é".repeat(n)}"}}`,
      audience: JSON.stringify(n % 3 ? `https://${name}.example` : "https://t.auth0.com/api/v2/"),
      wanted: n % 3 ? { [name]: "é".repeat(n) } : {},
    };
  };
  const bytesOf = (text: string) => new TextEncoder().encode(text);
  const claimsOf = (text: string) => JSON.parse(text).access_token.claims;

  test("whatever the calls before it had, strings or bytes, longer or shorter", () => {
    for (const n of [1, 5, 5, 2, 40, 3, 40, 1, 150, 6, 150, 4]) {
      const { config, session, audience, wanted } = texts(n);
      const { config: other } = texts(n + 1);
      for (const made of [
        engine.raw.evaluate(config, session, audience),
        engine.raw.evaluate(bytesOf(config), bytesOf(session), bytesOf(audience)),
        engine.raw.evaluate(config, bytesOf(session), audience),
      ]) {
        expect(claimsOf(made.text)).toEqual(wanted);
      }
      expect(engine.raw.validate(other).text).toContain('{"valid":true,');
      expect(claimsOf(engine.raw.evaluate(config, session, audience).text)).toEqual(wanted);
    }
  });

  test("also where the bytes that were given have changed since", () => {
    const { config, session, audience, wanted } = texts(4);
    const given = bytesOf(config);
    expect(claimsOf(engine.raw.evaluate(given, session, audience).text)).toEqual(wanted);
    given.set(bytesOf(config.replaceAll("cccc", "dddd")));
    expect(claimsOf(engine.raw.evaluate(given, session, audience).text)).toEqual({});
  });

  test("and strings of a config and an audience are not encoded again, those of a session are", () => {
    const { config, session, audience } = texts(4);
    engine.raw.evaluate(config, session, audience);
    const encodeInto = vi.spyOn(TextEncoder.prototype, "encodeInto");
    for (let i = 0; i < 2; i++) engine.raw.evaluate(config, session, audience);
    const encoded = encodeInto.mock.calls.map(([text]) => text);
    vi.restoreAllMocks();
    expect(encoded).toEqual([session, session]);
  });
});

test("a text may have the character that stands for what is no UTF-8", () => {
  const given = { metadata: { country: "\ufffd €😀" } };
  expect(engine.evaluate(config, given, api).access_token.claims).toEqual(given.metadata);
});

test("a session has two forms", () => {
  const transaction = { anonymous_session: session, scope: "openid" };
  expect(engine.explain(config, session, api).form).toBe("anonymous_session");
  expect(engine.explain(config, transaction, api).form).toBe("transaction");
  expect(engine.evaluate(config, transaction, api)).toEqual(engine.evaluate(config, session, api));
});

test("texts go to the module untouched", () => {
  // A value would have lost the first member, the order and the digits.
  const text = '{ "metadata": {"country": 1}, "metadata": {"country": 2} }';
  const wanted = { code: "invalid_session", problems: [{ code: "duplicate_member", offset: 30 }] };
  expect(failure(() => engine.evaluate(config, jsonText(text), api))).toMatchObject(wanted);
  expect(failure(() => engine.evaluate(config, new TextEncoder().encode(text), api))).toMatchObject(
    wanted,
  );
  // At run time every string is a text, whatever its type says.
  expect(failure(() => engine.evaluate(config, text as unknown as object, api))).toMatchObject(
    wanted,
  );
  const bytes = new TextEncoder().encode(`x${JSON.stringify(config)}x`).subarray(1, -1);
  expect(engine.evaluate(bytes, session, api).access_token.claims).toEqual({ country: "Spain" });
});

test("numbers keep their digits in raw texts alone", () => {
  const digits = '{"metadata":{"country":1.0,"n":12345678901234567890}}';
  const audience = JSON.stringify(api);
  const { ok, text } = engine.raw.evaluate(JSON.stringify(config), digits, audience);
  expect(ok).toBe(true);
  expect(text).toBe(
    '{"access_token":{"claims":{"country":1.0,"n":12345678901234567890},"bytes":40}}',
  );
  expect(engine.raw.explain(JSON.stringify(config), digits, audience).text).toContain(
    '"n":12345678901234567890',
  );
  const parsed = engine.evaluate(config, jsonText(digits), api).access_token.claims;
  expect(JSON.stringify(parsed)).toBe('{"country":1,"n":12345678901234567000}');
});

test("raw returns the module's texts, failures too", () => {
  const { raw } = engine;
  const bytes = (text: string) => new TextEncoder().encode(text);
  expect(raw.evaluate("{}", bytes("{}"), '""')).toEqual({
    ok: true,
    text: '{"access_token":{"claims":{},"bytes":2}}',
  });
  const failed = raw.evaluate("{}", "", '""');
  expect(failed.ok).toBe(false);
  expect(JSON.parse(failed.text)).toMatchObject({ error: { code: "invalid_session" } });
  expect(raw.explain("", "", "")).toMatchObject({ ok: false });
  expect(raw.validate("")).toMatchObject({
    ok: true,
    text: expect.stringMatching(/^{"valid":false,/),
  });
  expect(raw.describe()).toMatchObject({
    ok: true,
    text: expect.stringMatching(/^{"abi_version":/),
  });
  expect(Object.keys(raw.describe())).toEqual(["ok", "text"]);
  const { evaluate } = raw as { evaluate: (...texts: string[]) => unknown };
  expect(() => evaluate("{}", "{}")).toThrow(TypeError);
});

describe("a failure of the policy is thrown", () => {
  test("with the problems of an input", () => {
    const mappings = [mapping("iss", "a"), { name: "b" }];
    const error = failure(() =>
      engine.evaluate({ access_token: { custom_claim_mappings: mappings } }, session, api),
    );
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: "PolicyError", code: "invalid_config", token: undefined });
    expect(error.problems.map(({ code }) => code)).toEqual(["restricted_claim", "missing_member"]);
    expect(error.message).toBe(
      `invalid_config: ${error.problems[0]?.path}: ${error.problems[0]?.message} (and 1 more)`,
    );
    expect(JSON.parse(error.text).error.problems).toEqual(error.problems);
  });

  test("with the size of a payload", () => {
    const large = { metadata: { country: "x".repeat(engine.describe().limits.payload_bytes) } };
    const error = failure(() => engine.evaluate(config, large, api));
    expect(error).toMatchObject({
      code: "payload_too_large",
      problems: [],
      token: "access_token",
      bytes: 102414,
      limit: 102400,
    });
    const explanation = engine.explain(config, large, api);
    expect(explanation.error).toEqual(JSON.parse(error.text).error);
    expect(explanation.access_token).toBeUndefined();
    expect(explanation.decisions).toHaveLength(2);
  });
});

describe("lone surrogates", () => {
  const found = (run: () => unknown) => {
    const { code, problems } = failure(run);
    return { code, problems: problems.map(({ code, offset }) => ({ code, offset })) };
  };

  test("are no JSON, at their place", () => {
    for (const [text, offset] of [
      ['{"metadata":{"country":"\ud800"}}', 25], // ED may begin a character, A0 cannot go on
      ['{"métadata€😀":"\udfff"}', 22],
      ['{"country":"\ufffd\ud800\ufffd"}', 16],
      [`{"${" ".repeat(10_000)}":"\udc00"}`, 10_006],
    ] as const) {
      const problems = [{ code: "json_syntax", offset }];
      const wanted = { code: "invalid_session", problems };
      expect(found(() => engine.evaluate(config, jsonText(text), api))).toEqual(wanted);
      const raw = engine.raw.explain(JSON.stringify(config), text, '""');
      expect(JSON.parse(raw.text)).toMatchObject({ error: wanted });
    }
  });

  test("are judged in turn with all else", () => {
    const lone = jsonText('{"a":"\ud800"}');
    expect(found(() => engine.evaluate(jsonText('{"a":"\udc00"}'), lone, api)).code).toBe(
      "invalid_config",
    );
    // What comes first is reported, and nothing before the size.
    expect(found(() => engine.evaluate(config, jsonText('{x:"\ud800"}'), api)).problems).toEqual([
      { code: "json_syntax", offset: 1 },
    ]);
    const { session_bytes } = engine.describe().limits;
    const long = `"\ud800${" ".repeat(session_bytes)}"`;
    expect(found(() => engine.evaluate(config, jsonText(long), api)).problems).toEqual([
      { code: "too_large", offset: session_bytes },
    ]);
  });

  test("of a value stay, as JSON's escapes", () => {
    const value = { metadata: { country: "\ud800" } };
    expect(engine.evaluate(config, value, api).access_token.claims).toEqual({ country: "\ud800" });
    expect(engine.evaluate(config, session, "\ud800").access_token.bytes).toBe(19);
  });
});

test("__proto__ is a name like any other", () => {
  const text = `{"access_token":{"custom_claim_mappings":[{"name":"__proto__","expression":"anonymous_session.metadata.__proto__"}]}}`;
  const value = JSON.parse('{"metadata":{"__proto__":{"isAdmin":true}}}');
  for (const input of [jsonText(text), JSON.parse(text)]) {
    const { claims } = engine.evaluate(input, value, api).access_token;
    expect(Object.keys(claims)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(claims)).toBe(Object.prototype);
    expect(claims.isAdmin).toBeUndefined();
    expect(JSON.stringify(claims)).toBe('{"__proto__":{"isAdmin":true}}');
  }
});

test("sizes are judged at the limits to the byte", () => {
  const { config_bytes, session_bytes, audience_bytes } = engine.describe().limits;
  const long = (text: string, bytes: number) => text + " ".repeat(bytes - text.length);
  const { raw } = engine;
  expect(
    raw.evaluate(long("{}", config_bytes), long("{}", session_bytes), long('""', audience_bytes))
      .ok,
  ).toBe(true);
  const over: [texts: [string, string, string], code: string, limit: number][] = [
    [[long("{}", config_bytes + 1), "{}", '""'], "invalid_config", config_bytes],
    [["{}", long("{}", 10 * session_bytes), '""'], "invalid_session", session_bytes],
    [["{}", "{}", `"${"€".repeat(audience_bytes / 2)}"`], "invalid_audience", audience_bytes],
  ];
  for (const [texts, code, limit] of over) {
    const { ok, text } = raw.evaluate(...texts);
    expect(ok).toBe(false);
    const problem = { code: "too_large", offset: limit };
    expect(JSON.parse(text)).toMatchObject({ error: { code, problems: [problem] } });
  }
  expect(engine.evaluate(config, session, api).access_token.bytes).toBe(19);
});

test("a value may use the engine while it is written", () => {
  const nested = { toJSON: () => engine.evaluate(config, session, api).access_token.claims };
  expect(engine.evaluate(config, { metadata: nested }, api).access_token.claims).toEqual({
    country: "Spain",
  });
});
