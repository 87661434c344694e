"""``dealtrace eval --merging``: add the merge set to a fresh register and score its deals."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from rich.table import Table

from dealtrace.claims import wire
from dealtrace.claims.documents import outcomes
from dealtrace.claims.model import Reading
from dealtrace.cli import layout
from dealtrace.cli.evaluate import judge
from dealtrace.cli.messages import complain
from dealtrace.cli.progress import Progress
from dealtrace.evaluation import floors, merge_set
from dealtrace.evaluation.corpus import CorpusError
from dealtrace.evaluation.matching import Fact
from dealtrace.evaluation.merge_set import MergeSet
from dealtrace.evaluation.merging import BCubed, Mention, aligned, b_cubed
from dealtrace.intake.report import Report
from dealtrace.intake.sources import open_sources

Added = Iterable[tuple[str, Report, Fact]]
"""Labels' ids, reports, and what was read from them."""

_EXTRA = 1000  # places of deals that were read but not labelled


def run(arguments: argparse.Namespace) -> int:
    """Score one split and compare with its floors; 1 under a floor or without a sound merge set."""
    if arguments.update_floors and not arguments.reason:
        return complain("--update-floors needs --reason TEXT, which is kept with the floors")
    try:
        return _run(arguments, merge_set.load(arguments.corpus / "merge" / arguments.split))
    except CorpusError as error:
        return complain(str(error))


def _run(arguments: argparse.Namespace, labelled: MergeSet) -> int:
    name, file = f"merging {arguments.split}", arguments.corpus / "floors.yaml"
    pinned = floors.load(file, name)
    scores = score(labelled, arguments.jobs)
    reached = {f"{what} B3 F1": int(one.f1 * 1000 + 1e-9) / 1000 for what, one in scores.items()}
    if arguments.json:
        print(json.dumps({"scores": {w: _figures(s) for w, s in scores.items()}}))
    else:
        layout.show(_table(scores, pinned.floors if pinned else {}), sys.stdout)
    if arguments.update_floors:
        pinned = floors.updated(
            pinned, reached, labelled.sha256(), arguments.reason, arguments.lower
        )
        floors.save(file, name, pinned)
    return judge(arguments.split, labelled, pinned, reached)


def score(labelled: MergeSet, jobs: int = 1) -> dict[str, BCubed]:
    """Return B-cubed of the deals as labelled and as read from the texts.

    ``from text`` counts every labelled deal; ``from text, deals read`` those that were read.
    """
    gold = {
        (key, place): deal["cluster"]
        for key, label in labelled.labels.items()
        for place, deal in enumerate(label["deals"])
    }
    by_labels = merged(labelled, _as_labelled(labelled))
    by_text = merged(labelled, _as_read(labelled, jobs))
    read = {mention: cluster for mention, cluster in gold.items() if mention in by_text}
    return {
        "from labels": b_cubed(gold, by_labels),
        "from text, deals read": b_cubed(read, by_text),
        "from text": b_cubed(gold, by_text),
    }


def merged(labelled: MergeSet, reports: Added) -> dict[Mention, str]:
    """Add reports to a register of their own; return the deal each of their deals came to."""
    from dealtrace.register.adding import add
    from dealtrace.register.deal_lists import deals_told
    from dealtrace.register.store import Register

    places: dict[tuple[str, int], Mention] = {}
    with tempfile.TemporaryDirectory() as folder:
        register = Register.open(str(Path(folder) / "merging.db"), create=True)
        for name, report, reading in reports:
            add(register, report, reading)
            pairing = aligned(labelled.labels[name]["deals"], reading["deals"])
            own = {j: i for i, j in pairing.pairs}
            for j in range(len(reading["deals"])):
                places[report.id, j] = (name, own.get(j, _EXTRA + j))
        with register.reading() as connection:
            told = deals_told(connection)
        register.close()
    return {places[one]: deal for one, deal in told.items()}


def _as_labelled(labelled: MergeSet) -> Iterator[tuple[str, Report, Fact]]:
    for name, label in labelled.labels.items():
        text = labelled.path(name).read_text("utf-8")
        day = dt.date.fromisoformat(label["published"])
        report = Report(text, url=label["url"], publisher=label["publisher"], published=day)
        yield name, report, merge_set.as_reading(label)


def _as_read(labelled: MergeSet, jobs: int) -> Iterator[tuple[str, Report, Fact]]:
    with Progress(len(labelled.labels)) as progress:
        read = progress.watch(outcomes(open_sources(labelled.paths), jobs))
        for name, outcome in zip(labelled.labels, read, strict=True):
            if isinstance(outcome, Reading):
                yield name, outcome.report, wire.to_json(outcome)
            else:
                complain(str(outcome))


def _figures(one: BCubed) -> Fact:
    return {"precision": one.precision, "recall": one.recall, "f1": one.f1}


def _table(scores: Mapping[str, BCubed], pinned: Mapping[str, float]) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in ("merging", "precision", "recall", "B³ F1", "floor"):
        table.add_column(column, justify="left" if column == "merging" else "right")
    for what, one in scores.items():
        floor = pinned.get(f"{what} B3 F1")
        table.add_row(
            what,
            *(f"{value:.3f}" for value in (one.precision, one.recall, one.f1)),
            "–" if floor is None else f"{floor:.3f}",
            style="red" if floor is not None and one.f1 < floor else None,
        )
    return table
