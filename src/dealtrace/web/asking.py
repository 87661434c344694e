"""What an address asks for: filters, order and page, read leniently and written back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from dealtrace.display.asking import (
    Unclear,
    deal_kinds,
    dollars,
    first_day,
    item_classes,
    last_day,
    stages,
    state,
    word_of,
)
from dealtrace.register.deal_lists import Filter, Sort

PAGE = 50
"""Deals on one page."""

SORTS: dict[str, str] = {
    "last_seen": "last told",
    "first_seen": "first told",
    "amount": "largest",
    "reports": "most reports",
}
CONFIDENCE: dict[str, tuple[str, dict[str, Any]]] = {
    "fact": ("told as fact", {"hedged": False}),
    "two": ("two or more root sources", {"roots_at_least": 2}),
    "three": ("three or more root sources", {"roots_at_least": 3}),
    "confirmed": ("confirmed by a person", {"confirmed": True}),
    "unconfirmed": ("not yet confirmed", {"confirmed": False}),
}
_LONGEST = 200  # characters of any value


_PARSERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "party": ("party", state),
    "supplier": ("supplier", state),
    "recipient": ("recipient", state),
    "class": ("item_class", word_of(item_classes)),
    "stage": ("stage", word_of(stages)),
    "kind": ("kind", word_of(deal_kinds)),
    "source": ("source", str),
    "min": ("at_least", dollars),
    "max": ("at_most", dollars),
    "since": ("since", first_day),
    "until": ("until", last_day),
}
NAMES = (*_PARSERS, "confidence", "as_of", "sort", "q", "page")
"""What the register page understands in its address."""


@dataclass(frozen=True)
class Asked:
    """What was asked for. ``given`` has each value as written, ``problems`` what is wrong where."""

    given: dict[str, str]
    wanted: Filter
    sort: Sort = "last_seen"
    words: str = ""
    page: int = 1
    as_of: dt.date | None = None
    problems: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """Return a value as it was written."""
        return self.given.get(name, "")

    @property
    def narrowing(self) -> list[str]:
        """Return which filters are set, besides words and order."""
        return [name for name in self.given if name not in {"sort", "q", "page"}]

    def address(self, path: str, **changes: Any) -> str:
        """Return an address that asks for the same, but for what changes; None takes away."""
        return url(path, **{**self.given, "page": None, **changes})


def url(path: str, **values: Any) -> str:
    """Return an address with a query of those values that are set."""
    told = {name: value for name, value in values.items() if value not in (None, "")}
    return f"{path}?{urlencode(told)}" if told else path


def read(query: Mapping[str, str]) -> Asked:
    """Return what a query asks for; what can't be understood is left out and said."""
    given = {name: query[name].strip()[:_LONGEST] for name in NAMES if query.get(name, "").strip()}
    wanted: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name, (slot, parse) in _PARSERS.items():
        if name in given:
            value = _parsed(parse, given[name], name, problems)
            wanted |= {} if value is None else {slot: value}
    if given.get("confidence") in CONFIDENCE:
        wanted |= CONFIDENCE[given["confidence"]][1]
    as_of = _parsed(last_day, given["as_of"], "as_of", problems) if "as_of" in given else None
    sort: Any = given.get("sort") if given.get("sort") in SORTS else "last_seen"
    page = given.get("page", "1")
    number = min(int(page), 100_000) if page.isdecimal() and int(page[:9]) else 1
    return Asked(given, Filter(**wanted), sort, given.get("q", ""), number, as_of, problems)


def day(text: str | None) -> dt.date | None:
    """Return the day an address asks as of; None for none or one that can't be understood."""
    return _parsed(last_day, text, "as_of", {}) if text else None


def _parsed(
    parse: Callable[[str], Any], text: str, name: str, problems: dict[str, str]
) -> Any | None:
    try:
        return parse(text)
    except Unclear as problem:
        problems[name] = str(problem)
        return None
