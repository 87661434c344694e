"""What every output on the terminal is made of: headings, fields, tables, and how it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dealtrace.display import wording


def console(stream: IO[str]) -> Console:
    """Return a console on ``stream``: colour on a terminal unless NO_COLOR is set, else plain."""
    return Console(file=stream, highlight=False, markup=False, emoji=False)


def show(part: RenderableType, stream: IO[str]) -> None:
    """Print on ``stream``, in plain text without the blanks that fill lines up."""
    console_ = console(stream)
    with console_.capture() as capture:
        console_.print(part)
    stream.writelines(f"{line.rstrip()}\n" for line in capture.get().splitlines())
    stream.flush()


def width(stream: IO[str]) -> int:
    """Return how many columns ``stream`` has: a terminal's, COLUMNS, or 80."""
    return console(stream).width


def say(words: str, style: str = "") -> Text:
    """Return words that came from outside as text for the terminal, on one line."""
    return Text(wording.clean(words), style)


def heading(words: str) -> RenderableType:
    """Return a heading with a blank line before it."""
    return Group(Text(), Text(words.upper(), "bold cyan"))


def indent(part: RenderableType, by: int = 2) -> RenderableType:
    """Return ``part`` moved to the right."""
    return Padding(part, (0, 0, 0, by))


def fields(rows: Iterable[tuple[str, RenderableType]]) -> Table:
    """Return names and values side by side."""
    table = grid("dim", no_wrap=True)
    for name, value in rows:
        table.add_row(name, value)
    return table


def notes(*sentences: str) -> Iterator[RenderableType]:
    """Give what stands small below a table; nothing for empty sentences."""
    yield from (Text(sentence, "dim") for sentence in sentences if sentence)


def grid(first: str = "", no_wrap: bool = False, columns: int = 2) -> Table:
    """Return a table without lines, the first column in style ``first``."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style=first, no_wrap=no_wrap)
    for _ in range(columns - 1):
        table.add_column()
    return table


def listing() -> Table:
    """Return a table with a line under its header; columns are to be added."""
    return Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
