"""Networks of the register: nodes and what runs between them, over a period.

Supply and credit run from the one side to the other; a meeting joins both alike. A deal of several
states on a side counts in full for each pair of them.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import Connection

from dealtrace.analysis.credit.ledger import Entry, Standing, entries
from dealtrace.analysis.dependence.supply import Measure, rates_of
from dealtrace.knowledge.countries import countries
from dealtrace.register.aggregates import Flow, financed_deals, flows
from dealtrace.register.gatherings import Attendee, gatherings


class Relation(StrEnum):
    """What joins two nodes."""

    SUPPLY = "supply"
    CREDIT = "credit"
    MEETINGS = "meetings"


@dataclass(frozen=True, slots=True)
class Node:
    """A state, person or body: its key (an ISO3 code, or the entity's), kind and name."""

    key: str
    kind: str
    name: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """What runs from one node to another: how many deals, credits or reports, their sum in US
    dollars where it is known of any, and the first and last day (ISO 8601)."""

    source: str
    target: str
    weight: int
    usd: float | None
    first: str
    last: str


@dataclass(frozen=True)
class Web:
    """A network; ``left_out`` is how many weaker nodes are not in it, ``rates`` where the exchange
    rates of its ties' dollars come from."""

    relation: Relation
    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    since: dt.date | None
    until: dt.date | None
    as_of: dt.date | None
    left_out: int = 0
    rates: tuple[str, ...] = ()

    @property
    def directed(self) -> bool:
        """Whether a tie runs one way."""
        return self.relation is not Relation.MEETINGS


MOST = 100
"""Nodes with the most ties that are kept, unless more are asked for."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which part is wanted: a time, as known on a day, around a state, of one class of arms."""

    since: dt.date | None = None
    until: dt.date | None = None
    as_of: dt.date | None = None
    around: str | None = None
    item_class: str | None = None
    persons: bool = False
    most: int = MOST


def web(connection: Connection, relation: Relation, scope: Scope | None = None) -> Web:
    """Return a network of the register.

    Meetings join states, or with ``persons`` those who were there. ``around`` keeps a state (ISO3),
    those tied to it, and the ties among them.
    """
    scope = scope or Scope()
    maker = {Relation.SUPPLY: _supply, Relation.CREDIT: _credit, Relation.MEETINGS: _meetings}
    gathered = maker[relation](connection, scope)
    ties = [one.tie(*ends) for ends, one in sorted(gathered.ties.items()) if ends[0] != ends[1]]
    kept, left_out = _strongest(_around(ties, scope.around, gathered.nodes), scope.most)
    keys = sorted({key for tie in kept for key in (tie.source, tie.target)})
    nodes = tuple(gathered.nodes[key] for key in keys)
    rates = tuple(gathered.rates) if any(tie.usd is not None for tie in kept) else ()
    span = scope.since, scope.until, scope.as_of
    return Web(relation, nodes, tuple(kept), *span, left_out, rates)


@dataclass
class _Running:
    """A tie being summed up."""

    weight: int = 0
    usd: float | None = None
    days: list[str] = field(default_factory=list)

    def add(self, weight: int, usd: float | None, *days: str) -> None:
        self.weight += weight
        self.usd = self.usd if usd is None else (self.usd or 0) + usd
        self.days += [day for day in days if day]

    def tie(self, source: str, target: str) -> Tie:
        days = min(self.days, default=""), max(self.days, default="")
        return Tie(source, target, self.weight, self.usd, *days)


@dataclass
class _Gathered:
    nodes: dict[str, Node] = field(default_factory=dict)
    rates: dict[str, None] = field(default_factory=dict)
    ties: defaultdict[tuple[str, str], _Running] = field(
        default_factory=lambda: defaultdict(_Running)
    )

    def state(self, code: str) -> str:
        """Note a state as a node."""
        if code not in self.nodes:
            known = countries().get(code)
            kind = "state" if known else "body"
            self.nodes[code] = Node(code, kind, known.name if known else code, code)
        return code


def _supply(connection: Connection, scope: Scope) -> _Gathered:
    found = _Gathered(rates=dict.fromkeys(rates_of(Measure.USD)))
    for flow in flows(
        connection,
        item_class=scope.item_class,
        since=scope.since,
        until=scope.until,
        as_of=scope.as_of,
    ):
        _add_flow(found, flow)
    return found


def _add_flow(found: _Gathered, flow: Flow) -> None:
    usd = flow.usd if flow.without_sum < flow.deals else None
    for ends in itertools.product(flow.supplier, flow.recipient):
        pair = found.state(ends[0]), found.state(ends[1])
        found.ties[pair].add(flow.deals, usd, flow.first, flow.last)


def _credit(connection: Connection, scope: Scope) -> _Gathered:
    found = _Gathered()
    deals = financed_deals(connection, as_of=scope.as_of)
    for entry in (entry for one in deals for entry in entries(one)):
        if entry.standing in {Standing.COMMITTED, Standing.WRITTEN_OFF} and _within(entry, scope):
            _add_credit(found, entry)
    return found


def _within(entry: Entry, scope: Scope) -> bool:
    early, late = scope.since or dt.date.min, scope.until or dt.date.max
    return entry.day is not None and early <= entry.day <= late


def _add_credit(found: _Gathered, entry: Entry) -> None:
    day = entry.day.isoformat() if entry.day else ""
    usd = entry.usd.high if entry.usd else None
    found.rates |= dict.fromkeys(entry.rates)
    for lender, borrower in itertools.product(entry.lender, entry.borrower):
        found.ties[found.state(lender), found.state(borrower)].add(1, usd, day)


def _meetings(connection: Connection, scope: Scope) -> _Gathered:
    found = _Gathered()
    met: defaultdict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for one in gatherings(connection, since=scope.since, until=scope.until, as_of=scope.as_of):
        here = _noted(found, one.here, scope.persons)
        for first, other in itertools.combinations(here[:_LARGEST], 2):
            met[min(first, other), max(first, other)][one.report] = one.day
    for ends, reports in met.items():
        found.ties[ends].add(len(reports), None, *reports.values())
    return found


_LARGEST = 12  # of a company; what a sentence lists beyond is no meeting of each with each


def _noted(found: _Gathered, here: Sequence[Attendee], persons: bool) -> list[str]:
    """Note as nodes who meet whom, persons and bodies or else states; return their keys."""
    if not persons:
        return [found.state(one.country) for one in here if one.country]
    some = [one for one in here if one.kind in {"person", "body"}]
    for one in some:
        if one.key not in found.nodes:
            found.nodes[one.key] = Node(one.key, one.kind, one.name, one.country)
    return [one.key for one in some]


def _around(ties: list[Tie], state: str | None, nodes: dict[str, Node]) -> list[Tie]:
    """Return the ties of a state, and those among its neighbours."""
    if state is None:
        return ties
    own = {key for key, node in nodes.items() if state in {key, node.country}}
    near = own | {end for t in ties if {t.source, t.target} & own for end in (t.source, t.target)}
    return [t for t in ties if t.source in near and t.target in near]


def _strongest(ties: Iterable[Tie], most: int) -> tuple[list[Tie], int]:
    """Return the ties among the nodes with the most weight, and how many nodes are left out."""
    ties = list(ties)
    weight: defaultdict[str, int] = defaultdict(int)
    for tie in ties:
        weight[tie.source] += tie.weight
        weight[tie.target] += tie.weight
    ranked = sorted(weight, key=lambda key: (-weight[key], key))
    kept = set(ranked[:most])
    strong = [t for t in ties if {t.source, t.target} <= kept]
    return strong, len(ranked) - len({end for t in strong for end in (t.source, t.target)})
