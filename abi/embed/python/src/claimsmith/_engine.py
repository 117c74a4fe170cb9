"""The engine: a module, and a bounded pool of its instances."""

import hashlib
import json
import os
import threading
import time
import weakref
from collections.abc import Mapping, Sequence
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any, cast

import wasmtime

from ._errors import EngineError, PolicyError
from ._instance import Deadline, Instance, RawResult, check
from ._types import Description, Explanation, Outcome, Validation

Json = Mapping[str, Any] | str | bytes
"""A config or a session: a value, or a JSON text that goes to the module as it is."""

_RECYCLED_BYTES = 2 << 20
"""An instance whose memory has grown past this is replaced after its call."""

_TICKS = 10
"""Parts of a time limit: a call is stopped at most one of them late."""


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
        pool = _Pool(module, instances or os.cpu_count() or 1, wait, time_limit)
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

        Raises ``EngineError`` for a module that cannot be run.
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
        return cast("Outcome", _value(self.raw.evaluate(*_texts(config, session, audience))))

    def explain(self, config: Json, session: Json, audience: str | Sequence[str]) -> Explanation:
        """Decide as ``evaluate`` does, and say why.

        Raises ``PolicyError`` if an input is at fault.
        """
        return cast("Explanation", _value(self.raw.explain(*_texts(config, session, audience))))

    def validate(self, config: Json) -> Validation:
        """Judge a config alone."""
        return cast("Validation", _value(self.raw.validate(_text(config))))

    def describe(self) -> Description:
        """Return the contract and the policy's tables."""
        return cast("Description", _value(self.raw.describe()))


class Raw:
    """The functions on JSON texts: ``str``, or bytes in UTF-8."""

    def __init__(self, pool: "_Pool") -> None:
        """Give a pool these functions."""
        self._pool = pool

    def evaluate(
        self, config: str | bytes, session: str | bytes, audience: str | bytes
    ) -> RawResult:
        """Decide. The audience is JSON too: a string stands in its quotes."""
        return self._pool.call("evaluate", config, session, audience)

    def explain(
        self, config: str | bytes, session: str | bytes, audience: str | bytes
    ) -> RawResult:
        """Decide, and say why."""
        return self._pool.call("explain", config, session, audience)

    def validate(self, config: str | bytes) -> RawResult:
        """Judge a config."""
        return self._pool.call("validate", config)

    def describe(self) -> RawResult:
        """Return the policy's tables."""
        return self._pool.call("describe")


class _Pool:
    """Instances of one module: made when they are needed, and never more than there may be."""

    def __init__(
        self, module: bytes, instances: int, wait: float | None, time_limit: float | None
    ) -> None:
        config = wasmtime.Config()
        config.epoch_interruption = time_limit is not None
        self._engine = wasmtime.Engine(config)
        try:
            self._module = wasmtime.Module(self._engine, module)
        except wasmtime.WasmtimeError as error:
            raise EngineError("invalid_module", f"The module cannot be read: {error}") from error
        check(self._module)
        self._deadline = None if time_limit is None else Deadline(_TICKS + 1)
        self._wait = wait
        self._permits = threading.BoundedSemaphore(instances)
        self._idle: list[Instance] = []  # append and pop are atomic
        self._limits: tuple[int, ...] = ()
        if time_limit is not None:
            _tick(self._engine, time_limit / _TICKS)
        try:
            first = Instance(self._engine, self._module, self._deadline)
        except (wasmtime.Trap, wasmtime.WasmtimeError) as error:
            raise EngineError("crashed", f"The module crashed at its start: {error}") from error
        self.abi_version = first.version
        self._idle.append(first)
        limits = json.loads(self.call("describe").text)["limits"]
        self._limits = tuple(limits[f"{name}_bytes"] for name in ("config", "session", "audience"))

    def call(self, name: str, *texts: str | bytes) -> RawResult:
        """Run a function on an instance that nobody else has."""
        given = [_cut(text, limit) for text, limit in zip(texts, self._limits, strict=False)]
        if not self._permits.acquire(timeout=self._wait):
            raise EngineError("busy", f"No instance was free within {self._wait} s.")
        try:
            return self._serve(name, given)
        finally:
            self._permits.release()

    def _serve(self, name: str, texts: list[bytes]) -> RawResult:
        """Make a call; an instance that fails at it is not kept."""
        try:
            instance = self._take()
            result = instance.call(name, *texts)
        except wasmtime.Trap as trap:
            if trap.trap_code is wasmtime.TrapCode.INTERRUPT:
                raise EngineError("timeout", f"The module's {name} took too long.") from trap
            raise _crashed(name, trap) from trap
        except EngineError:
            raise
        except Exception as error:  # whatever else a broken module leads to
            raise _crashed(name, error) from error
        if instance.memory_bytes <= _RECYCLED_BYTES:
            self._idle.append(instance)
        return result

    def _take(self) -> Instance:
        try:
            return self._idle.pop()
        except IndexError:
            return Instance(self._engine, self._module, self._deadline)


def _crashed(name: str, error: Exception) -> EngineError:
    return EngineError("crashed", f"The module's instance crashed in {name}: {error}")


def _tick(engine: wasmtime.Engine, seconds: float) -> None:
    """Advance an engine's epoch for as long as somebody has it."""
    engine_or_none = weakref.ref(engine)

    def run() -> None:
        while (found := engine_or_none()) is not None:
            found.increment_epoch()
            del found
            time.sleep(seconds)

    threading.Thread(target=run, name="claimsmith-clock", daemon=True).start()


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
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _value(result: RawResult) -> object:
    if not result.ok:
        raise PolicyError(result.text)
    try:
        return json.loads(result.text, parse_int=_integer)
    except ValueError as error:
        raise EngineError("crashed", f"The module's text is no JSON: {error}") from error


def _integer(digits: str) -> int | Decimal:
    """Python reads integers of some thousand digits; a claim may have more."""
    try:
        return int(digits)
    except ValueError:
        return Decimal(digits)
