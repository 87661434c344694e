"""Decodes BIO logits into spans: the best sequence of labels that is a valid one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from dealtrace.language.model_file import Floats, Ints

_SEARCHED = 256  # ranges searched together: bounds the memory
_BARRED = 1e6


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """Words ``start`` to ``end`` are a ``label``; ``score`` is the mean probability of its tags."""

    start: int
    end: int
    label: str
    score: float


class BioScheme:
    """The labels ``O``, ``B-X`` and ``I-X`` of one head, and what may follow what."""

    def __init__(self, labels: Sequence[str]) -> None:
        """``labels`` stand in the order of the logits; one of them is ``O``."""
        self.labels = tuple(labels)
        self.outside = self.labels.index("O")
        self.types = tuple(label[2:] for label in labels)
        inside = np.array([label.startswith("I-") for label in labels])
        types = np.array(self.types)
        same = (types[:, None] == types[None, :]) & np.array([lab != "O" for lab in labels])[
            :, None
        ]
        self._inside = inside
        self.follows: npt.NDArray[np.bool_] = ~inside[None, :] | same  # [from, to]
        begins = [i for i, label in enumerate(labels) if label.startswith("B-")]
        inner = [self.labels.index(f"I-{self.types[i]}") for i in begins]
        self._order = np.array([self.outside, *begins, *inner])  # so that slices reach a sort

    def tags(self, logits: Floats, bounds: Sequence[tuple[int, int]]) -> Ints:
        """Return the best valid labels [n] of ``logits`` [n, labels].

        ``bounds`` are the ranges that no span crosses; they cover all rows. Where the best label
        of every word makes a valid sequence, it is the answer; only where it doesn't is one
        searched (Viterbi), in pieces that cannot bear on each other.
        """
        best: Ints = logits.argmax(axis=-1)
        if not len(best):
            return best
        starts = np.array([start for start, _ in bounds])
        wrong = np.zeros(len(best), dtype=bool)
        wrong[1:] = ~self.follows[best[:-1], best[1:]]
        wrong[starts] = self._inside[best[starts]]
        if wrong.any():
            cut = self._never_inside(logits)
            cut[starts] = True
            edges = np.append(np.flatnonzero(cut), len(best))
            broken = np.unique(np.searchsorted(edges, np.flatnonzero(wrong), side="right"))
            ranges = list(zip(edges[broken - 1].tolist(), edges[broken].tolist(), strict=True))
            ranges.sort(key=lambda piece: piece[0] - piece[1])  # the longest decides the steps
            for low in range(0, len(ranges), _SEARCHED):
                self._search(logits, ranges[low : low + _SEARCHED], best)
        return best

    def _never_inside(self, logits: Floats) -> npt.NDArray[np.bool_]:
        """Say of each row [n] whether no best valid sequence can have an inside label there.

        That is so where each inside label falls behind the best other one by more than it costs
        to begin the span anew at the next row. What stands before is then of no matter to it.
        """
        types = (logits.shape[1] - 1) // 2
        ordered = logits[:, self._order]
        begin, inside = ordered[:, 1 : types + 1], ordered[:, types + 1 :]
        behind = ordered[:, : types + 1].max(axis=1)[:, None] - inside
        anew = np.zeros_like(inside)
        np.maximum(inside[1:] - begin[1:], 0, out=anew[:-1])
        return np.asarray((behind > anew).all(axis=1))

    def _search(self, logits: Floats, ranges: Sequence[tuple[int, int]], out: Ints) -> None:
        """Write the best valid labels of each range to ``out``, all ranges in step (Viterbi).

        An inside label goes on from its own type's labels only, any other from the best label:
        a step takes time linear in the labels.
        """
        lengths = np.array([end - start for start, end in ranges])
        padded = np.zeros((int(lengths.max()), len(ranges), logits.shape[1]), dtype=np.float32)
        for row, (start, end) in enumerate(ranges):
            padded[: end - start, row] = logits[start:end, self._order]
        types = (logits.shape[1] - 1) // 2
        padded[0, :, types + 1 :] -= _BARRED
        tops, stays = self._forward(padded, types)
        rows, last = np.arange(len(ranges)), lengths - 1
        tag = final = padded[last, rows].argmax(axis=1)
        found = np.empty(padded.shape[:2], dtype=np.int64)
        for step in range(len(padded) - 1, -1, -1):
            found[step] = tag = np.where(last <= step, final, tag)
            inside = np.maximum(tag - types - 1, 0)
            stay = np.where(stays[step][rows, inside], tag, tag - types)
            tag = np.where(tag > types, stay, tops[step])
        for row, (start, end) in enumerate(ranges):
            out[start:end] = self._order[found[: end - start, row]]

    def _forward(
        self, scores: Floats, types: int
    ) -> tuple[list[Ints], list[npt.NDArray[np.bool_]]]:
        """Add to ``scores`` [steps, rows, labels] those of the best way there, in place.

        Return for each step the best label before it, and which inside labels go on from inside.
        """
        none = np.zeros(scores.shape[1:], dtype=np.int64)
        tops, stays = [none[:, 0]], [none.astype(bool)]
        for before, here in pairwise(scores):
            inside, begin = before[:, types + 1 :], before[:, 1 : types + 1]
            tops.append(before.argmax(axis=1))
            stays.append(inside >= begin)
            here[:, : types + 1] += before.max(axis=1)[:, None]
            here[:, types + 1 :] += np.maximum(inside, begin)
        return tops, stays

    def spans(self, logits: Floats, bounds: Sequence[tuple[int, int]]) -> list[LabelledSpan]:
        """Return the spans of the best valid labels of ``logits`` [n, labels], in order."""
        tags = self.tags(logits, bounds)
        starts = np.flatnonzero((tags != self.outside) & ~self._inside[tags])
        if not len(starts):
            return []
        ends = self._ends(tags, starts)
        chosen = np.flatnonzero(tags != self.outside)
        total = np.zeros(len(tags) + 1)
        total[chosen + 1] = probability(logits[chosen], tags[chosen])
        total = total.cumsum()
        means = (total[ends] - total[starts]) / (ends - starts)
        labels = [self.types[tag] for tag in tags[starts].tolist()]
        spans = zip(starts.tolist(), ends.tolist(), labels, means.tolist(), strict=True)
        return [LabelledSpan(*span) for span in spans]

    def _ends(self, tags: Ints, starts: Ints) -> Ints:
        stops = np.flatnonzero(~self._inside[tags])
        places = np.searchsorted(stops, starts, side="right")
        return np.append(stops, len(tags))[places]


@cache
def scheme_of(labels: tuple[str, ...]) -> BioScheme:
    """Return the scheme of a head's labels, made once."""
    return BioScheme(labels)


def probability(logits: Floats, labels: Ints) -> Floats:
    """Return the softmax probability [n] of ``labels`` [n] given ``logits`` [n, labels]."""
    top = logits.max(axis=-1)
    total = np.log(np.exp(logits - top[:, None]).sum(axis=-1)) + top
    chosen = np.take_along_axis(logits, labels[:, None], axis=-1)[:, 0]
    return np.asarray(np.exp(chosen - total), dtype=np.float32)
