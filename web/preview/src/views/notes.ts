// Small pieces that several views share.

import { html, type TemplateResult } from "lit";
import { visible } from "../visible.js";
import type { Words } from "../words.js";

export type Mood = "bad" | "odd" | "good" | "";

export function note(mood: Mood, content: unknown): TemplateResult {
  return html`<div class="note ${mood}">${content}</div>`;
}

/** A sentence with its code. */
export function sentence(words: Words): unknown {
  return words.map((word) =>
    typeof word === "string" ? word : html`<code>${visible(word.code)}</code>`,
  );
}

/** A size for people: bytes up to a kilobyte, then kilobytes of 1,024. */
export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilobytes = bytes / 1024;
  return `${Number.isInteger(kilobytes) ? kilobytes : kilobytes.toFixed(1)} KB`;
}

/** A whole number with its thousands set off. What browsers have for it takes 30 ms when first used. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

/** Long values are cut for the eye; the copy has them whole. */
const SHOWN_CHARACTERS = 2000;

export function cut(text: string): string {
  return beginning(text) + remainder(text);
}

export function beginning(text: string): string {
  if (text.length <= SHOWN_CHARACTERS) return text;
  return text.slice(0, SHOWN_CHARACTERS).replace(/[\ud800-\udbff]$/, ""); // no half of a pair
}

/** What to say of the rest, if there is any. */
export function remainder(text: string): string {
  const more = text.length - beginning(text).length;
  return more > 0 ? `… ${grouped(more)} more characters` : "";
}

/** A line of JSON with its colours. */
export function coloured(line: string): TemplateResult[] {
  const tokens = visible(line).match(/"(?:[^"\\]|\\.)*"?(?:\s*:)?|[^"]+/gs) ?? [];
  return tokens.flatMap((token) => {
    if (token.endsWith(":") && token.startsWith('"')) {
      return [html`<span class="n">${token.slice(0, -1)}</span>:`];
    }
    if (token.startsWith('"')) return [html`<span class="s">${token}</span>`];
    const parts = token.match(/-?\d[\d.eE+-]*|true|false|null|[^\dtfn-]+|./gs) ?? [];
    return parts.map((part) =>
      /^-?\d/.test(part)
        ? html`<span class="d">${part}</span>`
        : /^(?:true|false|null)$/.test(part)
          ? html`<span class="k">${part}</span>`
          : html`${part}`,
    );
  });
}

/** A number that is seconds since 1970, as others would write it. */
export function dateOf(text: string): string | undefined {
  if (!/^[1-9]\d{9}$/.test(text)) return undefined;
  return new Date(Number(text) * 1000).toLocaleString("en", {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
  });
}
