import { EngineError, type Failure, PolicyError } from "./errors.js";
import { type FunctionName, Instance } from "./instance.js";
import {
  type Audience,
  audienceText,
  bytesOf,
  type ConfigInput,
  inputText,
  prepare,
  type RawText,
  type SessionInput,
} from "./text.js";
import type {
  ClaimNames,
  Description,
  Explanation,
  Limits,
  Outcome,
  RawResult,
  Tried,
  Validation,
  Version,
} from "./types.js";

/** An instance whose memory is larger than this is not kept, since memory never shrinks. */
const KEPT_BYTES = 2 << 20;

/**
 * The engine's functions on JSON texts, for callers who need every byte. The audience is a text
 * too: a string stands in its quotes. All of them return the module's own text, one JSON object of
 * which only the braces are looked at; with `ok` false it is a failure, `{"error":{"code":…}}`.
 * They throw an `EngineError` as the others do and never a `PolicyError`.
 */
export interface RawEngine {
  evaluate(config: RawText, session: RawText, audience: RawText): RawResult;
  explain(config: RawText, session: RawText, audience: RawText): RawResult;
  /** What is wrong with the config is in the text; `ok` is true. */
  validate(config: RawText): RawResult;
  /** `ok` is true. */
  describe(): RawResult;
}

/** A policy's functions on JSON texts; see `RawEngine`. */
export interface RawPolicy {
  evaluate(session: RawText, audience: RawText): RawResult;
  explain(session: RawText, audience: RawText): RawResult;
}

/**
 * One valid config, bound to its engine, for those who evaluate many sessions with it. Made by
 * `engine.policy`. The config is written once, and later changes to what was given change nothing.
 */
export interface Policy {
  /** As `engine.evaluate`. */
  evaluate(session: SessionInput, audience?: Audience): Outcome;
  /** As `engine.tryEvaluate`. */
  tryEvaluate(session: SessionInput, audience?: Audience): Tried;
  /** As `engine.explain`. */
  explain(session: SessionInput, audience?: Audience): Explanation;
  /** The same on JSON texts. */
  readonly raw: RawPolicy;
  /**
   * Every name that the config and the tenant ask for, by token: what the policy can bring into one,
   * be it for some sessions only. An issuer that has to declare its claims declares these.
   */
  readonly claimNames: ClaimNames;
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
 * An audience that is left out, null or an empty list is the empty one, `""`: the token is for no
 * API in particular.
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
   * no `crypto.subtle` that works, as browsers have none outside of secure contexts.
   */
  readonly digest: string | undefined;
  /** The same functions on JSON texts. */
  readonly raw: RawEngine = {
    evaluate: (config, session, audience) => this.#judge("evaluate", config, session, audience),
    explain: (config, session, audience) => this.#judge("explain", config, session, audience),
    validate: (config) => this.#judge("validate", config, "", ""),
    describe: () => this.#judge("describe", "", "", ""),
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
  evaluate(config: ConfigInput, session: SessionInput, audience?: Audience): Outcome {
    return taken(this.#tried(inputText("config", config), session, audience));
  }

  /** Decides as `evaluate` does, and returns what that would throw as `error`. */
  tryEvaluate(config: ConfigInput, session: SessionInput, audience?: Audience): Tried {
    return this.#tried(inputText("config", config), session, audience);
  }

  /**
   * Decides as `evaluate` does and says why. Where only a payload is too large it returns an
   * explanation with an `error`.
   *
   * @throws {PolicyError} An input is at fault.
   */
  explain(config: ConfigInput, session: SessionInput, audience?: Audience): Explanation {
    return this.#explained(inputText("config", config), session, audience);
  }

  /** Judges a config alone. What is wrong with it is in the validation. */
  validate(config: ConfigInput): Validation {
    return this.#read("validate", this.raw.validate(inputText("config", config))) as Validation;
  }

  /** The contract and the policy's tables: limits, names, and every code with a sentence. */
  describe(): Description {
    return this.#read("describe", this.raw.describe()) as Description;
  }

  /**
   * Binds a config, to evaluate many sessions with it.
   *
   * @throws {PolicyError} Something is wrong with the config.
   */
  policy(config: ConfigInput): Policy {
    const given = inputText("config", config);
    const { decisions } = this.#explained(given, {}, "");
    const text = bytesOf(given);
    const names = (token: string) => decisions.filter((d) => d.token === token).map((d) => d.claim);
    return {
      evaluate: (session, audience) => taken(this.#tried(text, session, audience)),
      tryEvaluate: (session, audience) => this.#tried(text, session, audience),
      explain: (session, audience) => this.#explained(text, session, audience),
      raw: {
        evaluate: (session, audience) => this.#judge("evaluate", text, session, audience),
        explain: (session, audience) => this.#judge("explain", text, session, audience),
      },
      claimNames: { access_token: names("access_token"), id_token: names("id_token") },
    };
  }

  #tried(config: RawText, session: SessionInput, audience: Audience): Tried {
    const text = inputText("session", session);
    const result = this.#judge("evaluate", config, text, audienceText(audience));
    const value = this.#read("evaluate", result);
    if (!result.ok) return { ok: false, error: value as PolicyError };
    return { ok: true, outcome: value as Outcome };
  }

  #explained(config: RawText, session: SessionInput, audience: Audience): Explanation {
    const text = inputText("session", session);
    const result = this.#judge("explain", config, text, audienceText(audience));
    const value = this.#read("explain", result);
    if (value instanceof PolicyError) throw value;
    return value as Explanation;
  }

  /** One call. The text of a failure is read here, since one that cannot be is a crash. */
  #judge(name: FunctionName, config: RawText, session: RawText, audience: RawText): RawResult {
    const c = prepare(config, this.#limitOf, 0);
    const s = prepare(session, this.#limitOf, 1);
    const a = prepare(audience, this.#limitOf, 2);
    // All that is the caller's has run by now, so what is thrown from here on is the module's.
    try {
      this.#instance ??= new Instance(new WebAssembly.Instance(this.#module, {}));
      const result = this.#instance.call(name, c, s, a);
      const { ok, text } = result;
      if (text[0] !== "{" || text.at(-1) !== "}")
        throw new TypeError("The text is no JSON object.");
      if (!ok) failure(text);
      if (this.#instance.bytes > KEPT_BYTES) this.#instance = undefined;
      return result;
    } catch (cause) {
      throw this.#lost(name, cause);
    }
  }

  /** Reads a result: a failure as the error that it is. */
  #read(name: FunctionName, { ok, text }: RawResult): object {
    if (!ok) return new PolicyError(failure(text), text);
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw this.#lost(name, cause);
    }
  }

  /** Gives up the instance, and says so. */
  #lost(name: FunctionName, cause: unknown): EngineError {
    this.#instance = undefined;
    const message = `The module's instance crashed in ${name}: ${cause}`;
    return new EngineError("crashed", message, { cause });
  }

  /** The largest size of a config, a session or an audience. */
  readonly #limitOf = (text: number): number | undefined => {
    if (!this.#limits) {
      const limits: Partial<Limits> = this.describe().limits ?? {};
      this.#limits = [limits.config_bytes, limits.session_bytes, limits.audience_bytes];
    }
    return this.#limits[text];
  };
}

function taken(tried: Tried): Outcome {
  if (!tried.ok) throw tried.error;
  return tried.outcome;
}

/** Reads the text of a failure. */
function failure(text: string): Failure {
  const { error } = JSON.parse(text) as { error?: Failure };
  if (typeof error?.code !== "string") throw new TypeError("The text is no failure.");
  return error;
}
