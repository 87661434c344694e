"""The formats there are. Each has its own module, which is loaded when it is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from dealtrace.exports.errors import ExportError
from dealtrace.register.streams import Stream

Write = Callable[[Stream, BinaryIO], Counter[str]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format in one file: the module and function that write it."""

    module: str
    function: str = "write"

    def write(self, stream: Stream, file: BinaryIO) -> Counter[str]:
        """Write all that is wanted into a file; returns how many there are of each kind."""
        made: Write = getattr(import_module(f"dealtrace.exports.{self.module}"), self.function)
        return made(stream, file)


FILES = {
    "jsonl": Format("lines"),
    "ftm": Format("ftm"),
    "plover": Format("plover"),
    "polecat": Format("plover", "write_polecat"),
    "graphml": Format("graphs", "write_graphml"),
    "gexf": Format("graphs", "write_gexf"),
    "stix": Format("stix"),
    "datasette": Format("datasette"),
}
"""Formats of one file, which standard output can be."""

TABLES = {"csv": "CsvFile", "parquet": "ParquetFile"}
"""Formats of many files, a folder or a ZIP file, with the class that writes one."""


def write(format_: str, stream: Stream, target: Path) -> Counter[str]:
    """Write an export into ``target``; a file that was there stays until the new one is whole, and
    a device or pipe (``/dev/stdout``) is written to as it is.

    Returns how many there are of each kind. Raises :class:`ExportError`.
    """
    if format_ in TABLES:
        from dealtrace.exports.tables import files, package

        return package.write(stream, target, getattr(files, TABLES[format_]))
    if target.is_dir():
        raise ExportError(f"{target}: a folder; {format_} is one file")
    if not target.parent.is_dir():
        raise ExportError(f"{target}: there is no folder {target.parent}")
    if target.exists() and not target.is_file():
        with target.open("wb") as file:
            return FILES[format_].write(stream, file)
    return _whole(FILES[format_], stream, target.resolve())


def _whole(format_: Format, stream: Stream, target: Path) -> Counter[str]:
    passing = target.with_name(f".{target.name}.part")
    try:
        with passing.open("wb") as file:
            counts = format_.write(stream, file)
        passing.replace(target)
    finally:
        passing.unlink(missing_ok=True)
    return counts
