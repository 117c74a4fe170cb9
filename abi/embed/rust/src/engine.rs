use std::collections::VecDeque;
use std::fmt;
#[cfg(feature = "cache")]
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::Duration;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::input::{Audience, Json};
use crate::instance::{
    Answer, DESCRIBE, EVALUATE, EXPLAIN, Function, Instance, MEMORY_BYTES, RawResult, VALIDATE,
};
use crate::runtime::Module;
use crate::types::{ClaimNames, Description, Explanation, Outcome, Validation, Version};

/// An instance whose memory has grown past this is replaced after its call.
const RECYCLED_BYTES: usize = 2 << 20;

/// How an engine is made. The defaults suit a server.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    instances: Option<usize>,
    wait: Option<Duration>,
    #[cfg(feature = "wasmtime")]
    pub(crate) time_limit: Option<Duration>,
    #[cfg(feature = "cache")]
    pub(crate) cache: Option<PathBuf>,
}

impl Options {
    /// The defaults.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many calls run at once, each on an instance of its own: at least one, and as many as
    /// there are processors by default.
    #[must_use]
    pub fn instances(mut self, instances: usize) -> Self {
        self.instances = Some(instances.max(1));
        self
    }

    /// How long a call waits for a free instance before it is [`Error::Busy`]; for ever by default.
    /// Calls are served in the order in which they came.
    #[must_use]
    pub fn wait(mut self, wait: Duration) -> Self {
        self.wait = Some(wait);
        self
    }

    /// How long a call may take before it is [`Error::Timeout`]. There is no limit by default, since
    /// inputs are bounded and so is the time for them, and since the watch costs time. The shortest
    /// limit is 10 ms.
    #[cfg(feature = "wasmtime")]
    #[must_use]
    pub fn time_limit(mut self, limit: Duration) -> Self {
        self.time_limit = Some(limit);
        self
    }

    /// Keeps the machine code in this folder, whose path is absolute and which is made if it is not
    /// there: the next engine, of another process too, starts without compiling. The code is run as
    /// it stands there, so nobody else may write into the folder.
    #[cfg(feature = "cache")]
    #[must_use]
    pub fn cache(mut self, folder: impl Into<PathBuf>) -> Self {
        self.cache = Some(folder.into());
        self
    }

    /// Compiles the crate's own module.
    ///
    /// # Errors
    ///
    /// With the feature `cache`, if its folder cannot be used. None else that has been seen; the
    /// module is tested with this crate.
    pub fn load(self) -> Result<Engine, Error> {
        self.load_module(include_bytes!("claims.wasm"))
    }

    /// Compiles another module.
    ///
    /// # Errors
    ///
    /// If it cannot be run.
    pub fn load_module(self, module: &[u8]) -> Result<Engine, Error> {
        let digest = format!("{:x}", Sha256::digest(module));
        let pool = Pool::new(Module::compile(module, &self)?, &self)?;
        Ok(Engine(Arc::new(Inner { pool, digest })))
    }
}

/// Runs the policy module. It is cheap to clone, and threads may share it: each call has an
/// instance to itself.
#[derive(Clone)]
pub struct Engine(Arc<Inner>);

struct Inner {
    pool: Pool,
    digest: String,
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine").field("digest", &self.0.digest).finish_non_exhaustive()
    }
}

impl Engine {
    /// What runs the module.
    pub const RUNTIME: &str = Module::NAME;

    /// Compiles the crate's own module, with the default [`Options`].
    ///
    /// # Errors
    ///
    /// As [`Options::load`].
    pub fn new() -> Result<Self, Error> {
        Options::new().load()
    }

