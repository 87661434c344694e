"""Who supplies whom, asked for by period and class, as a network and on a map."""

from __future__ import annotations

import csv
import datetime as dt
import math
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from sqlalchemy import Connection

from dealtrace.claims.model import Stage
from dealtrace.display import wording
from dealtrace.display.asking import Unclear, first_day, item_classes, last_day, state
from dealtrace.knowledge.countries import countries
from dealtrace.knowledge.designations import weapon
from dealtrace.register import aggregates
from dealtrace.register.aggregates import SIGNED, Trade
from dealtrace.web import asking
from dealtrace.web.keeping import Kept, Make

_NAMES = ("since", "until", "class", "party", "by", "planned", "companies")
_MOST = 250  # flows drawn
_WIDEST = 9.0  # a line's width
_LARGEST = 46.0  # a node's width

PLANNED = tuple(s.value for s in Stage if s not in {Stage.CANCELLED, Stage.DENIED})


@dataclass(frozen=True)
class Line:
    """All deals of one state with another, and the weight by which it is drawn (0..1)."""

    supplier: str
    recipient: str
    deals: int
    usd: float
    without_sum: int
    weight: float

    @property
    def width(self) -> float:
        """How wide it is drawn."""
        return round(1 + self.weight * (_WIDEST - 1), 2)


@dataclass(frozen=True)
class Asked:
    """What was asked for, and what of it can't be understood."""

    given: dict[str, str]
    by: str
    problems: dict[str, str]

    def get(self, name: str) -> str:
        """Return a value as it was written."""
        return self.given.get(name, "")


@dataclass(frozen=True)
class Supply:
    """The deals in which a state receives arms that a company makes or supplies, by the tables or
    by reports, and their weight (0..1).

    ``usd`` sums up deals in which no other company is known; ``shared`` are deals with a sum but
    several companies, of which nobody says whose part is which, ``without_sum`` those with none.
    """

    company: str
    recipient: str
    deals: int
    usd: float
    without_sum: int
    shared: int
    weight: float

    @property
    def width(self) -> float:
        """How wide it is drawn."""
        return round(1 + self.weight * (_WIDEST - 1), 2)


@dataclass(frozen=True)
class Picture:
    """The lines asked for, the heaviest first, how many more there are, and, where they are asked
    for, what companies make of it; ``counted_at`` is when (UTC), if that is not of now."""

    asked: Asked
    lines: tuple[Line, ...]
    more: int
    companies: tuple[Supply, ...] = ()
    counted_at: dt.datetime | None = None

    @property
    def silent(self) -> int:
        """How many deals of the lines, counted in each, have no sum."""
        return sum(one.without_sum for one in self.lines)

    @property
    def deals(self) -> int:
        """How many deals the lines have, counted in each."""
        return sum(one.deals for one in self.lines)


def gather(connection: Connection, kept: Kept, query: Mapping[str, str]) -> Picture:
    """Return who supplies whom as an address asks for it."""
    given = {n: query[n].strip()[:80] for n in _NAMES if query.get(n, "").strip()}
    trades = kept.answer(connection, *_trades("planned" in given))
    arms, makers = None, None
    if "companies" in given:
        arms = kept.answer(connection, "arms", aggregates.lines)
        makers = kept.answer(connection, "makers", aggregates.makers)
    counted = [one for one in (trades, arms, makers) if one is not None]
    old = [one.made_at for one in counted if not kept.current(connection, one)]
    what = "picture", *(one.made_at for one in counted), *sorted(given.items())
    told = arms.value if arms else (), makers.value if makers else ()
    found = kept.get(connection, what, lambda _: _picture(given, trades.value, *told))
    return replace(found, counted_at=min(old, default=None))


def prepare(kept: Kept) -> None:
    """Have all summed up that pages ask for first, before anybody does."""
    for planned in (False, True):
        kept.renew(*_trades(planned))


def _trades(planned: bool) -> tuple[Hashable, Make[list[Trade]]]:
    """Return the name of all trades, and how to find them."""
    stages = PLANNED if planned else SIGNED
    return (
        ("trades", planned),
        lambda connection: aggregates.trades(connection, stages=stages, planned=planned),
    )


