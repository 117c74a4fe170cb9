//! Decides which custom claims go into a token, and says why one is missing.
//!
//! The crate runs the issuer's own WebAssembly module, so that a test or a preview and the issuer
//! decide alike, byte for byte.
//!
//! ```
//! use claimsmith::{Engine, Error};
//! use serde_json::json;
//!
//! # fn main() -> Result<(), Error> {
//! let engine = Engine::new()?;
//! let mapping = json!({ "name": "country", "expression": "anonymous_session.metadata.country" });
//! let config = json!({ "access_token": { "custom_claim_mappings": [mapping] } });
//! let session = r#"{ "metadata": { "country": "Spain" } }"#;
//!
//! let outcome = engine.evaluate(&config, session, "https://api.shop.example")?;
//! assert_eq!(outcome.access_token.claims.text(), r#"{"country":"Spain"}"#);
//!
//! let explanation = engine.explain(&config, r#"{ "metadata": {} }"#, "https://api.shop.example")?;
//! assert_eq!(explanation.decisions[0].reason.as_deref(), Some("no_value"));
//! # Ok(())
//! # }
//! ```
//!
//! With the feature `wasmtime`, the default, the module is compiled to machine code. With
//! `--no-default-features --features wasmi` it is interpreted: slower, in a much smaller program.

#![forbid(unsafe_code)]
#![warn(missing_docs, clippy::pedantic)]

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod engine;
mod error;
mod input;
mod instance;
mod runtime;
mod types;

pub use engine::{Engine, Options, Policy, Raw};
pub use error::{BoxError, Error, PolicyError};
pub use input::{Audience, Json};
pub use instance::RawResult;
pub use types::{
    Attribute, ClaimNames, Decision, Description, Explanation, Fix, Ignored, Limits, Outcome,
    Payload, PayloadTooLarge, Problem, Saml, Token, Userinfo, Validation, Verbatim, Verdict,
    Version, Warning,
};
