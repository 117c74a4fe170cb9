"""Modules that misbehave: refused, or one instance is lost and never a wrong answer given."""

import threading

import pytest

from claimsmith import Engine, EngineError, PolicyError

from .fixtures import broken

NONE = b'{"access_token":{"claims":{},"bytes":2}}'


def works(engine: Engine) -> None:
    """See that an instance serves that was never misused."""
    assert engine.raw.evaluate("{}", "{}", '""') == (True, NONE)
    assert engine.evaluate({}, {}, "") == {"access_token": {"claims": {}, "bytes": 2}}


@pytest.mark.parametrize("function", ["evaluate", "explain", "validate"])
@pytest.mark.parametrize("misbehaviour", list("tsaplgeufc"))
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


def test_a_text_that_is_no_json() -> None:
    engine = Engine.load(broken("guest"), instances=1)
    with pytest.raises(EngineError) as caught:
        engine.evaluate("j", {}, "")
    assert caught.value.code == "crashed"
    works(engine)


def test_an_instance_that_has_grown_is_replaced() -> None:
    engine = Engine.load(broken("guest"), instances=1)
    assert engine.raw.evaluate("m", "{}", '""') == (True, NONE)
    works(engine)


def test_a_failure_of_the_future() -> None:
    engine = Engine.load(broken("guest"), instances=1)
    with pytest.raises(PolicyError) as caught:
        engine.evaluate("v", {}, "")
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


def test_no_more_instances_than_there_may_be() -> None:
    engine = Engine.load(broken("guest"), instances=1, wait=0.05, time_limit=60)
    begun = threading.Thread(
        target=lambda: engine.raw.evaluate("w", "{}", '""'), daemon=True
    )  # has the only instance for a minute
    begun.start()
    with pytest.raises(EngineError) as caught:
        while True:
            engine.raw.evaluate("{}", "{}", '""')
    assert caught.value.code == "busy"


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
        ("initialize-traps", "crashed", "at its start"),
    ],
)
def test_a_module_is_refused(name: str, code: str, says: str) -> None:
    with pytest.raises(EngineError, match=says) as caught:
        Engine.load(broken(name))
    assert caught.value.code == code


@pytest.mark.parametrize("module", [b"", b"<!doctype html>", b"\0asm\1\0\0\0\xff"])
def test_what_is_no_module_is_refused(module: bytes) -> None:
    with pytest.raises(EngineError) as caught:
        Engine.load(module)
    assert caught.value.code == "invalid_module"
