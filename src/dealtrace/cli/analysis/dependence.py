"""``dealtrace analyse dependence``: a state's suppliers, or all states by how few they have."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from sqlalchemy import Connection

from dealtrace.analysis.dependence.concentration import Band
from dealtrace.analysis.dependence.others import OtherDependence, other_dependences
from dealtrace.analysis.dependence.supply import (
    RANKED,
    Dependence,
    Measure,
    Supply,
    dependence,
    dependence_of,
    most_dependent,
    rates_of,
)
from dealtrace.analysis.pictures import charts, drawing
from dealtrace.analysis.sipri.comparing import compare
from dealtrace.analysis.sipri.joining import as_trades, joined
from dealtrace.analysis.sipri.orders import read_orders
from dealtrace.analysis.values import to_json
from dealtrace.cli import layout, messages
from dealtrace.cli.analysis.sipri import unread
from dealtrace.cli.messages import Fatal
from dealtrace.cli.register import printing
from dealtrace.cli.register.opening import reading
from dealtrace.display import figures, phrases, wording
from dealtrace.register.aggregates import trades

_STYLES = {Band.HIGH: "red", Band.MODERATE: "yellow", Band.LOW: "green"}


def run(arguments: argparse.Namespace) -> int:
    """Print what is asked for."""
    return _of_state(arguments) if arguments.state else _ranked(arguments)


def _measure(arguments: argparse.Namespace) -> Measure:
    return Measure.DEALS if arguments.by == "deals" else Measure.USD


def _of_state(arguments: argparse.Namespace) -> int:
    with reading(arguments) as connection:
        found = dependence(
            connection,
            arguments.state,
            measure=_measure(arguments),
            since=arguments.since,
            until=arguments.until,
            as_of=arguments.as_of,
            window=arguments.window,
        )
        others = other_dependences(connection, arguments.state, arguments.as_of)
        beside = _sipri(connection, arguments) if arguments.sipri else {}
    if arguments.picture:
        drawing.save(charts.suppliers(found), arguments.picture)
    if arguments.json:
        printing.print_json([to_json({"arms": found, "others": others, **beside})])
    else:
        layout.show(Group(*_shown(found), *_beside(beside), *_others(others)), sys.stdout)
    return 0


def _sipri(connection: Connection, arguments: argparse.Namespace) -> dict[str, Dependence]:
    """Return dependence by SIPRI's values, and by deals and orders together."""
    state, window = arguments.state, arguments.window
    span = {"since": arguments.since, "until": arguments.until, "as_of": arguments.as_of}
    file = read_orders(arguments.sipri)
    if file.unread:
        messages.note(f"{arguments.sipri}: {unread(file.unread)}")
    found = compare(connection, file.orders, recipient=state, **span)
    orders = [*(match.order for match in found.matched), *found.only_there]
    together = joined(trades(connection, recipient=state, **span), found)
    by_tiv = as_trades(orders, by_tiv=True)
    return {
        "sipri": dependence_of(by_tiv, state, Measure.TIV, window, arguments.as_of),
        "joined": dependence_of(together, state, Measure.DEALS, window, arguments.as_of),
    }


def _beside(found: dict[str, Dependence]) -> Iterator[RenderableType]:
    titles = {"sipri": "by SIPRI's trend-indicator values", "joined": "deals and orders joined"}
    for name, one in found.items():
        yield layout.heading(titles[name])
        yield _supplies([one.total], "Arms", lambda s: "all")
        yield _supplies(one.over_time, "Years", lambda s: f"{s.first}–{s.last}")


def _ranked(arguments: argparse.Namespace) -> int:
    if arguments.picture:
        raise Fatal("--picture draws one state's suppliers: name the state")
    with reading(arguments) as connection:
        found = most_dependent(
            connection,
            measure=_measure(arguments),
            item_class=arguments.item_class,
            since=arguments.since,
            until=arguments.until,
            as_of=arguments.as_of,
        )
    shown = found[: arguments.limit or RANKED]
    if arguments.json:
        printing.print_json(map(to_json, shown))
    elif not shown:
        layout.show(Text("no state has three deals", "dim"), sys.stdout)
    else:
        table = _supplies(shown, "Recipient", lambda s: wording.state(s.recipient))
        sources = layout.notes(figures.at_rates(rates_of(_measure(arguments))))
        layout.show(Group(table, *sources), sys.stdout)
    return 0


def _shown(found: Dependence) -> Iterator[RenderableType]:
    yield Text(wording.state(found.recipient), "bold")
    if found.total.found is None:
        yield Text("no deals signed or beyond", "dim")
        return
    yield _supplies([found.total], "Arms", lambda s: "all")
    if found.by_class:
        yield layout.heading("by class")
        yield _supplies(found.by_class, "Class", lambda s: s.item_class or "")
    yield layout.heading(f"over time: {found.trend}")
    yield _supplies(found.over_time, "Years", lambda s: f"{s.first}–{s.last}")
    yield from layout.notes(figures.at_rates(found.rates))


def _supplies(found: Sequence[Supply], name: str, label: object) -> Table:
    table = layout.listing()
    for column in (name, "Deals", "HHI", "Largest supplier", "Others", ""):
        table.add_column(column, justify="right" if column in {"Deals", "HHI"} else "left")
    for one in found:
        first = label(one) if callable(label) else ""
        table.add_row(str(first), f"{one.deals:,}", *_concentration(one))
    return table


def _concentration(one: Supply) -> list[str | Text]:
    made = one.found
    if made is None:
        silent = f"{one.without_sum} without a sum" if one.without_sum else ""
        return ["—", "—", "", Text(silent, "dim")]
    shares = [f"{wording.state(s.supplier)} {figures.share(s.share)}" for s in made.shares]
    more = f" and {len(shares) - 4} more" if len(shares) > 4 else ""
    return [
        f"{made.hhi:,.0f}",
        shares[0],
        ", ".join(shares[1:4]) + more,
        Text(made.band, _STYLES[made.band]),
    ]


def _others(found: Sequence[OtherDependence]) -> Iterator[RenderableType]:
    if not found:
        return
    yield layout.heading("other dependences, as reported")
    table = layout.grid(columns=4)
    for one in found[:12]:
        told = f"{phrases.counted(one.reports, 'report')}, last {phrases.day(one.last)}"
        way = Text(one.way, {"falling": "red", "rising": "green"}.get(one.way, "dim"))
        table.add_row(layout.say(f"{one.thing} from {wording.state(one.giver)}"), way, Text(told))
        table.add_row("", "", Text(f"“{wording.quote(one.sentence, 160)}”", "italic dim"))
    yield table
