"""Agglomerative clustering by average, to which more can be added without doing it all again.

The two groups with the best average odds are joined, then the next best, until none is above even.
What two groups become is never nearer to a third than the nearer of them was; so all that is
joined above some odds is joined before all that is joined below them, and within things that are
linked by such odds, whatever else there is. Clustering goes down by steps (``LEVELS``); at each,
groups linked above it are clustered by themselves. A thing that comes later changes at each step
only what it is linked to, and what becomes of the rest is what it was. The result is the one that
clustering everything anew has, ties included.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]
Group = tuple[int, ...]
"""Things that are one, by their places in order."""

LEVELS = (4.0, 2.0, 0.0)
"""The odds (logarithms) above which groups are joined at each step."""


class Joining:
    """Things that are joined where that is likelier than not.

    ``sums`` [n, n] are the sums of odds between any two things that may come, ``sizes`` [n] how
    much each counts for. Sums have to be exact, so that they don't depend on the order of adding:
    multiples of one small part (``matching.EXACT``). ``sums`` is kept, not copied.
    """

    def __init__(self, sums: Floats, sizes: Floats) -> None:
        self._levels = [_Level(LEVELS[0], sums, sizes)]
        for limit in LEVELS[1:]:
            self._levels.append(_Level(limit, np.empty_like(sums), np.empty_like(sizes)))

    def add(self, things: Iterable[int]) -> tuple[set[Group], set[Group]]:
        """Let things come that were not there; returns which groups are no more, and which are."""
        gone: set[Group] = set()
        come: set[Group] = {(thing,) for thing in things}
        for level, below in zip(self._levels, [*self._levels[1:], None], strict=True):
            gone, come = level.change(gone, come)
            if below is not None:
                level.hand_down(come, below)
        return gone, come


class _Level:
    """One step: groups come in, and those linked above ``limit`` are clustered.

    A group stands in all tables at the place of its first thing.
    """

    def __init__(self, limit: float, sums: Floats, sizes: Floats) -> None:
        self.limit, self.sums, self.sizes = limit, sums, sizes
        self.groups: dict[int, Group] = {}
        self.there = np.zeros(len(sizes), dtype=bool)
        self.home = np.zeros(len(sizes), dtype=np.intp)  # the group each became one of
        self.part = np.full(len(sizes), -1)  # those of one number are linked
        self.made: dict[int, list[Group]] = {}  # what each part came to
        self.parts = 0

    def change(self, gone: set[Group], come: set[Group]) -> tuple[set[Group], set[Group]]:
        """Take groups that came in place of others; returns the same of what they come to."""
        touched = {int(self.part[group[0]]) for group in gone}
        self._replace(gone, come)
        fresh = np.array(sorted(group[0] for group in come), dtype=np.intp)
        touched |= self._linked(fresh)
        changed = np.isin(self.part, list(touched)) & self.there
        changed[fresh] = True
        before = {group for number in touched for group in self.made.pop(number)}
        after = {group for part in self._parts(np.flatnonzero(changed)) for group in part}
        return before - after, after - before

    def _replace(self, gone: set[Group], come: set[Group]) -> None:
        for group in gone:
            del self.groups[group[0]]
            self.there[group[0]] = False
        for group in come:
            self.groups[group[0]] = group
            self.there[group[0]], self.part[group[0]] = True, -1

    def _linked(self, fresh: Ints) -> set[int]:
        """Return the parts that have links with any of ``fresh``."""
        others = np.flatnonzero(self.there & (self.part >= 0))
        if not (fresh.size and others.size):
            return set()
        near = self._averages(fresh, others).max(axis=0) > self.limit
        return set(self.part[others[near]].tolist())

    def _averages(self, rows: Ints, columns: Ints) -> Floats:
        sizes = np.multiply.outer(self.sizes[rows], self.sizes[columns])
        return np.asarray(self.sums[np.ix_(rows, columns)] / sizes)

    def _parts(self, changed: Ints) -> Iterator[list[Group]]:
        """Yield what each part of some groups comes to; ``changed`` are their places, in order."""
        links = self._averages(changed, changed) > self.limit
        for linked in _components(links):
            places = changed[linked]
            self.parts += 1
            self.part[places] = self.parts
            self.made[self.parts] = [self._one(places[own]) for own in self._joined(places)]
            yield self.made[self.parts]

    def _joined(self, places: Ints) -> list[list[int]]:
        if len(places) == 1:
            return [[0]]
        return agglomerate(self.sums[np.ix_(places, places)], self.sizes[places], self.limit)

    def _one(self, places: Ints) -> Group:
        self.home[places] = places[0]
        if len(places) == 1:
            return self.groups[int(places[0])]
        return tuple(sorted(i for place in places.tolist() for i in self.groups[place]))

    def hand_down(self, come: set[Group], below: _Level) -> None:
        """Tell the next level the sums of odds between groups that came and all others."""
        places = np.flatnonzero(self.there)
        places = places[np.argsort(self.home[places], kind="stable")]
        homes, starts = np.unique(self.home[places], return_index=True)
        rows = np.flatnonzero(np.isin(homes, [group[0] for group in come]))
        if not rows.size:
            return
        ends = np.append(starts[1:], len(places))
        own = np.concatenate([np.arange(starts[row], ends[row]) for row in rows])
        counts = np.cumsum([0, *(ends[rows] - starts[rows])[:-1]])
        some = np.add.reduceat(self.sums[np.ix_(places[own], places)], counts, axis=0)
        sums = np.add.reduceat(some, starts, axis=1)
        below.sums[np.ix_(homes[rows], homes)] = sums
        below.sums[np.ix_(homes, homes[rows])] = sums.T
        below.sizes[homes[rows]] = np.add.reduceat(self.sizes[places[own]], counts)


def _components(links: npt.NDArray[np.bool_]) -> Iterator[Ints]:
    """Yield the places of those that are linked with each other, also through others."""
    left = np.ones(len(links), dtype=bool)
    while left.any():
        found = np.zeros(len(links), dtype=bool)
        edge = np.array([left.argmax()])
        while edge.size:
            found[edge] = True
            edge = np.flatnonzero(links[edge].any(axis=0) & ~found)
        left &= ~found
        yield np.flatnonzero(found)


def agglomerate(sums: Floats, sizes: Floats, limit: float) -> list[list[int]]:
    """Join the two things with the best average until none is above ``limit``; ties go to the
    earlier ones. ``sums`` is used up."""
    sizes = sizes.copy()
    np.fill_diagonal(sums, -np.inf)
    averages = sums / np.multiply.outer(sizes, sizes)
    best = averages.max(axis=1, initial=-np.inf)
    groups = [[i] for i in range(len(sizes))]
    while best.size and best.max() > limit:
        one = int(best.argmax())
        two = int(averages[one].argmax())
        one, two = min(one, two), max(one, two)
        groups[one], groups[two] = sorted(groups[one] + groups[two]), []
        sizes[one] += sizes[two]
        stale = (best > limit) & ((best == averages[:, one]) | (best == averages[:, two]))
        _join(sums, averages, best, sizes, one, two, stale)
    return [group for group in groups if group]


def _join(
    sums: Floats,
    averages: Floats,
    best: Floats,
    sizes: Floats,
    one: int,
    two: int,
    stale: npt.NDArray[np.bool_],
) -> None:
    """Put group ``two``'s odds to those of ``one``; only rows that lose their best are searched."""
    sums[one] += sums[two]
    sums[:, one] += sums[:, two]
    sums[one, one] = -np.inf
    for table in (sums, averages):
        table[two] = table[:, two] = -np.inf
    averages[one] = averages[:, one] = sums[one] / (sizes * sizes[one])
    np.maximum(best, averages[:, one], out=best)
    stale[one], stale[two], best[two] = True, False, -np.inf
    best[stale] = averages[stale].max(axis=1)
