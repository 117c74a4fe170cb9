use wasmi::{
    Engine, ExternType, Instance, Linker, Memory, Store, StoreLimits, StoreLimitsBuilder, Val,
    ValType,
};

use super::{Fault, fits};
use crate::engine::Options;
use crate::error::Error;
use crate::instance::{MEMORY_BYTES, Signature};

pub(crate) struct Module {
    module: wasmi::Module,
}

impl Module {
    pub(crate) const NAME: &str = "wasmi";

    /// There is no clock in an interpreter; `Options` has no time limit with it.
    pub(crate) fn compile(bytes: &[u8], _options: &Options) -> Result<Self, Error> {
        let module = wasmi::Module::new(&Engine::default(), bytes);
        Ok(Self { module: module.map_err(|error| Error::InvalidModule(error.into()))? })
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
                let mut numbers = kind.params().iter().chain(kind.results());
                let fits = numbers.all(|kind| matches!(kind, ValType::I32));
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
        let linker = Linker::new(self.module.engine());
        let instance = linker.instantiate_and_start(&mut store, &self.module).map_err(fault)?;
        let memory = instance.get_memory(&store, "memory");
        Ok(Guest { store, instance, memory })
    }
}

pub(crate) struct Guest {
    store: Store<StoreLimits>,
    instance: Instance,
    memory: Option<Memory>,
}

impl Guest {
    #[expect(clippy::unused_self, reason = "other runtimes count a call's time from here")]
    pub(crate) fn begin(&mut self) {}

    pub(crate) fn call(&mut self, signature: &Signature, numbers: &[u32]) -> Result<u32, Fault> {
        let function = self.instance.get_func(&self.store, signature.name);
        let function = function.ok_or_else(|| Fault::Crashed("there is no such export".into()))?;
        let mut given = [const { Val::I32(0) }; 6];
        for (value, number) in given.iter_mut().zip(numbers) {
            *value = Val::I32(number.cast_signed());
        }
        let mut result = [Val::I32(0)];
        let results = &mut result[..signature.results];
        function.call(&mut self.store, &given[..numbers.len()], results).map_err(fault)?;
        Ok(result[0].i32().unwrap_or_default().cast_unsigned())
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

fn fault(error: wasmi::Error) -> Fault {
    Fault::Crashed(error.into())
}
