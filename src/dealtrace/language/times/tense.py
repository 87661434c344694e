"""A lexical guess at the tense of the clause a time expression stands in."""

from __future__ import annotations

import re

_FUTURE = re.compile(
    r"\b(?:will|shall|won't|would|going\sto|set\sto|due|scheduled|expected|planned|slated|plans?"
    r"|planning|upcoming|forthcoming|supposed\sto|hopes?|aims?|intends?|expects?|starting|beginning"
    r"|is\sto|are\sto|to\sbe|as\ssoon\sas|as\searly\sas|no\slater\sthan|ahead\sof)\b|['’]ll\b",
    re.IGNORECASE,
)
_FORMER_PLAN = re.compile(
    r"\b(?:had\sbeen|was|were)\s(?:\w+\s)?(?:due|scheduled|set|expected|planned|slated|supposed)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|met|went|came|took|made|gave|sold|bought|held|saw|began|left"
    r"|sent|won|lost|led|got|wrote|spoke|struck|fell|rose|ran|became|found|paid|shot|flew|fought"
    r"|brought|since|has|have|[a-z]{2,20}ed)\b",
    re.IGNORECASE,
)
_DEADLINE = re.compile(r"\b(?:until|till|by|ahead\sof|before)\s(?:[^\s.,;]{1,12}\s){0,3}$")
_STOP = re.compile(r"[.;!?](?=\s)|\n\s*\n")
_REACH = 120


def tense_at(text: str, start: int, end: int) -> str | None:
    """Return "past", "future" or None from the nearest cue in the same sentence, first before
    the characters ``start`` to ``end``, then behind them."""
    before = _STOP.split(text[max(0, start - _REACH) : start])[-1]
    if is_deadline(text, start):
        return "future"
    if text[end : end + 2] in ("'s", "’s") or _FORMER_PLAN.search(before):
        return "past"  # "Wednesday's ruling" speaks of one that was made
    found = _last_cue(before)
    if found:
        return found
    return _first_cue(_STOP.split(text[end : end + _REACH])[0])


def is_deadline(text: str, start: int) -> bool:
    """Tell whether what begins at ``start`` is led in by "until", "by" or the like: lies ahead."""
    before = _STOP.split(text[max(0, start - _REACH) : start])[-1]
    return _DEADLINE.search(before) is not None


def _last_cue(text: str) -> str | None:
    future = max((m.start() for m in _FUTURE.finditer(text)), default=-1)
    past = max((m.start() for m in _PAST.finditer(text)), default=-1)
    if future == past == -1:
        return None
    return "future" if future >= past else "past"


def _first_cue(text: str) -> str | None:
    future, past = _FUTURE.search(text), _PAST.search(text)
    if future is None and past is None:
        return None
    if past is None or (future is not None and future.start() <= past.start()):
        return "future"
    return "past"
