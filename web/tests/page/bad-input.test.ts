// Inputs that are wrong, deep or huge: said at their place, and nothing that was typed is lost.

import { describe, expect } from "vitest";
import { eventually, type Start, test, text, type Visit } from "./harness.js";

const START: Start = {
  config: `{
  "access_token": {
    "custom_claim_mappings": [
      { "name": "country", "expression": "anonymous_session.metadata.country" }
    ]
  }
}
`,
  session: '{ "user_id": "anon|1", "metadata": { "country": "Spain" } }\n',
  audience: ["https://api.shop.example"],
};

const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
const MEGABYTE = 1 << 20;

/** A session of so many bytes, in lines as people have them. */
function large(bytes: number): string {
  const line = `    "${"m".repeat(40)}0000000": "${"v".repeat(50)}",\n`;
  const members = Array.from({ length: Math.floor(bytes / line.length) }, (_, i) =>
    line.replace("0000000", String(i).padStart(7, "0")),
  );
  const body = `{ "user_id": "anon|1", "metadata": {\n${members.join("")}    "country": "Portugal" } }`;
  return body + " ".repeat(Math.max(bytes - body.length, 0));
}

/** Sees that the last good result is there, and said to be old. */
async function expectStale(visit: Visit): Promise<void> {
  await eventually(() => visit.result.getByText("Last good result").count()).toBe(1);
  expect(await visit.claims()).toMatchObject({ country: "Spain" });
}

/** Types into another field, and sees that it is taken. */
async function typeOn(visit: Visit): Promise<void> {
  const audience = visit.page.getByRole("textbox", { name: "Audience 1" });
  await audience.focus();
  await visit.page.keyboard.press("End");
  await visit.page.keyboard.type("/orders");
  await eventually(async () => (await visit.state()).audience).toEqual([
    "https://api.shop.example/orders",
  ]);
}

/** Loads the page anew, and sees that all is as it was. */
async function expectKept(visit: Visit): Promise<void> {
  const state = await visit.state();
  await visit.page.reload();
  await eventually(() => visit.state().catch(() => undefined)).toEqual(state);
}

interface Wrong {
  what: string;
  input: string;
  code: string;
  /** What is said, where that is more than the policy says of the code. */
  message?: string;
}

const WRONG: Wrong[] = [
  {
    what: "broken JSON",
    input: '{ "a": 1,, }',
    code: "json_syntax",
    message: "Remove one of the two commas.",
  },
  { what: "no text at all", input: "", code: "json_syntax", message: "The text is empty." },
  { what: "65 levels", input: deep(65), code: "too_deep" },
  { what: "100,000 open brackets", input: "[".repeat(100_000), code: "too_deep" },
  { what: "a list", input: "[1]", code: "wrong_type" },
  { what: "a megabyte too much", input: large(2 * MEGABYTE), code: "too_large" },
];

describe.for(WRONG)("$what", ({ input, code, message }) => {
  test("in the session", async ({ open, policy }) => {
    const says = message ?? policy.problems.find((problem) => problem.code === code)?.says ?? code;
    const visit = await open(START);
    await eventually(() => visit.claims()).toMatchObject({ country: "Spain" });
    const editor = await visit.editor("session");
    await visit.paste(editor, input);
    const problems = visit.session.getByRole("list", { name: "Problems: Sample session as JSON" });
    await eventually(() => problems.getByText(says).count()).toBe(1);
    await eventually(() => visit.result.getByText(says).count()).toBe(1);
    expect((await visit.state()).session).toBe(input);
    expect(await editor.getAttribute("aria-invalid")).toBe("true");
    await expectStale(visit);
    await typeOn(visit);
    await expectKept(visit);

    // The way back is open.
    await visit.paste(await visit.editor("session"), START.session ?? "");
    await eventually(() => visit.claims()).toMatchObject({ country: "Spain" });
    expect(await visit.result.getByText("Last good result").count()).toBe(0);
  });

  test("in the config", async ({ open, policy }) => {
    const says = message ?? policy.problems.find((problem) => problem.code === code)?.says ?? code;
    const visit = await open(START);
    await eventually(() => visit.claims()).toMatchObject({ country: "Spain" });
    const editor = await visit.editor("config");
    await visit.paste(editor, input);
    const problems = visit.config.getByRole("list", { name: "Problems: Config as JSON" });
    await eventually(() => problems.getByText(says).count()).toBe(1);
    await eventually(() => visit.result.getByText(says).count()).toBe(1);
    expect((await visit.state()).config).toBe(input);
    await expectStale(visit);
    expect(await visit.button("Save").isDisabled()).toBe(true);
    await typeOn(visit);

    // The table says so in its place, and leads back to the text.
    await visit.button("Table").click();
    await eventually(() => visit.config.getByText(says).count()).toBe(1);
    expect((await visit.state()).config).toBe(input);
    await expectKept(visit);
    await visit.button("Revert").click();
    await eventually(() => visit.names()).toEqual(["country"]);
    await eventually(() => visit.claims()).toMatchObject({ country: "Spain" });
  });
});

