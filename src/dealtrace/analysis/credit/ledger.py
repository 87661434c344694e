"""Credits of the register, one by one and in sum; what was pledged, signed, paid out, given up.

These are kept apart and never added to each other. A credit told as planned, or of a deal that is
not agreed yet, is pledged; of one agreed, committed. That money was paid out, paid back or given up
is told by sentences on credit (``knowledge/cues``); those with one sum between the same
parties are one. Of several sums told for one credit the preferred one counts, the others give the
range.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection

from dealtrace.analysis.values import Range
from dealtrace.knowledge.cues import debt_kind
from dealtrace.knowledge.rates import dollars_at
from dealtrace.register.aggregates import SIGNED, FinancedDeal, financed_deals
from dealtrace.register.model import Json
from dealtrace.register.said import Said, claims_told

LOANS = frozenset({"loan", "credit line"})
"""The kinds of financing that have to be paid back."""

_CREDITS = LOANS | {"grant", "debt write-off"}


class Standing(StrEnum):
    """What became of a credit."""

    PLEDGED = "pledged"
    COMMITTED = "committed"
    DISBURSED = "disbursed"
    REPAID = "repaid"
    WRITTEN_OFF = "written off"
    FALLEN_THROUGH = "fallen through"


@dataclass(frozen=True, slots=True)
class Entry:
    """One credit, or one repayment: ``deal`` is None for what only a claim tells.

    ``amount`` is the preferred one, in ``currency``; ``usd`` runs from the least to the most that
    is told, in US dollars of the day, None where no sum or rate is known; ``rates`` says where the
    rates come from.
    """

    deal: str | None
    kind: str
    lender: tuple[str, ...]
    borrower: tuple[str, ...]
    standing: Standing
    amount: float | None
    currency: str | None
    usd: Range | None
    day: dt.date | None
    says: tuple[str, ...]
    reports: tuple[str, ...]
    rates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """All of one standing between two parties: how many, their sum, and how many have no sum."""

    lender: str
    borrower: str
    standing: Standing
    count: int
    usd: Range | None
    without_sum: int


@dataclass(frozen=True)
class Ledger:
    """Credits with their accounts, which are sorted by parties and standing; ``rates`` says where
    the exchange rates of all come from."""

    entries: tuple[Entry, ...]
    accounts: tuple[Account, ...]
    as_of: dt.date | None
    rates: tuple[str, ...] = ()


def ledger(
    connection: Connection,
    *,
    lender: str | None = None,
    borrower: str | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    as_of: dt.date | None = None,
) -> Ledger:
    """Return the credits of the register, those of a lender or a borrower (ISO3) if named."""
    naming = [code for code in (lender, borrower) if code]
    deals = financed_deals(connection, as_of=as_of, naming=naming)
    told = [e for one in deals if _may_count(one, lender, borrower) for e in entries(one)]
    told += _told(_claims(connection, lender, borrower, as_of), told)
    chosen = [
        e
        for e in told
        if (lender is None or lender in e.lender) and (borrower is None or borrower in e.borrower)
        if (since is None or (e.day is not None and e.day >= since))
        if (until is None or (e.day is not None and e.day <= until))
    ]
    rates = tuple(dict.fromkeys(source for entry in chosen for source in entry.rates))
    return Ledger(tuple(chosen), tuple(_accounts(chosen)), as_of, rates)


def _may_count(one: FinancedDeal, lender: str | None, borrower: str | None) -> bool:
    """Whether a deal names both sides that are asked for, or tells of a write-off, which claims may
    tell of too."""
    ways = [way["value"] for way in one.financing]
    lends = lender is None or any(lender in way["lender"] for way in ways)
    borrows = borrower is None or any(borrower in way["borrower"] for way in ways)
    return (lends and borrows) or any(way["kind"] == "debt write-off" for way in ways)


def entries(one: FinancedDeal) -> Iterator[Entry]:
    """Give the credits of a deal, what is told of one as one entry."""
    for kinds in (LOANS, {"grant"}, {"debt write-off"}):
        told = [way for way in one.financing if way["value"]["kind"] in kinds]
        if told:
            yield _entry(one, told)


def _entry(one: FinancedDeal, told: Sequence[Json]) -> Entry:
    first = told[0]["value"]
    sums = [_dollars(t["value"]["amount"], t["value"]["currency"], one.day_told(t)) for t in told]
    known = [value for value, _ in sums if value is not None]
    return Entry(
        one.id,
        first["kind"],
        tuple(first["lender"]),
        tuple(first["borrower"]),
        standing(one, first["kind"]),
        first["amount"],
        first["currency"],
        Range(min(known), max(known)) if known else None,
        one.day_told(told[0]),
        tuple(dict.fromkeys(name for t in told for name in t["says"])),
        tuple(dict.fromkeys(key for t in told for key in t["reports"])),
        tuple(dict.fromkeys(source for _, source in sums if source)),
    )


def _dollars(
    amount: float | None, currency: str | None, day: dt.date | None
) -> tuple[float | None, str | None]:
    """Return a sum in US dollars of its day, and where the rate comes from."""
    found = dollars_at(amount, currency, day)
    return (found[0], found[1].source) if found else (None, None)


def standing(one: FinancedDeal, kind: str) -> Standing:
    """Return what became of a deal's credit, by how far the deal has come."""
    if one.stage in {"cancelled", "denied"}:
        return Standing.FALLEN_THROUGH
    agreed = one.stage in SIGNED and not one.hedged
    if kind == "debt write-off":
        return Standing.WRITTEN_OFF if agreed else Standing.PLEDGED
    return Standing.COMMITTED if agreed else Standing.PLEDGED


