export type { Engine, RawEngine } from "./engine.js";
export { EngineError, type EngineErrorCode, PolicyError } from "./errors.js";
export { load, type Source } from "./load.js";
export { type Input, type JsonText, jsonText, type RawText } from "./text.js";
export type * from "./types.js";
