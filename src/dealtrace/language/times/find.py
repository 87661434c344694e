"""Finding time expressions in a text, and resolving single ones."""

from __future__ import annotations

import datetime as dt
import heapq
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from dealtrace.language.times import calendar_dates, clocks, lengths, periods, relative
from dealtrace.language.times.context import Context
from dealtrace.language.times.cues import stretches
from dealtrace.language.times.tense import tense_at
from dealtrace.language.times.values import Value, days_of

_RULES = (*calendar_dates.RULES, *periods.RULES, *relative.RULES, *clocks.RULES, *lengths.RULES)
_CUES = {rule.near for rule in _RULES}
_MAX_SPAN = 120
_LEADS = re.compile(
    r"(?:on|in|at|by|since|until|till|from|during|before|after|within|for|over|as\sof|of|about"
    r"|around)\s+",
    re.IGNORECASE,
)

# "Sales rose from a year earlier": what follows is still told of the later time.
_COMPARED = re.compile(r"(?:a\syear\s|year-)(?:ago|earlier)|previous-year", re.IGNORECASE)

TenseOf = Callable[[int, int], str | None]


@dataclass(frozen=True, slots=True)
class TimexMatch:
    """A time expression: character offsets, TIMEX3 type and value, first and last day.

    ``value`` is None where it can't be resolved (no publication date); ``interval`` is None where
    no days are known ("20 years", "recently").
    """

    start: int
    end: int
    type: str
    value: str | None
    interval: str | None


@dataclass(frozen=True, slots=True, order=True)
class _Candidate:
    """A rule's match; the earlier goes first, then the longer, then the rule that stands first."""

    rank: tuple[int, int, int]
    match: re.Match[str] = field(compare=False)
    rule: int = field(compare=False)


def find_times(
    text: str, published: dt.date | None = None, tense_of: TenseOf | None = None
) -> list[TimexMatch]:
    """Find the time expressions of a text, in order, without overlaps.

    ``tense_of(start, end)`` may say which tense the clause around these characters has ("past",
    "future", None); without it the words near by are looked at. Time linear in the text.
    """
    tense_of = tense_of or (lambda start, end: tense_at(text, start, end))
    found: list[TimexMatch] = []
    anchor: str | None = None
    waiting = _candidates(text)
    heapq.heapify(waiting)
    while waiting:
        candidate = heapq.heappop(waiting)
        start, end = _trim(candidate.match)
        if found and start < found[-1].end:
            _retry(candidate, found[-1].end, waiting)
            continue
        context = Context(published, tense_of(start, end), anchor)
        value = _RULES[candidate.rule].resolve(candidate.match, context)
        if value is None:
            continue
        found.append(TimexMatch(start, end, value.type, value.value, value.interval))
        compared = _COMPARED.search(text, start, end)
        if value.type in ("DATE", "TIME") and days_of(value.value) and not compared:
            anchor = value.value
    return found


def _retry(candidate: _Candidate, end: int, waiting: list[_Candidate]) -> None:
    """Look again behind ``end`` for what a match holds there: "28 July" of "Thursday 28 July"."""
    if candidate.match.end() <= end:
        return
    rest = _RULES[candidate.rule].pattern.search(candidate.match.string, end, candidate.match.end())
    if rest is not None:
        heapq.heappush(waiting, _candidate(rest, candidate.rule))


def _candidates(text: str) -> list[_Candidate]:
    """Return the matches of all rules, unsorted."""
    parts = stretches(text, _CUES)
    return [
        _candidate(match, number)
        for number, rule in enumerate(_RULES)
        for start, end in parts[rule.near]
        for match in rule.pattern.finditer(text, start, end)
    ]


def _candidate(match: re.Match[str], rule: int) -> _Candidate:
    return _Candidate((match.start(), -match.end(), rule), match, rule)


def _trim(match: re.Match[str]) -> tuple[int, int]:
    """Leave white space out of a match."""
    text = match.group()
    lead = len(text) - len(text.lstrip())
    return match.start() + lead, match.end() - (len(text) - len(text.rstrip()))


def normalise(
    span: str,
    published: dt.date | None = None,
    tense: str | None = None,
    anchor: str | dt.date | None = None,
) -> Value | None:
    """Resolve one expression known to be a time ("two weeks earlier"); None where no rule fits.

    ``tense``: "past" or "future" where the caller knows. ``anchor``: the time spoken of before, as
    a day or a TIMEX3 value. What covers most of the span decides.
    """
    span = re.sub(r"\s+", " ", span).strip(" ,;")[:_MAX_SPAN]
    span = _LEADS.sub("", span, count=1) if _LEADS.match(span) else span
    told = anchor.isoformat() if isinstance(anchor, dt.date) else anchor
    context = Context(published, tense, told, trusted=True)
    best: tuple[int, Value] | None = None
    for candidate in sorted(_candidates(span)):
        length = candidate.match.end() - candidate.match.start()
        if best is not None and length <= best[0]:
            continue
        value = _RULES[candidate.rule].resolve(candidate.match, context)
        if value is not None:
            best = (length, value)
    return best[1] if best else None
