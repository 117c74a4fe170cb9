// What all test files share: the Go program, which is built once and stands under "program".

import type { TestProject } from "vitest/node";
import { buildProgram } from "./program.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the program is. */
    program: string;
  }
}

export default function setup(project: TestProject): () => void {
  const { path, remove } = buildProgram();
  project.provide("program", path);
  return remove;
}
