"""Adding reports from the desk: read in a process of its own, so that pages stay quick."""

from __future__ import annotations

import itertools
import multiprocessing
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from enum import StrEnum

from dealtrace.claims import wire
from dealtrace.claims.documents import NoReader, Outcome, attempt
from dealtrace.display import wording
from dealtrace.intake.refusal import Refusal
from dealtrace.intake.report import Report
from dealtrace.register.adding import Added, add, known
from dealtrace.register.errors import RegisterError
from dealtrace.register.store import Register

Source = Callable[[], Report | Refusal]
"""Opens one document; called when its turn comes."""

_KEPT = 50  # batches that can still be looked at
_PATIENCE = 300.0  # seconds that one report may take to be read


class State(StrEnum):
    """How far one document has come."""

    WAITING = "waiting"
    READING = "reading"
    ADDED = "added"
    CORRECTED = "corrected"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass
class Item:
    """One document of a batch, what came of it, and why not, if so."""

    name: str
    state: State = State.WAITING
    key: str | None = None
    deals: tuple[str, ...] = ()
    copy_of: str | None = None
    problem: str = ""


@dataclass
class Batch:
    """Documents that somebody gave at once."""

    id: int
    person: str
    items: list[Item] = field(default_factory=list)

    @property
    def done(self) -> int:
        """How many have come to an end."""
        return sum(item.state not in {State.WAITING, State.READING} for item in self.items)

    @property
    def finished(self) -> bool:
        """Whether all have."""
        return self.done == len(self.items)


class Reader:
    """Reads reports in one further process, which is begun at need and again if it dies."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()

    def __call__(self, report: Report) -> Outcome:
        """Return what came of reading it. Raises :class:`NoReader` without a language model."""
        with self._lock:
            if self._pool is None:
                # A fresh interpreter: forking a process that runs threads isn't safe.
                self._pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))
            pool = self._pool
        try:
            return pool.submit(attempt, report).result(_PATIENCE)
        except BrokenProcessPool:
            self.close()
            return Refusal(report.path or report.id, "the process reading it died")
        except Late:
            self.close()
            return Refusal(report.path or report.id, "takes too long to read")

    def close(self) -> None:
        """End the process, also in the middle of a report."""
        if self._pool is not None:
            workers = list((self._pool._processes or {}).values())
            self._pool.shutdown(wait=False, cancel_futures=True)
            for worker in workers:
                worker.terminate()
        self._pool = None


class Adder:
    """Takes batches one after another, document by document."""

    def __init__(self, register: Register, reader: Callable[[Report], Outcome]) -> None:
        self._register, self._reader = register, reader
        self._batches: OrderedDict[int, Batch] = OrderedDict()
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._thread = ThreadPoolExecutor(1, "adding")

    def take(self, person: str, named: Sequence[tuple[str, Source]]) -> Batch:
        """Begin to add documents, each with the name to show, and return the batch."""
        items = [Item(wording.clean(name)[:200] or "unnamed") for name, _ in named]
        with self._lock:
            batch = Batch(next(self._numbers), person, items)
            self._batches[batch.id] = batch
            while len(self._batches) > _KEPT:
                self._batches.popitem(last=False)
        for item, (_, source) in zip(items, named, strict=True):
            self._thread.submit(self._settle, item, source)
        return batch

    def batch(self, number: int) -> Batch | None:
        """Return a batch by its number; None if it is forgotten."""
        return self._batches.get(number)

    def recent(self, person: str) -> list[Batch]:
        """Return somebody's batches, the latest first."""
        return [one for one in reversed(self._batches.values()) if one.person == person]

    def _settle(self, item: Item, source: Source) -> None:
        item.state = State.READING
        try:
            done = self.now(source)
        except (RegisterError, NoReader) as error:
            done = Refusal(item.name, str(error))
        except Exception as error:  # one odd document must not end the adding of others
            done = Refusal(item.name, f"could not be added: {type(error).__name__}")
        if isinstance(done, Refusal):
            item.problem = wording.clean(done.reason)
            item.state = State.REFUSED
        else:
            item.key, item.deals, item.copy_of = done.key, done.deals, done.copy_of
            item.state = State(done.status.value)

    def now(self, source: Source) -> Added | Refusal:
        """Open, read and add one document."""
        report = source()
        if isinstance(report, Refusal):
            return report
        if known(self._register, report):
            return self._again(report)
        outcome = self._reader(report)
        if isinstance(outcome, Refusal):
            return outcome
        return add(self._register, outcome.report, wire.to_json(outcome))

    def _again(self, report: Report) -> Added:
        return add(self._register, report, {})  # known: nothing is written

    def close(self) -> None:
        """Take nothing more."""
        self._thread.shutdown(wait=False, cancel_futures=True)
        if isinstance(self._reader, Reader):
            self._reader.close()
