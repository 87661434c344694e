"""What an analysis comes to on a page: tables, notes, and maybe a chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dealtrace.display import wording
from dealtrace.register.model import Json


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads somewhere within the desk."""

    words: str
    address: str


Cell = str | Link


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table; ``numbers`` are the columns set flush right."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    numbers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Analysis:
    """The result itself, for programs, and what a page shows of it; ``chart`` is a Vega-Lite
    specification, ``notes`` are sentences."""

    result: Any
    title: str
    sheets: Sequence[Sheet] = ()
    notes: Sequence[str] = ()
    chart: Json | None = None


def sheet(
    title: str, columns: str, rows: Iterable[Sequence[Cell]], numbers: str = ""
) -> list[Sheet]:
    """Return a table in a list, or none without rows; names of columns stand between bars."""
    listed = [[_plain(cell) for cell in row] for row in rows]
    right = frozenset(numbers.split("|"))
    return [Sheet(title, columns.split("|"), listed, right)] if listed else []


def _plain(cell: Cell) -> Cell:
    return wording.clean(cell) if isinstance(cell, str) else cell


def deal(name: str, words: str | None = None) -> Link:
    """Return a link to a deal."""
    return Link(wording.clean(words or name), f"/deals/{name}")
