"""Writing names and entities as reports are added or withdrawn.

A report touches the forms of its own names; a form the register has already gets its counts and
dates only, a new one has its block worked out again. Everything runs in the caller's transaction.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)

from dealtrace.register.entities.joining import Joined, Row, join
from dealtrace.register.entities.mentions import Form, Mention, Tenure, mentions
from dealtrace.register.schema import (
    claim_actors,
    claims,
    entities,
    name_offices,
    names,
    report_offices,
    reports,
)

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Noted:
    """A row for ``claim_actors``: the claim's number in its report, and the name's id, None where
    nobody in particular is named."""

    claim: str
    position: int
    role: str
    as_written: str
    name_id: int | None


def note_actors(
    connection: Connection, report_id: int, published: dt.date | None, reading: Json
) -> list[Noted]:
    """Note everybody and everything the claims of a report's reading mention.

    Call it once for each report, after its row is in ``reports``; ``reading`` is what
    ``wire.to_json`` gives. The rows returned belong into ``claim_actors``.
    """
    found, tenures = mentions(reading, published)
    counts = Counter(m.form for m in found if m.form)
    counts.update(tenure.form for tenure in tenures)
    if not counts:
        return [_noted(mention, {}) for mention in found]
    ids, blocks = _note_forms(connection, counts, published)
    blocks |= _note_offices(connection, report_id, published, tenures, ids)
    resolve(connection, blocks)
    return [_noted(mention, ids) for mention in found]


def _noted(mention: Mention, ids: dict[Form, int]) -> Noted:
    name_id = ids[mention.form] if mention.form else None
    return Noted(mention.claim, mention.position, mention.role, mention.as_written, name_id)


def _note_forms(
    connection: Connection, counts: Counter[Form], published: dt.date | None
) -> tuple[dict[Form, int], set[str]]:
    """Add the forms or count them; return their ids and the blocks with a new form."""
    digests = {form.digest: form for form in counts}
    stored = connection.execute(_STORED, {"forms": list(digests)}).all()
    ids = {digests[row.form]: row.id for row in stored}
    if stored:
        connection.execute(
            _COUNT, [_counted(row, counts[digests[row.form]], published) for row in stored]
        )
        by_entity: Counter[int] = Counter()
        for row in stored:
            if row.entity_id is not None:
                by_entity[row.entity_id] += counts[digests[row.form]]
        _count_entities(connection, by_entity)
    fresh = sorted((f for f in counts if f not in ids), key=lambda f: f.digest)
    ids |= _insert(connection, fresh, counts, published)
    revived = {digests[row.form].block for row in stored if not row.mentions}
    return ids, {form.block for form in fresh} | revived


_STORED = select(
    names.c.id,
    names.c.form,
    names.c.entity_id,
    names.c.mentions,
    names.c.first_seen,
    names.c.last_seen,
).where(names.c.form.in_(bindparam("forms", expanding=True)))
_COUNT = (
    update(names)
    .where(names.c.id == bindparam("which"))
    .values(
        mentions=names.c.mentions + bindparam("more"),
        first_seen=bindparam("first"),
        last_seen=bindparam("last"),
    )
)


def _counted(row: Any, more: int, published: dt.date | None) -> Json:
    first = min(_days(row.first_seen, published), default=None)
    last = max(_days(row.last_seen, published), default=None)
    return {"which": row.id, "more": more, "first": first, "last": last}


def _count_entities(connection: Connection, more: Counter[int]) -> None:
    if more:
        connection.execute(
            _COUNT_ENTITY, [{"which": key, "more": n} for key, n in sorted(more.items())]
        )


_COUNT_ENTITY = (
    update(entities)
    .where(entities.c.id == bindparam("which"))
    .values(mentions=entities.c.mentions + bindparam("more"))
)


def _insert(
    connection: Connection, fresh: list[Form], counts: Counter[Form], published: dt.date | None
) -> dict[Form, int]:
    if not fresh:
        return {}
    rows = [form_row(form, published, counts[form]) for form in fresh]
    made = connection.execute(_NEW_NAMES, rows).scalars().all()
    return dict(zip(fresh, made, strict=True))


def form_row(form: Form, published: dt.date | None, times: int) -> dict[str, Any]:
    """Return a form as a row of ``names``, mentioned so many times on a day."""
    return {
        "form": form.digest,
        "kind": form.kind,
        "name": form.name,
        "folded": form.folded,
        "block": form.block,
        "wider_block": form.wider_block,
        "country": form.country,
        "period": form.period,
        "office": form.office,
        "anchor": form.anchor,
        "family": form.family,
        "first_seen": published,
        "last_seen": published,
        "mentions": times,
    }


_NEW_NAMES = insert(names).returning(names.c.id, sort_by_parameter_order=True)


def _note_offices(
    connection: Connection,
    report_id: int,
    published: dt.date | None,
    tenures: Sequence[Tenure],
    ids: dict[Form, int],
) -> set[str]:
    """Note who held which office; return the blocks for which that is new."""
    told = sorted({(ids[t.form], t.office): t.form.block for t in tenures}.items())
    if not told:
        return set()
    connection.execute(
        _NEW_REPORT_OFFICES,
        [{"report_id": report_id, "name_id": n, "office": office} for (n, office), _ in told],
    )
    return _count_offices(connection, dict(told), published)


def _count_offices(
    connection: Connection, told: dict[tuple[int, str], str], published: dt.date | None
) -> set[str]:
    wanted = {"ids": sorted({name_id for name_id, _ in told})}
    held = {(r.name_id, r.office): r for r in connection.execute(_HELD, wanted)}
    known = [key for key in told if key in held]
    if known:
        days = [
            {
                "which": name_id,
                "what": office,
                "first": min(_days(held[name_id, office].first_seen, published), default=None),
                "last": max(_days(held[name_id, office].last_seen, published), default=None),
            }
            for name_id, office in known
        ]
        connection.execute(_COUNT_OFFICE, days)
    fresh = [key for key in told if key not in held]
    if fresh:
        connection.execute(
            _NEW_OFFICES,
            [
                {"name_id": n, "office": o, "first_seen": published, "last_seen": published,
                 "reports": 1}
                for n, o in fresh
            ],
        )  # fmt: skip
    return {told[key] for key in fresh}


_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_NEW_REPORT_OFFICES, _NEW_OFFICES = insert(report_offices), insert(name_offices)
_HELD = select(name_offices).where(name_offices.c.name_id.in_(_IDS))
_COUNT_OFFICE = (
    update(name_offices)
    .where(name_offices.c.name_id == bindparam("which"), name_offices.c.office == bindparam("what"))
    .values(
        first_seen=bindparam("first"),
        last_seen=bindparam("last"),
        reports=name_offices.c.reports + 1,
    )
)


def _days(*days: dt.date | None) -> list[dt.date]:
    return [day for day in days if day]


def resolve(connection: Connection, blocks: Collection[str]) -> None:
    """Work out anew which forms of the blocks are one entity, and write it down."""
    if not blocks:
        return
    families = {_family_of(block) for block in blocks if block.startswith("person:")}
    stored = list(connection.execute(_IN_BLOCKS, {"blocks": sorted({*blocks, *families})}))
    rows = _rows(connection, stored)
    found: dict[int, Joined | None] = dict.fromkeys((row.id for row in stored), None)
    by_block: dict[str, list[Row]] = defaultdict(list)
    for row in stored:
        if row.mentions:
            by_block[row.block].append(rows[row.id])
    for block, forms in by_block.items():
        whole = _whole_family(connection, block) if block in families else forms
        joined = join(whole or [form for form in forms if form.anchor])
        found |= {form.id: joined.get(form.id) for form in forms}
    _write(connection, {row.id: row.entity_id for row in stored}, found)


_IN_BLOCKS = select(names).where(names.c.block.in_(bindparam("blocks", expanding=True)))
_COMMON = 100  # forms; a family of more is too common to tell who is meant by its name alone


def _family_of(block: str) -> str:
    """The block of initials and family names alone that goes with a block of full names."""
    return block.rsplit(":", 1)[0] + ":"


def _whole_family(connection: Connection, block: str) -> list[Row]:
    """All forms of a family, none if there are too many."""
    stored = list(connection.execute(_IN_FAMILY, {"block": block}))
    return list(_rows(connection, stored).values()) if len(stored) <= _COMMON else []


_IN_FAMILY = (
    select(names)
    .where(names.c.wider_block == bindparam("block"), names.c.mentions > 0)
    .limit(_COMMON + 1)
)


def _write(
    connection: Connection, before: dict[int, int | None], found: dict[int, Joined | None]
) -> None:
    ids = _entity_ids(connection, {joined for joined in found.values() if joined})
    after = {name_id: ids[joined] if joined else None for name_id, joined in found.items()}
    changed = [{"which": n, "entity": e} for n, e in sorted(after.items()) if before[n] != e]
    if changed:
        connection.execute(_LEAD, changed)
    _settle(connection, {e for e in (*before.values(), *after.values()) if e is not None})


_LEAD = update(names).where(names.c.id == bindparam("which")).values(entity_id=bindparam("entity"))


def _rows(connection: Connection, stored: Sequence[Any]) -> dict[int, Row]:
    offices = _offices(connection, [row.id for row in stored if row.kind == "person"])
    return {
        row.id: Row(
            row.id, row.kind, row.name, row.folded, row.country, row.period, row.office,
            row.anchor, row.family, offices.get(row.id, frozenset()),
        )
        for row in stored
    }  # fmt: skip


def _offices(connection: Connection, name_ids: Sequence[int]) -> dict[int, frozenset[str]]:
    held: dict[int, set[str]] = defaultdict(set)
    for start in range(0, len(name_ids), _SOME):
        some = {"ids": name_ids[start : start + _SOME]}
        for row in connection.execute(_HELD, some):
            held[row.name_id].add(row.office)
    return {name_id: frozenset(found) for name_id, found in held.items()}


_SOME = 500  # values in one list of a query


def _entity_ids(connection: Connection, wanted: Iterable[Joined]) -> dict[Joined, int]:
    """Return the ids of entities, which are made or put right where need be."""
    by_key = {joined.key: joined for joined in sorted(wanted, key=lambda j: (j.key, j.name))}
    there = {row.key: row for row in connection.execute(_BY_KEY, {"keys": list(by_key)})}
    ids = {key: row.id for key, row in there.items()}
    fresh = [joined for key, joined in by_key.items() if key not in there]
    if fresh:
        rows = [_values(joined) for joined in fresh]
        made = connection.execute(_NEW_ENTITIES, rows).scalars().all()
        ids |= dict(zip((joined.key for joined in fresh), made, strict=True))
    stale = [j for k, j in by_key.items() if k in there and _differs(there[k], j)]
    for joined in stale:
        connection.execute(
            update(entities).where(entities.c.id == ids[joined.key]).values(_values(joined))
        )
    return {joined: ids[joined.key] for joined in wanted}


_BY_KEY = select(entities).where(entities.c.key.in_(bindparam("keys", expanding=True)))
_NEW_ENTITIES = insert(entities).returning(entities.c.id, sort_by_parameter_order=True)


def _values(joined: Joined) -> Json:
    return {
        "key": joined.key,
        "kind": joined.kind,
        "name": joined.name,
        "country": joined.country,
        "family": joined.family,
    }


def _differs(row: Any, joined: Joined) -> bool:
    return any(getattr(row, column) != value for column, value in _values(joined).items())


def _settle(connection: Connection, touched: Collection[int]) -> None:
    """Count the mentions of entities anew, and drop those that no form leads to any more."""
    if not touched:
        return
    total = dict.fromkeys(touched, 0)
    for entity_id, count in connection.execute(_MENTIONS, {"ids": sorted(touched)}):
        total[entity_id] = int(count)
    connection.execute(_MENTIONED, [{"which": e, "count": n} for e, n in sorted(total.items())])
    empty = [e for e, n in total.items() if not n]
    if empty:
        unused = ~exists().where(names.c.entity_id == entities.c.id)
        connection.execute(delete(entities).where(entities.c.id.in_(empty), unused))


_MENTIONS = (
    select(names.c.entity_id, func.sum(names.c.mentions))
    .where(names.c.entity_id.in_(_IDS))
    .group_by(names.c.entity_id)
)
_MENTIONED = (
    update(entities).where(entities.c.id == bindparam("which")).values(mentions=bindparam("count"))
)


def forget_actors(connection: Connection, report_id: int) -> None:
    """Take a report's mentions out of the counts, once it is superseded or withdrawn.

    Its row in ``reports`` says so already, its claims and their actors are still there. Names that
    no other report has stay as rows without mentions and lead to no entity.
    """
    counts = _counts_of(connection, report_id)
    if not counts:
        return
    rows = connection.execute(select(names).where(names.c.id.in_(counts))).all()
    connection.execute(_COUNT, [_counted(row, -counts[row.id], None) for row in rows])
    _see_again(connection, [row.id for row in rows])
    _recount_offices(connection, report_id)
    resolve(connection, {row.block for row in rows})


def _counts_of(connection: Connection, report_id: int) -> Counter[int]:
    query = (
        select(claim_actors.c.name_id)
        .join(claims, claims.c.id == claim_actors.c.claim_id)
        .where(claims.c.report_id == report_id, claim_actors.c.name_id.is_not(None))
    )
    counts = Counter(connection.execute(query).scalars())
    mine = select(report_offices.c.name_id).where(report_offices.c.report_id == report_id)
    counts.update(connection.execute(mine).scalars())
    return counts


def _see_again(connection: Connection, name_ids: Sequence[int]) -> None:
    """Work out anew when names were first and last seen."""
    in_claims = (
        select(claim_actors.c.name_id, reports.c.published)
        .join(claims, claims.c.id == claim_actors.c.claim_id)
        .join(reports, reports.c.id == claims.c.report_id)
        .where(claim_actors.c.name_id.in_(name_ids), reports.c.superseded_at.is_(None))
    )
    in_offices = (
        select(report_offices.c.name_id, reports.c.published)
        .join(reports, reports.c.id == report_offices.c.report_id)
        .where(report_offices.c.name_id.in_(name_ids), reports.c.superseded_at.is_(None))
    )
    seen = in_claims.union_all(in_offices).subquery()
    query = select(seen.c.name_id, func.min(seen.c.published), func.max(seen.c.published)).group_by(
        seen.c.name_id
    )
    days = {name_id: (first, last) for name_id, first, last in connection.execute(query)}
    nothing = (None, None)
    connection.execute(
        update(names)
        .where(names.c.id == bindparam("which"))
        .values(first_seen=bindparam("first"), last_seen=bindparam("last")),
        [
            {"which": n, "first": days.get(n, nothing)[0], "last": days.get(n, nothing)[1]}
            for n in name_ids
        ],
    )


def _recount_offices(connection: Connection, report_id: int) -> None:
    """Work out anew the offices that a report gave."""
    mine = connection.execute(
        select(report_offices.c.name_id, report_offices.c.office).where(
            report_offices.c.report_id == report_id
        )
    ).all()
    for name_id, office in mine:
        this = (name_offices.c.name_id == name_id) & (name_offices.c.office == office)
        query = (
            select(func.count(), func.min(reports.c.published), func.max(reports.c.published))
            .select_from(report_offices.join(reports, reports.c.id == report_offices.c.report_id))
            .where(report_offices.c.name_id == name_id, report_offices.c.office == office)
            .where(reports.c.superseded_at.is_(None))
        )
        count, first, last = connection.execute(query).one()
        values = {"reports": count, "first_seen": first, "last_seen": last}
        connection.execute(
            update(name_offices).where(this).values(values)
            if count
            else delete(name_offices).where(this)
        )
