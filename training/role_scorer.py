"""The network that scores argument labels for pairs of a predicate and a word of its sentence."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from dealtrace.language.role_features import DISTANCES, PATHS

CHANNELS = 128
REACH = 2  # words to either side that a convolution sees
LAYERS = 2


class RoleScorer(nn.Module):
    """Two convolutions over the words of a sentence, seen from one predicate.

    Its input joins, by sum and product, the two projections, the numbered roles of the predicate's
    roleset, the distance and what the arc scores say of the path between the two.
    """

    def __init__(self, width: int, tags: int, labels: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.predicate_gate = nn.Linear(width + tags, CHANNELS)
        self.predicate = nn.Linear(width + tags, CHANNELS)
        self.word_gate = nn.Linear(width, CHANNELS)
        self.word = nn.Linear(width, CHANNELS)
        self.distance = nn.Embedding(DISTANCES, CHANNELS)
        self.path = nn.Linear(PATHS, CHANNELS)
        window = (2 * REACH + 1) * CHANNELS
        self.convolutions = nn.ModuleList(nn.Linear(window, CHANNELS) for _ in range(LAYERS))
        self.norms = nn.ModuleList(nn.LayerNorm(CHANNELS) for _ in range(LAYERS))
        self.out = nn.Linear(CHANNELS, labels)
        self.dropout = nn.Dropout1d(dropout)
        nn.init.normal_(self.distance.weight, std=0.1)

    def forward(
        self,
        predicates: Tensor,
        tags: Tensor,
        words: Tensor,
        places: Tensor,
        distances: Tensor,
        paths: Tensor,
    ) -> Tensor:
        """Return the label scores [p, w, labels].

        ``predicates`` [p, k] and ``words`` [m, k] are projections, ``tags`` [p, t] what the roleset
        has of :attr:`Inventory.role_tags`, ``places`` [p, w] rows of ``words`` (-1: no word),
        ``distances`` [p, w] and ``paths`` [p, w, :data:`PATHS`] as ``role_features`` gives them.
        """
        known = torch.cat([predicates, tags.to(predicates.dtype)], -1)
        rows = places.clamp(min=0)
        there = (places >= 0).unsqueeze(-1).to(predicates.dtype)
        joined = self.word_gate(words)[rows] * self.predicate_gate(known).unsqueeze(1)
        joined = joined + self.word(words)[rows] + self.predicate(known).unsqueeze(1)
        joined = joined + self.distance(distances) + self.path(paths.to(joined.dtype))
        hidden = functional.gelu(joined) * there
        for norm, convolution in zip(self.norms, self.convolutions, strict=True):
            changed = functional.gelu(convolution(_neighbours(norm(hidden) * there)))
            changed = self.dropout(changed.transpose(1, 2)).transpose(1, 2)
            hidden = (hidden + changed) * there
        scores: Tensor = self.out(hidden)
        return scores


def _neighbours(hidden: Tensor) -> Tensor:
    """Return [p, w, (2 * REACH + 1) * channels]: each word with those beside it."""
    count = hidden.shape[1]
    padded = functional.pad(hidden, (0, 0, REACH, REACH))
    return torch.cat([padded[:, i : i + count] for i in range(2 * REACH + 1)], -1)
