"""``dealtrace read``: reports in, dossiers, JSON Lines or a page out."""

from __future__ import annotations

import argparse
import sys

from dealtrace.claims.documents import count, outcomes
from dealtrace.claims.model import Reading
from dealtrace.cli import select
from dealtrace.cli.messages import complain
from dealtrace.cli.progress import Progress
from dealtrace.intake.refusal import Refusal
from dealtrace.intake.sources import open_sources


def run(arguments: argparse.Namespace) -> int:
    """Read every document named and print each as it gets done; 1 if any was refused."""
    if arguments.html:
        arguments.html.open("a").close()  # better to fail now than after all the reading
    shown: list[Reading] = []
    status = 0
    with Progress(count(arguments.paths)) as progress:
        for outcome in progress.watch(outcomes(open_sources(arguments.paths), arguments.jobs)):
            with progress.aside():
                if isinstance(outcome, Refusal):
                    status = complain(str(outcome))
                    continue
                reading = _selection(outcome, arguments)
                _show(reading, arguments.json)
            if arguments.html:
                shown.append(reading)
    if arguments.html:
        from dealtrace.cli import page

        arguments.html.write_text(page.render(shown), "utf-8", "replace")
    return status


def _selection(reading: Reading, arguments: argparse.Namespace) -> Reading:
    reading = select.at_least(reading, arguments.min_score)
    return select.claims_only(reading) if arguments.claims_only else reading


def _show(reading: Reading, as_json: bool) -> None:
    if as_json:
        from dealtrace.claims import wire

        print(wire.line(reading), flush=True)
    else:
        from dealtrace.cli import layout, terminal

        layout.show(terminal.dossier(reading), sys.stdout)
