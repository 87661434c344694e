"""Tellings into deals: agglomerative clustering by average log-odds, with people's decisions.

The result depends on nothing but the tellings and decisions given: they are sorted first, and ties
go to the earlier ones. What a person joined is joined before all else and counts as one; what a
person parted is never joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from dealtrace.register.model import Telling

Floats = npt.NDArray[np.float64]

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
    place = {telling.slug: i for i, telling in enumerate(ordered)}
    groups = _joined(len(ordered), [_places(bond, place) for bond in joined])
    sums = _summed(odds[np.ix_(order, order)], groups)
    for one, other in parted:
        _forbid(sums, groups, set(_places(one, place)), set(_places(other, place)))
    return [[ordered[i] for i in group] for group in _agglomerate(sums, groups)]


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
    member = np.zeros((len(groups), len(odds)))
    for row, group in enumerate(groups):
        member[row, list(group)] = 1
    return np.asarray(member @ odds @ member.T)


def _forbid(sums: Floats, groups: Sequence[Sequence[int]], one: set[int], other: set[int]) -> None:
    """Part the groups that hold any of ``one`` from those that hold any of ``other``."""
    left = [row for row, group in enumerate(groups) if not one.isdisjoint(group)]
    right = [row for row, group in enumerate(groups) if not other.isdisjoint(group)]
    for a in left:
        for b in right:
            if a != b:
                sums[a, b] = sums[b, a] = _NEVER


def _agglomerate(sums: Floats, groups: list[list[int]]) -> list[list[int]]:
    """Join the two groups with the best average until none is above 0. ``sums`` is used up."""
    sizes = np.array([len(group) for group in groups], dtype=float)
    np.fill_diagonal(sums, -np.inf)
    alive = list(groups)
    while len(alive) > 1:
        averages = sums / np.outer(sizes, sizes)
        one, two = divmod(int(averages.argmax()), len(alive))
        if not averages[one, two] > 0:
            break
        one, two = min(one, two), max(one, two)
        alive[one] = sorted(alive[one] + alive.pop(two))
        sums[one] += sums[two]
        sums[:, one] += sums[:, two]
        sums[one, one] = -np.inf
        sizes[one] += sizes[two]
        sums = np.delete(np.delete(sums, two, 0), two, 1)
        sizes = np.delete(sizes, two)
    return sorted(alive)
