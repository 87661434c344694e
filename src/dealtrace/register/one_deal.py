"""One deal of the register: by its name, with its reports and its history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from sqlalchemy import Connection, select

from dealtrace.register import decisions
from dealtrace.register.conditions import known
from dealtrace.register.deal_lists import DealRow, deal_row
from dealtrace.register.decisions import Decision
from dealtrace.register.errors import RegisterError
from dealtrace.register.report_lists import ReportRow, list_reports, report, report_rows
from dealtrace.register.schema import deal_states, report_deals, reports


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
            return deal_row(row, as_of)
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


def reports_of(connection: Connection, row: DealRow) -> tuple[ReportRow, ...]:
    """Return the reports of a deal as it was known when ``row`` was asked for, in order of time."""
    keys = row.dossier["reports"]
    found = {r.key: r for r in list_reports(connection, row.id, limit=None)}
    missing = [key for key in keys if key not in found]  # since then joined to another deal
    found |= {key: report(connection, key)[0] for key in missing}
    return tuple(found[key] for key in keys)


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
    told = report_rows(connection, connection.execute(asked).all())
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
