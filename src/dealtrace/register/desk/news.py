"""What is new in the register since somebody last looked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from dealtrace.register import deal_lists, decisions, report_lists
from dealtrace.register.deal_lists import DealRow, Filter
from dealtrace.register.decisions import Decision
from dealtrace.register.report_lists import ReportRow
from dealtrace.register.schema import deal_facets, deal_states, report_deals, reports
from dealtrace.register.schema import decisions as decision_table

_LATEST = 100  # reports that are looked through for what is new


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the register holds."""

    reports: int
    deals: int
    decisions: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A deal that reports added of late tell of; ``fresh`` where nothing was known of it before."""

    row: DealRow
    reports: tuple[ReportRow, ...]
    fresh: bool


@dataclass(frozen=True, slots=True)
class News:
    """What came since a time (of all, without one): deals, reports without a deal, decisions."""

    since: dt.datetime | None
    deals: tuple[Moved, ...]
    others: tuple[ReportRow, ...]
    decisions: tuple[Decision, ...]


def counts(connection: Connection) -> Counts:
    """Return how much the register holds."""
    every = (
        select(func.count())
        .select_from(deal_facets)
        .join(deal_states, deal_states.c.id == deal_facets.c.state_id)
        .where(deal_facets.c.facet == "all", deal_states.c.valid_until.is_(None))
    )
    return Counts(
        connection.execute(select(func.count()).select_from(reports)).scalar() or 0,
        connection.execute(every).scalar() or 0,
        connection.execute(select(func.count()).select_from(decision_table)).scalar() or 0,
    )


def news(connection: Connection, since: dt.datetime | None, most: int = 30) -> News:
    """Return what was added and decided after ``since``, the latest first."""
    latest = report_lists.latest_reports(connection, _LATEST)
    rows = [row for row in latest if since is None or row.added_at > since]
    told: dict[str, list[ReportRow]] = {}
    for row in rows:
        for deal in row.deals:
            told.setdefault(deal, []).append(row)
    names = tuple(told)[:most]
    rows_of = deal_lists.deals(connection, Filter(among=names), limit=None, whole=False)
    known = {row.id: row for row in rows_of}
    moved = [
        Moved(known[name], tuple(told[name]), len(told[name]) == known[name].reports)
        for name in names
        if name in known
    ]
    others = tuple(row for row in rows if not row.deals)[:most]
    return News(since, tuple(moved), others, _decided(connection, since, most))


def _decided(connection: Connection, since: dt.datetime | None, most: int) -> tuple[Decision, ...]:
    first = decision_table.c.made_at > (since or dt.datetime.min)
    ids = select(decision_table.c.id).where(first).order_by(decision_table.c.id.desc()).limit(most)
    made = decisions.read(connection, decision_table.c.id.in_(ids))
    return tuple(reversed(made))


def deals_of_reports(connection: Connection, keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the deals that each report tells of, by the reports' keys."""
    found: dict[str, tuple[str, ...]] = {}
    asked = (
        select(reports.c.key, report_deals.c.deal)
        .join(report_deals, report_deals.c.report_id == reports.c.id)
        .where(reports.c.key.in_(keys), report_deals.c.family_id != 0)
        .order_by(report_deals.c.position)
    )
    for key, deal in connection.execute(asked):
        found[key] = (*found.get(key, ()), deal)
    return found
