"""Reading of the package's own tables (CSV with ``;`` between fields, ``|`` inside them)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of ``data/<name>`` by column name; lines that begin with ``#`` are comments."""
    text = files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    for row in csv.DictReader(lines, delimiter=";", quoting=csv.QUOTE_NONE):
        yield {column: value or "" for column, value in row.items() if column}


def parts(field: str) -> list[str]:
    """The values of a field that holds several, set apart by ``|``."""
    return [part for part in field.split("|") if part]
