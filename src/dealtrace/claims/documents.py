"""Many documents, one after another or in several processes: each gives a reading or a refusal."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from dealtrace.claims.model import Reading
from dealtrace.intake.refusal import Refusal
from dealtrace.intake.report import Report
from dealtrace.intake.sources import list_folder

if TYPE_CHECKING:
    from spacy.language import Language


class NoReader(Exception):
    """The language model can't be loaded: no document's fault, and no other will fare better."""


Outcome = Reading | Refusal
Reader = Callable[[Report], Outcome]


@cache
def pipeline() -> Language:
    """Return the language pipeline, loaded once per process. Raises :class:`NoReader`."""
    from dealtrace import language
    from dealtrace.language.model_file import ModelFileError

    # Of several processes each gets one thread: together they use all cores.
    threads = 2 if multiprocessing.parent_process() is None else 1
    try:
        return language.load(threads=threads)
    except ModelFileError as error:
        raise NoReader(str(error)) from error


def attempt(report: Report) -> Outcome:
    """Read one report; whatever goes wrong inside becomes a refusal of this report alone."""
    from dealtrace import claims
    from dealtrace.language.pipeline import TextTooLongError

    try:
        return claims.read(report, pipeline())
    except TextTooLongError as error:
        return Refusal(_name(report), str(error))
    except NoReader:
        raise
    except Exception as error:  # one odd document must not end the reading of the others
        return Refusal(_name(report), f"could not be read: {type(error).__name__}: {error}")


def count(names: list[str]) -> int:
    """Return how many documents the names stand for: a folder for all its files."""
    return sum(len(list_folder(name)) if os.path.isdir(name) else 1 for name in names)


def outcomes(
    documents: Iterable[Report | Refusal], jobs: int = 1, reader: Reader = attempt
) -> Iterator[Outcome]:
    """Read documents in ``jobs`` processes and give the outcomes in the documents' order."""
    if jobs == 1:
        return (d if isinstance(d, Refusal) else reader(d) for d in documents)
    return _in_processes(documents, jobs, reader)


def _in_processes(
    documents: Iterable[Report | Refusal], jobs: int, reader: Reader
) -> Iterator[Outcome]:
    """Keep at most two documents per process under way, so that memory stays bounded."""
    documents = iter(documents)
    waiting: deque[Report | Refusal] = deque()
    most = 2 * jobs
    while True:
        waiting += itertools.islice(documents, most - len(waiting))
        if not waiting:
            return
        with _pool(jobs) as pool:
            yield from _until_broken(pool, waiting, documents, most, reader)
        if waiting:  # a process died: the oldest document under way goes alone, to show if it's it
            yield _alone(waiting.popleft(), reader)


def _until_broken(
    pool: ProcessPoolExecutor,
    waiting: deque[Report | Refusal],
    documents: Iterator[Report | Refusal],
    most: int,
    reader: Reader,
) -> Iterator[Outcome]:
    """Give outcomes in order; return early, with the rest in ``waiting``, if a process dies."""
    futures: deque[Future[Outcome]] = deque()
    try:
        futures += [_submit(pool, document, reader) for document in waiting]
        while futures:
            outcome = futures.popleft().result()
            waiting.popleft()
            yield outcome
            for document in itertools.islice(documents, most - len(futures)):
                waiting.append(document)
                futures.append(_submit(pool, document, reader))
    except BrokenProcessPool:
        return


def _submit(
    pool: ProcessPoolExecutor, document: Report | Refusal, reader: Reader
) -> Future[Outcome]:
    if not isinstance(document, Refusal):
        return pool.submit(reader, document)
    done: Future[Outcome] = Future()
    done.set_result(document)
    return done


def _alone(document: Report | Refusal, reader: Reader) -> Outcome:
    if isinstance(document, Refusal):
        return document
    try:
        with _pool(1) as pool:
            return pool.submit(reader, document).result()
    except BrokenProcessPool:
        return Refusal(_name(document), "the process reading it died")


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    # Fresh interpreters: forking a process that runs threads (progress, network) isn't safe.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, context, initializer=_leave_interrupts_to_the_parent)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _name(report: Report) -> str:
    return report.path or report.url or report.id
