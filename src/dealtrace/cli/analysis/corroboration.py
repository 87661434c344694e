"""``dealtrace analyse corroboration``: voices behind a deal, agreement, gaps, questions."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dealtrace.analysis.corroboration import Corroboration, Point, corroboration
from dealtrace.analysis.values import to_json
from dealtrace.cli import layout
from dealtrace.cli.register import printing
from dealtrace.cli.register.opening import reading
from dealtrace.display import figures, phrases, wording

_STYLES = {"1": "green", "2": "green", "3": "", "4": "yellow", "5": "red", "6": "yellow"}


def run(arguments: argparse.Namespace) -> int:
    """Print how far a deal is borne out."""
    with reading(arguments) as connection:
        found = corroboration(connection, arguments.deal, arguments.as_of)
    if arguments.json:
        printing.print_json([to_json(found)])
    else:
        layout.show(Group(*_shown(found)), sys.stdout)
    return 0


def _shown(found: Corroboration) -> Iterator[RenderableType]:
    yield Text.assemble((found.deal, "bold cyan"), f"  {wording.clean(found.headline)}")
    told = phrases.counted(found.reports, "report")
    copies = f", {found.copies} of them copies" if found.copies else ""
    grade = Text(f"{found.grade} {found.meaning}. ", _STYLES.get(found.grade[-1], ""))
    yield layout.fields(
        [
            ("Grade", grade.append(wording.clean(found.why), "dim")),
            ("Told by", Text(f"{told}{copies}; {len(found.voices)} independent")),
            ("Agreement", Text(figures.agreement(found.agreement))),
        ]
    )
    yield layout.heading("voices")
    yield _voices(found)
    if found.points:
        yield layout.heading("what is told")
        yield _points(found)
    yield from _list("denied by", found.denied_by, "red")
    yield from _list("unconfirmed", found.unconfirmed, "yellow")
    yield from _list("to ask next", found.questions, "")


def _voices(found: Corroboration) -> Table:
    table = layout.grid(columns=4)
    for one in found.voices:
        count = phrases.counted(len(one.reports), "report")
        letter = f"{one.reliability} {one.reliability.meaning}"
        table.add_row(
            layout.say(one.name, "bold"), layout.say(one.kind, "dim"), Text(count), Text(letter)
        )
    return table


def _points(found: Corroboration) -> Table:
    table = layout.listing()
    for name in ("What", "Told", "Grade", "For it", "Against it"):
        table.add_column(name)
    for one in found.points:
        table.add_row(
            layout.say(one.field),
            layout.say(one.value, "bold"),
            Text(one.grade, _STYLES.get(one.credibility, "")),
            layout.say(phrases.names(one.roots)),
            layout.say(_against(one)),
        )
    return table


def _against(one: Point) -> str:
    who = phrases.names(one.against)
    return f"{', '.join(one.others)} ({who})" if one.others else ""


def _list(name: str, lines: tuple[str, ...], style: str) -> Iterator[RenderableType]:
    if lines:
        yield layout.heading(name)
        for line in lines:
            yield layout.indent(layout.say(line, style))
