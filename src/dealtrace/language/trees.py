"""Decodes arc scores into a tree: greedily, and by Chu-Liu and Edmonds where that is no tree."""

from __future__ import annotations

import numpy as np

from dealtrace.language.model_file import Floats, Ints

_BARRED = -1e9
_ROOT_PENALTY = 1e6


def decode_tree(scores: Floats) -> Ints:
    """Return each word's head [n]: 0 for the one root, ``j + 1`` for word ``j``.

    ``scores`` [n, n + 1] are those of each head for each word, column 0 being the root.
    """
    table = scores.astype(np.float64)
    words = np.arange(len(table))
    table[words, words + 1] = _BARRED
    heads: Ints = table.argmax(axis=1)
    if (heads == 0).sum() == 1 and not _find_cycle(np.concatenate(([0], heads))):
        return heads
    full = np.full((len(table) + 1, len(table) + 1), _BARRED)
    full[1:] = np.clip(table, -1e5, 1e5)
    full[words + 1, words + 1] = _BARRED
    heads = _maximum_tree(full)[1:]
    if (heads == 0).sum() > 1:
        full[1:, 0] -= _ROOT_PENALTY  # as few words as possible hang on the root, that is one
        heads = _maximum_tree(full)[1:]
    return heads


def _find_cycle(heads: Ints) -> list[int]:
    """Return the nodes of a cycle of ``heads`` (node 0 is the root), [] if there is none."""
    parent = heads.tolist()
    colour = [0] * len(parent)
    colour[0] = -1
    for start in range(1, len(parent)):
        node = start
        while colour[node] == 0:
            colour[node] = start
            node = parent[node]
        if colour[node] == start:
            cycle, step = [node], parent[node]
            while step != node:
                cycle.append(step)
                step = parent[step]
            return cycle
    return []


def _maximum_tree(scores: Floats) -> Ints:
    """Return the heads [n] of the maximum spanning tree of ``scores`` [n, n] from node 0.

    ``scores[d, h]`` is that of the arc from head ``h`` to dependent ``d``.
    """
    heads: Ints = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(len(scores), dtype=bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    ring = np.array(cycle)
    return _expand(scores, heads, rest, ring)


def _expand(scores: Floats, heads: Ints, rest: Ints, ring: Ints) -> Ints:
    """Contract the cycle ``ring`` to one node, solve, and put its nodes back."""
    size = len(rest)
    small = np.full((size + 1, size + 1), _BARRED)
    small[:size, :size] = scores[np.ix_(rest, rest)]
    leaving = scores[np.ix_(rest, ring)]  # dependents outside, heads in the cycle
    small[:size, size] = leaving.max(axis=1)
    gains = scores[np.ix_(ring, rest)] - scores[ring, heads[ring]][:, None]
    small[size, :size] = gains.max(axis=0)
    solved = _maximum_tree(small)
    out = heads.copy()
    for node in range(1, size):
        head = int(solved[node])
        out[rest[node]] = ring[leaving[node].argmax()] if head == size else rest[head]
    entry = int(solved[size])
    broken = int(gains[:, entry].argmax())
    out[ring[broken]] = rest[entry]
    return out
