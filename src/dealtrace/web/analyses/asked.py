"""What an address asks an analysis for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dealtrace.display.asking import Unclear, first_day, item_classes, last_day, state

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
}
_LONGEST = 80


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
    problems: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """Return a value as it was written."""
        return self.given.get(name, "")

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
            problems[name] = str(problem)
    slots = {name: wanted[name] for name in wanted if name not in {"class", "by", "relation"}}
    return Asked(given, **slots, problems=problems)
