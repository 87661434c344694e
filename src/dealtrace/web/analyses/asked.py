"""What an address asks an analysis for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dealtrace.analysis.credit.terms import Terms
from dealtrace.analysis.values import Range
from dealtrace.display.asking import (
    Unclear,
    first_day,
    item_classes,
    last_day,
    span,
    state,
    year,
)

_PARSERS: dict[str, Any] = {
    "state": state,
    "other": state,
    "since": first_day,
    "until": last_day,
    "as_of": last_day,
    "deal": str,
    "class": str,
    "by": str,
    "relation": str,
    "rate": span,
    "years": span,
    "grace": span,
    "prices": year,
}
_LONGEST = 80
_WORDS = {"rate": "interest", "years": "years", "grace": "years of grace", "prices": "prices"}
"""Of which of several alike a problem is."""


@dataclass(frozen=True)
class Asked:
    """What was asked for; ``given`` has it as written, ``problems`` what can't be understood."""

    given: dict[str, str]
    state: str | None = None
    other: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    as_of: dt.date | None = None
    deal: str | None = None
    rate: tuple[float, float] | None = None
    years: tuple[float, float] | None = None
    grace: tuple[float, float] | None = None
    prices: int | None = None
    problems: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """Return a value as it was written."""
        return self.given.get(name, "")

    @property
    def terms(self) -> Terms:
        """The terms that are assumed where no report tells them.

        Raises ``AnalysisError`` for those that no loan has.
        """
        rate, years, grace = (
            Range(*one) if one else None for one in (self.rate, self.years, self.grace)
        )
        return Terms(rate, years, grace)

    @property
    def item_class(self) -> str | None:
        """The class of arms, if there is such a one."""
        found = self.get("class")
        return found if found in item_classes() else None


def read(query: Mapping[str, str]) -> Asked:
    """Return what a query asks for."""
    given = {n: query[n].strip()[:_LONGEST] for n in _PARSERS if query.get(n, "").strip()}
    wanted: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name, text in given.items():
        try:
            wanted[name] = _PARSERS[name](text)
        except Unclear as problem:
            problems[name] = f"{_WORDS[name]}: {problem}" if name in _WORDS else str(problem)
    slots = {name: wanted[name] for name in wanted if name not in {"class", "by", "relation"}}
    return Asked(given, **slots, problems=problems)