_STANDINGS = {
    "disbursed": Standing.DISBURSED,
    "repaid": Standing.REPAID,
    "written off": Standing.WRITTEN_OFF,
}


def _claims(
    connection: Connection, lender: str | None, borrower: str | None, as_of: dt.date | None
) -> list[Said]:
    state, role = (borrower, "borrower") if borrower else (lender, "lender")
    naming = (state, [role]) if state else None
    return claims_told(
        connection, ["credit"], naming, as_of, lambda text: debt_kind(text) in _STANDINGS
    )


def _told(said: Iterable[Said], known: Sequence[Entry]) -> Iterator[Entry]:
    """Give what claims tell of money paid out, back or given up, each sum once, the first first."""
    groups: dict[tuple[Standing, Hashable], list[Said]] = {}
    for one in said:
        kind = debt_kind(one.text) if one.modality == "asserted" else None
        at = _STANDINGS.get(kind or "")
        if at is not None and one.amount is not None and one.currency is not None:
            sides = one.who("lender"), one.who("borrower")
            groups.setdefault((at, (sides, f"{one.amount:.2g}", one.currency)), []).append(one)
    for (at, _), same in groups.items():
        entry = _entry_of(at, same[::-1])
        if not any(_is_told_by(entry, deal) for deal in known):
            yield entry


def _entry_of(standing_: Standing, same: Sequence[Said]) -> Entry:
    first = same[0]
    usd, source = _dollars(first.amount, first.currency, first.published)
    return Entry(
        None,
        "loan",
        first.who("lender"),
        first.who("borrower"),
        standing_,
        first.amount,
        first.currency,
        Range.exactly(usd) if usd is not None else None,
        first.published,
        tuple(dict.fromkeys(link["source"] for one in same for link in one.chain)),
        tuple(dict.fromkeys(one.report for one in same)),
        (source,) if source else (),
    )


def _is_told_by(entry: Entry, deal: Entry) -> bool:
    """Whether a deal's write-off is this one."""
    if not deal.standing is entry.standing is Standing.WRITTEN_OFF:
        return False
    if deal.usd is None or entry.usd is None or not set(deal.borrower) & set(entry.borrower):
        return False
    a, b = deal.usd.high or 0.0, entry.usd.high or 0.0
    return abs(a - b) <= 0.05 * max(a, b)


def _accounts(found: Iterable[Entry]) -> Iterator[Account]:
    by: dict[tuple[str, str, Standing], list[Entry]] = {}
    for entry in found:
        if entry.kind in _CREDITS:
            sides = ("+".join(side) for side in (entry.lender, entry.borrower))
            key = (*(side or "unknown" for side in sides), entry.standing)
            by.setdefault(key, []).append(entry)  # type: ignore[arg-type]
    order = list(Standing)
    for (lender, borrower, at), same in sorted(
        by.items(), key=lambda pair: (pair[0][0], pair[0][1], order.index(pair[0][2]))
    ):
        sums = [entry.usd for entry in same if entry.usd is not None]
        low, high = sum(s.low or 0 for s in sums), sum(s.high or 0 for s in sums)
        usd = Range(low, high) if sums else None
        yield Account(lender, borrower, at, len(same), usd, len(same) - len(sums))
