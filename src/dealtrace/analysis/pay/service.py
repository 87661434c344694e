"""Debt service: what falls due on loans year by year, in US dollars of the day they were told for.

A loan whose terms are told, or assumed by the asker, gives its payments; one of ranges gives the
least and the most of each year. A loan whose terms nobody tells gives none: it is named as missing.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dealtrace.analysis.credit.assessing import with_given
from dealtrace.analysis.credit.deals import told_terms
from dealtrace.analysis.credit.ledger import LOANS, Standing, standing
from dealtrace.analysis.credit.loans import Loan, schedule
from dealtrace.analysis.credit.terms import Terms
from dealtrace.analysis.values import Range
from dealtrace.knowledge.rates import Rate, dollars_at
from dealtrace.register.aggregates import FinancedDeal
from dealtrace.register.model import Json

Years = dict[int, Range]
"""Dollars due by calendar year."""


@dataclass(frozen=True)
class DueLoan:
    """A loan of the register and what falls due on it; ``missing`` names terms nobody tells.

    ``rate`` is that at which the sum was turned into dollars, None where it is told in them or not
    known. ``by_year`` is empty where a term or the sum is missing.
    """

    deal: str
    headline: str
    lender: tuple[str, ...]
    standing: Standing
    start: int
    usd: float | None
    terms: Terms
    by_year: Years
    missing: tuple[str, ...]
    rate: Rate | None = None


def due_loans(
    deals: Iterable[FinancedDeal], borrower: str, assumed: Terms, *, pledged: bool = False
) -> tuple[DueLoan, ...]:
    """Return the loans of a borrower that are committed, those only pledged if wanted."""
    wanted = {Standing.COMMITTED} | ({Standing.PLEDGED} if pledged else set())
    found = []
    for one in deals:
        way = _preferred(one, borrower)
        if way is not None and standing(one, way["value"]["kind"]) in wanted:
            found.append(due(one, way, assumed))
    return tuple(found)


def _preferred(one: FinancedDeal, borrower: str) -> Json | None:
    """Return the loan that counts of a deal, if it is this state's."""
    loans = [way for way in one.financing if way["value"]["kind"] in LOANS]
    for way in loans[:1]:
        if borrower in (way["value"]["borrower"] or one.recipient):
            return way
    return None


def due(one: FinancedDeal, way: Json, assumed: Terms) -> DueLoan:
    """Return what falls due on a deal's loan as told, with assumed terms where none are told."""
    value = way["value"]
    day = one.day_told(way)
    terms = with_given(told_terms(value), assumed)
    currency = value["currency"]
    usd, rate = dollars_at(value["amount"], currency, day) or (None, None)
    missing = (*(["amount"] if usd is None else []), *terms.missing)
    years = by_year(terms, usd, day.year) if usd is not None and not terms.missing else {}
    return DueLoan(
        one.id,
        one.headline,
        tuple(value["lender"]),
        standing(one, value["kind"]),
        day.year,
        usd,
        terms,
        years,
        missing,
        None if currency == "USD" else rate,
    )


def by_year(terms: Terms, amount: float, start: int) -> Years:
    """Return what falls due in each calendar year, the least and the most over all terms.

    The day on which a loan runs is not known, only its year: payments of the first twelve months
    count for the year after ``start``.
    """
    each = [_payments(loan, start) for loan in _loans(terms, amount)]
    found: Years = {}
    for year in sorted({year for one in each for year in one}):
        sums = [one.get(year, 0.0) for one in each]
        found[year] = Range(min(sums), max(sums))
    return found


def _payments(loan: Loan, start: int) -> dict[int, float]:
    found: defaultdict[int, float] = defaultdict(float)
    for one in schedule(loan):
        found[start + math.ceil(one.years)] += one.total
    return found


def _loans(terms: Terms, amount: float) -> Iterator[Loan]:
    """Give loans at the ends of all ranges and at whole years between them."""
    for years in _steps(terms.years):
        for grace in _steps(terms.grace_years):
            for rate in _ends(terms.rate):
                if years > 0 and grace < years:
                    made = Loan(amount, rate, years, grace, terms.per_year)
                    yield replace(made, repayment=terms.repayment)


def _ends(value: Range | None) -> list[float]:
    ends = [] if value is None else [value.low, value.high]
    return sorted({end for end in ends if end is not None})


def _steps(value: Range | None) -> list[float]:
    ends = _ends(value)
    whole = range(math.ceil(ends[0]), math.floor(ends[-1]) + 1) if ends else ()
    return sorted({*ends, *map(float, whole)})


def total(loans: Iterable[DueLoan]) -> Years:
    """Return what falls due on all loans together, by year."""
    found: Years = {}
    for loan in loans:
        for year, due_ in loan.by_year.items():
            before = found.get(year, Range.exactly(0.0))
            low, high = (before.low or 0) + (due_.low or 0), (before.high or 0) + (due_.high or 0)
            found[year] = Range(low, high)
    return dict(sorted(found.items()))
