"""Numbers and coordinates of GeoNames for states and capitals.

The table is ``data/geonames.csv``; its first lines say where the numbers come from.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dealtrace.knowledge.tables import rows


@dataclass(frozen=True, slots=True)
class Listed:
    """A place as GeoNames lists it; degrees are those of a city, a state has none."""

    number: int
    iso3: str
    latitude: float | None
    longitude: float | None


@cache
def _listed() -> dict[str, tuple[Listed, ...]]:
    found: dict[str, tuple[Listed, ...]] = {}
    for row in rows("geonames.csv"):
        degrees = (float(row[name]) if row[name] else None for name in ("latitude", "longitude"))
        one = Listed(int(row["geonames"]), row["iso3"], *degrees)
        found[_key(row["name"])] = (*found.get(_key(row["name"]), ()), one)
    return found


def listed(name: str, iso3: str | None) -> Listed | None:
    """Return a state or a capital by its name, in the state that is told; None for other places,
    and for a name that means several of them."""
    known = [one for one in _listed().get(_key(name), ()) if iso3 in (None, one.iso3)]
    return known[0] if len(known) == 1 else None


def _key(name: str) -> str:
    return " ".join(name.casefold().removeprefix("the ").split())
