"""How likely two tellings are to be of one deal: a logistic regression over what they share.

Each feature is a table [tellings a, tellings b], so that one telling is compared with thousands at
once. The weights stand in ``rules/matching.yaml``, fitted by ``training/fit_merging.py`` on the
train part of the merge set. All features are symmetric: the odds don't depend on who came first.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache
from importlib import resources
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import yaml

from dealtrace.claims.model import Stage
from dealtrace.register.keys import keys
from dealtrace.register.model import COURSE
from dealtrace.register.profiles import Profile

Floats = npt.NDArray[np.float64]
T = TypeVar("T", str, int)
Pairs = dict[str, Floats]
"""Every feature's table by its name."""

_YEAR = 365.25
_APART = -30.0  # a report that tells two deals apart knows better than any other sign
_SIGNED = COURSE.index(Stage.SIGNED)
_SAME_SUM, _NEAR_SUM = 0.04, 0.36  # differences of logarithms: 4 %, and 1 : 1.43


def log_odds(a: Sequence[Profile], b: Sequence[Profile]) -> Floats:
    """Return the log-odds [a, b] that two tellings are of one deal."""
    found = features(a, b)
    table = weights()
    odds = _APART * told_apart(a, b)
    odds += table["bias"]
    for name, values in found.items():
        odds += table[name] * values
    return odds


def family_odds(a: Sequence[Profile], b: Sequence[Profile]) -> Floats:
    """Return the log-odds [a, b] by which tellings are clustered.

    Two that share no key are even at best: so tellings that lead to each other only through a
    third, which may come later, make the deals they make without it.
    """
    left, right = ([frozenset(keys(profile)) for profile in some] for some in (a, b))
    odds = log_odds(a, b)
    return np.where(_shared(left, right) > 0, odds, np.minimum(odds, 0))


@cache
def weights() -> dict[str, float]:
    """Return the weight of each feature, and ``bias``."""
    path = resources.files("dealtrace.register") / "rules" / "matching.yaml"
    return {str(k): float(v) for k, v in yaml.safe_load(path.read_text("utf-8")).items()}


def reasons(a: Profile, b: Profile) -> list[tuple[str, float]]:
    """Return what speaks for (above 0) and against two tellings being of one deal, most first."""
    table = weights()
    found = [(name, table[name] * float(v[0, 0])) for name, v in features([a], [b]).items()]
    found.append(("the same parties", table["bias"]))  # what they start from
    return sorted((f for f in found if abs(f[1]) >= 0.05), key=lambda f: -abs(f[1]))


def features(a: Sequence[Profile], b: Sequence[Profile]) -> Pairs:
    """Return all that is compared of each pair; the names say what is asked."""
    return {
        **_parties(a, b),
        **_arms(a, b),
        **_numbers(a, b),
        **_sums(a, b),
        **_times(a, b),
        **_voices(a, b),
    }


def told_apart(a: Sequence[Profile], b: Sequence[Profile]) -> Floats:
    """Return 1 for each pair [a, b] that one report tells as two deals, else 0."""
    report = np.equal.outer([p.telling.report.key for p in a], [p.telling.report.key for p in b])
    place = np.equal.outer([p.telling.position for p in a], [p.telling.position for p in b])
    return np.asarray(report & ~place, dtype=np.float64)


def _shared(a: Sequence[frozenset[T]], b: Sequence[frozenset[T]]) -> Floats:
    """Return how many members two sets share [a, b]."""
    shared = set[T]().union(*a) & set[T]().union(*b)
    names = {name: i for i, name in enumerate(shared)}
    left, right = _membership(a, names), _membership(b, names)
    return np.asarray(left @ right.T, dtype=np.float64)


def _membership(sets: Sequence[frozenset[T]], names: dict[T, int]) -> npt.NDArray[np.float32]:
    table = np.zeros((len(sets), len(names)), dtype=np.float32)  # exact for whole numbers
    for row, members in enumerate(sets):
        for name in members:
            if name in names:
                table[row, names[name]] = 1
    return table


def _filled(sets: Sequence[frozenset[str]]) -> Floats:
    return np.array([float(bool(s)) for s in sets])


