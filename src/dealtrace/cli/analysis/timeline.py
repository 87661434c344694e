"""``dealtrace analyse timeline``: the course of a deal, or of all deals of a state or two."""

from __future__ import annotations

import argparse
import sys

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dealtrace.analysis.pictures import drawing, timelines
from dealtrace.analysis.timeline import Event, Timeline, deal_timeline, states_timeline
from dealtrace.analysis.values import to_json
from dealtrace.cli import layout
from dealtrace.cli.messages import Fatal
from dealtrace.cli.register import printing
from dealtrace.cli.register.opening import reading
from dealtrace.display import phrases, wording
from dealtrace.register.deal_lists import Filter

_STYLES = {"stage": "green", "denial": "red", "price": "cyan", "credit": "cyan"}


def run(arguments: argparse.Namespace) -> int:
    """Print what happened when."""
    found = _found(arguments)
    if arguments.picture:
        drawing.save(timelines.timeline(found), arguments.picture)
    if arguments.json:
        printing.print_json([to_json(found)])
    else:
        layout.show(_shown(found, bool(arguments.deal)), sys.stdout)
    return 0


def _found(arguments: argparse.Namespace) -> Timeline:
    wanted = Filter(arguments.supplier, arguments.recipient, arguments.party)
    if not arguments.deal and wanted == Filter():
        raise Fatal("name a deal, or states: --party, --supplier, --recipient")
    with reading(arguments) as connection:
        if arguments.deal:
            return deal_timeline(connection, arguments.deal, arguments.as_of)
        return states_timeline(
            connection,
            wanted,
            since=arguments.since,
            until=arguments.until,
            as_of=arguments.as_of,
        )


def _shown(found: Timeline, of_one: bool) -> RenderableType:
    if not found.events:
        return Text("nothing with a day", "dim")
    table: Table = layout.grid("dim", no_wrap=True, columns=3 if of_one else 4)
    for event in found.events:
        deal = [] if of_one else [layout.say(event.deal or "", "cyan")]
        table.add_row(
            event.date, Text(event.kind, _STYLES.get(event.kind, "")), *deal, _text(event)
        )
    return Group(Text(wording.clean(found.of), "bold"), table)


def _text(event: Event) -> Text:
    planned = " (planned or possible)" if event.hedged else ""
    says = f"  says {phrases.names(event.says)}" if event.says else ""
    return Text.assemble(wording.clean(event.text), planned, (says, "dim"))