    /// The module's SHA-256, in hexadecimal digits. Engines of one digest decide alike.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.0.digest
    }

    /// The version of the contract that the module speaks.
    #[must_use]
    pub fn abi_version(&self) -> Version {
        self.0.pool.version
    }

    /// Decides which custom claims go into the tokens of one transaction.
    ///
    /// # Errors
    ///
    /// [`Error::Policy`] if an input is at fault or a payload is too large.
    pub fn evaluate<'a, 'b>(
        &self,
        config: impl Into<Json<'a>>,
        session: impl Into<Json<'b>>,
        audience: impl Into<Audience>,
    ) -> Result<Outcome, Error> {
        self.typed(&EVALUATE, &[&config.into().0, &session.into().0, audience.into().0.as_bytes()])
    }

    /// Decides as [`evaluate`](Self::evaluate) does, and says why.
    ///
    /// # Errors
    ///
    /// [`Error::Policy`] if an input is at fault.
    pub fn explain<'a, 'b>(
        &self,
        config: impl Into<Json<'a>>,
        session: impl Into<Json<'b>>,
        audience: impl Into<Audience>,
    ) -> Result<Explanation, Error> {
        self.typed(&EXPLAIN, &[&config.into().0, &session.into().0, audience.into().0.as_bytes()])
    }

    /// Judges a config alone.
    ///
    /// # Errors
    ///
    /// None of the policy's: a text that is no JSON is an invalid config like any other.
    pub fn validate<'a>(&self, config: impl Into<Json<'a>>) -> Result<Validation, Error> {
        self.typed(&VALIDATE, &[&config.into().0])
    }

    /// The contract and the policy's tables.
    ///
    /// # Errors
    ///
    /// None of the policy's.
    pub fn describe(&self) -> Result<Description, Error> {
        self.typed(&DESCRIBE, &[])
    }

    /// Binds a config, to evaluate many sessions with it.
    ///
    /// # Errors
    ///
    /// [`Error::Policy`] if something is wrong with the config.
    pub fn policy<'a>(&self, config: impl Into<Json<'a>>) -> Result<Policy, Error> {
        let config: Arc<[u8]> = config.into().0.into_owned().into();
        let explanation = self.explain(&*config, "{}", "")?;
        let names = |token: &str| {
            let of = explanation.decisions.iter().filter(|decision| decision.token == token);
            of.map(|decision| decision.claim.clone()).collect()
        };
        let claim_names =
            ClaimNames { access_token: names("access_token"), id_token: names("id_token") };
        Ok(Policy { engine: self.clone(), config, claim_names: claim_names.into() })
    }

    /// Makes every instance that there may be, so that no call has to make its own.
    ///
    /// # Errors
    ///
    /// If the machine has no memory for them.
    pub fn fill(&self) -> Result<(), Error> {
        self.0.pool.fill()
    }

    /// The contract itself: JSON texts in, the module's own text out.
    #[must_use]
    pub fn raw(&self) -> Raw<'_> {
        Raw(&self.0.pool)
    }

    fn typed<T: DeserializeOwned>(&self, function: &Function, texts: &[&[u8]]) -> Result<T, Error> {
        Ok(self.0.pool.call(function, texts, |text| serde_json::from_str(&text))??)
    }
}

/// One valid config and its engine, for those who evaluate many sessions with it. Made by
/// [`Engine::policy`]. It is cheap to clone, and threads may share it.
#[derive(Debug, Clone)]
pub struct Policy {
    engine: Engine,
    config: Arc<[u8]>,
    claim_names: Arc<ClaimNames>,
}

impl Policy {
    /// Decides as [`Engine::evaluate`] does.
    ///
    /// # Errors
    ///
    /// [`Error::Policy`] if the session or the audience is at fault or a payload is too large.
    pub fn evaluate<'a>(
        &self,
        session: impl Into<Json<'a>>,
        audience: impl Into<Audience>,
    ) -> Result<Outcome, Error> {
        self.engine.evaluate(&*self.config, session, audience)
    }

    /// Decides as [`Engine::explain`] does, and says why.
    ///
    /// # Errors
    ///
    /// [`Error::Policy`] if the session or the audience is at fault.
    pub fn explain<'a>(
        &self,
        session: impl Into<Json<'a>>,
        audience: impl Into<Audience>,
    ) -> Result<Explanation, Error> {
        self.engine.explain(&*self.config, session, audience)
    }

    /// Every name that the config and the tenant ask for, by token: what the policy can bring into
    /// one, be it for some sessions only. An issuer that has to declare its claims declares these.
    #[must_use]
    pub fn claim_names(&self) -> &ClaimNames {
        &self.claim_names
    }
}

