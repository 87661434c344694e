"""Adding reports from the desk: read in a process of its own, so that pages stay quick."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace

from dealtrace.claims import wire
from dealtrace.claims.documents import NoReader, Outcome, attempt
from dealtrace.display import wording
from dealtrace.intake.fetch import Fetcher
from dealtrace.intake.refusal import Refusal
from dealtrace.intake.report import Report
from dealtrace.register.adding import Added, add, known
from dealtrace.register.desk import jobs, originals
from dealtrace.register.desk.jobs import Given
from dealtrace.register.errors import RegisterError
from dealtrace.register.store import Register
from dealtrace.web import documents

_PATIENCE = 300.0  # seconds that one report may take to be read
_REFUSED = "refused"


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
    """Takes documents one after another; those that wait outlive the desk."""

    def __init__(
        self,
        register: Register,
        reader: Callable[[Report], Outcome],
        fetcher: Fetcher | None = None,
    ) -> None:
        self._register, self._reader = register, reader
        self._fetcher = fetcher or Fetcher()
        self._thread = ThreadPoolExecutor(1, "adding")
        self._closed = False

    def take(self, person: str, given: Sequence[Given]) -> int:
        """Begin to add documents, and return the number of the batch."""
        shown = [replace(one, name=wording.clean(one.name)[:200] or "unnamed") for one in given]
        with self._register.writing() as connection:
            number = jobs.give(connection, person, shown)
        self._thread.submit(self._settle_all)
        return number

    def resume(self, alone: bool = True) -> None:
        """Go on with what was waiting when the desk stopped; if no other process of it reads, also
        with what was being read."""
        with self._register.reading() as connection:
            left = jobs.unfinished(connection)
        if left and alone:
            with self._register.writing() as connection:
                jobs.begin_again(connection)
        if left:
            self._thread.submit(self._settle_all)

    def _settle_all(self) -> None:
        while not self._closed:
            with self._register.writing() as connection:
                begun = jobs.begin(connection)
            if begun is None:
                return
            self._settle(*begun)

    def _settle(self, number: int, given: Given) -> None:
        try:
            done = self.now(given)
        except (RegisterError, NoReader) as error:
            done = Refusal(given.name, str(error))
        except Exception as error:  # one odd document must not end the adding of others
            done = Refusal(given.name, f"could not be added: {type(error).__name__}")
        if self._closed:  # it was broken off, and waits for the next start
            return
        with self._register.writing() as connection:
            if isinstance(done, Refusal):
                jobs.end(connection, number, _REFUSED, problem=wording.clean(done.reason))
            else:
                ended = done.status.value, done.key, done.deals, done.copy_of
                jobs.end(connection, number, *ended)

    def now(self, given: Given) -> Added | Refusal:
        """Open, read and add one document, and keep its file."""
        opened = documents.opened(given, self._fetcher)
        if isinstance(opened, Refusal):
            return opened
        report = opened.report
        if known(self._register, report):
            return add(self._register, report, {})  # known: nothing is written
        outcome = self._reader(report)
        if isinstance(outcome, Refusal):
            return outcome
        done = add(self._register, outcome.report, wire.to_json(outcome))
        with self._register.writing() as connection:
            originals.keep(connection, done.key, opened.name, opened.content)
        return done

    def close(self) -> None:
        """Take nothing more."""
        self._closed = True
        self._thread.shutdown(wait=False, cancel_futures=True)
        if isinstance(self._reader, Reader):
            self._reader.close()