def _sets(
    a: Sequence[Profile], b: Sequence[Profile], of: Callable[[Profile], frozenset[str]]
) -> tuple[Floats, Floats]:
    """Return (share a member, both have members and share none), 0 or 1 each, [a, b]."""
    left, right = [of(p) for p in a], [of(p) for p in b]
    same = np.minimum(_shared(left, right), 1)
    return same, np.outer(_filled(left), _filled(right)) - same


def _parties(a: Sequence[Profile], b: Sequence[Profile]) -> Pairs:
    suppliers, other_suppliers = _sets(a, b, lambda p: p.suppliers)
    recipients, other_recipients = _sets(a, b, lambda p: p.recipients)
    known = suppliers * recipients
    there = _shared([p.suppliers for p in a], [p.recipients for p in b])
    back = _shared([p.recipients for p in a], [p.suppliers for p in b])
    turned = (there > 0) * (back > 0) * (1 - known)
    return {
        "one side unknown": (1 - known) * (1 - np.maximum(other_suppliers, other_recipients)),
        "sides turned round": turned,
        "other party": np.maximum(other_suppliers, other_recipients) * (1 - turned),
    }


def _arms(a: Sequence[Profile], b: Sequence[Profile]) -> Pairs:
    same, other = _sets(a, b, lambda p: p.families)
    exact, _ = _sets(a, b, lambda p: p.designations)
    _, known = _sets(a, b, lambda p: p.known_families)
    kind, other_kind = _sets(a, b, lambda p: p.classes)
    words, other_words = _sets(a, b, lambda p: p.words)
    specific = np.outer(_filled([p.classes for p in a]), _filled([p.classes for p in b]))
    years = np.abs(_years(a, b))
    return {
        "same designation": same,
        "same variant": exact,
        "other designation, same class": other * kind,
        "other known weapon, same class": known * other * kind,
        "other designation and class": other * (1 - kind),
        "same class, not both designated": kind * (1 - same) * (1 - other),
        "same class within a year": kind * (1 - same) * (1 - other) * (years < 1),
        "same designation within two years": same * (years < 2),
        "other class": other_kind * (1 - other) * (1 - same),
        "same words of arms": words * (1 - same),
        "other words of arms": other_words * (1 - same),
        "arms of one left open": 1 - specific,
    }


def _numbers(a: Sequence[Profile], b: Sequence[Profile]) -> Pairs:
    closest = np.full((len(a), len(b)), np.inf)
    left, right = _amounts(a), _amounts(b)
    for cls in left.keys() & right.keys():  # most tellings number one class or none
        (rows, mine), (columns, its) = left[cls], right[cls]
        cells = np.ix_(rows, columns)
        closest[cells] = np.minimum(closest[cells], np.abs(np.subtract.outer(mine, its)))
    any_both = np.isfinite(closest)
    same = closest < 1e-9
    near = (closest <= np.log(1.35)) & ~same
    return {
        "same number": same * 1.0,
        "near number": near * 1.0,
        "other number": (any_both & ~same & ~near) * 1.0,
    }


def _amounts(profiles: Sequence[Profile]) -> dict[str, tuple[list[int], list[float]]]:
    """Return for each class the places of those who number it, and logarithms of the numbers."""
    found: dict[str, tuple[list[int], list[float]]] = {}
    for place, profile in enumerate(profiles):
        for cls, number in profile.quantities.items():
            places, numbers = found.setdefault(cls, ([], []))
            places.append(place)
            numbers.append(math.log(number))
    return found


def _sums(a: Sequence[Profile], b: Sequence[Profile]) -> Pairs:
    price = _apart([p.prices for p in a], [p.prices for p in b])
    credit = _apart([p.credits for p in a], [p.credits for p in b])
    across = np.minimum(
        _apart([p.prices for p in a], [p.credits for p in b]),
        _apart([p.credits for p in a], [p.prices for p in b]),
    )
    alike = np.minimum(np.minimum(price, credit), across)
    same, near = alike < _SAME_SUM, (alike >= _SAME_SUM) & (alike < _NEAR_SUM)
    told = np.isfinite(price) | np.isfinite(credit)
    least = np.where(np.isfinite(np.minimum(price, credit)), np.minimum(price, credit), 0)
    other = told & ~same & ~near
    return {
        "same sum": same * 1.0,
        "near sum": near * 1.0,
        "other sum": other * 1.0,
        "how far sums differ": other * np.minimum(least / np.log(10), 2),
    }


