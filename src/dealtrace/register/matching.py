"""How likely two tellings are to be of one deal: a logistic regression over what they share.

Each feature is a table [tellings a, tellings b], so that one telling is compared with thousands at
once. The weights stand in ``rules/matching.yaml``, fitted by ``training/fit_merging.py`` on the
train part of the merge set. All features are symmetric: the odds don't depend on who came first.

Of hundreds of tellings few differ in their states, arms or sums; what depends on these alone is
worked out once for those that differ, and only what depends on days for each two.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import yaml

from dealtrace.claims.model import Stage
from dealtrace.register.keys import keys
from dealtrace.register.model import COURSE
from dealtrace.register.profiles import Profile

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
T = TypeVar("T", str, int)
Pairs = dict[str, Any]
"""Every feature's table by its name, of truths or numbers."""

EXACT = 2.0**-24
"""Odds are multiples of this, so that their sums are exact and don't depend on the order."""

_YEAR = 365.25
_APART = -30.0  # a report that tells two deals apart knows better than any other sign
_SIGNED = COURSE.index(Stage.SIGNED)
_SAME_SUM, _NEAR_SUM = 0.04, 0.36  # differences of logarithms: 4 %, and 1 : 1.43


def log_odds(a: Sequence[Profile], b: Sequence[Profile]) -> Floats:
    """Return the log-odds [a, b] that two tellings are of one deal, multiples of ``EXACT``."""
    odds = _APART * told_apart(a, b)
    odds += weights()["bias"]
    for unlike, pairs in _without_days(a, b):
        odds += unlike.spread(_weighed(pairs))
        if "same designation" in pairs:
            arms = {name: unlike.spread(pairs[name]) for name in _ARMS_IN_TIME}
            odds += _weighed(_arms_in_time(arms, np.abs(_years(a, b))))
    odds += _weighed(_times(a, b))
    return exact(odds)


def _weighed(pairs: Pairs) -> Floats:
    """Return what features come to together."""
    table = weights()
    return np.asarray(sum(table[name] * values for name, values in pairs.items()))


def exact(odds: Floats) -> Floats:
    """Return odds rounded to what can be added up without a further rounding."""
    return np.asarray(np.rint(odds / EXACT) * EXACT)


def family_odds(a: Sequence[Profile], b: Sequence[Profile]) -> Floats:
    """Return the log-odds [a, b] by which tellings are clustered.

    Two that share no key are even at best: so tellings that lead to each other only through a
    third, which may come later, make the deals they make without it.
    """
    odds = log_odds(a, b)
    shared = _shared([keys(profile) for profile in a], [keys(profile) for profile in b])
    return np.where(shared, odds, np.minimum(odds, 0))


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
    found: Pairs = {}
    for unlike, pairs in _without_days(a, b):
        found |= {name: unlike.spread(table) for name, table in pairs.items()}
    return found | _arms_in_time(found, np.abs(_years(a, b))) | _times(a, b)


@dataclass(frozen=True, slots=True)
class _Unlike:
    """Of each side of a table one telling of those that are alike, and which stands for which."""

    rows: list[Profile]
    columns: list[Profile]
    row_of: list[int]
    column_of: list[int]

    def spread(self, table: Floats) -> Floats:
        """Return the table of all tellings from that of those which differ."""
        return np.asarray(table.take(self.row_of, axis=0).take(self.column_of, axis=1))


def _without_days(a: Sequence[Profile], b: Sequence[Profile]) -> Iterator[tuple[_Unlike, Pairs]]:
    """Yield the features in which days play no part, for those tellings that differ in them."""
    for alike, compared in _WITHOUT_DAYS:
        rows, row_of = _those_unlike(a, alike)
        columns, column_of = _those_unlike(b, alike)
        yield _Unlike(rows, columns, row_of, column_of), compared(rows, columns)


