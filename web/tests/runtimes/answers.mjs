// What a runtime gets from the corpus.

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const bytesOf = (input) => Uint8Array.from(atob(input), (character) => character.charCodeAt(0));
const textOf = (input) => decoder.decode(bytesOf(input));

/** The results of calls, which are given as JSON: `{ as: "bytes" | "strings", calls }`. */
export function answers({ raw }, asked) {
  const { as, calls } = JSON.parse(asked);
  const read = as === "bytes" ? bytesOf : textOf;
  return JSON.stringify(calls.map(({ name, inputs }) => raw[name](...inputs.map(read))));
}
