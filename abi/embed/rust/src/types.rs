//! The module's texts as types. guest/POLICY.md says what the members mean, and
//! [`Engine::describe`](crate::Engine::describe) has a sentence for every code. Codes are strings:
//! a later minor version of the module may add some.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

/// JSON as the module wrote it: with every digit, in its order. It may hold what few types can, such
/// as a number of any size or half of a surrogate pair.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Verbatim(Box<RawValue>);

impl Verbatim {
    /// The JSON text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.0.get()
    }

    /// Reads it as a type of your own, or as a [`Value`], whose numbers may lose digits. Values that
    /// are a [`RawValue`] keep them: an object may be read as a `BTreeMap<String, &RawValue>`.
    ///
    /// # Errors
    ///
    /// If it is not of that type.
    pub fn read<'a, T: Deserialize<'a>>(&'a self) -> serde_json::Result<T> {
        serde_json::from_str(self.text())
    }
}

/// Names of claims, by the token that they go into.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ClaimNames {
    /// Those of the access token.
    pub access_token: Vec<String>,
    /// Those of the ID token, and of userinfo.
    pub id_token: Vec<String>,
}

/// What an evaluation decided.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Outcome {
    /// The custom claims of the access token.
    pub access_token: Token,
    /// Those of the ID token, if something asks for a claim in it.
    pub id_token: Option<Token>,
    /// Beside the ID token.
    pub userinfo: Option<Userinfo>,
    /// With SAML and WS-Fed.
    pub saml: Option<Saml>,
    /// The claims that are left out.
    #[serde(default)]
    pub ignored: Vec<Ignored>,
    /// Entries for the tenant's log.
    #[serde(default)]
    pub logs: Vec<Verbatim>,
}

/// The custom claims of one token.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Token {
    /// An object with the claims by name.
    pub claims: Verbatim,
    /// The payload's size, which leaves out the system claim.
    pub bytes: u64,
}

/// The custom claims that the userinfo endpoint returns.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Userinfo {
    /// An object with the claims by name.
    pub claims: Verbatim,
}

/// The attributes of an assertion.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Saml {
    /// In their order.
    pub attributes: Vec<Attribute>,
    /// The same as XML, an `AttributeStatement` that is ready to stand in an assertion.
    pub statement: Option<String>,
}

/// An attribute of an assertion.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[non_exhaustive]
#[allow(missing_docs)]
pub struct Attribute {
    pub name: String,
    pub name_format: String,
    /// `xs:string` and the like.
    #[serde(rename = "type")]
    pub kind: String,
    pub values: Vec<Verbatim>,
}

/// A claim that is in no token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
#[allow(missing_docs)]
pub struct Ignored {
    pub token: String,
    pub claim: String,
    pub reason: String,
    /// Of `scope_not_granted`: the scope.
    pub needs: Option<String>,
}

/// An outcome and why. Where `evaluate` fails with `payload_too_large` there is `error` in the
/// place of the outcome.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[non_exhaustive]
#[allow(missing_docs)]
pub struct Explanation {
    pub access_token: Option<Token>,
    pub id_token: Option<Token>,
    pub userinfo: Option<Userinfo>,
    pub saml: Option<Saml>,
    #[serde(default)]
    pub ignored: Vec<Ignored>,
    #[serde(default)]
    pub logs: Vec<Verbatim>,
    pub error: Option<PayloadTooLarge>,
    /// How the session was read.
    pub form: Option<String>,
    /// One for every claim and attribute, in the order in which they were judged.
    pub decisions: Vec<Decision>,
    /// By token.
    pub payload: BTreeMap<String, Payload>,
    pub warnings: Vec<Warning>,
}

/// Whether a candidate claim is in its token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Verdict {
    Added,
    Ignored,
}

/// What became of one candidate claim, and why.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[non_exhaustive]
#[allow(missing_docs)]
pub struct Decision {
    pub token: String,
    pub claim: String,
    /// `mapping`, `action`, `system` or `saml_mapping`.
    pub source: String,
    /// Of a mapping.
    pub expression: Option<String>,
    /// Of a SAML mapping.
    pub path: Option<String>,
    /// Absent for attributes.
    pub kind: Option<String>,
    /// The value's JSON type, or `missing`.
    #[serde(rename = "type")]
    pub value_type: String,
    /// The claim's size as a member of the payload; 0 if it has no value.
    pub bytes: u64,
    pub verdict: Verdict,
    /// Of what is ignored, as all that follow.
    pub reason: Option<String>,
    pub rule: Option<String>,
    pub needs: Option<String>,
    /// The reasons that hold beside the one that is given.
    #[serde(default)]
    pub also: Vec<String>,
    /// Where a path that has no value ended.
    pub stopped: Option<Stop>,
    /// A sentence that says how the claim would get into the token.
    pub hint: Option<String>,
    /// The same for programs.
    pub fix: Option<Fix>,
}

