"""JSON and CSV of what the register answers, safe to print whatever the reports contain."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Any

from dealtrace.analysis.values import to_json
from dealtrace.claims import wire
from dealtrace.display import tables


def print_json(objects: Iterable[Any]) -> None:
    """Print objects (dataclasses, or what JSON knows) one a line."""
    for one in objects:
        print(wire.dump(to_json(one)), flush=True)


def print_csv(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print a table as CSV, safe to open in a spreadsheet."""
    tables.write_csv(sys.stdout, names, rows)
    sys.stdout.flush()
