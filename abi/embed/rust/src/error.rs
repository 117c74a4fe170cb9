use serde::Deserialize;

use crate::types::Problem;

/// An error of another library.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no outcome: an input is at fault, or a payload is too large.
    #[error(transparent)]
    Policy(#[from] Box<PolicyError>),

    /// It is no WebAssembly module.
    #[error("the module cannot be read: {0}")]
    InvalidModule(#[source] BoxError),

    /// The folder of [`Options::cache`](crate::Options::cache) cannot be used.
    #[cfg(feature = "cache")]
    #[error("the folder for machine code cannot be used: {0}")]
    Cache(#[source] BoxError),

    /// The module has an import, lacks an export, speaks another version of the contract or tells
    /// no limits that make sense.
    #[error("the module cannot be run: {0}")]
    IncompatibleModule(String),

    /// The module trapped or broke its contract. This costs the instance that served the call and
    /// nothing else: the next call makes another.
    #[error("the module's instance crashed in {function}: {source}")]
    Crashed {
        /// The function that was called.
        function: &'static str,
        /// What happened.
        source: BoxError,
    },

    /// The module took longer than the option `time_limit` allows, which `wasmtime` has. This
    /// costs the instance, as a crash does.
    #[error("the module's {function} took too long")]
    Timeout {
        /// The function that was called.
        function: &'static str,
    },

    /// No instance was free within [`Options::wait`](crate::Options::wait). Nothing was evaluated.
    #[error("no instance was free in time")]
    Busy,
}

/// Why there is no outcome.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{code}: {}", describe(.message, .problems))]
#[non_exhaustive]
pub struct PolicyError {
    /// `invalid_config`, `invalid_session`, `invalid_audience` or `payload_too_large`.
    pub code: String,
    /// A sentence for people.
    pub message: String,
    /// What is wrong with the input, each at its place.
    pub problems: Vec<Problem>,
    /// Of `payload_too_large`: the token.
    pub token: Option<String>,
    /// Of `payload_too_large`: its size in bytes.
    pub bytes: Option<u64>,
    /// Of `payload_too_large`: the limit in bytes.
    pub limit: Option<u64>,
    /// The failure as the module wrote it.
    pub text: String,
}

fn describe(message: &str, problems: &[Problem]) -> String {
    let Some((first, more)) = problems.split_first() else {
        return message.to_owned();
    };
    let place = match (&first.path, first.offset) {
        (Some(path), _) if !path.is_empty() => path.clone(),
        (_, offset) => format!("byte {}", offset.unwrap_or(0)),
    };
    let also = match more.len() {
        0 => String::new(),
        n => format!(" (and {n} more)"),
    };
    format!("{place}: {}{also}", first.message)
}

impl PolicyError {
    /// Reads a failure as the module writes them.
    pub(crate) fn read(text: String) -> serde_json::Result<Box<Self>> {
        #[derive(Deserialize)]
        struct Failure {
            error: Members,
        }
        #[derive(Deserialize)]
        struct Members {
            code: String,
            #[serde(default)]
            message: String,
            #[serde(default)]
            problems: Vec<Problem>,
            token: Option<String>,
            bytes: Option<u64>,
            limit: Option<u64>,
        }
        let Members { code, message, problems, token, bytes, limit } =
            serde_json::from_str::<Failure>(&text)?.error;
        Ok(Box::new(Self { code, message, problems, token, bytes, limit, text }))
    }
}
