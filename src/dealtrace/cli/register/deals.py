"""``dealtrace deals``: the deals of the register as a table, CSV or JSON Lines."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from dealtrace.cli import layout
from dealtrace.cli.register import printing, words
from dealtrace.cli.register.opening import reading
from dealtrace.display import tables
from dealtrace.register.deal_lists import DealRow, Filter, deals

_SHOWN = 50  # in a table, without --limit
_WIDE = 110  # columns from which sum and stage get columns of their own


def run(arguments: argparse.Namespace) -> int:
    """Print the deals wanted."""
    as_data = arguments.csv or arguments.json
    limit = arguments.limit or (None if as_data else _SHOWN)
    with reading(arguments) as connection:
        which = wanted(arguments)
        found = deals(
            connection, which, arguments.sort, limit, 0, arguments.as_of, whole=arguments.json
        )
    if arguments.json:
        printing.print_json(row.dossier for row in found)
    elif arguments.csv:
        printing.print_csv(tables.DEALS, map(tables.deal, found))
    else:
        layout.show(listing(found, layout.width(sys.stdout)), sys.stdout)
        if len(found) == limit:
            layout.show(Text(f"the first {limit:,}; more: --limit N", "dim"), sys.stdout)
    return 0


def wanted(arguments: argparse.Namespace) -> Filter:
    """Return which deals the options of the command line ask for."""
    return Filter(
        supplier=arguments.supplier,
        recipient=arguments.recipient,
        party=arguments.party,
        item_class=arguments.item_class,
        stage=arguments.stage,
        kind=arguments.kind,
        source=arguments.source,
        at_least=arguments.min_usd,
        at_most=arguments.max_usd,
        since=arguments.since,
        until=arguments.until,
        confirmed=arguments.confirmed,
        dormant=arguments.dormant,
    )


def listing(rows: Sequence[DealRow], width: int) -> RenderableType:
    """Return deals as a table; where there is little room, stage and sum stand under the arms."""
    if not rows:
        return Text("no deals", "dim")
    wide = width >= _WIDE
    table = layout.listing()
    table.add_column("Deal", no_wrap=True)
    table.add_column("Who, to whom, what", ratio=1)
    if wide:
        table.add_column("Sum")
        table.add_column("Stage")
    table.add_column("Last told", no_wrap=True)
    table.add_column("Reports", justify="right", no_wrap=True)
    for row in rows:
        middle = [words.matter(row), words.sums(row), words.stage(row)]
        cells: list[RenderableType]
        cells = [one or "" for one in middle] if wide else [Group(*(one for one in middle if one))]
        table.add_row(layout.say(row.id, "cyan"), *cells, _last(row), f"{row.reports:,}")
    return table


def _last(row: DealRow) -> Text:
    return Text(row.last_seen.isoformat() if row.last_seen else "undated")
