"""Speed, start-up, memory and import time of the whole reading.

``python benchmarks/reading.py [--texts DIR] [--repeat N] [--threads N] [--json]``

The bare forward pass is the model's session run on the very batches the reading makes, without
tokenising or decoding; the ratio is the whole reading's time over it. Both are the best of several
rounds. Start-up is a fresh process from its start to the end of its first reading, files warm.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from dealtrace.claims import read
from dealtrace.intake.report import Report
from dealtrace.language import annotate, load
from dealtrace.language.encoder import Encoder, words_and_breaks
from dealtrace.language.model_file import Ints
from dealtrace.language.pipeline import make_doc

ROUNDS = 5
MARKS = {"ratio": 1.6, "startup_s": 2.0, "peak_mib": 600.0, "import_s": 0.2}
SAMPLES = Path(__file__).parent.parent / "samples"
_IMPORT = "import time; t = time.perf_counter(); import dealtrace; print(time.perf_counter() - t)"
_FIRST = """
import time
start = time.perf_counter()
from dealtrace.claims import read
from dealtrace.intake.report import Report
from dealtrace.language import load
read(Report("Norland will buy six boats from Sudmark, the ministry said."), load())
print(time.perf_counter() - start)
"""
_PEAK = """
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
    parser.add_argument(
        "--texts", type=Path, default=SAMPLES, help="folder of .txt and .md reports"
    )
    parser.add_argument("--threads", type=int, default=1, help="threads of one forward pass")
    parser.add_argument("--repeat", type=int, default=4, help="read the texts this many times over")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    paths = sorted(p for p in options.texts.iterdir() if p.suffix in {".txt", ".md"})
    figures = speed(paths, options.threads, options.repeat)
    figures["import_s"] = best(lambda: fresh(_IMPORT))
    figures["startup_s"] = best(lambda: fresh(_FIRST))
    figures["peak_mib"] = fresh(_PEAK, map(str, paths))
    print(json.dumps(figures) if options.json else table(figures))
    return int(any(figures[name] > mark for name, mark in MARKS.items()))


def speed(paths: list[Path], threads: int, repeat: int) -> dict[str, float]:
    """Return words a second of the whole reading, and times over the bare forward pass."""
    reports = [Report(path.read_text("utf-8")) for path in paths]
    nlp = load(threads=threads)
    whole, language, bare = (
        min(rounds)
        for rounds in zip(*(one_round(reports * repeat, nlp) for _ in range(ROUNDS)), strict=True)
    )
    words = repeat * sum(len(report.text.split()) for report in reports)
    return {
        "words": float(words),
        "words_per_s": words / whole,
        "language_words_per_s": words / language,
        "forward_words_per_s": words / bare,
        "ratio": whole / bare,
        "language_ratio": language / bare,
    }


def one_round(reports: list[Report], nlp: Language) -> tuple[float, float, float]:
    """Return the seconds the whole reading, the annotation and the bare passes take."""
    feeds = forward_feeds(reports, nlp)
    encoder = encoder_of(nlp)
    return (
        timed(lambda: [read(report, nlp) for report in reports]),
        timed(lambda: [annotate(nlp, report) for report in reports]),
        timed(lambda: [encoder.model.run(feed) for feed in feeds]),
    )


def encoder_of(nlp: Language) -> Encoder:
    """Return the pipeline's encoder."""
    found = nlp.get_pipe("dealtrace_encoder")
    assert isinstance(found, Encoder)
    return found


def forward_feeds(reports: list[Report], nlp: Language) -> list[dict[str, Ints]]:
    """Return the batches that reading ``reports`` puts through the model."""
    recorder = Recorder(encoder_of(nlp))
    for report in reports:
        recorder(make_doc(nlp, report.text))
    return recorder.fed


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
    """Return the seconds ``work`` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


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
