"""The engine: a module, and a bounded pool of its instances."""

import hashlib
import json
import os
import re
import threading
import time
import weakref
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar, cast

import wasmtime

from ._errors import EngineError, PolicyError
from ._instance import MEMORY_BYTES, Deadline, Instance, RawResult, check, incompatible
from ._permits import Permits, lock
from ._types import Description, Explanation, Outcome, Validation

Json = Mapping[str, Any] | str | bytes
"""A config or a session: a value, or a JSON text that goes to the module as it is."""

_RECYCLED_BYTES = 2 << 20
"""An instance whose memory has grown past this is replaced after its call."""

_TICKS = 10
"""Parts of a time limit: a call is stopped at most one of them late."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

_T = TypeVar("_T")


class Engine:
    """Runs the policy module. Threads may share it: each call has an instance of its own."""

    raw: "Raw"
    """The contract itself: JSON texts in, the module's own bytes out."""
    digest: str
    """The module's SHA-256, in hexadecimal digits. Engines of one digest decide alike."""
    abi_version: tuple[int, int]
    """The version of the contract that the module speaks."""

    def __init__(
        self,
        module: bytes,
        *,
        instances: int | None = None,
        wait: float | None = None,
        time_limit: float | None = None,
    ) -> None:
        """Compile a module; see ``load``."""
        if instances is None:
            instances = os.cpu_count() or 1
        if instances < 1:
            raise ValueError("An engine needs an instance.")
        if wait is not None and not wait >= 0:
            raise ValueError("The wait is no time.")
        if time_limit is not None and not 0 < time_limit <= threading.TIMEOUT_MAX:
            raise ValueError("The time limit is no time.")
        pool = _Pool(module, instances, wait, time_limit)
        self._pool = pool
        self.raw = Raw(pool)
        self.digest = hashlib.sha256(module).hexdigest()
        self.abi_version = pool.abi_version

    @classmethod
    def load(
        cls,
        module: bytes | os.PathLike[str] | None = None,
        *,
        instances: int | None = None,
        wait: float | None = None,
        time_limit: float | None = None,
    ) -> "Engine":
        """Compile the package's module, or another one.

        ``instances`` bounds how many calls run at once; the number of processors by default.
        ``wait`` is for how many seconds a call waits for a free instance, for ever by default.
        ``time_limit`` stops a call that takes more than so many seconds; none by default, since
        inputs are bounded and so is the time for them.

        Raises ``EngineError`` for a module that cannot be run, and ``ValueError`` for options that
        make no sense.
        """
        if module is None:
            module = resources.files(__package__).joinpath("claims.wasm").read_bytes()
        elif not isinstance(module, bytes):
            module = Path(module).read_bytes()
        return cls(module, instances=instances, wait=wait, time_limit=time_limit)

    def evaluate(self, config: Json, session: Json, audience: str | Sequence[str]) -> Outcome:
        """Decide which custom claims go into the tokens of one transaction.

        Raises ``PolicyError`` if an input is at fault or a payload is too large.
        """
        texts = _texts(config, session, audience)
        return cast("Outcome", _raised(self._pool.call(_value, "evaluate", *texts)))

    def explain(self, config: Json, session: Json, audience: str | Sequence[str]) -> Explanation:
        """Decide as ``evaluate`` does, and say why.

        Raises ``PolicyError`` if an input is at fault.
        """
        texts = _texts(config, session, audience)
        return cast("Explanation", _raised(self._pool.call(_value, "explain", *texts)))

    def validate(self, config: Json) -> Validation:
        """Judge a config alone."""
        return cast("Validation", _raised(self._pool.call(_value, "validate", _text(config))))

    def describe(self) -> Description:
        """Return the contract and the policy's tables."""
        return cast("Description", _raised(self._pool.call(_value, "describe")))


