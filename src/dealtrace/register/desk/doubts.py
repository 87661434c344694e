"""What the program is least sure of: claims, reports joined to a deal, deals kept apart."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from dealtrace.register import queries
from dealtrace.register.desk import reviews
from dealtrace.register.desk.news import deals_of_reports
from dealtrace.register.queries import DealRow, Filter
from dealtrace.register.schema import claims, reports
from dealtrace.register.why import Apart, Joined, Why, why

TYPES = ("transfer", "credit", "agreement", "supply", "denial", "sanction", "base")
_SURE = 0.7  # from this score on a claim needs nobody to look at it
_LIKELY = 0.85  # from this chance on a report is joined safely
_NEAR = 0.15  # from this chance on two deals kept apart are worth a look
_AMONG = 20_000  # latest claims that are looked through
_DEALS = 60  # deals, those told of last, whose joins are looked at
_FRESH = 8  # of these worked out at one time; the others come in when somebody looks again
_LARGE = 40  # reports of a deal beyond which working out its joins would take too long


@dataclass(frozen=True, slots=True)
class ClaimDoubt:
    """A claim the program is not sure of; ``doubt`` is 0 to 1."""

    subject: str
    doubt: float
    report: str
    claim: str
    type: str
    modality: str
    stage: str | None
    amount: float | None
    currency: str | None
    speakers: tuple[str, ...]
    text: str
    publisher: str | None
    deals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JoinDoubt:
    """A report joined to a deal with no great certainty."""

    subject: str
    doubt: float
    deal: str
    headline: str
    joined: Joined


@dataclass(frozen=True, slots=True)
class ApartDoubt:
    """Two deals kept apart that may be one."""

    subject: str
    doubt: float
    deal: str
    headline: str
    apart: Apart


Doubt = ClaimDoubt | JoinDoubt | ApartDoubt


class Doubts:
    """Finds doubts; the joins of a deal are worked out once for each of its states."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], Why] = {}

    def worst(self, connection: Connection, limit: int = 30) -> list[Doubt]:
        """Return what is most in doubt and nobody has said anything of, worst first."""
        done = reviews.standing(reviews.listed(connection)).keys()
        found = [d for d in self._joins(connection) if d.subject not in done]
        wanted = [*found, *_claims(connection, done, limit)]
        return sorted(wanted, key=lambda d: (-d.doubt, d.subject))[:limit]

    def _joins(self, connection: Connection) -> Iterator[Doubt]:
        seen: set[str] = set()
        fresh = _FRESH
        for row in queries.deals(connection, Filter(confirmed=False), limit=_DEALS):
            new = self._key(row) not in self._known
            if row.reports > _LARGE or (new and not fresh):
                continue
            fresh -= new
            for doubt in _of_deal(self._why(connection, row)):
                if doubt.subject not in seen:
                    seen.add(doubt.subject)
                    yield doubt

    def _key(self, row: DealRow) -> tuple[Any, ...]:
        return row.id, tuple(row.dossier["tellings"]), tuple(row.dossier["decisions"])

    def _why(self, connection: Connection, row: DealRow) -> Why:
        key = self._key(row)
        if key not in self._known:
            if len(self._known) > 20 * _DEALS:
                self._known.clear()
            self._known[key] = why(connection, row.id)
        return self._known[key]


def _of_deal(found: Why) -> Iterator[JoinDoubt | ApartDoubt]:
    if not found.decisions:
        for joined in found.joined:
            if joined.likeness and joined.likeness.chance < _LIKELY:
                doubt = 1 - joined.likeness.chance
                yield JoinDoubt(f"+{joined.slug}", doubt, found.deal, found.headline, joined)
    for apart in found.apart:
        chance = 1 / (1 + math.exp(-max(min(apart.average, 30.0), -30.0)))
        if chance >= _NEAR and not apart.likeness.one_report:
            pair = "~".join(sorted((found.deal, apart.deal)))
            yield ApartDoubt(pair, chance, found.deal, found.headline, apart)


def _claims(connection: Connection, done: Any, limit: int) -> Iterator[ClaimDoubt]:
    last = connection.execute(select(claims.c.id).order_by(claims.c.id.desc()).limit(1)).scalar()
    asked = (
        select(claims, reports.c.key, reports.c.publisher)
        .join(reports, reports.c.id == claims.c.report_id)
        .where(claims.c.id > (last or 0) - _AMONG, claims.c.score < _SURE)
        .where(claims.c.type.in_(TYPES))
        .where(reports.c.superseded_by.is_(None), reports.c.copy_of.is_(None))
        .order_by(claims.c.score, claims.c.id)
        .limit(limit + len(done))
    )
    rows = connection.execute(asked).all()
    told = deals_of_reports(connection, sorted({row.key for row in rows}))
    for row in rows:
        if subject_of(row.key, row.number) not in done:
            yield _claim_doubt(row, told.get(row.key, ()))


def subject_of(report: str, claim: str) -> str:
    """Return what a verdict on a claim is filed under."""
    return f"{report}#{claim}"


def _claim_doubt(row: Any, deals: Sequence[str]) -> ClaimDoubt:
    return ClaimDoubt(
        subject_of(row.key, row.number),
        1 - row.score,
        row.key,
        row.number,
        row.type,
        row.modality,
        row.stage,
        row.amount,
        row.currency,
        tuple(link["source"] for link in row.attribution),
        row.text,
        row.publisher,
        tuple(dict.fromkeys(deals)),
    )
