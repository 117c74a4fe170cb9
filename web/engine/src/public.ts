// What every entry of the package has beside its load.

export type { Engine, Policy, RawEngine, RawPolicy } from "./engine.js";
export { EngineError, type EngineErrorCode, PolicyError } from "./errors.js";
export type { Source } from "./start.js";
export {
  type Audience,
  type ConfigInput,
  type Input,
  type JsonText,
  jsonText,
  type RawText,
  type SessionInput,
} from "./text.js";
export type * from "./types.js";
