"""Meetings and visits across the register, with who was there, as people judged the claims."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Text, cast, select

from dealtrace.register import claims_judged
from dealtrace.register.claims_judged import Judgement
from dealtrace.register.entities.meant import meant
from dealtrace.register.said import of_types, rows_judged
from dealtrace.register.schema import claim_actors, claims, entities, names, reports


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody at a meeting or visit: the entity's key, kind, name and state (ISO3)."""

    key: str
    kind: str
    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting or visit that a claim tells of: the report (its number in the database), the
    report's day (ISO 8601; empty where it has none), and who was there, in the claim's order."""

    report: int
    day: str
    here: tuple[Attendee, ...]


def gatherings(
    connection: Connection,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    as_of: dt.date | None = None,
) -> list[Gathering]:
    """Return meetings and visits that claims tell of as done or planned.

    Days are those of the reports; copies of a text and corrected texts are left out.
    """
    every = claims_judged.every(connection, as_of)
    judged = {
        row.id: (row, every[row.key, row.number]) for row in rows_judged(connection, every, as_of)
    }
    found: dict[int, tuple[int, str, list[Attendee]]] = {}
    known: dict[str, Attendee] = {}
    read = connection.execute(_attended(since, until, as_of))
    for claim, report, day, role, key, kind, name, country in read:
        if claim not in judged or _stays(judged[claim][1], role):
            one = known.get(key) or known.setdefault(key, Attendee(key, kind, name, country))
            found.setdefault(claim, (report, day or "", []))[2].append(one)
    people = meant(connection, claims_judged.roles(every.values()))
    for row, now in judged.values():
        if _within(row.published, since, until):
            day = row.published.isoformat() if row.published else ""
            here = found.setdefault(row.id, (row.report_id, day, []))[2]
            here += _brought_in(row, now, people)
    return [Gathering(report, day, tuple(here)) for report, day, here in found.values() if here]


_PRESENT = ("participant", "counterpart", "visitor", "host", "destination")
_GATHERINGS = ("meeting", "visit")


def _attended(since: dt.date | None, until: dt.date | None, as_of: dt.date | None) -> Any:
    """Return the question for who was where by what was read: claim, report, day, role, and what an
    attendee has, claim by claim."""
    asked = (
        select(
            claims.c.id,
            claims.c.report_id,
            cast(reports.c.published, Text),
            claim_actors.c.role,
            entities.c.key,
            entities.c.kind,
            entities.c.name,
            entities.c.country,
        )
        .join(reports, reports.c.id == claims.c.report_id)
        .join(claim_actors, claim_actors.c.claim_id == claims.c.id)
        .join(names, names.c.id == claim_actors.c.name_id)
        .join(entities, entities.c.id == names.c.entity_id)
        .where(of_types(_GATHERINGS), claims.c.modality != "denied")
        .where(claim_actors.c.role.in_(_PRESENT))
        .where(reports.c.superseded_by.is_(None), reports.c.copy_of.is_(None))
        .order_by(claims.c.id, claim_actors.c.position)
    )
    if since is not None:
        asked = asked.where(reports.c.published >= since)
    for last in filter(None, (until, as_of)):
        asked = asked.where(reports.c.published <= last)
    return asked


def _within(day: dt.date | None, since: dt.date | None, until: dt.date | None) -> bool:
    """Whether a day is in a time; none is only where all times are wanted."""
    if day is None:
        return since is None and until is None
    return (since or day) <= day <= (until or day)


def _stays(now: Judgement, role: str) -> bool:
    """Whether who was read in a role was there by what people say of the claim."""
    gone = now.rejected or claims_judged.in_role(now, role) is not None
    return not gone and _gathered(now, "meeting", "asserted")


def _gathered(now: Judgement, type_: str, modality: str) -> bool:
    """Whether a claim that was read so tells of a meeting or visit that was or is to be."""
    return now.told("type", type_) in _GATHERINGS and now.told("modality", modality) != "denied"


def _brought_in(row: Any, now: Judgement, people: Mapping[str, Any]) -> Iterator[Attendee]:
    """Yield those who by a correction were at a meeting or visit."""
    if now.rejected or not _gathered(now, row.type, row.modality):
        return
    for role in _PRESENT:
        for who in claims_judged.in_role(now, role) or ():
            if of := people.get(who["name"]):
                yield Attendee(of.key, of.kind, of.name, of.country)
