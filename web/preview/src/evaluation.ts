// One question to the engine and its answer: all that a preview shows of one state.

import type { Description, Engine, Validation } from "@claimsmith/engine";
import { pointer } from "./json-document.js";
import { type Explained, read } from "./reading.js";
import type { PreviewState } from "./types.js";

export interface Question {
  state: PreviewState;
  /** The edited config with the tenant in the other mode, legacy or not, if it can be made. */
  otherMode?: string;
}

export interface Answer {
  edited: Explained;
  validation: Validation;
  saved: Explained;
  otherMode?: Explained;
  /** The root that stands for the session as a whole; absent for a transaction. */
  bareRoot?: string;
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
  { state, otherMode }: Question,
): Answer {
  const { config, saved, session } = state;
  const audience = JSON.stringify(state.audience.length === 1 ? state.audience[0] : state.audience);
  const explain = (config: string): Explained => {
    const { ok, text } = engine.raw.explain(config, session, audience);
    return read(ok, text);
  };
  const edited = explain(config);
  const bareRoot = rootOfWhole(engine, description, session);
  return {
    edited,
    validation: JSON.parse(engine.raw.validate(config).text),
    saved: saved === config ? edited : explain(saved),
    ...(otherMode !== undefined && { otherMode: explain(otherMode) }),
    ...(bareRoot !== undefined && { bareRoot }),
  };
}

const PROBE = "claims_preview_probe";

/**
 * Finds the root under which the engine sees the session's own members, by asking it where a member
 * that is not there would go. What makes a session a transaction is the engine's to know.
 */
function rootOfWhole(
  engine: Engine,
  { expressions }: Description,
  session: string,
): string | undefined {
  return expressions.roots.find((root) => {
    const expression = root + expressions.separator + PROBE;
    const mappings = [{ name: "https://claims.example/probe", expression }];
    const config = JSON.stringify({ access_token: { custom_claim_mappings: mappings } });
    const { ok, text } = engine.raw.explain(config, session, '""');
    return ok && JSON.parse(text).decisions[0]?.fix?.path === pointer([PROBE]);
  });
}
