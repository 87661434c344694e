"""Looking through the deals for what is in doubt, without keeping anybody waiting."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import threading

from dealtrace.register.desk import doubting
from dealtrace.register.errors import RegisterError
from dealtrace.register.store import Register

_AT_ONCE = 0.5  # seconds that somebody waits for it who opens the queue
_IN_TURN = 45.0  # seconds of a process of its own, which begins again the next minute


class Sifter:
    """Sees to it that doubts are worked out: in a small register when somebody asks for them, in
    a large one in a process of its own, which is begun at need."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._lock = threading.Lock()

    def soon(self) -> None:
        """Look through what is new now if that takes no time; else it is left to the background."""
        with self._register.reading() as connection:
            small = doubting.told(connection) <= doubting.SMALL
            due = small and doubting.behind(connection)
        if due and self._lock.acquire(blocking=False):
            try:
                doubting.look_through(self._register, _AT_ONCE)
            finally:
                self._lock.release()

    def thoroughly(self) -> None:
        """Look through what is new, for as long as a turn lasts."""
        with self._register.reading() as connection:
            due = doubting.behind(connection)
        if due and self._lock.acquire(blocking=False):
            try:
                self._elsewhere()
            finally:
                self._lock.release()

    def _elsewhere(self) -> None:
        address = self._register.engine.url.render_as_string(hide_password=False)
        process = multiprocessing.get_context("spawn").Process(
            target=_look_through, args=(address,), name="sifting", daemon=True
        )
        process.start()
        process.join()


def _look_through(address: str) -> None:
    os.nice(10)  # pages come first
    with contextlib.suppress(RegisterError):  # held by somebody for long: the next turn goes on
        register = Register.open(address)
        doubting.look_through(register, _IN_TURN)
        register.close()