def _picture(
    given: dict[str, str],
    trades: Sequence[Trade],
    arms: Sequence[aggregates.Line],
    makers: Sequence[aggregates.Maker],
) -> Picture:
    problems: dict[str, str] = {}
    wanted: dict[str, Any] = {}
    for name, parse in (("since", first_day), ("until", last_day), ("party", state)):
        try:
            wanted[name] = parse(given[name]) if name in given else None
        except Unclear as problem:
            wanted[name], problems[name] = None, str(problem)
    party = wanted.pop("party", None)
    cls = given.get("class")
    item_class = cls if cls in item_classes() else None
    found = [one for one in trades if _meant(one, item_class, **wanted)]
    by = "usd" if given.get("by") == "usd" else "deals"
    lines = _lines(found, by, party)
    meant = [one for one in arms if item_class in (None, one.cls) and _within(one, **wanted)]
    made = _companies(_told(meant, found, makers, party), found, by)
    more = max(len(lines) - _MOST, 0)
    return Picture(Asked(given, by, problems), tuple(lines[:_MOST]), more, tuple(made[:_MOST]))


Told = dict[tuple[str, str], set[str]]
"""Deals (ids) by a company and the state that receives."""


def _told(
    found: Sequence[aggregates.Line],
    trades: Sequence[Trade],
    makers: Sequence[aggregates.Maker],
    party: str | None,
) -> Told:
    """Return who makes what is supplied, as the tables of designations know it, and which companies
    reports name as those who supply it."""
    told: Told = defaultdict(set)
    for line in found:
        known = weapon(line.designation) if line.designation else ()
        named = {one.maker for one in known if one.maker and one.cls == line.cls}
        if party is None or party in {*line.supplier, *line.recipient}:
            for maker in named:
                for recipient in line.recipient:
                    told[maker, recipient].add(line.deal)
    trade_of = {one.deal: one for one in trades}
    for one in makers:
        trade = trade_of.get(one.deal)
        if trade and (party is None or party in {*trade.supplier, *trade.recipient}):
            for recipient in trade.recipient:
                told[one.company, recipient].add(one.deal)
    return told


def _companies(told: Told, trades: Sequence[Trade], by: str) -> list[Supply]:
    """Sum up what companies supply, the weightiest first."""
    trade_of = {one.deal: one for one in trades}
    of_deal: dict[str, set[str]] = defaultdict(set)
    for (company, _), deals in told.items():
        for deal in deals:
            of_deal[deal].add(company)
    made = []
    for (company, recipient), deals in told.items():
        known = [trade for deal in deals if (trade := trade_of.get(deal)) and trade.usd is not None]
        alone = [trade for trade in known if len(of_deal[trade.deal]) == 1]
        usd = math.fsum((trade.usd or 0) / len(trade.recipient) for trade in alone)
        silent, shared = len(deals) - len(known), len(known) - len(alone)
        made.append(Supply(company, recipient, len(deals), usd, silent, shared, 0))
    top = max((_load(one, by) for one in made), default=0) or 1
    weighed = [replace(one, weight=math.sqrt(_load(one, by) / top)) for one in made]
    return sorted(weighed, key=lambda one: (-one.weight, -one.deals, one.company, one.recipient))


def _load(one: Supply, by: str) -> float:
    return one.usd if by == "usd" else one.deals


def _meant(
    one: Trade, item_class: str | None, since: dt.date | None, until: dt.date | None
) -> bool:
    return _within(one, since, until) and (item_class is None or item_class in one.classes)


def _within(one: Trade | aggregates.Line, since: dt.date | None, until: dt.date | None) -> bool:
    return (since is None or one.day >= since) and (until is None or one.day <= until)


def _lines(found: Sequence[Trade], by: str, party: str | None) -> list[Line]:
    sums: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0, 0.0, 0])
    for one in found:
        for supplier in one.supplier:
            for recipient in one.recipient:
                if party in (None, supplier, recipient):
                    told = sums[supplier, recipient]
                    told[0] += 1
                    told[1] += (one.usd or 0) / len(one.supplier) / len(one.recipient)
                    told[2] += one.usd is None
    place = 1 if by == "usd" else 0
    top = max((told[place] for told in sums.values()), default=0) or 1
    lines = [
        Line(s, r, int(told[0]), told[1], int(told[2]), math.sqrt(told[place] / top))
        for (s, r), told in sums.items()
    ]
    return sorted(lines, key=lambda one: (-one.weight, one.supplier, one.recipient))


