"""Conversion at the rate of the day a sum is told for.

The mean rate of that month is taken; where there is none, the year's, and where the table of years
has none, that of a steady year close by. What was taken is part of the result.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from dealtrace.knowledge import series
from dealtrace.knowledge.exchange import in_usd, known_years

Basis = Literal["month", "year", "near year", "same currency"]
YEARLY = "the package's table of yearly rates (Federal Reserve, ECB, par values)"


@dataclass(frozen=True, slots=True)
class Rate:
    """Units of a currency for one US dollar, for which period, by what mean, and from where."""

    per_usd: float
    period: str
    basis: Basis
    source: str


@dataclass(frozen=True, slots=True)
class Converted:
    """A sum in another currency; ``rate`` is units of ``currency`` for one of ``to``.

    ``periods``, ``bases`` and ``sources`` say what the rates to the dollar rest on, one for each
    currency that isn't the dollar.
    """

    amount: float
    currency: str
    converted: float
    to: str
    rate: float
    periods: tuple[str, ...]
    bases: tuple[Basis, ...]
    sources: tuple[str, ...]


def convert(amount: float, currency: str, day: dt.date, to: str = "USD") -> Converted | None:
    """Return a sum in another currency at the rate of ``day``; None where no rate is known.

    Sums are in the units of their day: roubles before 1998 are the old ones.
    """
    rates = [dollar_rate(code, day) for code in (currency, to)]
    source, target = rates
    if source is None or target is None:
        return None
    cross = source.per_usd / target.per_usd
    told = [] if currency == to else [r for r in (source, target) if r.basis != "same currency"]
    return Converted(
        amount,
        currency,
        amount if currency == to else amount / cross,
        to,
        1.0 if currency == to else cross,
        tuple(r.period for r in told),
        tuple(r.basis for r in told),
        tuple(dict.fromkeys(r.source for r in told)),
    )


def dollar_rate(currency: str, day: dt.date) -> Rate | None:
    """Return the rate of a currency to the US dollar on a day, as close as is known."""
    if currency == "USD":
        return Rate(1.0, str(day.year), "same currency", "")
    month = series.figure("fx", currency, f"{day:%Y-%m}")
    if month is not None:
        return Rate(month.value, month.period, "month", month.source)
    known = in_usd(1.0, currency, day.year)
    if known is None:
        return None
    basis: Basis = "year" if day.year in known_years(currency) else "near year"
    return Rate(1 / known, str(day.year), basis, YEARLY)


def dollars(amount: float | None, currency: str | None, day: dt.date) -> float | None:
    """Return a sum in US dollars of its day, or None where it can't be told."""
    if amount is None or currency is None:
        return None
    found = convert(amount, currency, day)
    return found.converted if found else None
