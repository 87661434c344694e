"""Questions to the register that go over many deals at once, each one or two statements.

They give plain rows for ``dealtrace.analysis``: what was known on a day, rejected deals left out.
Dates that reports give only in part ("2018-10") count from their first day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, exists, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from dealtrace.register.model import Json
from dealtrace.register.schema import (
    claim_actors,
    claims,
    deal_facets,
    deal_states,
    names,
    report_deals,
    reports,
)

SIGNED = ("signed", "financed", "in delivery", "delivered")
"""The stages at which a deal is one: agreed at least."""


@dataclass(frozen=True, slots=True)
class FinancedDeal:
    """A deal with ways of paying; ``financing`` and ``history`` are as in ``deals --json``."""

    id: str
    headline: str
    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    stage: str
    stage_date: str | None
    hedged: bool
    first_seen: dt.date | None
    last_seen: dt.date | None
    financing: tuple[Json, ...]
    history: tuple[Json, ...]

    @property
    def day(self) -> dt.date:
        """The day of the deal: that of its stage, else of the first report."""
        return day_of(self.stage_date, self.first_seen, self.last_seen)

    def day_told(self, told: Json) -> dt.date:
        """The day a sum is told for: its first report's, or that of a stage before."""
        first, stage = full_day(told["first_seen"]), full_day(self.stage_date)
        return min((day for day in (first, stage) if day), default=self.day)


def day_of(
    stage_date: str | None, first_seen: dt.date | None, last_seen: dt.date | None
) -> dt.date:
    """Return the day of a deal: the stage's, but none after the last report; else the first's."""
    told = full_day(stage_date)
    if told is None or (last_seen is not None and told > last_seen):
        return first_seen or told or dt.date.today()
    return told


def full_day(date: str | None) -> dt.date | None:
    """Return a shortened ISO date as the first day it may mean; None for none."""
    if not date:
        return None
    try:
        return dt.date.fromisoformat(date + "-01-01"[len(date) - 4 :] if len(date) < 10 else date)
    except ValueError:
        return None


def known(as_of: dt.date | None) -> ColumnElement[bool]:
    """Return the condition that a state of a deal held on a day, or holds now."""
    if as_of is None:
        return deal_states.c.valid_until.is_(None)
    ends = or_(deal_states.c.valid_until.is_(None), deal_states.c.valid_until > as_of)
    return and_(deal_states.c.valid_from <= as_of, ends)


def financed_deals(
    connection: Connection, party: str | None = None, as_of: dt.date | None = None
) -> list[FinancedDeal]:
    """Return the deals of which a way of paying is told, the oldest first.

    ``party`` (ISO3) wants those that it supplies or receives.
    """
    length = "json_array_length" if connection.dialect.name == "sqlite" else "jsonb_array_length"
    paid = select(report_deals.c.family_id).where(
        getattr(func, length)(report_deals.c.financing) > 0, report_deals.c.family_id != 0
    )
    columns = (
        deal_states.c.deal,
        deal_states.c.headline,
        deal_states.c.supplier,
        deal_states.c.recipient,
        deal_states.c.stage,
        deal_states.c.stage_date,
        deal_states.c.hedged,
        deal_states.c.first_seen,
        deal_states.c.last_seen,
        deal_states.c.dossier["financing"],
        deal_states.c.dossier["status_history"],
    )
    asked = (
        select(*columns)
        .where(known(as_of), deal_states.c.family_id.in_(paid))
        .where(_has("party", party) if party else _has("all", ""))
        .order_by(deal_states.c.first_seen, deal_states.c.deal)
    )
    return [_financed(row) for row in connection.execute(asked) if row[9]]


def _has(facet: str, value: str) -> ColumnElement[bool]:
    return exists().where(
        deal_facets.c.facet == facet,
        deal_facets.c.value == value,
        deal_facets.c.last_seen == func.coalesce(deal_states.c.last_seen, dt.date.min),
        deal_facets.c.state_id == deal_states.c.id,
    )


