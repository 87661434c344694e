"""A loan that no deal tells of, reckoned from a sum and terms that the asker gives."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields

from dealtrace.analysis.credit.assessing import Assessment, assess
from dealtrace.analysis.credit.deals import Assumed
from dealtrace.analysis.money import Constant, Converted, in_dollars
from dealtrace.analysis.values import AnalysisError

LARGEST = 1e15
"""The largest sum of a loan that is reckoned, in any currency."""


@dataclass(frozen=True)
class Reckoned(Assessment):
    """A loan judged, with its sum in US dollars of its day and of the year asked for."""

    usd: Converted | None
    constant: Constant | None


def reckoned(
    assumed: Assumed,
    amount: float,
    currency: str = "USD",
    day: dt.date | None = None,
    borrower: str | None = None,
) -> Reckoned:
    """Judge a loan of ``amount`` (above 0) as of a day, today if none is given.

    Raises :class:`AnalysisError` for a sum that is no loan's, or prices that aren't known.
    """
    if not 0 < amount <= LARGEST:
        words = f"give the sum of the loan, above 0 and at most {LARGEST / 1e9:,.0f}bn"
        raise AnalysisError(words, "amount")
    day = day or dt.date.today()
    usd, constant = in_dollars(amount, currency, day, assumed.prices)
    judged = assess(
        assumed.terms,
        day,
        amount=amount,
        currency=currency,
        borrower=borrower,
        group=assumed.group,
        cirr=assumed.cirr,
    )
    told = {one.name: getattr(judged, one.name) for one in fields(judged)}
    return Reckoned(**told, usd=usd, constant=constant)