/// The functions on JSON texts in UTF-8, which need not be valid. A failure is a result that is
/// not `ok`; the errors are those of the engine. What a text that comes out has between its braces
/// is left to the caller, and so is that it is JSON.
#[derive(Clone, Copy)]
pub struct Raw<'a>(&'a Pool);

#[allow(clippy::missing_errors_doc)]
impl Raw<'_> {
    /// Decides. The audience is JSON too: a string stands in its quotes.
    pub fn evaluate(
        self,
        config: &[u8],
        session: &[u8],
        audience: &[u8],
    ) -> Result<RawResult, Error> {
        self.call(&EVALUATE, &[config, session, audience])
    }

    /// Decides, and says why.
    pub fn explain(
        self,
        config: &[u8],
        session: &[u8],
        audience: &[u8],
    ) -> Result<RawResult, Error> {
        self.call(&EXPLAIN, &[config, session, audience])
    }

    /// Judges a config.
    pub fn validate(self, config: &[u8]) -> Result<RawResult, Error> {
        self.call(&VALIDATE, &[config])
    }

    /// The policy's tables.
    pub fn describe(self) -> Result<RawResult, Error> {
        self.call(&DESCRIBE, &[])
    }

    fn call(self, function: &Function, texts: &[&[u8]]) -> Result<RawResult, Error> {
        Ok(match self.0.call(function, texts, Ok)? {
            Ok(text) => RawResult { ok: true, text },
            Err(failure) => RawResult { ok: false, text: failure.text },
        })
    }
}

impl fmt::Debug for Raw<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Raw")
    }
}

/// Instances of one module: made when they are needed, and never more than there may be.
struct Pool {
    module: Module,
    version: Version,
    /// The largest sizes of the three texts.
    limits: [usize; 3],
    wait: Option<Duration>,
    state: Mutex<State>,
}

struct State {
    idle: Vec<Instance>,
    /// How many calls may still begin: none while one waits.
    free: usize,
    /// The calls that wait, the oldest first.
    waiting: VecDeque<Waiter>,
    /// How many have ever waited.
    tickets: u64,
}

struct Waiter {
    ticket: u64,
    hand: mpsc::Sender<()>,
}

impl Pool {
    fn new(module: Module, options: &Options) -> Result<Self, Error> {
        let mut first = Instance::start(&module)?;
        let limits = first.call(&DESCRIBE, &[], |text| Ok(limits(&text)))??;
        let limits = limits.ok_or_else(|| {
            Error::IncompatibleModule("it describes no limits, or impossible ones".into())
        })?;
        let processors = || std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Self {
            version: first.version(),
            limits,
            wait: options.wait,
            state: Mutex::new(State {
                idle: vec![first],
                free: options.instances.unwrap_or_else(processors),
                waiting: VecDeque::new(),
                tickets: 0,
            }),
            module,
        })
    }

    /// Makes a call on an instance that nobody else has. One that fails at it is not kept.
    fn call<T>(
        &self,
        function: &Function,
        texts: &[&[u8]],
        read: impl FnOnce(String) -> serde_json::Result<T>,
    ) -> Result<Answer<T>, Error> {
        // A text's size is judged before all else, so a byte over the limit is enough.
        let limited = texts.iter().zip(self.limits);
        let texts: Vec<_> =
            limited.map(|(text, limit)| &text[..text.len().min(limit + 1)]).collect();
        let permit = self.acquire()?;
        let idle = self.lock().idle.pop();
        let mut instance = idle.map_or_else(|| Instance::start(&self.module), Ok)?;
        let answer = instance.call(function, &texts, read)?;
        if instance.memory_bytes() <= RECYCLED_BYTES {
            self.lock().idle.push(instance);
        }
        drop(permit); // after the instance is back, for whoever waits
        Ok(answer)
    }

    fn fill(&self) -> Result<(), Error> {
        let lacks = |state: &State| state.idle.len() < state.free;
        while lacks(&self.lock()) {
            let instance = Instance::start(&self.module)?; // others go on meanwhile
            let mut state = self.lock();
            if lacks(&state) {
                state.idle.push(instance);
            }
        }
        Ok(())
    }

    fn acquire(&self) -> Result<Permit<'_>, Error> {
        let mut state = self.lock();
        if state.free > 0 {
            state.free -= 1;
            return Ok(Permit(self));
        }
        let (hand, handed) = mpsc::channel();
        state.tickets += 1;
        let ticket = state.tickets;
        state.waiting.push_back(Waiter { ticket, hand });
        drop(state);
        let came = match self.wait {
            None => handed.recv().is_ok(),
            Some(wait) => handed.recv_timeout(wait).is_ok(),
        };
        if !came {
            let waiting = &mut self.lock().waiting;
            // One that is gone was handed over a moment after the time.
            if let Some(at) = waiting.iter().position(|waiter| waiter.ticket == ticket) {
                waiting.remove(at);
                return Err(Error::Busy);
            }
        }
        Ok(Permit(self))
    }

    /// Nothing that holds the lock can panic half-way.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The limits that a module describes. A text past its limit is cut, so they must make sense.
