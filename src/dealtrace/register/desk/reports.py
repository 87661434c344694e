"""A report with everything that was read from it, as it stands in the register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
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
from dealtrace.register import queries
from dealtrace.register.queries import ReportRow
from dealtrace.register.schema import claim_actors, claims, entities, names, reports

_ITEM = "item"
"""The role under which a claim's arms stand among its actors."""


@dataclass(frozen=True)
class ReportFile:
    """A report, its text, what of it is no story, and its claims in the order of the text.

    ``entity_keys`` leads from a name as written in a claim to the key of the entity it means.
    """

    row: ReportRow
    text: str
    asides: tuple[Aside, ...]
    claims: tuple[Claim, ...]
    language: str | None = None
    dateline: str | None = None
    entity_keys: Mapping[str, str] = field(default_factory=dict)


def report_file(connection: Connection, key: str) -> ReportFile:
    """Return the report of this key, or the start of it. Raises :class:`RegisterError`."""
    row, text = queries.report(connection, key)
    columns = reports.c.id, reports.c.asides, reports.c.language, reports.c.dateline
    kept = connection.execute(select(*columns).where(reports.c.key == row.key)).one()
    cast, keys = _cast(connection, kept.id)
    found = connection.execute(select(claims).where(claims.c.report_id == kept.id))
    made = [_claim(one, text, cast.get(one.id, {})) for one in found]
    return ReportFile(
        row,
        text,
        tuple(Aside(start, end, AsideKind(kind)) for start, end, kind in kept.asides),
        tuple(sorted(made, key=lambda c: (c.evidence[0].start, len(c.id), c.id))),
        kept.language,
        kept.dateline,
        keys,
    )


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
        tuple(
            Source(link["source"], SourceKind(link["kind"]), link["cue"])
            for link in row.attribution
        ),
        tuple(
            Item(one["text"], ItemClass(one["class"]), one["designation"], one["quantity"])
            for one in row.items
        ),
        Money(row.amount, row.currency, row.money_text or "") if row.amount is not None else None,
        When(row.time, row.time_text or "") if row.time else None,
        Place(row.place, row.place_country) if row.place else None,
        Stage(row.stage) if row.stage else None,
        row.score,
    )
