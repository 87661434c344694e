"""Decodes BIO logits into spans: the best sequence of labels that is a valid one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dealtrace.language.model_file import Floats, Ints


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

    def tags(self, logits: Floats, bounds: Sequence[tuple[int, int]]) -> Ints:
        """Return the best valid labels [n] of ``logits`` [n, labels].

        ``bounds`` are the ranges that no span crosses; they cover all rows. Where the best label
        of every word makes a valid sequence, it is the answer; only the ranges where it doesn't
        are searched (Viterbi).
        """
        best: Ints = logits.argmax(axis=-1)
        if not len(best):
            return best
        starts = np.array([start for start, _ in bounds])
        wrong = np.zeros(len(best), dtype=bool)
        wrong[1:] = ~self.follows[best[:-1], best[1:]]
        wrong[starts] = self._inside[best[starts]]
        if wrong.any():
            broken = np.searchsorted(starts, np.flatnonzero(wrong), side="right") - 1
            for number in np.unique(broken).tolist():
                start, end = bounds[number]
                best[start:end] = self._search(logits[start:end])
        return best

    def _search(self, logits: Floats) -> Ints:
        barred = np.where(self.follows, 0.0, -1e6).astype(np.float32)
        back = np.zeros(logits.shape, dtype=np.int64)
        score = logits[0] - 1e6 * self._inside
        for row in range(1, len(logits)):
            paths = score[:, None] + barred
            back[row] = paths.argmax(axis=0)
            score = paths.max(axis=0) + logits[row]
        tags = np.zeros(len(logits), dtype=np.int64)
        tags[-1] = score.argmax()
        for row in range(len(logits) - 1, 0, -1):
            tags[row - 1] = back[row, tags[row]]
        return tags

    def spans(self, logits: Floats, bounds: Sequence[tuple[int, int]]) -> list[LabelledSpan]:
        """Return the spans of the best valid labels of ``logits`` [n, labels], in order."""
        tags = self.tags(logits, bounds)
        starts = np.flatnonzero((tags != self.outside) & ~self._inside[tags])
        if not len(starts):
            return []
        ends = self._ends(tags, starts)
        chosen = np.flatnonzero(tags != self.outside)
        chance = np.zeros(len(tags), dtype=np.float32)
        chance[chosen] = probability(logits[chosen], tags[chosen])
        return [
            LabelledSpan(start, end, self.types[tags[start]], float(chance[start:end].mean()))
            for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
        ]

    def _ends(self, tags: Ints, starts: Ints) -> Ints:
        stops = np.flatnonzero(~self._inside[tags])
        places = np.searchsorted(stops, starts, side="right")
        return np.append(stops, len(tags))[places]


def probability(logits: Floats, labels: Ints) -> Floats:
    """Return the softmax probability [n] of ``labels`` [n] given ``logits`` [n, labels]."""
    top = logits.max(axis=-1)
    total = np.log(np.exp(logits - top[:, None]).sum(axis=-1)) + top
    chosen = np.take_along_axis(logits, labels[:, None], axis=-1)[:, 0]
    return np.asarray(np.exp(chosen - total), dtype=np.float32)
