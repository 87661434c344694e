"""Adding to what is joined makes what joining all anew makes."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dealtrace.register.joining import LEVELS, Joining

Groups = set[tuple[int, ...]]


def plainly(sums: Any, sizes: Any, things: list[int]) -> Groups:
    """Join the two groups with the best average, the earlier ones of equals, one pair at a time."""
    groups = [(thing,) for thing in sorted(things)]
    while True:
        pairs = [
            (-average(sums, sizes, one, other), one[0], other[0], one, other)
            for i, one in enumerate(groups)
            for other in groups[i + 1 :]
        ]
        best = min(pairs, default=None, key=lambda pair: pair[:3])
        if best is None or best[0] >= 0:
            return set(groups)
        groups = [group for group in groups if group not in best[3:]]
        groups.append(tuple(sorted(best[3] + best[4])))
        groups.sort()


def average(sums: Any, sizes: Any, one: tuple[int, ...], other: tuple[int, ...]) -> float:
    total = sums[np.ix_(one, other)].sum()
    return float(total / (sizes[list(one)].sum() * sizes[list(other)].sum()))


def crowd(drawn: random.Random, count: int, whole: bool) -> tuple[Any, Any]:
    """Things of a few deals, some of them alike, with odds of which many are equal."""
    places = [drawn.randrange(5) * 4 + drawn.choice((0, 0, 1)) for _ in range(count)]
    apart = np.abs(np.subtract.outer(places, places))
    noise = np.array([[drawn.choice((0, 0, 1, 2)) for _ in places] for _ in places])
    odds = 11.0 - 4 * apart + noise + noise.T
    if not whole:
        odds += np.round(np.sin(np.add.outer(places, places)) * 64) / 64
    sizes = np.array([float(drawn.choice((1, 1, 1, 2))) for _ in places])
    return odds * np.multiply.outer(sizes, sizes), sizes


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 26), st.booleans())
def test_things_that_come_by_and_by_are_joined_as_if_all_came_at_once(
    seed: int, count: int, whole: bool
) -> None:
    drawn = random.Random(seed)
    sums, sizes = crowd(drawn, count, whole)
    joining, groups, there = Joining(sums.copy(), sizes), set[Any](), list[int]()
    waiting = drawn.sample(range(count), count)
    while waiting:
        some = [waiting.pop() for _ in range(min(len(waiting), drawn.randrange(1, 6)))]
        gone, come = joining.add(some)
        assert gone <= groups
        assert not come & groups
        groups = groups - gone | come
        there += some
        assert groups == plainly(sums, sizes, there)


def test_odds_at_which_steps_begin_are_joined_at_the_next() -> None:
    for limit in LEVELS:
        odds = np.full((3, 3), limit)
        joining = Joining(odds, np.ones(3))
        _, come = joining.add(range(3))
        assert come == ({(0, 1, 2)} if limit else {(0,), (1,), (2,)})
        assert joining.add([]) == (set(), set())


def test_what_comes_may_part_what_was_joined() -> None:
    odds = np.array([[0, 1.0, -9], [1, 0, 4], [-9, 4, 0]])
    joining = Joining(odds, np.ones(3))
    assert joining.add([0, 1]) == (set(), {(0, 1)})
    assert joining.add([2]) == ({(0, 1)}, {(0,), (1, 2)})
