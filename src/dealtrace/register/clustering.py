"""Tellings into deals: agglomerative clustering by average log-odds, with people's decisions.

The result depends on nothing but the tellings and decisions given: they are sorted first, and ties
go to the earlier ones. What a person joined is joined before all else and counts as one; what a
person parted is never joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from dealtrace.register.joining import Floats, Group, Joining
from dealtrace.register.matching import exact
from dealtrace.register.model import Telling

_NEVER = -1e9

Bond = frozenset[str]
"""A set of slugs of tellings."""


def clusters(
    tellings: Sequence[Telling],
    odds: Floats,
    joined: Iterable[Bond] = (),
    parted: Iterable[tuple[Bond, Bond]] = (),
) -> list[list[Telling]]:
    """Return the deals, each a list of tellings in their order, in the order of their first.

    ``odds`` [n, n] are the log-odds of each two. ``joined`` are sets of tellings of one deal,
    ``parted`` pairs of sets that are of two.
    """
    order = sorted(range(len(tellings)), key=lambda i: tellings[i].order)
    ordered = [tellings[i] for i in order]
    slugs = [telling.slug for telling in ordered]
    _, found = Clustering(slugs, odds[np.ix_(order, order)], joined, parted).add(range(len(order)))
    return [[ordered[i] for i in group] for group in sorted(found)]


class Clustering:
    """Tellings in their order that are joined into deals, some now, others later.

    ``slugs`` [n] are the tellings' names, ``odds`` [n, n] the log-odds of each two; what is
    ``joined`` or ``parted`` speaks of tellings that come together.
    """

    def __init__(
        self,
        slugs: Sequence[str],
        odds: Floats,
        joined: Iterable[Bond] = (),
        parted: Iterable[tuple[Bond, Bond]] = (),
    ) -> None:
        place = {slug: i for i, slug in enumerate(slugs)}
        self._units = _joined(len(slugs), [_places(bond, place) for bond in joined])
        self._unit_of = {i: unit for unit, group in enumerate(self._units) for i in group}
        sums = _summed(odds, self._units)
        for one, other in parted:
            _forbid(sums, self._units, set(_places(one, place)), set(_places(other, place)))
        self._joining = Joining(sums, np.array([len(unit) for unit in self._units], dtype=float))

    def add(self, places: Iterable[int]) -> tuple[set[Group], set[Group]]:
        """Let tellings come, by their places; returns which deals are no more, and which are."""
        units = {self._unit_of[place] for place in places}
        gone, come = self._joining.add(units)
        return set(map(self._tellings, gone)), set(map(self._tellings, come))

    def _tellings(self, units: Group) -> Group:
        if len(self._units) == len(self._unit_of):  # nobody joined any
            return units
        return tuple(sorted(i for unit in units for i in self._units[unit]))


def _places(bond: frozenset[str], place: dict[str, int]) -> list[int]:
    return sorted(place[slug] for slug in bond if slug in place)


def _joined(count: int, bonds: Iterable[Sequence[int]]) -> list[list[int]]:
    """Return the groups that ``bonds`` make of ``count`` things, in order of their first."""
    group_of = {i: [i] for i in range(count)}
    for bond in bonds:
        for other in bond[1:]:
            one, two = group_of[bond[0]], group_of[other]
            if one is not two:
                one += two
                group_of.update(dict.fromkeys(two, one))
    return sorted(sorted(g) for g in {id(g): g for g in group_of.values()}.values())


def _summed(odds: Floats, groups: Sequence[Sequence[int]]) -> Floats:
    """Return the sums of odds between groups.

    Where a person joined what would be several deals, another is as likely of the whole as it is
    of the likeliest of these: else what a report adds to one of them would make a deal of its own.
    """
    if len(groups) == len(odds):  # nobody joined any
        return odds.copy()
    parts = [(row, part) for row, group in enumerate(groups) for part in _natural(odds, group)]
    unit = np.array([row for row, _ in parts], dtype=int)
    sizes = np.array([len(part) for _, part in parts], dtype=float)
    averages = _between(odds, [part for _, part in parts]) / np.outer(sizes, sizes)
    best = np.full((len(groups), len(groups)), -np.inf)
    np.maximum.at(best, (unit[:, None], unit[None, :]), averages)
    whole = np.array([len(group) for group in groups], dtype=float)
    return exact(best * np.outer(whole, whole))


def _between(odds: Floats, groups: Sequence[Sequence[int]]) -> Floats:
    member = np.zeros((len(groups), len(odds)))
    for row, group in enumerate(groups):
        member[row, list(group)] = 1
    return np.asarray(member @ odds @ member.T)


def _natural(odds: Floats, group: Sequence[int]) -> list[list[int]]:
    """Return the deals that a group would be had nobody joined it."""
    if len(group) == 1:
        return [list(group)]
    own = Joining(odds[np.ix_(group, group)], np.ones(len(group)))
    _, found = own.add(range(len(group)))
    return [[group[i] for i in part] for part in sorted(found)]


def _forbid(sums: Floats, groups: Sequence[Sequence[int]], one: set[int], other: set[int]) -> None:
    """Part the groups that hold any of ``one`` from those that hold any of ``other``."""
    left = [row for row, group in enumerate(groups) if not one.isdisjoint(group)]
    right = [row for row, group in enumerate(groups) if not other.isdisjoint(group)]
    for a in left:
        for b in right:
            if a != b:
                sums[a, b] = sums[b, a] = _NEVER
