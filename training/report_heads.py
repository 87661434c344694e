"""Heads for what a report says, learned from the labelled corpus on top of the frozen encoder.

``python -m training.report_heads --data FILE --checkpoint FILE --base DIR --corpus DIR --output F``

The corpus is small, so the encoder stays as the large corpora have made it: its layers are read
out once, and only a mix of them and one small layer a task are learned. A sentence's claim types
are learned from the whole sentence (the labels do not say which word makes the claim): a word's
logit is high where it does, and the highest of a sentence counts.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from dealtrace.language.subtokens import Subtokens, word_shape
from training.conversion.reports import (
    CLAIMS,
    FIRMNESS,
    PARTIES,
    SUMS,
    LabelledReport,
    read_reports,
)
from training.inventory import MAX_SUBTOKENS
from training.model import HIDDEN, Mix, Model

WIDTHS = {"claim": len(CLAIMS), "firm": len(FIRMNESS), "party": len(PARTIES), "item": 1,
          "sum": len(SUMS)}  # fmt: skip
INNER = 128
STEPS, RATE, DROPOUT = 400, 2e-3, 0.4
POOL = 0.5  # temperature of the soft maximum over a sentence's words


class ReportHeads(nn.Module):
    """One mix of layers and one small layer a task; outputs [batch, words, width]."""

    def __init__(self) -> None:
        super().__init__()
        self.mixes = nn.ModuleDict({name: Mix() for name in WIDTHS})
        self.layers = nn.ModuleDict(
            {
                name: nn.Sequential(
                    nn.Dropout(DROPOUT), nn.Linear(HIDDEN, INNER), nn.GELU(),
                    nn.Dropout(DROPOUT), nn.Linear(INNER, width),
                )
                for name, width in WIDTHS.items()
            }
        )  # fmt: skip

    def forward(self, states: Tensor, first: Tensor, last: Tensor) -> dict[str, Tensor]:
        """Score the words at ``first`` and ``last`` [batch, words] of ``states`` [layers, …]."""
        return {name: self.layers[name](words_of(self.mixes[name](states), first, last))
                for name in WIDTHS}  # fmt: skip


def words_of(mixed: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """Return word vectors: the mean of first and last subtoken."""
    pick = [torch.gather(mixed, 1, i[..., None].expand(-1, -1, HIDDEN)) for i in (first, last)]
    return (pick[0] + pick[1]) * 0.5


@dataclass
class Encoded:
    """A report with its encoder states per word: [layers, 1, words, hidden]."""

    report: LabelledReport
    states: Tensor


@torch.no_grad()
def encode(model: Model, subtokens: Subtokens, report: LabelledReport) -> Encoded:
    """Read a report in windows of whole sentences."""
    model.eval()
    ids = subtokens.ids(report.words)
    pieces, start = [], 0
    bounds = [*report.starts[1:], len(report.words)]
    while start < len(report.words):
        fitting = [b for b in bounds if b > start and _size(ids, start, b) <= MAX_SUBTOKENS - 2]
        end = max(fitting, default=min(start + 60, len(report.words)))
        pieces.append(_window(model, subtokens, report.words[start:end], ids[start:end]))
        start = end
    return Encoded(report, torch.cat(pieces, 2))


def _size(ids: list[list[int]], start: int, end: int) -> int:
    return sum(len(i) for i in ids[start:end])


def _window(model: Model, subtokens: Subtokens, words: list[str], ids: list[list[int]]) -> Tensor:
    row, shapes, first, last = [subtokens.cls], [0], [], []
    for word, pieces in zip(words, ids, strict=True):
        first.append(len(row))
        row += pieces
        shapes += [word_shape(word)] * len(pieces)
        last.append(len(row) - 1)
    line = torch.tensor([[*row, subtokens.sep]])
    states = torch.stack(model.encoder(line, torch.ones_like(line), torch.tensor([[*shapes, 0]])))
    return (states[:, :, first] + states[:, :, last]) * 0.5


def loss_of(heads: ReportHeads, encoded: Encoded) -> Tensor:
    """Return the sum of the tasks' losses over one report."""
    words = torch.arange(len(encoded.report.words))[None]
    out = {name: x[0] for name, x in heads(encoded.states, words, words).items()}
    parts = [_claims(out, encoded.report), _parties(out, encoded.report)]
    parts += [_items(out, encoded.report), _sums(out, encoded.report)]
    return torch.stack(parts).sum()


def pooled(logits: Tensor, start: int, end: int) -> Tensor:
    """Return the soft maximum [width] of the words' logits."""
    return POOL * torch.logsumexp(logits[start:end] / POOL, 0) - POOL * 0.7


