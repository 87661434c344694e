"""Kinds of arguments: each turns what was typed into a value, or says what to type instead."""

from __future__ import annotations

import argparse
import calendar
import datetime as dt
import math
from collections.abc import Callable
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def score(text: str) -> float:
    """A score, 0 to 1."""
    value = _number(text)
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and 1")
    return value


def dollars(text: str) -> float:
    """A sum, with a word or a letter for its size: 50000000, 50m, 1.5bn."""
    plain = text.strip().lower().replace(",", "").removeprefix("$")
    sizes = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9}
    letters = plain.lstrip("0123456789.")
    if letters and letters not in sizes:
        raise argparse.ArgumentTypeError(f"{text!r} is no sum; write it as in 50000000 or 50m")
    value = _number(plain.removesuffix(letters) if letters else plain)
    if not math.isfinite(value):
        raise argparse.ArgumentTypeError(f"{text!r} is no sum")
    return value * sizes.get(letters, 1)


def span(text: str) -> tuple[float, float]:
    """A number or a range of them: 3, 2..4."""
    low, dots, high = text.partition("..")
    found = (_number(low), _number(high) if dots else _number(low))
    if not all(map(math.isfinite, found)) or found[0] > found[1] or found[0] < 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no range; write it as in 3 or 2..4")
    return found


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None


def jobs(text: str) -> int:
    """A number of processes."""
    if not text.isdecimal() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes (1 to 256)")
    return int(text)


def count(text: str) -> int:
    """How many to show."""
    if not text.isdecimal() or not 1 <= int(text) <= 10_000_000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of 1 or more")
    return int(text)


def first_day(text: str) -> dt.date:
    """A day, or the first of a month or year."""
    return _day(text, last=False)


def last_day(text: str) -> dt.date:
    """A day, or the last of a month or year."""
    return _day(text, last=True)


def _day(text: str, last: bool) -> dt.date:
    try:
        year, month, day = (*map(int, text.split("-")), None, None)[:3]
        if len(text) not in {4, 7, 10} or year is None:
            raise ValueError
        month = month or (12 if last else 1)
        return dt.date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no date; write it as in 2019-02-06, 2019-02 or 2019"
        ) from None


def state(text: str) -> str:
    """A state, by its ISO code or a name: CUB, Cuba."""
    from dealtrace.knowledge.countries import code_for, countries

    code = text.upper() if text.upper() in countries() else code_for(text)
    if code is None:
        near = _near(text, [country.name for country in countries().values()])
        raise argparse.ArgumentTypeError(f"{text!r} is no state I know{near}")
    return code


def word_of(words: Callable[[], list[str]]) -> Callable[[str], str]:
    """Return a kind of argument that is one of a closed vocabulary."""

    def word(text: str) -> str:
        known = words()
        if text.lower() not in known:
            raise argparse.ArgumentTypeError(f"{text!r} is none of: {', '.join(known)}")
        return text.lower()

    return word


def stages() -> list[str]:
    """Return the stages of a deal."""
    from dealtrace.claims.model import Stage

    return [*Stage]


def deal_kinds() -> list[str]:
    """Return the kinds of deals."""
    from dealtrace.claims.model import DealKind

    return [*DealKind]


def item_classes() -> list[str]:
    """Return the classes of arms."""
    from dealtrace.claims.model import ItemClass

    return [*ItemClass]


def _near(text: str, known: list[str]) -> str:
    from difflib import get_close_matches

    found = get_close_matches(text, known, 3)
    return f"; did you mean {' or '.join(found)}?" if found else "; give its ISO code, as in CUB"
