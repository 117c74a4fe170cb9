"""Programs that fork while a thread is in a call: ``python -m tests.forks RUNTIME NAME``.

The child of each evaluates and ends with status 0. The program ends with the child's status, and
does not wait for the thread, whose call never returns.
"""

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from importlib import resources
from typing import cast

import claimsmith
from claimsmith import Engine, EngineError, RawResult
from claimsmith._permits import lock

from .fixtures import broken, guest_runs_on, instance_of
from .signals import handled

NONE = b'{"access_token":{"claims":{},"bytes":2}}'
SECONDS = 60
"""After which a child that hangs is ended."""


def evaluate(engine: Engine) -> None:
    """See that an engine decides."""
    assert engine.raw.evaluate("{}", "{}", '""') == (True, NONE)


def child(engine: Engine) -> None:
    """Be the child."""
    signal.alarm(SECONDS)
    try:
        evaluate(engine)
        evaluate(engine)
        os._exit(0)
    finally:
        os._exit(1)


def status(pid: int) -> int:
    """Wait for a child."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def fork(engine: Engine) -> int:
    """Fork, and return what the child ends with."""
    pid = os.fork()
    if pid == 0:
        child(engine)
    return status(pid)


def start(work: Callable[[], object]) -> threading.Thread:
    """Do something in a thread that may never end."""
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def occupied(wait: float | None = 0) -> Engine:
    """Return an engine of one instance that is in a call, for ever."""
    engine = Engine.load(broken("guest"), instances=1, wait=0)
    start(lambda: engine.raw.evaluate("w", "{}", '""'))
    with contextlib.suppress(EngineError):  # that it is busy, as it is from then on
        while True:
            evaluate(engine)
    engine._pool._wait = wait  # noqa: SLF001
    return engine


def waiting(engine: Engine) -> None:
    """See that a thread waits for a permit."""
    while engine._pool._free.permits.waiting == 0:  # noqa: SLF001
        pass


def in_a_call() -> int:
    """Fork while a thread is in a call."""
    return fork(occupied())


def from_a_thread() -> int:
    """Fork in a thread while another is in a call."""
    engine = occupied()
    ended: list[int] = []
    start(lambda: ended.append(fork(engine))).join(2 * SECONDS)
    return ended[0]


def while_others_wait() -> int:
    """Fork while a thread is in a call, and another waits for it."""
    engine = occupied(None)
    start(lambda: evaluate(engine))
    waiting(engine)
    return fork(engine)


def by_multiprocessing() -> int:
    """Have the standard library fork."""
    process = multiprocessing.get_context("fork").Process(target=child, args=(occupied(),))
    process.start()
    process.join()
    assert process.exitcode is not None
    return process.exitcode


def again() -> int:
    """Fork in a child, while a thread of the child is in a call."""
    engine = occupied()
    pid = os.fork()
    if pid == 0:
        signal.alarm(SECONDS)
        start(lambda: engine.raw.evaluate("w", "{}", '""'))
        while engine._pool._free.permits.acquire(0):  # noqa: SLF001
            engine._pool._free.permits.release()  # noqa: SLF001
        os._exit(fork(engine))
    return status(pid)


def inside_of_the_lock() -> int:
    """Fork in the middle of a change to the permits, as a signal's handler may."""
    engine = occupied()
    with lock:
        pid = os.fork()
    if pid == 0:
        child(engine)
    return status(pid)


def while_another_has_the_lock() -> int:
    """Fork while another thread changes the permits."""
    engine = occupied()
    held, asked = threading.Event(), threading.Event()

    def hold() -> None:
        with lock:
            held.set()
            assert asked.wait(SECONDS)

    os.register_at_fork(before=asked.set)  # it runs before those that are there
    start(hold)
    assert held.wait(SECONDS)
    return fork(engine)


def while_waiting_oneself() -> int:
    """Fork in a signal's handler while the thread waits for a permit, and go on in the child."""
    engine = occupied(None)

    def handle(_number: int, _frame: object) -> None:
        pid = os.fork()
        if pid != 0:
            os._exit(status(pid))
        signal.alarm(SECONDS)

    def interrupt() -> None:
        waiting(engine)
        os.kill(os.getpid(), signal.SIGUSR1)

    signal.signal(signal.SIGUSR1, handle)
    start(interrupt)
    evaluate(engine)
    evaluate(engine)
    return 0  # of the child


def while_serving_oneself() -> int:
    """Fork in the middle of a call, and go on with it in the child: one call it remains."""
    engine = Engine.load(broken("guest"), instances=1, wait=0)
    kind = instance_of(engine)
    call = kind.call
    forked: list[int] = []

    def forking(self: object, name: str, texts: Sequence[bytes]) -> RawResult:
        kind.call = call
        forked.append(os.fork())
        if forked == [0]:
            signal.alarm(SECONDS)
            evaluate(engine)
        return cast("RawResult", call(self, name, texts))

    kind.call = forking
    evaluate(engine)
    if forked != [0]:
        return status(forked[0])
    evaluate(engine)
    permits = engine._pool._free.permits  # noqa: SLF001
    return 0 if permits.acquire(0) and not permits.acquire(0) else 1


def while_handing_over() -> int:
    """Fork in a signal's handler, wherever one may run while a permit is handed over."""
    engine = occupied(None)
    permits = engine._pool._free.permits  # noqa: SLF001
    children: list[int] = []

    def handle() -> None:
        children.append(os.fork())

    while True:
        start(lambda: permits.acquire(None))
        waiting(engine)
        if not handled(permits.release, len(children), handle):
            return 0 if len(children) > 2 else 1
        if children[-1] == 0:
            child(engine)
        if status(children[-1]) != 0:
            return 1


def an_engine_of_its_own() -> int:
    """Load an engine in a child, where the compiler's threads are not."""
    module = resources.files(claimsmith).joinpath("claims.wasm").read_bytes()
    engine = Engine.load(module)
    assert engine.runtime == ("wasmtime" if sys.argv[1] == "c" else "c")
    pid = os.fork()
    if pid == 0:
        signal.alarm(SECONDS)
        assert Engine.load(module, runtime="wasmtime", instances=1).digest == engine.digest
        evaluate(Engine.load(broken("guest"), instances=1))
        os._exit(0)
    return status(pid)


PROGRAMS = [
    in_a_call,
    from_a_thread,
    while_others_wait,
    by_multiprocessing,
    again,
    inside_of_the_lock,
    while_another_has_the_lock,
    while_waiting_oneself,
    while_serving_oneself,
    while_handing_over,
    an_engine_of_its_own,
]

if __name__ == "__main__":
    guest_runs_on(sys.argv[1])
    found = {program.__name__: program for program in PROGRAMS}[sys.argv[2]]()
    sys.stdout.flush()
    os._exit(0 if found == 0 else 1)
