// The module's texts as types. guest/POLICY.md says what the members mean, and
// describe() has a sentence for every code.

import type { PolicyError } from "./errors.js";

/** One of the names that are known here, or one that a later minor version of the module adds. */
export type Open<Known extends string> = Known | (string & Record<never, never>);

/** A value of a claim. Numbers beyond a double's precision have lost digits. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** Claims by name, in their order. `__proto__` is a name like any other. */
export type Claims = { [name: string]: Json };

export type KnownReason =
  | "restricted_claim"
  | "reserved_claim"
  | "auth0_namespace"
  | "not_namespaced"
  | "auth0_audience"
  | "scope_not_granted"
  | "no_value"
  | "overridden";
/** Why a claim is in no token. */
export type ReasonCode = Open<KnownReason>;

export type KnownProblem =
  | "too_large"
  | "json_syntax"
  | "too_deep"
  | "wrong_type"
  | "missing_member"
  | "unknown_protocol"
  | "too_many_claims"
  | "duplicate_member"
  | "too_many_mappings"
  | "duplicate_claim_name"
  | "restricted_claim"
  | "reserved_claim"
  | "unknown_member"
  | "empty_claim_name"
  | "claim_name_too_long"
  | "mixed_dialects"
  | "invalid_domain"
  | "too_many_domains"
  | "expression_syntax"
  | "expression_operator"
  | "expression_root";
/** What is wrong with an input. */
export type ProblemCode = Open<KnownProblem>;

export type KnownWarning =
  | "auth0_namespace"
  | "private_claim"
  | "registered_claim"
  | "profile_claim_needs_scope"
  | "untrusted_source"
  | "unread_member"
  | "unread_mappings"
  | "unread_saml_mappings"
  | "saml_path"
  | "token_over_4kb"
  | "token_over_8kb"
  | "no_id_token"
  | "saml_not_mapped"
  | "session_form"
  | "no_audience";
/** What is allowed and may still be unwise. */
export type WarningCode = Open<KnownWarning>;

export type KnownFailure =
  | "invalid_config"
  | "invalid_session"
  | "invalid_audience"
  | "payload_too_large";
/** Why there is no outcome. */
export type FailureCode = Open<KnownFailure>;

export type KnownFix =
  | "namespace_claim"
  | "grant_scope"
  | "change_audience"
  | "rename_claim"
  | "add_user"
  | "change_expression"
  | "set_value";
/** What a program can do to get a claim into its token. */
export type FixCode = Open<KnownFix>;

/** A rule of the policy, as `RES-1`. */
export type RuleId = string;

/** `saml` stands for the attributes, which have a size as tokens do. */
export type TokenName = Open<"access_token" | "id_token" | "saml">;

export type Kind = Open<"public" | "registered" | "private">;

export type Protocol = Open<"oidc" | "samlp" | "wsfed">;

/** A text as the module wrote it; `ok` is false if it is a failure. */
export interface RawResult {
  ok: boolean;
  text: string;
}

/** What `tryEvaluate` returns: an outcome, or why there is none. */
export type Tried = { ok: true; outcome: Outcome } | { ok: false; error: PolicyError };

/** Names of claims, by the token that they go into. */
export interface ClaimNames {
  access_token: string[];
  /** Those of userinfo, too. */
  id_token: string[];
}

/** A claim and where its value comes from. */
export interface Mapping {
  name: string;
  /** A path: `anonymous_session.metadata.country`, `user.email`. */
  expression: string;
}

/**
 * What the provider stores of an application. Members that are not here are ignored, so an
 * application may be given as it was exported.
 */
export interface Config {
  access_token?: {
    custom_claim_mappings?: readonly Mapping[];
    /** The dialect of API objects, in place of `custom_claim_mappings`. */
    claims_mapping?: { custom_claims?: readonly Mapping[] };
  };
  id_token?: { custom_claim_mappings?: readonly Mapping[] };
  saml_configuration?: { mappings?: { readonly [attribute: string]: string } };
  /** The tenant. A string, its name, is ignored. */
  tenant?:
    | string
    | {
        domain?: string;
        custom_domains?: readonly string[];
        migrations?: { custom_claims_must_be_namespaced?: boolean };
      };
}

/** An anonymous session by itself. It has none of the members that make a transaction. */
export interface AnonymousSession {
  session_id?: string;
  user_id?: string;
  metadata?: object;
  anonymous_session?: never;
  user?: never;
  scope?: never;
  protocol?: never;
  custom_claims?: never;
}

