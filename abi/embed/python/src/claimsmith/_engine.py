"""The engine: a module, and a bounded pool of its instances."""

import importlib
import json
import os
import re
import threading
import time
import weakref
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any, Literal, TypeVar, cast

from ._contract import (
    MEMORY_BYTES,
    TICKS,
    CallStoppedError,
    Instance,
    RawResult,
    Runtime,
    incompatible,
)
from ._errors import EngineError, PolicyError
from ._permits import Permits, lock
from ._types import ClaimNames, Description, Explanation, Outcome, Validation

Json = Mapping[str, Any] | str | bytes
"""A config or a session: a value, or a JSON text that goes to the module as it is."""

Audience = str | Iterable[str] | None
"""One API, several, or none: then the token is for no API in particular, whose audience is ""."""

_RECYCLED_BYTES = 2 << 20
"""An instance whose memory has grown past this is replaced after its call."""

_SHORT = 1024
"""Texts of so few bytes are not cut: the module judges their size itself."""

_NO_AUDIENCE = b'""'

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

_T = TypeVar("_T")


class Engine:
    """Runs the policy module. Threads may share it: each call has an instance of its own.

    Calls are no coroutines: a usual one takes some microseconds, less than an await. In asyncio
    call them where you are; for sessions of hundreds of kilobytes there is ``asyncio.to_thread``,
    and while a call runs other threads do, too.
    """

    raw: "Raw"
    """The contract itself: JSON texts in, the module's own bytes out."""
    digest: str
    """The module's SHA-256, in hexadecimal digits. Engines of one digest decide alike."""
    abi_version: tuple[int, int]
    """The version of the contract that the module speaks."""
    runtime: str
    """What runs the module: ``c`` or ``wasmtime``."""

    def __init__(
        self,
        module: bytes | None = None,
        *,
        runtime: Literal["c", "wasmtime"] | None = None,
        instances: int | None = None,
        wait: float | None = None,
        time_limit: float | None = None,
    ) -> None:
        """Make an engine; see ``load``."""
        if instances is None:
            instances = os.cpu_count() or 1
        if isinstance(instances, bool) or not isinstance(instances, int):
            raise TypeError(f"instances is an int, not {type(instances).__name__}.")
        if instances < 1:
            raise ValueError("An engine needs an instance.")
        for name, seconds in (("wait", wait), ("time_limit", time_limit)):
            if seconds is not None and not isinstance(seconds, int | float):
                raise TypeError(f"{name} is a number of seconds, not {type(seconds).__name__}.")
        if wait is not None and not wait >= 0:
            raise ValueError("The wait is no time.")
        if time_limit is not None and not 0 < time_limit <= threading.TIMEOUT_MAX:
            raise ValueError("The time limit is no time.")
        chosen = _runtime(module, runtime, timed=time_limit is not None)
        pool = _Pool(chosen, instances, wait, time_limit)
        self._pool = pool
        self.raw = Raw(pool)
        self.digest = chosen.digest
        self.abi_version = pool.abi_version
        self.runtime = chosen.name

    @classmethod
    def load(
        cls,
        module: bytes | os.PathLike[str] | str | None = None,
        *,
        runtime: Literal["c", "wasmtime"] | None = None,
        instances: int | None = None,
        wait: float | None = None,
        time_limit: float | None = None,
    ) -> "Engine":
        """Load the package's module, or another one: its bytes, or a file's path.

        ``runtime`` says what runs it: ``c``, which is the package's own module, compiled when the
        package was built; or ``wasmtime``, which runs any (``pip install claimsmith[wasmtime]``).
        By default it is the first of the two that is installed and can run the module.

        ``instances`` bounds how many calls run at once; the number of processors by default.
        ``wait`` is for how many seconds a call waits for a free instance, for ever by default.
        ``time_limit`` stops a call that takes more than so many seconds; none by default, since
        inputs are bounded and so is the time for them.

        Raises ``EngineError`` for a module that cannot be run, ``OSError`` for a file that cannot
        be read, ``ImportError`` for a runtime that is not installed, and ``TypeError`` or
        ``ValueError`` for options that make no sense.
        """
        if module is not None and not isinstance(module, bytes):
            if not isinstance(module, str | os.PathLike):
                raise TypeError(f"A module is bytes or a path, not {type(module).__name__}.")
            module = Path(module).read_bytes()
        return cls(module, runtime=runtime, instances=instances, wait=wait, time_limit=time_limit)

    def evaluate(self, config: Json, session: Json, audience: Audience = None) -> Outcome:
        """Decide which custom claims go into the tokens of one transaction.

        Raises ``PolicyError`` if an input is at fault or a payload is too large.
        """
        text = _text("config", config)
        return cast("Outcome", self._pool.decide("evaluate", text, session, audience))

    def explain(self, config: Json, session: Json, audience: Audience = None) -> Explanation:
        """Decide as ``evaluate`` does, and say why.

        Raises ``PolicyError`` if an input is at fault.
        """
        text = _text("config", config)
        return cast("Explanation", self._pool.decide("explain", text, session, audience))

    def validate(self, config: Json) -> Validation:
        """Judge a config alone."""
        found = self._pool.call(_value, "validate", _text("config", config))
        return cast("Validation", _raised(found))

    def describe(self) -> Description:
        """Return the contract and the policy's tables."""
        return cast("Description", _raised(self._pool.call(_value, "describe")))

    def policy(self, config: Json) -> "Policy":
        """Bind a config, to evaluate many sessions with it.

        Raises ``PolicyError`` if something is wrong with the config.
        """
        return Policy(self._pool, _text("config", config))


