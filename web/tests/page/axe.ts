// The rules of WCAG 2.2 AA, as axe looks for them.

import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "vitest";
import type { Visit } from "./harness.js";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What axe finds against the rules, each with its place; in one part of the page, or everywhere. */
export async function findings(
  visit: Visit,
  without: readonly string[] = [],
  part?: { selector: string; atLeast: number },
): Promise<string[]> {
  const axe = new AxeBuilder({ page: visit.page }).withTags(TAGS).disableRules([...without]);
  if (part) axe.include(part.selector);
  const { violations, passes } = await axe.analyze();
  // Nothing is found where nothing is looked at.
  expect(passes.map(({ id }) => id)).toContain("color-contrast");
  expect(passes.flatMap(({ nodes }) => nodes).length).toBeGreaterThan(part?.atLeast ?? 100);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${JSON.stringify(target)} ${failureSummary}`),
  );
}
