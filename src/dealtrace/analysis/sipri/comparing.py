"""Registered deals against SIPRI's orders: matched, only here, only there, numbers side by side.

A deal's arms and an order match if supplier and recipient are the same, the arms are (by their
designation, or by class where the deal has none), and the years are close. Of several possible
matches the best are taken first; each order is matched once, and so are a deal's arms.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import TypeVar

from sqlalchemy import Connection

from dealtrace.analysis.sipri.orders import Order, canonical
from dealtrace.register.aggregates import Line, lines

OUTSIDE = frozenset({"small arms", "ammunition", "training/support", "engine/parts"})
"""Classes that SIPRI doesn't count, or only in part: it covers major conventional arms."""

Shelves = Mapping[tuple[str, str], Mapping[str, Sequence[Order]]]
"""Orders by supplier and recipient, then by what their arms are looked up by; the oldest first."""

Here = TypeVar("Here")
There = TypeVar("There")

_YEARS = 3  # between a deal and an order that may be one
_ESTIMATED = 2  # more, where SIPRI only estimates the year
_REACH = _YEARS + _ESTIMATED
_LEAST = 3.0


@dataclass(frozen=True, slots=True)
class Difference:
    """A thing that both tell otherwise."""

    what: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Match:
    """Arms of a deal and the order they are; ``score`` says how sure, from 3 on."""

    line: Line
    order: Order
    score: float
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Comparison:
    """What both have, what only the register has and what only SIPRI has.

    ``outside`` are deals' arms that SIPRI doesn't count. Both sides are of the same states and
    years: those asked for, else the years of the file.
    """

    matched: tuple[Match, ...]
    only_here: tuple[Line, ...]
    only_there: tuple[Order, ...]
    outside: tuple[Line, ...]
    first: int
    last: int
    as_of: dt.date | None


def compare(
    connection: Connection,
    orders: Sequence[Order],
    *,
    supplier: str | None = None,
    recipient: str | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    as_of: dt.date | None = None,
) -> Comparison:
    """Compare the deals that are signed or beyond with a file's orders."""
    told = [order.year for order in orders]
    first = since.year if since else min(told, default=0)
    last = until.year if until else max(told, default=0)
    wanted = [
        o
        for o in orders
        if first <= o.year <= last
        if (supplier is None or o.supplier == supplier)
        if (recipient is None or o.recipient == recipient)
    ]
    own = lines(
        connection,
        supplier=supplier,
        recipient=recipient,
        since=dt.date(first or 1, 1, 1),
        until=dt.date(last or 9999, 12, 31),
        as_of=as_of,
    )
    return compared(own, wanted, first, last, as_of)


def compared(
    own: Sequence[Line],
    orders: Sequence[Order],
    first: int,
    last: int,
    as_of: dt.date | None = None,
) -> Comparison:
    """Compare arms of deals with orders, both of the same states and years."""
    matched = tuple(_best(own, _shelves(orders)))
    here = {id(match.line) for match in matched}
    there = {match.order.line for match in matched}
    alone = [line for line in own if id(line) not in here]
    return Comparison(
        matched,
        tuple(line for line in alone if line.cls not in OUTSIDE),
        tuple(order for order in orders if order.line not in there),
        tuple(line for line in alone if line.cls in OUTSIDE),
        first,
        last,
        as_of,
    )


def _shelves(orders: Iterable[Order]) -> Shelves:
    placed: dict[tuple[str, str], dict[str, list[Order]]] = {}
    for order in sorted(orders, key=_year):
        pair = placed.setdefault((order.supplier, order.recipient), {})
        for key in (*_keys(order.designation), f"class {order.cls}"):
            pair.setdefault(key, []).append(order)
    return placed


_year = attrgetter("year")


def _best(own: Iterable[Line], placed: Shelves) -> Iterator[Match]:
    possible = [
        (score, line, order)
        for line in own
        for order in _near(line, placed)
        if (score := likeness(line, order)) >= _LEAST
    ]
    possible.sort(key=lambda found: (-found[0], found[1].deal, found[2].line))
    for score, line, order in each_once(possible, id, attrgetter("line")):
        yield Match(line, order, score, tuple(_differences(line, order)))


