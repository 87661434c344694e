"""Claims across the register, with who fills their roles and who says them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from dealtrace.register import claims_judged
from dealtrace.register.claims_judged import Judgement, Name
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
    asked = select(claims.c.id, claims.c.text)
    if naming is None:
        asked = asked.where(of_types(types))
    else:
        asked = asked.where(_naming(*naming), claims.c.type.in_(types))
    rows = connection.execute(asked).all()  # without their reports: most sentences are not kept
    kept = [row.id for row in rows if keep is None or keep(row.text)]
    found = _standing(connection, kept, as_of)
    return _as_judged(connection, found, types, naming, as_of, keep)


def _naming(state: str, roles: Sequence[str]) -> ColumnElement[bool]:
    """Return the condition that a state (ISO3) has one of some roles in a claim."""
    of_state = (
        select(names.c.id)
        .join(entities, entities.c.id == names.c.entity_id)  # names have no index of their states
        .where(entities.c.kind == "state", entities.c.country == state)
        .where(names.c.kind == "state", names.c.country == state)
    )
    mine = select(claim_actors.c.claim_id).where(
        claim_actors.c.name_id.in_(of_state), claim_actors.c.role.in_(roles)
    )
    return claims.c.id.in_(mine)


def _standing(connection: Connection, ids: Sequence[int], as_of: dt.date | None) -> list[int]:
    """Return those of some claims whose reports count and were known on a day, the latest first."""
    found: list[tuple[int, int, int]] = []
    for start in range(0, len(ids), _SOME):
        some = claims.c.id.in_(ids[start : start + _SOME])
        told = _told(as_of).add_columns(reports.c.published, claims.c.report_id).where(some)
        for row in connection.execute(told):
            day = row.published or dt.date.min
            found.append((-day.toordinal(), row.report_id, row.id))
    return [number for *_, number in sorted(found)]


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
        told = _told(as_of).where(some, claims.c.type.in_(types))
        found += [row.id for row in connection.execute(told)]
    wanted = set(keys)
    made = _as_judged(connection, sorted(found), types, None, as_of)
    return [one for one in _latest_first(made) if one.report in wanted]


def _latest_first(made: Iterable[Said]) -> list[Said]:
    return sorted(made, key=lambda one: one.published or dt.date.min, reverse=True)


def _as_judged(
    connection: Connection,
    ids: Sequence[int],
    types: Sequence[str],
    naming: tuple[str, Sequence[str]] | None,
    as_of: dt.date | None,
    keep: Callable[[str], object] | None = None,
) -> list[Said]:
    """Return claims, in the order of their ids given, as people corrected them: without those they
    rejected or took out of what is asked for, with those they brought into it."""
    judged = claims_judged.every(connection, as_of)
    if not judged:
        return _said(connection, ids)
    own = set(ids)
    fresh = [
        row.id
        for row in rows_judged(connection, judged, as_of)
        if row.id not in own and (keep is None or keep(row.text))
    ]
    made = ((one, judged.get((one.report, one.claim))) for one in _said(connection, [*ids, *fresh]))
    found = [
        one if now is None else _corrected(one, now)
        for one, now in made
        if now is None or not now.rejected
    ]
    asked = [
        one
        for one in found
        if (one.report, one.claim) not in judged or _is_asked_for(one, types, naming)
    ]
    return _latest_first(asked) if fresh else asked


def rows_judged(
    connection: Connection, judged: Mapping[Name, Judgement], as_of: dt.date | None
) -> Iterable[Any]:
    """Yield claims that people judged: ``id``, ``text``, ``report_id``, the report's ``key`` and
    ``published``, ``number``, ``type`` and ``modality``."""
    keys = sorted({key for key, _ in judged})
    for start in range(0, len(keys), _SOME):
        told = _told(as_of).where(reports.c.key.in_(keys[start : start + _SOME]))
        more = claims.c.report_id, claims.c.number, claims.c.type, claims.c.modality
        asked = told.add_columns(reports.c.key, reports.c.published, *more)
        for row in connection.execute(asked):
            if (row.key, row.number) in judged:
                yield row


def _is_asked_for(
    one: Said, types: Sequence[str], naming: tuple[str, Sequence[str]] | None
) -> bool:
    named = naming is None or any(naming[0] in one.who(role) for role in naming[1])
    return one.type in types and named


def _corrected(one: Said, now: Judgement) -> Said:
    told: Json = {
        name: now.told(name, getattr(one, name))
        for name in ("type", "modality", "amount", "currency")
    }
    cast = now.correction.get("roles", {})
    kept = [(role, name) for role, name in one.actors if role not in cast]
    fresh = [(role, who["code"] or who["name"]) for role, all_ in cast.items() for who in all_]
    if cast:
        gone = {name for _, name in one.actors} - {name for _, name in kept}
        come = {who["code"] for all_ in cast.values() for who in all_ if who["code"]}
        told["states"] = one.states - gone | come
    return replace(
        one, chain=tuple(now.told("attribution", one.chain)), actors=(*kept, *fresh), **told
    )


def of_types(types: Sequence[str]) -> ColumnElement[bool]:
    """Return the condition that claims are of some types, found by the index that has them."""
    same = claims.alias()
    return claims.c.id.in_(select(same.c.id).where(same.c.type.in_(types)))


_SOME = 400  # values in one list of a statement


def _told(as_of: dt.date | None) -> Any:
    """Return the question for ids and sentences of claims that were known on a day, in no order:
    in that of days, reports of all days would be gone through."""
    asked = (
        select(claims.c.id, claims.c.text)
        .join(reports, reports.c.id == claims.c.report_id)
        .where(func.coalesce(reports.c.superseded_by, reports.c.copy_of, 0) == 0)  # by no index
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
