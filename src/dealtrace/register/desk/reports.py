"""A report with everything that was read from it, as it stands in the register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, select

from dealtrace.claims.model import (
    Actor,
    Claim,
    ClaimType,
    Evidence,
    Item,
    ItemClass,
    Modality,
    Money,
    Place,
    Source,
    SourceKind,
    Stage,
    When,
)
from dealtrace.intake.report import Aside, AsideKind
from dealtrace.register import claims_judged, report_lists
from dealtrace.register.claims_judged import AS_READ, Judgement
from dealtrace.register.entities.meant import meant
from dealtrace.register.model import Json
from dealtrace.register.report_lists import ReportRow
from dealtrace.register.schema import claim_actors, claims, entities, names, reports

_ITEM = "item"
"""The role under which a claim's arms stand among its actors."""


@dataclass(frozen=True)
class ReportFile:
    """A report, its text, what of it is no story, and its claims in the order of the text.

    They are as people corrected them, and those that were rejected are among them. ``entity_keys``
    leads from a name as written in a claim to the key of the entity it means.
    """

    row: ReportRow
    text: str
    asides: tuple[Aside, ...]
    claims: tuple[Claim, ...]
    language: str | None = None
    dateline: str | None = None
    entity_keys: Mapping[str, str] = field(default_factory=dict)
    judged: Mapping[str, Judgement] = field(default_factory=dict)
    """What people say of claims that they rejected or corrected, by number."""


def report_file(connection: Connection, key: str, as_read: bool = False) -> ReportFile:
    """Return the report of this key, or the start of it; with ``as_read`` its claims are as the
    program read them. Raises :class:`RegisterError`."""
    row, text = report_lists.report(connection, key)
    columns = reports.c.id, reports.c.asides, reports.c.language, reports.c.dateline
    kept = connection.execute(select(*columns).where(reports.c.key == row.key)).one()
    cast, keys = _cast(connection, kept.id)
    found = connection.execute(select(claims).where(claims.c.report_id == kept.id))
    rows = found.all()
    judged = {} if as_read else _judged(connection, row.key, [one.number for one in rows])
    made = [
        _corrected(_claim(one, text, cast.get(one.id, {})), judged.get(one.number, AS_READ))
        for one in rows
    ]
    return ReportFile(
        row,
        text,
        tuple(Aside(start, end, AsideKind(kind)) for start, end, kind in kept.asides),
        tuple(sorted(made, key=lambda c: (c.evidence[0].start, len(c.id), c.id))),
        kept.language,
        kept.dateline,
        {**keys, **_keys_of(connection, judged)},
        judged,
    )


def _judged(connection: Connection, key: str, numbers: Sequence[str]) -> dict[str, Judgement]:
    found = claims_judged.of(connection, [(key, number) for number in numbers])
    return {number: one for (_, number), one in found.items()}


def _keys_of(connection: Connection, judged: Mapping[str, Judgement]) -> dict[str, str]:
    """Return the keys of those whom corrections name, as far as they are known."""
    found = meant(connection, claims_judged.roles(judged.values()))
    return {name: row.key for name, row in found.items()}


def _corrected(claim: Claim, judgement: Judgement) -> Claim:
    """Return a claim as people corrected it."""
    now = judgement.correction
    if not now:
        return claim
    cast = {
        role: tuple(Actor(one["name"], one["name"], one["code"]) for one in who)
        for role, who in now.get("roles", {}).items()
    }
    roles = {role: who for role, who in {**claim.roles, **cast}.items() if who}
    told: dict[str, Any] = {"roles": roles, "type": ClaimType(now.get("type", claim.type))}
    told["modality"] = Modality(now.get("modality", claim.modality))
    if "stage" in now:
        told["stage"] = Stage(now["stage"]) if now["stage"] else None
    if "amount" in now:
        sum_ = None if now["amount"] is None else Money(now["amount"], now["currency"], "")
        told["money"] = sum_
    if "items" in now:
        told["items"] = tuple(map(_item, now["items"]))
    if "attribution" in now:
        told["attribution"] = tuple(map(_source, now["attribution"]))
    return replace(claim, **told)


Cast = dict[str, tuple[Actor, ...]]


def _cast(connection: Connection, report_id: int) -> tuple[dict[int, Cast], dict[str, str]]:
    """Return who fills which role of each claim (by row), and the keys of those who are known."""
    asked = (
        select(
            claim_actors.c.claim_id,
            claim_actors.c.role,
            claim_actors.c.as_written,
            names.c.country,
            entities.c.key,
            entities.c.name,
        )
        .join(claims, claims.c.id == claim_actors.c.claim_id)
        .outerjoin(names, names.c.id == claim_actors.c.name_id)
        .outerjoin(entities, entities.c.id == names.c.entity_id)
        .where(claims.c.report_id == report_id)
        .order_by(claim_actors.c.claim_id, claim_actors.c.position)
    )
    cast: defaultdict[int, Cast] = defaultdict(dict)
    keys: dict[str, str] = {}
    for row in connection.execute(asked):
        actor = Actor(row.as_written, row.name, row.country or None)
        if row.key:
            keys[row.as_written] = row.key
        if row.role != _ITEM:
            roles = cast[row.claim_id]
            roles[row.role] = (*roles.get(row.role, ()), actor)
    return cast, keys


def _claim(row: Any, text: str, roles: Cast) -> Claim:
    return Claim(
        row.number,
        ClaimType(row.type),
        roles,
        tuple(Evidence(start, end, text[start:end]) for start, end in row.evidence),
        Modality(row.modality),
        tuple(map(_source, row.attribution)),
        tuple(map(_item, row.items)),
        Money(row.amount, row.currency, row.money_text or "") if row.amount is not None else None,
        When(row.time, row.time_text or "") if row.time else None,
        Place(row.place, row.place_country) if row.place else None,
        Stage(row.stage) if row.stage else None,
        row.score,
    )


def _source(link: Json) -> Source:
    return Source(link["source"], SourceKind(link["kind"]), link["cue"])


def _item(one: Json) -> Item:
    return Item(one["text"], ItemClass(one["class"]), one["designation"], one["quantity"])