/**
 * All that is known when a token is made. **Any of its members but `grant` makes a session a
 * transaction**: then `metadata` beside it is not read, and belongs into `anonymous_session`.
 */
export interface Transaction {
  anonymous_session?: object | null;
  /** The profile of the user who logs in. */
  user?: object | null;
  /** The scopes granted, separated by spaces. */
  scope?: string | null;
  protocol?: Protocol | null;
  /** What code set. */
  custom_claims?: {
    access_token?: readonly { name: string; value?: unknown }[];
    id_token?: readonly { name: string; value?: unknown }[];
  } | null;
  /** How the token was asked for, for the log of legacy mode. */
  grant?: string;
  metadata?: never;
}

/** Either form; which of them a session is, its members say. */
export type Session = AnonymousSession | Transaction;

/** What an evaluation decided. */
export interface Outcome {
  access_token: Token;
  /** If something asks for a claim in it. */
  id_token?: Token;
  /** Beside the ID token. */
  userinfo?: Userinfo;
  /** With SAML and WS-Fed. */
  saml?: Saml;
  /** The claims that are left out; absent if there are none. */
  ignored?: Ignored[];
  /** Entries for the tenant's log; absent if there are none. */
  logs?: Log[];
}

/** The custom claims of one token. */
export interface Token {
  claims: Claims;
  /** The payload's size, which leaves out the system claim. */
  bytes: number;
}

/** The custom claims that the userinfo endpoint returns. */
export interface Userinfo {
  claims: Claims;
}

export interface Saml {
  attributes: Attribute[];
  /** The same as XML, an `AttributeStatement` that is ready to stand in an assertion. */
  statement: string;
}

export interface Attribute {
  name: string;
  name_format: Open<
    | "urn:oasis:names:tc:SAML:2.0:attrname-format:uri"
    | "urn:oasis:names:tc:SAML:2.0:attrname-format:basic"
    | "urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified"
  >;
  type: Open<"xs:string" | "xs:boolean" | "xs:double" | "xs:anyType">;
  values: Json[];
}

/** A claim that is in no token. */
export interface Ignored {
  token: TokenName;
  claim: string;
  reason: ReasonCode;
  /** Of `scope_not_granted`: the scope. */
  needs?: string;
}

export interface Log {
  type: Open<"depnote">;
  description: string;
  details: { feature: LegacyFeature };
}

/** What the migration from legacy mode would change. */
export interface LegacyFeature {
  id: Open<"legacy_custom_claims">;
  name: string;
  /** How the token was asked for, if the transaction says so. */
  grant?: string;
  access_token_claims_to_be_allowed: string[];
  access_token_claims_to_be_disallowed: string[];
  id_token_claims_to_be_allowed: string[];
  id_token_claims_to_be_disallowed: string[];
  /** Where an evaluation after the migration would fail for its size. */
  would_fail?: Omit<PayloadTooLarge, "message">;
}

/** An outcome and why. Where `evaluate` throws `payload_too_large`, `error` in place of the outcome. */
export type Explanation = ExplainedOutcome | ExplainedFailure;

export interface ExplainedOutcome extends Outcome, Reasons {
  error?: never;
}

export interface ExplainedFailure extends Reasons, Partial<Record<keyof Outcome, never>> {
  error: PayloadTooLarge;
}

export interface Reasons {
  /** How the session was read. */
  form: Open<"anonymous_session" | "transaction">;
  /**
   * One for every claim and attribute: the access token's, the system claim's, the ID token's, and
   * for SAML and WS-Fed those of the attributes.
   */
  decisions: Decision[];
  payload: { access_token: Payload; id_token?: Payload; saml?: Payload };
  warnings: Warning[];
}

/** What became of one candidate claim and why. */
export type Decision = AddedDecision | IgnoredDecision;

export interface AddedDecision extends Candidate {
  verdict: "added";
  reason?: never;
  rule?: never;
  needs?: never;
  also?: never;
  stopped?: never;
  hint?: never;
  fix?: never;
}

export interface IgnoredDecision extends Candidate {
  verdict: "ignored";
  reason: ReasonCode;
  rule: RuleId;
  /** Of `scope_not_granted`: the scope. */
  needs?: string;
  /** The reasons that hold beside the one that is given. */
  also?: ReasonCode[];
  /** Where a path that has no value ended. */
  stopped?: Stop;
  /** A sentence that says how the claim would get into the token. */
  hint: string;
  /** The same for programs; absent if nothing that is offered would do. */
  fix?: Fix;
}

