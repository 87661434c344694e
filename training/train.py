"""Trains the model in one continuous run that can be stopped and resumed.

``python -m training.train --data FILE --base DIR --runs DIR --minutes N``

The learning rate warms up, stays constant and decays to nothing over the last part of the given
time (measured in time spent training, resumed runs included). A moving average of the weights is
kept beside them, so that every checkpoint is usable.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor

from dealtrace.language.subtokens import Subtokens
from training.batches import Batch, stack
from training.checkpoints import fitting, restore_optimiser, restored_average
from training.inventory import Inventory
from training.losses import Tables, losses, total, wanted_heads
from training.model import Model, Sizes
from training.prepared import Prepared, load
from training.role_loss import role_tag_table
from training.windows import Encoder, Window

BATCH_SUBTOKENS = 2000
SHARES = {
    "ewt": 0.38,
    "frames": 0.10,
    "gum": 0.05,
    "polnear": 0.34,
    "names": 0.06,
    "timebank": 0.07,
}
"""Share of each corpus in the subtokens read."""

ENCODER_RATE, HEAD_RATE = 1.5e-4, 1.2e-3
WARM_UP_STEPS = 200
DECAY_SHARE = 0.3  # of the time
AVERAGE_EVERY, AVERAGE_KEPT = 4, 0.99  # of the average is kept every few steps
CLIP = 2.0
CHECKPOINT_SECONDS = 300
LOG_STEPS = 20
DEV_WINDOWS = 24  # per corpus, a quick look only


def sizes_of(inventory: Inventory) -> Sizes:
    """Return the model's sizes for the label lists."""
    names = ("upos", "xpos", "lemma", "rel", "ner", "timex", "attr", "rolesets", "srl", "role_tags")
    return Sizes(**{name: len(getattr(inventory, name)) for name in names})


class Feed:
    """Endless batches of one corpus, its windows cut anew on each pass."""

    def __init__(self, encoder: Encoder, prepared: Prepared, corpus: str, seed: int) -> None:
        self.encoder = encoder
        self.documents = prepared.train[corpus]
        self.rng = random.Random(seed)
        self.batches = self._forever()

    def _forever(self) -> Iterator[Batch]:
        while True:
            cuts = list(self.encoder.cut(self.documents, self.rng))
            self.rng.shuffle(cuts)
            for i in range(0, len(cuts), 400):
                yield from self._batches(
                    [self.encoder.window(*cut, self.rng) for cut in cuts[i : i + 400]]
                )

    def _batches(self, windows: list[Window]) -> Iterator[Batch]:
        groups = group_by_length(windows, BATCH_SUBTOKENS)
        self.rng.shuffle(groups)
        for group in groups:
            yield stack(group)


def group_by_length(windows: list[Window], limit: int) -> list[list[Window]]:
    """Return groups of windows of like length, each of about ``limit`` subtokens when padded."""
    groups: list[list[Window]] = []
    for window in sorted(windows, key=lambda w: len(w.ids)):
        if groups and (len(groups[-1]) + 1) * len(window.ids) <= limit:
            groups[-1].append(window)
        else:
            groups.append([window])
    return groups


@dataclass
class Progress:
    """How far the run is."""

    step: int = 0
    seconds: float = 0.0
    subtokens: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SHARES, 0))


