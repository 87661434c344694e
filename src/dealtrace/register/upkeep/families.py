"""Whether the deals are what their reports and decisions come to."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, func, select

from dealtrace.register import merging, past, spans, states
from dealtrace.register.family import Family, load_family
from dealtrace.register.model import Dossier, Json
from dealtrace.register.progress import Progress
from dealtrace.register.schema import (
    deal_briefs,
    deal_facets,
    deal_states,
    report_deal_keys,
    report_deals,
    reports,
)
from dealtrace.register.store import forget
from dealtrace.register.upkeep.pages import count
from dealtrace.register.wire import brief, to_json


def families(connection: Connection, progress: Progress) -> Iterator[str]:
    """Yield where deals, their history, or what they are found by do not follow from the reports.

    One family is held in memory at a time.
    """
    forget(connection)  # it is the tables that are checked
    yield from _strays(connection)
    numbers = select(report_deals.c.family_id).where(report_deals.c.family_id != 0).distinct()
    total, done, last = count(connection, numbers.subquery()), 0, 0
    while number := connection.execute(
        select(func.min(report_deals.c.family_id)).where(report_deals.c.family_id > last)
    ).scalar():
        for fault in _family(connection, number):
            yield f"deals of family {number}: {fault}"
        last, done = number, done + 1
        progress("deals", done, total)


def _strays(connection: Connection) -> Iterator[str]:
    """Tellings in a family though superseded, or in none though not; what belongs to neither."""
    gone = reports.c.superseded_by.is_not(None)
    out = report_deals.c.family_id == 0
    told = report_deals.join(reports)
    kinds = {
        "tellings of superseded reports are still merged": (told, gone & ~out),
        "tellings are not merged": (told, ~gone & out),
        "tellings of superseded reports are still looked for": (
            report_deal_keys.join(report_deals),
            out,
        ),
        "states of deals belong to no report": (
            deal_states,
            deal_states.c.family_id.not_in(select(report_deals.c.family_id)),
        ),
    }
    for what, (table, where) in kinds.items():
        asked = select(func.count()).select_from(table).where(where)
        number = connection.execute(asked).scalar_one()
        if number:
            yield f"{number} {what}"


def _family(connection: Connection, number: int) -> Iterator[str]:
    family = load_family(connection, number)
    yield from _tellings(connection, number, family)
    yield from _states(connection, number, family)


def _tellings(connection: Connection, number: int, family: Family) -> Iterator[str]:
    """Tellings that lead to another deal than theirs, or are not found by their keys."""
    own = report_deals.c.family_id == number
    found: defaultdict[str, list[int]] = defaultdict(list)
    asked = select(report_deals.c.slug, report_deal_keys.c.key).join(report_deals).where(own)
    for slug, key in connection.execute(asked):
        found[slug].append(key)
    rows = {row.slug: row for row in connection.execute(select(report_deals).where(own))}
    now = family.compared().tellings
    told = {one.slug: [one, now[i]] for i, one in enumerate(family.tellings)}
    for one in family.dossiers():
        for telling in one.tellings:
            row = rows[telling.slug]
            if row.deal != one.id:
                yield f"{telling.slug} leads to {row.deal}, and is of {one.id}"
            if tuple(sorted(found[telling.slug])) != merging.found_by(told[telling.slug]):
                yield f"{telling.slug} is not found by what it says"
            if row.known_from != telling.report.known_from:
                yield f"{telling.slug} counts from another day than its report's"


def _states(connection: Connection, number: int, family: Family) -> Iterator[str]:
    """Deals not kept as known from day to day; where that is put off, as known now."""
    late = past.is_late(connection, number)
    kept = deal_states.c.family_id == number
    where = [kept, deal_states.c.valid_until.is_(None)] if late else [kept]
    facets, briefs = _facets(connection, number), _briefs(connection, number)
    stored: dict[tuple[str, dt.date | None], Any] = {
        (row.deal, None if late else row.valid_from): row
        for row in connection.execute(select(deal_states).where(*where))
    }
    for day, until, one, body in _present(family) if late else _spans(family):
        row = stored.pop((one.id, day), None)
        if row is None:
            yield f"{one.id} as known {_on(day)} is missing"
        elif row.dossier != body or row.valid_until != until or _differs(row, one):
            yield f"{one.id} as known {_on(day)} is not what the reports say"
        elif facets[row.id] != states.facets(one):
            yield f"{one.id} as known {_on(day)} is not found by what it is"
        elif briefs.get(row.id) != brief(body):
            yield f"{one.id} as known {_on(day)} is listed as other than it is"
    for deal, day in stored:
        yield f"{deal} as known {_on(day)} follows from no report"


def _facets(connection: Connection, number: int) -> dict[int, set[tuple[str, str]]]:
    found: defaultdict[int, set[tuple[str, str]]] = defaultdict(set)
    asked = select(deal_facets).join(deal_states).where(deal_states.c.family_id == number)
    for row in connection.execute(asked):
        found[row.state_id].add((row.facet, row.value))
    return found


def _briefs(connection: Connection, number: int) -> dict[int, Json]:
    asked = select(deal_briefs).join(deal_states).where(deal_states.c.family_id == number)
    return {row.state_id: row.brief for row in connection.execute(asked)}


def _on(day: dt.date | None) -> str:
    return f"on {day}" if day else "now"


def _differs(row: Any, one: Dossier) -> bool:
    """Whether a row says other than a dossier; sums without a date are of the day they came."""
    told = states.columns(one)
    if one.first_seen is None:
        told.pop("amount_usd")
    return any(row._mapping[name] != value for name, value in told.items())


def _present(family: Family) -> Iterator[tuple[None, None, Dossier, Json]]:
    """Yield the deals as known now."""
    for one in family.dossiers():
        yield None, None, one, to_json(one)


def _spans(family: Family) -> Iterator[tuple[dt.date, dt.date | None, Dossier, Json]]:
    """Yield the deals with the days from which and until which they were known so."""
    for span in spans.whole(family):
        one = span.dossier(family)
        yield span.since, span.until, one, to_json(one)
