"""Who may run next."""

import threading
from collections import deque

lock = threading.RLock()
"""Guards all permits, so that whoever forks can hold it, and no other thread is in the middle of a
change. A signal's handler may fork in the middle of one: its own thread may take the lock again."""


class Permits:
    """A semaphore that is fair: whoever has waited longest gets the next permit.

    Python's own lets a thread that comes back at once overtake all that wait, for ever.
    """

    def __init__(self, count: int) -> None:
        """Make this many permits."""
        self._free = [None] * count
        self._waiting: deque[threading.Lock] = deque()  # each is unlocked to hand a permit over

    @property
    def waiting(self) -> int:
        """How many threads wait."""
        return len(self._waiting)

    def acquire(self, seconds: float | None) -> bool:
        """Get a permit, at the latest after so many seconds; ``None`` waits for ever."""
        # A list's pop is atomic, and takes a tenth of the time of a lock.
        if not self._waiting:
            try:
                self._free.pop()
            except IndexError:
                pass
            else:
                return True
        turn = threading.Lock()
        turn.acquire()
        try:
            # First of all: whoever is interrupted and is not in there was handed a permit.
            self._waiting.append(turn)
            with lock:
                self._hand_over()  # what came back since
            handed = turn.acquire(timeout=-1 if seconds is None else seconds)
        except BaseException:
            if not self._leave(turn):
                self.release()
            raise
        return handed or not self._leave(turn)

    def _leave(self, turn: threading.Lock) -> bool:
        """Wait no longer; false if a permit was handed over meanwhile."""
        with lock:
            if turn not in self._waiting:
                return False
            self._waiting.remove(turn)
            return True

    def release(self) -> None:
        """Give a permit back, or to the next thread."""
        self._free.append(None)
        # Who begins to wait after this looks for free permits after that.
        if self._waiting:
            with lock:
                self._hand_over()

    def _hand_over(self) -> None:
        """Give what is free to those who wait."""
        while self._waiting and self._free:
            try:
                self._free.pop()
            except IndexError:  # somebody was faster
                return
            try:
                turn = self._waiting.popleft()
            except IndexError:  # a signal's handler ran here: in a child, nobody waits any more
                self._free.append(None)
                return
            turn.release()

    def abandon(self) -> None:
        """Hand everybody who waits a permit: those who had them are gone."""
        with lock:
            while self._waiting:
                self._waiting.popleft().release()
            self._free.append(None)  # for who is just about to wait
