"""What an address asks an analysis for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dealtrace.analysis.credit.terms import Terms
from dealtrace.analysis.dependence.supply import Measure
from dealtrace.analysis.network.web import Relation
from dealtrace.display import assuming
from dealtrace.display.asking import (
    Unclear,
    count_to,
    first_day,
    item_classes,
    last_day,
    state,
    word_of,
    yes,
)

MEASURES = {"deals": Measure.DEALS, "value": Measure.USD}
"""What shares may be shares of."""

_KINDS: dict[str, Callable[[str], Any]] = {
    "state": state,
    "other": state,
    "recipient": state,
    "since": first_day,
    "until": last_day,
    "as_of": last_day,
    "deal": str,
    "class": word_of(item_classes),
    "by": word_of(lambda: [*MEASURES]),
    "relation": word_of(lambda: [*Relation]),
    "window": count_to(100),
    "limit": count_to(1000),
    "most": count_to(500),
    "persons": yes,
    "pledged": yes,
    "schedule": yes,
    **assuming.KINDS,
}
_LONGEST = 80
_WORDS = {
    "rate": "interest",
    "years": "years",
    "grace": "years of grace",
    "per_year": "payments a year",
    "prices": "prices",
    "cirr": "CIRR",
    "amount": "sum",
    "window": "years together",
    "limit": "rows",
    "most": "nodes",
}
"""Of which of several alike a problem is."""


@dataclass(frozen=True)
class Asked:
    """What was asked for; ``given`` has it as written, ``problems`` what can't be understood."""

    given: dict[str, str]
    values: dict[str, Any]
    problems: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """Return a value as it was written."""
        return self.given.get(name, "")

    def __getitem__(self, name: str) -> Any:
        """Return a value as it is understood; None where it isn't given."""
        return self.values.get(name)

    @property
    def as_of(self) -> dt.date | None:
        """The day of which the answer is wanted."""
        day: dt.date | None = self["as_of"]
        return day

    @property
    def terms(self) -> Terms:
        """The terms that are assumed where no report tells them."""
        return assuming.terms(self.values)

    @property
    def passing(self) -> bool:
        """Whether the answer isn't worth keeping: of another day, or of a loan of no deal."""
        return self.as_of is not None or self["amount"] is not None


def read(query: Mapping[str, str]) -> Asked:
    """Return what a query asks for."""
    given = {n: query[n].strip()[:_LONGEST] for n in _KINDS if query.get(n, "").strip()}
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name, text in given.items():
        try:
            values[name] = _KINDS[name](text)
        except Unclear as problem:
            problems[name] = f"{_WORDS[name]}: {problem}" if name in _WORDS else str(problem)
    since, until = values.get("since"), values.get("until")
    if since and until and since > until:
        problems["until"] = f"{since} is after {until}: there is no day between them"
    return Asked(given, values, problems)
