"""Shares of suppliers and the Herfindahl-Hirschman index.

The index is the sum of the squared shares in percent: 10,000 for one supplier alone. Bands are
those of the Merger Guidelines of the United States (Department of Justice and Federal Trade
Commission, 2023): above 1,800 highly, above 1,000 moderately concentrated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Band(StrEnum):
    """How concentrated the supply is."""

    LOW = "unconcentrated"
    MODERATE = "moderately concentrated"
    HIGH = "highly concentrated"


@dataclass(frozen=True, slots=True)
class Share:
    """A supplier's part: of 1, and in units of the measure."""

    supplier: str
    share: float
    amount: float


@dataclass(frozen=True, slots=True)
class Concentration:
    """Suppliers with their shares, the largest first, and what these come to.

    ``equivalent`` is how many suppliers of equal size would give the same index.
    """

    shares: tuple[Share, ...]
    hhi: float
    band: Band
    equivalent: float

    @property
    def largest(self) -> Share:
        """The supplier with the largest share."""
        return self.shares[0]


def hhi(amounts: Iterable[float]) -> float:
    """Return the Herfindahl-Hirschman index of some amounts, above 0 to 10,000."""
    parts = [amount for amount in amounts if amount > 0]
    total = sum(parts)
    return sum((100 * part / total) ** 2 for part in parts) if total else 0.0


def band(index: float) -> Band:
    """Return how concentrated a supply with this index is."""
    if index > 1800:
        return Band.HIGH
    return Band.MODERATE if index > 1000 else Band.LOW


def concentration(amounts: Mapping[str, float]) -> Concentration | None:
    """Return the shares of some suppliers; None where none supplies anything."""
    total = sum(amount for amount in amounts.values() if amount > 0)
    if total <= 0:
        return None
    ranked = sorted(amounts.items(), key=lambda pair: (-pair[1], pair[0]))
    shares = tuple(Share(name, amount / total, amount) for name, amount in ranked if amount > 0)
    index = hhi(amounts.values())
    return Concentration(shares, index, band(index), 10_000 / index)
