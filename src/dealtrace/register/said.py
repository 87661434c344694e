"""Claims across the register, with who fills their roles and who says them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from dealtrace.register.model import Json
from dealtrace.register.schema import claim_actors, claims, entities, names, reports


@dataclass(frozen=True, slots=True)
class Said:
    """A claim in its sentence: the report's key, day and publisher, who says it, outermost first,
    each with ``source`` and ``kind``, who fills which role (a state's ISO3 code, else the name as
    written), the time of what is told (ISO 8601 day or span), its place, and the states of all
    who are named."""

    report: str
    published: dt.date | None
    publisher: str | None
    claim: str
    type: str
    modality: str
    amount: float | None
    currency: str | None
    text: str
    chain: tuple[Json, ...]
    actors: tuple[tuple[str, str], ...] = ()
    time: str | None = None
    place: str | None = None
    states: frozenset[str] = frozenset()

    def who(self, role: str) -> tuple[str, ...]:
        """Return those in a role."""
        return tuple(dict.fromkeys(actor for filled, actor in self.actors if filled == role))


def claims_told(
    connection: Connection,
    types: Sequence[str],
    naming: tuple[str, Sequence[str]] | None = None,
    as_of: dt.date | None = None,
    keep: Callable[[str], object] | None = None,
) -> list[Said]:
    """Return claims of these types, the latest first.

    ``naming`` wants those in which a state (ISO3) has one of some roles, ``keep`` those of whose
    sentence it holds. Copies of a text and texts that were corrected since are left out.
    """
    told = _told(as_of)
    if naming is None:
        told = told.where(_of_types(types))
    else:
        state, roles = naming
        of_state = select(names.c.id).where(names.c.country == state, names.c.kind == "state")
        mine = select(claim_actors.c.claim_id).where(
            claim_actors.c.name_id.in_(of_state), claim_actors.c.role.in_(roles)
        )
        told = told.where(claims.c.id.in_(mine), claims.c.type.in_(types))
    rows = connection.execute(told).all()
    return _said(connection, [row.id for row in rows if keep is None or keep(row.text)])


def claims_of_reports(
    connection: Connection,
    keys: Sequence[str],
    types: Sequence[str],
    as_of: dt.date | None = None,
) -> list[Said]:
    """Return claims of these reports (keys), the latest first."""
    found: list[int] = []
    for start in range(0, len(keys), _SOME):
        some = reports.c.key.in_(keys[start : start + _SOME])
        # In no order: in that of days, reports of all days would be gone through.
        told = _told(as_of).where(some, claims.c.type.in_(types)).order_by(None)
        found += [row.id for row in connection.execute(told)]
    made = _said(connection, sorted(found))
    return sorted(made, key=lambda one: one.published or dt.date.min, reverse=True)


def _of_types(types: Sequence[str]) -> ColumnElement[bool]:
    """Return the condition that claims are of some types, found by the index that has them."""
    same = claims.alias()
    return claims.c.id.in_(select(same.c.id).where(same.c.type.in_(types)))


_SOME = 400  # values in one list of a statement


def _told(as_of: dt.date | None) -> Any:
    """Return the question for ids and sentences of claims that were known on a day."""
    asked = (
        select(claims.c.id, claims.c.text)
        .join(reports, reports.c.id == claims.c.report_id)
        .where(func.coalesce(reports.c.superseded_by, reports.c.copy_of, 0) == 0)  # by no index
        .order_by(reports.c.published.desc(), reports.c.id, claims.c.id)
    )
    if as_of is None:
        return asked
    day = dt.datetime.combine(as_of, dt.time.max)
    dated = reports.c.published <= as_of
    return asked.where(or_(dated, and_(reports.c.published.is_(None), reports.c.added_at <= day)))


def _said(connection: Connection, ids: Sequence[int]) -> list[Said]:
    """Return claims, in the order of their ids given."""
    found: dict[int, Said] = {}
    actors = _actors(connection, ids)
    for start in range(0, len(ids), _SOME):
        asked = (
            select(claims, reports.c.key, reports.c.published, reports.c.publisher)
            .join(reports, reports.c.id == claims.c.report_id)
            .where(claims.c.id.in_(ids[start : start + _SOME]))
        )
        for row in connection.execute(asked):
            found[row.id] = _one_said(row, actors.get(row.id, ()))
    return [found[number] for number in ids]


def _one_said(row: Any, actors: Sequence[tuple[str, str, str]]) -> Said:
    return Said(
        row.key,
        row.published,
        row.publisher,
        row.number,
        row.type,
        row.modality,
        row.amount,
        row.currency,
        row.text,
        tuple(row.attribution),
        tuple((role, name) for role, name, _ in actors),
        row.time,
        row.place,
        frozenset(state for *_, state in actors if state),
    )


def _actors(connection: Connection, ids: Sequence[int]) -> dict[int, list[tuple[str, str, str]]]:
    """Return role, name and state of those in each claim."""
    found: dict[int, list[tuple[str, str, str]]] = {}
    columns = claim_actors.c.claim_id, claim_actors.c.role, claim_actors.c.as_written
    for start in range(0, len(ids), _SOME):
        asked = (
            select(*columns, names.c.kind, names.c.country)
            .join(names, names.c.id == claim_actors.c.name_id, isouter=True)
            .where(claim_actors.c.claim_id.in_(ids[start : start + _SOME]))
            .order_by(claim_actors.c.claim_id, claim_actors.c.position)
        )
        for claim, role, written, kind, country in connection.execute(asked):
            name = country if kind == "state" and country else written
            found.setdefault(claim, []).append((role, name, country or ""))
    return found


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody's part in a meeting or visit: the claim's number in the database, the report's key
    and day, and the entity's key, kind, name and state (ISO3)."""

    claim: int
    report: str
    published: dt.date | None
    key: str
    kind: str
    name: str
    country: str | None


def presences(
    connection: Connection,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    as_of: dt.date | None = None,
) -> list[Presence]:
    """Return who was at which meeting or visit, by claims that tell it as done or planned.

    Days are those of the reports; copies of a text and corrected texts are left out.
    """
    asked = (
        select(
            claims.c.id,
            reports.c.key,
            reports.c.published,
            entities.c.key,
            entities.c.kind,
            entities.c.name,
            entities.c.country,
        )
        .join(reports, reports.c.id == claims.c.report_id)
        .join(claim_actors, claim_actors.c.claim_id == claims.c.id)
        .join(names, names.c.id == claim_actors.c.name_id)
        .join(entities, entities.c.id == names.c.entity_id)
        .where(_of_types(("meeting", "visit")), claims.c.modality != "denied")
        .where(claim_actors.c.role.in_(_PRESENT))
        .where(reports.c.superseded_by.is_(None), reports.c.copy_of.is_(None))
        .order_by(claims.c.id, claim_actors.c.position)
    )
    for bound, ok in ((since, reports.c.published.__ge__), (until, reports.c.published.__le__)):
        if bound is not None:
            asked = asked.where(ok(bound))
    if as_of is not None:
        asked = asked.where(reports.c.published <= as_of)
    return [Presence(*row) for row in connection.execute(asked)]


_PRESENT = ("participant", "counterpart", "visitor", "host", "destination")
