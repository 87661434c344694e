"""Questions to the register. All of them only read, and each can be asked as of a day.

What was known on a day is what reports published by then say, and what people had decided by then.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Any, Literal

from sqlalchemy import Connection, Select, and_, func, literal_column, select
from sqlalchemy.sql.elements import ColumnElement

from dealtrace.register import decisions, fulltext
from dealtrace.register.conditions import has, known
from dealtrace.register.decisions import Decision
from dealtrace.register.errors import RegisterError
from dealtrace.register.model import Json
from dealtrace.register.schema import (
    PUBLISHER_KEY,
    claims,
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


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report of the register. ``deals`` are the ids of those it tells of; ``copy_of`` and
    ``superseded_by`` are keys."""

    key: str
    published: dt.date | None
    publisher: str | None
    title: str | None
    url: str | None
    path: str | None
    added_at: dt.datetime
    copy_of: str | None
    superseded_by: str | None
    deals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A hit of a search: the report, the claim's number if it is a claim, the words around with
    the hits between ``\\x02`` and ``\\x03``, and the deals the report tells of."""

    report: ReportRow
    claim: str | None
    type: str | None
    snippet: str
    rank: float


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
    return [_deal_row(row, as_of, only) for row in rows]


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
        yield [_deal_row(row, as_of) for row in some]


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


def _deal_row(row: Any, as_of: dt.date | None, only: Sequence[str] = ()) -> DealRow:
    told = row._mapping
    values = {name: told[name] for name in _PLAIN}
    dossier = {key: told[f"dossier {key}"] for key in only} if only else row.dossier
    silent = row.last_seen is not None and row.last_seen < _dormant_before(as_of)
    dormant = silent and row.stage not in _OVER
    return DealRow(id=row.deal, dossier=dossier, dormant=dormant, **values)


_PLAIN = [one.name for one in fields(DealRow) if one.name not in {"id", "dossier", "dormant"}]


def deal(connection: Connection, name: str, as_of: dt.date | None = None) -> DealRow:
    """Return the deal that ``name`` leads to: its id, any of its tellings' slugs, or the start of
    one that no other has. Raises :class:`RegisterError` where there is none or more than one."""
    tellings = _tellings(connection, name)
    slugs = {telling.slug for telling in tellings}
    rows = connection.execute(
        select(deal_states).where(deal_states.c.family_id == tellings[0].family_id, known(as_of))
    )
    for row in rows:
        if not slugs.isdisjoint(row.dossier["tellings"]):
            return _deal_row(row, as_of)
    raise RegisterError(f"{name}: nothing was known of it on {as_of}; its first report is later")


def _tellings(connection: Connection, name: str) -> Sequence[Any]:
    """Return the telling of this name, or all of one deal whose names begin so."""
    slug = name.strip().lower()
    columns = report_deals.c.slug, report_deals.c.family_id, report_deals.c.deal
    named = connection.execute(select(*columns).where(report_deals.c.slug == slug)).all()
    if not named and slug:
        after = slug[:-1] + chr(ord(slug[-1]) + 1)
        named = connection.execute(
            select(*columns)
            .where(report_deals.c.slug >= slug, report_deals.c.slug < after)
            .order_by(report_deals.c.slug)
            .limit(200)
        ).all()
        found = {row.deal for row in named if row.family_id}
        if len(found) > 1:
            listed = ", ".join(sorted(found)[:8])
            raise RegisterError(f"{name}: more than one deal begins so: {listed}")
    if not named:
        raise RegisterError(f"{name}: no such deal; {_meant(connection, slug)}")
    current = [row for row in named if row.family_id != 0]
    if not current:
        raise RegisterError(f"{name}: told only by a report that was since corrected")
    return current


def deals_told(connection: Connection) -> dict[tuple[str, int], str]:
    """Return the deal that each telling belongs to, by its report's key and its place there."""
    rows = connection.execute(
        select(reports.c.key, report_deals.c.position, report_deals.c.deal)
        .join(reports, reports.c.id == report_deals.c.report_id)
        .where(report_deals.c.family_id != 0)
    )
    return {(row.key, row.position): row.deal for row in rows}


