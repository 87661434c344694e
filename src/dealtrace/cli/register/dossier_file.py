"""``dealtrace dossier``: the dossier of a deal as a page and as a PDF to print."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from dealtrace.cli.messages import Fatal, note
from dealtrace.cli.register.opening import opened
from dealtrace.exports.dossier.gather import File, gather
from dealtrace.exports.dossier.page import write_html, write_pdf

Write = Callable[[File, Path], None]


def run(arguments: argparse.Namespace) -> int:
    """Write the files that are asked for."""
    wanted: list[tuple[Path | None, Write]] = [
        (arguments.html, write_html),
        (arguments.pdf, write_pdf),
    ]
    if not any(target for target, _ in wanted):
        raise Fatal("name a file: --html FILE, --pdf FILE or both")
    with opened(arguments) as register, register.reading() as connection:
        name = Path(register.name).name
        file = gather(connection, name, arguments.deal, arguments.as_of)
        for target, write in wanted:
            if target:
                write(file, target)
                note(f"{target}: {file.row.id}, {len(file.notes):,} sentences")
    return 0
