"""``dealtrace eval``: read the labelled corpus, score the readings, hold the figures to floors."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Group
from rich.table import Table

from dealtrace.claims import wire
from dealtrace.claims.documents import outcomes
from dealtrace.cli import layout
from dealtrace.cli.messages import complain
from dealtrace.cli.progress import Progress
from dealtrace.evaluation import corpus, floors
from dealtrace.evaluation.corpus import Corpus, CorpusError
from dealtrace.evaluation.floors import Floors
from dealtrace.evaluation.matching import Fact
from dealtrace.evaluation.merge_set import MergeSet
from dealtrace.evaluation.tally import GROUPS, Count, Tally
from dealtrace.intake.refusal import Refusal
from dealtrace.intake.sources import open_sources

GATED = "test"  # the split whose floors must be there and hold


def run(arguments: argparse.Namespace) -> int:
    """Score one split and compare with its floors; 1 under a floor or without a sound corpus."""
    if arguments.merging:
        from dealtrace.cli import evaluate_merging

        return evaluate_merging.run(arguments)
    if arguments.update_floors and not arguments.reason:
        return complain("--update-floors needs --reason TEXT, which is kept with the floors")
    folder: Path = arguments.corpus / arguments.split
    if arguments.split == "varied" and not folder.is_dir():
        return complain(f"{folder}: no such part; varied is one of the merge set, add --merging")
    try:
        return _run(arguments, corpus.load(folder))
    except CorpusError as error:
        return complain(str(error))


def _run(arguments: argparse.Namespace, labelled: Corpus) -> int:
    file: Path = arguments.corpus / "floors.yaml"
    pinned = floors.load(file, arguments.split)
    tally = corpus.score(labelled, _predictions(labelled, arguments.jobs))
    reached = floors.metrics(tally)
    _show(tally, reached, pinned, arguments.json)
    if arguments.update_floors:
        new = floors.updated(pinned, reached, labelled.sha256(), arguments.reason, arguments.lower)
        floors.save(file, arguments.split, new)
        pinned = new
    return judge(arguments.split, labelled, pinned, reached)


def _predictions(labelled: Corpus, jobs: int) -> Iterator[Fact]:
    with Progress(len(labelled.paths)) as progress:
        for outcome in progress.watch(outcomes(open_sources(labelled.paths), jobs)):
            if isinstance(outcome, Refusal):
                complain(str(outcome))
            else:
                yield wire.to_json(outcome)


def judge(
    split: str, labelled: Corpus | MergeSet, pinned: Floors | None, reached: dict[str, float]
) -> int:
    """Complain of figures under their floors, of floors that are missing or of another corpus."""
    if pinned is None:
        if split != GATED:
            return 0
        return complain(f"{split}: no floors are pinned; pin them with --update-floors")
    status = 0
    if pinned.sha256 != labelled.sha256():
        status = complain(
            f"{labelled.folder}: has changed since its floors were pinned; look at the change, "
            "then pin them anew with --update-floors"
        )
    for name in pinned.broken(reached):
        reach, floor = reached.get(name, 0.0), pinned.floors[name]
        status = complain(f"{name} is {reach:.3f}, under its floor of {floor:.3f}")
    return status


def _show(tally: Tally, reached: dict[str, float], pinned: Floors | None, as_json: bool) -> None:
    if as_json:
        print(json.dumps(_as_json(tally, reached, pinned)))
    else:
        layout.show(Group(_table(tally), _floors_table(reached, pinned)), sys.stdout)


def _as_json(tally: Tally, reached: dict[str, float], pinned: Floors | None) -> Fact:
    return {
        "figures": {name: _figures(count) for name, count in tally.figures()},
        "reached": reached,
        "floors": dict(pinned.floors) if pinned else None,
    }


def _figures(count: Count) -> Fact:
    return {
        "precision": count.precision,
        "recall": count.recall,
        "f1": count.f1,
        "right": count.right,
        "predicted": count.predicted,
        "labelled": count.labelled,
    }


def _table(tally: Tally) -> Table:
    table = _empty_table("", "precision", "recall", "F1", "right", "predicted", "labelled")
    for name, count in tally.figures():
        rates = (count.precision, count.recall, count.f1)
        counts = (count.right, count.predicted, count.labelled)
        total = name in GROUPS
        table.add_row(
            name,
            *("–" if rate is None else f"{rate:.3f}" for rate in rates),
            *map(str, counts),
            style="bold" if total else None,
            end_section=total,
        )
    return table


def _floors_table(reached: dict[str, float], pinned: Floors | None) -> Table:
    table = _empty_table("", "reached", "floor")
    for name, value in reached.items():
        floor = pinned.floors.get(name) if pinned else None
        broken = floor is not None and value < floor
        table.add_row(
            name,
            f"{value:.3f}",
            "–" if floor is None else f"{floor:.3f}",
            style="red" if broken else None,
        )
    return table


def _empty_table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, justify="right" if column else "left")
    return table
