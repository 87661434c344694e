"""The rate of a currency to the US dollar on a day, as close as is known.

The mean rate of that month is taken; where there is none, the year's, and where the table of years
has none, that of a steady year close by. What was taken is part of the result.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from dealtrace.knowledge import exchange, series
from dealtrace.knowledge.exchange import in_usd, known_years

Basis = Literal["month", "year", "near year", "same currency"]


@dataclass(frozen=True, slots=True)
class Rate:
    """Units of a currency for one US dollar, for which period, by what mean, and from where; the
    dollar itself has no source."""

    per_usd: float
    period: str
    basis: Basis
    source: str


def dollar_rate(currency: str, day: dt.date) -> Rate | None:
    """Return the rate of a currency to the US dollar on a day; None where none is known."""
    if currency == "USD":
        return Rate(1.0, str(day.year), "same currency", "")
    month = series.figure("fx", currency, f"{day:%Y-%m}")
    if month is not None:
        return Rate(month.value, month.period, "month", month.source)
    known = in_usd(1.0, currency, day.year)
    if known is None:
        return None
    basis: Basis = "year" if day.year in known_years(currency) else "near year"
    return Rate(1 / known, str(day.year), basis, exchange.source())


def currencies_with_rates() -> list[str]:
    """Return the codes of all currencies of which some rate is known."""
    monthly = {code for layer in series.layers("fx") for code in layer.values}
    return sorted({"USD", *monthly, *exchange.known_currencies()})


def dollars(amount: float | None, currency: str | None, day: dt.date) -> float | None:
    """Return a sum in US dollars of its day, or None where it can't be told."""
    found = dollars_at(amount, currency, day)
    return found[0] if found else None


def dollars_at(
    amount: float | None, currency: str | None, day: dt.date | None
) -> tuple[float, Rate] | None:
    """Return a sum in US dollars of its day with the rate, or None where it can't be told."""
    if amount is None or not currency or day is None:
        return None
    rate = dollar_rate(currency, day)
    return (amount / rate.per_usd, rate) if rate else None
