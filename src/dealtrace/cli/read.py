"""``dealtrace read``: reports in, dossiers, JSON Lines or a page out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from dealtrace import intake
from dealtrace.claims.model import Reading
from dealtrace.cli import select
from dealtrace.cli.app import complain
from dealtrace.cli.documents import Outcome, outcomes
from dealtrace.cli.progress import Progress
from dealtrace.intake.refusal import Refusal


def run(arguments: argparse.Namespace) -> int:
    """Read every document named and print each as it gets done; 1 if any was refused."""
    shown: list[Reading] = []
    status = 0
    with Progress() as progress:
        for outcome in progress.watch(_outcomes(arguments)):
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


def _outcomes(arguments: argparse.Namespace) -> Iterator[Outcome]:
    return outcomes(intake.reports(arguments.paths), arguments.jobs)


def _selection(reading: Reading, arguments: argparse.Namespace) -> Reading:
    reading = select.at_least(reading, arguments.min_score)
    return select.claims_only(reading) if arguments.claims_only else reading


def _show(reading: Reading, as_json: bool) -> None:
    if as_json:
        from dealtrace.cli import wire

        print(wire.line(reading), flush=True)
    else:
        from dealtrace.cli import terminal

        terminal.console(sys.stdout).print(terminal.dossier(reading))
