"""What tellings are found by: two of one deal share a key, two of unlike deals hardly ever.

A key joins the two states, in either order, with one thing a telling says: a designation, a class
and its number, a class and eight years, a sum, or just two years. Years and sums lie in two rows of
boxes, set off by half a box, so that what is near each other shares a box in one of them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from dealtrace.register.profiles import Profile

_SUM_BOX = math.log(1.5)
_CLASS_YEARS, _YEARS = 8, 2


@lru_cache(maxsize=8192)
def keys(profile: Profile) -> tuple[int, ...]:
    """Return the keys of a telling, 64 bits each, signed, in order."""
    found = {f"{pair}|{sign}" for pair in _pairs(profile) for sign in _signs(profile)}
    return tuple(sorted(_number(key) for key in found))


def _pairs(profile: Profile) -> Iterator[str]:
    sides = (profile.suppliers or {"?"}), (profile.recipients or {"?"})
    for supplier, recipient in product(*sides):
        yield "-".join(sorted((supplier, recipient)))


def _signs(profile: Profile) -> Iterator[str]:
    yield from profile.families
    yield from (f"{cls}×{number}" for cls, number in profile.quantities.items())
    for day in {profile.anchor, profile.published}:
        year = _year(day)
        yield from (f"y{box}" for box in _boxes(year / _YEARS))
        for cls, box in product(profile.classes, _boxes(year / _CLASS_YEARS)):
            yield f"{cls}{box}"
    for dollars in (*profile.prices, *profile.credits):
        yield from (f"${box}" for box in _boxes(math.log(dollars) / _SUM_BOX))


@lru_cache(maxsize=8192)
def _year(ordinal: int) -> float:
    day = dt.date.fromordinal(ordinal)
    return day.year + day.timetuple().tm_yday / 366


def _boxes(value: float) -> tuple[str, str]:
    return f"a{math.floor(value)}", f"b{math.floor(value + 0.5)}"


@lru_cache(maxsize=32768)
def _number(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), signed=True)
