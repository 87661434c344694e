"""Stacks windows into tensors."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from training.windows import IGNORE, FrameTarget, Window


@dataclass
class Batch:
    """Windows as tensors, padded; ``tags`` and ``heads`` are IGNORE where nothing is known."""

    ids: Tensor
    mask: Tensor
    shapes: Tensor
    first: Tensor
    last: Tensor
    sentence: Tensor
    tags: dict[str, Tensor]
    heads: Tensor | None
    windows: list[Window]

    def frames(self) -> list[tuple[int, FrameTarget]]:
        """Return every predicate with the row of its window."""
        return [(row, frame) for row, window in enumerate(self.windows) for frame in window.frames]


def padded(rows: list[list[int]], value: int = 0) -> Tensor:
    """Return the rows as one tensor [rows, longest], filled up with ``value``."""
    width = max((len(row) for row in rows), default=0)
    return torch.tensor([row + [value] * (width - len(row)) for row in rows], dtype=torch.long)


def stack(windows: list[Window]) -> Batch:
    """Return the windows of one corpus as a batch."""
    names = windows[0].tags.keys() & set.intersection(*[set(w.tags) for w in windows])
    has_heads = all(window.heads is not None for window in windows)
    return Batch(
        ids=padded([window.ids for window in windows]),
        mask=padded([[1] * len(window.ids) for window in windows]),
        shapes=padded([window.shapes for window in windows]),
        first=padded([window.first for window in windows]),
        last=padded([window.last for window in windows]),
        sentence=padded([window.sentence for window in windows], -1),
        tags={name: padded([window.tags[name] for window in windows], IGNORE) for name in names},
        heads=padded([window.heads or [] for window in windows], IGNORE) if has_heads else None,
        windows=windows,
    )
