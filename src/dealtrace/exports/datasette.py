"""Metadata with which Datasette shows a register: titles, columns explained, facets, queries.

https://docs.datasette.io/ ``datasette dealtrace.db --metadata metadata.json``. It describes the
register's own file, so that filters and days don't matter to it.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, BinaryIO

import yaml
from sqlalchemy import inspect

from dealtrace import __version__
from dealtrace.exports.errors import ExportError
from dealtrace.exports.tables.dictionary import tables
from dealtrace.register.streams import Stream

Json = dict[str, Any]
_KEPT = ("title", "description", "sort_desc", "facets", "label_column")


def write(stream: Stream, file: BinaryIO) -> Counter[str]:
    """Write the metadata. Raises :class:`ExportError` where the register is no SQLite file."""
    url = stream.connection.engine.url
    if url.get_backend_name() != "sqlite" or not url.database:
        raise ExportError(
            "Datasette opens SQLite files; make one of this register: dealtrace backup FILE"
        )
    made = _metadata(Path(url.database).stem, _columns(stream))
    file.write(json.dumps(made, indent=1, ensure_ascii=False).encode() + b"\n")
    own = made["databases"][Path(url.database).stem]
    return Counter({"table": len(own["tables"]), "query": len(own["queries"])})


def _columns(stream: Stream) -> dict[str, list[str]]:
    """The columns that each table and view has."""
    found = inspect(stream.connection)
    names = [*found.get_table_names(), *found.get_view_names()]
    return {name: [column["name"] for column in found.get_columns(name)] for name in names}


def _metadata(database: str, columns: dict[str, list[str]]) -> Json:
    data = _data()
    described = {name: _table(table, columns[name]) for name, table in data["tables"].items()}
    hidden = {name: {"hidden": True} for name in data["hidden"] if name in columns}
    return {
        "title": data["title"],
        "description": data["description"],
        "source": f"dealtrace {__version__}",
        "databases": {
            database: {
                "title": data["title"],
                "tables": {**described, **hidden},
                "queries": data["queries"],
            }
        },
    }


def _table(table: Json, columns: list[str]) -> Json:
    known = {f.name: f.description for f in tables()[table["as"]].fields} if "as" in table else {}
    known |= table.get("columns", {})
    return {
        **{name: table[name] for name in _KEPT if name in table},
        "columns": {name: known[name] for name in columns if name in known},
    }


@cache
def _data() -> Json:
    path = resources.files("dealtrace.exports") / "datasette.yaml"
    return dict(yaml.safe_load(path.read_text("utf-8")))
