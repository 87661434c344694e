"""Questions to the register that go over many deals at once, each one or two statements.

They give plain rows for ``dealtrace.analysis``: what was known on a day, rejected deals left out.
Dates that reports give only in part ("2018-10") count from their first day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import (
    Connection,
    Select,
    Text,
    and_,
    case,
    cast,
    func,
    intersect,
    or_,
    select,
    text,
    true,
)
from sqlalchemy.sql.elements import ColumnElement

from dealtrace.knowledge.organisations import organisations
from dealtrace.register import claims_judged
from dealtrace.register.claims_judged import AS_READ
from dealtrace.register.conditions import codes, has, known
from dealtrace.register.model import Json
from dealtrace.register.schema import (
    PAID,
    claim_actors,
    claims,
    deal_briefs,
    deal_facets,
    deal_states,
    decision_tellings,
    entities,
    names,
    report_deals,
    reports,
)

SIGNED = ("signed", "financed", "in delivery", "delivered")
"""The stages at which a deal is one: agreed at least."""


@dataclass(frozen=True, slots=True)
class FinancedDeal:
    """A deal with ways of paying; ``financing`` is as in ``deals --json``."""

    id: str
    headline: str
    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    stage: str
    stage_date: str | None
    hedged: bool
    first_seen: dt.date | None
    last_seen: dt.date | None
    financing: tuple[Json, ...]

    @property
    def day(self) -> dt.date:
        """The day of the deal: that of its stage, else of the first report."""
        return day_of(self.stage_date, self.first_seen, self.last_seen)

    def day_told(self, told: Json) -> dt.date:
        """The day a sum is told for: its first report's, or that of a stage before."""
        first, stage = full_day(told["first_seen"]), full_day(self.stage_date)
        return min((day for day in (first, stage) if day), default=self.day)


def day_of(
    stage_date: str | None, first_seen: dt.date | None, last_seen: dt.date | None
) -> dt.date:
    """Return the day of a deal: the stage's, but none after the last report; else the first's."""
    told = full_day(stage_date)
    if told is None or (last_seen is not None and told > last_seen):
        return first_seen or told or dt.date.today()
    return told


def full_day(date: str | None) -> dt.date | None:
    """Return a shortened ISO date as the first day it may mean; None for none."""
    if not date:
        return None
    try:
        return dt.date.fromisoformat(date + "-01-01"[len(date) - 4 :] if len(date) < 10 else date)
    except ValueError:
        return None


def financed_deals(
    connection: Connection,
    party: str | None = None,
    as_of: dt.date | None = None,
    naming: Sequence[str] = (),
) -> list[FinancedDeal]:
    """Return the deals of which a way of paying is told, the oldest first.

    ``party`` (ISO3) wants those that it supplies or receives. Of states in ``naming`` all deals are
    given that a report names with each of them, as a party or in a way of paying, and all
    write-offs, with some more: it saves reading most of the others.
    """
    told = cast(report_deals.c.financing, Text)
    named = and_(true(), *(_mentions(told, state) for state in naming))
    family = select(report_deals.c.family_id)
    paid = family.where(text(PAID), or_(named, told.contains("debt write-off")))
    decided = family.where(report_deals.c.slug.in_(select(decision_tellings.c.slug)))
    columns = (
        deal_states.c.deal,
        deal_states.c.headline,
        deal_states.c.supplier,
        deal_states.c.recipient,
        deal_states.c.stage,
        deal_states.c.stage_date,
        deal_states.c.hedged,
        deal_states.c.first_seen,
        deal_states.c.last_seen,
        deal_states.c.dossier["financing"],
    )
    asked = (
        select(*columns)
        .where(*_wanted(("party", party) if party else _ALL, as_of))
        .where(deal_states.c.family_id.in_(paid.union(decided)))
        .order_by(deal_states.c.first_seen, deal_states.c.deal)
    )
    return [_financed(row) for row in connection.execute(asked) if row[9]]


def _mentions(financing: ColumnElement[str], state: str) -> ColumnElement[bool]:
    """Return the condition that a telling has a state as a party or in a way of paying."""
    places = financing, report_deals.c.supplier, report_deals.c.recipient
    return or_(*(place.contains(state) for place in places))


_ALL = ("all", "")


def _wanted(facet: tuple[str, str], as_of: dt.date | None) -> list[ColumnElement[bool]]:
    """Return the conditions that states of deals have a facet and held on a day."""
    if facet == _ALL:
        return [_all_known(as_of), _has(*facet)]
    return [known(as_of), deal_states.c.id.in_(_having(facet[0], [facet[1]]))]


def _all_known(as_of: dt.date | None) -> ColumnElement[bool]:
    """Return :func:`known` in a form that no index serves: where nearly all states are wanted, to
    read them as they lie takes half the time of looking them up."""
    if as_of is not None:
        return known(as_of)
    return func.coalesce(deal_states.c.valid_until, dt.date.max) == dt.date.max


