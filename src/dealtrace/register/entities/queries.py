"""Asking for entities: who and what the reports speak of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Select, bindparam, exists, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from dealtrace.register import claims_judged, fulltext
from dealtrace.register.claims_judged import AS_READ, Judgement, Name
from dealtrace.register.entities.meant import meant
from dealtrace.register.entities.officeholders import known
from dealtrace.register.entities.spelling import plain
from dealtrace.register.schema import (
    claim_actors,
    claims,
    entities,
    name_offices,
    names,
    reports,
)

_CLAIMS = 200


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity in a list; ``mentions`` counts the places in claims that name it."""

    key: str
    kind: str
    name: str
    country: str | None
    mentions: int


@dataclass(frozen=True, slots=True)
class NameSeen:
    """A name as written, how often, and the first and last report's day."""

    name: str
    first_seen: dt.date | None
    last_seen: dt.date | None
    mentions: int


@dataclass(frozen=True, slots=True)
class OfficeSeen:
    """An office and its time: as reports tell it (the days of the first and last that do, and their
    number), or a term of the table of holders (``source`` "table", ``reports`` 0)."""

    office: str
    first_seen: dt.date | None
    last_seen: dt.date | None
    reports: int
    source: str


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A claim that names an entity: in which report and role, and the sentence."""

    report: str
    published: dt.date | None
    claim: str
    type: str
    role: str
    as_written: str
    text: str


@dataclass(frozen=True, slots=True)
class EntityPage:
    """All the register knows of an entity; ``claims`` newest first. ``family``: the weapon it is a
    variant of; ``variants``: keys of its own variants."""

    key: str
    kind: str
    name: str
    country: str | None
    family: str | None
    mentions: int
    names: tuple[NameSeen, ...]
    offices: tuple[OfficeSeen, ...]
    claims: tuple[Mentioned, ...]
    variants: tuple[str, ...] = ()


def list_entities(
    connection: Connection,
    kind: str | None = None,
    like: str | None = None,
    country: str | None = None,
    limit: int = 50,
    as_of: dt.date | None = None,
    offset: int = 0,
) -> list[EntityRow]:
    """Return entities, the most mentioned first.

    ``like`` is a part of any of their names, accents and capitals aside; ``country`` an ISO3 code;
    with ``as_of`` only those that a report of that day or before names.
    """
    query = select(entities).order_by(entities.c.mentions.desc(), entities.c.key)
    query = query.limit(limit).offset(offset)
    if kind:
        query = query.where(entities.c.kind == kind)
    if country:
        query = query.where(entities.c.country == country)
    if like:
        query = query.where(_named(connection, like))
    if as_of:
        seen = (names.c.entity_id == entities.c.id) & (names.c.first_seen <= as_of)
        query = query.where(exists().where(seen))
    return [
        EntityRow(row.key, row.kind, row.name, row.country, row.mentions)
        for row in connection.execute(query)
    ]


_INDEXED = 3  # letters that a part of a name must have to be found by an index


def _named(connection: Connection, like: str) -> ColumnElement[bool]:
    """Whether a name of the entity has ``like`` in it."""
    if min(len(like), len(plain(like))) < _INDEXED:  # most names have it, so few are looked at
        folded = names.c.folded.contains(plain(like), autoescape=True)
        written = names.c.name.icontains(like, autoescape=True)
        return exists().where(names.c.entity_id == entities.c.id, or_(folded, written))
    found = [fulltext.parts(connection, part) for part in sorted({plain(like), like.lower()})]
    parts = [one.columns(names.c.id).subquery() for one in found]
    ids = [names.c.id.in_(select(part.c.id)) for part in parts]
    meant = select(names.c.entity_id).where(or_(*ids), names.c.entity_id.is_not(None))
    return entities.c.id.in_(meant)


def show_entity(
    connection: Connection,
    key: str,
    as_of: dt.date | None = None,
    limit: int = _CLAIMS,
    offset: int = 0,
) -> EntityPage | None:
    """Return all that is known of the entity ``key``; None if there is none.

    With ``as_of`` only what reports of that day or before say. At most ``limit`` claims are given,
    after the first ``offset``.
    """
    row = connection.execute(select(entities).where(entities.c.key == key)).one_or_none()
    if row is None:
        return None
    forms = connection.execute(select(names).where(names.c.entity_id == row.id)).all()
    return EntityPage(
        row.key,
        row.kind,
        row.name,
        row.country,
        row.family,
        row.mentions,
        _names(forms, as_of),
        (*_told_offices(connection, row.id, as_of), *_terms(forms)),
        _claims(connection, row, forms, as_of, offset + limit)[offset:],
        _variants(connection, row),
    )


def _names(forms: Sequence[Any], as_of: dt.date | None) -> tuple[NameSeen, ...]:
    found: dict[str, NameSeen] = {}
    for form in forms:
        if as_of and (form.first_seen is None or form.first_seen > as_of):
            continue
        old = found.get(form.name)
        days = [d for d in (form.first_seen, old.first_seen if old else None) if d]
        ends = [d for d in (form.last_seen, old.last_seen if old else None) if d]
        found[form.name] = NameSeen(
            form.name,
            min(days, default=None),
            max(ends, default=None),
            form.mentions + (old.mentions if old else 0),
        )
    return tuple(sorted(found.values(), key=lambda n: (-n.mentions, n.name)))


def _told_offices(
    connection: Connection, entity_id: int, as_of: dt.date | None
) -> tuple[OfficeSeen, ...]:
    first, last = func.min(name_offices.c.first_seen), func.max(name_offices.c.last_seen)
    query = (
        select(name_offices.c.office, first, last, func.sum(name_offices.c.reports))
        .join(names, names.c.id == name_offices.c.name_id)
        .where(names.c.entity_id == entity_id)
        .group_by(name_offices.c.office)
        .order_by(first, name_offices.c.office)
    )
    if as_of:
        query = query.where(name_offices.c.first_seen <= as_of)
    return tuple(
        OfficeSeen(office, start, end, int(count), "reports")
        for office, start, end, count in connection.execute(query)
    )


def _terms(forms: Sequence[Any]) -> tuple[OfficeSeen, ...]:
    """Terms of the table of holders; one told twice is given once."""
    anchors = {(f.anchor, f.country) for f in forms if f.kind == "person" and f.anchor}
    people = [person for a in sorted(anchors) if (person := known(*a))]
    terms = {(t.start, t.office, t.end) for person in people for t in person.terms}
    return tuple(
        OfficeSeen(office, start, end, 0, "table")
        for start, office, end in sorted(terms, key=lambda t: (t[0] or dt.date.min, t[1]))
    )


def _claims(
    connection: Connection, row: Any, forms: Sequence[Any], as_of: dt.date | None, limit: int
) -> tuple[Mentioned, ...]:
    """Return the latest claims that name an entity, as people corrected them."""
    judged = claims_judged.every(connection, as_of)
    found = _as_read(connection, forms, as_of, limit, judged)
    found += _brought_in(connection, row, forms, as_of, judged)
    return tuple(sorted(found, key=_latest)[:limit])


def _latest(one: Mentioned) -> tuple[int, str, str]:
    return -(one.published or dt.date.min).toordinal(), one.report, one.claim


def _as_read(
    connection: Connection,
    forms: Sequence[Any],
    as_of: dt.date | None,
    limit: int,
    judged: Mapping[Name, Judgement],
) -> list[Mentioned]:
    """Return the latest claims that the program read an entity in and that people left there."""
    asked = limit
    while True:
        since = _limits(connection, forms, as_of, asked)
        query = _of_names([form.id for form in forms]).where(claim_actors.c.published >= since)
        if as_of:
            query = query.where(reports.c.published <= as_of)
        found = [Mentioned(*row) for row in connection.execute(query.limit(asked))]
        left = (_as_judged(one, judged.get((one.report, one.claim), AS_READ)) for one in found)
        kept = [one for one in left if one is not None]
        if len(kept) >= limit or len(found) < asked:
            return kept
        asked *= 2  # some were taken away: there are more behind


def _brought_in(
    connection: Connection,
    row: Any,
    forms: Sequence[Any],
    as_of: dt.date | None,
    judged: Mapping[Name, Judgement],
) -> list[Mentioned]:
    """Return the claims that name an entity by a correction."""
    cast = {
        name: [(role, who) for role, several in roles.items() for who in several]
        for name, now in judged.items()
        if not now.rejected and (roles := now.correction.get("roles"))
    }
    own = {form.name for form in forms}
    named = [who for told in cast.values() for _, who in told if _may_be(row, own, who)]
    ours = {name for name, found in meant(connection, named).items() if found.id == row.id}
    wanted = {
        name: mine
        for name, told in cast.items()
        if (mine := [(role, who["name"]) for role, who in told if who["name"] in ours])
    }
    return [
        Mentioned(
            one.key,
            one.published,
            one.number,
            judged[one.key, one.number].told("type", one.type),
            role,
            written,
            one.text,
        )
        for one in _of_reports(connection, sorted({key for key, _ in wanted}), as_of)
        for role, written in wanted.get((one.key, one.number), ())
    ]


def _may_be(row: Any, own: Collection[str], who: Mapping[str, Any]) -> bool:
    """Whether somebody named by a correction can be an entity, by state or by name."""
    if who["code"]:
        return bool(row.kind == "state" and row.country == who["code"])
    return who["name"] in own


_SOME = 400  # values in one list of a statement


def _of_reports(
    connection: Connection, keys: Sequence[str], as_of: dt.date | None
) -> Iterator[Any]:
    """Yield the claims of reports that stand."""
    for start in range(0, len(keys), _SOME):
        query = (
            select(
                reports.c.key, reports.c.published, claims.c.number, claims.c.type, claims.c.text
            )
            .join(reports, reports.c.id == claims.c.report_id)
            .where(reports.c.key.in_(keys[start : start + _SOME]))
            .where(reports.c.superseded_at.is_(None))
        )
        yield from connection.execute(query.where(reports.c.published <= as_of) if as_of else query)


def _as_judged(one: Mentioned, now: Judgement) -> Mentioned | None:
    """Return a claim that names an entity as people corrected it; None where it is rejected, or
    names others in its role by now."""
    if now.rejected or claims_judged.in_role(now, one.role) is not None:
        return None
    return replace(one, type=now.told("type", one.type))


def _limits(
    connection: Connection, forms: Sequence[Any], as_of: dt.date | None, limit: int
) -> dt.date:
    """Return the day from which on at least ``limit`` claims name the forms, if that many do.

    Each name's days stand in order in an index; names that were seen last are looked at first.
    """
    days: list[dt.date] = []
    for form in sorted(forms, key=lambda form: form.last_seen or dt.date.max, reverse=True):
        if len(days) == limit and (form.last_seen or dt.date.max) < days[-1]:
            break
        own = {"name": form.id, "until": as_of or dt.date.max, "limit": limit}
        days = sorted([*days, *connection.execute(_DAYS, own).scalars()], reverse=True)[:limit]
    return days[-1] if len(days) == limit else dt.date.min


_DAYS = (
    select(claim_actors.c.published)
    .join(claims, claims.c.id == claim_actors.c.claim_id)
    .join(reports, reports.c.id == claims.c.report_id)
    .where(
        claim_actors.c.name_id == bindparam("name"),
        claim_actors.c.published <= bindparam("until"),
        reports.c.superseded_at.is_(None),
    )
    .order_by(claim_actors.c.published.desc())
    .limit(bindparam("limit"))
)


def _of_names(name_ids: list[int]) -> Select[Any]:
    """Claims of reports that stand, the last reports first."""
    return (
        select(
            reports.c.key,
            reports.c.published,
            claims.c.number,
            claims.c.type,
            claim_actors.c.role,
            claim_actors.c.as_written,
            claims.c.text,
        )
        .select_from(claim_actors)
        .join(claims, claims.c.id == claim_actors.c.claim_id)
        .join(reports, reports.c.id == claims.c.report_id)
        .where(claim_actors.c.name_id.in_(name_ids), reports.c.superseded_at.is_(None))
        .order_by(
            claim_actors.c.published.desc(), reports.c.key, claims.c.number, claim_actors.c.position
        )
    )


def _variants(connection: Connection, row: Any) -> tuple[str, ...]:
    if row.kind != "weapon":
        return ()
    query = select(entities.c.key).where(entities.c.family == row.name).order_by(entities.c.key)
    return tuple(connection.execute(query).scalars())
