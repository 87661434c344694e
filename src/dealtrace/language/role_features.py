"""What the role network is told of a predicate and a word besides their vectors."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from dealtrace.language.model_file import Floats, Ints

PATHS = 14
"""Numbers that :func:`path_features` gives for each pair."""

UNKNOWN = "?"
"""The role tag of a roleset that no frame file has."""

_FAR = 128
_EXACT, _FURTHEST = 8, 16
DISTANCES = 2 * _FURTHEST + 1


def _buckets() -> npt.NDArray[np.int64]:
    away = np.abs(np.arange(-_FAR, _FAR + 1))
    coarse = _EXACT + np.floor(2 * np.log2(np.maximum(away, _EXACT) / _EXACT))
    size = np.where(away < _EXACT, away, np.minimum(coarse, _FURTHEST)).astype(np.int64)
    return _FURTHEST + np.sign(np.arange(-_FAR, _FAR + 1)) * size


_BUCKETS = _buckets()


def distance_buckets(distances: Ints) -> Ints:
    """Return the bucket of each signed distance in words: exact up to 7, coarser further away."""
    found: Ints = _BUCKETS[np.clip(distances, -_FAR, _FAR) + _FAR]
    return found


def path_features(arcs: Floats, predicates: Ints) -> Floats:
    """Return [predicates, words, ``PATHS``] on where each word may stand in a predicate's tree.

    ``arcs`` [n, n + 1] are the head scores of a sentence's words, column 0 the root's;
    ``predicates`` are word numbers in it. Each feature is a chance, were heads independent of each
    other: that one is the other's head, grandparent, sibling, ancestor, and that a word is in one
    constituent with the word before it, the constituent being a child of the predicate, of its
    head or of its head's head. Closures go up to seven steps.
    """
    heads = _chances(arcs)
    twice = heads @ heads
    four = twice @ twice
    same = np.eye(len(heads), dtype=np.float32)
    below = np.minimum((same + heads) @ (same + twice) @ (same + four), 1)  # [word, ancestor]
    before = np.zeros_like(below)
    before[1:] = below[:-1]
    both = below * before  # [word, what stands above it and the word before it]
    down, up, up_twice = heads[:, predicates], heads[predicates].T, twice[predicates].T
    sisters, nieces = heads @ up, heads @ up_twice
    features = (
        *(down, up, twice[:, predicates], up_twice, sisters, nieces, twice @ up),
        *((below - same)[:, predicates], (below - same)[predicates].T),
        *(both @ down, both @ sisters, both @ nieces, below @ sisters, before @ down),
    )
    return np.array(features).transpose(2, 1, 0)


def _chances(arcs: Floats) -> Floats:
    """Return the softmax of ``arcs`` without the root's column, nothing being its own head."""
    chances = np.exp(arcs - arcs.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    heads: Floats = chances[:, 1:].astype(np.float32)
    np.fill_diagonal(heads, 0)
    return heads