class Policy:
    """One valid config and its engine. Made by ``Engine.policy``; threads may share it."""

    claim_names: ClaimNames
    """Every name that the config and the tenant ask for, by token: what the policy can bring into
    one, be it for some sessions only. An issuer that has to declare its claims declares these."""

    def __init__(self, pool: "_Pool", config: str | bytes) -> None:
        """See that a config is valid."""
        self._pool = pool
        self._config = (
            config.encode("utf-8", "surrogatepass") if isinstance(config, str) else config
        )
        decisions = self.explain("{}")["decisions"]
        names: dict[str, list[str]] = {"access_token": [], "id_token": []}
        for decision in decisions:
            if decision["token"] in names:
                names[decision["token"]].append(decision["claim"])
        self.claim_names = cast("ClaimNames", names)

    def evaluate(self, session: Json, audience: Audience = None) -> Outcome:
        """Decide as ``Engine.evaluate`` does."""
        return cast("Outcome", self._pool.decide("evaluate", self._config, session, audience))

    def explain(self, session: Json, audience: Audience = None) -> Explanation:
        """Decide as ``Engine.explain`` does."""
        return cast("Explanation", self._pool.decide("explain", self._config, session, audience))

    def evaluate_raw(self, session: str | bytes, audience: str | bytes) -> RawResult:
        """Decide as ``Engine.raw.evaluate`` does, on JSON texts."""
        return self._pool.call(_checked, "evaluate", self._config, session, audience)


def _runtime(module: bytes | None, wanted: str | None, *, timed: bool) -> Runtime:
    """Choose what runs a module, and have it there."""
    if wanted not in (None, "c", "wasmtime"):
        raise ValueError(f"There is no runtime {wanted!r}: it is c or wasmtime.")
    compiled = None if wanted == "wasmtime" else _installed("._compiled")
    if compiled and (module is None or sha256(module).hexdigest() == compiled.DIGEST):
        return cast("Runtime", compiled.Runtime(timed=timed))
    if compiled and wanted == "c":
        raise incompatible("the runtime c has the package's own; another needs wasmtime")
    found = None if wanted == "c" else _installed("._wasmtime")
    if not found:
        raise ImportError(
            f"The runtime {wanted or 'that this module needs'} is not installed: "
            "pip install claimsmith[wasmtime]"
        )
    if module is None:
        module = resources.files(__package__).joinpath("claims.wasm").read_bytes()
    return cast("Runtime", found.Runtime(module, timed=timed, forked=_forked))


