import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { load } from "@claimsmith/engine";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { type Answer, about, answer, inspect, type Question } from "./evaluation.js";
import { Evaluator, type Listener } from "./evaluator.js";
import type { Response as Reply, Request } from "./worker.js";

const MODULE = new URL("https://shop.example/claims.wasm");
const bytes = await readFile(fileURLToPath(import.meta.resolve("@claimsmith/engine/claims.wasm")));
const engine = await load(bytes);
const known = about(engine);

afterEach(() => vi.unstubAllGlobals());

/** A place for a promise's result that comes later. */
function later<Value>() {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((given) => {
    resolve = given;
  });
  return { promise, resolve };
}

/** Has the module's URL bring a response. */
function serve(respond: () => Response | Promise<Response>): void {
  vi.stubGlobal("fetch", async (url: URL) => {
    expect(url).toBe(MODULE);
    return respond();
  });
}
const theModule = () => new Response(new Uint8Array(bytes));

/** What an evaluator's listener was told. */
class Heard implements Listener {
  #all: string[] = [];
  #more = later<void>();

  ready(_: unknown, where: string): void {
    this.#note(`ready ${where}`);
  }
  answered({ state }: Question, { edited }: Answer): void {
    const claims = edited.reading?.tokens.access_token?.map(({ name }) => name);
    this.#note(`${state.audience}: ${claims ?? edited.failure?.code}`);
  }
  failed(error: unknown): void {
    this.#note(`failed: ${error}`);
  }

