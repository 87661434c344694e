"""``dealtrace search``: words found in reports and claims."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from dealtrace.cli import layout
from dealtrace.cli.register import printing, reports
from dealtrace.cli.register.opening import reading
from dealtrace.display import phrases, wording
from dealtrace.register import searching
from dealtrace.register.fulltext.common import END, START
from dealtrace.register.searching import Found

_SHOWN = 20
_MARGIN = 20  # times as many are asked for where those that came later are to be left out


def run(arguments: argparse.Namespace) -> int:
    """Print what is found, report by report."""
    limit = arguments.limit or _SHOWN
    asked = limit * _MARGIN if arguments.as_of else limit
    with reading(arguments) as connection:
        found = searching.search(connection, " ".join(arguments.words), asked)
    if arguments.as_of:
        found = [hit for hit in found if _day(hit) <= arguments.as_of]
    found = _first(found, limit)
    if arguments.json:
        printing.print_json(found)
    else:
        layout.show(Group(*_by_report(found)) if found else Text("nothing found"), sys.stdout)
    return 0


def _day(hit: Found) -> dt.date:
    return hit.report.published or hit.report.added_at.date()


def _first(found: Sequence[Found], limit: int) -> list[Found]:
    """Return the first hits in reports, and as many in claims."""
    texts = [hit for hit in found if hit.claim is None][:limit]
    return texts + [hit for hit in found if hit.claim is not None][:limit]


def _by_report(found: Sequence[Found]) -> Iterable[RenderableType]:
    keys = dict.fromkeys(hit.report.key for hit in found)
    for key in keys:
        own = [hit for hit in found if hit.report.key == key]
        row = own[0].report
        deals = ", ".join(row.deals)
        yield Text.assemble(
            (row.key, "cyan"),
            "  ",
            phrases.day(row.published),
            "  ",
            next(iter(reports.named(row))),
        )
        if deals:
            yield layout.indent(layout.say(deals, "cyan"))
        table = layout.grid("dim", no_wrap=True)
        for hit in own:
            name = f"{hit.claim} {hit.type}" if hit.claim else "text"
            table.add_row(name, marked(hit.snippet))
        yield layout.indent(table)
        yield Text()


def marked(snippet: str) -> Text:
    """Return a snippet with the words found in colour, and nothing else that steers a terminal."""
    text = Text()
    for number, part in enumerate(snippet.split(START)):
        hit, end, rest = part.partition(END) if number else ("", "", part)
        if number and not end:
            hit, rest = "", part
        text.append(_plain(hit), "bold yellow")
        text.append(_plain(rest))
    return text


def _plain(words_: str) -> str:
    return wording.printable(" ".join(words_.split()) if not words_.strip() else _spaced(words_))


def _spaced(words_: str) -> str:
    """Return words with each run of blanks as one, those at the ends kept."""
    inner = " ".join(words_.split())
    return (" " if words_[0].isspace() else "") + inner + (" " if words_[-1].isspace() else "")