def _has(facet: str, value: str) -> ColumnElement[bool]:
    last_seen = func.coalesce(deal_states.c.last_seen, dt.date.min)
    return has(facet, value, deal_states.c.id, last_seen)


def _financed(row: Any) -> FinancedDeal:
    return FinancedDeal(
        row[0],
        row[1],
        codes(row[2]),
        codes(row[3]),
        row[4],
        row[5],
        row[6],
        row[7],
        row[8],
        tuple(row[9]),
    )


@dataclass(frozen=True, slots=True)
class Trade:
    """A deal as a quantity: who supplies whom, when, for how many US dollars of its time, and the
    classes of its arms."""

    deal: str
    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    day: dt.date
    usd: float | None
    classes: tuple[str, ...]


def trades(
    connection: Connection,
    *,
    recipient: str | None = None,
    supplier: str | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    as_of: dt.date | None = None,
    stages: Sequence[str] = SIGNED,
    planned: bool = False,
) -> list[Trade]:
    """Return deals at these stages, told as fact or, if wanted, as planned too.

    The day is that of the stage, or the first report's; ``since`` and ``until`` bound it.
    """
    facet = ("recipient", recipient) if recipient else ("supplier", supplier or "")
    facet = facet if facet[1] else _ALL
    asked = (
        select(
            deal_states.c.id,
            deal_states.c.deal,
            deal_states.c.supplier,
            deal_states.c.recipient,
            deal_states.c.stage_date,
            deal_states.c.first_seen,
            deal_states.c.last_seen,
            deal_states.c.amount_usd,
        )
        .where(*_wanted(facet, as_of))
        .where(deal_states.c.stage.in_(stages))
        .order_by(deal_states.c.id)
    )
    if not planned:
        asked = asked.where(deal_states.c.hedged.is_(False))
    if facet[0] == "recipient" and supplier:
        asked = asked.where(_has("supplier", supplier))
    found = connection.execute(asked).all()
    classes = _classes(connection, [row[0] for row in found])
    made = (_trade(row, classes) for row in found)
    return [
        t for t in made if (since is None or t.day >= since) and (until is None or t.day <= until)
    ]


def _trade(row: Any, classes: dict[int, list[str]]) -> Trade:
    number, deal, supplier, recipient, stage_date, first, last, usd = row
    day = day_of(stage_date, first, last)
    own = tuple(classes.get(number, ()))
    return Trade(deal, codes(supplier), codes(recipient), day, usd, own)


def _classes(connection: Connection, ids: Sequence[int]) -> dict[int, list[str]]:
    """Return the classes of arms of states of deals, by the states' ids."""
    found: dict[int, list[str]] = {}
    columns = deal_facets.c.state_id, deal_facets.c.value
    asked = select(*columns).where(deal_facets.c.facet == "class").order_by(*columns)
    if len(ids) > _MANY:
        rows = connection.execute(asked).all()
        wanted = set(ids)
    else:
        rows, wanted = [], set(ids)
        for start in range(0, len(ids), _SOME):
            some = deal_facets.c.state_id.in_(ids[start : start + _SOME])
            rows += connection.execute(asked.where(some)).all()
    for number, value in rows:
        if number in wanted:
            found.setdefault(number, []).append(value)
    return found


_SOME = 400  # values in one list of a statement
_MANY = 5000  # states from which all classes are read at once


@dataclass(frozen=True, slots=True)
class Flow:
    """All deals of a supplier with a recipient: how many, their sum in US dollars of their days,
    how many have no sum, and the first and last day (ISO 8601)."""

    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    deals: int
    usd: float
    without_sum: int
    first: str
    last: str


def flows(
    connection: Connection,
    *,
    item_class: str | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    as_of: dt.date | None = None,
    stages: Sequence[str] = SIGNED,
    planned: bool = False,
) -> list[Flow]:
    """Return who supplies whom, summed over deals at these stages, told as fact or planned too."""
    day = _day_column()
    states = deal_states.c.supplier, deal_states.c.recipient
    sums = (
        func.count(),
        func.coalesce(func.sum(deal_states.c.amount_usd), 0.0),
        func.count(deal_states.c.amount_usd),
        func.min(day),
        func.max(day),
    )
    facet = ("class", item_class) if item_class else _ALL
    asked = (
        select(*states, *sums)
        .where(*_wanted(facet, as_of))
        .where(deal_states.c.stage.in_(stages))
        .group_by(*states)
        .order_by(*states)
    )
    if not planned:
        asked = asked.where(deal_states.c.hedged.is_(False))
    if since:
        asked = asked.where(day >= since.isoformat())
    if until:
        asked = asked.where(day <= until.isoformat())
    return [
        Flow(codes(supplier), codes(recipient), count, usd, count - priced, first or "", last or "")
        for supplier, recipient, count, usd, priced, first, last in connection.execute(asked)
    ]


