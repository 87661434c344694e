"""Writing all tables with their data dictionary, a Frictionless data package.

https://specs.frictionlessdata.io/tabular-data-package/
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import zipfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dealtrace import __version__
from dealtrace.exports.errors import ExportError
from dealtrace.exports.tables.dictionary import Field, Table, tables
from dealtrace.exports.tables.files import CsvFile, ParquetFile
from dealtrace.exports.tables.rows import rows
from dealtrace.register.streams import Stream

Json = dict[str, Any]
Kind = type[CsvFile] | type[ParquetFile]
DESCRIPTOR = "datapackage.json"

_MEDIA_TYPES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
_EPOCH = (1980, 1, 1, 0, 0, 0)  # of every file in a ZIP, so that the same data are the same file


def write(stream: Stream, target: Path, kind: Kind) -> Counter[str]:
    """Write the tables into a folder, or a ZIP file if ``target`` ends with ``.zip``.

    Returns the number of rows of each table. Raises :class:`ExportError`.
    """
    if target.suffix.lower() != ".zip":
        return _write_folder(stream, _folder(target), kind)
    with TemporaryDirectory(prefix=".dealtrace-", dir=_parent(target)) as passing:
        counts = _write_folder(stream, Path(passing), kind)
        _zip(Path(passing), target)
    return counts


def _folder(target: Path) -> Path:
    if target.exists() and not target.is_dir():
        raise ExportError(f"{target}: a file; name a folder, or a file that ends with .zip")
    _parent(target)
    target.mkdir(exist_ok=True)
    strange = [p.name for p in target.iterdir() if p.name not in _own_names()]
    if strange:
        raise ExportError(f"{target}: holds other files ({strange[0]}); name a new folder")
    for old in target.iterdir():
        old.unlink()
    return target


def _own_names() -> set[str]:
    return {DESCRIPTOR} | {f"{name}.{suffix}" for name in tables() for suffix in _MEDIA_TYPES}


def _parent(target: Path) -> Path:
    if not target.parent.is_dir():
        raise ExportError(f"{target}: there is no folder {target.parent}")
    return target.parent


def _write_folder(stream: Stream, folder: Path, kind: Kind) -> Counter[str]:
    files = {
        name: kind(folder / f"{name}.{kind.suffix}", table) for name, table in tables().items()
    }
    counts: Counter[str] = Counter(dict.fromkeys(tables(), 0))
    try:
        for name, row in rows(stream):
            files[name].write(row)
            counts[name] += 1
    finally:
        for file in files.values():
            file.close()
    about = descriptor(folder, kind.suffix, counts, stream.as_of)
    (folder / DESCRIPTOR).write_text(json.dumps(about, indent=1, ensure_ascii=False), "utf-8")
    return counts


def _zip(folder: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            entry = zipfile.ZipInfo(path.name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as copy:
                while block := source.read(1 << 20):
                    copy.write(block)


def descriptor(folder: Path, suffix: str, counts: Mapping[str, int], as_of: dt.date | None) -> Json:
    """Return the data package's descriptor: the data dictionary, and each file's size and hash."""
    return {
        "profile": "tabular-data-package" if suffix == "csv" else "data-package",
        "name": "dealtrace-register",
        "title": "Arms deals as reported",
        "description": (
            "Arms deals between states as news reports tell them. Each value has who says it, the "
            "reports, a grade on the Admiralty scale and the sentence; values at odds stand beside "
            "each other in the table values. In CSV, a text that a spreadsheet would run as a "
            "formula has an apostrophe before it, and lists are JSON."
        ),
        "created_with": f"dealtrace {__version__}",
        "as_of": (as_of or dt.date.today()).isoformat(),
        "resources": [
            _resource(folder / f"{name}.{suffix}", suffix, table, counts[name])
            for name, table in tables().items()
        ],
    }


def _resource(path: Path, suffix: str, table: Table, count: int) -> Json:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "path": path.name,
        "scheme": "file",
        "format": suffix,
        "mediatype": _MEDIA_TYPES[suffix],
        **({"encoding": "utf-8"} if suffix == "csv" else {}),
        "bytes": path.stat().st_size,
        "hash": f"sha256:{_digest(path)}",
        "rows": count,
        "schema": {
            "fields": [_field(field) for field in table.fields],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "fields": [field.name],
                    "reference": _reference(table, *field.refers),
                }
                for field in table.fields
                if field.refers
            ],
        },
    }


def _reference(table: Table, name: str, column: str) -> Json:
    """Return what a foreign key points at; the specification has "" for the table itself."""
    return {"resource": "" if name == table.name else name, "fields": [column]}


def _field(field: Field) -> Json:
    constraints: Json = {
        **({"required": True} if field.required else {}),
        **({"enum": list(field.enum)} if field.enum else {}),
        **({"pattern": field.pattern} if field.pattern else {}),
    }
    return {
        "name": field.name,
        "type": field.type,
        "description": field.description,
        **({"constraints": constraints} if constraints else {}),
    }


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
