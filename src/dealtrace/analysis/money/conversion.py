"""Conversion at the rate of the day a sum is told for; the result says which it was."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dealtrace.knowledge.rates import Basis, dollar_rate


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
