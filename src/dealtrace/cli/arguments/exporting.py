"""The commands that hand the register on."""

from __future__ import annotations

from pathlib import Path

from dealtrace.cli.arguments.kinds import Commands
from dealtrace.cli.arguments.register import DEAL_HELP, add_as_of, add_deal_filters, command

FORMATS = {
    "csv": "tables with a data dictionary",
    "parquet": "the same as Parquet",
    "jsonl": "JSON Lines with all there is",
    "ftm": "FollowTheMoney entities",
    "plover": "PLOVER events",
    "polecat": "the same with POLECAT's columns",
    "graphml": "a network",
    "gexf": "the same for Gephi",
    "stix": "a STIX 2.1 bundle",
    "datasette": "metadata for Datasette",
}
"""The formats of ``dealtrace export``, in words."""


def add_to(commands: Commands) -> None:
    """Add the commands."""
    _add_export(commands)
    _add_dossier(commands)


def _add_export(commands: Commands) -> None:
    export = command(commands, "export", "export", "write the register in a format of others")
    listed = ", ".join(f"{name} ({words})" for name, words in FORMATS.items())
    export.add_argument("format", choices=FORMATS, metavar="FORMAT", help=listed)
    export.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="where to; csv and parquet: a folder, or a file that ends with .zip "
        "(default: standard output, for formats of one file)",
    )
    add_deal_filters(export)
    add_as_of(export)


def _add_dossier(commands: Commands) -> None:
    dossier = command(commands, "dossier", "dossier_file", "write the dossier of a deal for paper")
    dossier.add_argument("deal", metavar="DEAL", help=DEAL_HELP)
    dossier.add_argument("--html", type=Path, metavar="FILE", help="write a page")
    dossier.add_argument("--pdf", type=Path, metavar="FILE", help="write a PDF, A4")
    add_as_of(dossier)