def _meant(connection: Connection, slug: str) -> str:
    """Say which deals of the same states somebody may have meant, or how to find one."""
    states = "-".join(slug.split("-")[:2])
    near = (
        select(report_deals.c.deal)
        .where(report_deals.c.slug >= f"{states}-", report_deals.c.slug < f"{states}.")
        .where(report_deals.c.family_id != 0)
        .limit(200)
    )
    beside = set(connection.execute(near).scalars()) if slug.count("-") else set()
    meant = get_close_matches(slug, sorted(beside), 3)
    return f"did you mean {' or '.join(meant)}?" if meant else "dealtrace deals lists them"


def state(connection: Connection) -> tuple[int, int]:
    """Return what changes whenever a report is added or somebody decides something: the last
    report's number and the last decision's. What is known now of deals is the same as long."""
    report_, decision = (
        connection.execute(select(func.max(table.c.id))).scalar() or 0
        for table in (reports, decision_table)
    )
    return report_, decision


def list_reports(
    connection: Connection,
    deal_id: str | None = None,
    publisher: str | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    superseded: bool = False,
    limit: int | None = 50,
    offset: int = 0,
) -> list[ReportRow]:
    """Return reports, the latest published first; superseded ones only where asked for."""
    asked = select(reports).order_by(reports.c.published.desc(), reports.c.id.desc())
    if deal_id is not None:
        own = select(report_deals.c.report_id).where(report_deals.c.deal == deal_id)
        asked = asked.where(reports.c.id.in_(own))
    if publisher is not None:
        asked = asked.where(
            literal_column(PUBLISHER_KEY) == func.lower(publisher[:100]),
            func.lower(reports.c.publisher) == func.lower(publisher),
        )
    if since is not None:
        asked = asked.where(reports.c.published >= since)
    if until is not None:
        asked = asked.where(reports.c.published <= until)
    if not superseded:
        asked = asked.where(reports.c.superseded_by.is_(None))
    asked = asked.offset(offset)
    rows = connection.execute(asked if limit is None else asked.limit(limit)).all()
    return _report_rows(connection, rows)


def reports_of(connection: Connection, row: DealRow) -> tuple[ReportRow, ...]:
    """Return the reports of a deal as it was known when ``row`` was asked for, in order of time."""
    keys = row.dossier["reports"]
    found = {r.key: r for r in list_reports(connection, row.id, limit=None)}
    missing = [key for key in keys if key not in found]  # since then joined to another deal
    found |= {key: report(connection, key)[0] for key in missing}
    return tuple(found[key] for key in keys)


def latest_reports(connection: Connection, limit: int) -> list[ReportRow]:
    """Return the reports that were added last, the latest first, without superseded ones."""
    asked = select(reports).where(reports.c.superseded_by.is_(None))
    rows = connection.execute(asked.order_by(reports.c.id.desc()).limit(limit)).all()
    return _report_rows(connection, rows)


def report(connection: Connection, key: str) -> tuple[ReportRow, str]:
    """Return a report by its key, or the start of it, and its text."""
    first = key.lower()  # hexadecimal digits: "g" comes after them all
    found = connection.execute(
        select(reports).where(reports.c.key >= first, reports.c.key < first + "g").limit(2)
    ).all()
    if len(found) != 1:
        problem = "more than one report begins so" if found else "no such report"
        raise RegisterError(f"{key}: {problem}; dealtrace reports lists them")
    return _report_rows(connection, found)[0], str(found[0].text)


