"""Money: one currency in another at the rate of its day, and prices of another year."""

from dealtrace.analysis.money.conversion import Converted, convert
from dealtrace.analysis.money.prices import (
    Constant,
    constant_dollars,
    in_dollars,
    price_factor,
    price_years,
    require_prices,
)

__all__ = [
    "Constant",
    "Converted",
    "constant_dollars",
    "convert",
    "in_dollars",
    "price_factor",
    "price_years",
    "require_prices",
]
