"""What abi/embed/fixtures.sh makes: the corpus and modules that misbehave."""

import base64
import json
import os
from pathlib import Path
from typing import NamedTuple


class Line(NamedTuple):
    """A call, and what the Go host got for it."""

    name: str
    function: str
    inputs: tuple[bytes, ...]
    ok: bool
    text: bytes


def folder() -> Path:
    """Return where the fixtures are."""
    found = os.environ.get("CLAIMSMITH_FIXTURES")
    if not found:
        raise RuntimeError(
            "CLAIMSMITH_FIXTURES names no folder: run ./build.sh embed python, or make one with "
            "abi/embed/fixtures.sh"
        )
    return Path(found)


def broken(name: str) -> bytes:
    """Return a module that a host must refuse, or ``guest``, which misbehaves when asked to."""
    return (folder() / "broken" / f"{name}.wasm").read_bytes()


def corpus() -> list[Line]:
    """Return every vector's calls."""
    lines: list[Line] = []
    for file in sorted((folder() / "corpus").glob("*.ndjson")):
        lines += map(_line, file.read_bytes().splitlines())
    return lines


def _line(line: bytes) -> Line:
    call = json.loads(line, parse_int=str)  # Python reads no integers of many thousand digits
    names = ["config"] if call["function"] == "validate" else ["config", "session", "audience"]
    inputs = tuple(base64.b64decode(call[name]) for name in names)
    # Not parsed and written anew, which would change it.
    text = line[line.index(b'"text":') + len(b'"text":') : -1]
    return Line(call["name"], call["function"], inputs, call["ok"], text)
