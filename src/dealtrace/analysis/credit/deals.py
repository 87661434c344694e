"""The credits of one deal, each as it is told and judged by its own terms."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from sqlalchemy import Connection

from dealtrace.analysis.credit.assessing import Assessment, assess, with_given
from dealtrace.analysis.credit.ledger import LOANS, Standing, standing
from dealtrace.analysis.credit.terms import Terms
from dealtrace.analysis.money import (
    Constant,
    Converted,
    constant_dollars,
    convert,
    require_prices,
)
from dealtrace.analysis.values import Range
from dealtrace.knowledge.credit_regimes import Group
from dealtrace.register import one_deal
from dealtrace.register.aggregates import FinancedDeal
from dealtrace.register.deal_lists import DealRow
from dealtrace.register.model import Json
from dealtrace.register.rivals import kin


@dataclass(frozen=True)
class ToldCredit:
    """One way of paying as it is told, by whom and where; the preferred of its kind comes first.

    ``usd`` is the sum at the rate of ``day``, ``constant`` in the prices of the year asked for, if
    one is; ``assessment`` is None for what needs no paying back. ``instead`` tells what others say
    of the credit that comes first: it is no further one.
    """

    kind: str
    lender: tuple[str, ...]
    borrower: tuple[str, ...]
    amount: float | None
    currency: str | None
    day: dt.date
    usd: Converted | None
    constant: Constant | None
    standing: Standing
    says: tuple[str, ...]
    reports: tuple[str, ...]
    assessment: Assessment | None
    instead: bool = False


@dataclass(frozen=True)
class DealCredit:
    """A deal's credits; ``given`` are the terms that the asker assumed where none are told."""

    deal: str
    headline: str
    stage: str
    hedged: bool
    credits: tuple[ToldCredit, ...]
    given: Terms
    as_of: dt.date | None


@dataclass(frozen=True, slots=True)
class Assumed:
    """What the asker takes for granted: terms that nobody tells, the borrower's group, a CIRR; and
    the year in whose prices sums are wanted too."""

    terms: Terms = field(default_factory=Terms)
    group: Group | None = None
    cirr: float | None = None
    prices: int | None = None


def credit_of(
    connection: Connection,
    name: str,
    assumed: Assumed | None = None,
    as_of: dt.date | None = None,
) -> DealCredit:
    """Return the credits of a deal, each judged.

    Raises ``RegisterError`` for an unknown deal, :class:`AnalysisError` for prices of a year of
    which there are none.
    """
    assumed = assumed or Assumed()
    if assumed.prices is not None:
        require_prices(assumed.prices)
    row = one_deal.deal(connection, name, as_of)
    one = financed(row)
    kinds = [kin(way) for way in one.financing]
    found = tuple(
        _told(one, way, assumed, instead=kinds[place] in kinds[:place])
        for place, way in enumerate(one.financing)
    )
    return DealCredit(row.id, row.headline, row.stage, row.hedged, found, assumed.terms, as_of)


def financed(row: DealRow) -> FinancedDeal:
    """Return a deal of a list as the questions over many deals give it."""
    dossier = row.dossier
    return FinancedDeal(
        row.id,
        row.headline,
        tuple(dossier["supplier"]),
        tuple(dossier["recipient"]),
        row.stage,
        row.stage_date,
        row.hedged,
        row.first_seen,
        row.last_seen,
        tuple(dossier["financing"]),
    )


def _told(one: FinancedDeal, way: Json, assumed: Assumed, *, instead: bool) -> ToldCredit:
    value = way["value"]
    amount, currency = value["amount"], value["currency"]
    borrower = value["borrower"] or list(one.recipient)
    day = one.day_told(way)
    usd = convert(amount, currency, day) if amount is not None and currency else None
    judged = None
    if value["kind"] in LOANS:
        judged = assess(
            with_given(told_terms(value), assumed.terms),
            day,
            amount=amount,
            currency=currency,
            borrower=borrower[0] if borrower else None,
            group=assumed.group,
            cirr=assumed.cirr,
        )
    return ToldCredit(
        value["kind"],
        tuple(value["lender"]),
        tuple(value["borrower"]),
        amount,
        currency,
        day,
        usd,
        _constant(amount, currency, day, assumed.prices),
        standing(one, value["kind"]),
        tuple(way["says"]),
        tuple(way["reports"]),
        judged,
        instead,
    )


def _constant(
    amount: float | None, currency: str | None, day: dt.date, prices: int | None
) -> Constant | None:
    if amount is None or currency is None or prices is None:
        return None
    return constant_dollars(amount, currency, day, prices)


def told_terms(value: Json) -> Terms:
    """Return the terms of a way of paying as reports tell them; impossible ones count as untold."""
    told = value.get("terms") or {}
    rate, years, grace = (told.get(name) for name in ("rate", "years", "grace_years"))
    if years is not None and not 0 < years <= 100:
        years = None
    if grace is not None and (grace < 0 or (years is not None and grace >= years)):
        grace = None
    if rate is not None and not 0 <= rate <= 1000:
        rate = None
    return Terms(_exactly(rate), _exactly(years), _exactly(grace))


def _exactly(value: float | None) -> Range | None:
    return None if value is None else Range.exactly(value)