def _apart(a: Sequence[Sequence[float]], b: Sequence[Sequence[float]]) -> Floats:
    """Return the least difference of logarithms between two lists of sums; infinite without one."""
    left, right = _padded(a), _padded(b)
    with np.errstate(invalid="ignore"):
        apart = np.abs(left[:, None, :, None] - right[None, :, None, :])
    return np.asarray(np.where(np.isnan(apart), np.inf, apart).min(axis=(2, 3), initial=np.inf))


def _padded(lists: Sequence[Sequence[float]]) -> Floats:
    table = np.full((len(lists), max((len(one) for one in lists), default=0)), np.nan)
    for row, one in enumerate(lists):
        table[row, : len(one)] = np.log(one) if one else []
    return table


def _times(a: Sequence[Profile], b: Sequence[Profile]) -> Pairs:
    anchors = _years(a, b)
    published = np.subtract.outer([p.published for p in a], [p.published for p in b]) / _YEAR
    left, right = np.array([p.rank for p in a]), np.array([p.rank for p in b])
    back = -np.sign(anchors) * np.subtract.outer(left, right)
    left_dated = np.array([p.event is not None for p in a])
    right_dated = np.array([p.event is not None for p in b])
    one_step = np.outer(left_dated, right_dated) * np.equal.outer(left, right)
    years = np.abs(anchors)
    a_later = anchors > 0
    sooner = np.where(a_later, right[None, :], left[:, None])
    later = np.where(a_later, left[:, None], right[None, :])
    later_dated = np.where(a_later, left_dated[:, None], right_dated[None, :])
    more = np.where(a_later, _further(a)[:, None], _further(b)[None, :])
    open_ended = 1 - np.outer(_filled([p.classes for p in a]), _filled([p.classes for p in b]))
    return {
        "months apart": np.log1p(years * 12) / 5,
        "years apart": np.minimum(np.maximum(years - 2, 0) / 5, 2),
        "arms left open, months apart": open_ended * np.log1p(years * 12) / 5,
        "published the same days": (np.abs(published) * _YEAR <= 4) * 1.0,
        "one stage, one day": one_step * (years * _YEAR <= 16),
        "one stage, another year": one_step * (years > 0.8),
        "earlier stage later": np.minimum(np.maximum(back, 0) * (years > 0.2) / 4, 1.5),
        "talks after signing": ((sooner >= _SIGNED) & (later <= 1) & (years > 0.4)) * 1.0,
        "signed anew": ((sooner >= _SIGNED) & (later == _SIGNED) & later_dated & (years > 0.55))
        * 1.0,
        "both of further arms": np.outer(_further(a), _further(b)),
        "one of further arms": np.not_equal.outer(_further(a), _further(b)) * 1.0,
        "signed before, now more": ((sooner >= _SIGNED) & (more > 0) & (years > 0.1)) * 1.0,
    }


def _years(a: Sequence[Profile], b: Sequence[Profile]) -> Floats:
    """Return the signed years [a, b] between when two tellings have the deal where it is."""
    days = np.subtract.outer([p.anchor for p in a], [p.anchor for p in b])
    return np.asarray(days / _YEAR, dtype=np.float64)


def _further(profiles: Sequence[Profile]) -> Floats:
    return np.array([float(p.further) for p in profiles])


def _voices(a: Sequence[Profile], b: Sequence[Profile]) -> Pairs:
    voices, _ = _sets(a, b, lambda p: p.voices)
    _, other_kind = _sets(a, b, _basis)
    return {
        "a voice in common": voices,
        "other basis": other_kind,
    }


def _basis(profile: Profile) -> frozenset[str]:
    return frozenset({profile.telling.deal["kind"]}) - {"unspecified"}
