"""Whoever has waited longest is next."""

import itertools
import sys
import threading
import time

import pytest

from claimsmith._permits import Permits

from .signals import handled, interrupted


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


def _taken() -> Permits:
    """Return one permit, which somebody has."""
    permits = Permits(1)
    assert permits.acquire(0)
    return permits


def test_what_comes_back_before_one_waits_is_not_missed() -> None:
    got: list[bool] = []
    comes_back = True
    while comes_back:
        permits = _taken()
        comes_back = handled(
            lambda: got.append(permits.acquire(0)),  # noqa: B023
            len(got),
            permits.release,
        )
        assert len(permits.free) + got[-1] == comes_back
        assert permits.waiting == 0
    assert got.count(True) > 5
    assert got == sorted(got, reverse=True)  # then it came too late


@pytest.mark.parametrize("comes_back", [False, True])
def test_who_is_interrupted_keeps_no_permit(comes_back: bool) -> None:  # noqa: FBT001
    for place in itertools.count():
        permits = _taken()

        def handle() -> None:
            if comes_back:
                permits.release()  # noqa: B023
            raise KeyboardInterrupt

        try:
            handled(lambda: permits.acquire(0), place, handle)  # noqa: B023
            break
        except KeyboardInterrupt:
            pass
        if not comes_back:
            permits.release()
        assert (permits.waiting, permits.free) == (0, [None])
    assert place > 5


def test_an_interrupted_hand_over_loses_nothing() -> None:
    for place in itertools.count():
        permits = _taken()
        got: list[bool] = []
        serve = lambda: got.append(permits.acquire(60))  # noqa: B023, E731
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        deadline = time.monotonic() + 60
        while permits.waiting == 0:
            assert time.monotonic() < deadline
        permits.free.append(None)
        there_was = interrupted(permits.hand_over, place)
        permits.hand_over()
        thread.join()
        assert (got, permits.waiting, permits.free) == ([True], 0, [])
        if not there_was:
            break
    assert place > 0


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
