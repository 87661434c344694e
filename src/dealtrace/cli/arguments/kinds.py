"""Kinds of arguments: each turns what was typed into a value, or says what to type instead."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TypeAlias

from dealtrace.display.asking import (
    currency,
    deal_kinds,
    dollars,
    first_day,
    item_classes,
    last_day,
    number,
    span,
    stages,
    state,
    year,
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
    "span",
    "stages",
    "state",
    "word_of",
    "year",
]

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def score(text: str) -> float:
    """A score, 0 to 1."""
    value = number(text)
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and 1")
    return value


def percent(text: str) -> float:
    """A rate in percent, 0 to 100."""
    found = number(text)
    if not 0 <= found <= 100:  # nor is it what is no number
        raise argparse.ArgumentTypeError(f"{text!r} is no rate in percent, 0 to 100")
    return found


def jobs(text: str) -> int:
    """A number of processes."""
    if not text.isdecimal() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes (1 to 256)")
    return int(text)


def count(text: str) -> int:
    """How many to show."""
    if not text.isdecimal() or not 1 <= int(text) <= 10_000_000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 10,000,000")
    return int(text)


def port(text: str) -> int:
    """A port that a server may listen on."""
    if not text.isdecimal() or not 1 <= int(text) <= 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port (1 to 65535)")
    return int(text)


def word_of(words: Callable[[], list[str]]) -> Callable[[str], str]:
    """Return a kind of argument that is one of a closed vocabulary."""

    def word(text: str) -> str:
        known = words()
        if text.lower() not in known:
            raise argparse.ArgumentTypeError(f"{text!r} is none of: {', '.join(known)}")
        return text.lower()

    return word
