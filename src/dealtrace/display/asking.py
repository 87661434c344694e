"""What people ask for in words, on a command line or in a form: each turned into a value.

What can't be understood raises :class:`Unclear`, whose message says what to write instead.
"""

from __future__ import annotations

import argparse
import calendar
import datetime as dt
import math
from collections.abc import Callable, Sequence


class Unclear(argparse.ArgumentTypeError):
    """What was asked for can't be understood; argparse and forms show the message."""


def dollars(text: str) -> float:
    """A sum, with a word or a letter for its size: 50000000, 50m, 1.5bn."""
    plain = text.strip().lower().replace(",", "").removeprefix("$")
    sizes = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9}
    letters = plain.lstrip("0123456789.")
    if letters and letters not in sizes:
        raise Unclear(f"{text!r} is no sum; write it as in 50000000 or 50m")
    value = number(plain.removesuffix(letters) if letters else plain) * sizes.get(letters, 1)
    if not math.isfinite(value):
        raise Unclear(f"{text!r} is no sum")
    return value


def number(text: str) -> float:
    """A number."""
    try:
        return float(text)
    except ValueError:
        raise Unclear(f"{text!r} is not a number") from None


def percent(text: str) -> float:
    """A rate in percent, 0 to 100."""
    found = number(text)
    if not 0 <= found <= 100:  # nor is it what is no number
        raise Unclear(f"{text!r} is no rate in percent, 0 to 100")
    return found


def span_to(most: float) -> Callable[[str], tuple[float, float]]:
    """Return a kind of answer that is a number from 0 to ``most``, or a range: 3, 2..4."""

    def span(text: str) -> tuple[float, float]:
        low, dots, high = text.partition("..")
        try:
            found = float(low), float(high if dots else low)
        except ValueError:
            found = math.nan, math.nan
        if not 0 <= found[0] <= found[1] <= most:  # nor is it what is no number
            raise Unclear(f"{text!r} is no range from 0 to {most:g}; write it as in 3 or 2..4")
        return found

    return span


def count_to(most: int) -> Callable[[str], int]:
    """Return a kind of answer that is a whole number from 1 to ``most``."""

    def count(text: str) -> int:
        if not text.isdecimal() or not 1 <= int(text[:20]) <= most:
            raise Unclear(f"{text!r} is not a number from 1 to {most:,}")
        return int(text)

    return count


def word_of(words: Callable[[], Sequence[str]]) -> Callable[[str], str]:
    """Return a kind of answer that is one of a closed vocabulary, in any case."""

    def word(text: str) -> str:
        known = {one.lower(): one for one in words()}
        if text.lower() not in known:
            raise Unclear(f"{text!r} is none of: {', '.join(known.values())}")
        return known[text.lower()]

    return word


def yes(text: str) -> bool:
    """A box that is ticked or not: 1, 0."""
    if text not in {"1", "0"}:
        raise Unclear(f"{text!r} is neither 1 nor 0")
    return text == "1"


def year(text: str) -> int:
    """A year of which there may be prices."""
    if not text.isdecimal() or not 1900 <= int(text) <= 2100:
        raise Unclear(f"{text!r} is no year; write it as in 2020")
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
        raise Unclear(f"{text!r} is no date; write it as in 2019-02-06, 2019-02 or 2019") from None


def state(text: str) -> str:
    """A state, by its ISO code or a name, in any case: CUB, Cuba."""
    from dealtrace.knowledge.countries import code_for, countries

    cases = (text, text.title(), text.upper())
    named = next(filter(None, map(code_for, cases)), None)
    code = text.upper() if text.upper() in countries() else named
    if code is None:
        near = _near(text, [country.name for country in countries().values()])
        raise Unclear(f"{text!r} is no state I know{near}")
    return code


def currency(text: str) -> str:
    """A currency, by its ISO 4217 code: EUR."""
    from difflib import get_close_matches

    from dealtrace.knowledge.currencies import by_unit, currencies, resolve_unit

    code = text.strip().upper()
    if code not in currencies():
        nouns = get_close_matches(text.strip().lower(), by_unit(), 1, 0.75)
        meant = [resolve_unit(noun) or ", ".join(by_unit()[noun]) for noun in nouns]
        near = f", maybe {meant[0]}" if meant else ", as in EUR"
        raise Unclear(f"{text!r} is no currency I know; give its ISO 4217 code{near}")
    return code


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
