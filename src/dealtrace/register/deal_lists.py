"""Lists of deals: those wanted, in order, each as it is known now or was known on a day.

What was known on a day is what reports published by then say, and what people had decided by then.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal

from sqlalchemy import Connection, Select, and_, func, select
from sqlalchemy.sql.elements import ColumnElement

from dealtrace.register.conditions import has, known
from dealtrace.register.model import Json
from dealtrace.register.schema import (
    deal_briefs,
    deal_facets,
    deal_states,
    report_deals,
    reports,
)
from dealtrace.register.schema import decisions as decision_table
from dealtrace.register.states import source_key

Sort = Literal["last_seen", "first_seen", "amount", "reports"]

DORMANT_AFTER = 3.0
"""Years without news after which a deal that is not over counts as dormant."""

_OVER = frozenset({"delivered", "cancelled", "denied"})
_YEAR = dt.timedelta(days=365.25)


@dataclass(frozen=True, slots=True)
class Filter:
    """What deals are wanted; what is None doesn't matter.

    States are ISO3 codes, ``item_class``, ``stage`` and ``kind`` words of the vocabularies,
    ``source`` a publisher, a speaker or a root source; sums are US dollars, days the last report's.
    ``dormant`` wants deals without news for :data:`DORMANT_AFTER` years, or those with; ``among``
    only deals of these ids.
    """

    supplier: str | None = None
    recipient: str | None = None
    party: str | None = None
    item_class: str | None = None
    stage: str | None = None
    kind: str | None = None
    source: str | None = None
    at_least: float | None = None
    at_most: float | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    confirmed: bool | None = None
    dormant: bool | None = None
    hedged: bool | None = None
    roots_at_least: int | None = None
    among: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class DealRow:
    """A deal as a list shows it; ``dossier`` has the keys of ``deals --json``, or, where the list
    was not asked for whole dossiers, those of ``wire.brief``."""

    id: str
    headline: str
    supplier: str
    recipient: str
    kind: str
    stage: str
    stage_date: str | None
    hedged: bool
    confirmed: bool
    amount: float | None
    currency: str | None
    amount_usd: float | None
    first_seen: dt.date | None
    last_seen: dt.date | None
    reports: int
    root_sources: int
    dossier: Json
    dormant: bool = False


def deals(
    connection: Connection,
    wanted: Filter | None = None,
    sort: Sort = "last_seen",
    limit: int | None = 50,
    offset: int = 0,
    as_of: dt.date | None = None,
    whole: bool = True,
    only: Sequence[str] = (),
) -> list[DealRow]:
    """Return deals, the latest, largest or most told first. Rejected ones are left out.

    Without ``whole`` they come without who tells what, with ``only`` with these keys of their
    dossiers alone: both are quicker by far.
    """
    wanted, parts = wanted or Filter(), tuple(only) or whole
    if as_of is None and wanted.among is not None:
        asked = _through_states(_named_now(wanted.among), wanted, sort, parts)
    elif as_of is None and sort in _KEPT_IN_ORDER and _many(connection, _facets(wanted)[0]):
        asked = _through_states(known(None), wanted, sort, parts)
    else:
        asked = _through_facets(wanted, sort, as_of, parts)
    rows = connection.execute(asked.offset(offset).limit(limit))
    return [deal_row(row, as_of, only) for row in rows]


def each_deal(
    connection: Connection,
    wanted: Filter | None = None,
    as_of: dt.date | None = None,
    at_once: int = 200,
) -> Iterator[list[DealRow]]:
    """Yield all deals wanted, ``at_once`` of them in a list, the last told first: for those who
    want very many, which are never all in memory. Rejected ones are left out."""
    asked = _through_facets(wanted or Filter(), "last_seen", as_of)
    rows = connection.execute(asked, execution_options={"yield_per": at_once})
    for some in rows.partitions():
        yield [deal_row(row, as_of) for row in some]


_KEPT_IN_ORDER = {"first_seen": deal_states.c.first_seen, "reports": deal_states.c.reports}
_MANY = 2000  # deals: to sort fewer is quicker than to look through all in order


@dataclass(frozen=True, slots=True)
class _Driver:
    """What is gone through to find deals: facets in the order of days or sums, or states."""

    state: ColumnElement[int]
    last_seen: ColumnElement[dt.date]
    amount_usd: ColumnElement[float]


def _many(connection: Connection, facet: tuple[str, str]) -> bool:
    own = deal_facets.c.facet == facet[0], deal_facets.c.value == facet[1]
    some = select(deal_facets.c.state_id).where(*own).limit(_MANY).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar_one() == _MANY


_Parts = bool | tuple[str, ...]
"""Of a dossier all, what lists show of it, or some keys."""


def _selected(parts: _Parts) -> Select[Any]:
    """Return the question for deals; what lists show of them stands in a table of its own."""
    plain = [c for c in deal_states.c if c is not deal_states.c.dossier]
    if parts is True:
        return select(deal_states)
    if parts is not False:
        return select(
            *plain, *(deal_states.c.dossier[key].label(f"dossier {key}") for key in parts)
        )
    brief = deal_briefs.c.brief.label("dossier")
    return select(*plain, brief).join(deal_briefs, deal_briefs.c.state_id == deal_states.c.id)


def _through_states(
    which: ColumnElement[bool], wanted: Filter, sort: Sort, parts: _Parts
) -> Select[Any]:
    """Look for deals in their states as known now, narrowed by ``which``."""
    undated = func.coalesce(deal_states.c.last_seen, dt.date.min)
    driver = _Driver(deal_states.c.id, undated, deal_states.c.amount_usd)
    asked = _selected(parts).where(which, *_conditions(wanted, driver, None))
    return _narrowed(asked, driver, _facets(wanted), sort)


def _named_now(names: Sequence[str]) -> ColumnElement[bool]:
    """The states of deals as known now, found by name: no index must have the end as put here,
    or SQLite goes through all that have none."""
    ends = func.coalesce(deal_states.c.valid_until, dt.date.max)
    return and_(deal_states.c.deal.in_(names), ends == dt.date.max)


def headlines(connection: Connection, names: Sequence[str]) -> dict[str, str]:
    """Return the headlines of those deals of these names that there are now, by name."""
    rows = connection.execute(
        select(deal_states.c.deal, deal_states.c.headline).where(_named_now(names))
    )
    return {row.deal: row.headline for row in rows}


def _through_facets(
    wanted: Filter, sort: Sort, as_of: dt.date | None, parts: _Parts = True
) -> Select[Any]:
    (first, *rest), own = _facets(wanted), deal_facets.alias("driver")
    driver = _Driver(own.c.state_id, own.c.last_seen, own.c.amount_usd)
    asked = (
        _selected(parts)
        .join(own, own.c.state_id == deal_states.c.id)
        .where(own.c.facet == first[0], own.c.value == first[1], known(as_of))
        .where(*_conditions(wanted, driver, as_of))
    )
    return _narrowed(asked, driver, rest, sort)


def _narrowed(
    asked: Select[Any], driver: _Driver, facets: Iterable[tuple[str, str]], sort: Sort
) -> Select[Any]:
    """Return what is asked for with further facets, in order."""
    for facet, value in facets:
        asked = asked.where(has(facet, value, driver.state, driver.last_seen))
    if sort == "amount":
        asked = asked.where(driver.amount_usd.is_not(None))
    orders: dict[str, ColumnElement[Any]] = {
        "last_seen": driver.last_seen,
        "amount": driver.amount_usd,
        **_KEPT_IN_ORDER,
    }
    return asked.order_by(orders[sort].desc(), driver.state.desc())


def _facets(wanted: Filter) -> list[tuple[str, str]]:
    """Return the facets to look for, the one that finds least first as far as one can tell."""
    found: list[tuple[str, str]] = []
    if wanted.source:
        found.append(("source", source_key(wanted.source)))
    if wanted.supplier and wanted.recipient:
        found.append(("pair", f"{wanted.supplier}>{wanted.recipient}"))
    for code in (wanted.party, wanted.supplier, wanted.recipient):
        for facet, value in (("party class", wanted.item_class), ("party stage", wanted.stage)):
            if code and value:
                found.append((facet, f"{code} {value}"))
    sides = ("party", wanted.party), ("supplier", wanted.supplier), ("recipient", wanted.recipient)
    words = ("class", wanted.item_class), ("kind", wanted.kind), ("stage", wanted.stage)
    found += [(facet, value) for facet, value in (*sides, *words) if value]
    return found or [("all", "")]


def _conditions(wanted: Filter, driver: _Driver, as_of: dt.date | None) -> list[Any]:
    found: list[Any] = []
    until = min((day for day in (wanted.until, as_of) if day), default=None)
    if until:
        found.append(driver.last_seen <= until)
    if wanted.since:
        found.append(driver.last_seen >= wanted.since)
    if wanted.at_least is not None:
        found.append(driver.amount_usd >= wanted.at_least)
    if wanted.at_most is not None:
        found.append(driver.amount_usd <= wanted.at_most)
    if wanted.confirmed is not None:
        found.append(deal_states.c.confirmed.is_(wanted.confirmed))
    if wanted.hedged is not None:
        found.append(deal_states.c.hedged.is_(wanted.hedged))
    if wanted.roots_at_least is not None:
        found.append(deal_states.c.root_sources >= wanted.roots_at_least)
    if wanted.among is not None:
        found.append(deal_states.c.deal.in_(wanted.among))
    if wanted.dormant is not None:
        told = func.coalesce(deal_states.c.last_seen, dt.date.max)
        silent = and_(told < _dormant_before(as_of), deal_states.c.stage.not_in(_OVER))
        found.append(silent if wanted.dormant else ~silent)
    return found


def _dormant_before(as_of: dt.date | None) -> dt.date:
    return (as_of or dt.date.today()) - DORMANT_AFTER * _YEAR


def deal_row(row: Any, as_of: dt.date | None, only: Sequence[str] = ()) -> DealRow:
    """Return a row of ``deal_states`` as lists have it, with all of its dossier or only some keys
    of it; as of a day, a deal is dormant that was so then."""
    told = row._mapping
    values = {name: told[name] for name in _PLAIN}
    dossier = {key: told[f"dossier {key}"] for key in only} if only else row.dossier
    silent = row.last_seen is not None and row.last_seen < _dormant_before(as_of)
    dormant = silent and row.stage not in _OVER
    return DealRow(id=row.deal, dossier=dossier, dormant=dormant, **values)


_PLAIN = [one.name for one in fields(DealRow) if one.name not in {"id", "dossier", "dormant"}]


def deals_told(connection: Connection) -> dict[tuple[str, int], str]:
    """Return the deal that each telling belongs to, by its report's key and its place there."""
    rows = connection.execute(
        select(reports.c.key, report_deals.c.position, report_deals.c.deal)
        .join(reports, reports.c.id == report_deals.c.report_id)
        .where(report_deals.c.family_id != 0)
    )
    return {(row.key, row.position): row.deal for row in rows}


def state(connection: Connection) -> tuple[int, int]:
    """Return what changes whenever a report is added or somebody decides something: the last
    report's number and the last decision's. What is known now of deals is the same as long."""
    report_, decision = (
        connection.execute(select(func.max(table.c.id))).scalar() or 0
        for table in (reports, decision_table)
    )
    return report_, decision
