"""The loss of the argument labels: what the role network is given in training."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from dealtrace.language.role_features import PATHS, distance_buckets, path_features
from training.batches import Batch, padded
from training.inventory import Inventory
from training.model import Heads
from training.windows import IGNORE, FrameTarget

OTHER_SHARE, UNKNOWN_SHARE = 0.1, 0.06
"""Shares of predicates given with another roleset of their lemma, and with none."""


def role_tag_table(inventory: Inventory) -> Tensor:
    """Return [rolesets + 1, role tags]: 1 where a roleset has the role; last, no roleset."""
    table = torch.zeros(len(inventory.rolesets) + 1, len(inventory.role_tags))
    for row, frame in enumerate(inventory.roleset_frames):
        table[row, inventory.frames[frame]] = 1
    table[-1, -1] = 1
    return table


def argument_loss(outputs: dict[str, Tensor], batch: Batch, heads: Heads, tags: Tensor) -> Tensor:
    """Return the cross entropy of the labels of all words for all predicates of their sentence."""
    frames = batch.frames()
    width = outputs["srl_arg"].shape[1]
    rows = torch.tensor([row for row, _ in frames])
    words = torch.tensor([frame.word for _, frame in frames])
    offsets = [[row * width + f.start + i for i in range(len(f.labels))] for row, f in frames]
    steps = [[f.start + i - f.word for i in range(len(f.labels))] for _, f in frames]
    scores = heads.roles(
        outputs["srl_pred"][rows, words],
        tags[torch.tensor([_roleset(frame, heads.training) for _, frame in frames])],
        outputs["srl_arg"].flatten(0, 1),
        padded(offsets, -1),
        torch.from_numpy(distance_buckets(padded(steps).numpy())),
        _paths(outputs["arc"].detach().float(), frames),
    )
    gold = padded([frame.labels for _, frame in frames], IGNORE)
    flat = scores.flatten(0, 1).float()
    return functional.cross_entropy(flat, gold.flatten(), ignore_index=IGNORE)


def _roleset(frame: FrameTarget, varied: bool) -> int:
    """Return the right roleset, or now and then another or none, as the run time may have it."""
    chance = float(torch.rand(())) if varied else 1.0
    if not frame.candidates or chance < UNKNOWN_SHARE:
        return -1
    if chance < UNKNOWN_SHARE + OTHER_SHARE:
        return frame.candidates[int(torch.randint(len(frame.candidates), ()))]
    return frame.candidates[0]


def _paths(arcs: Tensor, frames: list[tuple[int, FrameTarget]]) -> Tensor:
    """Return [frames, words, PATHS] of ``arcs`` [batch, words, words + 1]."""
    longest = max(len(frame.labels) for _, frame in frames)
    found = torch.zeros(len(frames), longest, PATHS)
    groups: dict[tuple[int, int], list[int]] = {}
    for place, (row, frame) in enumerate(frames):
        groups.setdefault((row, frame.start), []).append(place)
    for (row, start), places in groups.items():
        count = len(frames[places[0]][1].labels)
        inner = arcs[row, start : start + count, start + 1 : start + count + 1]
        block = torch.cat([arcs[row, start : start + count, :1], inner], 1).numpy()
        predicates = torch.tensor([frames[place][1].word - start for place in places]).numpy()
        found[places, :count] = torch.from_numpy(path_features(block, predicates))
    return found
