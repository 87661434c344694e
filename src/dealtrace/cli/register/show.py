"""``dealtrace show``: the dossier of a deal, or a report with the deals it tells of."""

from __future__ import annotations

import argparse
import re
import sys

from rich.console import Group, RenderableType
from rich.text import Text
from sqlalchemy import Connection

from dealtrace.cli import layout
from dealtrace.cli.register import printing, reports
from dealtrace.cli.register.opening import reading
from dealtrace.display import phrases, wording
from dealtrace.register import one_deal, report_lists
from dealtrace.register.appraisal import appraise
from dealtrace.register.decisions import about

_KEY = re.compile(r"[0-9a-f]{4,12}", re.IGNORECASE)
_TEXT = 400  # characters of a report's text that are shown


def run(arguments: argparse.Namespace) -> int:
    """Print the deal, or the report, that is named."""
    with reading(arguments) as connection:
        show = _report if _KEY.fullmatch(arguments.name.strip()) else _deal
        return show(connection, arguments)


def _deal(connection: Connection, arguments: argparse.Namespace) -> int:
    row = one_deal.deal(connection, arguments.name, arguments.as_of)
    if arguments.json:
        printing.print_json([row.dossier])
        return 0
    from dealtrace.cli.register.dossier import File, dossier

    made = about(connection, row.dossier["tellings"])
    file = File(
        row,
        appraise(connection, row, arguments.as_of),
        one_deal.reports_of(connection, row),
        tuple(d for d in made if not arguments.as_of or d.made_at.date() <= arguments.as_of),
        arguments.as_of,
    )
    layout.show(dossier(file), sys.stdout)
    return 0


def _report(connection: Connection, arguments: argparse.Namespace) -> int:
    row, text = report_lists.report(connection, arguments.name.strip())
    if arguments.json:
        printing.print_json([row])
        return 0
    deals = [one_deal.deal(connection, deal, arguments.as_of) for deal in row.deals]
    facts: list[tuple[str, RenderableType]] = [
        ("Published", Text(phrases.day(row.published))),
        ("Added", Text(f"{row.added_at:%Y-%m-%d %H:%M} UTC")),
        ("From", layout.say(row.url or row.path or "standard input")),
        ("Text", layout.say(wording.quote(text, _TEXT), "italic dim")),
    ]
    told = [Text.assemble((deal.id, "cyan"), f"  {wording.clean(deal.headline)}") for deal in deals]
    parts: list[RenderableType] = [
        Text(row.key, "bold cyan"),
        *reports.named(row),
        layout.fields(facts),
        layout.heading("Deals"),
        *(layout.indent(one) for one in told or [Text("none")]),
    ]
    layout.show(Group(*parts), sys.stdout)
    return 0
