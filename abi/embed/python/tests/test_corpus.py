"""The package gives the Go host's bytes for every vector and every hostile input."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Literal

import pytest

from claimsmith import Engine, PolicyError, RawResult

from .fixtures import RUNTIMES, Line, corpus

LINES = corpus()

Runtime = Literal["c", "wasmtime"]
runtimes = pytest.mark.parametrize("runtime", RUNTIMES)


def _run(engine: Engine, line: Line) -> RawResult:
    function = getattr(engine.raw, line.function)
    result = function(*line.inputs)
    assert isinstance(result, RawResult)
    return result


def test_the_corpus_is_all_there() -> None:
    assert len(LINES) > 2400
    assert sum(not line.ok for line in LINES) > 100


@runtimes
def test_one_thread_gets_the_same(runtime: Runtime) -> None:
    engine = Engine.load(instances=1, runtime=runtime)
    assert engine.runtime == runtime
    for line in LINES:
        assert _run(engine, line) == (line.ok, line.text), f"{line.function}: {line.name}"


def _as_people_pass_them(line: Line) -> list[Any] | None:
    """Return the inputs, with the audience as a value; ``None`` if theirs could not be this."""
    if line.function == "validate":
        return list(line.inputs)
    try:
        audience = json.loads(line.inputs[2])
    except (ValueError, RecursionError):
        return None
    several = audience if isinstance(audience, list) else [audience]
    return [*line.inputs[:2], audience] if all(isinstance(one, str) for one in several) else None


@runtimes
def test_every_text_is_read(runtime: Runtime) -> None:
    engine = Engine.load(instances=1, runtime=runtime)
    outcomes = failures = 0
    for line in LINES:
        inputs = _as_people_pass_them(line)
        if inputs is None:
            continue
        try:
            getattr(engine, line.function)(*inputs)
            outcomes += 1
        except PolicyError:
            failures += 1
    assert outcomes > 1500
    assert failures > 700


@runtimes
def test_many_threads_get_the_same_from_few_instances(runtime: Runtime) -> None:
    engine = Engine.load(instances=2, runtime=runtime)
    with ThreadPoolExecutor(8) as threads:
        for line, result in zip(
            LINES, threads.map(lambda line: _run(engine, line), LINES), strict=True
        ):
            assert result == (line.ok, line.text), f"{line.function}: {line.name}"


@runtimes
def test_strings_get_the_same_as_bytes(runtime: Runtime) -> None:
    engine = Engine.load(runtime=runtime)
    compared = 0
    for line in LINES:
        try:
            inputs = tuple(text.decode() for text in line.inputs)
        except UnicodeDecodeError:
            continue
        assert _run(engine, line._replace(inputs=inputs)) == (line.ok, line.text)  # type: ignore[arg-type]
        compared += 1
    assert compared > 2100
