"""``dealtrace compare sipri``: deals of the register against SIPRI's orders."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence

from rich.console import Group, JustifyMethod, RenderableType
from rich.table import Table
from rich.text import Text

from dealtrace.analysis.sipri.comparing import Comparison, Match, compare
from dealtrace.analysis.sipri.orders import Order, Unread, read_orders
from dealtrace.analysis.values import to_json
from dealtrace.cli import layout
from dealtrace.cli.register import printing
from dealtrace.cli.register.opening import reading
from dealtrace.display import phrases, wording
from dealtrace.register.aggregates import Line


def run(arguments: argparse.Namespace) -> int:
    """Print what both have, and what only one has."""
    file = read_orders(arguments.file)
    with reading(arguments) as connection:
        found = compare(
            connection,
            file.orders,
            supplier=arguments.supplier,
            recipient=arguments.recipient,
            since=arguments.since,
            until=arguments.until,
            as_of=arguments.as_of,
        )
    if arguments.json:
        printing.print_json([{**to_json(found), "unread": to_json(file.unread)}])
    else:
        layout.show(Group(*_shown(found, file.unread, arguments.limit)), sys.stdout)
    return 0


def unread(rows: Sequence[Unread]) -> str:
    """Return how many rows of a file are no orders, and why the first are none."""
    first = "; ".join(f"row {one.row} has {one.why}" for one in rows[:_FIRST])
    more = f"; and {len(rows) - _FIRST:,} more" if len(rows) > _FIRST else ""
    return f"{phrases.counted(len(rows), 'row')} not read as orders: {first}{more}"


_FIRST = 3


def _shown(found: Comparison, skipped: Sequence[Unread], most: int) -> Iterator[RenderableType]:
    counts = (
        f"{found.first}–{found.last}: {len(found.matched):,} matched, "
        f"{len(found.only_here):,} only here, {len(found.only_there):,} only in SIPRI's register"
    )
    outside = len(found.outside)
    yield Text(counts, "bold")
    if outside:
        are = "is of a class" if outside == 1 else "are of classes"
        yield Text(f"{outside:,} more here {are} that SIPRI doesn't count", "dim")
    if skipped:
        yield Text(unread(skipped), "yellow")
    if found.matched:
        yield layout.heading(f"matched{_first(found.matched, most)}")
        yield _matched(found.matched[:most])
    if found.only_here:
        yield layout.heading(f"only here{_first(found.only_here, most)}")
        yield _lines(found.only_here[:most])
    if found.only_there:
        yield layout.heading(f"only in SIPRI's register{_first(found.only_there, most)}")
        yield _orders(found.only_there[:most])


def _first(some: Sequence[object], most: int) -> str:
    return f": the first {most:,}" if len(some) > most else ""


def _matched(found: Sequence[Match]) -> Table:
    table = layout.listing()
    for name in ("Deal", "Arms", "Number", "SIPRI's order", "Otherwise there"):
        justify: JustifyMethod = "right" if name == "Number" else "left"
        table.add_column(name, justify=justify, no_wrap=name == "Deal")
    for one in found:
        apart = "; ".join(f"{d.what} {d.here} / {d.there}" for d in one.differences)
        table.add_row(
            layout.say(one.line.deal, "cyan"),
            layout.say(one.line.designation or one.line.text),
            f"{one.line.quantity:,}" if one.line.quantity is not None else "—",
            layout.say(_order(one.order)),
            layout.say(apart, "yellow"),
        )
    return table


def _order(one: Order) -> str:
    number = f"{one.ordered:,} × " if one.ordered is not None else ""
    return f"{one.year} {number}{one.designation}"


def _lines(found: Sequence[Line]) -> Table:
    table = layout.grid(columns=3)
    for one in found:
        sides = f"{wording.states(one.supplier)} → {wording.states(one.recipient)}"
        number = f"{one.quantity:,} × " if one.quantity is not None else ""
        what = wording.clean(f"{number}{one.designation or one.text}")
        table.add_row(layout.say(one.deal, "cyan"), Text(phrases.day(one.day)), f"{sides}: {what}")
    return table


def _orders(found: Sequence[Order]) -> Table:
    table = layout.grid(columns=3)
    for one in found:
        sides = f"{wording.state(one.supplier)} → {wording.state(one.recipient)}"
        table.add_row(Text(sides), layout.say(_order(one)), layout.say(one.description, "dim"))
    return table