def each_once(
    ranked: Iterable[tuple[float, Here, There]],
    here: Callable[[Here], Hashable],
    there: Callable[[There], Hashable],
) -> Iterator[tuple[float, Here, There]]:
    """Give of pairs, the best first, those of which neither side is in a better one: the greedy
    one-to-one matching. ``here`` and ``there`` tell what makes one side the same as another."""
    taken_here: set[Hashable] = set()
    taken_there: set[Hashable] = set()
    for score, one, other in ranked:
        keys = here(one), there(other)
        if keys[0] not in taken_here and keys[1] not in taken_there:
            taken_here.add(keys[0])
            taken_there.add(keys[1])
            yield score, one, other


def _near(line: Line, placed: Shelves) -> Collection[Order]:
    """Return the orders of the same states and about that year whose arms may be these."""
    pairs = [
        p for pair in itertools.product(line.supplier, line.recipient) if (p := placed.get(pair))
    ]
    if not pairs:  # as for most lines: their arms need not be looked up
        return ()
    keys = _keys(line.designation) if line.designation else (f"class {line.cls}",)
    shelves = [shelf for pair in pairs for key in keys if (shelf := pair.get(key))]
    found = [order for shelf in shelves for order in _around(line.day.year, shelf)]
    return found if len(shelves) < 2 else {order.line: order for order in found}.values()


def _around(year: int, shelf: Sequence[Order]) -> Sequence[Order]:
    """Return the orders of a shelf that are near enough to be a deal's of that year."""
    first = bisect_left(shelf, year - _REACH, key=_year)
    return shelf[first : bisect_right(shelf, year + _REACH, lo=first, key=_year)]


@lru_cache(maxsize=65536)
def _keys(designation: str) -> tuple[str, ...]:
    """Return what two designations share that may be one: their beginning, or a name."""
    return (_bare(canonical(designation))[:2], *sorted(_name(designation)))


def likeness(line: Line, order: Order) -> float:
    """Return how much speaks for arms and order being one; states are taken as the same."""
    apart = abs(line.day.year - order.year)
    if apart > _YEARS + order.year_estimated * _ESTIMATED:
        return 0.0
    arms = (
        _same_arms(line.designation, order.designation) if line.designation else _class(line, order)
    )
    if arms == 0:
        return 0.0
    years = (2.0, 1.5, 1.0, 0.5)[min(apart, 3)]
    numbers = [n for n in (order.ordered, order.delivered) if n is not None]
    same_number = line.quantity is not None and line.quantity in numbers
    return arms + years + same_number


def _class(line: Line, order: Order) -> float:
    """Return 1.5 for arms without a designation that are of the order's class."""
    return 1.5 if line.cls == order.cls else 0.0


@lru_cache(maxsize=262_144)
def _same_arms(here: str, there: str) -> float:
    """Return 4 for one designation, 3 for a variant or a name in both, 0 for others."""
    ours, theirs = _bare(canonical(here)), _bare(canonical(there))
    if ours == theirs:
        return 4.0
    shorter, longer = sorted((ours, theirs), key=len)
    return 3.0 if _is_variant(longer, shorter) or _name(here) & _name(there) else 0.0


def _is_variant(longer: str, shorter: str) -> bool:
    """Whether one designation is the other with a mark after it: T-72M1, but not T-722."""
    rest = longer.removeprefix(shorter)
    whole = len(shorter) > 1 and rest != longer
    return whole and not (shorter[-1].isdigit() and rest[:1].isdigit())


@lru_cache(maxsize=65536)
def _name(designation: str) -> frozenset[str]:
    """Return the proper names in a designation: "gripen" in JAS-39E Gripen."""
    return frozenset(_NAME.findall(designation.casefold())) - _COMMON


_NAME = re.compile(r"[a-z]{5,}")
_COMMON = frozenset("project class block super light fighting vehicle".split())


@lru_cache(maxsize=65536)
def _bare(designation: str) -> str:
    return re.sub(r"[^a-z0-9]", "", designation.casefold())


def _differences(line: Line, order: Order) -> Iterator[Difference]:
    if line.day.year != order.year:
        mark = " (estimate)" if order.year_estimated else ""
        yield Difference("year", str(line.day.year), f"{order.year}{mark}")
    there = order.ordered
    if line.quantity is not None and there is not None and line.quantity != there:
        mark = " (estimate)" if order.ordered_estimated else ""
        yield Difference("number", f"{line.quantity:,}", f"{there:,}{mark}")
    if line.designation and _bare(canonical(line.designation)) != _bare(order.known_as):
        yield Difference("designation", line.designation, order.designation)
