// Where questions go: to the engine in a worker or, where there can be none, on the page.

import { load } from "@claimsmith/engine";
import {
  type About,
  type Answer,
  about,
  answer,
  type Inspection,
  inspect,
  type Question,
} from "./evaluation.js";
import type { Request, Response } from "./worker.js";

export type Where = "worker" | "page";

/** No question takes the engine this long. A worker that does not answer by then is gone. */
const OVERDUE_MS = 10_000;

/** What answers, one question after another. */
interface Place {
  where: Where;
  about: About;
  ask(question: Question): Promise<Answer>;
  inspect(text: string): Promise<Inspection>;
  close(): void;
}

export interface Listener {
  /** An engine is there. It is told again when the worker takes over from the page. */
  ready(about: About, where: Where): void;
  answered(question: Question, answer: Answer): void;
  /** The engine could not be loaded, or crashed on a question; the next question may do well. */
  failed(error: unknown): void;
}

/**
 * Asks the engine. While one question is under way only the newest of the others waits, so that
 * answers keep up with typing however long one takes.
 *
 * A worker takes its time to start, so the first answers come from an engine on the page. Where
 * the page's policy or its bundler allows no worker, the engine on the page stays, and where the
 * worker is lost, it comes back: the module is the same.
 */
export class Evaluator {
  readonly #listener: Listener;
  readonly #first: Promise<void>;
  #place: Place | undefined;
  #page: Place | undefined;
  #waiting: Question | undefined;
  #busy = false;
  #asking = Promise.resolve();
  #closed = false;

  constructor(module: URL, startWorker: () => Worker, listener: Listener) {
    this.#listener = listener;
    const fetched = fetchModule(module);
    const page = fetched.then(onPage).then((place) => {
      this.#page = place;
      this.#use(place);
    });
    const worker = afterFirstAnswer(page).then(async () => {
      if (!this.#closed) this.#use(await inWorker(startWorker, fetched));
    });
    this.#first = Promise.any([page, worker]);
    this.#first.catch(() => {}); // whoever asks is told
  }

  ask(question: Question): void {
    this.#waiting = question;
    if (!this.#busy) void this.#work();
  }

  /** Asks what a text is, between one question and the next. */
  async inspect(text: string): Promise<Inspection> {
    await this.#first;
    const found = await this.#at((place) => place.inspect(text));
    if (!found) throw new Error("The engine is closed.");
    return found;
  }

  close(): void {
    this.#closed = true;
    this.#waiting = undefined;
    this.#place?.close();
  }

  #use(place: Place): void {
    // The worker is better, whichever comes first.
    if (this.#closed || this.#place?.where === "worker") {
      place.close();
      return;
    }
    this.#place = place;
    this.#listener.ready(place.about, place.where);
  }

  async #work(): Promise<void> {
    this.#busy = true;
    for (let question = this.#next(); question; question = this.#next()) {
      try {
        await this.#first;
        const newest: Question = this.#next() ?? question;
        const found = await this.#at((place) => place.ask(newest));
        if (found && !this.#closed) this.#listener.answered(newest, found);
      } catch (error) {
        if (!this.#closed) this.#listener.failed(reason(error));
      }
    }
    this.#busy = false;
  }

  /** Asks one thing at a time: a worker's responses do not say to what. */
  async #at<Found>(ask: (place: Place) => Promise<Found>): Promise<Found | undefined> {
    const before = this.#asking;
    let done = () => {};
    this.#asking = new Promise((resolve) => {
      done = resolve;
    });
    await before;
    try {
      return this.#place && (await ask(this.#place));
    } catch (error) {
      if (!(error instanceof Lost) || !this.#page || this.#closed) throw error;
      this.#place?.close();
      this.#place = this.#page;
      this.#listener.ready(this.#page.about, this.#page.where);
      return await ask(this.#page);
    } finally {
      done();
    }
  }

  #next(): Question | undefined {
    const question = this.#waiting;
    this.#waiting = undefined;
    return question;
  }
}

/** A worker that cannot answer any more. */
class Lost extends Error {}

/** Where neither place could be had, the page's error says why. */
function reason(error: unknown): unknown {
  return error instanceof AggregateError ? error.errors[0] : error;
}

async function fetchModule(url: URL): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered with status ${response.status}.`);
  return response.arrayBuffer();
}

/** The worker's start would take a share of the machine from what is waited for. */
async function afterFirstAnswer(page: Promise<void>): Promise<void> {
  await page.catch(() => {}); // the worker may do better
  await new Promise((resolve) => setTimeout(resolve)); // the answer and what shows it come before
}

async function onPage(module: ArrayBuffer): Promise<Place> {
  const engine = await load(module);
  const known = about(engine);
  return {
    where: "page",
    about: known,
    ask: async (question) => answer(engine, known.description, question),
    inspect: async (text) => inspect(engine, text),
    close() {},
  };
}

async function inWorker(startWorker: () => Worker, fetched: Promise<ArrayBuffer>): Promise<Place> {
  const worker = startWorker();
  try {
    const first = await exchange(
      worker,
      fetched.then((module) => ({ module })),
    );
    if (!("about" in first)) throw new Error("error" in first ? first.error : "no engine");
    return {
      where: "worker",
      about: first.about,
      async ask(question) {
        const response = await exchange(worker, Promise.resolve({ question }));
        if (!("answer" in response)) throw new Error("error" in response ? response.error : "");
        return response.answer;
      },
      async inspect(text) {
        const response = await exchange(worker, Promise.resolve({ inspect: text }));
        if (!("inspection" in response)) throw new Error("error" in response ? response.error : "");
        return response.inspection;
      },
      close: () => worker.terminate(),
    };
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

/** Sends one request and waits for its response; a script that cannot be loaded is an error. */
function exchange(worker: Worker, request: Promise<Request>): Promise<Response> {
  return new Promise((resolve, reject) => {
    const done = new AbortController();
    const { signal } = done;
    const fail = (error: unknown) => {
      clearTimeout(overdue);
      done.abort();
      reject(error);
    };
    const overdue = setTimeout(() => fail(new Lost("The worker does not answer.")), OVERDUE_MS);
    worker.addEventListener(
      "message",
      ({ data }: MessageEvent<Response>) => {
        clearTimeout(overdue);
        done.abort();
        resolve(data);
      },
      { signal },
    );
    worker.addEventListener(
      "error",
      (event) => {
        event.preventDefault();
        fail(new Lost(event.message || "The worker could not be loaded."));
      },
      { signal },
    );
    request.then((message) => worker.postMessage(message)).catch(fail);
  });
}
