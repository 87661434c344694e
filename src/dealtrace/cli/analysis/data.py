"""``dealtrace data``: take over official files, and list the tables that analyses rest on."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from rich.text import Text

from dealtrace.cli import layout
from dealtrace.cli.register import printing
from dealtrace.display import wording
from dealtrace.knowledge import official, series


def run(arguments: argparse.Namespace) -> int:
    """Take over the files, or list what there is."""
    if arguments.part == "list":
        return _list(arguments)
    for file in arguments.files:
        _update(file, arguments.json)
    return 0


def _update(file: Path, as_json: bool) -> None:
    found, written = series.take_over(file, dt.date.today())
    if as_json:
        told = {"file": str(file), "publisher": found.publisher, "values": found.count}
        printing.print_json([{**told, "tables": [str(path) for path in written]}])
        return
    names = wording.listed(sorted(found.values))
    words = f"{file}: {found.count:,} values from {found.publisher} ({names})"
    layout.show(layout.say(words), sys.stdout)


def _list(arguments: argparse.Namespace) -> int:
    tables = [layer for name in official.INDICATORS for layer in series.layers(name)]
    if arguments.json:
        printing.print_json(
            {
                "indicator": one.indicator,
                "source": one.source,
                "taken": one.taken,
                "keys": len(one.values),
                "first": one.span[0],
                "last": one.span[1],
            }
            for one in tables
        )
        return 0
    table = layout.listing()
    for name in ("What", "From", "To", "Series", "Source"):
        table.add_column(name, justify="right" if name == "Series" else "left")
    for one in tables:
        source = wording.clean(one.source) + (f", taken over {one.taken}" if one.taken else "")
        table.add_row(one.indicator, *one.span, f"{len(one.values):,}", source)
    layout.show(table, sys.stdout)
    layout.show(Text("the upper of two of one kind counts", "dim"), sys.stdout)
    return 0