  #note(what: string): void {
    this.#all.push(what);
    this.#more.resolve();
    this.#more = later();
  }

  /** Waits until this was told, and nothing else since the last time. */
  async next(...expected: string[]): Promise<void> {
    while (this.#all.length < expected.length) await this.#more.promise;
    expect(this.#all).toEqual(expected);
    this.#all = [];
  }

  /** Gives all that is under way its turn, and sees that nothing comes of it. */
  async nothing(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    expect(this.#all).toEqual([]);
  }
}

/** A question that is known by its audience. */
function question(name: string, claim = "country"): Question {
  const expression = "anonymous_session.metadata.country";
  const config = JSON.stringify({
    access_token: { custom_claim_mappings: [{ name: claim, expression }] },
  });
  const session = '{"metadata": {"country": "Spain"}}';
  return { state: { config, saved: config, session, audience: [name] } };
}

/** A worker by hand, which answers when it is told to. */
class Hand extends EventTarget {
  readonly requests: Request[] = [];
  terminated = false;
  #more = later<void>();

  postMessage(request: Request): void {
    this.requests.push(structuredClone(request));
    this.#more.resolve();
    this.#more = later();
  }
  terminate(): void {
    this.terminated = true;
  }

  /** Waits for a request, which is the nth, and returns the question's name. */
  async asked(nth: number): Promise<string> {
    while (this.requests.length < nth) await this.#more.promise;
    expect(this.requests).toHaveLength(nth);
    const request = this.requests.at(-1);
    return request && "question" in request ? `${request.question.state.audience}` : "module";
  }

  reply(response: Reply): void {
    this.dispatchEvent(new MessageEvent("message", { data: structuredClone(response) }));
  }
  /** Answers the newest request as the real worker does. */
  answer(): void {
    const request = this.requests.at(-1);
    if (!request) throw new Error("Nothing was asked.");
    if ("module" in request) this.reply({ about: known });
    else if ("inspect" in request) this.reply({ inspection: inspect(engine, request.inspect) });
    else this.reply({ answer: answer(engine, known.description, request.question) });
  }
  /** Returns whether the browser still reports the error. */
  fail(message: string): boolean {
    return this.dispatchEvent(Object.assign(new Event("error", { cancelable: true }), { message }));
  }
}

const noWorker = (): Worker => {
  throw new DOMException("refused", "SecurityError");
};

/** Starts an evaluator with a worker by hand. */
function start() {
  serve(theModule);
  const worker = new Hand();
  const heard = new Heard();
  const startWorker = vi.fn(() => worker as unknown as Worker);
  const evaluator = new Evaluator(MODULE, startWorker, heard);
  return { evaluator, worker, startWorker, heard };
}

/** The same, when the worker has taken over. */
async function started() {
  const all = start();
  await all.heard.next("ready page");
  expect(await all.worker.asked(1)).toBe("module");
  all.worker.answer();
  await all.heard.next("ready worker");
  return all;
}

describe("a worker", () => {
  test("gets the module's bytes, and takes over from the page", async () => {
    const { evaluator, worker, heard } = start();
    await heard.next("ready page");
    evaluator.ask(question("page"));
    await heard.next("page: country");

    await worker.asked(1);
    expect(worker.requests).toEqual([{ module: new Uint8Array(bytes).buffer }]);
    worker.answer();
    await heard.next("ready worker");

    evaluator.ask(question("worker"));
    expect(await worker.asked(2)).toBe("worker");
    worker.answer();
    await heard.next("worker: country");
  });

  test("takes nothing from the page's first answer: it starts after it", async () => {
    const { evaluator, worker, startWorker, heard } = start();
    evaluator.ask(question("first"));
    await heard.next("ready page", "first: country");
    expect(startWorker).not.toHaveBeenCalled();
    expect(await worker.asked(1)).toBe("module");
  });

  test("answers alone where the page may compile nothing", async () => {
    vi.spyOn(WebAssembly, "compile").mockRejectedValueOnce(new EvalError("refused"));
    onTestFinished(() => void vi.restoreAllMocks());
    const { evaluator, worker, heard } = start();
    evaluator.ask(question("first"));
    await worker.asked(1);
    worker.answer();
    await heard.next("ready worker");
    await worker.asked(2);
    worker.answer();
    await heard.next("first: country");
  });

  test("that fails at a question fails that one alone", async () => {
    const { evaluator, worker, heard } = await started();
    evaluator.ask(question("first"));
    await worker.asked(2);
    worker.reply({ error: "it crashed" });
    await heard.next("failed: Error: it crashed");

    evaluator.ask(question("second"));
    expect(await worker.asked(3)).toBe("second");
    worker.answer();
    await heard.next("second: country");
  });

  test("cannot get what cannot be copied, and is told the next question", async () => {
    const { evaluator, worker, heard } = await started();
    evaluator.ask({ ...question("first"), otherMode: (() => "") as unknown as string });
    await heard.next(expect.stringContaining("failed: DataCloneError"));
    evaluator.ask(question("second"));
    expect(await worker.asked(2)).toBe("second");
    worker.answer();
    await heard.next("second: country");
  });
});

describe("a worker that is lost gives its question back to the page", () => {
  test("as it broke down", async () => {
    const { evaluator, worker, heard } = await started();
    evaluator.ask(question("first"));
    await worker.asked(2);
    expect(worker.fail("out of memory")).toBe(false);
    await heard.next("ready page", "first: country");
    expect(worker.terminated).toBe(true);
    evaluator.ask(question("second"));
    await heard.next("second: country");
    expect(worker.requests).toHaveLength(2);
  });

  test("as it does not answer in time", async () => {
    const { evaluator, worker, heard } = await started();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    evaluator.ask(question("first"));
    await worker.asked(2);
    vi.advanceTimersToNextTimer();
    await heard.next("ready page", "first: country");
    expect(worker.terminated).toBe(true);
  });
});

describe("without a worker the page answers", () => {
  test("as the browser refuses one", async () => {
    serve(theModule);
    const heard = new Heard();
    const evaluator = new Evaluator(MODULE, noWorker, heard);
    evaluator.ask(question("first"));
    await heard.next("ready page", "first: country");
    evaluator.ask(question("second"));
    await heard.next("second: country");
  });

  test("as its script cannot be loaded", async () => {
    const { evaluator, worker, heard } = start();
    await heard.next("ready page");
    await worker.asked(1);
    expect(worker.fail("")).toBe(false);
    evaluator.ask(question("first"));
    await heard.next("first: country");
    expect(worker.terminated).toBe(true);
  });

  test("as it cannot run the module", async () => {
    const { evaluator, worker, heard } = start();
    await worker.asked(1);
    worker.reply({ error: "EngineError: no wasm here" });
    evaluator.ask(question("first"));
    await heard.next("ready page", "first: country");
    expect(worker.terminated).toBe(true);
  });

  test("as it never says anything", async () => {
    const { evaluator, worker, heard } = start();
    await worker.asked(1);
    evaluator.ask(question("first"));
    await heard.next("ready page", "first: country");
  });

  test("and goes on after a question that it fails at", async () => {
    serve(theModule);
    const heard = new Heard();
    const evaluator = new Evaluator(MODULE, noWorker, heard);
    await heard.next("ready page");
    evaluator.ask({} as Question);
    await heard.next(expect.stringContaining("failed: TypeError"));
    evaluator.ask(question("second"));
    await heard.next("second: country");
  });
});

describe("the newest question wins", () => {
  test("while one is under way", async () => {
    const { evaluator, worker, heard } = await started();
    for (const name of ["first", "second", "third"]) evaluator.ask(question(name));
    expect(await worker.asked(2)).toBe("third"); // nothing was under way yet
    evaluator.ask(question("fourth"));
    evaluator.ask(question("fifth", "sub"));
    worker.answer();
    await heard.next("third: country");
    expect(await worker.asked(3)).toBe("fifth");
    evaluator.ask(question("sixth"));
    worker.answer();
    await heard.next("fifth: invalid_config");
    expect(await worker.asked(4)).toBe("sixth");
    worker.answer();
    await heard.next("sixth: country");
    await heard.nothing();
  });

  test("while the engine is loaded", async () => {
    const module = later<Response>();
    serve(() => module.promise);
    const heard = new Heard();
    const evaluator = new Evaluator(MODULE, noWorker, heard);
    evaluator.ask(question("first"));
    await heard.nothing();
    evaluator.ask(question("second"));
    module.resolve(theModule());
    await heard.next("ready page", "second: country");
    await heard.nothing();
  });

  test("after one that failed", async () => {
    const { evaluator, worker, heard } = await started();
    evaluator.ask(question("first"));
    await worker.asked(2);
    evaluator.ask(question("second"));
    evaluator.ask(question("third"));
    worker.reply({ error: "it crashed" });
    expect(await worker.asked(3)).toBe("third");
    worker.answer();
    await heard.next("failed: Error: it crashed", "third: country");
  });
});

describe("without a module every question fails", () => {
  test.each<[string, () => Response | Promise<Response>]>([
    ["answered with status 404", () => new Response("", { status: 404 })],
    ["no network", () => Promise.reject(new TypeError("no network"))],
    ["no WebAssembly module", () => new Response("<!doctype html>")],
  ])("and says: %s", async (message, respond) => {
    serve(respond);
    const heard = new Heard();
    const worker = new Hand();
    const evaluator = new Evaluator(MODULE, () => worker as unknown as Worker, heard);
    // Who has the module from the page finds in it what the page finds.
    worker.postMessage = () => worker.reply({ error: "no module" });
    for (const name of ["first", "second"]) {
      evaluator.ask(question(name));
      await heard.next(expect.stringMatching(`failed: .*${message}`));
    }
    expect(worker.terminated).toBe(true);
  });
});

describe("one that is closed", () => {
  test("ends its worker, and tells nothing any more", async () => {
    const { evaluator, worker, heard } = await started();
    evaluator.ask(question("first"));
    await worker.asked(2);
    evaluator.ask(question("second"));
    evaluator.close();
    expect(worker.terminated).toBe(true);
    worker.answer();
    await heard.nothing();
    expect(worker.requests).toHaveLength(2);
  });

  test("tells no failure either", async () => {
    const { evaluator, worker, heard } = await started();
    evaluator.ask(question("first"));
    await worker.asked(2);
    evaluator.close();
    worker.fail("terminated");
    await heard.nothing();
  });

  test("before its worker is there ends the worker that comes", async () => {
    const { evaluator, worker, heard } = start();
    await heard.next("ready page");
    await worker.asked(1);
    evaluator.close();
    worker.answer();
    await heard.nothing();
    expect(worker.terminated).toBe(true);
  });

  test("before its engine is there starts no worker", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const { evaluator, startWorker, heard } = start();
    evaluator.ask(question("first"));
    evaluator.close();
    await expect(evaluator.inspect("{}")).rejects.toThrow("The engine is closed.");
    await heard.nothing();
    await vi.runAllTimersAsync();
    expect(startWorker).not.toHaveBeenCalled();
  });

  test("without ever having been there is quiet", async () => {
    serve(() => new Response("", { status: 500 }));
    const heard = new Heard();
    new Evaluator(MODULE, noWorker, heard).close();
    await heard.nothing();
  });
});
