"""Reads mangled inputs the whole way and says what crashed, what was refused and how long it took.

``python benchmarks/fuzz.py [--seed N] [--count N] [--first N] [--limit SECONDS]``

Every input goes through intake, the language pipeline, the claims and all views (JSON, terminal,
page) in another process, which is ended when an input takes longer than the limit. A refusal in one
line is right; an exception from any stage, a dead process or a missed limit is not, and makes the
exit status 1. Seconds are wall-clock and, as other programs may slow this one down, the process's
own.
"""

from __future__ import annotations

import argparse
import faulthandler
import io
import itertools
import multiprocessing
import os
import signal
import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from spacy.language import Language

from dealtrace.claims import read, wire
from dealtrace.cli import layout, page, terminal
from dealtrace.intake.formats import report_from_bytes
from dealtrace.intake.refusal import Refused
from dealtrace.language import load
from dealtrace.language.pipeline import TextTooLongError

ROOT = Path(__file__).parent.parent
SLOW = 5.0  # seconds of its own over which an input is named
START = 120.0  # seconds the other process may take to load the model


@dataclass
class Outcome:
    """What became of one input: "read", "refused" or "crashed", and why; seconds it took."""

    kind: str
    why: str
    own: float = 0.0
    wall: float = 0.0


@dataclass
class Tally:
    """What became of the inputs of one kind."""

    kinds: Counter[str] = field(default_factory=Counter)
    wall: float = 0.0
    own: float = 0.0
    slowest: str = "-"

    def add(self, name: str, outcome: Outcome) -> None:
        """Count one input."""
        self.kinds[outcome.kind] += 1
        self.wall = max(self.wall, outcome.wall)
        if outcome.own > self.own:
            self.own, self.slowest = outcome.own, name


class Reader:
    """A process that reads inputs one after another; replaced when it hangs or dies."""

    def __init__(self, limit: float) -> None:
        self.limit = limit
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs,), daemon=False)
        self.process.start()
        theirs.close()
        if not self.pipe.poll(START) or self.pipe.recv() != "ready":
            raise SystemExit("the reading process does not start")

    def read(self, name: str, data: bytes) -> Outcome:
        """Return what became of the input."""
        start = time.monotonic()
        try:
            self.pipe.send((name, data))
            if self.pipe.poll(self.limit):
                outcome: Outcome = self.pipe.recv()
            else:
                outcome = Outcome("crashed", f"over {self.limit:g} s; its stack is above")
        except (EOFError, OSError):
            outcome = Outcome("crashed", "the process died")
        outcome.wall = time.monotonic() - start
        if not outcome.own:
            self._replace()
        return outcome

    def _replace(self) -> None:
        """End the process, which first shows where it stands, and start another."""
        if self.process.is_alive() and self.process.pid:
            os.kill(self.process.pid, signal.SIGUSR1)
            time.sleep(1)
        self.close()
        self._start()

    def close(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _serve(pipe: Connection) -> None:
    """Read what comes through the pipe, until it closes."""
    faulthandler.register(signal.SIGUSR1)
    nlp = load()
    pipe.send("ready")
    while True:
        try:
            name, data = pipe.recv()
        except EOFError:
            return
        began = time.process_time()
        outcome = _outcome(name, data, nlp)
        outcome.own = time.process_time() - began
        pipe.send(outcome)


def _outcome(name: str, data: bytes, nlp: Language) -> Outcome:
    try:
        return read_whole(name, data, nlp)
    except Exception:
        return Outcome("crashed", traceback.format_exc())


def read_whole(name: str, data: bytes, nlp: Language) -> Outcome:
    """Take one input through all stages and views. Raises whatever a stage does not foresee."""
    try:
        reading = read(report_from_bytes(data, name), nlp)
    except (Refused, TextTooLongError) as refusal:
        return Outcome("refused", str(refusal))
    wire.line(reading)
    layout.show(terminal.dossier(reading), io.StringIO())
    page.render([reading]).encode("utf-8", "replace")
    return Outcome("read", f"{len(reading.claims)} claims")


def main() -> int:
    """Read the inputs, print a table, and return 1 if one crashed."""
    options = arguments()
    sys.path.insert(0, str(ROOT))
    from tests.intake.mangled import fixed_inputs, mangled_inputs

    fixed = {name for name, _ in fixed_inputs()}
    tallies: dict[str, Tally] = {}
    inputs = itertools.islice(mangled_inputs(options.seed, options.count), options.first, None)
    reader = Reader(options.limit)
    for name, data in inputs:
        outcome = reader.read(name, data)
        kind = ("fixed " if name in fixed else "random ") + Path(name).suffix
        tallies.setdefault(kind, Tally()).add(name, outcome)
        if options.verbose or outcome.kind == "crashed" or outcome.own > SLOW:
            print(f"{name}: {outcome.wall:.1f} s, own {outcome.own:.1f} s: {outcome.kind}", end=" ")
            print(f"({outcome.why})", flush=True)
    reader.close()
    print(table(tallies))
    return int(any(tally.kinds["crashed"] for tally in tallies.values()))


def arguments() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--count", type=int, default=2000, help="how many inputs the seed makes")
    parser.add_argument("--first", type=int, default=0, help="leave out those before this one")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds an input may take")
    parser.add_argument("--verbose", action="store_true", help="name every input")
    return parser.parse_args()


def table(tallies: dict[str, Tally]) -> str:
    """Return a line for each kind of input."""
    lines = [
        f"{'kind':<14}{'read':>6}{'refused':>9}{'crashed':>9}{'wall s':>9}{'own s':>8} slowest"
    ]
    for kind, tally in sorted(tallies.items()):
        counts = tally.kinds
        lines.append(
            f"{kind:<14}{counts['read']:>6}{counts['refused']:>9}{counts['crashed']:>9}"
            f"{tally.wall:>9.1f}{tally.own:>8.1f} {tally.slowest}"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