def _claims(out: dict[str, Tensor], report: LabelledReport) -> Tensor:
    found = []
    for sentence in report.sentences:
        scores = pooled(out["claim"], sentence.start, sentence.end)
        gold = torch.tensor([float(c in sentence.claims) for c in CLAIMS])
        counted = torch.tensor([c not in sentence.maybe for c in CLAIMS])
        loss = functional.binary_cross_entropy_with_logits(scores, gold, reduction="none")
        found.append(loss[counted].sum())
        if sentence.firmness:
            firm = out["firm"][sentence.start : sentence.end].mean(0, keepdim=True)
            found.append(functional.cross_entropy(firm, _index(FIRMNESS, sentence.firmness)))
    return torch.stack(found).mean() if found else out["claim"].sum() * 0


def _index(labels: list[str], label: str) -> Tensor:
    return torch.tensor([labels.index(label)])


def _marked(out: Tensor, marks: list[tuple[int, int, str]], labels: list[str]) -> Tensor:
    found = [
        functional.cross_entropy(out[a:b].mean(0, keepdim=True), _index(labels, label))
        for a, b, label in marks
    ]
    return torch.stack(found).mean() if found else out.sum() * 0


def _parties(out: dict[str, Tensor], report: LabelledReport) -> Tensor:
    return _marked(out["party"], report.parties, PARTIES)


def _sums(out: dict[str, Tensor], report: LabelledReport) -> Tensor:
    return 0.5 * _marked(out["sum"], report.sums, SUMS)


def _items(out: dict[str, Tensor], report: LabelledReport) -> Tensor:
    found = [
        functional.binary_cross_entropy_with_logits(
            out["item"][a:b].mean(), torch.tensor(float(inside))
        )
        for a, b, inside in report.items
    ]
    return torch.stack(found).mean() if found else out["item"].sum() * 0


def learn(encoded: list[Encoded], steps: int = STEPS, seed: int = 1) -> ReportHeads:
    """Learn the heads from encoded reports, all of them in each step."""
    torch.manual_seed(seed)
    heads = ReportHeads()
    optimiser = torch.optim.AdamW(heads.parameters(), lr=RATE, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.LinearLR(optimiser, 1.0, 0.05, steps)
    generator = torch.Generator().manual_seed(seed)
    for _ in range(steps):
        chosen = torch.randperm(len(encoded), generator=generator)[:8]
        loss = torch.stack([loss_of(heads, encoded[i]) for i in chosen.tolist()]).mean()
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(heads.parameters(), 2.0)
        optimiser.step()
        schedule.step()
    return heads.eval()


@torch.no_grad()
def measure(heads: ReportHeads, encoded: list[Encoded]) -> dict[str, float]:
    """Return F1 of claim types by sentence, and the accuracy of the other tasks."""
    counts = {name: [0, 0] for name in ("firm", "party", "item", "sum")}
    hits = guessed = wanted = 0
    for one in encoded:
        words = torch.arange(len(one.report.words))[None]
        out = {name: x[0] for name, x in heads(one.states, words, words).items()}
        for s in one.report.sentences:
            scores = pooled(out["claim"], s.start, s.end)
            found = {c for c, x in zip(CLAIMS, scores.tolist(), strict=True) if x > 0}
            hits += len(found & (s.claims | s.maybe))
            guessed += len(found)
            wanted += len(s.claims | (found & s.maybe))
            if s.firmness:
                firm = out["firm"][s.start : s.end].mean(0)
                _count(counts["firm"], FIRMNESS[int(firm.argmax())] == s.firmness)
        for name, labels, marks in (
            ("party", PARTIES, one.report.parties), ("sum", SUMS, one.report.sums),
        ):  # fmt: skip
            for a, b, label in marks:
                _count(counts[name], labels[int(out[name][a:b].mean(0).argmax())] == label)
        for a, b, inside in one.report.items:
            _count(counts["item"], bool(out["item"][a:b].mean() > 0) == inside)
    scores_by_task = {name: right / max(1, all_) for name, (right, all_) in counts.items()}
    return {"claim F1": 2 * hits / max(1, guessed + wanted), **scores_by_task}


def _count(tally: list[int], right: bool) -> None:
    tally[0] += right
    tally[1] += 1


def cross_validate(encoded: list[Encoded], folds: int = 4) -> dict[str, float]:
    """Return the mean measures over folds of the corpus."""
    found = []
    for fold in range(folds):
        held = encoded[fold::folds]
        rest = [e for i, e in enumerate(encoded) if i % folds != fold]
        found.append(measure(learn(rest), held))
    return {name: sum(f[name] for f in found) / folds for name in found[0]}


def main() -> None:
    """Run the command line."""
    from training.train import averaged_model

    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("data", "checkpoint", "base", "corpus", "output"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=4)
    options = parser.parse_args()
    torch.set_num_threads(1)
    model, _ = averaged_model(options.data, options.checkpoint)
    subtokens = Subtokens(options.base / "tokenizer.json")
    encoded = [encode(model, subtokens, r) for r in read_reports(options.corpus)]
    if options.folds:
        print(cross_validate(encoded, options.folds))
    torch.save(learn(encoded).state_dict(), options.output)


if __name__ == "__main__":
    main()