def _financed(row: Any) -> FinancedDeal:
    return FinancedDeal(
        row[0],
        row[1],
        codes(row[2]),
        codes(row[3]),
        row[4],
        row[5],
        row[6],
        row[7],
        row[8],
        tuple(row[9]),
        tuple(row[10]),
    )


def codes(joined: str) -> tuple[str, ...]:
    """Return the codes of a side as the table has them ("RUS+BLR")."""
    return tuple(code for code in joined.split("+") if code)


@dataclass(frozen=True, slots=True)
class Said:
    """A claim in its sentence: the report's key, day and publisher, who says it, outermost first,
    each with ``source`` and ``kind``, and who fills which role: ISO3 code, or name as written."""

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

    def who(self, role: str) -> tuple[str, ...]:
        """Return those in a role."""
        return tuple(dict.fromkeys(actor for filled, actor in self.actors if filled == role))


def claims_told(
    connection: Connection,
    types: Sequence[str],
    naming: tuple[str, Sequence[str]] | None = None,
    as_of: dt.date | None = None,
    limit: int = 5000,
) -> list[Said]:
    """Return claims of these types, the latest first.

    ``naming`` wants those in which a state (ISO3) has one of some roles. Copies of a text and texts
    that were corrected since are left out.
    """
    told = _told(as_of).where(claims.c.type.in_(types))
    if naming:
        state, roles = naming
        of_state = select(names.c.id).where(names.c.country == state, names.c.kind == "state")
        mine = select(claim_actors.c.claim_id).where(
            claim_actors.c.name_id.in_(of_state), claim_actors.c.role.in_(roles)
        )
        told = told.where(claims.c.id.in_(mine))
    return _said(connection, connection.execute(told.limit(limit)).all())


def claims_of_reports(
    connection: Connection,
    keys: Sequence[str],
    types: Sequence[str],
    as_of: dt.date | None = None,
) -> list[Said]:
    """Return claims of these reports (keys), the latest first."""
    found: list[Said] = []
    for start in range(0, len(keys), _SOME):
        some = reports.c.key.in_(keys[start : start + _SOME])
        told = _told(as_of).where(some, claims.c.type.in_(types))
        found += _said(connection, connection.execute(told).all())
    return sorted(found, key=lambda one: one.published or dt.date.min, reverse=True)


_SOME = 400  # values in one list of a statement


def _told(as_of: dt.date | None) -> Any:
    asked = (
        select(
            claims.c.id,
            reports.c.key,
            reports.c.published,
            reports.c.publisher,
            claims.c.number,
            claims.c.type,
            claims.c.modality,
            claims.c.amount,
            claims.c.currency,
            claims.c.text,
            claims.c.attribution,
        )
        .join(reports, reports.c.id == claims.c.report_id)
        .where(reports.c.superseded_by.is_(None), reports.c.copy_of.is_(None))
        .order_by(reports.c.published.desc(), reports.c.id, claims.c.id)
    )
    if as_of is None:
        return asked
    day = dt.datetime.combine(as_of, dt.time.max)
    dated = reports.c.published <= as_of
    return asked.where(or_(dated, and_(reports.c.published.is_(None), reports.c.added_at <= day)))


def _said(connection: Connection, rows: Sequence[Any]) -> list[Said]:
    """Return claims with their actors; a row has the claim's id first and its chain last."""
    actors = _actors(connection, [row[0] for row in rows])
    return [
        Said(
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
            tuple(actors.get(row.id, ())),
        )
        for row in rows
    ]


def _actors(connection: Connection, ids: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    columns = claim_actors.c.claim_id, claim_actors.c.role, claim_actors.c.as_written
    for start in range(0, len(ids), _SOME):
        asked = (
            select(*columns, names.c.country)
            .join(names, names.c.id == claim_actors.c.name_id, isouter=True)
            .where(claim_actors.c.claim_id.in_(ids[start : start + _SOME]))
            .order_by(claim_actors.c.claim_id, claim_actors.c.position)
        )
        for claim, role, written, country in connection.execute(asked):
            found.setdefault(claim, []).append((role, country or written))
    return found
