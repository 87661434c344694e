"""Arguments in, exit status out: 0 all well, 1 something refused or under its floor, 2 misuse."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from dealtrace.analysis.values import AnalysisError
from dealtrace.cli.arguments import parser
from dealtrace.cli.messages import Fatal, complain
from dealtrace.exports.errors import ExportError
from dealtrace.knowledge.official import OfficialError
from dealtrace.register.errors import RegisterError

INTERRUPTED = 130
_WRITTEN = ("output", "html", "pdf", "picture")  # the options that name a file to write
_DATABASE = b"SQLite format 3\0"  # how each begins
# New objects before the next search for garbage: the tables make very many, all of them to stay,
# and Python's own 700 would spend a fifth of the start on searching them.
_COLLECT_AFTER = 50_000


def run(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; argparse ends the process on misuse (2)."""
    _open_closed_streams()
    takes = parser()
    arguments = takes.parse_args(argv)
    _refuse_no_days(takes, arguments)
    gc.set_threshold(_COLLECT_AFTER)
    _make_streams_lenient()
    try:
        _spare_databases(arguments)
        return _dispatch(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output (``head``, a pager) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (Fatal, RegisterError, AnalysisError, OfficialError, ExportError) as error:
        return complain(str(error))
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        return complain(f"{name}{error.strerror or error}")


def _refuse_no_days(takes: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    """End the process where no day is wanted: an empty list would look like an answer."""
    since, until = (getattr(arguments, name, None) for name in ("since", "until"))
    if since is not None and until is not None and since > until:
        takes.error(f"--since {since} is after --until {until}: there is no day between them")


def _spare_databases(arguments: argparse.Namespace) -> None:
    """Refuse to write an output over a database: it may be the register that it is made from."""
    for name in _WRITTEN:
        file: Path | None = getattr(arguments, name, None)
        if file is None or not file.is_file():
            continue
        with file.open("rb") as opened:
            if opened.read(len(_DATABASE)) == _DATABASE:
                raise Fatal(f"{file}: a database, such as a register; name another file")


def _open_closed_streams() -> None:
    """Send to nowhere what would go to a stream that the caller has closed (``>&-``)."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115


def _make_streams_lenient() -> None:
    """Replace what the terminal's encoding lacks instead of failing on it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")


def _dispatch(arguments: argparse.Namespace) -> int:
    """Run the command's module, which is imported now, so that no command pays for another."""
    return int(import_module(arguments.module).run(arguments))
