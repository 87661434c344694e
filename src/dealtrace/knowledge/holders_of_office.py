"""Who held which high office of which state when: heads of state and of government, foreign and
defence ministers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from dealtrace.knowledge.lexicon import fold
from dealtrace.knowledge.tables import rows

_WORD = re.compile(r"[^\W\d_]+")
# Parts of names that tell nobody apart, and words that stand before names.
_PARTICLES = frozenset(
    "al el de da di do dos du la le von van der den bin ibn abu abd mr mrs ms dr sir gen general "
    "col colonel president prime minister king queen sheikh sultan emir prince marshal "
    "admiral".split()
)
_HEADS_OF_STATE = frozenset(
    {"president", "king", "queen", "emir", "sultan", "emperor", "leader", "supreme leader"}
)


@dataclass(frozen=True, slots=True)
class Holder:
    """A person in an office of a state (ISO3); ``start`` and ``end`` bound the time known of,
    ``end`` None while it lasts."""

    person: str
    office: str
    iso3: str
    start: date | None
    end: date | None

    def holds_on(self, day: date) -> bool:
        """Whether the person was in office on ``day``, as far as the table knows."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


def terms() -> Iterator[tuple[str, Holder]]:
    """All terms of the table in its order, each with the holder's family name."""
    return ((row["family"], _holder(row)) for row in rows("office_holders.csv"))


@dataclass(frozen=True, slots=True)
class _Entry:
    holder: Holder
    family: frozenset[str]
    given: frozenset[str]


@cache
def _entries() -> tuple[_Entry, ...]:
    return tuple(_entry(row) for row in rows("office_holders.csv"))


def _entry(row: dict[str, str]) -> _Entry:
    holder = _holder(row)
    family = _words(row["family"])
    return _Entry(holder, family, _words(row["person"]) - family)


def _holder(row: dict[str, str]) -> Holder:
    return Holder(
        row["person"], row["office"], row["iso3"], _first_day(row["start"]), _last_day(row["end"])
    )


def _words(name: str) -> frozenset[str]:
    found = frozenset(fold(w) for w in _WORD.findall(name))
    return found - _PARTICLES or found


def _first_day(text: str) -> date | None:
    """The first day of a year, month or day."""
    year, month, day = (
        [*(int(part) for part in text.split("-") if part), 1, 1][:3] if text else (0, 1, 1)
    )
    return date(year, month, day) if year else None


def _last_day(text: str) -> date | None:
    """The last day of a year or month (the 28th at least), or the day itself."""
    numbers = [int(part) for part in text.split("-") if part]
    if not numbers:
        return None
    year, month, day = [*numbers, 12, 28][:3] if len(numbers) != 2 else [*numbers, 28]
    return date(year, month, 31 if len(numbers) == 1 else day)


@cache
def _by_word() -> dict[str, list[_Entry]]:
    index: dict[str, list[_Entry]] = defaultdict(list)
    for entry in _entries():
        for word in entry.family:
            index[word].append(entry)
    return dict(index)


def holders(name: str, on: date | None = None) -> list[Holder]:
    """Those whom ``name`` (a family name, or more of the name) may mean, in office ``on`` that day
    (at any time if None). A given name in ``name`` must be the holder's; accents do not count."""
    wanted = _words(name)
    return list(dict.fromkeys(e.holder for e in _candidates(wanted) if _is_meant(e, wanted, on)))


def _candidates(wanted: frozenset[str]) -> Iterator[_Entry]:
    for word in sorted(wanted):
        yield from _by_word().get(word, ())


def _is_meant(entry: _Entry, wanted: frozenset[str], on: date | None) -> bool:
    if on is not None and not entry.holder.holds_on(on):
        return False
    rest = wanted - entry.family
    if not entry.family <= wanted:
        return False
    if not rest:
        return True
    initials = {word[0] for word in entry.given}
    return bool(rest & entry.given) or any(len(w) == 1 and w in initials for w in rest)


def holder_of(office: str, iso3: str, on: date) -> Holder | None:
    """Who held ``office`` in the state ``iso3`` on a day; None if the table has nobody.

    ``office`` is "president", "prime minister", "foreign minister", "defence minister", or a word
    for a head of state ("king", "leader"), which finds whoever was head of state.
    """
    wanted = " ".join(fold(office).replace("defense", "defence").split())
    here = [h for e in _entries() if (h := e.holder).iso3 == iso3 and h.holds_on(on)]
    exact = [h for h in here if h.office == wanted]
    if not exact and wanted in _HEADS_OF_STATE:
        exact = [h for h in here if h.office in _HEADS_OF_STATE]
    return exact[-1] if exact else None
