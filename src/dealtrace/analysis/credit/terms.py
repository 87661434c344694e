"""Terms of a loan as far as they are known, and what can be said of its grant element then.

What no report says is not invented: it stays open, and the grant element is bounded by what is
certain whatever the term may be. Rate, years and years of grace may be ranges.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dealtrace.analysis.credit.loans import (
    HIGHEST,
    LONGEST,
    Loan,
    Repayment,
    grant_element,
    most_of,
    schedule,
)
from dealtrace.analysis.values import AnalysisError, Range

NAMES = ("rate", "years", "grace_years")
"""The terms that reports may tell."""

_SAID = {"grace": "years of grace"}


@dataclass(frozen=True, slots=True)
class Terms:
    """What is known of a loan's terms; None: nobody says. Percent a year, and years.

    ``assumed`` names those among them that no report tells: the asker takes them for granted.
    """

    rate: Range | None = None
    years: Range | None = None
    grace_years: Range | None = None
    per_year: int = 2
    repayment: Repayment = Repayment.EQUAL_PRINCIPAL
    assumed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, value, most in (
            ("rate", self.rate, HIGHEST),
            ("years", self.years, LONGEST),
            ("grace", self.grace_years, LONGEST),
        ):
            if value and ((value.low or 0) < 0 or (value.high or 0) > most):
                raise AnalysisError(f"{_SAID.get(name, name)} {value}: give 0 to {most:g}", name)

    @property
    def missing(self) -> tuple[str, ...]:
        """The terms that nobody gives."""
        return tuple(name for name in NAMES if getattr(self, name) is None)

    def loan(self, amount: float) -> Loan | None:
        """Return the loan where every term is one number, else None."""
        values = (self.rate, self.years, self.grace_years)
        exact = [value.exact if value else None for value in values]
        rate, years, grace = exact
        if rate is None or years is None or grace is None:
            return None
        return Loan(amount, rate, years, grace, self.per_year, self.repayment)


def grant_elements(terms: Terms, discount: float) -> Range:
    """Return between which numbers the grant element lies, in percent.

    It falls with the rate, and goes one way with the years and the years of grace as long as the
    rate stays on one side of the discount rate; so its ends lie where the terms are at theirs, or
    where rate and discount rate meet, at 0. Without a rate nothing bounds it below.
    """
    found = list(_ends(terms, discount))
    below = min(found) if terms.rate is not None and terms.rate.high is not None else None
    return Range(below, max(found))


def _ends(terms: Terms, discount: float) -> Iterator[float]:
    rates = _both(terms.rate, 0.0, 0.0)
    for rate in rates:
        yield from _over_time(terms, rate, discount)
    # between the ends lies the rate at which a payment's interest is just the discount
    neutral = 100 * terms.per_year * ((1 + discount / 100) ** (1 / terms.per_year) - 1)
    if min(rates) <= neutral <= max(rates):
        yield 0.0


def _over_time(terms: Terms, rate: float, discount: float) -> Iterator[float]:
    for years, grace in _times(terms):
        loan = Loan(100.0, rate, years, grace, terms.per_year, terms.repayment)
        yield grant_element(schedule(loan), discount)
    if terms.years is None or terms.years.high is None:
        yield most_of(rate, discount, terms.per_year)


def _times(terms: Terms) -> Iterator[tuple[float, float]]:
    """Give years and years of grace at their ends, as far as the ones have room for the others."""
    period = 1 / terms.per_year
    open_ended = terms.years is None or terms.years.exact is None
    shortest = _both(terms.grace_years, 0.0, 0.0)[0] + period
    for told in _both(terms.years, shortest, LONGEST):
        years = max(told, shortest) if open_ended else told
        room = years - period
        for grace in _both(terms.grace_years, 0.0, room):
            exact = terms.grace_years is not None and terms.grace_years.exact is not None
            yield years, grace if exact else min(grace, room)


def _both(value: Range | None, low: float, high: float) -> list[float]:
    """Return the ends of a range, or those that hold where it is open."""
    if value is None:
        return sorted({low, high})
    ends = (low if value.low is None else value.low, high if value.high is None else value.high)
    return sorted(set(ends))


QUESTIONS = {
    "amount": "How large is the loan?",
    "rate": "At what rate of interest, fixed or floating, is the loan?",
    "years": "Over how many years is it to be repaid?",
    "grace_years": "For how many years is no principal due?",
    "currency": "In which currency is the loan, and in which is it repaid?",
    "schedule": "Is it repaid in equal parts of principal, in level payments, or at once?",
}
"""What to ask where a term is missing."""


def questions(missing: Sequence[str]) -> tuple[str, ...]:
    """Return the questions that would fill the gaps."""
    return tuple(QUESTIONS[name] for name in missing)
