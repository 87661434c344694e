"""The command that hands the register on."""

from __future__ import annotations

from pathlib import Path

from dealtrace.cli.arguments.kinds import Commands
from dealtrace.cli.arguments.register import add_as_of, add_deal_filters, command

FORMATS = (
    "csv",
    "parquet",
    "jsonl",
    "ftm",
    "plover",
    "polecat",
    "graphml",
    "gexf",
    "stix",
    "datasette",
)


def add_to(commands: Commands) -> None:
    """Add the command."""
    export = command(commands, "export", "export", "write the register in a format of others")
    export.add_argument("format", choices=FORMATS, metavar="FORMAT", help=", ".join(FORMATS))
    export.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="where to; csv and parquet: a folder, or a file that ends with .zip "
        "(default: standard output, for formats of one file)",
    )
    add_deal_filters(export)
    add_as_of(export)
