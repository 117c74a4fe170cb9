"""Whoever has waited longest is next."""

import sys
import threading
import time

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


def test_there_are_never_more_than_there_may_be() -> None:
    permits = Permits(2)
    lock = threading.Lock()
    inside = most = 0

    def serve() -> None:
        nonlocal inside, most
        for _ in range(2000):
            assert permits.acquire(60)
            with lock:
                inside += 1
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
    assert most <= 2
    assert permits.waiting == 0
    assert [permits.acquire(0) for _ in range(3)] == [True, True, False]
