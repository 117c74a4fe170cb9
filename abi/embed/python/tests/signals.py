"""Signals' handlers, wherever one may run."""

import sys
from collections.abc import Callable
from dis import opname
from pathlib import Path
from types import FrameType
from typing import Any

import claimsmith

PACKAGE = str(Path(claimsmith.__file__).parent)
Trace = Callable[[FrameType, str, Any], Any]


def handled(call: Callable[[], object], place: int, handle: Callable[[], None]) -> bool:
    """Call, and run a handler at one of the places in the package where Python looks for signals.

    They are where a function in Python begins, and behind calls of other functions. False if there
    are fewer.
    """
    called: dict[FrameType | None, bool] = {}
    places = 0

    def trace(frame: FrameType, event: str, _argument: object) -> Trace | None:
        nonlocal places
        if event == "call":
            called[frame.f_back] = False  # but one in Python
        if not frame.f_code.co_filename.startswith(PACKAGE):
            return None
        frame.f_trace_opcodes = True
        if event == "call" or (event == "opcode" and called.get(frame)):
            places += 1
            if places == place + 1:
                handle()
        if event == "opcode":
            called[frame] = opname[frame.f_code.co_code[frame.f_lasti]].startswith("CALL")
        return trace

    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(None)
    return places > place


def interrupted(call: Callable[[], object], place: int) -> bool:
    """Interrupt a call at such a place. False if there are fewer."""

    def handle() -> None:
        raise KeyboardInterrupt

    try:
        return handled(call, place, handle)
    except KeyboardInterrupt:
        return True
