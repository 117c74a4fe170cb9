"""Whoever has waited longest is next."""

import sys
import threading
import time
from collections import deque
from typing import SupportsIndex

import pytest

from claimsmith._permits import Permits


def test_nobody_is_overtaken() -> None:
    permits = Permits(1)
    assert permits.acquire(None)
    order: list[int] = []

    def serve(number: int) -> None:
        if permits.acquire(60):
            order.append(number)
            permits.release()

    threads = [threading.Thread(target=serve, args=[number], daemon=True) for number in range(4)]
    deadline = time.monotonic() + 60
    for number, thread in enumerate(threads):
        thread.start()
        while permits.waiting <= number:
            assert time.monotonic() < deadline
    permits.release()
    assert permits.acquire(60)  # back at once
    assert order == [0, 1, 2, 3]


def test_who_gives_up_is_no_longer_waited_for() -> None:
    permits = Permits(1)
    assert permits.acquire(0)
    assert not permits.acquire(0)
    assert not permits.acquire(0.01)
    assert permits.waiting == 0
    permits.release()
    assert permits.acquire(0)


def test_who_is_abandoned_waits_for_nobody() -> None:
    permits = Permits(1)
    assert permits.acquire(0)
    permits.abandon()
    assert permits.acquire(0)


def test_what_comes_back_just_before_one_waits_is_not_missed() -> None:
    permits = Permits(1)
    assert permits.acquire(0)

    class Late(list[None]):
        def pop(self, index: SupportsIndex = -1, /) -> None:
            try:
                super().pop(index)
            except IndexError:
                permits.release()
                raise

    permits._free = Late()  # noqa: SLF001
    assert permits.acquire(0)


@pytest.mark.parametrize("handed", [False, True])
def test_who_is_interrupted_keeps_no_permit(handed: bool) -> None:  # noqa: FBT001
    permits = Permits(1)
    assert permits.acquire(0)

    class Interrupting(deque[threading.Lock]):
        def append(self, turn: threading.Lock, /) -> None:
            super().append(turn)
            if handed:
                permits.release()
            raise KeyboardInterrupt  # as a signal's handler does

    permits._waiting = Interrupting()  # noqa: SLF001
    with pytest.raises(KeyboardInterrupt):
        permits.acquire(None)
    assert permits.waiting == 0
    if not handed:
        permits.release()
    assert [permits.acquire(0), permits._free] == [True, []]  # noqa: SLF001


def test_who_is_interrupted_with_a_permit_gives_it_back(monkeypatch: pytest.MonkeyPatch) -> None:
    lock = threading.Lock
    permits = Permits(1)
    assert permits.acquire(0)

    class Interrupting:
        def __init__(self) -> None:
            self.lock = lock()

        def acquire(self, timeout: float | None = None) -> None:
            if timeout is None:
                self.lock.acquire()
                return
            permits.release()
            assert self.lock.acquire(timeout=0)
            raise KeyboardInterrupt

        def release(self) -> None:
            self.lock.release()

    with monkeypatch.context() as patch:
        patch.setattr(threading, "Lock", Interrupting)
        with pytest.raises(KeyboardInterrupt):
            permits.acquire(None)
    assert [permits.acquire(0), permits._free] == [True, []]  # noqa: SLF001


def test_all_are_served_and_never_more_than_there_may_be() -> None:
    permits = Permits(2)
    lock = threading.Lock()
    inside = most = served = 0

    def serve() -> None:
        nonlocal inside, most, served
        for _ in range(2000):
            if not permits.acquire(60):
                return
            with lock:
                inside += 1
                served += 1
                most = max(most, inside)
            with lock:
                inside -= 1
            permits.release()

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [threading.Thread(target=serve) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert served == 6 * 2000
    assert most <= 2
    assert permits.waiting == 0
    assert [permits.acquire(0) for _ in range(3)] == [True, True, False]
