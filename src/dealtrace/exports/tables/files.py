"""Files of one table each, written row by row: CSV and Parquet."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from dealtrace.display.tables import defused
from dealtrace.exports.errors import needed
from dealtrace.exports.tables.dictionary import Field, Table
from dealtrace.exports.text import to_json

_AT_ONCE = 2000  # rows of a Parquet file held before they are written


class TableFile(Protocol):
    """A table being written."""

    def write(self, row: Mapping[str, Any]) -> None:
        """Write one row; what is not among the table's columns raises KeyError."""

    def close(self) -> None:
        """Write what is left."""


Make = Callable[[Path, Table], TableFile]


class CsvFile:
    """A table as CSV (RFC 4180, UTF-8), with nothing in it that a spreadsheet would run."""

    suffix = "csv"

    def __init__(self, path: Path, table: Table) -> None:
        self._names = table.names
        self._file = path.open("w", encoding="utf-8", newline="", errors="replace")
        self._writer = csv.writer(self._file)
        self._writer.writerow(self._names)

    def write(self, row: Mapping[str, Any]) -> None:
        """Write one row."""
        self._writer.writerow([_cell(row[name]) for name in self._names])

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return defused(value)
    if isinstance(value, list):
        return to_json(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:%Y-%m-%dT%H:%M:%SZ}" if isinstance(value, dt.datetime) else value


class ParquetFile:
    """A table as Parquet; each column has its description in its metadata."""

    suffix = "parquet"

    def __init__(self, path: Path, table: Table) -> None:
        self._pa = needed("pyarrow")
        self._schema = self._pa.schema([self._column(field) for field in table.fields])
        self._dates = {field.name for field in table.fields if field.type == "date"}
        self._file = needed("pyarrow.parquet").ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[dict[str, Any]] = []

    def _column(self, field: Field) -> Any:
        pa = self._pa
        kind = {
            "string": pa.string(),
            "integer": pa.int64(),
            "number": pa.float64(),
            "boolean": pa.bool_(),
            "date": pa.date32(),
            "datetime": pa.timestamp("s", "UTC"),
            "array": pa.list_(pa.string()),
        }[field.type]
        return pa.field(
            field.name, kind, not field.required, metadata={"description": field.description}
        )

    def write(self, row: Mapping[str, Any]) -> None:
        """Write one row, together with others."""
        self._rows.append({**row, **{name: _date(row[name]) for name in self._dates}})
        if len(self._rows) >= _AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._file.write_batch(self._pa.RecordBatch.from_pylist(self._rows, self._schema))
            self._rows.clear()

    def close(self) -> None:
        """Write what is left and close the file."""
        self._flush()
        self._file.close()


def _date(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value
