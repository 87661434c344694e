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
    return np.asarray(best * np.outer(whole, whole))


def _between(odds: Floats, groups: Sequence[Sequence[int]]) -> Floats:
    member = np.zeros((len(groups), len(odds)))
    for row, group in enumerate(groups):
        member[row, list(group)] = 1
    return np.asarray(member @ odds @ member.T)


def _natural(odds: Floats, group: Sequence[int]) -> list[list[int]]:
    """Return the deals that a group would be had nobody joined it."""
    if len(group) == 1:
        return [list(group)]
    found = _agglomerate(odds[np.ix_(group, group)].copy(), [[i] for i in range(len(group))])
    return [[group[i] for i in part] for part in found]


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
    averages = sums / np.outer(sizes, sizes)
    best = averages.max(axis=1, initial=-np.inf)
    alive = list(groups)
    while best.size and best.max() > 0:
        one = int(best.argmax())
        two = int(averages[one].argmax())
        one, two = min(one, two), max(one, two)
        alive[one], alive[two] = sorted(alive[one] + alive[two]), []
        sizes[one] += sizes[two]
        _join(sums, averages, best, sizes, one, two)
    return sorted(group for group in alive if group)


def _join(sums: Floats, averages: Floats, best: Floats, sizes: Floats, one: int, two: int) -> None:
    """Put group ``two``'s odds to those of ``one``; only rows that lose their best are searched."""
    stale = (best > 0) & ((best == averages[:, one]) | (best == averages[:, two]))
    sums[one] += sums[two]
    sums[:, one] += sums[:, two]
    sums[one, one] = -np.inf
    for table in (sums, averages):
        table[two] = table[:, two] = -np.inf
    averages[one] = averages[:, one] = sums[one] / (sizes * sizes[one])
    np.maximum(best, averages[:, one], out=best)
    stale[one], stale[two], best[two] = True, False, -np.inf
    best[stale] = averages[stale].max(axis=1)
