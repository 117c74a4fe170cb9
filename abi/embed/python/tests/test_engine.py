"""The package as people use it."""

import doctest
import hashlib
import itertools
import pickle
import re
import subprocess
import sys
import threading
import time
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pytest

import claimsmith
from claimsmith import Engine, EngineError, PolicyError, RawResult
from claimsmith._engine import _dump

from .fixtures import RUNTIMES
from .signals import interrupted

API = "https://api.shop.example"
MAPPING = {"name": "country", "expression": "anonymous_session.metadata.country"}
CONFIG = {"access_token": {"custom_claim_mappings": [MAPPING]}}
SESSION = {"metadata": {"country": "Spain"}}


@pytest.fixture(scope="module", params=RUNTIMES)
def engine(request: pytest.FixtureRequest) -> Engine:
    return Engine.load(runtime=request.param)


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
    for found in (Engine.load(other), Engine.load(str(other)), Engine.load(module), Engine.load()):
        assert found.digest == engine.digest
        assert found.runtime == "c"


WITHOUT = """
import sys
for name in sys.argv[1:]:
    sys.modules[name] = None
from claimsmith import Engine
try:
    engine = Engine.load()
    print(engine.runtime, engine.evaluate({}, {})["access_token"]["bytes"])
except ImportError as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("missing", "says"),
    [
        ([], "c 2"),
        (["claimsmith._claims"], "wasmtime 2"),
        (["wasmtime"], "c 2"),
        (["claimsmith._claims", "wasmtime"], "pip install claimsmith[wasmtime]"),
    ],
)
def test_the_runtime_is_what_is_installed(missing: list[str], says: str) -> None:
    program = [sys.executable, "-c", WITHOUT, *missing]
    ran = subprocess.run(program, capture_output=True, text=True, check=True)  # noqa: S603
    assert says in ran.stdout


def test_the_runtime_is_what_is_wanted() -> None:
    for runtime in ("c", "wasmtime"):
        assert Engine.load(runtime=runtime).runtime == runtime
    with pytest.raises(ValueError, match="no runtime 'v8'"):
        Engine.load(runtime="v8")  # type: ignore[arg-type]
    with pytest.raises(EngineError, match="another needs wasmtime") as caught:
        Engine.load(b"another", runtime="c")
    assert caught.value.code == "incompatible_module"


def test_the_audience_is_none_one_or_several(engine: Engine) -> None:
    empty = engine.explain(CONFIG, SESSION, "")
    none: list[claimsmith.Audience] = [None, [], (), set()]
    for audience in none:
        assert engine.explain(CONFIG, SESSION, audience) == empty
    assert engine.explain(CONFIG, SESSION) == empty
    several = engine.explain(CONFIG, SESSION, (API, "b"))
    assert several == engine.explain(CONFIG, SESSION, iter([API, "b"]))
    for wrong in (b"a", 1, [1], [None], {"a": 1}):
        with pytest.raises(TypeError, match="audience is a str"):
            engine.evaluate(CONFIG, SESSION, wrong)  # type: ignore[arg-type]


def test_what_is_neither_a_mapping_nor_a_text(engine: Engine) -> None:
    for wrong in (None, 1, [("a", 1)], engine):
        with pytest.raises(TypeError, match="config is a mapping"):
            engine.evaluate(wrong, SESSION)  # type: ignore[arg-type]
        with pytest.raises(TypeError, match="session is a mapping"):
            engine.policy(CONFIG).evaluate(wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="instances is an int"):
        Engine.load(instances="2")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="wait is a number"):
        Engine.load(wait="2")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="module is bytes or a path"):
        Engine.load(5)  # type: ignore[arg-type]


def test_a_policy(engine: Engine) -> None:
    id_token = {"custom_claim_mappings": [{**MAPPING, "name": "language"}]}
    config = {**CONFIG, "id_token": id_token, "tenant": {"domain": "shop.example"}}
    policy = engine.policy(config)
    assert policy.evaluate(SESSION, API) == engine.evaluate(config, SESSION, API)
    assert policy.explain(SESSION, API) == engine.explain(config, SESSION, API)
    texts = _dump(SESSION), _dump(API)
    assert policy.evaluate_raw(*texts) == engine.raw.evaluate(_dump(config), *texts)
    assert policy.claim_names == {
        "access_token": ["country", "https://shop.example/user_type"],
        "id_token": ["language"],
    }
    with pytest.raises(PolicyError) as caught:
        engine.policy({"access_token": 1})
    assert caught.value.code == "invalid_config"


def test_a_session_has_two_forms(engine: Engine) -> None:
    transaction = {"anonymous_session": SESSION, "scope": "openid"}
    assert engine.explain(CONFIG, SESSION)["form"] == "anonymous_session"
    assert engine.explain(CONFIG, transaction)["form"] == "transaction"
    assert engine.evaluate(CONFIG, transaction) == engine.evaluate(CONFIG, SESSION)


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


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_an_interrupted_call_keeps_no_permit(runtime: Literal["c", "wasmtime"]) -> None:
    engine = Engine.load(runtime=runtime, instances=1, wait=0)
    place = 0
    while interrupted(lambda: engine.evaluate(CONFIG, SESSION, API), place):
        engine.validate(CONFIG)  # it is not busy
        place += 1
    assert place > 20


def test_an_interrupted_call_leaves_nobody_waiting() -> None:
    served = 0
    for place in itertools.count():
        engine = Engine.load(instances=1)
        pool = engine._pool  # noqa: SLF001
        waiting = pool._free.permits._waiting  # noqa: SLF001
        waiter = threading.Thread(target=engine.describe, daemon=True)

        def read(_result: RawResult) -> None:
            waiter.start()  # noqa: B023
            deadline = time.monotonic() + 60
            while not waiting:  # noqa: B023
                assert time.monotonic() < deadline

        there_was = interrupted(lambda: pool.call(read, "describe"), place)  # noqa: B023
        if waiter.ident is not None:
            waiter.join(20)
            assert not waiter.is_alive()
            served += 1
        if not there_was:
            break
    assert served > 3


@pytest.mark.parametrize("value", [{"a": float("nan")}, {"a": object()}, {"a": {1, 2}}])
def test_what_json_cannot_hold(engine: Engine, value: dict[str, object]) -> None:
    with pytest.raises((TypeError, ValueError), match=re.compile("JSON", re.IGNORECASE)):
        engine.evaluate(CONFIG, value, API)


def test_what_is_no_text(engine: Engine) -> None:
    with pytest.raises(TypeError, match="not int"):
        engine.raw.validate(5)  # type: ignore[arg-type]