def _installed(name: str) -> Any | None:  # noqa: ANN401
    """Import one of the package's runtimes, if what it needs is installed."""
    try:
        return importlib.import_module(name, __package__)
    except ModuleNotFoundError:
        return None


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
        self, runtime: Runtime, instances: int, wait: float | None, time_limit: float | None
    ) -> None:
        self._runtime = runtime
        self._clock = None if time_limit is None else _Clock(runtime, time_limit / TICKS)
        self._wait = None if wait is None else min(wait, threading.TIMEOUT_MAX)
        self._instances = instances
        self._free = _Free(instances, [])
        _pools.add(self)
        self._limits: tuple[int, ...] = ()
        if self._clock is not None:
            self._clock.start()
        try:
            first = runtime.instance()
        except EngineError:
            raise
        except Exception as error:  # a trap, in whatever way the runtime says so
            raise EngineError("crashed", f"The module crashed at its start: {error}") from error
        self.abi_version = first.version
        self._free.idle.append(first)
        self._limits = _limits(self.call(_value, "describe"))

    def decide(self, name: str, config: str | bytes, session: Json, audience: Audience) -> object:
        """Evaluate or explain, and read what comes of it."""
        texts = (config, _text("session", session), _audience(audience))
        return _raised(self.call(_value, name, *texts))

    def call(self, read: Callable[[RawResult], _T], name: str, *texts: str | bytes) -> _T:
        """Run a function on an instance that nobody else has, and read what it says."""
        given: Any = texts
        for text in texts:
            if type(text) is not bytes or len(text) > _SHORT:
                given = tuple(map(_cut, texts, self._limits))
                break
        if self._clock is not None:
            self._clock.start()
        free = self._free  # what is taken goes back to where it was, also after a fork meanwhile
        if not free.permits.acquire(self._wait):
            raise EngineError("busy", f"No instance was free within {self._wait} s.")
        instance = None
        try:
            try:
                instance = free.idle.pop()
            except IndexError:
                instance = self._runtime.instance()
            found = read(instance.call(name, given))
            if instance.memory_bytes <= _RECYCLED_BYTES:
                free.idle.append(instance)
        except Exception as error:  # a trap, or whatever else a broken module leads to
            # Tracebacks have the instance, and somebody may keep the error for long.
            instance = None
            error.with_traceback(None)
            if isinstance(error, CallStoppedError):
                raise EngineError("timeout", f"The module's {name} took too long.") from error
            message = f"The module's instance crashed in {name}: {error}"
            raise EngineError("crashed", message) from error
        finally:
            # Not release(): a signal's handler may raise where a function in Python begins.
            try:
                free.permits.free.append(None)
                free.permits.hand_over()
            except BaseException:  # such a handler's, and others wait for the permit
                free.permits.hand_over()
                raise
        return found

    def begin_anew(self) -> None:
        """Have a pool of one's own, in a process that was forked: its threads had the other's.

        Only the thread that forked is in both. A call that it is in goes on with what it has, and
        if it waits for a permit then it has one.
        """
        left, self._free = self._free, _Free(self._instances, self._free.idle)
        left.idle = []
        left.permits.abandon()
        self._runtime.begin_anew()
        if self._clock is not None:
            self._clock = _Clock(self._runtime, self._clock.seconds)


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
    """Ticks for as long as somebody has the runtime."""

    def __init__(self, runtime: Runtime, seconds: float) -> None:
        self._runtime = weakref.ref(runtime)
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
        while (found := self._runtime()) is not None:
            found.tick()
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


def _audience(audience: Audience) -> bytes:
    """Write an audience. None at all is the empty one."""
    if isinstance(audience, str):
        return _dump(audience)
    if audience is None:
        return _NO_AUDIENCE
    if isinstance(audience, bytes | Mapping) or not isinstance(audience, Iterable):
        kind = type(audience).__name__
        raise TypeError(f"An audience is a str, several of them or None, not {kind}.")
    several = list(audience)
    for one in several:
        if not isinstance(one, str):
            raise TypeError(f"An audience is a str, not {type(one).__name__}.")
    return _dump(several) if several else _NO_AUDIENCE


def _text(name: str, value: Json) -> str | bytes:
    if isinstance(value, str | bytes):
        return value
    if isinstance(value, dict):
        return _dump(value)
    if not isinstance(value, Mapping):
        kind = type(value).__name__
        raise TypeError(f"A {name} is a mapping, or a JSON text as str or bytes, not {kind}.")
    return _dump(dict(value))


def _dump(value: object) -> bytes:
    """Write a value. What JSON cannot hold is a ``TypeError`` or a ``ValueError``."""
    text = _ENCODER.encode(value)
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _LONE_SURROGATE.sub(lambda found: f"\\u{ord(found[0]):x}", text).encode()


def _checked(result: RawResult) -> RawResult:
    """See that a failure is one."""
    if not result.ok:
        PolicyError(result.text)
    return result


def _value(result: RawResult) -> object:
    """Read a text; a failure is a ``PolicyError``, which is not raised yet."""
    if not result.ok:
        return PolicyError(result.text)
    return _DECODER.decode(result.text.decode())


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


# Made once: json.dumps and json.loads would make one for each call.
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
_DECODER = json.JSONDecoder(parse_int=_integer)
