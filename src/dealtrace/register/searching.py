"""Search in the texts of reports and in claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from dealtrace.register import fulltext
from dealtrace.register.report_lists import ReportRow, report_rows
from dealtrace.register.schema import claims, reports


@dataclass(frozen=True, slots=True)
class Found:
    """A hit of a search: the report, the claim's number if it is a claim, the words around with
    the hits between ``\\x02`` and ``\\x03``, and the deals the report tells of."""

    report: ReportRow
    claim: str | None
    type: str | None
    snippet: str
    rank: float


def search(connection: Connection, query: str, limit: int = 20, offset: int = 0) -> list[Found]:
    """Return reports and claims with all words of ``query``, best first, of both the first
    ``limit`` after the first ``offset``; see ``fulltext``."""
    many = offset + limit
    best = fulltext.find(connection, "reports", query, many)[offset:]
    hits = [("reports", hit) for hit in best]
    said = fulltext.find(connection, "claims", query, many)[offset:]
    claim_of = _claims(connection, [hit.id for hit in said])
    numbers = {hit.id for _, hit in hits} | {row.report_id for row in claim_of.values()}
    asked = select(reports).where(reports.c.id.in_(sorted(numbers)))
    rows = connection.execute(asked).all()
    made = dict(zip((r.id for r in rows), report_rows(connection, rows), strict=True))
    found = [Found(made[hit.id], None, None, hit.snippet, hit.rank) for _, hit in hits]
    for hit in said:
        row = claim_of[hit.id]
        found.append(Found(made[row.report_id], row.number, row.type, hit.snippet, hit.rank))
    return found


def _claims(connection: Connection, ids: Sequence[int]) -> dict[int, Any]:
    columns = claims.c.id, claims.c.report_id, claims.c.number, claims.c.type
    rows = connection.execute(select(*columns).where(claims.c.id.in_(ids)))
    return {row.id: row for row in rows}
