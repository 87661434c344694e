"""Is a credit cheap: present value, grant element and verdict under each method of its year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from dealtrace.analysis.credit.loans import (
    Instalment,
    Loan,
    Repayment,
    highest_rate,
    present_value,
    schedule,
)
from dealtrace.analysis.credit.terms import NAMES, Terms, grant_elements, questions
from dealtrace.analysis.values import Range
from dealtrace.knowledge.cirr import Reference, reference
from dealtrace.knowledge.credit_regimes import GROUPS, METHODS, Group, Regime, groups, regime

NOT_AID = (
    "Credit for arms is no official development assistance; the DAC's method is used here only to "
    "say how soft it is."
)


class Verdict(StrEnum):
    """Whether a loan is concessional, as far as its terms tell."""

    YES = "concessional"
    NO = "not concessional"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Judged:
    """A loan under one method. Rates and grant elements are percent.

    ``grant_element`` is a range where terms are missing or told as ranges, None where the method
    has no discount rate without a CIRR. ``highest_rate`` is the interest up to which the loan would
    be concessional, where its years and years of grace are known.
    """

    method: str
    group: Group | None
    discount: float | None
    threshold: float
    grant_element: Range | None
    verdict: Verdict
    highest_rate: float | None
    present_value: float | None
    source: str


@dataclass(frozen=True)
class Assessment:
    """A credit with what follows from its terms, and what one would have to ask.

    ``schedule`` and the present values are there only where no term is missing or a range.
    ``conventions`` are what the reckoning takes for granted where no report says it. What the asker
    assumes is still asked for.
    """

    amount: float | None
    currency: str | None
    terms: Terms
    day: dt.date
    borrower: str | None
    schedule: tuple[Instalment, ...]
    judged: tuple[Judged, ...]
    missing: tuple[str, ...]
    questions: tuple[str, ...]
    conventions: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def interest(self) -> float | None:
        """All interest, in the loan's currency; None where the schedule isn't known."""
        return sum(one.interest for one in self.schedule) if self.schedule else None


def assess(
    terms: Terms,
    day: dt.date,
    *,
    amount: float | None = None,
    currency: str | None = None,
    borrower: str | None = None,
    group: Group | None = None,
    cirr: float | None = None,
) -> Assessment:
    """Judge a credit by the methods of its day.

    ``borrower`` is an ISO3 code, which gives the group of income; ``group`` goes before it. Where
    neither is known, the DAC's method is worked out for each group. ``cirr`` (percent) is the
    Commercial Interest Reference Rate of the currency, which some methods rest on; without it the
    Arrangement's comes from a file that was taken over, if there is one.
    """
    missing = (*(["amount"] if amount is None else []), *terms.missing)
    loan = terms.loan(amount if amount is not None else 100.0)
    payments = schedule(loan) if loan else ()
    known = group or groups().get(borrower or "")
    listed = [known] if known else ([] if borrower else list(GROUPS))
    taken = reference(currency, day) if cirr is None and currency else None
    return Assessment(
        amount,
        currency,
        terms,
        day,
        borrower,
        payments if amount is not None else (),
        tuple(_judged(terms, day, listed, taken if cirr is None else cirr, payments, amount)),
        missing,
        questions((*missing, *terms.assumed)),
        (
            paid_back(terms),
            "paid out in full at the start; interest fixed; no fees",
            *([_in_words(taken)] if taken else []),
            *([f"the borrower's group of income given as {group}"] if group else []),
            *([f"a CIRR of {cirr:g} % as given"] if cirr is not None else []),
        ),
        tuple(_notes(known, day)),
    )


def _judged(
    terms: Terms,
    day: dt.date,
    listed: Sequence[Group],
    cirr: float | Reference | None,
    payments: Sequence[Instalment],
    amount: float | None,
) -> Iterator[Judged]:
    for method in METHODS:
        found = [(g, regime(method, day, g)) for g in (listed if method != "IMF" else [None])]
        for group, rule in found:
            if rule is not None:
                yield _by(rule, group, terms, cirr, payments, amount)


def _by(
    rule: Regime,
    group: Group | None,
    terms: Terms,
    cirr: float | Reference | None,
    payments: Sequence[Instalment],
    amount: float | None,
) -> Judged:
    years = terms.years.exact if terms.years else None
    discount = _discount(rule, years, cirr) if years is not None else rule.discount
    elements = grant_elements(terms, discount) if discount is not None else None
    return Judged(
        rule.method,
        group,
        discount,
        rule.threshold,
        elements,
        verdict(elements, rule.threshold),
        _highest(terms, discount, rule.threshold),
        present_value(payments, discount)
        if payments and discount is not None and amount is not None
        else None,
        rule.source,
    )


def _discount(rule: Regime, years: float, cirr: float | Reference | None) -> float | None:
    """Return the discount rate of a rule; a reference of a file is made for the Arrangement's."""
    if not isinstance(cirr, Reference):
        return rule.rate(cirr, years)
    fits = rule.discount is None and rule.method == "Arrangement"
    return cirr.discount(years) if fits else rule.discount


def _in_words(taken: Reference) -> str:
    return (
        f"the Arrangement's discount rate from {taken.currency}'s CIRR, {taken.percent:.2f} % on "
        f"the mean of {taken.first} to {taken.last} ({taken.source}), and its margin"
    )


def verdict(elements: Range | None, threshold: float) -> Verdict:
    """Say what a range of grant elements means: open where its ends lie on both sides."""
    if elements is None:
        return Verdict.OPEN
    if elements.low is not None and elements.low >= threshold:
        return Verdict.YES
    if elements.high is not None and elements.high < threshold:
        return Verdict.NO
    return Verdict.OPEN


def _highest(terms: Terms, discount: float | None, threshold: float) -> float | None:
    years = terms.years.exact if terms.years else None
    grace = terms.grace_years.exact if terms.grace_years else None
    if discount is None or years is None or grace is None:
        return None
    loan = Loan(100.0, 0.0, years, grace, terms.per_year, terms.repayment)
    return highest_rate(loan, discount, threshold)


_PER_YEAR = {1: "once a year", 2: "twice a year", 4: "four times a year", 12: "each month"}


def paid_back(terms: Terms) -> str:
    """Return in words how a loan is taken to be paid back, which reports don't tell."""
    return f"paid {_PER_YEAR[terms.per_year]}, {_REPAID[terms.repayment]}"


def _notes(group: Group | None, day: dt.date) -> Iterator[str]:
    yield NOT_AID
    if group and not dt.date(2018, 1, 1) <= day <= dt.date(2020, 12, 31):
        yield f"{group} is the borrower's group on the DAC's list of 2018 to 2020."


_REPAID = {
    Repayment.EQUAL_PRINCIPAL: "in equal parts of principal after the years of grace",
    Repayment.ANNUITY: "in level payments after the years of grace",
    Repayment.BULLET: "the principal all at the end",
}


def with_given(terms: Terms, given: Terms) -> Terms:
    """Return terms as told, with those that nobody tells as the asker assumes them."""
    assumed = tuple(name for name in terms.missing if getattr(given, name) is not None)
    told = {name: getattr(terms, name) for name in NAMES if name not in assumed}
    return replace(given, assumed=assumed, **told)