fn limits(description: &str) -> Option<[usize; 3]> {
    #[derive(Deserialize)]
    struct Tables {
        limits: Sizes,
    }
    #[derive(Deserialize)]
    struct Sizes {
        #[serde(rename = "config_bytes")]
        config: usize,
        #[serde(rename = "session_bytes")]
        session: usize,
        #[serde(rename = "audience_bytes")]
        audience: usize,
    }
    let Tables { limits: Sizes { config, session, audience } } =
        serde_json::from_str(description).ok()?;
    let limits = [config, session, audience];
    limits.iter().all(|limit| (1..=MEMORY_BYTES).contains(limit)).then_some(limits)
}

/// The right to have an instance. Whoever has waited longest has it next.
struct Permit<'a>(&'a Pool);

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        match state.waiting.pop_front() {
            // A waiter that gave up is not among them.
            Some(waiter) => drop(waiter.hand.send(())),
            None => state.free += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a test waits for at most. It fails then, and does not hang.
    const LONG: Duration = Duration::from_secs(30);

    fn engine(wait: Duration) -> Engine {
        Options::new().instances(1).wait(wait).load().unwrap()
    }

    #[test]
    fn no_more_calls_than_there_may_be() {
        let engine = engine(Duration::ZERO);
        let permit = engine.0.pool.acquire().unwrap();
        for _ in 0..2 {
            let error = engine.validate("{}").unwrap_err();
            assert!(matches!(error, Error::Busy), "{error}");
        }
        drop(permit);
        assert!(engine.validate("{}").unwrap().valid);
        assert_eq!(engine.0.pool.lock().free, 1);
    }

    #[test]
    fn calls_are_served_in_the_order_in_which_they_came() {
        let engine = engine(Duration::MAX);
        let permit = engine.0.pool.acquire().unwrap();
        let (serves, order) = mpsc::channel();
        for number in 0..4 {
            let (shared, serves) = (engine.clone(), serves.clone());
            std::thread::spawn(move || {
                for _ in 0..100 {
                    let _permit = shared.0.pool.acquire().unwrap();
                    serves.send(number).unwrap();
                }
            });
            let start = std::time::Instant::now();
            while engine.0.pool.lock().waiting.len() <= number {
                assert!(start.elapsed() < LONG, "{number} does not wait");
                std::thread::yield_now();
            }
        }
        drop(permit);
        let order: Vec<_> = (0..400).map(|_| order.recv_timeout(LONG).unwrap()).collect();
        assert_eq!(order[..4], [0, 1, 2, 3]);
    }
}
