"""How the extension is built: the module as C, and cffi's part of it."""

import shutil
import subprocess
from pathlib import Path

from setuptools import setup

HERE = Path(__file__).parent.resolve()
C = HERE.parent / "c"
SOURCES = HERE / "csrc"


def generate() -> None:
    """Put the C sources into ``csrc``. An archive has them, and needs neither cmake nor wabt."""
    wasm2c, header = shutil.which("wasm2c"), "/usr/include/wasm-rt.h"
    if not (wasm2c and shutil.which("cmake") and Path(header).exists()):
        raise SystemExit("A checkout needs cmake and wabt (Debian 12: apt-get install cmake wabt).")
    SOURCES.mkdir(exist_ok=True)
    for name in ("src/claimsmith.c", "src/runtime.c", "src/module.h", "include/claimsmith.h"):
        shutil.copy(C / name, SOURCES)
    shutil.copy(header, SOURCES)
    shutil.copy(HERE.parents[2] / "LICENSE", HERE)
    module = HERE / "src/claimsmith/claims.wasm"
    script = ["-DWASM2C=" + wasm2c, f"-DMODULE={module}", f"-DOUT={SOURCES}"]
    subprocess.run(["cmake", *script, "-P", C / "cmake/generate.cmake"], check=True)  # noqa: S603, S607


if C.exists():
    generate()

setup(
    cffi_modules=["build_c.py:own"],
    options={"bdist_wheel": {"py_limited_api": "cp311"}},
)