def _those_unlike(
    profiles: Sequence[Profile], alike: Callable[[Profile], Hashable]
) -> tuple[list[Profile], list[int]]:
    """Return one profile of each sort, and the number of every profile's sort."""
    number: dict[Hashable, int] = {}
    first: list[Profile] = []
    found = []
    for profile in profiles:
        sort = alike(profile)
        if sort not in number:
            number[sort] = len(first)
            first.append(profile)
        found.append(number[sort])
    return first, found


def told_apart(a: Sequence[Profile], b: Sequence[Profile]) -> Floats:
    """Return 1 for each pair [a, b] that one report tells as two deals, else 0."""
    number: dict[str, int] = {}
    left, right = (
        np.array([number.setdefault(p.telling.report.key, len(number)) for p in some], dtype=int)
        for some in (a, b)
    )
    apart: Floats = np.equal.outer(left, right).astype(np.float64)
    for i, j in zip(*np.nonzero(apart), strict=True):
        apart[i, j] = a[i].telling.position != b[j].telling.position
    return apart


def _shared(a: Sequence[Iterable[T]], b: Sequence[Iterable[T]]) -> Bools:
    """Return whether two sets share a member [a, b]."""
    found = np.zeros((len(a), len(b)), dtype=bool)
    rows, columns = _holders(a), _holders(b)
    done = set()
    for member in rows.keys() & columns.keys():
        cells = rows[member], columns[member]
        if cells not in done:
            done.add(cells)
            found[np.ix_(*cells)] = True
    return found


def _holders(sets: Sequence[Iterable[T]]) -> dict[T, tuple[int, ...]]:
    """Return for each member the places of the sets that have it."""
    found: defaultdict[T, list[int]] = defaultdict(list)
    for place, members in enumerate(sets):
        for member in members:
            found[member].append(place)
    return {member: tuple(places) for member, places in found.items()}


def _filled(sets: Sequence[frozenset[str]]) -> Bools:
    return np.array([bool(s) for s in sets], dtype=bool)


def _sets(
    a: Sequence[Profile], b: Sequence[Profile], of: Callable[[Profile], frozenset[str]]
) -> tuple[Any, Any]:
    """Return (share a member, both have members and share none), 0 or 1 each, [a, b]."""
    left, right = [of(p) for p in a], [of(p) for p in b]
    same = _shared(left, right)
    return same * 1.0, (np.logical_and.outer(_filled(left), _filled(right)) & ~same) * 1.0


def _parties(a: Sequence[Profile], b: Sequence[Profile]) -> Pairs:
    suppliers, other_suppliers = _sets(a, b, lambda p: p.suppliers)
    recipients, other_recipients = _sets(a, b, lambda p: p.recipients)
    known = suppliers * recipients
    there = _shared([p.suppliers for p in a], [p.recipients for p in b])
    back = _shared([p.recipients for p in a], [p.suppliers for p in b])
    turned = (there & back) * (1 - known)
    return {
        "one side unknown": (1 - known) * (1 - np.maximum(other_suppliers, other_recipients)),
        "sides turned round": turned,
        "other party": np.maximum(other_suppliers, other_recipients) * (1 - turned),
    }


def _arms(a: Sequence[Profile], b: Sequence[Profile]) -> Pairs:
    same, other = _sets(a, b, lambda p: p.families)
    exact_, _ = _sets(a, b, lambda p: p.designations)
    _, known = _sets(a, b, lambda p: p.known_families)
    kind, other_kind = _sets(a, b, lambda p: p.classes)
    words, other_words = _sets(a, b, lambda p: p.words)
    specific = np.outer(_filled([p.classes for p in a]), _filled([p.classes for p in b]))
    return {
        "same designation": same,
        "same variant": exact_,
        "other designation, same class": other * kind,
        "other known weapon, same class": known * other * kind,
        "other designation and class": other * (1 - kind),
        "same class, not both designated": kind * (1 - same) * (1 - other),
        "other class": other_kind * (1 - other) * (1 - same),
        "same words of arms": words * (1 - same),
        "other words of arms": other_words * (1 - same),
        "arms of one left open": 1.0 - specific,
    }


