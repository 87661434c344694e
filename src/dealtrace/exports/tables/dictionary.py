"""The data dictionary: which tables and columns there are, and what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A column: ``type`` is one of Frictionless Table Schema, ``refers`` a table and its column."""

    name: str
    type: str
    description: str
    required: bool = False
    enum: tuple[str, ...] = ()
    pattern: str | None = None
    refers: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``key`` names the columns that together identify a row."""

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]

    @property
    def names(self) -> list[str]:
        """The names of its columns, in order."""
        return [field.name for field in self.fields]


@cache
def tables() -> dict[str, Table]:
    """Return the tables by name, in the order in which they are written."""
    path = resources.files("dealtrace.exports.tables") / "dictionary.yaml"
    data = yaml.safe_load(path.read_text("utf-8"))
    return {one["name"]: _table(one, data) for one in data["tables"]}


def _table(one: Json, data: Json) -> Table:
    fields = tuple(_field(*field, data=data) for field in one["fields"])
    return Table(one["name"], one["title"], one["description"], tuple(one["key"]), fields)


def _field(name: str, kind: str, words: str, more: Json | None = None, *, data: Json) -> Field:
    more = more or {}
    refers = more["from"].split(".") if "from" in more else None
    return Field(
        name,
        kind,
        words,
        more.get("required", False),
        tuple(data["vocabularies"][more["enum"]]) if "enum" in more else (),
        data["patterns"][more["pattern"]] if "pattern" in more else None,
        (refers[0], refers[1]) if refers else None,
    )
