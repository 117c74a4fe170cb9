import { defineConfig } from "vitest/config";

// Unit tests stand beside what they test. The browser's tests are in tests/, those of the page,
// which are not complete yet, in a suite of their own.
export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", include: ["{engine,preview,page}/src/**/*.test.ts"] } },
      {
        test: {
          name: "browser",
          include: ["tests/{corpus,published,types}.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "page",
          include: ["tests/editor.test.ts", "tests/page/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
