"""``dealtrace add``: reports into the register, each told of once it is on disk."""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dealtrace.analysis.values import to_json
from dealtrace.claims import wire
from dealtrace.claims.documents import count, outcomes
from dealtrace.claims.model import Reading
from dealtrace.cli.messages import Fatal, complain, note
from dealtrace.cli.progress import Progress, counting
from dealtrace.cli.register import printing
from dealtrace.cli.register.opening import opened
from dealtrace.cli.register.watching import changes, look
from dealtrace.display import wording
from dealtrace.intake.refusal import Refusal
from dealtrace.intake.report import Report
from dealtrace.intake.sources import open_sources
from dealtrace.register.adding import Added, Status, add, known, settle_in
from dealtrace.register.past import catch_up
from dealtrace.register.store import Register


def run(arguments: argparse.Namespace) -> int:
    """Add all reports named, and with ``--watch`` what comes later; 1 if any was refused."""
    if arguments.watch and not _folders(arguments.paths):
        raise Fatal("--watch: none of the paths is a folder")
    with opened(arguments, create=True) as register:
        filling = Filling(register, arguments.jobs, arguments.json)
        try:
            _fill(filling, arguments.paths, arguments.watch)
        except KeyboardInterrupt:
            note(f"stopped; {filling.summary()}")
            raise
        if not arguments.json:
            print(filling.summary())
    return 1 if filling.refused else 0


def _fill(filling: Filling, paths: list[str], watch: bool) -> None:
    """Take all that is there, and with ``watch`` all that comes, until interrupted."""
    folders = _folders(paths)
    seen = look(folders)  # before the first files are read: some may come meanwhile
    filling.take(paths)
    if not watch:
        return
    note(f"watching {', '.join(folders)}; Ctrl-C ends it")
    for files in changes(folders, seen):
        filling.take(files)


def _folders(paths: list[str]) -> list[str]:
    return [path for path in paths if os.path.isdir(path)]


@dataclass
class Filling:
    """Takes reports into a register, ``jobs`` processes reading, and counts what came of them."""

    register: Register
    jobs: int = 1
    as_json: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    settled_in: bool = False

    @property
    def refused(self) -> int:
        """How many documents could not be read."""
        return self.counts["refused"]

    def take(self, paths: list[str]) -> None:
        """Read and add what the paths name; what the register has already isn't read again."""
        with Progress(count(paths)) as self._progress:
            documents = self._new(self._progress.watch(open_sources(paths)))
            for outcome in outcomes(documents, self.jobs):
                if isinstance(outcome, Refusal):
                    self._refuse(outcome)
                else:
                    self._tell(self._add(outcome), outcome.report)
        with counting() as progress:
            catch_up(self.register, progress=progress)

    def _new(self, documents: Iterable[Report | Refusal]) -> Iterator[Report | Refusal]:
        """Let through what must be read."""
        for document in documents:
            if isinstance(document, Report) and known(self.register, document):
                self._tell(Added(Status.KNOWN, document.id), document)
            else:
                yield document

    def _add(self, reading: Reading) -> Added:
        added = add(self.register, reading.report, wire.to_json(reading))
        if not self.settled_in:
            settle_in()
            self.settled_in = True
        return added

    def _refuse(self, refusal: Refusal) -> None:
        self.counts["refused"] += 1
        with self._progress.aside():
            complain(str(refusal))

    def _tell(self, added: Added, report: Report) -> None:
        self.counts[added.status] += 1
        with self._progress.aside():
            if self.as_json:
                place = {"path": report.path, "url": report.url}
                printing.print_json([{**to_json(added), **place}])
            else:
                print(wording.clean(_line(added, report)), flush=True)

    def summary(self) -> str:
        """Say how many reports were added, corrected, known already and refused."""
        words = ("added", "corrected", "known", "refused")
        told = [f"{self.counts[word]:,} {word}" for word in words if self.counts[word]]
        return "reports: " + (", ".join(told) or "none")


def _line(added: Added, report: Report) -> str:
    """Say what came of a report: "added 0123456789ab file.txt: rus-cub-2018-c37bc3d212"."""
    words = [f"{added.status} {added.key} {report.path or report.url or 'standard input'}"]
    if added.supersedes:
        words.append(f"in place of {added.supersedes}")
    if added.copy_of:
        words.append(f"a copy of {added.copy_of}")
    deals = ", ".join(added.deals) or ("no deal" if added.status is not Status.KNOWN else "")
    return ", ".join(words) + (f": {deals}" if deals else "")
