"""Counts of right, predicted and labelled facts, and the figures made of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

GROUPS: dict[str, tuple[str, ...]] = {
    "deal facts": (
        "deal",
        "supplier",
        "recipient",
        "kind",
        "stage",
        "hedged",
        "value",
        "item",
        "item quantity",
        "financing",
        "financing amount",
        "financing lender",
        "says",
    ),
    "claim facts": ("claim", "claim modality", "claim says", "claim when"),
    "roles": ("role holder", "role office"),
}
"""The kinds of fact, in the groups whose totals are the headline figures."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many facts were right, how many predicted, how many labelled."""

    right: int = 0
    predicted: int = 0
    labelled: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.right + other.right,
            self.predicted + other.predicted,
            self.labelled + other.labelled,
        )

    @property
    def precision(self) -> float | None:
        """Share of the predicted facts that are right; None if none was predicted."""
        return self.right / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """Share of the labelled facts that were found; None if none is labelled."""
        return self.right / self.labelled if self.labelled else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None where there is nothing to count."""
        total = self.predicted + self.labelled
        return 2 * self.right / total if total else None


@dataclass
class Tally:
    """The counts of every kind of fact."""

    counts: dict[str, Count] = field(default_factory=dict)

    def add(self, kind: str, right: int, predicted: int, labelled: int) -> None:
        """Count facts of one kind."""
        self.counts[kind] = self[kind] + Count(right, predicted, labelled)

    def hit(self, kind: str, right: bool) -> None:
        """Count a fact that is always there, on both sides, and right or wrong."""
        self.add(kind, int(right), 1, 1)

    def missed(self, kind: str, labelled: int = 1) -> None:
        """Count labelled facts of something that was not found at all."""
        self.add(kind, 0, 0, labelled)

    def __getitem__(self, kind: str) -> Count:
        return self.counts.get(kind, Count())

    def group(self, name: str) -> Count:
        """Return the total over a group of kinds."""
        return sum((self[kind] for kind in GROUPS[name]), Count())

    def figures(self) -> Iterator[tuple[str, Count]]:
        """Give every kind's count and then its group's total, group by group."""
        for group, kinds in GROUPS.items():
            yield from ((kind, self[kind]) for kind in kinds if kind in self.counts)
            yield group, self.group(group)
