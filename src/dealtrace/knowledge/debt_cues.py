"""What a sentence on debt tells of it: doubted, written off, rescheduled, repaid, paid out.

The words are ``data/debt_cues.csv``.
"""

from __future__ import annotations

import re
from functools import cache

from dealtrace.knowledge.tables import rows

_GAP = r",?\s+"
KINDS = ("doubt", "written off", "rescheduled", "arrears", "repaid", "disbursed")
"""What may become of a debt, or be said of it."""


def debt_kind(sentence: str) -> str | None:
    """Return what a sentence tells of a debt, one of :data:`KINDS`, or None."""
    plain = sentence.casefold().replace("’", "'")
    return next((kind for kind, pattern in _patterns().items() if pattern.search(plain)), None)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    cues: dict[str, list[str]] = {}
    for row in rows("debt_cues.csv"):
        cues.setdefault(row["kind"], []).append(_pattern(row["cue"]))
    return {kind: re.compile(r"\b(?:" + "|".join(found) + ")") for kind, found in cues.items()}


def _pattern(cue: str) -> str:
    """Words as they are; a star by itself stands for words, one after a letter for an ending."""
    return "".join(map(_word, cue.split())).removesuffix(_GAP)


def _word(word: str) -> str:
    if word == "*":
        return r"(?:[\w',$€£%.-]{1,30}\s+){0,3}"
    ending = r"\w{0,12}" if word.endswith("*") else ""
    return re.escape(word.removesuffix("*")) + ending + r"\b" + _GAP
