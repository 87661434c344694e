"""Differentiated discount rates of the Arrangement, from a file of reference rates taken over.

The Commercial Interest Reference Rates (CIRR) are the OECD's, set for each currency by months that
run from the 15th to the 14th. Each year on 15 January the Arrangement sets a discount rate: the
mean of the six monthly rates valid since 15 August, those of the longest repayment where there are
several, with a margin by years of repayment, rounded to a tenth of a percent (Arrangement on
Officially Supported Export Credits, on how the concessionality level of tied aid is worked out).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from statistics import fmean

from dealtrace.knowledge import series
from dealtrace.knowledge.credit_regimes import margin
from dealtrace.knowledge.official import CIRR_UP_TO

_SET_ON = (1, 15)  # month and day on which the year's rate is set


@dataclass(frozen=True, slots=True)
class Reference:
    """A currency's mean reference rate in percent, of which months, and from where."""

    currency: str
    percent: float
    first: str
    last: str
    source: str

    def discount(self, years: float) -> float:
        """Return the discount rate of a loan repaid over ``years``, in percent."""
        return round(self.percent + margin(years), 1)


def reference(currency: str, day: dt.date) -> Reference | None:
    """Return the reference rate that counts for loans of a day; None without all six months."""
    year = day.year if (day.month, day.day) >= _SET_ON else day.year - 1
    months = [*(f"{year - 1}-{month:02}" for month in range(8, 13)), f"{year}-01"]
    for key in _longest_first(currency):
        found = [series.figure("cirr", key, month) for month in months]
        known = [one for one in found if one is not None]
        if len(known) == len(months):
            mean = fmean(one.value for one in known)
            return Reference(currency, mean, months[0], months[-1], known[-1].source)
    return None


def _longest_first(currency: str) -> list[str]:
    keys = {key for layer in series.layers("cirr") for key in layer.values}
    own = [key for key in keys if key.partition(CIRR_UP_TO)[0] == currency]
    return sorted(own, key=lambda key: -float(key.partition(CIRR_UP_TO)[2]))
