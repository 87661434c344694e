"""The values the register works with: what one report says of a deal, and what all together say.

A *telling* is one deal as one report tells it; a *dossier* is what all tellings of one deal come
to. Each value of a dossier keeps who says it, in which reports and when.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar

from dealtrace.claims.model import Stage

Json = dict[str, Any]
Value = TypeVar("Value")

COURSE = [stage.value for stage in Stage]
"""The stages of a deal in their usual course."""


@dataclass(frozen=True, slots=True)
class ReportRef:
    """A report as its tellings know it.

    ``key`` is the first 12 digits of the text's SHA-256; ``text_key`` is the key of the earliest
    report of the same text, its own where it is no copy. ``added`` is when the register took it.
    """

    key: str
    published: dt.date | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    added: dt.datetime | None = None
    text_key: str = ""

    @property
    def known_from(self) -> dt.date:
        """The day of publication, or, where no date is known, the day it was added."""
        if self.published:
            return self.published
        return self.added.date() if self.added else dt.date.max


@dataclass(frozen=True)
class Telling:
    """One deal as one report tells it: ``deal`` has the keys of the contract's ``deal``.

    ``chains`` are the chains of speakers behind its claims, outermost first, each link an object
    with ``source`` and ``kind``; ``backing`` has the places of those that stand behind a value
    where not all do (``backing.py``). ``position`` is the deal's place in its report. ``steps`` are
    the stages its claims tell of as done, each with its day or None. ``name`` is its slug where
    people corrected what it tells: it keeps the one it had.
    """

    report: ReportRef
    position: int
    deal: Json
    chains: tuple[tuple[Json, ...], ...] = ()
    steps: tuple[tuple[str, str | None], ...] = ()
    backing: Mapping[str, Sequence[int]] = field(default_factory=dict)
    name: str = ""

    @cached_property
    def slug(self) -> str:
        """Its name: parties, year and ten digits that depend on nothing but report and place.

        With fewer, two of a million tellings would bear the same name. The start of a name does.
        """
        if self.name:
            return self.name
        digest = hashlib.sha256(f"{self.report.key}/{self.position}".encode()).hexdigest()[:10]
        sides = ("+".join(self.deal[side][:2]) or "xxx" for side in ("supplier", "recipient"))
        year = self.report.published.year if self.report.published else "undated"
        return "-".join((*sides, str(year), digest)).lower()

    @property
    def order(self) -> tuple[dt.date, str, int]:
        """What tellings are sorted by everywhere: nothing of it depends on the order of arrival."""
        return (self.report.published or dt.date.max, self.report.key, self.position)

    def voice(self, part: str = "") -> Voice:
        """Return the telling as the voice for the value at a place in it."""
        return Voice(self, part if part in self.backing else "")

    def chains_behind(self, part: str) -> Sequence[tuple[Json, ...]]:
        """Return the chains of speakers behind the value at a place in it, or behind all of it."""
        if part not in self.backing:
            return self.chains
        return [self.chains[place] for place in self.backing[part]]


@dataclass(frozen=True, slots=True)
class Voice:
    """A telling as it speaks for one value: with those of its speakers that stand behind it.

    ``part`` is the value's place (``backing.py``); "" where all of the telling stands behind it.
    """

    telling: Telling
    part: str = ""

    @property
    def name(self) -> tuple[str, str]:
        """The telling's slug and the value's place."""
        return self.telling.slug, self.part

    @property
    def says(self) -> list[str]:
        """Who is said to say so."""
        names: list[str] = self.telling.deal["says"]
        if not self.part:
            return names
        behind = self.telling.chains_behind(self.part)
        links = list(dict.fromkeys(link["source"] for chain in behind for link in chain))
        return [name for name in names if name in links] or links


@dataclass(frozen=True, slots=True)
class Told(Generic[Value]):
    """One value, who says it, in which reports (keys), and from when to when.

    ``roots`` names the independent origins it rests on; ``decided`` is the number of the decision
    by which a person set it.
    """

    value: Value
    says: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    first_seen: dt.date | None = None
    last_seen: dt.date | None = None
    roots: tuple[str, ...] = ()
    decided: int | None = None


@dataclass(frozen=True, slots=True)
class Root:
    """An independent origin of what is told: its name, its kind and the reports resting on it."""

    name: str
    kind: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToldItem:
    """Arms of a deal: the fullest wording, and every quantity told of them, preferred first."""

    text: str
    cls: str
    designation: str | None
    quantities: tuple[Told[int], ...]
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StageStep:
    """One step of a deal's course: the stage, its day (ISO 8601, maybe shortened), who tells it."""

    stage: str
    date: str | None
    reports: tuple[str, ...]
    hedged: bool = False


@dataclass(frozen=True)
class Dossier:
    """One deal as all its tellings have it. Every tuple of ``Told`` has the preferred one first.

    ``id`` is the slug of its first telling by :attr:`Telling.order`; every telling's slug leads to
    the deal, so an id that was printed once stays good.
    """

    id: str
    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    kinds: tuple[Told[str], ...]
    items: tuple[ToldItem, ...]
    values: tuple[Told[Mapping[str, Any]], ...]
    financing: tuple[Told[Mapping[str, Any]], ...]
    stages: tuple[Told[str], ...]
    history: tuple[StageStep, ...]
    stage_date: str | None
    hedged: bool
    says: tuple[str, ...]
    roots: tuple[Root, ...]
    tellings: tuple[Telling, ...]
    confirmed: bool = False
    rejected: bool = False
    decisions: tuple[int, ...] = ()

    @property
    def first_seen(self) -> dt.date | None:
        """The day of the first report with a date."""
        return min(self._days, default=None)

    @property
    def last_seen(self) -> dt.date | None:
        """The day of the last report with a date."""
        return max(self._days, default=None)

    @property
    def _days(self) -> list[dt.date]:
        return [t.report.published for t in self.tellings if t.report.published]
