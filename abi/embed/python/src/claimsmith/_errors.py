"""What can go wrong."""

import json
from typing import Literal

from ._types import Problem

EngineErrorCode = Literal["invalid_module", "incompatible_module", "crashed", "timeout", "busy"]


class PolicyError(Exception):
    """There is no outcome: an input is at fault, or a payload is too large.

    ``code`` is ``invalid_config``, ``invalid_session`` or ``invalid_audience``, with ``problems``,
    each at its place; or ``payload_too_large``, with ``token`` and, in bytes, ``bytes`` and
    ``limit``. ``text`` is the failure as the module wrote it.
    """

    def __init__(self, text: bytes) -> None:
        """Read a failure as the module writes them."""
        failure = json.loads(text)["error"]
        if not isinstance(failure["code"], str):
            raise TypeError("The text is no failure.")
        self.text = text
        self.code: str = failure["code"]
        self.problems: list[Problem] = failure.get("problems", [])
        self.token: str | None = failure.get("token")
        self.bytes: int | None = failure.get("bytes")
        self.limit: int | None = failure.get("limit")
        super().__init__(f"{self.code}: {_first(self.problems) or failure.get('message', '')}")

    def __reduce__(self) -> tuple[type["PolicyError"], tuple[bytes]]:
        """Make it again from its text, as in another process."""
        return type(self), (self.text,)


def _first(problems: list[Problem]) -> str:
    if not problems:
        return ""
    first, *more = problems
    place = first.get("path") or f"byte {first.get('offset', 0)}"
    also = f" (and {len(more)} more)" if more else ""
    return f"{place}: {first['message']}{also}"


class EngineError(Exception):
    """The module cannot be run, or its instance is gone.

    ``code`` is one of

    - ``invalid_module``: it is no WebAssembly module
    - ``incompatible_module``: it has an import, lacks an export or speaks another version
    - ``crashed``: it trapped or broke its contract
    - ``timeout``: it took longer than the time limit
    - ``busy``: no instance was free in time; nothing was evaluated

    A crash and a timeout cost the instance that served the call and nothing else: the next call
    makes another.
    """

    def __init__(self, code: EngineErrorCode, message: str) -> None:
        """Say what is wrong."""
        super().__init__(code, message)
        self.code: EngineErrorCode = code

    def __str__(self) -> str:
        """Say what is wrong."""
        return str(self.args[1])
