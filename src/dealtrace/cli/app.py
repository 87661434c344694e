"""Arguments in, exit status out: 0 all well, 1 something refused or under its floor, 2 misuse."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from dealtrace.analysis.values import AnalysisError
from dealtrace.cli.arguments import parser
from dealtrace.cli.messages import Fatal, complain
from dealtrace.exports.errors import ExportError
from dealtrace.knowledge.official import OfficialError
from dealtrace.register.errors import RegisterError

INTERRUPTED = 130
# New objects before the next search for garbage: the tables make very many, all of them to stay,
# and Python's own 700 would spend a fifth of the start on searching them.
_COLLECT_AFTER = 50_000


def run(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; argparse ends the process on misuse (2)."""
    arguments = parser().parse_args(argv)
    gc.set_threshold(_COLLECT_AFTER)
    _make_streams_lenient()
    try:
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


def _make_streams_lenient() -> None:
    """Replace what the terminal's encoding lacks instead of failing on it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")


def _dispatch(arguments: argparse.Namespace) -> int:
    """Run the command's module, which is imported now, so that no command pays for another."""
    return int(import_module(arguments.module).run(arguments))