class Raw:
    """The functions on JSON texts: ``str``, or bytes in UTF-8.

    Of a text that is no failure only the braces are looked at.
    """

    def __init__(self, pool: "_Pool") -> None:
        """Give a pool these functions."""
        self._pool = pool

    def evaluate(
        self, config: str | bytes, session: str | bytes, audience: str | bytes
    ) -> RawResult:
        """Decide. The audience is JSON too: a string stands in its quotes."""
        return self._pool.call(_checked, "evaluate", config, session, audience)

    def explain(
        self, config: str | bytes, session: str | bytes, audience: str | bytes
    ) -> RawResult:
        """Decide, and say why."""
        return self._pool.call(_checked, "explain", config, session, audience)

    def validate(self, config: str | bytes) -> RawResult:
        """Judge a config."""
        return self._pool.call(_checked, "validate", config)

    def describe(self) -> RawResult:
        """Return the policy's tables."""
        return self._pool.call(_checked, "describe")


class _Free:
    """What a process has free of a pool: permits, and instances that serve nobody."""

    def __init__(self, instances: int, idle: list[Instance]) -> None:
        self.permits = Permits(instances)
        self.idle = idle  # append and pop are atomic


class _Pool:
    """Instances of one module: made when they are needed, and never more than there may be."""

    def __init__(
        self, module: bytes, instances: int, wait: float | None, time_limit: float | None
    ) -> None:
        config = wasmtime.Config()
        config.epoch_interruption = time_limit is not None
        if _forked:
            # The compiler would wait for threads that only the other process has.
            config.parallel_compilation = False
        self._engine = wasmtime.Engine(config)
        try:
            self._module = wasmtime.Module(self._engine, module)
        except wasmtime.WasmtimeError as error:
            raise EngineError("invalid_module", f"The module cannot be read: {error}") from error
        check(self._module)
        self._deadline = None if time_limit is None else Deadline(_TICKS + 1)
        self._clock = None if time_limit is None else _Clock(self._engine, time_limit / _TICKS)
        self._wait = None if wait is None else min(wait, threading.TIMEOUT_MAX)
        self._instances = instances
        self._free = _Free(instances, [])
        _pools.add(self)
        self._limits: tuple[int, ...] = ()
        if self._clock is not None:
            self._clock.start()
        try:
            first = Instance(self._engine, self._module, self._deadline)
        except (wasmtime.Trap, wasmtime.WasmtimeError) as error:
            raise EngineError("crashed", f"The module crashed at its start: {error}") from error
        self.abi_version = first.version
        self._free.idle.append(first)
        self._limits = _limits(self.call(_value, "describe"))

    def call(self, read: Callable[[RawResult], _T], name: str, *texts: str | bytes) -> _T:
        """Run a function on an instance that nobody else has, and read what it says."""
        given = [_cut(text, limit) for text, limit in zip(texts, self._limits, strict=False)]
        if self._clock is not None:
            self._clock.start()
        free = self._free  # what is taken goes back to where it was, also after a fork meanwhile
        if not free.permits.acquire(self._wait):
            raise EngineError("busy", f"No instance was free within {self._wait} s.")
        try:
            return self._serve(free, read, name, given)
        finally:
            free.permits.release()

    def _serve(
        self, free: _Free, read: Callable[[RawResult], _T], name: str, texts: list[bytes]
    ) -> _T:
        """Make a call; an instance that fails at it, or whose text cannot be read, is not kept."""
        instance = None
        try:
            instance = self._take(free)
            found = read(instance.call(name, *texts))
        except Exception as error:  # a trap, or whatever else a broken module leads to
            # Tracebacks have the instance, and somebody may keep the error for long.
            instance = None
            error.with_traceback(None)
            if isinstance(error, wasmtime.Trap) and error.trap_code is wasmtime.TrapCode.INTERRUPT:
                raise EngineError("timeout", f"The module's {name} took too long.") from error
            message = f"The module's instance crashed in {name}: {error}"
            raise EngineError("crashed", message) from error
        if instance.memory_bytes <= _RECYCLED_BYTES:
            free.idle.append(instance)
        return found

    def _take(self, free: _Free) -> Instance:
        try:
            return free.idle.pop()
        except IndexError:
            return Instance(self._engine, self._module, self._deadline)

    def begin_anew(self) -> None:
        """Have a pool of one's own, in a process that was forked: its threads had the other's.

        Only the thread that forked is in both. A call that it is in goes on with what it has, and
        if it waits for a permit then it has one.
        """
        left, self._free = self._free, _Free(self._instances, self._free.idle)
        left.idle = []
        left.permits.abandon()
        if self._clock is not None:
            self._clock = _Clock(self._engine, self._clock.seconds)


