"""A process that was forked has a pool of its own, whatever the threads of the other one did."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from . import forks
from .fixtures import RUNTIMES


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.parametrize("name", [program.__name__ for program in forks.PROGRAMS])
@pytest.mark.parametrize("runtime", RUNTIMES)
def test_a_child_evaluates(runtime: str, name: str) -> None:
    quiet = ["-W", "ignore::DeprecationWarning"]  # Python 3.12 warns of forks beside threads
    ran = subprocess.run(  # noqa: S603
        [sys.executable, *quiet, "-m", forks.__name__, runtime, name],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        timeout=4 * forks.SECONDS,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
