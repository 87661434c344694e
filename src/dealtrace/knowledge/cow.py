"""Numbers of states in the Correlates of War project's state system.

The table is ``data/cow_states.csv``; its first lines say where the numbers come from.
"""

from __future__ import annotations

from functools import cache

from dealtrace.knowledge.tables import rows

_FIRST, _LAST = 0, 9999  # years where the table leaves one open


@cache
def _numbers() -> dict[str, tuple[tuple[int, int, int], ...]]:
    found: dict[str, tuple[tuple[int, int, int], ...]] = {}
    for row in rows("cow_states.csv"):
        span = int(row["first"] or _FIRST), int(row["last"] or _LAST), int(row["cow"])
        found[row["iso3"]] = (*found.get(row["iso3"], ()), span)
    return found


def cow_number(iso3: str, year: int) -> int | None:
    """Return a state's number in a year; None for who is no state of that system."""
    known = _numbers().get(iso3, ())
    return next((number for first, last, number in known if first <= year <= last), None)
