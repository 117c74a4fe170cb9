"""The module as C, compiled into this package: it runs at a native function's speed."""

import threading
from collections.abc import Sequence

from ._claims import ffi, lib
from ._contract import TICKS, BrokenContractError, CallStoppedError, RawResult
from ._errors import EngineError

_FUNCTIONS = {name: getattr(lib, name) for name in ("evaluate", "explain")}
_INTERRUPTED = 3
_result = tuple.__new__  # what RawResult does, without its function in between

DIGEST: str = ffi.string(lib.module_sha256()).decode()
"""The SHA-256 of the module that was compiled."""


class Runtime:
    """Makes instances of the module that is in the extension."""

    name = "c"

    def __init__(self, *, timed: bool) -> None:
        """Begin; with a time limit somebody calls ``tick``."""
        self.digest = DIGEST
        self._timed = timed
        self.begin_anew()

    def begin_anew(self) -> None:
        """Forget what is under way."""
        self._lock = threading.Lock()
        self._running: dict[TimedInstance, int] = {}

    def instance(self) -> "Instance":
        """Start an instance."""
        return TimedInstance(self) if self._timed else Instance()

    def begin(self, instance: "TimedInstance") -> None:
        """Count the time of a call from now on."""
        with self._lock:
            self._running[instance] = TICKS + 1

    def end(self, instance: "TimedInstance") -> None:
        """Count it no longer."""
        with self._lock:
            self._running.pop(instance, None)

    def tick(self) -> None:
        """Interrupt the calls whose time is over."""
        with self._lock:
            for instance in self._running:
                self._running[instance] -= 1
                if self._running[instance] <= 0:
                    instance.interrupt()


class Instance:
    """Serves one call at a time, and begins anew by itself after one that failed."""

    memory_bytes = 0
    """It is replaced inside when it has grown."""

    def __init__(self) -> None:
        """Start an instance and see that it speaks this contract."""
        error = ffi.new("const char **")
        engine = lib.claimsmith_new(error)
        if engine == ffi.NULL:
            says = ffi.string(error[0]).decode()
            raise EngineError("crashed", f"The module crashed at its start: {says}")
        self._engine = ffi.gc(engine, lib.claimsmith_free)
        self._result = ffi.new("claimsmith_text *")
        version = lib.claimsmith_abi_version(engine)
        self.version = (version >> 16, version & 0xFFFF)

    def call(self, name: str, texts: Sequence[bytes]) -> RawResult:
        engine, result = self._engine, self._result
        if len(texts) == 3:  # noqa: PLR2004
            config, session, audience = texts
            status = _FUNCTIONS[name](
                engine, config, len(config), session, len(session), audience, len(audience), result
            )
        elif texts:
            status = lib.validate(engine, texts[0], len(texts[0]), result)
        else:
            status = lib.describe(engine, result)
        text = ffi.unpack(result.data, result.size)
        if status > 1:
            raise (CallStoppedError if status == _INTERRUPTED else BrokenContractError)(
                text.decode()
            )
        return _result(RawResult, (status == 0, text))


class TimedInstance(Instance):
    """One whose calls take a limited time."""

    def __init__(self, clock: Runtime) -> None:
        """Start it; the clock interrupts it."""
        super().__init__()
        self._clock = clock

    def interrupt(self) -> None:
        """End the call under way, from another thread."""
        lib.claimsmith_interrupt(self._engine)

    def call(self, name: str, texts: Sequence[bytes]) -> RawResult:
        """Run a function on texts, while the clock counts."""
        self._clock.begin(self)
        try:
            return super().call(name, texts)
        finally:
            self._clock.end(self)
