import { EngineError, type Failure, PolicyError } from "./errors.js";
import { type FunctionName, Instance } from "./instance.js";
import { type Input, inputText, prepare, type RawText, valueText } from "./text.js";
import type {
  Description,
  Explanation,
  Limits,
  Outcome,
  RawResult,
  Validation,
  Version,
} from "./types.js";

/** An instance whose memory is larger than this is not kept, since memory never shrinks. */
const KEPT_BYTES = 2 << 20;

/**
 * The engine's functions on JSON texts, for callers who need every byte. The audience is a text
 * too: a string stands in its quotes. All of them return the module's own text, which is one JSON
 * object; with `ok` false it is a failure, `{"error":{"code":…}}`. They throw an `EngineError` as
 * the others do and never a `PolicyError`.
 */
export interface RawEngine {
  evaluate(config: RawText, session: RawText, audience: RawText): RawResult;
  explain(config: RawText, session: RawText, audience: RawText): RawResult;
  /** What is wrong with the config is in the text; `ok` is true. */
  validate(config: RawText): RawResult;
  /** `ok` is true. */
  describe(): RawResult;
}

/**
 * Evaluates with one module. Made by `load`.
 *
 * All calls are synchronous, and none depends on those before it. Results belong to the caller.
 *
 * Results are parsed with `JSON.parse`, so **numbers lose the digits that a double cannot hold**:
 * 12345678901234567890 becomes 12345678901234567000, and 1.0 becomes 1. The module itself keeps
 * them; `raw` returns its texts as they are. A config or session that is given as a value has lost
 * such digits before it comes here: give its text by `jsonText`, or its bytes.
 *
 * An `EngineError` with the code `crashed` says that the instance that served the call is gone. The
 * engine makes another for the next call.
 */
export class Engine {
  /** The version of the contract that the module speaks. */
  readonly abiVersion: Version;
  /**
   * The SHA-256 of the module's bytes in lower-case hexadecimal: engines of one digest decide
   * alike. `undefined` where it cannot be known: a compiled module was given, or the platform has
   * no `crypto.subtle`, as browsers have none outside of secure contexts.
   */
  readonly digest: string | undefined;
  /** The same functions on JSON texts. */
  readonly raw: RawEngine = {
    evaluate: (config, session, audience) => this.#raw("evaluate", [config, session, audience]),
    explain: (config, session, audience) => this.#raw("explain", [config, session, audience]),
    validate: (config) => this.#raw("validate", [config]),
    describe: () => this.#raw("describe", []),
  };

  readonly #module: WebAssembly.Module;
  #instance: Instance | undefined;
  #limits: (number | undefined)[] | undefined; // read when a long text first asks for them

  /** @internal */
  constructor(module: WebAssembly.Module, instance: Instance, digest: string | undefined) {
    this.#module = module;
    this.#instance = instance;
    this.abiVersion = instance.version;
    this.digest = digest;
  }

  /**
   * Decides which custom claims go into the tokens of one transaction. A claim that is left out is
   * no failure: it is in `ignored`.
   *
   * @throws {PolicyError} An input is at fault, or a payload is too large.
   */
  evaluate(config: Input, session: Input, audience: string | readonly string[]): Outcome {
    return this.#decide("evaluate", inputTexts(config, session, audience)) as Outcome;
  }

  /**
   * Decides as `evaluate` does and says why. Where only a payload is too large it returns an
   * explanation with an `error`.
   *
   * @throws {PolicyError} An input is at fault.
   */
  explain(config: Input, session: Input, audience: string | readonly string[]): Explanation {
    return this.#decide("explain", inputTexts(config, session, audience)) as Explanation;
  }

  /** Judges a config alone. What is wrong with it is in the validation. */
  validate(config: Input): Validation {
    return this.#decide("validate", [inputText("config", config)]) as Validation;
  }

  /** The contract and the policy's tables: limits, names, and every code with a sentence. */
  describe(): Description {
    return this.#decide("describe", []) as Description;
  }

  #decide(name: FunctionName, texts: RawText[]): object {
    const { ok, text, value } = this.#judge(name, texts);
    if (!ok) throw new PolicyError((value as { error: Failure }).error, text);
    return value;
  }

  #raw(name: FunctionName, texts: RawText[]): RawResult {
    const { ok, text } = this.#judge(name, texts);
    return { ok, text };
  }

  /** One call. The text is always read, since one that cannot be is a crash. */
  #judge(name: FunctionName, texts: RawText[]): RawResult & { value: object } {
    const prepared = texts.map((text, i) => prepare(text, () => this.#inputLimits()[i]));
    // All that is the caller's has run by now, so what is thrown from here on is the module's.
    try {
      this.#instance ??= new Instance(new WebAssembly.Instance(this.#module, {}));
      const result = this.#instance.call(name, prepared);
      const judged = { ...result, value: parse(result) };
      if (this.#instance.bytes > KEPT_BYTES) this.#instance = undefined;
      return judged;
    } catch (cause) {
      this.#instance = undefined;
      throw new EngineError("crashed", `The module's instance crashed in ${name}: ${cause}`, {
        cause,
      });
    }
  }

  /** The largest sizes of a config, a session and an audience. */
  #inputLimits(): (number | undefined)[] {
    if (!this.#limits) {
      const limits: Partial<Limits> = this.describe().limits ?? {};
      this.#limits = [limits.config_bytes, limits.session_bytes, limits.audience_bytes];
    }
    return this.#limits;
  }
}

function inputTexts(
  config: Input,
  session: Input,
  audience: string | readonly string[],
): RawText[] {
  return [
    inputText("config", config),
    inputText("session", session),
    valueText("audience", audience),
  ];
}

/** Reads the module's text, which is one object, and with `ok` false a failure. */
function parse({ ok, text }: RawResult): object {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError("The text is no JSON object.");
  }
  if (!ok && typeof (value as { error?: { code?: unknown } }).error?.code !== "string") {
    throw new TypeError("The text is no failure.");
  }
  return value;
}
