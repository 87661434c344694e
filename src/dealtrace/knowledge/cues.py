"""Lists of words by which a sentence tells one of a few kinds of things.

A word is matched whole; a star after a letter stands for any ending, a star by itself for up to
three words. Tables: ``data/debt_cues.csv``, ``data/dependence_cues.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from dealtrace.knowledge.tables import rows

_GAP = r",?\s+"
_WORDS = r"(?:[\w',$€£%.-]{1,30}\s+){0,3}"
_ANY = ""  # the key of all kinds' words together, after them
Patterns = dict[str, re.Pattern[str]]

DEBT = ("doubt", "written off", "rescheduled", "arrears", "repaid", "disbursed")
"""What may become of a debt, or be said of it."""


def debt_kind(sentence: str) -> str | None:
    """Return what a sentence tells of a debt, one of :data:`DEBT`, or None."""
    return _first(_debt(), sentence)


def thing_needed(sentence: str) -> str | None:
    """Return what a sentence says somebody gets besides arms ("oil", "money"), or None."""
    return _first(_dependence("thing"), sentence)


def direction(sentence: str) -> str | None:
    """Return whether a sentence tells of something as "rising" or "falling", or None."""
    return _first(_dependence("way"), sentence)


def _first(patterns: Patterns, sentence: str) -> str | None:
    plain = sentence.casefold().replace("’", "'")
    if not patterns[_ANY].search(plain):  # most sentences tell nothing of the kind
        return None
    return next(kind for kind, pattern in patterns.items() if pattern.search(plain))


@cache
def _debt() -> Patterns:
    return _patterns(rows("debt_cues.csv"))


@cache
def _dependence(about: str) -> Patterns:
    return _patterns(row for row in rows("dependence_cues.csv") if row["about"] == about)


def _patterns(table: Iterable[dict[str, str]]) -> Patterns:
    cues: dict[str, list[str]] = {}
    for row in table:
        cues.setdefault(row["kind"], []).append(_pattern(row["cue"]))
    cues[_ANY] = [cue for found in cues.values() for cue in found]
    return {kind: re.compile(r"\b(?:" + "|".join(found) + ")") for kind, found in cues.items()}


def _pattern(cue: str) -> str:
    return "".join(map(_word, cue.split())).removesuffix(_GAP)


def _word(word: str) -> str:
    if word == "*":
        return _WORDS
    ending = r"\w{0,12}" if word.endswith("*") else ""
    return re.escape(word.removesuffix("*")) + ending + r"\b" + _GAP
