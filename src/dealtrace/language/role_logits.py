"""Scores each word of a sentence as an argument of each predicate of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from dealtrace.language.model_file import Floats, Ints
from dealtrace.language.role_features import PATHS, distance_buckets, path_features
from dealtrace.language.scores import Scores

_PAIRS = 4096  # of predicates and words scored at a time: bounds the memory


@dataclass(frozen=True, slots=True)
class Seen:
    """A predicate: its place among the document's, its word, its sentence and its roleset."""

    place: int
    word: int
    sentence: tuple[int, int]
    roleset: str

    @property
    def size(self) -> int:
        """The words of its sentence."""
        return self.sentence[1] - self.sentence[0]


def chunks(seen: Sequence[Seen]) -> Iterator[list[Seen]]:
    """Group predicates with sentences of like length, those of one sentence side by side."""
    some: list[Seen] = []
    for one in sorted(seen, key=lambda one: (-one.size, one.sentence)):
        if some and some[0].size * (len(some) + 1) > _PAIRS:
            yield some
            some = []
        some.append(one)
    if some:
        yield some


def role_logits(scores: Scores, some: Sequence[Seen]) -> list[Floats]:
    """Return the label scores [words of its sentence, labels] of each predicate of a chunk."""
    longest = max(one.size for one in some)
    starts, ends = np.array([one.sentence for one in some])[:, :, None].transpose(1, 0, 2)
    words = np.array([one.word for one in some])
    everywhere = starts + np.arange(longest)
    wanted, places = _places(np.where(everywhere < ends, everywhere, -1))
    feed = {
        "predicates": scores.rows["srl_pred"].take(words)[:, :-1],
        "tags": scores.model.role_tags([one.roleset for one in some]),
        "words": scores.rows["srl_arg"].take(wanted)[:, :-1],
        "places": places,
        "distances": distance_buckets(everywhere - words[:, None]),
        "paths": _paths(scores, some, longest),
    }
    (found,) = scores.model.roles.run(["labels"], feed)
    return [table[: one.size] for one, table in zip(some, found, strict=True)]


def _places(words: Ints) -> tuple[Ints, Ints]:
    """Return the words that occur in ``words`` (-1: none), and where each stands among them."""
    wanted = np.unique(words)
    wanted = wanted[wanted >= 0]
    return wanted, np.where(words >= 0, np.searchsorted(wanted, words), -1)


def _paths(scores: Scores, some: Sequence[Seen], longest: int) -> Floats:
    assert scores.arcs is not None
    out = np.zeros((len(some), longest, PATHS), dtype=np.float32)
    row = 0
    for (start, end), group in groupby(some, key=lambda one: one.sentence):
        predicates = np.array([one.word - start for one in group])
        found = path_features(scores.arcs.block(start, end), predicates)
        out[row : row + len(predicates), : end - start] = found
        row += len(predicates)
    return out
