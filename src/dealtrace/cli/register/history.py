"""``dealtrace history``: all that happened to a deal, day by day."""

from __future__ import annotations

import argparse
import sys

from rich.console import Group, RenderableType
from rich.text import Text

from dealtrace.cli import layout
from dealtrace.cli.register import decisions, printing, reports
from dealtrace.cli.register.opening import reading
from dealtrace.display import phrases
from dealtrace.register import one_deal
from dealtrace.register.one_deal import Event


def run(arguments: argparse.Namespace) -> int:
    """Print the events of a deal, as far as they were known."""
    day = arguments.as_of
    with reading(arguments, past=True) as connection:
        row = one_deal.deal(connection, arguments.deal, day)
        events = one_deal.history(connection, row.id)
    known = [event for event in events if day is None or event.day <= day]
    if arguments.json:
        printing.print_json(known)
    else:
        layout.show(Group(Text(row.id, "bold cyan"), _table(known)), sys.stdout)
    return 0


def _table(events: list[Event]) -> RenderableType:
    table = layout.grid("dim", no_wrap=True)
    for event in events:
        table.add_row(phrases.day(event.day), Group(*_lines(event)))
    return table


def _lines(event: Event) -> list[RenderableType]:
    lines: list[RenderableType] = []
    if event.report:
        named = Text("\n").join(reports.named(event.report))
        lines.append(Text.assemble((f"{event.report.key} ", "cyan"), named))
    if event.decision:
        lines.append(Text.assemble(("decision ", "dim"), decisions.line(event.decision)))
    if event.headline:
        lines.append(layout.indent(layout.say(event.headline, "green")))
    return lines
