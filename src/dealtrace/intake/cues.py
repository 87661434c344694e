"""The wording of ``cues.yaml``, compiled: which kind of aside a line is, by what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from dealtrace.intake.report import AsideKind

_MAX_CHARACTERS = 1000


@dataclass(frozen=True, slots=True)
class Cue:
    """Patterns of one kind of aside, and the most words a line of it may have."""

    kind: AsideKind
    max_words: int
    match: re.Pattern[str]
    search: re.Pattern[str] | None


@cache
def cues() -> tuple[Cue, ...]:
    """The cues in the order of the file, which is the order in which they are tried."""
    raw = yaml.safe_load((files(__package__) / "cues.yaml").read_text(encoding="utf-8"))
    return tuple(
        Cue(AsideKind(kind), entry["max_words"], _any(entry["match"]), _any(entry.get("search")))
        for kind, entry in raw.items()
    )


def kind_by_wording(text: str) -> AsideKind | None:
    """The kind of aside the line's wording shows it to be, None if it shows nothing."""
    if len(text) > _MAX_CHARACTERS:
        return None
    words = len(text.split())
    for cue in cues():
        if words <= cue.max_words and _fits(cue, text):
            return cue.kind
    return None


def _fits(cue: Cue, text: str) -> bool:
    return bool(cue.match.match(text) or (cue.search and cue.search.search(text)))


def _any(patterns: list[str] | None) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns or ["(?!)"]), re.IGNORECASE)
