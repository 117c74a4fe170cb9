//! What runs the module: `wasmtime` or `wasmi`, each with the same few functions.

#[cfg(feature = "wasmtime")]
#[path = "runtime/wasmtime.rs"]
mod chosen;
#[cfg(all(feature = "wasmi", not(feature = "wasmtime")))]
#[path = "runtime/wasmi.rs"]
mod chosen;
#[cfg(not(any(feature = "wasmtime", feature = "wasmi")))]
compile_error!("claimsmith needs one of its features: wasmtime or wasmi");

pub(crate) use chosen::{Guest, Module};

use crate::error::{BoxError, Error};
use crate::instance::Signature;

/// Why a call did not return.
pub(crate) enum Fault {
    Crashed(BoxError),
    #[cfg_attr(not(feature = "wasmtime"), allow(dead_code))]
    Timeout,
}

/// Whether an export is the function that the contract asks for.
fn fits(signature: &Signature, found: Option<[usize; 2]>) -> Result<(), Error> {
    let Signature { name, parameters, results } = signature;
    match found {
        None => Err(Error::IncompatibleModule(format!("it exports no {name}"))),
        Some(numbers) if numbers == [*parameters, *results] => Ok(()),
        Some(_) => Err(Error::IncompatibleModule(format!("its {name} has another signature"))),
    }
}
