// One question to the engine and its answer: all that a preview shows of one state.

import type { Description, Engine, Problem, Validation, Warning } from "@claimsmith/engine";
import { JsonDocument } from "./json-document.js";
import { groups, remove } from "./mappings.js";
import { type Explained, type Reading, read } from "./reading.js";
import type { PreviewState, Scenario } from "./types.js";

export interface Question {
  state: PreviewState;
  /** The texts that apply where they are not the edited config and the saved one. */
  applied?: { edited: string; saved: string };
  /** The edited config with the tenant in the other mode, legacy or not, if it can be made. */
  otherMode?: string;
}

/** The two configs, in one scenario. */
export interface Pair {
  edited: Explained;
  saved: Explained;
}

export interface Answer extends Pair {
  /** The text of the config that was evaluated. */
  config: string;
  validation: Validation;
  otherMode?: Explained;
  /** Where rows of the config have problems: what there would be without these rows. */
  rest?: { reading: Reading; without: readonly string[] };
  scenarios: readonly Pair[];
  /** The root that stands for the session as a whole; absent for a transaction. */
  bareRoot?: string;
}

/** What the engine makes of a text of which nobody knows what it is. */
export interface Inspection {
  validation: Validation;
  /** What the text is as a session; absent if it is none. */
  session?: { form: string; warnings: readonly Warning[] };
}

/** What is known of an engine before it is asked. */
export interface About {
  description: Description;
  digest?: string;
}

export function about(engine: Engine): About {
  const { digest } = engine;
  return { description: engine.describe(), ...(digest !== undefined && { digest }) };
}

export function answer(
  engine: Engine,
  description: Description,
  { state, applied, otherMode }: Question,
): Answer {
  const explain = (config: string, { session, audience }: Omit<Scenario, "name"> = state) => {
    const { ok, text } = engine.raw.explain(config, session, audienceText(audience));
    return read(ok, text);
  };
  const config = applied?.edited ?? state.config;
  const saved = applied?.saved ?? state.saved;
  const edited = explain(config);
  const rest = edited.failure && withoutBroken(config, edited.failure.problems);
  const reading = rest && explain(rest.text).reading;
  const form = (reading ?? edited.reading)?.form ?? formOf(engine, state.session);
  return {
    config,
    edited,
    validation: JSON.parse(engine.raw.validate(state.config).text),
    saved: saved === config ? edited : explain(saved),
    ...(otherMode !== undefined && { otherMode: explain(otherMode) }),
    ...(rest && reading && { rest: { reading, without: rest.without } }),
    scenarios: (state.scenarios ?? []).map((scenario) => {
      const now = explain(rest?.text ?? config, scenario);
      return { edited: now, saved: saved === config ? now : explain(saved, scenario) };
    }),
    // The form of a bare session has the name of the root that stands for it.
    ...(form !== undefined && description.expressions.roots.includes(form) && { bareRoot: form }),
  };
}

export function inspect(engine: Engine, text: string): Inspection {
  const { ok, text: explained } = engine.raw.explain("{}", text, audienceText([""]));
  const session = ok ? JSON.parse(explained) : undefined;
  return {
    validation: JSON.parse(engine.raw.validate(text).text),
    ...(session && { session: { form: session.form, warnings: session.warnings } }),
  };
}

/** The audience as the engine takes it. */
export function audienceText(audience: readonly string[]): string {
  return JSON.stringify(audience.length === 1 ? audience[0] : audience);
}

/** How a session is read, whatever is wrong with the other inputs. */
function formOf(engine: Engine, session: string): string | undefined {
  const { ok, text } = engine.raw.explain("{}", session, audienceText([""]));
  return ok ? JSON.parse(text).form : undefined;
}

/** A config without the rows that have problems, if nothing else in it has any. */
function withoutBroken(
  config: string,
  problems: readonly Problem[],
): { text: string; without: string[] } | undefined {
  let document = JsonDocument.read(config);
  const isIn = (place: string) => (problem: Problem) =>
    problem.path === place || problem.path?.startsWith(`${place}/`) === true;
  const rows = (document ? groups(document) : []).flatMap((group) =>
    group.rows.map(({ place }, index) => ({ id: group.id, index, place })),
  );
  const broken = rows.filter(({ place }) => problems.some(isIn(place)));
  const elsewhere = problems.some((problem) => !broken.some(({ place }) => isIn(place)(problem)));
  if (broken.length === 0 || elsewhere) return undefined;
  for (const { id, index } of broken.toReversed()) {
    const group = document && groups(document).find((each) => each.id === id);
    if (document && group) document = JsonDocument.read(remove(document, group, index));
  }
  return document && { text: document.text, without: broken.map(({ place }) => place) };
}
