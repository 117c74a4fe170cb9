// Text of inputs as a page may show it.

// What is no letter, mark, number, punctuation mark, symbol or blank, and what Unicode has shown
// by nothing. host/internal/display has the same rule for terminals and reports.
export const UNSEEN = /[^\p{L}\p{M}\p{N}\p{P}\p{S} \n\t]|\p{Default_Ignorable_Code_Point}/gu;

/** Shows as escapes what would not be seen, or would reorder what stands beside it. */
export function visible(text: string): string {
  return text.replace(UNSEEN, escaped);
}

function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`,
  ).join("");
}
