import { load } from "@claimsmith/engine";
import { describe, expect, test } from "vitest";
import { type Answer, about, answer } from "./evaluation.js";
import type { PreviewState } from "./types.js";

const engine = await load();
const description = engine.describe();

function ask(state: Partial<PreviewState>, otherMode?: string): Answer {
  const whole = { config: "{}", saved: "{}", session: "{}", audience: [""], ...state };
  return answer(engine, description, {
    state: whole,
    ...(otherMode !== undefined && { otherMode }),
  });
}

const mapping = (name: string, expression = "anonymous_session.metadata.country") =>
  JSON.stringify({ access_token: { custom_claim_mappings: [{ name, expression }] } });

const session = '{"metadata": {"country": "Spain"}}';

test("an engine is known by its description and digest", () => {
  expect(about(engine)).toEqual({ description, digest: engine.digest });
});

describe("the root that stands for a whole session", () => {
  const [anonymous] = description.expressions.roots;

  test.each([
    "{}",
    ' \n{ "metadata" : {} }',
    '{"session_id": "s", "metadata": {"country": "Spain"}}',
    '{"a": null}',
    '{"a": null, "b": null, "c": 1}',
    '{"": 1, "": 2, "x": 3}',
    '{"a": 1, "a": 2}',
    '{"\\ud800": 1}',
    '{"a.b\\\\c *?": 1}',
    '{"__proto__": 1, "constructor": null}',
    '{"claims_preview_probe": null}',
    `{"a": ${"[".repeat(60)}${"]".repeat(60)}}`,
    `{"large": ${JSON.stringify("x".repeat(200_000))}}`,
  ])("is the anonymous session's, as the session %s is one by itself", (session) => {
    expect(ask({ session }).bareRoot).toBe(anonymous);
  });

  test.each([
    '{"anonymous_session": {}}',
    '{"anonymous_session": null}',
    '{"user": {}}',
    '{"user": {"claims_preview_probe": null}}',
    '{"scope": ""}',
    '{"protocol": null, "a": 1}',
    '{"a": null, "b": 1, "custom_claims": {}}',
    '{"us\\u0065r": null}',
  ])("is none, as the session %s is a transaction", (session) => {
    expect(ask({ session }).bareRoot).toBeUndefined();
  });

  test.each(["", "[]", "null", '{"user": 1}', "{", '{"scope": "a", "scope": "b"}'])(
    "is none, as %j is no session",
    (session) => {
      expect(ask({ session }).bareRoot).toBeUndefined();
    },
  );

  test("is found with a config that is broken, too", () => {
    expect(ask({ config: "{" }).bareRoot).toBe(anonymous);
  });
});

describe("an answer", () => {
  test("has what the edited and the saved config give", () => {
    const { edited, saved } = ask({ config: mapping("a"), saved: mapping("b"), session });
    expect(edited.reading?.tokens.access_token).toEqual([{ name: "a", text: '"Spain"' }]);
    expect(saved.reading?.tokens.access_token).toEqual([{ name: "b", text: '"Spain"' }]);
  });

  test("has no other mode unless it is asked for", () => {
    const config = mapping("a");
    expect(ask({ config })).not.toHaveProperty("otherMode");
    const legacy = JSON.stringify({
      ...JSON.parse(config),
      tenant: { migrations: { custom_claims_must_be_namespaced: true } },
    });
    const { edited, otherMode } = ask({ config, session }, legacy);
    expect(edited.reading?.decisions[0]?.verdict).toBe("added");
    expect(otherMode?.reading?.decisions[0]?.reason).toBe("not_namespaced");
  });

  test("has the validation of the edited config, valid or not", () => {
    expect(ask({ config: "{}", saved: "{" }).validation.valid).toBe(true);
    const { validation, edited } = ask({ config: mapping("sub") });
    expect(validation.problems.map(({ code }) => code)).toEqual(["restricted_claim"]);
    expect(edited.failure?.code).toBe("invalid_config");
  });

  test("says which input is at fault", () => {
    expect(ask({ session: "{" }).edited.failure?.code).toBe("invalid_session");
    expect(ask({ audience: [] }).edited.failure?.code).toBe("invalid_audience");
    expect(ask({ config: "\ud800" }).edited.failure?.problems[0]).toMatchObject({ offset: 0 });
  });

  test("is for one audience as for a list of it, and for several", () => {
    const config = mapping("a");
    const own = "https://api.shop.example";
    const restricted = "https://tenant.us.auth0.com/api/v2/";
    const verdict = (audience: string[]) => {
      const { reading } = ask({ config, session, audience }).edited;
      return reading?.decisions[0]?.reason ?? "added";
    };
    expect(verdict([own])).toBe("added");
    expect(verdict([restricted])).toBe("auth0_audience");
    expect(verdict([own, restricted])).toBe("auth0_audience");
  });
});
