"""Answers that are much work, kept while the register stays as it is, or a little longer."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection

from dealtrace.register import queries

T = TypeVar("T")
_MOST = 64  # answers
_STALE = 100.0
"""An answer that took a second to work out may be out of date for so many seconds: a register that
grows all the time must not be added up all the time. What takes no time is never out of date."""


@dataclass
class _Answer:
    """What was worked out, of which state of the register, when, and how long it took."""

    state: tuple[int, int]
    value: Any
    made_at: float
    took: float

    def good(self, state: tuple[int, int]) -> bool:
        """Whether it may be given, the register being in ``state`` now."""
        return self.state == state or time.monotonic() - self.made_at < _STALE * self.took - 1


class Kept:
    """Keeps what was worked out, and lets one thread work it out where several ask for the same."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._answers: OrderedDict[Hashable, _Answer] = OrderedDict()
        self._busy: dict[Hashable, threading.Lock] = {}

    def get(self, connection: Connection, what: Hashable, make: Callable[[], T]) -> T:
        """Return what ``make`` returns for ``what``, which must name all that it depends on
        besides the register."""
        state = queries.state(connection)
        with self._lock:
            busy = self._busy.setdefault(what, threading.Lock())
        with busy:
            answer = self._answers.get(what)
            if answer is None or not answer.good(state):
                begun = time.monotonic()
                value = make()
                now = time.monotonic()
                answer = _Answer(state, value, now, now - begun)
                self._keep(what, answer)
        found: T = answer.value
        return found

    def _keep(self, what: Hashable, answer: _Answer) -> None:
        with self._lock:
            self._answers[what] = answer
            self._answers.move_to_end(what)
            while len(self._answers) > _MOST:
                oldest, _ = self._answers.popitem(last=False)
                self._busy.pop(oldest, None)
