"""Which values told of a deal are at odds with each other: the one place that decides it.

Values of one field are, unless they agree: two sums that differ by less than 5 % in dollars of
their days do. A price and a loan are not at odds, nor are a loan and a grant, for a deal may be
paid for by both; two sums lent are, whether they are called a loan or a credit line. Stages follow
one another and never are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dealtrace.knowledge.rates import dollars
from dealtrace.register.aggregates import full_day
from dealtrace.register.model import Json

SAME = 0.05
"""Part of the larger by which two sums may differ, in dollars of their days, and still agree."""


def rivals(field: str, one: Json, told: Sequence[Json]) -> list[Json]:
    """Return the values, of all told of a field, that are at odds with one of them.

    ``field`` is "kind", "price", "financing", "quantity" or "stage"; values are objects as in
    ``deals --json``.
    """
    if field == "stage":
        return []
    others = [other for other in told if other is not one]
    if field == "financing":
        others = [other for other in others if kin(other) == kin(one)]
    return [other for other in others if not same(one, other)]


def disputed(field: str, told: Sequence[Json]) -> bool:
    """Whether any values told of a field are at odds."""
    return any(rivals(field, one, told) for one in told)


def kin(way: Json) -> str:
    """Return the kind of a way of paying, by which two can be told of the same thing."""
    kind = str(way["value"]["kind"])
    return "loan" if kind == "credit line" else kind


def same(one: Json, other: Json) -> bool:
    """Whether two told values agree: equal, or sums that are close in dollars of their days."""
    a, b = one["value"], other["value"]
    if not isinstance(a, dict):
        return bool(a == b)
    if a["amount"] is None or b["amount"] is None:
        return True  # who gives no sum contradicts none
    first, second = (_usd(told) for told in (one, other))
    if first is None or second is None:
        return bool((a["amount"], a["currency"]) == (b["amount"], b["currency"]))
    return abs(first - second) <= SAME * max(first, second)


def _usd(told: Json) -> float | None:
    day = full_day(told["first_seen"]) or dt.date.today()
    return dollars(told["value"]["amount"], told["value"]["currency"], day)
