"""Lists of reports, and one report with its text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, literal_column, select

from dealtrace.register.errors import RegisterError
from dealtrace.register.schema import PUBLISHER_KEY, report_deals, reports


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
    return report_rows(connection, rows)


def latest_reports(connection: Connection, limit: int) -> list[ReportRow]:
    """Return the reports that were added last, the latest first, without superseded ones."""
    asked = select(reports).where(reports.c.superseded_by.is_(None))
    rows = connection.execute(asked.order_by(reports.c.id.desc()).limit(limit)).all()
    return report_rows(connection, rows)


def report(connection: Connection, key: str) -> tuple[ReportRow, str]:
    """Return a report by its key, or the start of it, and its text."""
    first = key.lower()  # hexadecimal digits: "g" comes after them all
    found = connection.execute(
        select(reports).where(reports.c.key >= first, reports.c.key < first + "g").limit(2)
    ).all()
    if len(found) != 1:
        problem = "more than one report begins so" if found else "no such report"
        raise RegisterError(f"{key}: {problem}; dealtrace reports lists them")
    return report_rows(connection, found)[0], str(found[0].text)


def report_rows(connection: Connection, rows: Sequence[Any]) -> list[ReportRow]:
    """Return rows of ``reports`` as lists have them, in the same order."""
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
