"""The training loss of each task; all are means over what the batch has of the task."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from training.batches import Batch, padded
from training.model import Heads, with_one
from training.role_loss import argument_loss
from training.windows import IGNORE, FrameTarget

FORBIDDEN = -1e4
WEIGHTS = {
    "upos": 0.5,
    "xpos": 0.5,
    "lemma": 0.5,
    "sent": 0.5,
    "arc": 1.0,
    "rel": 1.0,
    "pred": 0.5,
    "sense": 0.5,
    "srl": 4.0,
    "fact": 0.2,
    "ner": 1.0,
    "timex": 1.5,
    "attr": 1.5,
    "link": 0.5,
    "coref_m": 0.5,
    "coref": 0.5,
}
Outputs = dict[str, Tensor]


@dataclass(frozen=True)
class Tables:
    """Which name labels each label set allows [sets, labels]; each roleset's roles
    (:func:`role_tag_table`)."""

    label_sets: Tensor
    role_tags: Tensor


def wanted_heads(batch: Batch) -> frozenset[str]:
    """Return the names of the heads that the batch has targets for."""
    names = {name for name in batch.tags if name != "rel"}
    if batch.heads is not None:
        names |= {"arc_dep", "arc_head", "rel_dep", "rel_head"}
    if batch.frames():
        names |= {"sense", "srl_pred", "srl_arg", "arc_dep", "arc_head"}
    if any(window.factuality for window in batch.windows):
        names.add("fact")
    if any(window.links for window in batch.windows):
        names |= {"link_dep", "link_head"}
    if any(window.chains for window in batch.windows):
        names |= {"coref_m", "coref_a", "coref_b"}
    return frozenset(names)


def losses(outputs: Outputs, batch: Batch, heads: Heads, tables: Tables) -> dict[str, Tensor]:
    """Return the loss of each task of the batch."""
    found: dict[str, Tensor] = {}
    for name in ("upos", "xpos", "lemma", "timex", "attr"):
        if name in batch.tags:
            found[name] = _tags(outputs[name], batch.tags[name])
    for name in ("sent", "pred"):
        if name in batch.tags:
            found[name] = _yes_no(outputs[name], batch.tags[name])
    if "ner" in batch.tags:
        found["ner"] = _names(outputs["ner"], batch.tags["ner"], tables.label_sets)
    if batch.heads is not None:
        found["arc"] = _tags(_inside_sentence(outputs["arc"], batch), batch.heads)
        found["rel"] = _relations(outputs, batch, heads)
    if "srl_pred" in outputs:
        frames = batch.frames()
        found["srl"] = argument_loss(outputs, batch, heads, tables.role_tags)
        found["sense"] = _senses(outputs["sense"], frames, heads)
    if "fact" in outputs:
        found["fact"] = _factuality(outputs["fact"], batch)
    if "link_dep" in outputs:
        found["link"] = _links(outputs, batch, heads)
    if "coref_m" in outputs:
        found["coref_m"] = _mentions(outputs["coref_m"], batch)
        found["coref"] = _coreference(outputs, batch, heads)
    return found


def total(parts: dict[str, Tensor]) -> Tensor:
    """Return the weighted sum."""
    return torch.stack([WEIGHTS[name] * loss for name, loss in parts.items()]).sum()


def _tags(logits: Tensor, gold: Tensor) -> Tensor:
    return functional.cross_entropy(
        logits.flatten(0, 1).float(), gold.flatten(), ignore_index=IGNORE
    )


def _yes_no(logits: Tensor, gold: Tensor) -> Tensor:
    known = gold != IGNORE
    return functional.binary_cross_entropy_with_logits(logits[known].float(), gold[known].float())


def _names(logits: Tensor, gold: Tensor, label_sets: Tensor) -> Tensor:
    """Minus the log of the probability that all allowed labels have together."""
    known = gold != IGNORE
    scores = torch.log_softmax(logits[known].float(), -1)
    allowed = label_sets[gold[known]]
    return -torch.logsumexp(scores.masked_fill(~allowed, FORBIDDEN), -1).mean()


def _inside_sentence(arcs: Tensor, batch: Batch) -> Tensor:
    same = batch.sentence[:, :, None] == batch.sentence[:, None, :]
    allowed = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
    return arcs.float().masked_fill(~allowed, FORBIDDEN)


def _relations(outputs: Outputs, batch: Batch, heads: Heads) -> Tensor:
    """Label scores at the gold heads; the root is scored by the dependent with itself."""
    assert batch.heads is not None
    rows, words = (batch.heads != IGNORE).nonzero(as_tuple=True)
    head = batch.heads[rows, words] - 1
    head = torch.where(head < 0, words, head)
    dependents = with_one(outputs["rel_dep"][rows, words])
    governors = with_one(outputs["rel_head"][rows, head])
    scores = pair_scores(dependents, heads.rel_u, governors)
    return functional.cross_entropy(
        scores.float(), batch.tags["rel"][rows, words], ignore_index=IGNORE
    )


def pair_scores(left: Tensor, form: Tensor, right: Tensor) -> Tensor:
    """Return [pairs, labels] of left [pairs, a], form [labels, a, b] and right [pairs, b]."""
    labels, a, b = form.shape
    mixed = (left @ form.permute(1, 0, 2).reshape(a, labels * b)).view(-1, labels, b)
    return (mixed @ right[:, :, None]).squeeze(-1)


def _senses(vectors: Tensor, frames: list[tuple[int, FrameTarget]], heads: Heads) -> Tensor:
    """Choice among the rolesets of the lemma; the first candidate is the right one."""
    choices = [(row, frame) for row, frame in frames if len(frame.candidates) > 1]
    if not choices:
        return vectors.sum() * 0.0
    rows = torch.tensor([row for row, _ in choices])
    words = torch.tensor([frame.word for _, frame in choices])
    candidates = padded([frame.candidates for _, frame in choices], -1)
    forms = heads.sense_u[candidates.clamp(min=0)]
    scores = (forms @ vectors[rows, words].to(forms.dtype)[:, :, None]).squeeze(-1).float()
    gold = torch.zeros(len(choices), dtype=torch.long)
    return functional.cross_entropy(scores.masked_fill(candidates < 0, FORBIDDEN), gold)


def _factuality(values: Tensor, batch: Batch) -> Tensor:
    places = [(r, w, v) for r, win in enumerate(batch.windows) for w, v in win.factuality.items()]
    rows, words, gold = zip(*places, strict=True)
    found = values[torch.tensor(rows), torch.tensor(words)].float()
    return functional.smooth_l1_loss(found, torch.tensor(gold))


def _links(outputs: Outputs, batch: Batch, heads: Heads) -> Tensor:
    """Every source and content of a window against every cue of it.

    Both as yes or no, which makes 0 a threshold, and as a choice among the cues.
    """
    scores, gold, choices = [], [], []
    for row, window in enumerate(batch.windows):
        if window.links:
            spans = sorted({a for a, _ in window.links})
            cues = sorted({b for _, b in window.links})
            left = with_one(outputs["link_dep"][row, spans])
            right = with_one(outputs["link_head"][row, cues])
            table = (left @ heads.link_u @ right.T).float()
            scores.append(table.flatten())
            pairs = set(window.links)
            cue_of = dict(window.links)
            choices.append(
                functional.cross_entropy(
                    table, torch.tensor([cues.index(cue_of[a]) for a in spans])
                )
            )
            gold += [float((a, b) in pairs) for a in spans for b in cues]
    fit = functional.binary_cross_entropy_with_logits(torch.cat(scores), torch.tensor(gold))
    return fit + torch.stack(choices).mean()


def _mentions(logits: Tensor, batch: Batch) -> Tensor:
    gold = torch.full(logits.shape, IGNORE)
    for row, window in enumerate(batch.windows):
        gold[row, : len(window.first)] = 0
        for chain in window.chains or []:
            gold[row, chain] = 1
    return _yes_no(logits, gold)


def _coreference(outputs: Outputs, batch: Batch, heads: Heads) -> Tensor:
    """For each mention, any earlier one of its entity, or none (score 0) where it is the first."""
    found = []
    for row, window in enumerate(batch.windows):
        entity = {w: i for i, chain in enumerate(window.chains or []) for w in chain}
        words = sorted(entity)
        if len(words) > 1:
            left = with_one(outputs["coref_a"][row, words])
            right = with_one(outputs["coref_b"][row, words])
            scores = (left @ heads.coref_u @ right.T).float()
            found.append(_antecedents(scores, torch.tensor([entity[w] for w in words])))
    return torch.cat(found).mean() if found else outputs["coref_a"].sum() * 0.0


def _antecedents(scores: Tensor, entity: Tensor) -> Tensor:
    count = len(entity)
    earlier = torch.ones(count, count, dtype=torch.bool).tril(-1)
    scores = torch.cat([torch.zeros(count, 1), scores.masked_fill(~earlier, FORBIDDEN)], 1)
    right = earlier & (entity[:, None] == entity[None, :])
    right = torch.cat([~right.any(1, keepdim=True), right], 1)
    chosen = torch.log_softmax(scores, 1).masked_fill(~right, FORBIDDEN)
    return -torch.logsumexp(chosen, 1)
