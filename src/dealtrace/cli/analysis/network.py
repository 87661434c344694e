"""``dealtrace analyse network``: who supplies, funds or meets whom, and who stands between."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dealtrace.analysis.network.measures import Network, Standing, measured
from dealtrace.analysis.network.web import Relation, Scope, Tie, web
from dealtrace.analysis.pictures import drawing, networks
from dealtrace.analysis.values import to_json
from dealtrace.cli import layout
from dealtrace.cli.register import printing
from dealtrace.cli.register.opening import reading
from dealtrace.display import figures, wording

_TIES = 15  # of the strongest that are listed
_COMMUNITIES = 8


def run(arguments: argparse.Namespace) -> int:
    """Print a network."""
    scope = Scope(
        arguments.since,
        arguments.until,
        arguments.as_of,
        arguments.around,
        arguments.item_class,
        arguments.persons,
        arguments.most,
    )
    with reading(arguments) as connection:
        found = measured(web(connection, Relation(arguments.relation), scope))
    if arguments.picture:
        _draw(found, arguments)
    if arguments.json:
        printing.print_json([to_json(found)])
    else:
        layout.show(Group(*_shown(found, arguments.limit or 20)), sys.stdout)
    return 0


def _draw(found: Network, arguments: argparse.Namespace) -> None:
    if arguments.picture.suffix.lower() == ".cyjs":
        text = json.dumps(networks.cytoscape(found), ensure_ascii=False, indent=1)
        arguments.picture.write_text(text, "utf-8")
    else:
        drawing.save(networks.network(found), arguments.picture)


def _shown(found: Network, most: int) -> Iterator[RenderableType]:
    if not found.standings:
        yield Text("no ties", "dim")
        return
    nodes, ties = len(found.web.nodes), len(found.web.ties)
    left = f"; {found.web.left_out:,} weaker nodes left out" if found.web.left_out else ""
    period = figures.period(found.web.since, found.web.until)
    yield Text(f"{nodes:,} nodes, {ties:,} ties, {period}{left}", "bold")
    yield layout.heading("who stands between others")
    yield _standings(found.standings[:most], found.web.directed)
    yield layout.heading("strongest ties")
    yield _ties(found)
    yield from layout.notes(figures.at_rates(found.web.rates))
    yield layout.heading(f"communities (modularity {found.modularity or 0:.2f})")
    names = {node.key: node.name for node in found.web.nodes}
    for number, group in enumerate(found.communities[:_COMMUNITIES], 1):
        shown = wording.listed([wording.clean(names[key]) for key in group][:12])
        more = f" and {len(group) - 12} more" if len(group) > 12 else ""
        yield layout.indent(Text(f"{number}  {shown}{more}"))


def _standings(found: tuple[Standing, ...], directed: bool) -> Table:
    table = layout.listing()
    weights = ("Gives", "Takes") if directed else ("Reports",)
    for name in ("Who", "Partners", *weights, "Betweenness", "PageRank", "Community", ""):
        table.add_column(name, justify="left" if name in {"Who", ""} else "right")
    for one in found:
        sums = (one.given, one.taken) if directed else (one.given,)
        table.add_row(
            layout.say(one.node.name, "bold"),
            f"{one.partners:,}",
            *(f"{value:,}" for value in sums),
            f"{one.betweenness:.3f}",
            f"{one.pagerank:.3f}",
            str(one.community + 1),
            Text("broker", "yellow") if one.broker else "",
        )
    return table


def _ties(found: Network) -> Table:
    names = {node.key: wording.clean(node.name) for node in found.web.nodes}
    between = "→" if found.web.directed else "–"
    table = layout.grid(columns=4)
    for tie in sorted(found.web.ties, key=lambda t: (-t.weight, t.source, t.target))[:_TIES]:
        usd = f"${figures.short(tie.usd)}" if tie.usd is not None else ""
        ends = f"{names[tie.source]} {between} {names[tie.target]}"
        table.add_row(Text(ends), Text(f"{tie.weight:,}"), Text(usd), Text(_span(tie), "dim"))
    return table


def _span(tie: Tie) -> str:
    first, last = tie.first[:4], tie.last[:4]
    return first if first == last else f"{first}–{last}"