/// Where a path that has no value ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Stop {
    /// A JSON pointer into the session: the last place that exists.
    pub at: String,
    /// The JSON type of what is there.
    #[serde(rename = "type")]
    pub value_type: String,
    /// What found nothing there; absent where a null is at the path's end.
    pub step: Option<String>,
    /// The member that was probably meant.
    pub nearest: Option<String>,
    /// The place is a string that looks like JSON.
    #[serde(default)]
    pub holds_json: bool,
}

/// What a program can do to get a claim into its token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
#[allow(missing_docs)]
pub struct Fix {
    pub code: String,
    /// Of `grant_scope`.
    pub scope: Option<String>,
    /// Of `set_value`: a JSON pointer into the session.
    pub path: Option<String>,
    /// Of `change_expression`.
    pub expression: Option<String>,
    /// The member that the session has to be put under first.
    pub wrap: Option<String>,
}

/// The size of a token's custom claims, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
#[allow(missing_docs)]
pub struct Payload {
    pub bytes: u64,
    pub limit: u64,
}

/// The failure of a payload that is too large.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[non_exhaustive]
#[allow(missing_docs)]
pub struct PayloadTooLarge {
    pub code: String,
    pub message: String,
    pub token: String,
    pub bytes: u64,
    pub limit: u64,
}

/// What is wrong with a config, or may be.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[non_exhaustive]
#[allow(missing_docs)]
pub struct Validation {
    pub valid: bool,
    pub problems: Vec<Problem>,
    pub warnings: Vec<Warning>,
}

/// Something wrong at one place of an input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
#[allow(missing_docs)]
pub struct Problem {
    pub code: String,
    /// A JSON pointer; absent if the text could not be read.
    pub path: Option<String>,
    /// A byte's, in the input as UTF-8.
    pub offset: Option<u64>,
    /// From 1 on, of a validation alone; a column is a character.
    pub line: Option<u64>,
    pub column: Option<u64>,
    /// The claim that it is about, if its name is known.
    pub claim: Option<String>,
    /// What was probably meant.
    pub suggestion: Option<String>,
    pub message: String,
}

/// Something to be warned of. Those of size have `token` and `bytes`, the others a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
#[allow(missing_docs)]
pub struct Warning {
    pub code: String,
    pub path: Option<String>,
    pub offset: Option<u64>,
    pub line: Option<u64>,
    pub column: Option<u64>,
    pub claim: Option<String>,
    pub suggestion: Option<String>,
    pub token: Option<String>,
    pub bytes: Option<u64>,
    /// Of `session_form`: what the session looks like.
    pub form: Option<String>,
    pub message: String,
}

/// The version of the contract between module and host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Version {
    pub major: u32,
    pub minor: u32,
}

impl Version {
    /// Whether a module of this version has what a host of another needs.
    pub(crate) fn serves(self, needed: Version) -> bool {
        self.major == needed.major && self.minor >= needed.minor
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// The contract and the policy's tables.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[non_exhaustive]
#[allow(missing_docs)]
pub struct Description {
    pub abi_version: Version,
    pub limits: Limits,
    pub restricted_claims: Vec<String>,
    pub reserved_claims: Vec<String>,
    /// The claims that need a scope, by scope.
    pub profile_claims: BTreeMap<String, Vec<String>>,
    /// All other tables, and a sentence (`says`) for every code.
    #[serde(flatten)]
    pub tables: BTreeMap<String, Value>,
}

/// What is bounded, and by how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
#[allow(missing_docs)]
pub struct Limits {
    pub config_bytes: usize,
    pub session_bytes: usize,
    pub audience_bytes: usize,
    pub depth: usize,
    pub problems: usize,
    pub mappings: usize,
    pub mappings_claims_mapping: usize,
    pub saml_mappings: usize,
    pub claim_name_characters: usize,
    pub custom_claims: usize,
    pub payload_bytes: usize,
    pub payload_warning_bytes: usize,
    pub payload_serious_warning_bytes: usize,
}