_pools: "weakref.WeakSet[_Pool]" = weakref.WeakSet()
_forked = False


def _begin_anew() -> None:
    """Do what there is to do in a child process."""
    global _forked  # noqa: PLW0603
    _forked = True
    try:
        for pool in list(_pools):
            pool.begin_anew()
    finally:
        lock.release()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=lock.acquire, after_in_parent=lock.release, after_in_child=_begin_anew
    )


class _Clock:
    """Advances an engine's epoch for as long as somebody has the engine."""

    def __init__(self, engine: wasmtime.Engine, seconds: float) -> None:
        self._engine = weakref.ref(engine)
        self.seconds = seconds
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """See that it runs: a process that was forked has none of the other's threads."""
        if self._runs():
            return
        with self._lock:
            if not self._runs():
                self._thread = threading.Thread(
                    target=self._run, name="claimsmith-clock", daemon=True
                )
                self._thread.start()

    def _runs(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def _run(self) -> None:
        while (found := self._engine()) is not None:
            found.increment_epoch()
            del found
            time.sleep(self.seconds)


def _limits(described: object) -> tuple[int, ...]:
    """Read how many bytes of a config, a session and an audience the module takes."""
    try:
        limits = cast("Any", described)["limits"]
        found = [limits[f"{name}_bytes"] for name in ("config", "session", "audience")]
    except (KeyError, TypeError):
        found = [None]
    if not all(type(limit) is int and 0 < limit <= MEMORY_BYTES for limit in found):
        raise incompatible("its describe has no limits that can be")
    return tuple(found)


def _cut(text: str | bytes, limit: int) -> bytes:
    """Encode a text. Its size is judged before all else, so a byte over the limit is enough.

    Lone surrogates become the bytes that they would have if UTF-8 had any for them, which the
    module finds as it finds all that is no JSON.
    """
    if isinstance(text, str):
        text = text[: limit + 1].encode("utf-8", "surrogatepass")
    elif not isinstance(text, bytes):
        raise TypeError(f"A JSON text is a str or bytes, not {type(text).__name__}.")
    return text[: limit + 1]


def _texts(
    config: Json, session: Json, audience: str | Sequence[str]
) -> tuple[str | bytes, str | bytes, str]:
    plain = audience if isinstance(audience, str) else list(audience)
    return _text(config), _text(session), _dump(plain)


def _text(value: Json) -> str | bytes:
    return value if isinstance(value, str | bytes) else _dump(dict(value))


def _dump(value: object) -> str:
    """Write a value. What JSON cannot hold is a ``TypeError`` or a ``ValueError``."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _LONE_SURROGATE.sub(lambda found: f"\\u{ord(found[0]):x}", text)


def _checked(result: RawResult) -> RawResult:
    """See that a failure is one."""
    if not result.ok:
        PolicyError(result.text)
    return result


def _value(result: RawResult) -> object:
    """Read a text; a failure is a ``PolicyError``, which is not raised yet."""
    if not result.ok:
        return PolicyError(result.text)
    return json.loads(result.text, parse_int=_integer)


def _raised(found: object) -> object:
    if isinstance(found, PolicyError):
        raise found
    return found


def _integer(digits: str) -> int | Decimal:
    """Python reads integers of some thousand digits; a claim may have more."""
    try:
        return int(digits)
    except ValueError:
        return Decimal(digits)
