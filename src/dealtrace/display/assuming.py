"""What an asker gives for the loans of an analysis, on a command line or in an address.

Options are a mapping by their names, each as :data:`KINDS` turns its text into a value; None, or no
entry, is what isn't given.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from dealtrace.analysis.credit.loans import HIGHEST, LONGEST, PER_YEAR, Repayment
from dealtrace.analysis.credit.terms import Terms
from dealtrace.analysis.values import AnalysisError, Range
from dealtrace.display.asking import currency, dollars, percent, span_to, word_of, year

if TYPE_CHECKING:
    from dealtrace.analysis.credit.deals import Assumed
    from dealtrace.analysis.credit.reckoning import Reckoned


def per_year() -> list[str]:
    """Return how many payments a year may have."""
    return [str(number) for number in PER_YEAR]


def repayments() -> list[str]:
    """Return how the principal may come back."""
    return [*Repayment]


def groups() -> list[str]:
    """Return the groups of income on the DAC's list."""
    from dealtrace.knowledge.credit_regimes import GROUPS

    return [*GROUPS]


KINDS: dict[str, Callable[[str], Any]] = {
    "rate": span_to(HIGHEST),
    "years": span_to(LONGEST),
    "grace": span_to(LONGEST),
    "per_year": lambda text: int(word_of(per_year)(text)),
    "repayment": word_of(repayments),
    "prices": year,
    "group": word_of(groups),
    "cirr": percent,
    "amount": dollars,
    "currency": currency,
}
"""The options, each with what turns its text into a value or raises ``Unclear``."""


def terms(given: Mapping[str, Any]) -> Terms:
    """Return the terms that are assumed where no report tells them.

    Raises ``AnalysisError`` for those that no loan has.
    """
    told = (given.get(name) for name in ("rate", "years", "grace"))
    rate, years, grace = (Range(*one) if one else None for one in told)
    how = Repayment(given.get("repayment") or Repayment.EQUAL_PRINCIPAL)
    return Terms(rate, years, grace, given.get("per_year") or 2, how)


def assumed(given: Mapping[str, Any]) -> Assumed:
    """Return all that is given for the credits of a deal."""
    from dealtrace.analysis.credit.deals import Assumed

    return Assumed(terms(given), given.get("group"), given.get("cirr"), given.get("prices"))


def loan(given: Mapping[str, Any], day: dt.date | None, borrower: str | None) -> Reckoned:
    """Return the loan of the ``amount`` that is given, judged as of a day or of today."""
    from dealtrace.analysis.credit.reckoning import reckoned

    return reckoned(assumed(given), given["amount"], given.get("currency") or "USD", day, borrower)


def check(given: Mapping[str, Any]) -> None:
    """Raise ``AnalysisError`` where no one loan is meant, or two are."""
    from dealtrace.analysis.credit.deals import Assumed

    deal, amount = given.get("deal"), given.get("amount")
    if deal and amount is not None:
        raise AnalysisError("the credits of a deal or a loan of a sum: give one of them", "amount")
    if not deal and amount is None and assumed(given) != Assumed():
        raise AnalysisError(
            "terms, a group, a CIRR and prices of a year are for the credits of one deal, or for "
            "a loan of a sum: give one of them"
        )
