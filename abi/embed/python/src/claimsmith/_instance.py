"""An instance of the module, and all that touches its memory; abi/README.md is the contract."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import wasmtime

from ._errors import EngineError

SPOKEN = (1, 0)
"""The version of the contract that this package speaks."""

MEMORY_BYTES = 64 << 20
"""The module's own maximum."""

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


class RawResult(NamedTuple):
    """A text as the module wrote it, in UTF-8; ``ok`` is false if it is a failure."""

    ok: bool
    text: bytes


@dataclass(frozen=True)
class Deadline:
    """How many ticks of the engine's epoch a call may take."""

    ticks: int


class BrokenContractError(Exception):
    """The module did what the contract forbids."""


def check(module: wasmtime.Module) -> None:
    """Raise ``EngineError`` if a module has an import."""
    for found in module.imports:
        raise incompatible(f"it imports {found.module}.{found.name}, and it must import nothing")


def incompatible(why: str) -> EngineError:
    """Say why a module cannot be run."""
    return EngineError("incompatible_module", f"The module cannot be run: {why}.")


class Instance:
    """Serves one call at a time. After an exception it must not be used again."""

    def __init__(
        self, engine: wasmtime.Engine, module: wasmtime.Module, deadline: Deadline | None
    ) -> None:
        """Start an instance and see that it speaks this contract."""
        self._store = wasmtime.Store(engine)
        self._store.set_limits(memory_size=MEMORY_BYTES)
        self._deadline = deadline
        self._begin()
        exports = wasmtime.Instance(self._store, module, []).exports(self._store)
        self._functions: dict[str, wasmtime.Func] = {}
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
        self._memory = memory

    def _function(self, exports: Mapping[str, object], name: str) -> wasmtime.Func:
        found = exports.get(name)
        if not isinstance(found, wasmtime.Func):
            raise incompatible(f"it exports no {name}")
        kind = found.type(self._store)
        parameters, results = _PARAMETERS[name]
        if kind.params != [_I32] * parameters or kind.results != [_I32] * results:
            raise incompatible(f"its {name} has another signature")
        return found

    def _begin(self) -> None:
        if self._deadline is not None:
            self._store.set_epoch_deadline(self._deadline.ticks)

    def _call(self, name: str, *numbers: int) -> int:
        result = self._functions[name](self._store, *numbers)
        return int(result or 0) & 0xFFFFFFFF

    @property
    def memory_bytes(self) -> int:
        """How large the memory is. It never shrinks."""
        return int(self._memory.data_len(self._store))

    def call(self, name: str, *texts: bytes) -> RawResult:
        """Run a function on texts and copy out what it says."""
        self._begin()
        area = self._call(name, *self._put(texts))
        result = self._result(name, area)
        self._call(f"cabi_post_{name}", area)
        return result

    def _put(self, texts: tuple[bytes, ...]) -> list[int]:
        """Write texts side by side into room for all of them, and return their places."""
        together = b"".join(texts)
        at = self._call("cabi_realloc", 0, 0, 1, len(together)) if together else 0
        if at + len(together) > self.memory_bytes:
            raise BrokenContractError("The room is outside of the memory.")
        if together:
            self._memory.write(self._store, together, at)
        places: list[int] = []
        for text in texts:
            places += (at, len(text))
            at += len(text)
        return places

    def _read(self, start: int, size: int) -> bytes:
        if start + size > self.memory_bytes:
            raise BrokenContractError("The result is outside of the memory.")
        return bytes(self._memory.read(self._store, start, start + size))

    def _result(self, name: str, area: int) -> RawResult:
        tag, place = 0, self._read(area, 8 if name == "describe" else 12)
        if name != "describe":
            tag, place = place[0], place[4:]
        if tag > 1:
            raise BrokenContractError(f"The tag of the result is {tag}.")
        start, size = struct.unpack("<II", place)
        text = self._read(start, size)
        text.decode()  # only to see that it is UTF-8
        if not (text.startswith(b"{") and text.endswith(b"}")):
            raise BrokenContractError("The text is no JSON object.")
        return RawResult(tag == 0, text)