class Trainer:
    """The state of a run."""

    def __init__(self, data: Path, base: Path, runs: Path, minutes: float) -> None:
        self.prepared = load(data)
        self.runs, self.limit = runs, minutes * 60
        subtokens = Subtokens(base / "tokenizer.json")
        self.encoder = Encoder(self.prepared.inventory, subtokens)
        self.model = Model(sizes_of(self.prepared.inventory))
        self.model.encoder.load_minilm(base / "model.safetensors")
        self.model.encoder.word.weight.requires_grad_(False)
        self.trained = [p for p in self.model.parameters() if p.requires_grad]
        self.average = [p.detach().clone() for p in self.trained]
        self.optimiser = self._optimiser()
        self.progress = Progress()
        self.checkpoint = runs / "checkpoint.pt"

    def _optimiser(self) -> torch.optim.AdamW:
        encoder = [p for p in self.model.encoder.parameters() if p.requires_grad]
        others = [*self.model.heads.parameters(), *self.model.mixes.parameters()]
        groups = [{"params": encoder, "rate": ENCODER_RATE}, {"params": others, "rate": HEAD_RATE}]
        return torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98), weight_decay=0.01, fused=True)

    def run(self) -> None:
        """Train until the time is over."""
        feeds = {
            name: Feed(self.encoder, self.prepared, name, seed=self.progress.step + i)
            for i, name in enumerate(SHARES)
        }
        rng = random.Random(self.progress.step)
        inventory = self.prepared.inventory
        self.tables = Tables(self._label_sets(), role_tag_table(inventory))
        began, before = time.monotonic(), self.progress.seconds
        saved = logged = began
        sums: dict[str, list[float]] = defaultdict(list)
        read = 0
        while self.progress.seconds < self.limit:
            corpus = rng.choices(list(SHARES), list(SHARES.values()))[0]
            batch = next(feeds[corpus].batches)
            for name, loss in self._step(batch).items():
                sums[name].append(loss)
            self.progress.subtokens[corpus] += batch.ids.numel()
            read += batch.ids.numel()
            now = time.monotonic()
            self.progress.seconds = before + now - began
            if self.progress.step % LOG_STEPS == 0:
                self._log(sums, read / (now - logged))
                sums, read, logged = defaultdict(list), 0, now
            if now - saved > CHECKPOINT_SECONDS:
                self.save()
                saved = time.monotonic()
        self.save()

    def _label_sets(self) -> Tensor:
        """Return which labels each set allows, for all sets of the corpora."""
        for part in (self.prepared.train, self.prepared.dev):
            for documents in part.values():
                for document in documents:
                    for labels in set(document.layers.get("ner", [])):
                        self.encoder._label_set(labels)
        rows = self.encoder.label_set_rows()
        allowed = torch.zeros(len(rows), len(self.prepared.inventory.ner), dtype=torch.bool)
        for i, row in enumerate(rows):
            allowed[i, row] = True
        return allowed

    def _step(self, batch: Batch) -> dict[str, float]:
        self.model.train()
        factor = self._rate_factor()
        for group in self.optimiser.param_groups:
            group["lr"] = group["rate"] * factor
        parts = self._losses(batch)
        total(parts).backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.trained, CLIP)
        self.optimiser.step()
        self.optimiser.zero_grad()
        self.progress.step += 1
        if self.progress.step % AVERAGE_EVERY == 0:
            kept = min(AVERAGE_KEPT, self.progress.step / (self.progress.step + 40))
            torch._foreach_lerp_(self.average, [p.detach() for p in self.trained], 1 - kept)
        return {name: float(loss.detach()) for name, loss in parts.items()}

    def _losses(self, batch: Batch) -> dict[str, Tensor]:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            outputs = self.model(
                batch.ids, batch.mask, batch.shapes, batch.first, batch.last, wanted_heads(batch)
            )
            return losses(outputs, batch, self.model.heads, self.tables)

    def _rate_factor(self) -> float:
        warm = min(1.0, (self.progress.step + 1) / WARM_UP_STEPS)
        left = max(0.0, 1 - self.progress.seconds / self.limit)
        return warm * min(1.0, left / DECAY_SHARE)

    def _log(self, sums: dict[str, list[float]], speed: float) -> None:
        means = {name: round(sum(v) / len(v), 4) for name, v in sorted(sums.items())}
        line = {
            "step": self.progress.step,
            "minutes": round(self.progress.seconds / 60, 1),
            "speed": round(speed),
            "read": self.progress.subtokens,
            **means,
        }
        print(json.dumps(line), flush=True)

    def save(self) -> None:
        """Write the checkpoint, first beside its place so that a crash leaves the old one."""
        state = {
            "model": self.model.state_dict(),
            "average": self.average,
            "optimiser": self.optimiser.state_dict(),
            "progress": vars(self.progress),
        }
        fresh = self.checkpoint.with_suffix(".new")
        torch.save(state, fresh)
        os.replace(fresh, self.checkpoint)

    def resume(self) -> None:
        """Go on from the checkpoint, if there is one, with all that still fits of it."""
        if self.checkpoint.exists():
            state = torch.load(self.checkpoint, weights_only=True)
            self.model.load_state_dict(fitting(state, self.model), strict=False)
            self.average = restored_average(state, self.model)
            restore_optimiser(state, self.model, self.optimiser)
            self.progress = Progress(**state["progress"])
            self.progress.subtokens = dict.fromkeys(SHARES, 0) | self.progress.subtokens


def averaged_model(data: Path, checkpoint: Path, average: bool = True) -> tuple[Model, Inventory]:
    """Return the model of a checkpoint with the moving average of its weights, or with its last."""
    prepared = load(data)
    state = torch.load(checkpoint, weights_only=True, mmap=True)
    model = Model(sizes_of(prepared.inventory))
    model.load_state_dict(state["model"])
    if not average:
        return model, prepared.inventory
    model.encoder.word.weight.requires_grad_(False)
    trained = [p for p in model.parameters() if p.requires_grad]
    with torch.no_grad():
        for parameter, mean in zip(trained, state["average"], strict=True):
            parameter.copy_(mean)
    return model, prepared.inventory


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="folder of the starting weights")
    parser.add_argument("--runs", type=Path, required=True)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    options.runs.mkdir(parents=True, exist_ok=True)
    trainer = Trainer(options.data, options.base, options.runs, options.minutes)
    trainer.resume()
    trainer.run()


if __name__ == "__main__":
    main()