/** Where a path ended. */
export interface Stop {
  /** A JSON pointer into the session: the last place that exists. */
  at: string;
  type: Open<"string" | "number" | "boolean" | "object" | "array" | "null">;
  /** What found nothing there; absent where a null is at the path's end. */
  step?: string;
  /** The member that was probably meant. */
  nearest?: string;
  /** The place is a string that looks like JSON. */
  holds_json?: true;
}

/** A claim that a mapping, code or the provider asks for, or an attribute. */
export interface Candidate {
  token: TokenName;
  claim: string;
  source: Open<"mapping" | "action" | "system" | "saml_mapping">;
  /** Of a mapping. */
  expression?: string;
  /** Of a SAML mapping. */
  path?: string;
  /** Absent for attributes. */
  kind?: Kind;
  /** The value's JSON type. */
  type: Open<"string" | "number" | "boolean" | "object" | "array" | "null" | "missing">;
  /** The claim's size as a member of the payload; 0 if it has no value. */
  bytes: number;
}

export interface Fix {
  code: FixCode;
  /** Of `grant_scope`. */
  scope?: string;
  /** Of `set_value`: a JSON pointer into the session. */
  path?: string;
  /** Of `change_expression`. */
  expression?: string;
  /** The member that the session has to be put under first. */
  wrap?: string;
}

export interface Payload {
  bytes: number;
  limit: number;
}

/** The failure of a payload that is too large. */
export interface PayloadTooLarge {
  code: Open<"payload_too_large">;
  message: string;
  token: TokenName;
  bytes: number;
  limit: number;
}

/** What is wrong with a config, or may be. */
export interface Validation {
  valid: boolean;
  problems: Problem[];
  warnings: Warning[];
}

/** Something wrong at one place of an input. */
export interface Problem {
  code: ProblemCode;
  /** A JSON pointer; absent if the text could not be read. */
  path?: string;
  /** A byte's, in the input as UTF-8. */
  offset?: number;
  /** From 1 on, of a validation alone; a column is a character. */
  line?: number;
  column?: number;
  /** The claim that it is about, if its name is known. */
  claim?: string;
  /** What was probably meant. */
  suggestion?: string;
  message: string;
}

/** Something to be warned of. Those of size have `token` and `bytes`, the others a place. */
export interface Warning {
  code: WarningCode;
  path?: string;
  offset?: number;
  line?: number;
  column?: number;
  claim?: string;
  suggestion?: string;
  token?: TokenName;
  bytes?: number;
  /** Of `session_form`: what the session looks like. */
  form?: string;
  message: string;
}

/** The contract and the policy's tables. */
export interface Description {
  abi_version: Version;
  limits: Limits;
  restricted_claims: string[];
  reserved_claims: string[];
  /** The name of the system claim is a host between the two. */
  system_claim: { prefix: string; suffix: string; value: string };
  /** The claims that need a scope, by scope. */
  profile_claims: { [scope: string]: string[] };
  forbidden_namespaces: { hosts: string[]; urns: string[] };
  restricted_apis: { subdomains_of: string[]; paths: string[]; exception: string };
  /** Each character of `operators` is one. */
  expressions: { roots: string[]; separator: string; escape: string; operators: string };
  /** The first is the default. */
  protocols: Protocol[];
  tokens: TokenName[];
  /** A sentence for each. */
  kinds: { [kind in Kind]: string };
  /** The date of the registry and the names in it. */
  registered_claims: { as_of: string; names: string[] };
  authorization_words: string[];
  /** In the order in which they are tried. */
  reasons: (Described<ReasonCode> & { rule: RuleId; hint: string; fix: FixCode })[];
  fixes: Described<FixCode>[];
  failures: Described<FailureCode>[];
  problems: (Described<ProblemCode> & { rule: RuleId })[];
  warnings: (Described<WarningCode> & { rule: RuleId })[];
  rules: Described<RuleId>[];
}

/** A code and its sentence. */
export interface Described<Code extends string> {
  code: Code;
  says: string;
}

/** The version of the contract between module and host. */
export interface Version {
  major: number;
  minor: number;
}

export interface Limits {
  config_bytes: number;
  session_bytes: number;
  audience_bytes: number;
  depth: number;
  problems: number;
  mappings: number;
  mappings_claims_mapping: number;
  saml_mappings: number;
  custom_domains: number;
  claim_name_characters: number;
  custom_claims: number;
  payload_bytes: number;
  payload_warning_bytes: number;
  payload_serious_warning_bytes: number;
}
