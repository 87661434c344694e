"""Opening the register that a command names."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from dealtrace.cli.messages import note
from dealtrace.register.store import Register


@contextmanager
def opened(arguments: argparse.Namespace, create: bool = False) -> Iterator[Register]:
    """Give the register, and let go of it in the end. One that is made is told of."""
    register = Register.open(arguments.register, create)
    try:
        if register.made:
            note(f"made a new register: {register.name}")
        yield register
    finally:
        register.close()


@contextmanager
def reading(arguments: argparse.Namespace, past: bool = False) -> Iterator[Connection]:
    """Give a connection that sees one state of the register.

    It is ready to be asked what was known on the day that ``--as-of`` names; with ``past``, on any.
    """
    day = dt.date.max if past else arguments.as_of
    with opened(arguments) as register, register.reading(day) as connection:
        yield connection
