"""A borrower's record: what reports tell of debts written off, rescheduled, overdue or doubted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from dealtrace.knowledge.cues import debt_kind
from dealtrace.register.said import Said, claims_of_reports, claims_told

_ROLES = ("borrower", "subject", "addressee", "recipient")
_MOST = 400  # reports on the borrower's own credits that are looked through for doubts


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing told of a borrower: doubt, written off, rescheduled, arrears or repaid.

    ``says`` are the speakers, outermost first, ``official`` whether the last of them is one;
    ``reports`` are all that have the same sentence's kind, sum and day.
    """

    kind: str
    day: dt.date | None
    amount: float | None
    currency: str | None
    sentence: str
    says: tuple[str, ...]
    official: bool
    modality: str
    reports: tuple[str, ...]


def record(
    connection: Connection,
    borrower: str,
    reports: Iterable[str] = (),
    as_of: dt.date | None = None,
) -> tuple[Entry, ...]:
    """Return what is told of a state's debts, the latest first.

    ``reports`` (keys) tell of its credits: doubts in them count even if they don't name the state.
    """
    types = ["credit", "statement", "denial", "transfer"]
    said = claims_told(connection, types, (borrower, _ROLES), as_of, debt_kind)
    keys = list(dict.fromkeys(reports))[-_MOST:]
    beside = claims_of_reports(connection, keys, ["statement", "denial"], as_of)
    said += [one for one in beside if debt_kind(one.text) == "doubt"]
    groups: dict[tuple[object, ...], list[Said]] = {}
    for one in said:
        kind = debt_kind(one.text)
        if kind is not None and kind != "disbursed" and one.modality != "denied":
            same = one.text if kind == "doubt" else (one.amount, one.currency, one.published)
            groups.setdefault((kind, same), []).append(one)
    found = [_entry(str(kind), some) for (kind, _), some in groups.items()]
    return tuple(sorted(found, key=lambda e: e.day or dt.date.min, reverse=True))


def _entry(kind: str, some: list[Said]) -> Entry:
    first = some[0]
    return Entry(
        kind,
        first.published,
        first.amount,
        first.currency,
        first.text,
        tuple(link["source"] for link in first.chain),
        bool(first.chain) and first.chain[-1]["kind"] == "official",
        first.modality,
        tuple(dict.fromkeys(one.report for one in some)),
    )
