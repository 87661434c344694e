"""Currencies of ISO 4217: codes, the nouns and signs newspapers use for them, who issues them.

The table is ``data/currencies.csv``; its first lines say where each column comes from.
"""

from __future__ import annotations

import csv
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Currency:
    """One currency. ``units``: its nouns, singular then plural, lower case; ``symbols``: signs and
    abbreviations that mean it alone; ``default_for``: nouns and signs it is taken for when nothing
    else decides; ``countries``: ISO 3166-1 alpha-3 codes of those who use it, the issuer first."""

    code: str
    name: str
    units: tuple[str, ...]
    adjectives: tuple[str, ...]
    symbols: tuple[str, ...]
    default_for: tuple[str, ...]
    countries: tuple[str, ...]

    @property
    def plural(self) -> str:
        """The noun in the plural ("dollars", "yen" where it has none of its own)."""
        return self.units[min(1, len(self.units) - 1)]


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


@cache
def currencies() -> dict[str, Currency]:
    """Return every currency of the table by its ISO 4217 code."""
    text = (files("dealtrace.knowledge") / "data" / "currencies.csv").read_text("utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {
        row["code"]: Currency(
            row["code"],
            row["name"],
            _split(row["units"]),
            _split(row["adjectives"]),
            _split(row["symbols"]),
            _split(row["default_for"]),
            _split(row["countries"]),
        )
        for row in rows
    }


@cache
def by_symbol() -> dict[str, tuple[str, ...]]:
    """Return sign or abbreviation (``NT$``, ``Rs``, ``USD``) -> codes of all it may mean.

    Case counts: ``Rs`` is a sign, ``RS`` is none.
    """
    table: dict[str, tuple[str, ...]] = {code: (code,) for code in currencies()}
    for currency in currencies().values():
        for sign in currency.symbols:
            table[sign] = (*table.get(sign, ()), currency.code)
    return table


@cache
def by_unit() -> dict[str, tuple[str, ...]]:
    """Return noun, lower case ("dollar", "roubles") -> codes of all the currencies it may mean."""
    table: dict[str, tuple[str, ...]] = {}
    for currency in currencies().values():
        for unit in currency.units:
            table[unit] = (*table.get(unit, ()), currency.code)
    return table


@cache
def _defaults() -> dict[str, str]:
    return {name: c.code for c in currencies().values() for name in c.default_for}


def resolve_symbol(symbol: str, countries: Collection[str] = ()) -> str | None:
    """Say which currency a sign means; ``countries``: ISO3 codes of the states the text is about.

    None where the sign is unknown, or shared and nothing decides ("P" without a country).
    """
    return _choose(by_symbol().get(symbol, ()), _defaults().get(symbol), countries)


def resolve_unit(
    unit: str, adjective: str | None = None, countries: Collection[str] = ()
) -> str | None:
    """Say which currency a noun means: by the word before it, else by country, else the commonest.

    ``unit`` and ``adjective`` in any case ("Dollars", "Hong Kong"); ``countries``: ISO3 codes of
    the states the text is about. None where the noun is unknown, or where it may mean several and
    nothing decides ("dinars" alone).
    """
    noun = unit.lower()
    codes = by_unit().get(noun, ())
    if adjective is not None:
        word = adjective.lower()
        for code in codes:
            if word in currencies()[code].adjectives:
                return code
    default = _defaults().get(noun) or _defaults().get(noun.removesuffix("s"))
    return _choose(codes, default, countries)


def _choose(codes: tuple[str, ...], default: str | None, countries: Collection[str]) -> str | None:
    """Choose among ``codes``; a bare dollar is American wherever the story plays."""
    issued = [code for code in codes if set(currencies()[code].countries) & set(countries)]
    if len(issued) == 1 and default != "USD":
        return issued[0]
    return default or (codes[0] if len(codes) == 1 else None)