def _day_column() -> Any:
    """Return the day of a deal in SQL, as :func:`day_of` has it, as ISO text."""
    told, first, last = (
        deal_states.c.stage_date,
        cast(deal_states.c.first_seen, Text),
        cast(deal_states.c.last_seen, Text),
    )
    full = told + func.substr("-01-01", func.length(told) - 3)
    return case((and_(told.is_not(None), or_(last.is_(None), full <= last)), full), else_=first)


@dataclass(frozen=True, slots=True)
class Line:
    """Arms of a deal: what they are, the preferred number, and the deal's parties and day."""

    deal: str
    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    day: dt.date
    stage: str
    text: str
    cls: str
    designation: str | None
    quantity: int | None


def lines(
    connection: Connection,
    *,
    supplier: str | None = None,
    recipient: str | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    as_of: dt.date | None = None,
    stages: Sequence[str] = SIGNED,
) -> list[Line]:
    """Return the arms of all deals at these stages, told as fact.

    All that is asked for stands in the deals' briefs, which are quicker to read than the deals.
    """
    facets = [_having("stage", stages)]
    facets += [
        _having(side, [code])
        for side, code in (("supplier", supplier), ("recipient", recipient))
        if code
    ]
    states = intersect(select(deal_states.c.id).where(known(as_of)), *facets)
    asked = (
        select(cast(deal_briefs.c.brief, Text))
        .where(deal_briefs.c.state_id.in_(states))
        .order_by(deal_briefs.c.state_id)
    )
    briefs = connection.execute(asked).scalars()  # most of the time goes into decoding them
    found = (line for brief in briefs for line in _lines(orjson.loads(brief)))
    early, late = since or dt.date.min, until or dt.date.max
    return [line for line in found if early <= line.day <= late]


def _having(facet: str, values: Sequence[str]) -> Select[tuple[int]]:
    """Return the question for the states that have a facet with one of some values."""
    own = deal_facets.c.facet == facet, deal_facets.c.value.in_(values)
    return select(deal_facets.c.state_id).where(*own)


def _lines(brief: Json) -> Iterator[Line]:
    if brief["hedged"]:
        return
    sides = tuple(brief["supplier"]), tuple(brief["recipient"])
    when = day_of(brief["stage_date"], full_day(brief["first_seen"]), full_day(brief["last_seen"]))
    deal, stage = brief["id"], brief["stage"][0]["value"]
    for item in brief["items"]:
        number = item["quantity"][0]["value"] if item["quantity"] else None
        yield Line(
            deal,
            *sides,
            when,
            stage,
            item["text"],
            item["class"],
            item["designation"],
            number,
        )


@dataclass(frozen=True, slots=True)
class Maker:
    """A company that a report names as supplying in a claim of a deal: its name, the deal (id)."""

    company: str
    deal: str


_SIDES_OF_COMPANIES = ("supplier", "party", "counterpart")


def makers(connection: Connection) -> list[Maker]:
    """Return the companies that reports name as those who supply in deals, each once a deal.

    Whoever signs counts if it is of a state that supplies: the other side's companies sign too.
    Banks don't: they lend. Copies of a text, and claims that people rejected, are left out.
    """
    asked = (
        select(
            entities.c.name,
            entities.c.country,
            claim_actors.c.role,
            claims.c.number,
            reports.c.key,
            report_deals.c.deal,
            report_deals.c.supplier,
            report_deals.c.claims,
        )
        .join(names, names.c.entity_id == entities.c.id)
        .join(claim_actors, claim_actors.c.name_id == names.c.id)
        .join(claims, claims.c.id == claim_actors.c.claim_id)
        .join(reports, reports.c.id == claims.c.report_id)
        .join(report_deals, report_deals.c.report_id == reports.c.id)
        .where(entities.c.kind == "company", claim_actors.c.role.in_(_SIDES_OF_COMPANIES))
        .where(claims.c.modality != "denied", report_deals.c.family_id != 0)
        .where(reports.c.superseded_by.is_(None), reports.c.copy_of.is_(None))
    )
    judged = claims_judged.every(connection)
    banks = {one.name for one in organisations() if one.kind == "bank"}
    found: dict[tuple[str, str], Maker] = {}
    for row in connection.execute(asked):
        now = judged.get((row.key, row.number), AS_READ)
        told = row.number in row.claims and row.name not in banks and not now.rejected
        if told and _supplies(row) and claims_judged.in_role(now, row.role) is None:
            found.setdefault((row.name, row.deal), Maker(row.name, row.deal))
    return list(found.values())


def _supplies(row: Any) -> bool:
    own = row.country in codes(row.supplier)
    return own or (row.role == "supplier" and not row.country)
