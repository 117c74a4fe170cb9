"""The package as people use it."""

import doctest
import hashlib
import pickle
import re
from decimal import Decimal
from pathlib import Path

import pytest

import claimsmith
from claimsmith import Engine, PolicyError
from claimsmith._engine import _dump

API = "https://api.shop.example"
MAPPING = {"name": "country", "expression": "anonymous_session.metadata.country"}
CONFIG = {"access_token": {"custom_claim_mappings": [MAPPING]}}
SESSION = {"metadata": {"country": "Spain"}}


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine.load()


def test_the_examples() -> None:
    assert doctest.testmod(claimsmith).failed == 0
    readme = Path(__file__).parent.parent / "README.md"
    result = doctest.testfile(str(readme), module_relative=False)
    assert (result.attempted > 5, result.failed) == (True, 0)


def test_the_module_is_the_package_s_own(engine: Engine, tmp_path: Path) -> None:
    module = (Path(__file__).parents[3] / "claims.wasm").read_bytes()
    assert engine.digest == hashlib.sha256(module).hexdigest()
    assert engine.abi_version == (1, 1)
    other = tmp_path / "other.wasm"
    other.write_bytes(module)
    assert Engine.load(other).digest == engine.digest


def test_an_outcome(engine: Engine) -> None:
    outcome = engine.evaluate(CONFIG, SESSION, [API, "https://other.example"])
    assert outcome["access_token"] == {"claims": {"country": "Spain"}, "bytes": 19}
    assert "ignored" not in outcome
    ignored = engine.evaluate(CONFIG, {}, API)["ignored"]
    assert ignored == [{"token": "access_token", "claim": "country", "reason": "no_value"}]


def test_an_explanation(engine: Engine) -> None:
    [decision] = engine.explain(CONFIG, {"metadata": {}}, API)["decisions"]
    assert decision["reason"] == "no_value"
    assert decision["fix"] == {"code": "set_value", "path": "/metadata/country"}


def test_a_validation(engine: Engine) -> None:
    assert engine.validate(CONFIG)["valid"]
    validation = engine.validate("{")
    assert [problem["code"] for problem in validation["problems"]] == ["json_syntax"]


def test_a_description(engine: Engine) -> None:
    description = engine.describe()
    assert description["limits"]["mappings"] > 0
    assert {"code", "says", "rule"} <= description["problems"][0].keys()


def test_texts_go_through_as_they_are(engine: Engine) -> None:
    digits = b'{"metadata": {"country": [1.0, 12345678901234567890, 1e3]}}'
    result = engine.raw.evaluate(str(CONFIG).replace("'", '"'), digits, f'"{API}"')
    assert b'"country":[1.0,12345678901234567890,1e3]' in result.text.replace(b" ", b"")
    claims = engine.evaluate(CONFIG, digits.decode(), API)["access_token"]["claims"]
    assert claims == {"country": [1.0, 12345678901234567890, 1000.0]}


def test_integers_of_any_length_are_read(engine: Engine) -> None:
    digits = "9" * 5_000
    claims = engine.evaluate(CONFIG, f'{{"metadata":{{"country":{digits}}}}}', API)["access_token"]
    assert claims["claims"]["country"] == Decimal(digits)


@pytest.mark.parametrize(
    ("config", "session", "audience", "code", "problem"),
    [
        ({"access_token": 1}, {}, API, "invalid_config", "wrong_type"),
        (CONFIG, "{", API, "invalid_session", "json_syntax"),
        (CONFIG, b"\xff", API, "invalid_session", "json_syntax"),
        (CONFIG, {}, "x" * 100_000, "invalid_audience", "too_large"),
    ],
)
def test_an_input_at_fault(
    engine: Engine,
    config: claimsmith.Json,
    session: claimsmith.Json,
    audience: str,
    code: str,
    problem: str,
) -> None:
    with pytest.raises(PolicyError) as caught:
        engine.evaluate(config, session, audience)
    assert caught.value.code == code
    assert [found["code"] for found in caught.value.problems] == [problem]
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301
    assert (str(again), again.problems) == (str(caught.value), caught.value.problems)


def test_a_payload_that_is_too_large(engine: Engine) -> None:
    session = {"metadata": {"country": "x" * 102_400}}
    with pytest.raises(PolicyError) as caught:
        engine.evaluate(CONFIG, session, API)
    error = caught.value
    assert (error.code, error.token, error.bytes, error.limit) == (
        "payload_too_large",
        "access_token",
        102_414,
        102_400,
    )
    assert engine.explain(CONFIG, session, API)["error"]["bytes"] == error.bytes


def test_lone_surrogates_are_found_where_they_are(engine: Engine) -> None:
    with pytest.raises(PolicyError) as caught:
        engine.evaluate(CONFIG, '{"metadata":{"country":"\ud800"}}', API)
    assert caught.value.code == "invalid_session"
    assert [(p["code"], p["offset"]) for p in caught.value.problems] == [("json_syntax", 25)]


def test_lone_surrogates_in_values_are_escaped(engine: Engine) -> None:
    session = {"metadata": {"country": {"\ud800": "a\udc00b\N{GRINNING FACE}\x1f"}}}
    raw = engine.raw.evaluate(_dump(CONFIG), _dump(session), _dump("a\ud800b"))
    assert raw.text.decode() == (
        '{"access_token":{"claims":{"country":{"\\ud800":"a\\udc00b\N{GRINNING FACE}\\u001f"}},'
        '"bytes":43}}'
    )
    outcome = engine.evaluate(CONFIG, session, "a\ud800b")
    assert outcome["access_token"]["claims"] == session["metadata"]


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("instances", 0),
        ("instances", -1),
        ("wait", -1),
        ("wait", float("nan")),
        ("time_limit", 0),
        ("time_limit", -1),
        ("time_limit", float("nan")),
        ("time_limit", float("inf")),
    ],
)
def test_options_that_make_no_sense(option: str, value: float) -> None:
    with pytest.raises(ValueError, match=r"instance|wait|time"):
        Engine.load(**{"wait": 0, option: value})  # type: ignore[arg-type]


def test_a_wait_without_end() -> None:
    assert Engine.load(wait=float("inf")).validate({})["valid"]


@pytest.mark.parametrize("value", [{"a": float("nan")}, {"a": object()}, {"a": {1, 2}}])
def test_what_json_cannot_hold(engine: Engine, value: dict[str, object]) -> None:
    with pytest.raises((TypeError, ValueError), match=re.compile("JSON", re.IGNORECASE)):
        engine.evaluate(CONFIG, value, API)


def test_what_is_no_text(engine: Engine) -> None:
    with pytest.raises(TypeError, match="not int"):
        engine.raw.validate(5)  # type: ignore[arg-type]
