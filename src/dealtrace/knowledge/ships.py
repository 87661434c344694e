"""Ships by name: what stands before the names of ships of navies and coast guards ("HMS Ocean")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dealtrace.knowledge.lexicon import kept
from dealtrace.knowledge.tables import rows

_WORD = r"[A-ZÀ-Þ][\w’'-]{0,20}[^\W\dA-ZÀ-Þ_][\w’'-]{0,20}"  # "Nariño", not "OCEAN" or "BM-30"
_MORE = rf"(?: (?:(?:de|del|da|do|van|der|la|el|al|of) ){{0,2}}{_WORD}| [IVX]{{1,4}}\b){{0,2}}"


@dataclass(frozen=True, slots=True)
class ShipMatch:
    """A ship named in a text, from its prefix on. ``owner`` is the state (ISO3) whose navy or coast
    guard the prefix is, None where several have it; ``prefix_end`` is the prefix's end.

    ``ambiguous``: the prefix may be something else too, so that other signs of ships are needed.
    """

    start: int
    end: int
    prefix_end: int
    text: str
    owner: str | None
    ambiguous: bool


@cache
def _prefixes() -> dict[str, tuple[str | None, bool]]:
    return {
        row["prefix"]: (row["iso3"] or None, row["ambiguous"] == "a")
        for row in rows("ship_prefixes.csv")
    }


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_prefixes(), key=len, reverse=True)
    prefix = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<![\w&])({prefix}) [\"“‘]?{_WORD}{_MORE}")


@kept
def find_ships(text: str) -> list[ShipMatch]:
    """Ships named with a prefix of their navy or coast guard, in order, without overlap."""
    found = []
    for match in _pattern().finditer(text):
        owner, ambiguous = _prefixes()[match[1]]
        found.append(
            ShipMatch(match.start(), match.end(), match.end(1), match[0], owner, ambiguous)
        )
    return found
