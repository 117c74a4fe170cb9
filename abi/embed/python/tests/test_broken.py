"""Modules that misbehave: refused, or one instance is lost and never a wrong answer given."""

import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import cast

import pytest

from claimsmith import Engine, EngineError, PolicyError, RawResult

from .fixtures import RUNTIMES, broken, folder, guest_runs_on, instance_of

NONE = b'{"access_token":{"claims":{},"bytes":2}}'


@pytest.fixture(autouse=True, params=RUNTIMES)
def runtime(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run each test on each runtime."""
    found = str(request.param)
    guest_runs_on(found, monkeypatch.setattr)
    return found


def test_the_runtime_is_what_is_meant(runtime: str) -> None:
    engine = Engine.load(broken("guest"))
    assert (engine.runtime, engine.abi_version) == (runtime, (1, 0))
    assert Engine.load(broken("unlimited")).runtime == "wasmtime"


def works(engine: Engine) -> None:
    """See that an instance serves that was never misused."""
    assert engine.raw.evaluate("{}", "{}", '""') == (True, NONE)
    assert engine.evaluate({}, {}, "") == {"access_token": {"claims": {}, "bytes": 2}}


@pytest.mark.parametrize("function", ["evaluate", "explain", "validate"])
@pytest.mark.parametrize("misbehaviour", list("tsaplgeufcb"))
def test_an_instance_is_lost_and_nothing_else(function: str, misbehaviour: str) -> None:
    engine = Engine.load(broken("guest"), instances=1)
    works(engine)
    texts = [misbehaviour] if function == "validate" else [misbehaviour, "{}", '""']
    for _ in range(2):
        with pytest.raises(EngineError) as caught:
            getattr(engine.raw, function)(*texts)
        assert caught.value.code == "crashed"
        assert caught.value.__cause__ is not None
        works(engine)


@pytest.mark.parametrize("size", [1013, 1019])
def test_room_that_is_none(size: int) -> None:
    engine = Engine.load(broken("guest"), instances=1)
    with pytest.raises(EngineError) as caught:
        engine.raw.evaluate("{}", b" " * (size - 4), '""')
    assert caught.value.code == "crashed"
    works(engine)


@pytest.mark.parametrize("misbehaviour", ["j", "o"])
def test_a_text_that_is_no_json(misbehaviour: str) -> None:
    engine = Engine.load(broken("guest"), instances=1)
    for call in (
        lambda: engine.evaluate(misbehaviour, {}, ""),
        lambda: engine.explain(misbehaviour, {}, ""),
        lambda: engine.validate(misbehaviour),
    ):
        with pytest.raises(EngineError) as caught:
            call()
        assert caught.value.code == "crashed"
        works(engine)


@pytest.mark.parametrize("misbehaviour", ["t", "a", "o"])
def test_an_error_does_not_keep_the_instance(misbehaviour: str) -> None:
    engine = Engine.load(broken("guest"), instances=1)
    [idle] = engine._pool._free.idle  # noqa: SLF001
    instance = weakref.ref(idle)
    del idle
    with pytest.raises(EngineError) as caught:
        engine.evaluate(misbehaviour, {}, "")
    assert instance() is None
    assert caught.value.__cause__ is not None


def test_memory_is_bounded_by_the_host_too() -> None:
    engine = Engine.load(broken("unlimited"), instances=1)
    with pytest.raises(EngineError) as caught:
        engine.raw.evaluate("b", "{}", '""')
    assert caught.value.code == "crashed"
    works(engine)


def test_an_instance_that_has_grown_is_replaced() -> None:
    engine = Engine.load(broken("guest"), instances=1)
    assert engine.raw.evaluate("m", "{}", '""') == (True, NONE)
    works(engine)


@pytest.mark.parametrize("failure", ["v", "r"])
def test_a_failure_of_the_future(failure: str) -> None:
    engine = Engine.load(broken("guest"), instances=1)
    with pytest.raises(PolicyError) as caught:
        engine.evaluate(failure, {}, "")
    assert caught.value.code == "of_the_future"
    works(engine)


def test_a_text_is_cut_one_byte_past_its_limit() -> None:
    engine = Engine.load(broken("guest"), instances=1)
    for text in ("n" * 50_000, b"n" * 50_000, "n" + "\N{EURO SIGN}" * 50_000):
        assert engine.raw.evaluate(text, "{}", '""') == (True, NONE)


def test_time_runs_out() -> None:
    engine = Engine.load(broken("guest"), instances=1, time_limit=0.2)
    with pytest.raises(EngineError) as caught:
        engine.raw.evaluate("w", "{}", '""')
    assert caught.value.code == "timeout"
    works(engine)


FORKS = """
import os, signal, sys
from pathlib import Path
from claimsmith import Engine, EngineError
from tests.fixtures import guest_runs_on

guest_runs_on(sys.argv[2])
engine = Engine.load(Path(sys.argv[1]), instances=1, time_limit=0.2)
assert engine.runtime == sys.argv[2]
child = os.fork()
if child == 0:
    signal.alarm(60)  # what ends the child if nothing else does
    try:
        engine.raw.evaluate("w", "{}", '""')
    except EngineError as error:
        os._exit(0 if error.code == "timeout" else 1)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_time_runs_out_in_a_process_that_was_forked(runtime: str) -> None:
    guest = folder() / "broken" / "guest.wasm"
    program = [sys.executable, "-c", FORKS, str(guest), runtime]
    subprocess.run(program, check=True, timeout=120, cwd=Path(__file__).parents[1])  # noqa: S603


def test_no_more_instances_than_there_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, end = threading.Event(), threading.Event()
    engine = Engine.load(broken("guest"), instances=1, wait=0)
    kind = instance_of(engine)
    call = kind.call

    def slow(self: object, name: str, texts: Sequence[bytes]) -> RawResult:
        begun.set()
        assert end.wait(60)
        return cast("RawResult", call(self, name, texts))

    monkeypatch.setattr(kind, "call", slow)
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(engine.raw.evaluate, "{}", "{}", '""')
        try:
            assert begun.wait(60)
            with pytest.raises(EngineError) as caught:
                engine.raw.evaluate("{}", "{}", '""')
            assert caught.value.code == "busy"
        finally:
            end.set()
        assert first.result(60) == (True, NONE)
    works(engine)


@pytest.mark.parametrize(
    ("name", "code", "says"),
    [
        ("import", "incompatible_module", "imports env.print"),
        ("version-2.3", "incompatible_module", "2.3 of the contract, this package needs 1.0"),
        ("version-0.7", "incompatible_module", "0.7 of the contract, this package needs 1.0"),
        ("no-version", "incompatible_module", "no abi-version"),
        ("no-validate", "incompatible_module", "no validate"),
        ("no-memory", "incompatible_module", "no memory"),
        ("another-signature", "incompatible_module", "validate has another signature"),
        ("no-limits", "incompatible_module", "no limits"),
        ("initialize-traps", "crashed", "at its start"),
    ],
)
def test_a_module_is_refused(name: str, code: str, says: str) -> None:
    with pytest.raises(EngineError, match=says) as caught:
        Engine.load(broken(name))
    assert caught.value.code == code


@pytest.mark.parametrize("limit", [b"0", b"-1", b"1e3", b"true", b"67108865", b'"10000"'])
def test_limits_that_cannot_be(limit: bytes) -> None:
    described = b'"config_bytes":10000,"session_bytes":20000'
    other = b'"session_bytes":1,"config_bytes":' + limit
    module = broken("guest").replace(described, other.ljust(len(described)))
    with pytest.raises(EngineError, match="limits") as caught:
        Engine.load(module)
    assert caught.value.code == "incompatible_module"


@pytest.mark.parametrize("module", [b"", b"<!doctype html>", b"\0asm\1\0\0\0\xff"])
def test_what_is_no_module_is_refused(module: bytes) -> None:
    with pytest.raises(EngineError) as caught:
        Engine.load(module)
    assert caught.value.code == "invalid_module"
