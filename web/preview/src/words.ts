// Why a claim is missing, in the words of whoever reads the session. The policy's own sentences are
// the engine's; here is only where a path ended.

import type { Decision, Description, IgnoredDecision, Stop } from "@claimsmith/engine";
import { names } from "./expressions.js";
import { steps } from "./json-document.js";

/** A sentence, with what is code in it. */
export type Words = readonly (string | { code: string })[];

export interface Hearing {
  description: Description;
  /** The root that stands for the session as a whole, if it is no transaction. */
  bareRoot: string | undefined;
}

export function plain(words: Words): string {
  return words.map((word) => (typeof word === "string" ? word : word.code)).join("");
}

/** The reason of a decision, in a line. */
export function because(decision: IgnoredDecision, hearing: Hearing): Words {
  return ofReason(decision.reason, decision, hearing);
}

/** The causes beside the first, each in a line. */
export function further(decision: IgnoredDecision, hearing: Hearing): Words[] {
  return (decision.also ?? []).map((reason) => ofReason(reason, decision, hearing));
}

function ofReason(reason: string, decision: IgnoredDecision, hearing: Hearing): Words {
  if (decision.stopped) {
    const { reasons } = hearing.description;
    // Where a path ended is told for the one reason that is about its value.
    if (reasons.find(({ code }) => code === reason)?.fix === "set_value")
      return ended(decision, decision.stopped, hearing);
  }
  const says = hearing.description.reasons.find(({ code }) => code === reason)?.says ?? reason;
  if (decision.needs === undefined || reason !== decision.reason) return [says];
  return [`${says} It needs `, { code: decision.needs }, "."];
}

function ended(decision: Decision, stop: Stop, { description, bareRoot }: Hearing): Words {
  const { at, type, step, nearest, holds_json } = stop;
  const { expressions } = description;
  const wanted = decision.expression ?? decision.path ?? "";
  const rooted = decision.expression !== undefined;
  const [root] = rooted ? names(wanted, expressions) : ["user"];
  const whose = root === "user" ? "The user" : "This session";
  if (at === "" && step === root && root !== bareRoot)
    return [
      `There is no ${root?.replace("_", " ")} in this session. Add one, or change the expression.`,
    ];
  const path = rooted ? wanted.slice((root?.length ?? 0) + expressions.separator.length) : wanted;
  const here = { code: placeOf(at, root) || "it" };
  if (type === "null")
    return [
      whose === "The user" ? "The user’s " : "The session’s ",
      here,
      " is null, which is no value.",
    ];
  if (type === "object") {
    const no: Words = [`${whose} has no `, { code: path }, "."];
    return nearest === undefined
      ? [...no, " Add one, or change the expression."]
      : [...no, " Did you mean ", { code: nearest }, "?"];
  }
  if (holds_json)
    return [
      here,
      " is a string that holds JSON. No expression looks into it: store an object there.",
    ];
  if (type === "array") return [here, " is a list, and has no element ", { code: step ?? "" }, "."];
  return [here, ` is a ${type}, and has no `, { code: step ?? "" }, " in it."];
}

/** A pointer as an expression's end: without its root. */
function placeOf(at: string, root: string | undefined): string {
  const all = steps(at);
  return (all[0] === root ? all.slice(1) : all).join(".");
}
