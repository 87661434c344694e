"""The labelled merge set as tellings: from its labels, or read from its texts."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dealtrace.evaluation.merging import Mention, aligned
from dealtrace.register.model import ReportRef, Telling
from dealtrace.register.tellings import tellings

Label = dict[str, Any]


@dataclass(frozen=True, slots=True)
class MergeSet:
    """Tellings, the mention each is (report id and place), and the labelled cluster of each."""

    tellings: list[Telling]
    mentions: list[Mention]
    gold: dict[Mention, str]


def labels(folder: Path) -> Iterator[Label]:
    """Yield the labelled reports of a folder, by file and line."""
    for path in sorted(folder.glob("labels-*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            yield json.loads(line)


def labelled(folder: Path) -> MergeSet:
    """Return the deals as labelled."""
    made = MergeSet([], [], {})
    for label in labels(folder):
        ref = _ref(label, label["id"], label["published"])
        for place, deal in enumerate(label["deals"]):
            chain = tuple({"source": name, "kind": "publisher"} for name in deal["rests_on"])
            made.tellings.append(Telling(ref, place, {"claims": [], **deal}, (chain,)))
            made.mentions.append((label["id"], place))
            made.gold[label["id"], place] = deal["cluster"]
    return made


def as_read(folder: Path, read: Callable[[Path], dict[str, Any]]) -> MergeSet:
    """Return the deals as ``read`` finds them in the texts, paired with the labelled ones.

    A mention is named by the place of the labelled deal; what was read too much has places from
    1000 on.
    """
    made = MergeSet([], [], {})
    for label in labels(folder):
        reading = read(folder / "texts" / f"{label['id']}.txt")
        report = reading["report"]
        found = tellings(_ref(report, report["id"], report["published"]), reading)
        pairing = aligned(label["deals"], [t.deal for t in found])
        place_of = {j: i for i, j in pairing.pairs}
        for j, telling in enumerate(found):
            made.tellings.append(telling)
            made.mentions.append((label["id"], place_of.get(j, 1000 + j)))
        for i, deal in enumerate(label["deals"]):
            made.gold[label["id"], i] = deal["cluster"]
    return made


def _ref(source: dict[str, Any], key: str, published: str | None) -> ReportRef:
    day = dt.date.fromisoformat(published) if published else None
    return ReportRef(key, day, source["publisher"], text_key=key)
