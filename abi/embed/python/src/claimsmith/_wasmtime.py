"""The module on wasmtime: any module of the contract, compiled when it is loaded."""

import ctypes
import hashlib
import struct
from collections.abc import Mapping, Sequence
from typing import Any

import wasmtime
from wasmtime import _bindings as bindings

from ._contract import (
    MEMORY_BYTES,
    SPOKEN,
    TICKS,
    BrokenContractError,
    CallStoppedError,
    RawResult,
    incompatible,
)
from ._errors import EngineError

_PARAMETERS = {
    "abi-version": (0, 1),
    "_initialize": (0, 0),
    "cabi_realloc": (4, 1),
    "evaluate": (6, 1),
    "explain": (6, 1),
    "validate": (2, 1),
    "describe": (0, 1),
    "cabi_post_evaluate": (1, 0),
    "cabi_post_explain": (1, 0),
    "cabi_post_validate": (1, 0),
    "cabi_post_describe": (1, 0),
}
"""The functions that the contract asks for, with the number of their parameters and results."""

_I32 = wasmtime.ValType.i32()
_MOST = 6
_Numbers = bindings.wasmtime_val_raw_t * _MOST
_Trap = ctypes.POINTER(bindings.wasm_trap_t)
_call_unchecked = bindings._wasmtime_func_call_unchecked  # noqa: SLF001
_data = bindings._wasmtime_memory_data  # noqa: SLF001
_data_size = bindings._wasmtime_memory_data_size  # noqa: SLF001


class Runtime:
    """A compiled module."""

    name = "wasmtime"

    def __init__(self, module: bytes, *, timed: bool, forked: bool) -> None:
        """Compile a module; with a time limit somebody calls ``tick``."""
        config = wasmtime.Config()
        config.epoch_interruption = timed
        if forked:
            # The compiler would wait for threads that only the other process has.
            config.parallel_compilation = False
        self.digest = hashlib.sha256(module).hexdigest()
        self._engine = wasmtime.Engine(config)
        try:
            self._module = wasmtime.Module(self._engine, module)
        except wasmtime.WasmtimeError as error:
            raise EngineError("invalid_module", f"The module cannot be read: {error}") from error
        for found in self._module.imports:
            raise incompatible(
                f"it imports {found.module}.{found.name}, and it must import nothing"
            )
        self._ticks = TICKS + 1 if timed else None

    def instance(self) -> "Instance":
        """Start an instance."""
        return Instance(self._engine, self._module, self._ticks)

    def tick(self) -> None:
        """Count one tick in all calls."""
        self._engine.increment_epoch()

    def begin_anew(self) -> None:
        """Do nothing: the ticks are counted from a call's beginning."""


class Instance:
    """Serves one call at a time. After an exception it must not be used again."""

    def __init__(self, engine: wasmtime.Engine, module: wasmtime.Module, ticks: int | None) -> None:
        """Start an instance and see that it speaks this contract."""
        self._store = wasmtime.Store(engine)
        self._store.set_limits(memory_size=MEMORY_BYTES)
        self._context = self._store._context()  # noqa: SLF001
        self._ticks = ticks
        # Made once, for a call's arguments and its result, and for its trap.
        self._numbers = _Numbers()
        self._trap = _Trap()
        self._trap_place = ctypes.byref(self._trap)
        self._begin()
        exports = wasmtime.Instance(self._store, module, []).exports(self._store)
        self._functions: dict[str, Any] = {}
        # The version comes before the other exports: a module of another version may lack some,
        # and then its version is what there is to say.
        for name in ("_initialize", "abi-version"):
            if name in exports or name != "_initialize":
                self._functions[name] = self._function(exports, name)
        if "_initialize" in self._functions:
            self._call("_initialize")
        version = self._call("abi-version")
        self.version = (version >> 16, version & 0xFFFF)
        if self.version[0] != SPOKEN[0] or self.version[1] < SPOKEN[1]:
            (major, minor), (needed, least) = self.version, SPOKEN
            raise incompatible(
                f"it speaks version {major}.{minor} of the contract, "
                f"this package needs {needed}.{least} or a later {needed}.x"
            )
        for name in _PARAMETERS:
            self._functions[name] = self._function(exports, name)
        memory = exports.get("memory")
        if not isinstance(memory, wasmtime.Memory):
            raise incompatible("it exports no memory")
        self._exports = exports  # what the pointers are into
        self._memory = ctypes.byref(memory._memory)  # noqa: SLF001

    def _function(self, exports: Mapping[str, object], name: str) -> object:
        found = exports.get(name)
        if not isinstance(found, wasmtime.Func):
            raise incompatible(f"it exports no {name}")
        kind = found.type(self._store)
        parameters, results = _PARAMETERS[name]
        if kind.params != [_I32] * parameters or kind.results != [_I32] * results:
            raise incompatible(f"its {name} has another signature")
        return ctypes.byref(found._func)  # noqa: SLF001

    def _begin(self) -> None:
        if self._ticks is not None:
            self._store.set_epoch_deadline(self._ticks)

    def _call(self, name: str, *arguments: int) -> int:
        """Call a function whose signature was looked at."""
        numbers = self._numbers
        for i, argument in enumerate(arguments):
            numbers[i].i32 = argument
        error = _call_unchecked(
            self._context, self._functions[name], numbers, _MOST, self._trap_place
        )
        if error:
            raise wasmtime.WasmtimeError._from_ptr(error)  # noqa: SLF001
        if self._trap:
            trap = wasmtime.Trap._from_ptr(self._trap)  # noqa: SLF001
            if trap.trap_code is wasmtime.TrapCode.INTERRUPT:
                raise CallStoppedError from trap
            raise trap
        return numbers[0].i32 & 0xFFFFFFFF

    @property
    def memory_bytes(self) -> int:
        """How large the memory is. It never shrinks."""
        return int(_data_size(self._context, self._memory))

    def _address(self) -> int:
        """Where the memory is: a call may move it."""
        return ctypes.cast(_data(self._context, self._memory), ctypes.c_void_p).value or 0

    def call(self, name: str, texts: Sequence[bytes]) -> RawResult:
        """Run a function on texts and copy out what it says."""
        self._begin()
        area = self._call(name, *self._put(texts))
        result = self._result(name, area)
        self._call(f"cabi_post_{name}", area)
        return result

    def _put(self, texts: Sequence[bytes]) -> list[int]:
        """Write texts side by side into room for all of them, and return their places."""
        together = b"".join(texts)
        at = self._call("cabi_realloc", 0, 0, 1, len(together)) if together else 0
        if at + len(together) > self.memory_bytes:
            raise BrokenContractError("The room is outside of the memory.")
        ctypes.memmove(self._address() + at, together, len(together))
        places: list[int] = []
        for text in texts:
            places += (at, len(text))
            at += len(text)
        return places

    def _result(self, name: str, area: int) -> RawResult:
        memory, size = self._address(), self.memory_bytes
        head = 8 if name == "describe" else 12
        if area + head > size:
            raise BrokenContractError("The result is outside of the memory.")
        tag, place = 0, ctypes.string_at(memory + area, head)
        if name != "describe":
            tag, place = place[0], place[4:]
        if tag > 1:
            raise BrokenContractError(f"The tag of the result is {tag}.")
        start, length = struct.unpack("<II", place)
        if start + length > size:
            raise BrokenContractError("The text is outside of the memory.")
        text = ctypes.string_at(memory + start, length)
        text.decode()  # only to see that it is UTF-8
        if not (text.startswith(b"{") and text.endswith(b"}")):
            raise BrokenContractError("The text is no JSON object.")
        return RawResult(tag == 0, text)
