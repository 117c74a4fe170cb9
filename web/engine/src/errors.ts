import type { FailureCode, Open, PayloadTooLarge, Problem, TokenName } from "./types.js";

/**
 * What is wrong with a module or an instance of it:
 *
 * - `unreadable_module`: the module's bytes could not be had (no file, no network, an HTTP status).
 * - `invalid_module`: what was had is no WebAssembly module.
 * - `compilation_forbidden`: this page or runtime compiles no WebAssembly. The message says what
 *   allows it, or does without.
 * - `incompatible_module`: it is one, but none that this package can run. The message says why; for
 *   a version it names both, the module's and the one that is needed.
 * - `crashed`: an instance trapped or broke its contract. It is gone, and the next call makes
 *   another. The same input would most likely have the same end.
 */
export type EngineErrorCode = Open<
  | "unreadable_module"
  | "invalid_module"
  | "compilation_forbidden"
  | "incompatible_module"
  | "crashed"
>;

/** A failure of the engine, not of the policy. What caused it, if anything did, is its `cause`. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The module's failure, as the member `error` of its text. */
export interface Failure extends Partial<Omit<PayloadTooLarge, "code" | "message">> {
  code: FailureCode;
  message: string;
  problems?: Problem[];
}

/** The policy says no: an input is at fault, or a payload is too large. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";
  readonly code: FailureCode;
  /** What is wrong with the input, each at its place. Empty with `payload_too_large`. */
  readonly problems: readonly Problem[];
  /** Of `payload_too_large`: what is too large. */
  readonly token: TokenName | undefined;
  /** Of `payload_too_large`: its payload's size. */
  readonly bytes: number | undefined;
  /** Of `payload_too_large`: the largest size. */
  readonly limit: number | undefined;
  /** The failure as the module wrote it, JSON. */
  readonly text: string;

  constructor(failure: Failure, text: string) {
    const { code, problems = [], token, bytes, limit } = failure;
    const [first, ...others] = problems;
    super(
      `${code}: ${first?.path ? `${first.path}: ` : ""}${first?.message ?? failure.message}` +
        (others.length > 0 ? ` (and ${others.length} more)` : ""),
    );
    this.code = code;
    this.problems = problems;
    this.token = token;
    this.bytes = bytes;
    this.limit = limit;
    this.text = text;
  }
}
