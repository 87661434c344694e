"""``dealtrace reports``: the reports of the register."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Group, RenderableType
from rich.text import Text

from dealtrace.cli import layout
from dealtrace.cli.register import printing
from dealtrace.cli.register.opening import reading
from dealtrace.display import phrases, wording
from dealtrace.register import one_deal, report_lists
from dealtrace.register.report_lists import ReportRow

_SHOWN = 50


def run(arguments: argparse.Namespace) -> int:
    """Print the reports wanted."""
    limit = arguments.limit or (None if arguments.json else _SHOWN)
    until = min((d for d in (arguments.until, arguments.as_of) if d), default=None)
    with reading(arguments) as connection:
        deal = arguments.deal and one_deal.deal(connection, arguments.deal, arguments.as_of).id
        found = report_lists.list_reports(
            connection,
            deal,
            arguments.publisher,
            arguments.since,
            until,
            superseded=arguments.all,
            limit=limit,
        )
    if arguments.json:
        printing.print_json(found)
        return 0
    layout.show(listing(found), sys.stdout)
    if len(found) == limit:
        layout.show(Text(f"the first {limit:,}; more: --limit N", "dim"), sys.stdout)
    return 0


def listing(rows: Sequence[ReportRow]) -> RenderableType:
    """Return reports as a table."""
    if not rows:
        return Text("no reports", "dim")
    table = layout.listing()
    table.add_column("Report", no_wrap=True)
    table.add_column("Published", no_wrap=True)
    table.add_column("Publisher and title", ratio=1)
    table.add_column("Deals", no_wrap=True)
    for row in rows:
        deals = Text("\n").join(layout.say(deal, "cyan") for deal in row.deals)
        table.add_row(row.key, phrases.day(row.published), Group(*named(row)), deals)
    return table


def named(row: ReportRow) -> Iterable[Text]:
    """Give the lines that name a report: publisher, title or place, and what became of it."""
    title = row.title or Path(row.path or "").name or row.url or "untitled"
    publisher = wording.clean(row.publisher or "")
    head = f"{publisher}: " if publisher else ""
    yield Text.assemble((head, "bold"), wording.clean(title))
    if row.copy_of:
        yield Text(f"a copy of {row.copy_of}", "dim")
    if row.superseded_by:
        yield Text(f"corrected: {row.superseded_by} stands in its place", "yellow")
