"""The documentation's page with the data dictionary, made from the dictionary itself.

``python -m tests.exports.dictionary_page`` brings it up to date.
"""

from __future__ import annotations

from pathlib import Path

from dealtrace.exports.tables.dictionary import Field, Table, tables

PAGE = Path(__file__).parents[2] / "docs" / "data-dictionary.md"
HEAD = """# Data dictionary

The tables of `dealtrace export csv` and `dealtrace export parquet`. Each export describes them the
same way in its `datapackage.json`; how they are written: [Exports](exports.md#csv-and-parquet).
A column that is not marked as *always* may be empty.

**Values in dispute.** Columns of `deals` and `items` have the value preferred; where another is
told, `disputed` is true. The table `values` has all of them, each with who says it, the reports,
its grade and its sentence; `rank` 1 is the one preferred. None is left out.
"""


def page() -> str:
    """Return the page."""
    return "\n".join([HEAD, *map(_table, tables().values())])


def _table(table: Table) -> str:
    lines = [f"## {table.name}", "", table.description, "", "| column | type | what it is |",
             "| --- | --- | --- |", *map(_line, table.fields), ""]  # fmt: skip
    return "\n".join(lines)


def _line(field: Field) -> str:
    words = field.description.replace("|", "\\|")
    more = [f"One of: {', '.join(field.enum)}."] if field.enum else []
    more += [f"Refers to `{'.'.join(field.refers)}`."] if field.refers else []
    more += ["*Always.*"] if field.required else []
    return f"| `{field.name}` | {field.type} | {' '.join([words, *more])} |"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
