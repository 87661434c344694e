"""Debt service: what falls due on loans year by year, in US dollars of the day they were told for.

A loan whose terms are told, or assumed by the asker, gives its payments; one of ranges gives the
least and the most of each year. A loan whose terms nobody tells gives none: it is named as missing.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from dealtrace.analysis.credit.assessing import with_given
from dealtrace.analysis.credit.deals import told_terms
from dealtrace.analysis.credit.ledger import LOANS, Standing, standing
from dealtrace.analysis.credit.loans import Loan, schedule
from dealtrace.analysis.credit.terms import Terms
from dealtrace.analysis.values import AnalysisError, Range
from dealtrace.knowledge.rates import Rate, dollars_at
from dealtrace.register.aggregates import FinancedDeal
from dealtrace.register.model import Json

Years = dict[int, Range]
"""Dollars due by calendar year."""

MOST = 3_000_000
"""Payments that are reckoned for one answer, which takes about two seconds."""


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
    found = [(one, way) for one in deals if (way := _preferred(one, borrower)) is not None]
    found = [(one, way) for one, way in found if standing(one, way["value"]["kind"]) in wanted]
    _require_few({_terms(way, assumed) for _, way in found})
    return tuple(due(one, way, assumed) for one, way in found)


def _require_few(all_terms: Iterable[Terms]) -> None:
    """Refuse ranges so wide that a page would wait for seconds."""
    payments = sum(map(_payments_of, {replace(one, assumed=()) for one in all_terms}))
    if payments > MOST:
        raise AnalysisError(
            f"ranges as wide as these take {payments:,} payments to reckon, {MOST:,} at the most: "
            "give fewer years or years of grace, or fewer payments a year",
            "years",
        )


def _payments_of(terms: Terms) -> int:
    graces, rates = _steps(terms.grace_years), _ends(terms.rate)
    ways = ((years, bisect_left(graces, years) * len(rates)) for years in _steps(terms.years))
    return round(sum(years * terms.per_year * some for years, some in ways))


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
    terms = _terms(way, assumed)
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


def _terms(way: Json, assumed: Terms) -> Terms:
    return with_given(told_terms(way["value"]), assumed)


def by_year(terms: Terms, amount: float, start: int) -> Years:
    """Return what falls due in each calendar year, the least and the most over all terms.

    The day on which a loan runs is not known, only its year: payments of the first twelve months
    count for the year after ``start``.
    """
    parts = _of_one_dollar(replace(terms, assumed=()))
    return {start + year: Range(amount * low, amount * high) for year, low, high in parts}


@lru_cache(256)
def _of_one_dollar(terms: Terms) -> tuple[tuple[int, float, float], ...]:
    """Return the years of a loan with the least and the most of a dollar lent that falls due.

    What falls due goes with the sum, so that loans of the same terms are reckoned once.
    """
    each = [_payments(loan) for loan in _loans(terms)]
    sums = {year: [one.get(year, 0.0) for one in each] for year in sorted(set().union(*each))}
    return tuple((year, min(some), max(some)) for year, some in sums.items())


def _payments(loan: Loan) -> dict[int, float]:
    found: defaultdict[int, float] = defaultdict(float)
    for one in schedule(loan):
        found[math.ceil(one.years)] += one.total
    return found


def _loans(terms: Terms) -> Iterator[Loan]:
    """Give loans at the ends of all ranges and at whole years between them."""
    for years in _steps(terms.years):
        for grace in _steps(terms.grace_years):
            for rate in _ends(terms.rate):
                if years > 0 and grace < years:
                    made = Loan(1.0, rate, years, grace, terms.per_year)
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