test("an invalid audience is said at the audience", async ({ open, policy }) => {
  const says = policy.problems.find(({ code }) => code === "too_large")?.says ?? "";
  const visit = await open(START);
  await eventually(() => visit.claims()).toMatchObject({ country: "Spain" });
  const field = visit.page.getByRole("textbox", { name: "Audience 1" });
  const long = `https://${"a".repeat(policy.limits.audience_bytes)}`;
  await visit.paste(field, long);
  await eventually(() => visit.session.getByText(says).count()).toBe(1);
  await expectStale(visit);
  expect((await visit.state()).audience).toEqual([long]);
  await field.fill("short");
  await eventually(() => visit.claims()).toMatchObject({ aud: "short" });
  expect(await visit.session.getByText(says).count()).toBe(0);
});

test("a broken config is mended where it is broken, by keyboard alone", async ({ open }) => {
  const visit = await open({ ...START, config: START.config?.replace("]", "],") ?? "" });
  const { keyboard } = visit.page;
  await visit.tabTo(visit.button("Show it in the JSON"));
  await keyboard.press("Enter");
  const selected = () =>
    visit.page.locator("claims-preview").evaluate((preview) => {
      const root = preview.shadowRoot as (ShadowRoot & { getSelection(): Selection }) | null;
      const field = root?.activeElement;
      return field instanceof HTMLTextAreaElement
        ? field.value.slice(field.selectionStart, field.selectionEnd)
        : root?.getSelection().toString();
    });
  await eventually(selected).toBe("}");
  await keyboard.press("ArrowLeft"); // to the beginning of what is selected
  await keyboard.press("ArrowUp"); // the comma ends the line before
  await keyboard.press("End");
  await eventually(async () => (await visit.state()).config).toContain("],");
  await keyboard.press("Backspace");
  await eventually(() => visit.claims()).toMatchObject({ country: "Spain" });
});

test("a session just within its limit is read", async ({ open, policy }) => {
  const visit = await open(START);
  await visit.paste(await visit.editor("session"), large(policy.limits.session_bytes));
  await eventually(() => visit.claims()).toMatchObject({ country: "Portugal" });
  await typeOn(visit);
  await eventually(() => visit.claims()).toMatchObject({ aud: "https://api.shop.example/orders" });
});

test("what the browser cannot keep is said to be lost after a reload", async ({ open }) => {
  const visit = await open(START);
  await visit.paste(await visit.editor("session"), large(6 * MEGABYTE));
  const notice = visit.page.getByRole("status").filter({ hasText: "too large for the browser" });
  await eventually(() => notice.count()).toBe(1);
  await typeOn(visit);
  await visit.paste(await visit.editor("session"), START.session ?? "");
  await eventually(() => notice.count()).toBe(0);
  await expectKept(visit);
});

test("a page that begins with broken inputs says so", async ({ open, policy }) => {
  const visit = await open({ config: "{", session: "nothing", audience: ["a"] });
  const says = policy.failures.find(({ code }) => code === "invalid_config")?.says ?? "";
  await eventually(() => visit.result.getByText(says).count()).toBe(1);
  expect(await visit.page.getByLabel("Payload").count()).toBe(0);
  await visit.paste(await visit.editor("config"), START.config ?? "");
  const session = policy.failures.find(({ code }) => code === "invalid_session")?.says ?? "";
  await eventually(() => visit.result.getByText(session).count()).toBe(1);
  await visit.result.getByRole("button", { name: "Go to line 1" }).click();
  await eventually(() => text(visit.session.locator(".cm-lintRange-error"))).toBe("o");
  await visit.paste(await visit.editor("session"), START.session ?? "");
  await eventually(() => visit.claims()).toMatchObject({ country: "Spain", aud: "a" });
});

// DEL, a C1 control, an override of the direction, a zero width space, a filler and a tag.
const UNSEEN = "\u007f\u009b\u202e\u200b\u3164\u{e0041}";
const SHOWN = "\\u007f\\u009b\\u202e\\u200b\\u3164\\udb40\\udc41";

test("what would not be seen is shown as an escape, and kept as it is", async ({ open }) => {
  const named = (name: string, member: string) => ({
    name: `urn:x:${name}${UNSEEN}`,
    expression: `anonymous_session.metadata.${member}`,
  });
  const config = JSON.stringify({
    access_token: { custom_claim_mappings: [named("there", "a"), named("missing", "b")] },
  });
  const session = `{ "metadata": { "a": { "${UNSEEN}": "${UNSEEN}\\ud800" } } }`;
  const visit = await open({ config, session, audience: ["https://api.shop.example"] });

  const missing = visit.result.getByText(`urn:x:missing${SHOWN}`, { exact: true });
  await eventually(() => missing.count()).toBe(1);
  await visit.showTokenAs("JSON");
  const shown = (await visit.result.innerText()).replaceAll("\n", " ");
  expect(shown).toContain(`"urn:x:there${SHOWN}": {`);
  expect(shown).toContain(`"${SHOWN}": "${SHOWN}\\ud800"`);
  for (const character of UNSEEN) expect(shown).not.toContain(character);
  // The editor shows a sign in the place of each.
  const editor = await visit.editor("session");
  await eventually(() => editor.locator(".cm-specialChar").count()).toBe(2 * [...UNSEEN].length);
  expect((await visit.state()).session).toBe(session);
});
