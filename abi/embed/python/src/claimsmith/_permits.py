"""Who may run next.

A signal's handler may raise, or fork, wherever Python looks for signals: where a function in Python
begins, and behind calls of other functions. So whoever takes a permit, or hands one over, calls
nothing before somebody has it.
"""

import threading
from collections import deque

lock = threading.RLock()
"""Guards all permits, so that whoever forks can hold it, and no other thread is in the middle of a
change. A signal's handler may fork in the middle of one: its own thread may take the lock again."""


class _Turn:
    """A thread that waits."""

    def __init__(self) -> None:
        self.lock = threading.Lock()  # is unlocked for it to go on
        self.lock.acquire()
        self.handed = False  # whether it was given a permit


class Permits:
    """A semaphore that is fair: whoever has waited longest gets the next permit.

    Python's own lets a thread that comes back at once overtake all that wait, for ever.
    """

    def __init__(self, count: int) -> None:
        """Make this many permits."""
        self.free = [None] * count  # who puts one there calls hand_over
        self._waiting: deque[_Turn] = deque()

    @property
    def waiting(self) -> int:
        """How many threads wait."""
        return len(self._waiting)

    def acquire(self, seconds: float | None) -> bool:
        """Get a permit, at the latest after so many seconds; ``None`` waits for ever."""
        # To shorten a list is atomic, and takes a tenth of the time of a lock.
        if not self._waiting:
            try:
                del self.free[-1]
            except IndexError:
                pass
            else:
                return True
        turn = _Turn()
        try:
            self._waiting.append(turn)
            self.hand_over()  # what came back since
            if not turn.lock.acquire(timeout=-1 if seconds is None else seconds):
                self._leave(turn)
        except BaseException:
            self._leave(turn)
            if turn.handed:
                self.release()
            raise
        return turn.handed

    def _leave(self, turn: _Turn) -> None:
        """Wait no longer."""
        with lock:
            if turn in self._waiting:
                self._waiting.remove(turn)

    def release(self) -> None:
        """Give a permit back, or to the next thread."""
        self.free.append(None)
        self.hand_over()

    def hand_over(self) -> None:
        """Give what is free to those who wait."""
        if not self._waiting:  # who begins to wait after this looks for free permits after that
            return
        with lock:
            while self._waiting and self.free:
                try:
                    del self.free[-1]
                except IndexError:  # somebody was faster
                    return
                turn = self._waiting[0]
                del self._waiting[0]
                turn.handed = True
                turn.lock.release()

    def abandon(self) -> None:
        """Hand everybody who waits a permit: those who had them are gone."""
        with lock:
            while self._waiting:
                turn = self._waiting.popleft()
                turn.handed = True
                turn.lock.release()
            self.free.append(None)  # for who is just about to wait
