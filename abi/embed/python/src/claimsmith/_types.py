"""The module's texts as types.

guest/POLICY.md says what the members mean, and ``Engine.describe`` has a sentence for every code.
A later minor version of the module may add members and codes.
"""

from typing import Any, Literal, NotRequired, TypedDict


class Token(TypedDict):
    """The custom claims of one token."""

    claims: dict[str, Any]
    bytes: int
    """The payload's size, which leaves out the system claim."""


class Userinfo(TypedDict):
    """The custom claims that the userinfo endpoint returns."""

    claims: dict[str, Any]


class Attribute(TypedDict):
    """An attribute of an assertion."""

    name: str
    name_format: str
    type: str
    values: list[Any]


class Saml(TypedDict):
    """The attributes of an assertion."""

    attributes: list[Attribute]
    statement: NotRequired[str]
    """The same as XML, an ``AttributeStatement`` that is ready to stand in an assertion."""


class Ignored(TypedDict):
    """A claim that is in no token."""

    token: str
    claim: str
    reason: str
    needs: NotRequired[str]
    """Of ``scope_not_granted``: the scope."""


class ClaimNames(TypedDict):
    """Names of claims, by the token that they go into."""

    access_token: list[str]
    id_token: list[str]
    """Those of userinfo, too."""


class Outcome(TypedDict):
    """What an evaluation decided."""

    access_token: Token
    id_token: NotRequired[Token]
    """If something asks for a claim in it."""
    userinfo: NotRequired[Userinfo]
    """Beside the ID token."""
    saml: NotRequired[Saml]
    """With SAML and WS-Fed."""
    ignored: NotRequired[list[Ignored]]
    """The claims that are left out."""
    logs: NotRequired[list[dict[str, Any]]]
    """Entries for the tenant's log."""


class Fix(TypedDict):
    """What a program can do to get a claim into its token."""

    code: str
    scope: NotRequired[str]
    """Of ``grant_scope``."""
    path: NotRequired[str]
    """Of ``set_value``: a JSON pointer into the session."""
    expression: NotRequired[str]
    """Of ``change_expression``."""
    wrap: NotRequired[str]
    """The member that the session has to be put under first."""


class Stop(TypedDict):
    """Where a path that has no value ended."""

    at: str
    """A JSON pointer into the session: the last place that exists."""
    type: str
    step: NotRequired[str]
    """What found nothing there; absent where a null is at the path's end."""
    nearest: NotRequired[str]
    """The member that was probably meant."""
    holds_json: NotRequired[bool]
    """The place is a string that looks like JSON."""


class Decision(TypedDict):
    """What became of one candidate claim, and why."""

    token: str
    claim: str
    source: str
    expression: NotRequired[str]
    """Of a mapping."""
    path: NotRequired[str]
    """Of a SAML mapping."""
    kind: NotRequired[str]
    """Absent for attributes."""
    type: str
    """The value's JSON type, or ``missing``."""
    bytes: int
    """The claim's size as a member of the payload; 0 if it has no value."""
    verdict: Literal["added", "ignored"]
    reason: NotRequired[str]
    """Of what is ignored, as all that follow."""
    rule: NotRequired[str]
    needs: NotRequired[str]
    also: NotRequired[list[str]]
    """The reasons that hold beside the one that is given."""
    stopped: NotRequired[Stop]
    hint: NotRequired[str]
    """A sentence that says how the claim would get into the token."""
    fix: NotRequired[Fix]
    """The same for programs."""


class Payload(TypedDict):
    """The size of a token's custom claims, in bytes."""

    bytes: int
    limit: int


class PayloadTooLarge(TypedDict):
    """The failure of a payload that is too large."""

    code: str
    message: str
    token: str
    bytes: int
    limit: int


class Problem(TypedDict):
    """Something wrong at one place of an input."""

    code: str
    path: NotRequired[str]
    """A JSON pointer; absent if the text could not be read."""
    offset: NotRequired[int]
    """A byte's, in the input as UTF-8."""
    line: NotRequired[int]
    """From 1 on, of a validation alone; a column is a character."""
    column: NotRequired[int]
    claim: NotRequired[str]
    suggestion: NotRequired[str]
    """What was probably meant."""
    message: str


class PolicyWarning(TypedDict):
    """Something to be warned of. Those of size have ``token`` and ``bytes``, the others a place."""

    code: str
    path: NotRequired[str]
    offset: NotRequired[int]
    line: NotRequired[int]
    column: NotRequired[int]
    claim: NotRequired[str]
    suggestion: NotRequired[str]
    token: NotRequired[str]
    bytes: NotRequired[int]
    form: NotRequired[str]
    """Of ``session_form``: what the session looks like."""
    message: str


class Explanation(TypedDict):
    """An outcome and why.

    Where ``evaluate`` raises ``payload_too_large`` there is ``error`` in the place of the outcome.
    """

    access_token: NotRequired[Token]
    id_token: NotRequired[Token]
    userinfo: NotRequired[Userinfo]
    saml: NotRequired[Saml]
    ignored: NotRequired[list[Ignored]]
    logs: NotRequired[list[dict[str, Any]]]
    error: NotRequired[PayloadTooLarge]
    form: NotRequired[str]
    """How the session was read."""
    decisions: list[Decision]
    """One for every claim and attribute, in the order in which they were judged."""
    payload: dict[str, Payload]
    warnings: list[PolicyWarning]


class Validation(TypedDict):
    """What is wrong with a config, or may be."""

    valid: bool
    problems: list[Problem]
    warnings: list[PolicyWarning]


class Version(TypedDict):
    """The version of the contract between module and host."""

    major: int
    minor: int


class Limits(TypedDict):
    """What is bounded, and by how much."""

    config_bytes: int
    session_bytes: int
    audience_bytes: int
    depth: int
    problems: int
    mappings: int
    mappings_claims_mapping: int
    saml_mappings: int
    claim_name_characters: int
    custom_claims: int
    payload_bytes: int
    payload_warning_bytes: int
    payload_serious_warning_bytes: int


class Description(TypedDict):
    """The contract and the policy's tables. Lists of codes have a sentence (``says``) for each."""

    abi_version: Version
    limits: Limits
    restricted_claims: list[str]
    reserved_claims: list[str]
    system_claim: dict[str, str]
    profile_claims: dict[str, list[str]]
    forbidden_namespaces: dict[str, list[str]]
    restricted_apis: dict[str, Any]
    expressions: dict[str, Any]
    protocols: list[str]
    tokens: list[str]
    kinds: dict[str, str]
    registered_claims: dict[str, Any]
    authorization_words: list[str]
    reasons: list[dict[str, str]]
    fixes: list[dict[str, str]]
    failures: list[dict[str, str]]
    problems: list[dict[str, str]]
    warnings: list[dict[str, str]]
    rules: list[dict[str, str]]
