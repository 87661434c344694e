"""The figures under which an evaluation fails, pinned in ``floors.yaml`` with the corpus's hash.

The file holds per split the hash of the corpus they were reached on, the floors, and a history of
changes with their reasons. A floor goes down only where that is asked for.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from dealtrace.evaluation.corpus import CorpusError
from dealtrace.evaluation.tally import GROUPS, Tally

_UNIT = 1000  # floors are kept to three digits
_SLACK = 0.005  # processors round differently in int8, and a figure may move a little with that


@dataclass(frozen=True, slots=True)
class Floors:
    """Floors by metric, the hash of the corpus they belong to, and why they are what they are."""

    sha256: str
    floors: Mapping[str, float]
    history: tuple[Mapping[str, Any], ...] = field(default=())

    def broken(self, reached: Mapping[str, float]) -> list[str]:
        """Return the metrics that are under their floor; one that isn't reached at all is."""
        return [name for name, floor in self.floors.items() if reached.get(name, 0.0) < floor]


def metrics(tally: Tally) -> dict[str, float]:
    """Return the figures that have floors, rounded down to three digits; 0 where none is defined.

    The totals of the groups, and the precision of deals and claims: wrong is worse than missing.
    """
    figures = {f"{group} F1": tally.group(group).f1 for group in GROUPS}
    figures |= {f"{kind} precision": tally[kind].precision for kind in ("deal", "claim")}
    return {name: _rounded_down(value or 0.0) for name, value in figures.items()}


def _rounded_down(value: float) -> float:
    return math.floor(value * _UNIT + 1e-9) / _UNIT


def load(file: Path, split: str) -> Floors | None:
    """Return the floors of one split, None where none are pinned. Raises ``CorpusError``."""
    entry = _contents(file).get(split)
    if entry is None:
        return None
    try:
        return Floors(entry["sha256"], dict(entry["floors"]), tuple(entry.get("history", ())))
    except (KeyError, TypeError, ValueError) as error:
        raise CorpusError(f"{file}: {split} is no entry of floors: {error!r}") from None


def _contents(file: Path) -> dict[str, Any]:
    try:
        contents = yaml.safe_load(file.read_text("utf-8")) if file.is_file() else {}
    except yaml.YAMLError as error:
        raise CorpusError(f"{file}: is no YAML: {error}") from None
    if not isinstance(contents, dict):
        raise CorpusError(f"{file}: should map each split to its floors")
    return contents


def updated(
    old: Floors | None, reached: Mapping[str, float], sha256: str, reason: str, lower: bool
) -> Floors:
    """Return floors raised to just under what is reached; lowered too where ``lower`` allows it."""
    before = dict(old.floors) if old else {}
    wanted = {name: _rounded_down(max(0.0, value - _SLACK)) for name, value in reached.items()}
    after = {
        name: value if lower else max(value, before.get(name, 0.0))
        for name, value in wanted.items()
    }
    changes = {
        name: [before.get(name), value]
        for name, value in after.items()
        if value != before.get(name)
    }
    record = {"date": dt.date.today().isoformat(), "reason": reason, "changes": changes}
    new = old or Floors(sha256, {})
    return replace(new, sha256=sha256, floors=after, history=(*new.history, record))


def save(file: Path, split: str, floors: Floors) -> None:
    """Write the floors of one split into the file, beside those of the others."""
    entry = {
        "sha256": floors.sha256,
        "floors": dict(floors.floors),
        "history": [dict(record) for record in floors.history],
    }
    contents = {**_contents(file), split: entry}
    file.write_text(yaml.safe_dump(contents, sort_keys=False, allow_unicode=True), "utf-8")
