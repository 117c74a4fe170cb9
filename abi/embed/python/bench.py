"""Time the package: ``python bench.py FOLDER RUNTIME`` prints one line of JSON.

The folder has config.json, session.json and audience.json.
"""

import json
import platform
import statistics
import sys
import time
from importlib import metadata
from pathlib import Path
from typing import Any, Literal, cast

from claimsmith import Engine

BATCHES = 5
INSTANCES = 64


def _seconds(engine: Engine, texts: list[bytes], calls: int) -> float:
    start = time.perf_counter()
    for _ in range(calls):
        engine.raw.evaluate(*texts)
    return time.perf_counter() - start


def _resident_kib() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4


def main(folder: Path, runtime: Literal["c", "wasmtime"]) -> None:
    """Measure the start, a call and an instance."""
    texts = [(folder / f"{name}.json").read_bytes() for name in ("config", "session", "audience")]
    start = time.perf_counter()
    engine = Engine.load(runtime=runtime)
    engine.raw.evaluate(*texts)
    cold = time.perf_counter() - start

    calls = 1000
    while (took := _seconds(engine, texts, calls)) < 1:
        calls = int(calls * min(10, max(2, 1.2 / took)))
    batch = max(1, calls // 5)
    each = statistics.median(_seconds(engine, texts, batch) for _ in range(BATCHES)) / batch

    module = engine._pool._runtime  # noqa: SLF001
    before = _resident_kib()
    instances = [module.instance() for _ in range(INSTANCES)]
    memory = (_resident_kib() - before) / len(instances)
    version = f"wasmtime {metadata.version('wasmtime')}" if runtime == "wasmtime" else "none"
    print(
        json.dumps(
            {
                "runtime": f"{version} (Python {platform.python_version()})",
                "compiled": "at start" if runtime == "wasmtime" else "ahead, as C",
                "cold_start_ms": round(cold * 1e3, 2),
                "evaluate_us": round(each * 1e6, 2),
                "instance_kib": round(memory, 1),
            }
        )
    )


main(Path(sys.argv[1]), cast("Any", sys.argv[2]))
