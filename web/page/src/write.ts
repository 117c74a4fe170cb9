// Save, where a program writes the config into a file.

import type { ClaimsPreviewElement } from "@claimsmith/preview";

/** Has the program that serves the page write what is saved into its file; `done` is told how it went. */
export function writeTo(
  preview: ClaimsPreviewElement,
  file: string,
  done: (message: string) => Promise<void>,
): void {
  preview.addEventListener("save", (event) => {
    event.preventDefault(); // it is not saved yet
    const { config } = event.detail;
    void write(config).then((trouble) => {
      if (trouble === undefined) preview.saved = config;
      return done(trouble ?? `Saved in ${file}.`);
    });
  });
}

/** Writes a config; what is in the way is a sentence. */
async function write(config: string): Promise<string | undefined> {
  try {
    const headers = { "content-type": "application/json" };
    const response = await fetch("./config", { method: "PUT", headers, body: config });
    if (response.ok) return undefined;
    return `It is not saved. ${(await response.text()).trim()}`;
  } catch {
    return "It is not saved: the program that serves this page does not answer. Your edits are still here.";
  }
}
