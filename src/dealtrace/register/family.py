"""Families: tellings that may be of one deal, and what deals they make, day by day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sqlalchemy import Connection

from dealtrace.register import decisions, recall
from dealtrace.register.clustering import Clustering
from dealtrace.register.decisions import Decision
from dealtrace.register.dossier import dossier
from dealtrace.register.joining import Floats, Group
from dealtrace.register.judging import Judged, judged
from dealtrace.register.matching import family_odds
from dealtrace.register.model import Dossier, Telling
from dealtrace.register.profiles import Profile

Cluster = tuple[Telling, ...]
"""The tellings of one deal, in their order."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What changes on a day: clusters that are no more, and those that come in their place.

    Where decisions of that day speak of a cluster it is among both, though its tellings stay.
    """

    day: dt.date
    gone: list[Cluster]
    come: list[Cluster]


@dataclass(frozen=True)
class Family:
    """Tellings that may be of one deal, in their order, their odds [n, n] and the decisions about
    them; and of each telling its number and the deal it was of when that was worked out last."""

    tellings: list[Telling]
    odds: Any
    decisions: list[Decision]
    numbers: list[int]
    deals: list[str]

    def clusters(self, day: dt.date | None = None) -> list[Cluster]:
        """Return the tellings of each deal as known on ``day``; as known now, without one."""
        _, found = self._clustering(day).add(self._known(day))
        return [self._cluster(group) for group in sorted(found)]

    def _known(self, day: dt.date | None) -> list[int]:
        return [
            place
            for place, telling in enumerate(self.tellings)
            if day is None or telling.report.known_from <= day
        ]

    def _cluster(self, group: Group) -> Cluster:
        return tuple(self.tellings[place] for place in group)

    def _clustering(self, day: dt.date | None) -> Clustering:
        """Return what joins the tellings known on ``day`` as people had decided by then. Later
        ones can be added too, until one comes that decisions speak of."""
        made = decisions.standing(self.decisions, day)
        odds = self.compared(decisions.judged(made)).odds
        joined, parted = decisions.bonds(made)
        known = {self._slugs[place] for place in self._known(day)} if joined or parted else set()
        joined = [bond & known for bond in joined]
        parted = [(one & known, other & known) for one, other in parted]
        return Clustering(self._slugs, odds, joined, parted)

    def compared(self, found: Mapping[str, Judged] | None = None) -> Compared:
        """Return the tellings as they are compared: those with claims that people corrected by
        what they say now. ``found`` is what people say of claims, by slug; without it, as of now.
        """
        if found is None:
            found = decisions.judged(decisions.standing(self.decisions))
        if not any(one.corrected for one in found.values()):
            return Compared(self.tellings, self.odds)
        own = [as_corrected(telling, found.get(telling.slug)) for telling in self.tellings]
        other = [i for i, telling in enumerate(own) if telling is not self.tellings[i]]
        odds = self.odds
        if other:
            profiles = [Profile(telling) for telling in own]
            some = family_odds([profiles[i] for i in other], profiles)
            odds = odds.copy()
            odds[other, :], odds[:, other] = some, some.T
        return Compared(own, odds)

    @cached_property
    def _slugs(self) -> list[str]:
        return [telling.slug for telling in self.tellings]

    @cached_property
    def _decided_upon(self) -> frozenset[str]:
        return frozenset(slug for made in self.decisions for slug in made.slugs)

    def undecided(self, cluster: Iterable[Telling]) -> bool:
        """Whether no decision speaks of a cluster, nor did one that was undone: its dossier
        depends on its tellings alone."""
        return self._decided_upon.isdisjoint(telling.slug for telling in cluster)

    def course(self, since: dt.date) -> Iterator[Turn]:
        """Yield what changes on each day from ``since`` on; all clusters come on the first.

        Of each day only those tellings are clustered that what became known may be joined with.
        """
        clustering = self._clustering(since)
        _, groups = clustering.add(self._known(since))
        yield Turn(since, [], [self._cluster(group) for group in sorted(groups)])
        fresh, anew = self._becoming_known(since), self._anew(since)
        for day in sorted(fresh.keys() | anew):
            if day in anew:
                clustering = self._clustering(day)
                _, found = clustering.add(self._known(day))
                stay = {group for group in groups & found if self.undecided(self._cluster(group))}
                gone, come = groups - stay, found - stay
            else:
                gone, come = clustering.add(fresh[day])
            groups = groups - gone | come
            yield Turn(day, *(list(map(self._cluster, sorted(some))) for some in (gone, come)))

    def _becoming_known(self, since: dt.date) -> dict[dt.date, list[int]]:
        """Return the places of tellings that became known on each later day."""
        found: defaultdict[dt.date, list[int]] = defaultdict(list)
        for place, telling in enumerate(self.tellings):
            if telling.report.known_from > since:
                found[telling.report.known_from].append(place)
        return found

    def _anew(self, since: dt.date) -> set[dt.date]:
        """Return the later days on which something was decided, or became known of what decisions
        speak of."""
        days = {made.made_at.date() for made in self.decisions}
        days |= {t.report.known_from for t in self.tellings if t.slug in self._decided_upon}
        return {day for day in days if day > since}

    def dossiers(self, day: dt.date | None = None) -> list[Dossier]:
        """Return the deals as known on ``day``; as known now, without one."""
        return self.dossiers_of(self.clusters(day), day)

    def dossiers_of(
        self, found: Iterable[Sequence[Telling]], day: dt.date | None = None
    ) -> list[Dossier]:
        """Return the deals that clusters of tellings come to as of ``day``."""
        made = decisions.standing(self.decisions, day)
        claims = decisions.judged(made)
        return [one for cluster in found for one in self._decided(cluster, made, claims)]

    def _decided(
        self, cluster: Sequence[Telling], made: Sequence[Decision], claims: Mapping[str, Judged]
    ) -> Iterator[Dossier]:
        """Yield the deal of a cluster as people decided and judged its claims; tellings all of
        whose claims are rejected become a deal apart, which is rejected."""
        own = {telling.slug for telling in cluster}
        if own.isdisjoint(claims):
            yield decisions.applied(dossier(cluster), made, own)
            return
        kept = [judged(t, claims[t.slug]) if t.slug in claims else t for t in cluster]
        if left := [telling for telling in kept if telling]:
            yield decisions.applied(dossier(left), made, own)
        if gone := [telling for telling, now in zip(cluster, kept, strict=True) if not now]:
            strikes = [one for one in made if one.action in decisions.OF_CLAIMS]
            slugs = {telling.slug for telling in gone}
            yield replace(decisions.applied(dossier(gone), strikes, slugs), rejected=True)

    @property
    def days(self) -> list[dt.date]:
        """The days on which something became known, in order."""
        days = {telling.report.known_from for telling in self.tellings}
        return sorted(days | {d.made_at.date() for d in self.decisions})


@dataclass(frozen=True, slots=True)
class Compared:
    """Tellings as they are compared, and their odds [n, n]."""

    tellings: Sequence[Telling]
    odds: Floats


def as_corrected(telling: Telling, found: Judged | None) -> Telling:
    """Return a telling as people corrected its claims; itself where they did not."""
    if found is None or not found.corrected:
        return telling
    return judged(telling, found) or telling


def load_family(connection: Connection, family_id: int) -> Family:
    """Return a family with all that its deals depend on."""
    members = recall.of_family(connection, family_id)
    members.sort(key=lambda one: one.profile.telling.order)
    tellings = [one.profile.telling for one in members]
    made = decisions.about(connection, [telling.slug for telling in tellings])
    odds = recall.odds_of(connection, family_id, members)
    numbers, deals = [one.number for one in members], [one.deal for one in members]
    return Family(tellings, odds, made, numbers, deals)
