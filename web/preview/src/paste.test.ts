import { load } from "@claimsmith/engine";
import { expect, test } from "vitest";
import { inspect } from "./evaluation.js";
import { JsonDocument } from "./json-document.js";
import { type Finding, recognise } from "./paste.js";

const engine = await load();
const helpers = {
  inspect: async (text: string) => inspect(engine, text),
  description: engine.describe(),
  config: JsonDocument.read("{}"),
  scenarios: [],
};
const take = (text: string): Promise<Finding> => recognise(text, helpers);
const what = async (text: string) => {
  const found = await take(text);
  return "trouble" in found ? `! ${found.trouble}` : found.what;
};

test("broken texts are read where it is plain what they mean", async () => {
  expect(await what(`{ // ours\n "client_id": "c", }`)).toBe("an application");
  expect(await what(`{'client_id': 'c',\n 'name': 'Shop'}`)).toBe("an application, Shop");
  expect(await what(`\ufeff{ "client_id": "c" }`)).toBe("an application");
});

test.for([
  "please fix: the claims are missing",
  "",
  "{ nope",
  "[1, 2]",
  '"a string"',
  "curl https://x.example",
  "eyJhbGciOiJkaXIifQ..AAAA.BBBB.CCCC",
])("%j is nothing that can be taken, and a sentence says so", async (text) => {
  expect(await what(text)).toMatch(/^! [A-Z“].*\.$/);
});

test("lists under other names are found, and where they are from", async () => {
  const mappings = [{ name: "a", expression: "user.a" }];
  const camel = { clients: [{ name: "Camel", accessToken: { customClaimMappings: mappings } }] };
  const found = await take(JSON.stringify(camel));
  expect(found).toMatchObject({ what: "an export with one application, Camel" });
  if (!("change" in found)) throw new Error("nothing was changed");
  expect(JSON.parse(found.change.config ?? "")).toEqual({
    access_token: { custom_claim_mappings: mappings },
  });
});

test("a file of vectors is scenarios, those that the page can read", async () => {
  const cases = [
    { name: "one", config: {}, session: { metadata: {} }, audience: "a", want: {} },
    { name: "two", config: {}, session_file: "x.json", want: {} },
    { name: "three", session_text: "{", audience: ["a", "b"], want_error: {} },
  ];
  const found = await take(JSON.stringify(cases));
  expect(found).toMatchObject({
    what: "2 vectors, and 1 that the page cannot read: each is a scenario",
    change: {
      scenarios: [
        { name: "one", session: '{"metadata":{}}\n', audience: ["a"] },
        { name: "three", session: "{", audience: ["a", "b"] },
      ],
    },
  });
});

test("all that is a request's goes beside the session, also what makes no transaction alone", async () => {
  const found = await take(
    '{"metadata":{"n":1},"grant":"password","scope":"openid","protocol":"oidc"}',
  );
  expect(JSON.parse(("change" in found && found.change.session) || "")).toEqual({
    anonymous_session: { metadata: { n: 1 } },
    grant: "password",
    scope: "openid",
    protocol: "oidc",
  });
});

test.for([
  [
    "bare_with_scope",
    '{"metadata":{"n":1.0},"scope":"openid","protocol":"oidc","user_id":"anon|1"}',
  ],
  ["wrapped", '{"event":{"metadata":{"n":1.0}}}'],
  ["user_profile", '{"user_id":"auth0|1","email":"a@shop.example"}'],
] as const)("a session of the form %s is read as what it looks like", async ([form, text]) => {
  const formOf = (session: string) =>
    inspect(engine, session).session?.warnings.find(({ code }) => code === "session_form")?.form;
  expect(formOf(text)).toBe(form);
  const found = await take(text);
  const session = ("change" in found && found.change.session) || "";
  expect(formOf(session)).toBe(undefined);
  expect(session).toContain(form === "user_profile" ? '"a@shop.example"' : '"n":1.0');
});
