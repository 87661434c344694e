"""Scores of merged deals: B-cubed over the deals that labelled reports tell of.

Bagga and Baldwin, "Algorithms for scoring coreference chains" (1998); deals that were read but not
labelled, or labelled but not read, count as in Cai and Strube, "Evaluation metrics for end-to-end
coreference resolution systems" (2010): what was missed stands alone in the answer, what was read
too much counts where it was joined to something.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from dealtrace.evaluation.matching import Fact, Pairing, pair
from dealtrace.evaluation.scorer import deal_likeness

Mention = tuple[str, int]
"""A report's id and the place of a deal in it; labelled deals that were missed are below 0."""


@dataclass(frozen=True, slots=True)
class BCubed:
    """Precision, recall and F1 of a partition, each 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(gold: Mapping[Mention, Hashable], found: Mapping[Mention, Hashable]) -> BCubed:
    """Score a partition of mentions against the labelled one.

    ``gold`` and ``found`` say the cluster of each mention, under any name. A mention that only
    ``gold`` has stands alone in the answer; one that only ``found`` has is left out where it
    stands alone, and else counts as one of no labelled cluster. Both are 0 where nothing is
    labelled.
    """
    if not gold:
        return BCubed(0.0, 0.0)
    answer: dict[Mention, Hashable] = {**{m: ("missed", m) for m in gold}, **found}
    alone = {name for name, size in Counter(answer.values()).items() if size == 1}
    answer = {m: name for m, name in answer.items() if m in gold or name not in alone}
    truth: dict[Mention, Hashable] = {**{m: ("extra", m) for m in answer}, **gold}
    overlap = Counter((truth[m], answer[m]) for m in answer)
    sizes, labelled = Counter(answer.values()), Counter(truth[m] for m in answer)
    precision = sum(n * n / sizes[name] for (_, name), n in overlap.items()) / len(answer)
    recall = sum(
        n * n / labelled[cluster]
        for (cluster, _), n in overlap.items()
        if not (isinstance(cluster, tuple) and cluster[:1] == ("extra",))
    ) / len(gold)
    return BCubed(precision, recall)


def aligned(gold: Sequence[Fact], predicted: Sequence[Fact]) -> Pairing:
    """Pair the labelled deals of a report with those read from it, the likest first."""
    return pair(gold, predicted, deal_likeness)
