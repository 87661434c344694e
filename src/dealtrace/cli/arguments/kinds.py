"""Kinds of arguments: each turns what was typed into a value, or says what to type instead."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from dealtrace.display.asking import (
    count_to,
    currency,
    deal_kinds,
    dollars,
    first_day,
    item_classes,
    last_day,
    number,
    stages,
    state,
    word_of,
)

__all__ = [
    "Commands",
    "count",
    "currency",
    "deal_kinds",
    "dollars",
    "first_day",
    "item_classes",
    "jobs",
    "last_day",
    "port",
    "score",
    "stages",
    "state",
    "word_of",
]

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
count = count_to(10_000_000)
"""How many to show."""


def score(text: str) -> float:
    """A score, 0 to 1."""
    value = number(text)
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and 1")
    return value


def jobs(text: str) -> int:
    """A number of processes."""
    if not text.isdecimal() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes (1 to 256)")
    return int(text)


def port(text: str) -> int:
    """A port that a server may listen on."""
    if not text.isdecimal() or not 1 <= int(text) <= 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port (1 to 65535)")
    return int(text)
