"""What of a telling is compared when deals of different reports are joined, as numbers and sets."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from dealtrace.knowledge.designations import weapon
from dealtrace.knowledge.exchange import in_usd
from dealtrace.knowledge.lexicon import fold
from dealtrace.register.model import COURSE, Json, Telling

UNSPECIFIC = frozenset({"other", "training/support", "engine/parts", "ammunition"})
"""Item classes that say little of which deal it is."""

# A state that took over another's deals is the same party.
_SUCCESSORS = {"SUN": "RUS", "CSK": "CZE", "YUG": "SRB", "SCG": "SRB", "DDR": "DEU", "ZAR": "COD"}
_FAMILY = re.compile(r"([^\W\d_]+)[ .-]*(\d+)")
_FURTHER = re.compile(
    r"\b(?:more|another|additional|further|extra|second|third|new batch|follow-on|others?|again"
    r"|follow-up|fourth|fifth|sixth|seventh|eighth|ninth|tenth|later)\b",
    re.IGNORECASE,
)
_FORMER = re.compile(
    r"\b(?:first|earlier|existing|already|original|previous|initial|older|former)\b",
    re.IGNORECASE,
)
_COUNTED_WORDS = re.compile(r"[^\W\d_]{4,}")
# Words of an item's text that stand for its class or its number, not for what it is.
_COMMON = frozenset(
    "aircraft arms armed armoured batteries boats carriers combat defence equipment fighter "
    "fighters helicopters jets launchers military missiles more multi multirole parts patrol "
    "personnel planes purpose role second hand ships submarines support surface systems tanks "
    "training transport used vehicles vessels warplanes warships weapons with other main battle "
    "light heavy medium advanced modern first several dozens some including spare "
    "additional".split()
)


@dataclass(frozen=True, eq=False)
class Profile:
    """A telling as it is compared. Dates are proleptic ordinals of days, sums US dollars.

    Profiles are told apart by identity, so that what is worked out of one can be kept with it.
    """

    telling: Telling

    @cached_property
    def suppliers(self) -> frozenset[str]:
        """States that supply, successors standing for those they succeeded."""
        return frozenset(_SUCCESSORS.get(code, code) for code in self.telling.deal["supplier"])

    @cached_property
    def recipients(self) -> frozenset[str]:
        """States that receive."""
        return frozenset(_SUCCESSORS.get(code, code) for code in self.telling.deal["recipient"])

    @cached_property
    def published(self) -> int:
        """The day of the report; where it has none, the day of the event or of its adding."""
        day = self.telling.report.published
        return day.toordinal() if day else self.event or self.telling.report.known_from.toordinal()

    @cached_property
    def event(self) -> int | None:
        """The day the telling gives for the deal's stage."""
        return _ordinal(self.telling.deal.get("stage_date"))

    @cached_property
    def vague_event(self) -> bool:
        """Whether that day is known to the year only."""
        return len(self.telling.deal.get("stage_date") or "") == 4

    @property
    def anchor(self) -> int:
        """When the deal was where the telling says it was."""
        return self.event if self.event is not None else self.published

    @property
    def rank(self) -> int:
        """The place of its stage in a deal's usual course."""
        return COURSE.index(self.telling.deal["stage"])

    @cached_property
    def families(self) -> frozenset[str]:
        """Its designations without their variants: ``su30`` for Su-30MKI and for Flanker-H."""
        return frozenset(name for item in self._named for name in _families(item["designation"]))

    @cached_property
    def known_families(self) -> frozenset[str]:
        """Those of its families that stand in the table of weapons."""
        return frozenset(
            name for item in self._named for name in _tabled_families(item["designation"])
        )

    @cached_property
    def designations(self) -> frozenset[str]:
        """Its designations, folded."""
        return frozenset(_key(item["designation"]) for item in self._named)

    @property
    def _named(self) -> list[Json]:
        return [item for item in self.telling.deal["items"] if item["designation"]]

    @cached_property
    def classes(self) -> frozenset[str]:
        """Its item classes, but for those that say little."""
        return frozenset(item["class"] for item in self.telling.deal["items"]) - UNSPECIFIC

    @cached_property
    def words(self) -> frozenset[str]:
        """Words of its items' texts that name what they are: "gowind", "frigates"."""
        texts = " ".join(item["text"] for item in self.telling.deal["items"])
        return frozenset(_COUNTED_WORDS.findall(fold(texts))) - _COMMON

    @cached_property
    def further(self) -> bool:
        """Whether its arms come on top of others: "three more", "another 48"."""
        texts = " / ".join(item["text"] for item in self.telling.deal["items"])
        return bool(_FURTHER.search(texts))

    @cached_property
    def former(self) -> bool:
        """Whether others come on top of its arms: "the first two", "an earlier batch"."""
        texts = " / ".join(item["text"] for item in self.telling.deal["items"])
        return not self.further and bool(_FORMER.search(texts))

    @cached_property
    def quantities(self) -> dict[str, int]:
        """The largest number told of each class."""
        found: dict[str, int] = {}
        for item in self.telling.deal["items"]:
            if item["quantity"]:
                found[item["class"]] = max(found.get(item["class"], 0), item["quantity"])
        return found

    @cached_property
    def prices(self) -> tuple[float, ...]:
        """What the deal is said to cost, in US dollars of its time."""
        return tuple(self._dollars([self.telling.deal["value"]]))

    @cached_property
    def credits(self) -> tuple[float, ...]:
        """Loans, grants and write-offs behind it, in US dollars of their time."""
        return tuple(self._dollars(self.telling.deal["financing"]))

    def _dollars(self, sums: list[Json | None]) -> Iterator[float]:
        year = dt.date.fromordinal(self.anchor).year
        for one in sums:
            if one and one["amount"] and one["currency"]:
                found = in_usd(one["amount"], one["currency"], year)
                if found:
                    yield found

    @cached_property
    def voices(self) -> frozenset[str]:
        """Who it is told by: publisher and every speaker's name, folded."""
        links = {link["source"] for chain in self.telling.chains for link in chain}
        links |= {self.telling.report.publisher or "", *self.telling.deal["says"]}
        return frozenset(fold(name) for name in links if name)


@lru_cache(4096)
def _families(designation: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys([family(designation), *_tabled_families(designation)]))


@lru_cache(4096)
def _tabled_families(designation: str) -> tuple[str, ...]:
    return tuple(family(known.designation) for known in weapon(designation))


def family(designation: str) -> str:
    """Return a designation without its variant: letters and first number, or the name alone."""
    found = _FAMILY.match(designation)
    return fold(found[1] + found[2]) if found else _key(designation)


def _key(designation: str) -> str:
    return re.sub(r"[\W_]+", "", fold(designation))


def _ordinal(date: str | None) -> int | None:
    """Return the middle of a day, month or year as an ordinal."""
    if not date:
        return None
    parts = [int(part) for part in date.split("-")]
    year, month, day = (*parts, *(7, 15)[len(parts) - 1 :])[:3] if len(parts) < 3 else parts
    try:
        return dt.date(year, month, day).toordinal()
    except ValueError:
        return None
