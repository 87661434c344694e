"""What the program is least sure of: claims, reports joined to a deal, deals kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from dealtrace.register import deal_lists
from dealtrace.register.appraisal import Sentence, sentence_of
from dealtrace.register.desk import reviews
from dealtrace.register.desk.news import deals_of_reports
from dealtrace.register.desk.schema import doubts
from dealtrace.register.model import Json
from dealtrace.register.schema import claims, reports

TYPES = ("transfer", "credit", "agreement", "supply", "denial", "sanction", "base")
_STANDS = func.coalesce(reports.c.superseded_by, reports.c.copy_of, 0) == 0
"""A report counts. Put so that no index has it: claims are gone through by their scores."""

_SURE = 0.7  # from this score on a claim needs nobody to look at it


@dataclass(frozen=True, slots=True)
class ClaimDoubt:
    """A claim the program is not sure of; ``doubt`` is 0 to 1."""

    subject: str
    doubt: float
    sentence: Sentence
    publisher: str | None
    deals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JoinDoubt:
    """A report joined to a deal with no great certainty; ``likest`` is the one it is likest to of
    the deal's, ``reasons`` are what speaks for it (above 0) and against it. Reports have ``key``,
    ``title``, ``publisher`` and ``published``."""

    subject: str
    doubt: float
    deal: str
    headline: str
    report: Json
    likest: Json
    reasons: Sequence[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class ApartDoubt:
    """Two deals kept apart that may be one, by the two reports of theirs that are likest."""

    subject: str
    doubt: float
    deal: str
    headline: str
    other: str
    other_headline: str
    report: Json
    likest: Json
    reasons: Sequence[tuple[str, float]]


Doubt = ClaimDoubt | JoinDoubt | ApartDoubt


def worst(connection: Connection, limit: int = 30, offset: int = 0) -> list[Doubt]:
    """Return what is most in doubt and nobody has said anything of, worst first, after the first
    ``offset``.

    Joins are those that ``doubting.look_through`` has found.
    """
    most = offset + limit
    wanted = [*_joins(connection, most), *_claims(connection, most)]
    # Equals stay in the order of their lists, so that pages follow on each other.
    return sorted(wanted, key=lambda one: -one.doubt)[offset:most]


def _joins(connection: Connection, limit: int) -> list[Doubt]:
    found: list[Doubt] = []
    start, rows = 0, _joins_after(connection, 0, limit)
    while rows and len(found) < limit:
        named = {name for row in rows for name in (row.deal, row.told.get("other")) if name}
        current = deal_lists.headlines(connection, sorted(named))
        found += [one for row in rows if (one := _join(row, current)) is not None]
        start += len(rows)
        rows = _joins_after(connection, start, limit) if len(found) < limit else ()
    return found[:limit]


def _joins_after(connection: Connection, start: int, limit: int) -> Sequence[Any]:
    asked = select(doubts).where(~reviews.is_judged(doubts.c.subject))
    asked = asked.order_by(doubts.c.doubt.desc(), doubts.c.subject)
    return connection.execute(asked.offset(start).limit(limit)).all()


def _join(row: Any, current: dict[str, str]) -> Doubt | None:
    """Return a doubt as it is now; None where the deals are others by now."""
    told, other = row.told, row.told.get("other")
    if row.deal not in current or (other and other not in current):
        return None
    plain = {**told, "headline": current[row.deal]}
    if other:
        plain |= {"other_headline": current[other]}
        return ApartDoubt(row.subject, row.doubt, row.deal, **plain)
    return JoinDoubt(row.subject, row.doubt, row.deal, **plain)


def _claims(connection: Connection, limit: int) -> list[Doubt]:
    subject = reports.c.key + "#" + claims.c.number
    rows = connection.execute(
        select(claims, reports.c.key, reports.c.publisher, reports.c.published)
        .join(reports, reports.c.id == claims.c.report_id)
        .where(claims.c.score < _SURE, claims.c.type.in_(TYPES))
        .where(_STANDS)
        .where(~reviews.is_judged(subject))
        .order_by(claims.c.score, claims.c.type, claims.c.id)  # as the index has them
        .limit(limit)
    ).all()
    told = deals_of_reports(connection, sorted({row.key for row in rows}))
    return [_claim_doubt(row, told.get(row.key, ())) for row in rows]


def _claim_doubt(row: Any, deals: Sequence[str]) -> ClaimDoubt:
    return ClaimDoubt(
        f"{row.key}#{row.number}",
        1 - row.score,
        sentence_of(row, row.key, row.published),
        row.publisher,
        tuple(dict.fromkeys(deals)),
    )
