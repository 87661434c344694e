"""``dealtrace entities``: whom and what the reports name."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from sqlalchemy import Connection

from dealtrace.cli import layout
from dealtrace.cli.layout import say
from dealtrace.cli.register import printing
from dealtrace.cli.register.opening import reading
from dealtrace.display import phrases, wording
from dealtrace.register.entities import (
    EntityPage,
    EntityRow,
    NameSeen,
    OfficeSeen,
    list_entities,
    show_entity,
)

_SHOWN = 50
_CLAIMS = 20


def run(arguments: argparse.Namespace) -> int:
    """Print the entities wanted, or all about the only one of a name."""
    with reading(arguments) as connection:
        rows = _rows(connection, arguments)
        key = _only(rows, arguments.name)
        page = key and show_entity(
            connection, key, arguments.as_of, arguments.limit or (_CLAIMS, 10_000)[arguments.json]
        )
    if arguments.json:
        printing.print_json([page] if page else rows)
    else:
        layout.show(_page(page) if page else _listing(rows), sys.stdout)
    return 0


def _rows(connection: Connection, arguments: argparse.Namespace) -> list[EntityRow]:
    if arguments.name:
        page = show_entity(connection, arguments.name, arguments.as_of, 1)
        if page:
            return [EntityRow(page.key, page.kind, page.name, page.country, page.mentions)]
    limit = arguments.limit or (_SHOWN, 10_000_000)[arguments.json]
    return list_entities(
        connection, arguments.kind, arguments.name, arguments.country, limit, arguments.as_of
    )


def _only(rows: Sequence[EntityRow], name: str | None) -> str | None:
    """Return the key of the only entity a name leads to: the only hit, or the only exact one."""
    if not name:
        return None
    same = [row for row in rows if name.casefold() in (row.name.casefold(), row.key)]
    found = same if len(same) == 1 else rows
    return found[0].key if len(found) == 1 else None


def _listing(rows: Sequence[EntityRow]) -> RenderableType:
    if not rows:
        return Text("no entities", "dim")
    table = layout.listing()
    for name in ("Name", "Kind", "Country"):
        table.add_column(name)
    table.add_column("Named", justify="right")
    table.add_column("Key", style="dim")
    for row in rows:
        country = wording.state(row.country) if row.country else ""
        table.add_row(say(row.name), row.kind, country, f"{row.mentions:,}", say(row.key))
    return table


def _page(page: EntityPage) -> RenderableType:
    country = wording.state(page.country) if page.country else None
    family = f"variant of {page.family}" if page.family else None
    facts = [page.kind, country, family, f"named {phrases.counted(page.mentions, 'time')}"]
    parts: list[RenderableType] = [
        say(page.name, "bold"),
        say(" · ".join(filter(None, [*facts, page.key])), "dim"),
        *_block("Names", [(n.name, _named(n)) for n in page.names]),
        *_block("Offices", [(o.office, _office(o)) for o in page.offices]),
        *_block("Variants", [(key, "") for key in page.variants]),
        *_claims(page),
    ]
    return Group(*parts, Text())


def _block(name: str, rows: Sequence[tuple[str, str]]) -> list[RenderableType]:
    table = layout.grid()
    for first, second in rows:
        table.add_row(say(first), say(second, "dim"))
    return [layout.heading(name), layout.indent(table)] if rows else []


def _named(one: NameSeen) -> str:
    return f"{phrases.counted(one.mentions, 'time')}, {_span(one)}"


def _span(seen: NameSeen | OfficeSeen) -> str:
    first, last = phrases.day(seen.first_seen), phrases.day(seen.last_seen)
    return first if first == last else f"{first} to {last}"


def _office(seen: OfficeSeen) -> str:
    if seen.source == "table":
        term = f"{seen.first_seen or 'unknown'} to {seen.last_seen or 'today'}"
        return f"{term} (table of holders)"
    return f"{_span(seen)}, in {phrases.counted(seen.reports, 'report')}"


def _claims(page: EntityPage) -> list[RenderableType]:
    if not page.claims:
        return []
    table: Table = layout.grid("dim", no_wrap=True)
    for one in page.claims:
        head = Text.assemble(
            f"{one.type}, {one.role} ",
            (wording.clean(one.as_written), "bold"),
            (f"  {one.report[:6]} {one.claim}", "dim"),
        )
        quote = Text(f"“{wording.quote(one.text, 300)}”", "italic dim")
        table.add_row(phrases.day(one.published), Group(head, quote))
    return [layout.heading("Claims"), layout.indent(table)]
