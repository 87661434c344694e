"""Speed, start-up, memory and import time of the whole reading.

``python benchmarks/reading.py [--texts DIR] [--rounds N] [--threads N] [--json]``

The bare forward pass is the model run on the very inputs the reading makes, without tokenising or
decoding; the ratio is the whole reading's time over it. The model file holds two graphs, the
encoder with its heads and the role network, and both belong to the pass; ``ratio_one_graph`` is
over the first graph alone. Both sides use the same
session and threads. Each report is timed by itself and its best round counts; all others are read
between two readings of one, so that no look-up is remembered. Times are of the processor, so that
other programs on the machine disturb them little. Start-up is a fresh process from its start to the
end of its first reading, files warm.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from dealtrace.claims import read
from dealtrace.intake.report import Report
from dealtrace.language import annotate, load
from dealtrace.language.encoder import Encoder, words_and_breaks
from dealtrace.language.model_file import Ints
from dealtrace.language.pipeline import make_doc

MARKS = {"ratio": 1.6, "startup_s": 2.0, "peak_mib": 600.0, "import_s": 0.2}
TEXTS = Path(__file__).parent.parent / "corpus" / "test" / "texts"
# spaCy imports PyTorch wherever it is installed; Dealtrace doesn't need it, and its users lack it.
_PLAIN = "import sys; sys.modules['torch'] = None\n"
_IMPORT = "import time; t = time.perf_counter(); import dealtrace; print(time.perf_counter() - t)"
_FIRST = f"""
{_PLAIN}
import time
start = time.process_time()
from dealtrace.claims import read
from dealtrace.intake.report import Report
from dealtrace.language import load
read(Report("Norland will buy six boats from Sudmark, the ministry said."), load())
print(time.process_time() - start)
"""
_PEAK = f"""
{_PLAIN}
import resource, sys
from pathlib import Path
from dealtrace.claims import read
from dealtrace.intake.report import Report
from dealtrace.language import load
nlp = load()
for path in sys.argv[1:]:
    read(Report(Path(path).read_text("utf-8")), nlp)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def main() -> int:
    """Measure, print, and return 1 if a mark is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--texts", type=Path, default=TEXTS, help="folder of .txt and .md reports")
    parser.add_argument("--threads", type=int, default=1, help="threads of one forward pass")
    parser.add_argument("--rounds", type=int, default=5, help="how often to read the texts")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    paths = sorted(p for p in options.texts.iterdir() if p.suffix in {".txt", ".md"})
    figures = speed(paths, options.threads, options.rounds)
    figures["import_s"] = best(lambda: fresh(_IMPORT))
    figures["startup_s"] = best(lambda: fresh(_FIRST))
    figures["peak_mib"] = fresh(_PEAK, map(str, paths))
    print(json.dumps(figures) if options.json else table(figures))
    return int(any(figures[name] > mark for name, mark in MARKS.items()))


def speed(paths: list[Path], threads: int, rounds: int) -> dict[str, float]:
    """Return words a second of the whole reading, and times over the bare forward pass."""
    reports = [Report(path.read_text("utf-8")) for path in paths]
    nlp = load(threads=threads)
    feeds = [forward_feeds(report, nlp) for report in reports]
    roles = [role_feeds(report, nlp) for report in reports]
    times = np.array(
        [
            [
                [timed(partial(read, report, nlp)) for report in reports],
                [timed(partial(annotate, nlp, report)) for report in reports],
                [timed(partial(forward, fed, nlp)) for fed in feeds],
                [timed(partial(score_roles, fed, nlp)) for fed in roles],
            ]
            for _ in range(rounds)
        ]
    )
    whole, language, first, second = times.min(axis=0).sum(axis=1).tolist()
    bare = first + second
    words = sum(len(report.text.split()) for report in reports)
    return {
        "words": float(words),
        "words_per_s": words / whole,
        "language_words_per_s": words / language,
        "forward_words_per_s": words / bare,
        "ratio": whole / bare,
        "ratio_one_graph": whole / first,
        "language_ratio": language / bare,
    }


def forward(feeds: list[dict[str, Ints]], nlp: Language) -> None:
    """Put ``feeds`` through the model and leave what comes out."""
    for feed in feeds:
        encoder_of(nlp).model.run(feed)


def score_roles(feeds: list[dict[str, Any]], nlp: Language) -> None:
    """Put ``feeds`` through the role network and leave what comes out."""
    for feed in feeds:
        encoder_of(nlp).model.roles.run(["labels"], feed)


def encoder_of(nlp: Language) -> Encoder:
    """Return the pipeline's encoder."""
    found = nlp.get_pipe("dealtrace_encoder")
    assert isinstance(found, Encoder)
    return found


def forward_feeds(report: Report, nlp: Language) -> list[dict[str, Ints]]:
    """Return the batches that reading ``report`` puts through the model."""
    recorder = Recorder(encoder_of(nlp))
    recorder(make_doc(nlp, report.text))
    return recorder.fed


def role_feeds(report: Report, nlp: Language) -> list[dict[str, Any]]:
    """Return what reading ``report`` puts through the role network."""
    model = encoder_of(nlp).model
    network = model.roles
    recorder = RoleRecorder(network)
    model.roles = recorder
    try:
        annotate(nlp, report)
    finally:
        model.roles = network
    return recorder.fed


class RoleRecorder:
    """Stands in for the role network and keeps what it is fed."""

    def __init__(self, network: Any) -> None:
        self.network = network
        self.fed: list[dict[str, Any]] = []

    def run(self, names: list[str], feed: dict[str, Any]) -> Any:
        self.fed.append(feed)
        return self.network.run(names, feed)


class Recorder:
    """Makes an encoder's batches without running them."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.fed: list[dict[str, Ints]] = []

    def __call__(self, doc: Doc) -> None:
        words, breaks = words_and_breaks(doc)
        texts = [doc[i].text for i in words]
        windows = self.encoder.windows(texts, breaks)
        self.fed += [feed for _, feed in self.encoder.feeds(texts, windows)]


def timed(work: Callable[[], object]) -> float:
    """Return the processor's seconds ``work`` takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def best(measure: Callable[[], float]) -> float:
    """Return the least of three measurements: the one least disturbed."""
    return min(measure() for _ in range(3))


def fresh(program: str, arguments: Iterable[str] = ()) -> float:
    """Return the number that ``program`` prints in a Python process of its own."""
    command = [sys.executable, "-c", program, *arguments]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def table(figures: dict[str, float]) -> str:
    """Return the figures as lines, with the marks they are held to."""
    lines = []
    for name, value in figures.items():
        mark = f"   (at most {MARKS[name]:g})" if name in MARKS else ""
        lines.append(f"{name:<22}{value:>12,.2f}{mark}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