def _report_rows(connection: Connection, rows: Sequence[Any]) -> list[ReportRow]:
    keys = _keys(connection, {n for r in rows for n in (r.copy_of, r.superseded_by) if n})
    told: dict[int, list[str]] = {}
    asked = (
        select(report_deals.c.report_id, report_deals.c.deal)
        .where(report_deals.c.report_id.in_([row.id for row in rows]))
        .where(report_deals.c.family_id != 0)
        .order_by(report_deals.c.position)
    )
    for row in connection.execute(asked):
        told.setdefault(row.report_id, []).append(row.deal)
    return [
        ReportRow(
            row.key,
            row.published,
            row.publisher,
            row.title,
            row.url,
            row.path,
            row.added_at,
            keys.get(row.copy_of),
            keys.get(row.superseded_by),
            tuple(dict.fromkeys(told.get(row.id, ()))),
        )
        for row in rows
    ]


def _keys(connection: Connection, ids: set[int]) -> dict[int | None, str]:
    asked = select(reports.c.id, reports.c.key).where(reports.c.id.in_(sorted(ids)))
    return {row.id: row.key for row in connection.execute(asked)}


def search(connection: Connection, query: str, limit: int = 20, offset: int = 0) -> list[Found]:
    """Return reports and claims with all words of ``query``, best first, of both the first
    ``limit`` after the first ``offset``; see ``fulltext``."""
    many = offset + limit
    best = fulltext.find(connection, "reports", query, many)[offset:]
    hits = [("reports", hit) for hit in best]
    said = fulltext.find(connection, "claims", query, many)[offset:]
    claim_of = _claims(connection, [hit.id for hit in said])
    numbers = {hit.id for _, hit in hits} | {row.report_id for row in claim_of.values()}
    asked = select(reports).where(reports.c.id.in_(sorted(numbers)))
    rows = connection.execute(asked).all()
    made = dict(zip((r.id for r in rows), _report_rows(connection, rows), strict=True))
    found = [Found(made[hit.id], None, None, hit.snippet, hit.rank) for _, hit in hits]
    for hit in said:
        row = claim_of[hit.id]
        found.append(Found(made[row.report_id], row.number, row.type, hit.snippet, hit.rank))
    return found


def _claims(connection: Connection, ids: Sequence[int]) -> dict[int, Any]:
    columns = claims.c.id, claims.c.report_id, claims.c.number, claims.c.type
    rows = connection.execute(select(*columns).where(claims.c.id.in_(ids)))
    return {row.id: row for row in rows}


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a deal's history: the day, the report (key) or the decision, and what it did to
    the deal: the headline as of then, None where it stayed the same."""

    day: dt.date
    report: ReportRow | None
    decision: Decision | None
    headline: str | None


def history(connection: Connection, name: str) -> list[Event]:
    """Return all that happened to a deal, in order: reports as they were published, decisions."""
    row = deal(connection, name)
    slugs = row.dossier["tellings"]
    states = connection.execute(
        select(deal_states.c.valid_from, deal_states.c.headline)
        .where(deal_states.c.deal == row.id)
        .order_by(deal_states.c.valid_from)
    )
    headline_of = {state.valid_from: state.headline for state in states}
    asked = select(reports).where(
        reports.c.id.in_(select(report_deals.c.report_id).where(report_deals.c.slug.in_(slugs)))
    )
    told = _report_rows(connection, connection.execute(asked).all())
    events = [Event(r.published or r.added_at.date(), r, None, None) for r in told]
    made = decisions.about(connection, slugs)
    events += [Event(one.made_at.date(), None, one, None) for one in made]
    events.sort(key=lambda e: (e.day, e.decision.id if e.decision else 0, e.report is None))
    return _with_headlines(events, headline_of)


def _with_headlines(events: Sequence[Event], headline_of: dict[dt.date, str]) -> list[Event]:
    """Give each day's change to the last event of the day."""
    last = {event.day: place for place, event in enumerate(events)}
    found, before = [], None
    for place, event in enumerate(events):
        now = headline_of.get(event.day) if last[event.day] == place else None
        found.append(Event(event.day, event.report, event.decision, now if now != before else None))
        before = now or before
    return found
