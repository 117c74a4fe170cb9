"""What abi/embed/fixtures.sh makes: the corpus and modules that misbehave."""

import base64
import hashlib
import json
import os
from collections.abc import Callable
from importlib.machinery import ExtensionFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any, NamedTuple

from claimsmith import Engine, _compiled


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


RUNTIMES = ["c", "wasmtime"]


def guest_runs_on(runtime: str, patch: Callable[[object, str, object], None] = setattr) -> None:
    """Have ``guest`` run on a runtime: for ``c`` check.sh has compiled it, too."""
    if runtime != "c":
        return
    [path] = (folder() / "python").glob("**/_claims.abi3.so")
    loader = ExtensionFileLoader("claimsmith._claims", str(path))
    spec = spec_from_loader("claimsmith._claims", loader)
    assert spec is not None
    claims = module_from_spec(spec)
    patch(_compiled, "ffi", claims.ffi)
    patch(_compiled, "lib", claims.lib)
    functions = {name: getattr(claims.lib, name) for name in ("evaluate", "explain")}
    patch(_compiled, "_FUNCTIONS", functions)
    patch(_compiled, "DIGEST", claims.ffi.string(claims.lib.module_sha256()).decode())
    assert hashlib.sha256(broken("guest")).hexdigest() == _compiled.DIGEST


def instance_of(engine: Engine) -> type[Any]:
    """Return the class of an engine's instances, one of which is idle."""
    return type(engine._pool._free.idle[0])  # noqa: SLF001


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
