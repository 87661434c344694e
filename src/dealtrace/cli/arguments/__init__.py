"""What the command line takes: every command with its options, and the module that runs it."""

from __future__ import annotations

import argparse

from dealtrace import __version__
from dealtrace.cli.arguments import analysing, deciding, exporting, reading, register, serving

_DESCRIPTION = (
    "Read reports about arms deals: who says what, how firmly, and in which sentence; and keep "
    "them in a register, one dossier for each deal."
)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; the docs' command page is checked against it.

    Each command leaves the name of the module that runs it in ``module``.
    """
    top = argparse.ArgumentParser(prog="dealtrace", description=_DESCRIPTION)
    top.add_argument("--version", action="version", version=f"dealtrace {__version__}")
    register.add_register(top, default=None)
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for part in (reading, register, analysing, deciding, exporting, serving):
        part.add_to(commands)
    return top
