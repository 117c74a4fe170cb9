import { defineConfig } from "vitest/config";

// Unit tests stand beside what they test; what needs a browser or the Go program is in tests/.
export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", include: ["{engine,preview,page}/src/**/*.test.ts"] } },
      {
        test: {
          name: "browser",
          include: ["tests/**/*.test.ts"],
          globalSetup: "tests/global.ts",
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
