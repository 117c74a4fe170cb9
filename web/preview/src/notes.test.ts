import { expect, test } from "vitest";
import { grouped } from "./views/notes.js";

test.each([
  [0, "0"],
  [999, "999"],
  [1000, "1,000"],
  [102400, "102,400"],
  [1048576, "1,048,576"],
])("%d has its thousands set off", (count, shown) => {
  expect(grouped(count)).toBe(shown);
});
