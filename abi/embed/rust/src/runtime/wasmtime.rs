use std::time::Duration;

use wasmtime::{
    Config, Engine, ExternType, Instance, Memory, Store, StoreLimits, StoreLimitsBuilder, Trap,
    Val, ValType,
};

use super::{Fault, fits};
use crate::engine::Options;
use crate::error::Error;
use crate::instance::{MEMORY_BYTES, Signature};

/// Parts of a time limit: a call is stopped at most one of them late.
const TICKS: u32 = 10;

/// A part is no shorter, or its thread would do nothing but count.
const TICK: Duration = Duration::from_millis(1);

pub(crate) struct Module {
    module: wasmtime::Module,
    limited: bool,
}

impl Module {
    pub(crate) const NAME: &str = "wasmtime";

    pub(crate) fn compile(bytes: &[u8], options: &Options) -> Result<Self, Error> {
        let invalid = |error: wasmtime::Error| Error::InvalidModule(error.into());
        let time_limit = options.time_limit;
        let mut config = Config::new();
        config.epoch_interruption(time_limit.is_some());
        #[cfg(feature = "cache")]
        if let Some(folder) = &options.cache {
            let mut kept = wasmtime::CacheConfig::new();
            kept.with_directory(folder);
            let cache = wasmtime::Cache::new(kept).map_err(|error| Error::Cache(error.into()))?;
            config.cache(Some(cache));
        }
        let engine = Engine::new(&config).map_err(invalid)?;
        let module = wasmtime::Module::new(&engine, bytes).map_err(invalid)?;
        if let Some(limit) = time_limit {
            tick(&engine, (limit / TICKS).max(TICK));
        }
        Ok(Self { module, limited: time_limit.is_some() })
    }

    pub(crate) fn import(&self) -> Option<String> {
        let import = self.module.imports().next()?;
        Some(format!("{}.{}", import.module(), import.name()))
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.module.get_export(name).is_some()
    }

    pub(crate) fn need(&self, signature: &Signature) -> Result<(), Error> {
        let found = self.module.get_export(signature.name).and_then(|export| match export {
            ExternType::Func(kind) => {
                let numbers = kind.params().chain(kind.results());
                let fits = numbers.into_iter().all(|kind| matches!(kind, ValType::I32));
                Some(if fits {
                    [kind.params().len(), kind.results().len()]
                } else {
                    [usize::MAX; 2]
                })
            }
            _ => None,
        });
        fits(signature, found)
    }

    pub(crate) fn instantiate(&self) -> Result<Guest, Fault> {
        let limits = StoreLimitsBuilder::new().memory_size(MEMORY_BYTES).build();
        let mut store = Store::new(self.module.engine(), limits);
        store.limiter(|limits| limits);
        let mut guest = Guest { store, instance: None, memory: None, limited: self.limited };
        guest.begin();
        let instance = Instance::new(&mut guest.store, &self.module, &[]).map_err(fault)?;
        guest.memory = instance.get_memory(&mut guest.store, "memory");
        guest.instance = Some(instance);
        Ok(guest)
    }
}

/// Advances the engine's epoch for as long as somebody has it.
fn tick(engine: &Engine, period: Duration) {
    let engine = engine.weak();
    std::thread::spawn(move || {
        while let Some(engine) = engine.upgrade() {
            engine.increment_epoch();
            drop(engine);
            std::thread::sleep(period);
        }
    });
}

pub(crate) struct Guest {
    store: Store<StoreLimits>,
    instance: Option<Instance>,
    memory: Option<Memory>,
    limited: bool,
}

impl Guest {
    /// Begins a call, which has its own time.
    pub(crate) fn begin(&mut self) {
        if self.limited {
            self.store.set_epoch_deadline(u64::from(TICKS) + 1);
        }
    }

    pub(crate) fn call(&mut self, signature: &Signature, numbers: &[u32]) -> Result<u32, Fault> {
        let function = self.instance.and_then(|it| it.get_func(&mut self.store, signature.name));
        let function = function.ok_or_else(|| Fault::Crashed("there is no such export".into()))?;
        let mut given = [const { Val::I32(0) }; 6];
        for (value, number) in given.iter_mut().zip(numbers) {
            *value = Val::I32(number.cast_signed());
        }
        let mut result = [Val::I32(0)];
        let results = &mut result[..signature.results];
        function.call(&mut self.store, &given[..numbers.len()], results).map_err(fault)?;
        Ok(result[0].unwrap_i32().cast_unsigned())
    }

    pub(crate) fn has_memory(&self) -> bool {
        self.memory.is_some()
    }

    pub(crate) fn memory(&self) -> &[u8] {
        self.memory.map_or(&[], |memory| memory.data(&self.store))
    }

    pub(crate) fn memory_mut(&mut self) -> &mut [u8] {
        match self.memory {
            Some(memory) => memory.data_mut(&mut self.store),
            None => &mut [],
        }
    }
}

fn fault(error: wasmtime::Error) -> Fault {
    match error.downcast_ref::<Trap>() {
        Some(Trap::Interrupt) => Fault::Timeout,
        _ => Fault::Crashed(error.into()),
    }
}
