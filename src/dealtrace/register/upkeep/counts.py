"""Whether names and entities are counted right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select, union_all

from dealtrace.register.schema import (
    claim_actors,
    claims,
    entities,
    name_offices,
    names,
    report_offices,
    reports,
)

_SOME = 1000  # faults of one sort that are counted


def miscounted(connection: Connection) -> Iterator[str]:
    """Yield names, offices and entities whose counts do not follow from the reports."""
    for query, fault in (
        (_names(), "name {0!r}: mentioned {2} times, not {1}"),
        (_entities(), "entity {0}: mentioned {2} times, not {1}"),
        (_offices(), "office {0!r}: told of by {2} reports, not {1}"),
        (_forgotten(), "name {0!r}: mentioned no more, but still leads to an entity"),
    ):
        for row in connection.execute(query.limit(_SOME)):
            yield fault.format(*row)


def _names() -> Select[Any]:
    in_claims = (
        select(claim_actors.c.name_id, func.count().label("n"))
        .join(claims, claims.c.id == claim_actors.c.claim_id)
        .join(reports, reports.c.id == claims.c.report_id)
        .where(reports.c.superseded_by.is_(None), claim_actors.c.name_id.is_not(None))
        .group_by(claim_actors.c.name_id)
    )
    in_offices = (
        select(report_offices.c.name_id, func.count().label("n"))
        .join(reports, reports.c.id == report_offices.c.report_id)
        .where(reports.c.superseded_by.is_(None))
        .group_by(report_offices.c.name_id)
    )
    both = union_all(in_claims, in_offices).subquery()
    told = select(both.c.name_id, func.sum(both.c.n).label("n")).group_by(both.c.name_id).subquery()
    right = func.coalesce(told.c.n, 0)
    return (
        select(names.c.name, names.c.mentions, right)
        .outerjoin(told, told.c.name_id == names.c.id)
        .where(names.c.mentions != right)
    )


def _entities() -> Select[Any]:
    led = (
        select(names.c.entity_id, func.sum(names.c.mentions).label("n"))
        .group_by(names.c.entity_id)
        .subquery()
    )
    right = func.coalesce(led.c.n, 0)
    return (
        select(entities.c.key, entities.c.mentions, right)
        .outerjoin(led, led.c.entity_id == entities.c.id)
        .where(entities.c.mentions != right)
    )


def _offices() -> Select[Any]:
    told = (
        select(report_offices.c.name_id, report_offices.c.office, func.count().label("n"))
        .join(reports, reports.c.id == report_offices.c.report_id)
        .where(reports.c.superseded_by.is_(None))
        .group_by(report_offices.c.name_id, report_offices.c.office)
        .subquery()
    )
    here = and_(told.c.name_id == name_offices.c.name_id, told.c.office == name_offices.c.office)
    right = func.coalesce(told.c.n, 0)
    return (
        select(name_offices.c.office, name_offices.c.reports, right)
        .outerjoin(told, here)
        .where(name_offices.c.reports != right)
    )


def _forgotten() -> Select[Any]:
    return select(names.c.name).where(names.c.mentions == 0, names.c.entity_id.is_not(None))
