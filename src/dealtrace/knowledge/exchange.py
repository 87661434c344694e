"""What a sum was worth in US dollars in its year: yearly mean rates since the fixed ones of 1946.

The table is ``data/exchange_rates.csv``; its first lines say where the rates come from. Yearly
means serve to compare and to sort sums, not to settle accounts.
"""

from __future__ import annotations

from functools import cache

from dealtrace.knowledge.tables import rows

_NEAR = 3  # years from a known rate to one it may stand for
_STEADY = 1.25  # a rate that moved by more than this from one year to the next stands for no other


@cache
def _rates() -> dict[str, dict[int, float]]:
    table: dict[str, dict[int, float]] = {}
    for row in rows("exchange_rates.csv"):
        table.setdefault(row["code"], {})[int(row["year"])] = float(row["per_usd"])
    return table


def in_usd(amount: float, currency: str, year: int) -> float | None:
    """Return ``amount`` of ``currency`` (ISO 4217) in US dollars at the mean rate of ``year``.

    A year without a rate takes the nearest known one's, up to three years away and only where the
    rate was steady there; None where nothing is known. Sums are in the units of their year (old
    roubles before 1998).
    """
    if currency == "USD":
        return amount
    rate = _rate(_rates().get(currency, {}), year)
    return amount / rate if rate else None


@cache
def source() -> str:
    """Return where the table comes from, and up to which year it reaches."""
    last = max(year for by_year in _rates().values() for year in by_year)
    return f"yearly rates of the Federal Reserve, the ECB and par values, up to {last}"


def known_currencies() -> frozenset[str]:
    """Return the codes of the currencies in the table."""
    return frozenset(_rates())


def known_years(currency: str) -> frozenset[int]:
    """Return the years of which the table has this currency's rate."""
    return frozenset(_rates().get(currency, {}))


def _rate(known: dict[int, float], year: int) -> float | None:
    if year in known:
        return known[year]
    near = min(known, key=lambda other: (abs(other - year), other), default=None)
    if near is None or abs(near - year) > _NEAR:
        return None
    beside = [known[y] for y in (near - 1, near + 1) if y in known]
    steady = all(1 / _STEADY <= known[near] / rate <= _STEADY for rate in beside)
    return known[near] if steady and beside else None
