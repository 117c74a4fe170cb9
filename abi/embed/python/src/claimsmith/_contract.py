"""What a runtime offers: instances of the module; abi/README.md is the contract."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from ._errors import EngineError

SPOKEN = (1, 0)
"""The version of the contract that this package speaks."""

MEMORY_BYTES = 64 << 20
"""The module's own maximum."""

TICKS = 10
"""Parts of a time limit: a call is stopped at most one of them late."""


class RawResult(NamedTuple):
    """A text as the module wrote it, in UTF-8; ``ok`` is false if it is a failure."""

    ok: bool
    text: bytes


class BrokenContractError(Exception):
    """The module did what the contract forbids."""


class CallStoppedError(Exception):
    """A call took longer than it may."""


class Instance(Protocol):
    """Serves one call at a time. After an exception it must not be used again."""

    version: tuple[int, int]

    @property
    def memory_bytes(self) -> int:
        """How large the memory is. It never shrinks."""

    def call(self, name: str, texts: Sequence[bytes]) -> RawResult:
        """Run a function on texts and copy out what it says."""


class Runtime(Protocol):
    """Makes instances of one module."""

    name: str
    digest: str

    def instance(self) -> Instance:
        """Start an instance and see that it speaks this contract."""

    def tick(self) -> None:
        """Count one of the ``TICKS`` of a time limit, in the calls under way."""

    def begin_anew(self) -> None:
        """Forget the calls of the threads that a process that was forked has not."""


def incompatible(why: str) -> EngineError:
    """Say why a module cannot be run."""
    return EngineError("incompatible_module", f"The module cannot be run: {why}.")