def network(lines: Sequence[Line], companies: Sequence[Supply] = ()) -> dict[str, Any]:
    """Return nodes and edges as Cytoscape takes them; a node's size is what passes through it."""
    made = _states(lines)
    named = {node["data"]["id"] for node in made["nodes"]}
    for name in sorted({one.company for one in companies if one.recipient in named}):
        where = asking.url("/entities", kind="company", like=name)
        node = {"id": f"company {name}", "name": wording.clean(name), "size": 18.0}
        made["nodes"].append({"data": {**node, "side": "company", "where": where}})
    for one in companies:
        if one.recipient in named:
            ends = {"source": f"company {one.company}", "target": one.recipient}
            number = f"{one.company}-{one.recipient}"
            made["edges"].append({"data": {"id": number, **ends, "width": one.width}})
    return made


def _states(lines: Sequence[Line]) -> dict[str, Any]:
    load: dict[str, float] = defaultdict(float)
    sides: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        for code, side in ((line.supplier, "supplies"), (line.recipient, "receives")):
            load[code] += line.weight
            sides[code].add(side)
    top = max(load.values(), default=1) or 1
    nodes = [
        {
            "data": {
                "id": code,
                "name": wording.state(code),
                "size": round(14 + math.sqrt(weight / top) * (_LARGEST - 14), 1),
                "side": "both" if len(sides[code]) > 1 else next(iter(sides[code])),
                "where": asking.url("/deals", party=code),
            }
        }
        for code, weight in sorted(load.items())
    ]
    edges = [
        {
            "data": {
                "id": f"{line.supplier}-{line.recipient}",
                "source": line.supplier,
                "target": line.recipient,
                "width": line.width,
            }
        }
        for line in lines
        if line.supplier != line.recipient
    ]
    return {"nodes": nodes, "edges": edges}


@dataclass(frozen=True)
class Arc:
    """A flow on the map: a curve from the supplier's point to the recipient's."""

    line: Line
    path: str


@dataclass(frozen=True)
class Point:
    """A state on the map."""

    code: str
    x: float
    y: float
    supplies: bool


def arcs(lines: Sequence[Line]) -> list[Arc]:
    """Return curves for flows whose states have a place on the map, the lightest first."""
    made = []
    for line in reversed(lines):
        start, end = place(line.supplier), place(line.recipient)
        if start and end and start != end:
            made.append(Arc(line, _curve(start, end)))
    return made


def points(lines: Sequence[Line]) -> list[Point]:
    """Return the states that flows begin or end in."""
    suppliers = {line.supplier for line in lines}
    codes = suppliers | {line.recipient for line in lines}
    return [
        Point(code, *found, code in suppliers) for code in sorted(codes) if (found := place(code))
    ]


def _curve(start: tuple[float, float], end: tuple[float, float]) -> str:
    """Bend to the left of the way, so that there and back are two lines."""
    (ax, ay), (bx, by) = start, end
    bend = 0.18
    cx, cy = (ax + bx) / 2 + (by - ay) * bend, (ay + by) / 2 - (bx - ax) * bend
    return f"M{ax:.1f} {ay:.1f}Q{cx:.1f} {cy:.1f} {bx:.1f} {by:.1f}"


def place(code: str) -> tuple[float, float] | None:
    """Return a state's point on the map, for one that is no more its first successor's."""
    known = _points()
    if code in known:
        return known[code]
    country = countries().get(code)
    heirs = country.successors if country else ()
    return next((known[heir] for heir in heirs if heir in known), None)


@cache
def _points() -> dict[str, tuple[float, float]]:
    """Points of states on the map of ``static/vendor/world.svg``, by Natural Earth's outlines."""
    file = resources.files("dealtrace.web") / "data" / "points.csv"
    rows = csv.DictReader(file.read_text("utf-8").splitlines(), delimiter=";")
    return {row["iso3"]: (float(row["x"]), float(row["y"])) for row in rows}
