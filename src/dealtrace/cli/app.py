"""Arguments in, exit status out: 0 all read, 1 something refused or under its floor, 2 misuse."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from dealtrace import __version__
from dealtrace.cli.messages import Fatal, complain

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
    except Fatal as error:
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
    if arguments.command == "read":
        from dealtrace.cli import read

        return read.run(arguments)
    if arguments.command == "explain":
        from dealtrace.cli import explain

        return explain.run(arguments)
    from dealtrace.cli import evaluate

    return evaluate.run(arguments)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; the docs' command page is checked against it."""
    top = argparse.ArgumentParser(prog="dealtrace", description=_DESCRIPTION)
    top.add_argument("--version", action="version", version=f"dealtrace {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_read(commands)
    _add_explain(commands)
    _add_eval(commands)
    return top


_DESCRIPTION = "Read reports about arms deals: who says what, how firmly, and in which sentence."
_PATH_HELP = (
    "a file (text, Markdown, HTML, PDF, .eml), a folder, - for standard input, or an address"
)

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _add_read(commands: Commands) -> None:
    read = commands.add_parser("read", help="read reports and print what they say")
    read.add_argument("paths", nargs="+", metavar="PATH", help=_PATH_HELP)
    read.add_argument("--json", action="store_true", help="print one JSON object per report")
    read.add_argument("--html", type=Path, metavar="FILE", help="also write a page to FILE")
    read.add_argument(
        "--claims-only", action="store_true", help="leave out deals, credits and office holders"
    )
    read.add_argument(
        "--min-score", type=_score, default=0.0, metavar="X", help="leave out what scores under X"
    )
    read.add_argument(
        "--jobs", type=_jobs, default=1, metavar="N", help="read in N processes (default 1)"
    )


def _add_explain(commands: Commands) -> None:
    explain = commands.add_parser("explain", help="show why a claim is made")
    explain.add_argument("path", metavar="PATH", help="one report, named as for read")
    explain.add_argument("--claim", required=True, metavar="ID", help="the claim's id, as in c3")


def _add_eval(commands: Commands) -> None:
    evaluate = commands.add_parser("eval", help="score the labelled corpus against its floors")
    evaluate.add_argument(
        "--corpus", type=Path, default=Path("corpus"), metavar="DIR", help="default: corpus"
    )
    evaluate.add_argument("--split", choices=("test", "train"), default="test")
    evaluate.add_argument("--json", action="store_true", help="print the scores as JSON")
    evaluate.add_argument("--jobs", type=_jobs, default=1, metavar="N")
    evaluate.add_argument(
        "--update-floors", action="store_true", help="raise the floors to what is reached now"
    )
    evaluate.add_argument("--lower", action="store_true", help="let floors be lowered as well")
    evaluate.add_argument("--reason", metavar="TEXT", help="why the floors change; kept with them")


def _score(text: str) -> float:
    value = _number(text)
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and 1")
    return value


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None


def _jobs(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes (1 to 256)")
    return int(text)
