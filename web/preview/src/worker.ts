// The engine in a worker, so that typing never waits for it.

import { type Engine, load } from "@claimsmith/engine";
import {
  type About,
  type Answer,
  about,
  answer,
  type Inspection,
  inspect,
  type Question,
} from "./evaluation.js";

/** To the worker: first the module's bytes, then questions, and texts of which nobody knows what they are. */
export type Request = { module: ArrayBuffer } | { question: Question } | { inspect: string };

/** From the worker: first what the engine is, then an answer for each request, in order. */
export type Response =
  | { about: About }
  | { answer: Answer }
  | { inspection: Inspection }
  | { error: string };

/** The part of a worker's global scope that is used; TypeScript's DOM types have none. */
interface Scope {
  addEventListener(type: "message", listen: (event: MessageEvent<Request>) => void): void;
  postMessage(response: Response): void;
}

const scope = self as unknown as Scope;
let engine: Engine | undefined;
let known: About | undefined;

async function serve(request: Request): Promise<Response> {
  if ("module" in request) {
    engine = await load(request.module);
    known = about(engine);
    return { about: known };
  }
  if (!engine || !known) throw new Error("The engine is not loaded.");
  if ("inspect" in request) return { inspection: inspect(engine, request.inspect) };
  return { answer: answer(engine, known.description, request.question) };
}

scope.addEventListener("message", async ({ data }) => {
  try {
    scope.postMessage(await serve(data));
  } catch (error) {
    scope.postMessage({ error: String(error) });
  }
});
