//! An instance of the module, and all that touches its memory; abi/README.md is the contract.

use crate::error::{BoxError, Error, PolicyError};
use crate::runtime::{Fault, Guest, Module};
use crate::types::Version;

/// The version of the contract that this crate speaks.
const SPOKEN: Version = Version { major: 1, minor: 0 };

/// The module's own maximum.
pub(crate) const MEMORY_BYTES: usize = 64 << 20;

/// A function that the contract asks for, with the number of its parameters and results.
pub(crate) struct Signature {
    pub name: &'static str,
    pub parameters: usize,
    pub results: usize,
}

const fn function(name: &'static str, parameters: usize, results: usize) -> Signature {
    Signature { name, parameters, results }
}

const INITIALIZE: Signature = function("_initialize", 0, 0);
const ABI_VERSION: Signature = function("abi-version", 0, 1);
const REALLOC: Signature = function("cabi_realloc", 4, 1);

/// A function of the contract that takes texts, and the one that ends a call of it.
pub(crate) struct Function {
    call: Signature,
    post: Signature,
    tagged: bool,
}

pub(crate) const EVALUATE: Function = Function {
    call: function("evaluate", 6, 1),
    post: function("cabi_post_evaluate", 1, 0),
    tagged: true,
};
pub(crate) const EXPLAIN: Function = Function {
    call: function("explain", 6, 1),
    post: function("cabi_post_explain", 1, 0),
    tagged: true,
};
pub(crate) const VALIDATE: Function = Function {
    call: function("validate", 2, 1),
    post: function("cabi_post_validate", 1, 0),
    tagged: true,
};
pub(crate) const DESCRIBE: Function = Function {
    call: function("describe", 0, 1),
    post: function("cabi_post_describe", 1, 0),
    tagged: false,
};

impl Function {
    pub(crate) fn name(&self) -> &'static str {
        self.call.name
    }
}

/// A text as the module wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawResult {
    /// Whether it is no failure.
    pub ok: bool,
    /// One JSON object. That an `ok` text is one is seen by its braces alone.
    pub text: String,
}

/// What was asked for, or the policy's failure.
pub(crate) type Answer<T> = Result<T, Box<PolicyError>>;

/// Serves one call at a time. After an error it must not be used again.
pub(crate) struct Instance {
    guest: Guest,
    version: Version,
}

impl Instance {
    pub(crate) fn start(module: &Module) -> Result<Self, Error> {
        let crashed = |fault| fault_of("_initialize", fault);
        if let Some(import) = module.import() {
            return Err(Error::IncompatibleModule(format!(
                "it imports {import}, and it must import nothing"
            )));
        }
        // The version comes before the other exports: a module of another version may lack some,
        // and then its version is what there is to say.
        module.need(&ABI_VERSION)?;
        let mut guest = module.instantiate().map_err(crashed)?;
        if module.has(INITIALIZE.name) {
            module.need(&INITIALIZE)?;
            guest.call(&INITIALIZE, &[]).map_err(crashed)?;
        }
        let version = guest.call(&ABI_VERSION, &[]).map_err(crashed)?;
        let version = Version { major: version >> 16, minor: version & 0xffff };
        if !version.serves(SPOKEN) {
            return Err(Error::IncompatibleModule(format!(
                "it speaks version {version} of the contract, this crate needs {SPOKEN} or a later {}.x",
                SPOKEN.major
            )));
        }
        for Function { call, post, .. } in [&EVALUATE, &EXPLAIN, &VALIDATE, &DESCRIBE] {
            module.need(call)?;
            module.need(post)?;
        }
        module.need(&INITIALIZE)?;
        module.need(&REALLOC)?;
        if !guest.has_memory() {
            return Err(Error::IncompatibleModule("it exports no memory".into()));
        }
        Ok(Self { guest, version })
    }

    pub(crate) fn version(&self) -> Version {
        self.version
    }

    /// How large the memory is. It never shrinks.
    pub(crate) fn memory_bytes(&self) -> usize {
        self.guest.memory().len()
    }

    /// Runs a function on texts and reads what it says. A text that cannot be read is an error of
    /// the instance like any other.
    pub(crate) fn call<T>(
        &mut self,
        function: &Function,
        texts: &[&[u8]],
        read: impl FnOnce(String) -> serde_json::Result<T>,
    ) -> Result<Answer<T>, Error> {
        self.try_call(function, texts, read).map_err(|fault| fault_of(function.name(), fault))
    }

    fn try_call<T>(
        &mut self,
        function: &Function,
        texts: &[&[u8]],
        read: impl FnOnce(String) -> serde_json::Result<T>,
    ) -> Result<Answer<T>, Fault> {
        self.guest.begin();
        let places = self.put(texts)?;
        let area = self.guest.call(&function.call, &places)?;
        let RawResult { ok, text } = self.result(function, area)?;
        self.guest.call(&function.post, &[area])?;
        let answer = if ok { read(text).map(Ok) } else { PolicyError::read(text).map(Err) };
        answer.map_err(|error| Fault::Crashed(error.into()))
    }

    /// Writes texts side by side into room for all of them, and returns their places.
    fn put(&mut self, texts: &[&[u8]]) -> Result<Vec<u32>, Fault> {
        let room = texts.iter().map(|text| text.len()).sum::<usize>();
        let size = u32::try_from(room).map_err(|_| broken("The texts are too long."))?;
        let mut at = match size {
            0 => 0,
            _ => self.guest.call(&REALLOC, &[0, 0, 1, size])?,
        };
        let memory = self.guest.memory_mut();
        let mut places = Vec::with_capacity(2 * texts.len());
        for text in texts {
            let start = at as usize;
            memory
                .get_mut(start..start + text.len())
                .ok_or_else(|| broken("The room is outside of the memory."))?
                .copy_from_slice(text);
            // Within the memory, so within 32 bits.
            let length = u32::try_from(text.len()).map_err(|_| broken("The text is too long."))?;
            places.extend([at, length]);
            at += length;
        }
        Ok(places)
    }

    fn result(&self, function: &Function, area: u32) -> Result<RawResult, Fault> {
        let memory = self.guest.memory();
        let read = |start: u32, size: u32| {
            let start = start as usize;
            memory
                .get(start..start + size as usize)
                .ok_or_else(|| broken("The result is outside of the memory."))
        };
        let number = |start: u32| -> Result<u32, Fault> {
            let bytes = read(start, 4)?;
            Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
        };
        let tag = if function.tagged { read(area, 1)?[0] } else { 0 };
        if tag > 1 {
            return Err(broken(&format!("The tag of the result is {tag}.")));
        }
        let place = area.checked_add(if function.tagged { 4 } else { 0 });
        let place = place.filter(|place| place.checked_add(4).is_some());
        let place = place.ok_or_else(|| broken("The result is outside of the memory."))?;
        let text = read(number(place)?, number(place + 4)?)?;
        let text =
            String::from_utf8(text.to_vec()).map_err(|error| Fault::Crashed(error.into()))?;
        if !(text.starts_with('{') && text.ends_with('}')) {
            return Err(broken("The text is no JSON object."));
        }
        Ok(RawResult { ok: tag == 0, text })
    }
}

fn broken(what: &str) -> Fault {
    Fault::Crashed(BoxError::from(what))
}

fn fault_of(function: &'static str, fault: Fault) -> Error {
    match fault {
        Fault::Crashed(source) => Error::Crashed { function, source },
        Fault::Timeout => Error::Timeout { function },
    }
}
