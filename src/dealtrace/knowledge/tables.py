"""Reading of the package's own tables (CSV with ``;`` between fields, ``|`` inside them)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files
from itertools import zip_longest


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of ``data/<name>`` by column name; lines that begin with ``#`` are comments."""
    text = files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    # csv.DictReader takes twice as long, and the tables are most of what a start waits for
    table = csv.reader(lines, delimiter=";", quoting=csv.QUOTE_NONE)
    columns = next(table)
    for row in table:
        yield dict(zip_longest(columns, row[: len(columns)], fillvalue=""))


def parts(field: str) -> list[str]:
    """The values of a field that holds several, set apart by ``|``."""
    return [part for part in field.split("|") if part]
