"""How long work tells how far it has come."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Told of what is done: what it is about, how many, of how many."""


def ignore(_what: str, _done: int, _all: int) -> None:
    """Nobody wants to know of progress."""
