"""Whoever has waited longest is next."""

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
