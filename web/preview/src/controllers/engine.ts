import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { About, Answer, Inspection, Question } from "../evaluation.js";
import { Evaluator, type Where } from "../evaluator.js";

/** Where the engine's files are, if not beside this module. */
export interface Places {
  readonly workerUrl: string | undefined;
  readonly moduleUrl: string | undefined;
}

export interface EngineListener {
  /** The question to begin with. */
  first(): Question;
  answered(question: Question, answer: Answer): void;
  failed(trouble: string): void;
}

/** An answer mostly comes sooner. Until then nothing is drawn, which would only take its time. */
const OPENING_MS = 150;

/** The engine while the element is in the document, the newest question, and its answer. */
export class EngineController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Places & { readonly isConnected: boolean };
  readonly #listener: EngineListener;
  #evaluator: Evaluator | undefined;
  #question: Question | undefined;
  #answered: Question | undefined;
  #editedAt: number | undefined;
  #waiting: (() => void)[] = [];
  about: About | undefined;
  place: Where | undefined;
  /** The newest answer; while one types it may be a key behind. */
  answer: Answer | undefined;
  /** Whether the first answer is about to come. */
  opening = true;
  /** Resolves when there is something to draw. */
  readonly opened: Promise<void>;
  #open: () => void = () => {};
  /** Why there is no engine, or no answer. */
  trouble: string | undefined;

  constructor(
    host: ReactiveControllerHost & Places & { readonly isConnected: boolean },
    listener: EngineListener,
  ) {
    this.#host = host;
    this.#listener = listener;
    this.opened = new Promise((resolve) => {
      this.#open = resolve;
    });
    host.addController(this);
  }

  /** Whether the answer is about the newest question. */
  get current(): boolean {
    return this.#answered !== undefined && this.#answered === this.#question;
  }

  /** What the answer is about. */
  get answered(): Question | undefined {
    return this.#answered;
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  /** Starts when what was set before the element was defined has come to it, too. */
  hostUpdate(): void {
    if (this.#host.isConnected && !this.#evaluator) this.#start();
  }

  hostDisconnected(): void {
    this.restart();
  }

  /** The next update starts another engine. */
  restart(): void {
    this.#evaluator?.close();
    this.#evaluator = undefined;
  }

  hostUpdated(): void {
    this.#measure();
  }

  ask(question: Question): void {
    this.#question = question;
    this.#evaluator?.ask(question);
  }

  /** Notes when an edit was made, for the browser's timeline. */
  edited(): void {
    this.#editedAt ??= performance.now();
  }

  /** Waits for the answer to the newest question; without an engine it waits for one. */
  settled(): Promise<void> {
    if (this.current) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** What a text would be as a config and as a session. */
  async inspect(text: string): Promise<Inspection> {
    if (!this.#evaluator) throw new Error("There is no engine.");
    return this.#evaluator.inspect(text);
  }

  #start(): void {
    const { workerUrl, moduleUrl } = this.#host;
    // Bundlers look for these very expressions to find the files.
    const startWorker = () =>
      workerUrl
        ? new Worker(new URL(workerUrl, document.baseURI), { type: "module" })
        : new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    const module = moduleUrl
      ? new URL(moduleUrl, document.baseURI)
      : new URL("./claims.wasm", import.meta.url);
    this.#evaluator = new Evaluator(module, startWorker, {
      ready: (about, place) => {
        this.about = about;
        this.place = place;
        this.#host.requestUpdate();
      },
      answered: (question, answer) => {
        this.#draw();
        this.answer = answer;
        this.#answered = question;
        this.trouble = undefined;
        if (this.current) this.#release();
        this.#listener.answered(question, answer);
      },
      failed: (error) => {
        this.#draw();
        this.trouble = `The engine did not answer. ${error}`;
        this.#release();
        this.#listener.failed(this.trouble);
      },
    });
    this.ask(this.#listener.first());
    if (this.opening) setTimeout(() => this.#draw(), OPENING_MS);
  }

  /** Has the element drawn from now on. */
  #draw(): void {
    if (!this.opening) return;
    this.opening = false;
    this.#host.requestUpdate();
    this.#open();
  }

  #release(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Puts how long a preview took into the browser's timeline, from the edit to its result. */
  #measure(): void {
    if (!this.answer) return;
    if (this.#editedAt === undefined) {
      if (performance.getEntriesByName("claims-preview:first").length === 0)
        performance.mark("claims-preview:first");
      return;
    }
    if (!this.current) return;
    performance.clearMeasures("claims-preview:edit");
    performance.measure("claims-preview:edit", { start: this.#editedAt });
    this.#editedAt = undefined;
  }
}
