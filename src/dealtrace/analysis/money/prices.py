"""Constant prices: what a sum of one year would be in the prices of another.

A sum is turned into US dollars at the rate of its day, and these into dollars of the base year by
the consumer prices of the United States: the way of SIPRI's and the World Bank's "constant US$".
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dealtrace.analysis.money.conversion import Converted, convert
from dealtrace.analysis.values import AnalysisError
from dealtrace.knowledge import series
from dealtrace.knowledge.rates import currencies_with_rates


@dataclass(frozen=True, slots=True)
class Constant:
    """A sum in US dollars of its own day and in those of ``base`` (a year); ``source`` is that of
    the prices, the current sum has that of its rate."""

    current: Converted
    constant: float
    base: int
    factor: float
    source: str


def constant_dollars(amount: float, currency: str, day: dt.date, base: int) -> Constant | None:
    """Return a sum in US dollars of the year ``base``; None where a rate or price isn't known."""
    current = convert(amount, currency, day)
    found = _prices(day.year, base, "USA")
    if current is None or found is None:
        return None
    factor, source = found
    return Constant(current, current.converted * factor, base, factor, source)


def in_dollars(
    amount: float, currency: str, day: dt.date, base: int | None
) -> tuple[Converted | None, Constant | None]:
    """Return a sum in US dollars of its day, and in those of the year ``base`` if one is given.

    Raises :class:`AnalysisError` where these can't be told, naming what can be.
    """
    current = convert(amount, currency, day)
    if base is None:
        return current, None
    require_prices(base)
    require_prices(day.year)
    if current is None:
        known = ", ".join(currencies_with_rates())
        raise AnalysisError(
            f"no exchange rate of {currency} for {day.year} is known; rates, each of some years, "
            f"are known of {known}; dealtrace data update takes newer files"
        )
    return current, constant_dollars(amount, currency, day, base)


def price_factor(year: int, base: int, state: str = "USA") -> float | None:
    """Return how many times dearer things were in ``base`` than in ``year``, in that state.

    Both years must come from one table, as indices of several have different bases.
    """
    found = _prices(year, base, state)
    return found[0] if found else None


def _prices(year: int, base: int, state: str) -> tuple[float, str] | None:
    """Return how many times dearer things were, and the source of both years' prices."""
    for layer in series.layers("cpi"):
        known = layer.values.get(state, {})
        first, last = known.get(str(year)), known.get(str(base))
        if first and last:
            return last / first, layer.cited
    return None


def price_years(state: str = "USA") -> tuple[int, int] | None:
    """Return the first and the last year whose consumer prices are known."""
    years = [
        int(year[:4]) for layer in series.layers("cpi") for year in layer.values.get(state, {})
    ]
    return (min(years), max(years)) if years else None


def require_prices(year: int, state: str = "USA") -> None:
    """Raise :class:`AnalysisError` for a year whose prices aren't known, naming those that are."""
    known = price_years(state)
    if known is None or not known[0] <= year <= known[1]:
        told = f"of {known[0]} to {known[1]}" if known else "of no year"
        raise AnalysisError(
            f"no consumer prices of {year}: those {told} are known; dealtrace data update takes "
            "newer files of the World Bank",
            "prices",
        )
