"""A loan and its repayment, what that is worth today, and how much of the loan is a gift.

The grant element is the face value less the present value of all payments, in percent of the face
value (OECD, Reporting Directives for the Creditor Reporting System, annex "Grant element"; IMF and
World Bank, concessionality calculator). Discount rates are yearly and effective; a year of ``n``
payments is discounted at ``(1 + d) ** (1/n) - 1`` each. The sum counts as paid out at once, as
both calculators have it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from dealtrace.analysis.values import AnalysisError

LONGEST = 100.0
"""Years beyond which no loan is believed."""

HIGHEST = 1000.0
"""Percent a year above which no rate of interest is believed."""

PER_YEAR = (1, 2, 4, 12)
"""How many payments a year may have."""

_HALVINGS = 60


class Repayment(StrEnum):
    """How the principal comes back after the years of grace."""

    EQUAL_PRINCIPAL = "equal principal"
    ANNUITY = "annuity"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Loan:
    """A loan with all its terms. ``rate`` is percent a year; ``years`` run to the last payment.

    During ``grace_years`` only interest is paid: the first principal comes one payment after them.
    (The OECD's annex calls them "interval"; its "grace period" runs to that first payment.)
    """

    amount: float
    rate: float
    years: float
    grace_years: float = 0.0
    per_year: int = 2
    repayment: Repayment = Repayment.EQUAL_PRINCIPAL

    def __post_init__(self) -> None:
        if not 0 < self.years <= LONGEST:
            words = f"{self.years:g} years: a loan runs from above 0 to {LONGEST:g}"
            raise AnalysisError(words, "years")
        if not 0 <= self.rate <= HIGHEST:
            words = f"{self.rate:g} %: give a rate of 0 to {HIGHEST:g} percent a year"
            raise AnalysisError(words, "rate")
        if self.per_year not in PER_YEAR:
            raise AnalysisError(f"{self.per_year} payments a year: give 1, 2, 4 or 12")
        if not 0 <= self.grace_years < self.years:
            words = f"{self.grace_years:g} years of grace don't fit into {self.years:g} years"
            raise AnalysisError(words, "grace")

    @property
    def payments(self) -> int:
        """How many times interest is paid."""
        return max(round(self.years * self.per_year), 1)

    @property
    def without_principal(self) -> int:
        """How many payments are interest alone."""
        if self.repayment is Repayment.BULLET:
            return self.payments - 1
        return min(round(self.grace_years * self.per_year), self.payments - 1)


@dataclass(frozen=True, slots=True)
class Instalment:
    """One payment: its number, when (years from the start), and what is owed after it."""

    number: int
    years: float
    principal: float
    interest: float
    outstanding: float

    @property
    def total(self) -> float:
        """Principal and interest."""
        return self.principal + self.interest


def schedule(loan: Loan) -> tuple[Instalment, ...]:
    """Return all payments of a loan."""
    return scheduled(principals(loan), loan.rate, loan.per_year)


def principals(loan: Loan) -> list[float]:
    """Return the principal of each payment."""
    paid = loan.payments - loan.without_principal
    grace = [0.0] * loan.without_principal
    per_period = loan.rate / 100 / loan.per_year
    if loan.repayment is not Repayment.ANNUITY or per_period == 0:
        return grace + [loan.amount / paid] * paid
    # exact for tiny rates, where (1 + r) ** n - 1 is rounded away, and for high ones, where it is
    # too large for a number
    growth = math.log1p(per_period)
    last = loan.amount * per_period / -math.expm1(-paid * growth)
    return grace + [last * math.exp((k - paid) * growth) for k in range(paid)]


def scheduled(principal: Sequence[float], rate: float, per_year: int) -> tuple[Instalment, ...]:
    """Return the payments of a loan whose principal comes back in these parts, as reported."""
    owed = sum(principal)
    found = []
    for number, part in enumerate(principal, 1):
        interest = owed * rate / 100 / per_year
        owed -= part
        found.append(Instalment(number, number / per_year, part, interest, max(owed, 0.0)))
    return tuple(found)


def present_value(payments: Sequence[Instalment], discount: float) -> float:
    """Return what payments are worth at the start; ``discount`` is percent a year, effective."""
    return sum(one.total * math.pow(1 + discount / 100, -one.years) for one in payments)


def grant_element(payments: Sequence[Instalment], discount: float) -> float:
    """Return the grant element in percent of the face value; negative for a dear loan."""
    face = sum(one.principal for one in payments)
    return 100 * (1 - present_value(payments, discount) / face)


def most_of(rate: float, discount: float, per_year: int) -> float:
    """Return what the grant element comes to as the years grow without end, in percent."""
    per_period = math.pow(1 + discount / 100, 1 / per_year) - 1
    return 100 * (1 - rate / 100 / per_year / per_period)


def highest_rate(loan: Loan, discount: float, least: float) -> float | None:
    """Return the interest at which the grant element falls to ``least`` percent.

    None where even a loan without interest has less.
    """

    def enough(rate: float) -> bool:
        return grant_element(schedule(replace(loan, rate=rate)), discount) >= least

    return _last(enough, 0.0, 100.0) if enough(0.0) else None


def _last(holds: Callable[[float], bool], low: float, high: float) -> float:
    """Return the largest number between two up to which a condition holds."""
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low
