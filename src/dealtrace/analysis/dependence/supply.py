"""Who supplies a state's arms: in all, by class, and from one span of years to the next.

What counts are deals signed, financed, in delivery or delivered, told as fact. A deal of several
suppliers is divided equally among them, its value among its recipients as well. By number of deals
one with several classes of arms counts in each of them; by value it counts for a class only where
it has no other, since nobody says which part of the price is whose.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection

from dealtrace.analysis.dependence.concentration import Concentration, concentration
from dealtrace.knowledge import exchange
from dealtrace.register.aggregates import Flow, Trade, flows, trades


class Measure(StrEnum):
    """What shares are shares of."""

    DEALS = "deals"
    USD = "US dollars"
    TIV = "SIPRI TIV"


@dataclass(frozen=True, slots=True)
class Supply:
    """A recipient's suppliers in one class (None: all) and span of years, by one measure.

    ``deals`` is how many deals lie in it; ``without_sum`` how many of them count nothing because
    nobody tells their price (or, of a class, because the price is not of it alone).
    """

    recipient: str
    item_class: str | None
    first: int
    last: int
    measure: Measure
    found: Concentration | None
    deals: int
    without_sum: int


class Trend(StrEnum):
    """Where the share of the largest supplier goes."""

    RISING = "rising"
    FALLING = "falling"
    STEADY = "steady"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Dependence:
    """A recipient's suppliers: in all, by class (most deals first), over time, and the trend.

    ``rates`` says where the exchange rates come from, where dollars are what is measured.
    """

    recipient: str
    measure: Measure
    total: Supply
    by_class: tuple[Supply, ...]
    over_time: tuple[Supply, ...]
    trend: Trend
    as_of: dt.date | None
    rates: tuple[str, ...] = ()


RANKED = 30
"""How many states are ranked where nothing else is asked for."""

WINDOW = 5
"""Years that are taken together when change over time is looked at, as SIPRI does."""

_CHANGE = 0.05  # of a share, below which it counts as steady


def dependence(
    connection: Connection,
    recipient: str,
    *,
    measure: Measure = Measure.DEALS,
    since: dt.date | None = None,
    until: dt.date | None = None,
    as_of: dt.date | None = None,
    window: int = WINDOW,
) -> Dependence:
    """Return who supplies a state (ISO3), from the register."""
    found = trades(connection, recipient=recipient, since=since, until=until, as_of=as_of)
    return dependence_of(found, recipient, measure, window, as_of)


def dependence_of(
    found: Sequence[Trade],
    recipient: str,
    measure: Measure = Measure.DEALS,
    window: int = WINDOW,
    as_of: dt.date | None = None,
) -> Dependence:
    """Return who supplies a state, from deals wherever they come from."""
    mine = [trade for trade in found if recipient in trade.recipient]
    classes = sorted({cls for trade in mine for cls in trade.classes})
    by_class = [supply(mine, recipient, measure, cls) for cls in classes]
    over_time = tuple(
        supply(some, recipient, measure, None, years) for years, some in windows(mine, window)
    )
    return Dependence(
        recipient,
        measure,
        supply(mine, recipient, measure),
        tuple(sorted(by_class, key=lambda s: (-s.deals, s.item_class or ""))),
        over_time,
        trend(over_time),
        as_of,
        rates_of(measure),
    )


def rates_of(measure: Measure) -> tuple[str, ...]:
    """Return where the exchange rates of a measure come from: of dollars, as the register has
    reckoned each deal's."""
    return (exchange.source(),) if measure is Measure.USD else ()


def supply(
    found: Iterable[Trade],
    recipient: str,
    measure: Measure = Measure.DEALS,
    item_class: str | None = None,
    years: tuple[int, int] | None = None,
) -> Supply:
    """Return the suppliers of a state among these deals."""
    amounts: defaultdict[str, float] = defaultdict(float)
    counted = [t for t in found if item_class is None or item_class in t.classes]
    silent = 0
    for trade in counted:
        amount = _amount(trade, measure, item_class)
        silent += amount is None
        for name in trade.supplier:
            amounts[name] += (amount or 0) / len(trade.supplier)
    told = [trade.day.year for trade in counted]
    first, last = years or (min(told, default=0), max(told, default=0))
    made = concentration(amounts)
    return Supply(recipient, item_class, first, last, measure, made, len(counted), silent)


def _amount(trade: Trade, measure: Measure, item_class: str | None) -> float | None:
    if measure is Measure.DEALS:
        return 1.0
    alone = item_class is None or trade.classes == (item_class,)
    return trade.usd / len(trade.recipient) if alone and trade.usd is not None else None


def windows(found: Sequence[Trade], years: int) -> Iterator[tuple[tuple[int, int], list[Trade]]]:
    """Give spans of years up to the last deal's, the earliest first, each with its deals."""
    if not found:
        return
    told = [trade.day.year for trade in found]
    last = max(told)
    spans = (last - min(told)) // years + 1
    by: defaultdict[int, list[Trade]] = defaultdict(list)
    for trade in found:
        by[(last - trade.day.year) // years].append(trade)
    for back in reversed(range(spans)):
        end = last - back * years
        yield (end - years + 1, end), by[back]


def trend(over_time: Sequence[Supply]) -> Trend:
    """Say where the largest supplier's share went between the last two spans with deals.

    The supplier is the largest of the last span; another one before it counts as it stood there.
    """
    told = [one.found for one in over_time if one.found is not None]
    if len(told) < 2:
        return Trend.UNKNOWN
    before, now = told[-2], told[-1]
    name = now.largest.supplier
    then = next((s.share for s in before.shares if s.supplier == name), 0.0)
    change = now.largest.share - then
    if abs(change) < _CHANGE:
        return Trend.STEADY
    return Trend.RISING if change > 0 else Trend.FALLING


def most_dependent(
    connection: Connection,
    *,
    measure: Measure = Measure.DEALS,
    item_class: str | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    as_of: dt.date | None = None,
    least: int = 3,
) -> tuple[Supply, ...]:
    """Return all recipients with at least so many deals, those with the highest index first.

    By value and of a class, a deal counts in full even where it has other classes besides.
    """
    by: defaultdict[str, list[Flow]] = defaultdict(list)
    for flow in flows(connection, item_class=item_class, since=since, until=until, as_of=as_of):
        for name in flow.recipient:
            by[name].append(flow)
    made = [_summed(some, name, measure, item_class) for name, some in by.items()]
    ranked = [one for one in made if one.deals >= least and one.found is not None]
    return tuple(sorted(ranked, key=lambda s: (-s.found.hhi if s.found else 0, s.recipient)))


def _summed(
    found: Sequence[Flow], recipient: str, measure: Measure, item_class: str | None
) -> Supply:
    amounts: defaultdict[str, float] = defaultdict(float)
    for flow in found:
        amount = flow.deals if measure is Measure.DEALS else flow.usd / len(flow.recipient)
        for name in flow.supplier:
            amounts[name] += amount / len(flow.supplier)
    return Supply(
        recipient,
        item_class,
        int(min(flow.first for flow in found)[:4] or 0),
        int(max(flow.last for flow in found)[:4] or 0),
        measure,
        concentration(amounts),
        sum(flow.deals for flow in found),
        sum(flow.without_sum for flow in found),
    )
