"""The labelled merge set on disk: ``merge/SPLIT/labels-*.jsonl`` and ``merge/SPLIT/texts/ID.txt``.

A line of labels is a report with its deals; each deal names the ``cluster`` of all that tell of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dealtrace.evaluation.corpus import CorpusError, sha256_of
from dealtrace.evaluation.matching import Fact

_KEYS = (
    *("supplier", "recipient", "kind", "items", "value", "stage", "stage_date", "hedged", "says"),
)


@dataclass(frozen=True, slots=True)
class MergeSet:
    """Labels by report id, and the folder that holds the texts."""

    folder: Path
    labels: Mapping[str, Fact]

    def path(self, report: str) -> Path:
        """Return the file that holds the text of the report with this id."""
        return self.folder / "texts" / f"{report}.txt"

    @property
    def paths(self) -> list[Path]:
        """The files of all texts, in the order of the labels."""
        return [self.path(report) for report in self.labels]

    def sha256(self) -> str:
        """Return one hash over all labels and texts, which any change to them changes."""
        return sha256_of([*sorted(self.folder.glob("labels-*.jsonl")), *sorted(self.paths)])


def load(folder: Path) -> MergeSet:
    """Read the labels in ``folder``, by file and line. Raises ``CorpusError``."""
    files = sorted(folder.glob("labels-*.jsonl"))
    if not files:
        raise CorpusError(f"{folder}: no labels-*.jsonl here; name the corpus with --corpus")
    found: dict[str, Fact] = {}
    for file in files:
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            try:
                label = json.loads(line)
                found[label["id"]] = label
            except (ValueError, KeyError, TypeError) as error:
                raise CorpusError(f"{file}:{number}: is no label: {error!r}") from None
    return MergeSet(folder, found)


def as_reading(label: Fact) -> Fact:
    """Return a labelled report as a reader would give it if it found just what is labelled.

    The keys are those of ``dealtrace read --json``; each deal has one claim, told by the origins
    that the label names.
    """
    deals = label["deals"]
    return {
        "deals": [_deal(deal, f"c{number}") for number, deal in enumerate(deals, 1)],
        "credits": [],
        "claims": [_claim(deal, f"c{number}") for number, deal in enumerate(deals, 1)],
        "roles": [],
    }


def _deal(deal: Fact, claim: str) -> Fact:
    ways = [{"terms": None, **way, "claims": [claim]} for way in deal["financing"]]
    return {**{key: deal[key] for key in _KEYS}, "financing": ways, "claims": [claim]}


def _claim(deal: Fact, number: str) -> Fact:
    sides: dict[str, Sequence[str]] = {s: deal[s] for s in ("supplier", "recipient")}
    return {
        "id": number,
        "type": "transfer",
        "roles": {
            side: [{"name": code, "entity": code, "code": code} for code in codes]
            for side, codes in sides.items()
        },
        "items": deal["items"],
        "money": {**deal["value"], "text": ""} if deal["value"] else None,
        "time": None,
        "place": None,
        "stage": deal["stage"],
        "modality": "planned" if deal["hedged"] else "asserted",
        "attribution": [
            {"source": name, "kind": "publisher", "cue": None} for name in deal["rests_on"]
        ],
        "evidence": [{"start": 0, "end": 0, "text": ""}],
        "score": 1.0,
    }
