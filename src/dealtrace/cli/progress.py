"""A line on standard error that says how far the reading of many reports has come."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

_PATIENCE = 2.0  # seconds: what takes less needs no bar

T = TypeVar("T")


@contextmanager
def counting() -> Iterator[Callable[[str, int, int], None]]:
    """Give what is to be told of how many things are done, of how many: a bar, on a terminal."""
    console = Console(stderr=True)
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("")
        yield lambda name, done, total: bar.update(
            task, description=name, completed=done, total=total
        )


class Progress:
    """A bar over ``total`` documents, on a terminal, once two seconds have passed."""

    def __init__(self, total: int) -> None:
        self._bar = Bar(
            TextColumn("reading"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("read", total=total)
        self._begun = time.monotonic()
        self._shown = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._shown:
            self._bar.stop()

    def watch(self, documents: Iterable[T]) -> Iterator[T]:
        """Give the documents through, counting them."""
        for document in documents:
            yield document
            self._bar.advance(self._task)
            if self._wanted():
                self._shown = True
                self._bar.start()

    def _wanted(self) -> bool:
        late = time.monotonic() - self._begun > _PATIENCE
        return late and sys.stderr.isatty() and not self._bar.finished

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar away while something else is printed."""
        if self._shown:
            self._bar.stop()
        yield
        if self._shown:
            self._bar.start()
