"""JSON and CSV of what the register answers, safe to print whatever the reports contain."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from dealtrace.claims import wire
from dealtrace.display import tables


def print_json(objects: Iterable[Any]) -> None:
    """Print objects (dataclasses, or what JSON knows) one a line."""
    for one in objects:
        print(wire.dump(plain(one)), flush=True)


def plain(one: Any) -> Any:
    """Return a dataclass and all in it as what JSON knows, days in ISO 8601."""
    if dataclasses.is_dataclass(one) and not isinstance(one, type):
        return {f.name: plain(getattr(one, f.name)) for f in dataclasses.fields(one)}
    if isinstance(one, dict):
        return {key: plain(value) for key, value in one.items()}
    if isinstance(one, (list, tuple)):
        return [plain(value) for value in one]
    return one.isoformat() if isinstance(one, (dt.date, dt.datetime)) else one


def print_csv(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print a table as CSV, safe to open in a spreadsheet."""
    tables.write_csv(sys.stdout, names, rows)
    sys.stdout.flush()
