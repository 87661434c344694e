"""The merge set as tellings: from its labels, or read from its texts."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dealtrace.evaluation import merge_set
from dealtrace.evaluation.merging import Mention, aligned
from dealtrace.register.model import ReportRef, Telling
from dealtrace.register.tellings import tellings

Label = dict[str, Any]

_EXTRA = 1000  # places of deals that were read but not labelled


@dataclass(frozen=True, slots=True)
class MergeSet:
    """Tellings, the mention each is (report id and place), and the labelled cluster of each."""

    tellings: list[Telling]
    mentions: list[Mention]
    gold: dict[Mention, str]


def labelled(folder: Path) -> MergeSet:
    """Return the deals as labelled, those of ``tellings-*.jsonl`` too, which have no texts."""
    made = MergeSet([], [], {})
    untold = (
        json.loads(line)
        for path in sorted(folder.glob("tellings-*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    )
    for label in [*merge_set.load(folder).labels.values(), *untold]:
        report = {"publisher": label["publisher"], "published": label["published"]}
        for telling in tellings(_ref(report, label["id"]), merge_set.as_reading(label)):
            made.tellings.append(telling)
            made.mentions.append((label["id"], telling.position))
        _note_gold(made, label)
    return made


def as_read(folder: Path, read: Callable[[Path], dict[str, Any]]) -> MergeSet:
    """Return the deals as ``read`` finds them in the texts, paired with the labelled ones.

    A mention is named by the place of the labelled deal; what was read too much has places from
    1000 on.
    """
    made = MergeSet([], [], {})
    labels = merge_set.load(folder)
    for name, label in labels.labels.items():
        reading = read(labels.path(name))
        pairing = aligned(label["deals"], reading["deals"])
        place_of = {j: i for i, j in pairing.pairs}
        for telling in tellings(_ref(reading["report"], reading["report"]["id"]), reading):
            made.tellings.append(telling)
            place = place_of.get(telling.position, _EXTRA + telling.position)
            made.mentions.append((name, place))
        _note_gold(made, label)
    return made


def _note_gold(made: MergeSet, label: Label) -> None:
    for place, deal in enumerate(label["deals"]):
        made.gold[label["id"], place] = deal["cluster"]


def _ref(report: dict[str, Any], key: str) -> ReportRef:
    published = report["published"]
    day = dt.date.fromisoformat(published) if published else None
    return ReportRef(key, day, report["publisher"], text_key=key)
