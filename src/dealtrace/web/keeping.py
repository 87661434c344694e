"""Answers that are much work: kept, and worked out anew behind the scenes.

Nobody waits for a sum over a large register but whoever asks for it first: others get the one that
is there, with the time it is of, while a thread works out the next. What takes no time is worked
out at once, and so never out of date.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from dealtrace.register import deal_lists
from dealtrace.register.desk.people import now
from dealtrace.register.store import Register

T = TypeVar("T")
Make = Callable[[Connection], T]
_MOST = 256  # answers
_QUICK = 0.1  # seconds that somebody may wait for an answer that could be newer
_REST = 20.0  # times as long as it took an answer is left alone, though the register grows on


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """What was worked out, of which state of the register, when (UTC, and by the clock that only
    goes on), and how many seconds it took."""

    value: T
    state: tuple[int, int]
    made_at: dt.datetime
    clock: float
    took: float


class Kept:
    """Keeps what was worked out of a register."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._lock = threading.Lock()
        self._answers: OrderedDict[Hashable, Answer[Any]] = OrderedDict()
        self._busy: dict[Hashable, threading.Lock] = {}
        self._renewing: set[Hashable] = set()
        self._thread = ThreadPoolExecutor(1, "keeping")

    def get(self, connection: Connection, what: Hashable, make: Make[T]) -> T:
        """Return what ``make`` returns for ``what``, which must name all that it depends on
        besides the register."""
        return self.answer(connection, what, make).value

    def answer(self, connection: Connection, what: Hashable, make: Make[T]) -> Answer[T]:
        """Return the same with the time it is of; :meth:`current` says whether it is of now."""
        known: Answer[T] | None = self._known(what)
        if known is not None:
            if self.current(connection, known):
                return known
            if known.took > _QUICK:
                if time.monotonic() - known.clock > _REST * known.took:
                    self.renew(what, make)
                return known
        with self._lock:
            busy = self._busy.setdefault(what, threading.Lock())
        with busy:  # where several ask for the same, one works it out
            known = self._known(what)
            if known is None or not self.current(connection, known):
                known = self._work_out(connection, what, make)
        return known

    def _known(self, what: Hashable) -> Answer[Any] | None:
        with self._lock:
            if what in self._answers:
                self._answers.move_to_end(what)
            return self._answers.get(what)

    def current(self, connection: Connection, answer: Answer[Any]) -> bool:
        """Whether nothing came since an answer was worked out."""
        return answer.state == deal_lists.state(connection)

    def is_current(self, answer: Answer[Any]) -> bool:
        """The same, asked of the register by itself."""
        with self._register.reading() as connection:
            return self.current(connection, answer)

    def renew(self, what: Hashable, make: Make[Any]) -> None:
        """Have something worked out behind the scenes."""
        with self._lock:
            if what in self._renewing:
                return
            self._renewing.add(what)
        self._thread.submit(self._renew, what, make)

    def _renew(self, what: Hashable, make: Make[Any]) -> None:
        try:
            with self._register.reading() as connection:
                self._work_out(connection, what, make)
        finally:  # where it fails, whoever asks next tries again
            with self._lock:
                self._renewing.discard(what)

    def once(self, connection: Connection, make: Make[T]) -> Answer[T]:
        """Work something out, and do not keep it."""
        state, begun = deal_lists.state(connection), time.monotonic()
        value = make(connection)
        done = time.monotonic()
        return Answer(value, state, now(), done, done - begun)

    def _work_out(self, connection: Connection, what: Hashable, make: Make[T]) -> Answer[T]:
        try:
            answer = self.once(connection, make)
        except Exception:
            self._forget_failed(what)
            raise
        with self._lock:
            self._answers[what] = answer
            self._answers.move_to_end(what)
            while len(self._answers) > _MOST:
                oldest, _ = self._answers.popitem(last=False)
                self._busy.pop(oldest, None)
        return answer

    def _forget_failed(self, what: Hashable) -> None:
        """Keep nothing of what can't be worked out: there is no end of what may be asked for."""
        with self._lock:
            if what not in self._answers:
                self._busy.pop(what, None)

    def settle(self) -> None:
        """Wait until all that is being worked out is."""
        self._thread.submit(lambda: None).result()

    def close(self) -> None:
        """Work out nothing more."""
        self._thread.shutdown(wait=False, cancel_futures=True)
