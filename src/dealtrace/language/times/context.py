"""What a time expression is resolved against, and the registry of rules."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from dealtrace.language.times.values import Value, days_of


@dataclass(frozen=True, slots=True)
class Context:
    """Publication date, tense of the clause ("past", "future" or None), and the time last spoken
    of (``anchor``, a TIMEX3 value). ``trusted``: the span is known to be a time expression."""

    published: dt.date | None = None
    tense: str | None = None
    anchor: str | None = None
    trusted: bool = False

    def __post_init__(self) -> None:
        """Take a day for unknown whose neighbours the calendar may not have."""
        if self.published and not dt.MINYEAR + 1 < self.published.year < dt.MAXYEAR - 1:
            object.__setattr__(self, "published", None)

    @property
    def anchor_day(self) -> dt.date | None:
        """First day of the time last spoken of, else the publication date."""
        days = days_of(self.anchor)
        return days[0] if days else self.published

    @property
    def day_spoken_of(self) -> dt.date | None:
        """The day last spoken of where that was a single day, else the publication date."""
        days = days_of(self.anchor)
        return days[0] if days and days[0] == days[1] else self.published


Resolver = Callable[[re.Match[str], Context], Value | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what resolves its matches; None from the resolver means: no time after all.

    Every match holds a word of ``near``, a cue of :mod:`~dealtrace.language.times.cues`.
    """

    pattern: re.Pattern[str]
    resolve: Resolver
    near: str


def registrar(rules: list[Rule]) -> Callable[..., Callable[[Resolver], Resolver]]:
    """Return a decorator that adds a resolver to ``rules``, its pattern bounded to whole words."""

    def rule(pattern: str, near: str) -> Callable[[Resolver], Resolver]:
        bounded = rf"(?<![\w$€£])(?<![0-9][.,])(?:{pattern})(?!\w)"

        def register(resolve: Resolver) -> Resolver:
            rules.append(Rule(re.compile(bounded, re.IGNORECASE), resolve, near))
            return resolve

        return register

    return rule


def word_before(match: re.Match[str]) -> str:
    """Return the word right before a match, lower case, "" at the start or behind a sign."""
    tail = match.string[max(0, match.start() - 24) : match.start()]
    found = re.search(r"([^\W\d_]+)['’]?\s*$", tail)
    return found[1].lower() if found else ""


def word_after(match: re.Match[str]) -> str:
    """Return the word right behind a match, as written, "" at the end or before a sign."""
    found = re.match(r"\s*([^\W\d_]+)", match.string[match.end() : match.end() + 24])
    return found[1] if found else ""
