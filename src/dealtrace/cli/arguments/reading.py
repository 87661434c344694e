"""The commands that read reports without a register: ``read`` and ``eval``."""

from __future__ import annotations

from pathlib import Path

from dealtrace.cli.arguments import kinds
from dealtrace.cli.arguments.kinds import Commands

PATH_HELP = (
    "a file (text, Markdown, HTML, PDF, .eml), a folder, - for standard input, or an address"
)


def add_to(commands: Commands) -> None:
    """Add these commands."""
    _add_read(commands)
    _add_eval(commands)


def _add_read(commands: Commands) -> None:
    read = commands.add_parser("read", help="read reports and print what they say")
    read.set_defaults(module="dealtrace.cli.read")
    read.add_argument("paths", nargs="+", metavar="PATH", help=PATH_HELP)
    read.add_argument("--json", action="store_true", help="print one JSON object per report")
    read.add_argument("--html", type=Path, metavar="FILE", help="also write a page to FILE")
    read.add_argument(
        "--claims-only", action="store_true", help="leave out deals, credits and office holders"
    )
    read.add_argument(
        "--min-score",
        type=kinds.score,
        default=0.0,
        metavar="X",
        help="leave out what scores under X",
    )
    read.add_argument(
        "--jobs", type=kinds.jobs, default=1, metavar="N", help="read in N processes (default 1)"
    )


def _add_eval(commands: Commands) -> None:
    evaluate = commands.add_parser("eval", help="score the labelled corpus against its floors")
    evaluate.set_defaults(module="dealtrace.cli.evaluate")
    evaluate.add_argument(
        "--corpus", type=Path, default=Path("corpus"), metavar="DIR", help="default: corpus"
    )
    evaluate.add_argument(
        "--split",
        choices=("test", "train", "varied"),
        default="test",
        help="part of the corpus; the merge set alone has the part varied (default test)",
    )
    evaluate.add_argument(
        "--merging", action="store_true", help="score how deals of many reports are joined"
    )
    evaluate.add_argument("--json", action="store_true", help="print the scores as JSON")
    evaluate.add_argument("--jobs", type=kinds.jobs, default=1, metavar="N")
    evaluate.add_argument(
        "--update-floors", action="store_true", help="raise the floors to what is reached now"
    )
    evaluate.add_argument("--lower", action="store_true", help="let floors be lowered as well")
    evaluate.add_argument("--reason", metavar="TEXT", help="why the floors change; kept with them")