_ARMS_IN_TIME = (*("same class, not both designated", "same designation", "arms of one left open"),)


def _arms_in_time(arms: Pairs, years: Floats) -> Pairs:
    """Return what arms say the more the nearer tellings are in time."""
    kind, same, left_open = (arms[name] for name in _ARMS_IN_TIME)
    return {
        "same class within a year": kind * (years < 1),
        "same designation within two years": same * (years < 2),
        "arms left open, months apart": left_open * np.log1p(years * 12) / 5,
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
    signed = _years(a, b)
    years, a_later = np.abs(signed), signed > 0
    published = np.abs(np.subtract.outer([p.published for p in a], [p.published for p in b]))
    left, right = (np.array([p.rank for p in some], dtype=np.int8) for some in (a, b))
    dated = [np.array([p.event is not None for p in some]) for some in (a, b)]
    same_stage = np.equal.outer(left, right) & np.logical_and.outer(*dated)
    sooner = np.where(a_later, right[None, :], left[:, None])
    later = np.where(a_later, left[:, None], right[None, :])
    later_dated = np.where(a_later, dated[0][:, None], dated[1][None, :])
    mine, its = _further(a), _further(b)
    more = np.where(a_later, mine[:, None], its[None, :])
    signed_before = sooner >= _SIGNED
    return {
        "months apart": np.log1p(years * 12) / 5,
        "years apart": np.minimum(np.maximum(years - 2, 0) / 5, 2),
        "published the same days": published <= 4,
        "one stage, one day": same_stage & (years * _YEAR <= 16),
        "one stage, another year": same_stage & (years > 0.8),
        "earlier stage later": np.minimum(np.maximum(sooner - later, 0) * (years > 0.2) / 4, 1.5),
        "talks after signing": signed_before & (later <= 1) & (years > 0.4),
        "signed anew": signed_before & (later == _SIGNED) & later_dated & (years > 0.55),
        "both of further arms": np.logical_and.outer(mine, its),
        "one of further arms": np.logical_xor.outer(mine, its),
        "further and former arms": np.logical_and.outer(mine, _former(b))
        | np.logical_and.outer(_former(a), its),
        "signed before, now more": signed_before & more & (years > 0.1),
    }


def _years(a: Sequence[Profile], b: Sequence[Profile]) -> Floats:
    """Return the signed years [a, b] between when two tellings have the deal where it is."""
    days = np.subtract.outer([p.anchor for p in a], [p.anchor for p in b])
    return np.asarray(days / _YEAR, dtype=np.float64)


def _further(profiles: Sequence[Profile]) -> Bools:
    return np.array([p.further for p in profiles], dtype=bool)


def _former(profiles: Sequence[Profile]) -> Bools:
    return np.array([p.former for p in profiles], dtype=bool)


def _voices(a: Sequence[Profile], b: Sequence[Profile]) -> Pairs:
    voices, _ = _sets(a, b, lambda p: p.voices)
    _, other_kind = _sets(a, b, _basis)
    return {
        "a voice in common": voices,
        "other basis": other_kind,
    }


def _basis(profile: Profile) -> frozenset[str]:
    return frozenset({profile.telling.deal["kind"]}) - {"unspecified"}


_WITHOUT_DAYS: tuple[tuple[Callable[[Profile], Hashable], Callable[..., Pairs]], ...] = (
    (lambda p: (p.suppliers, p.recipients), _parties),
    (lambda p: (p.families, p.designations, p.known_families, p.classes, p.words), _arms),
    (lambda p: tuple(p.quantities.items()), _numbers),
    (lambda p: (p.prices, p.credits), _sums),
    (lambda p: (p.voices, _basis(p)), _voices),
)
"""What of a telling each feature is made of in which days play no part, and how it is made."""
