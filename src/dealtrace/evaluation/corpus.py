"""The labelled corpus on disk: ``SPLIT/gold*.jsonl`` or ``labels*`` and ``SPLIT/texts/ID.txt``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dealtrace.evaluation.matching import Fact
from dealtrace.evaluation.scorer import score_report
from dealtrace.evaluation.tally import Tally


class CorpusError(ValueError):
    """The corpus can't be used; the message names the file and what to do."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Labels by report id, and the folder that holds the texts."""

    folder: Path
    gold: Mapping[str, Fact]

    def path(self, report: str) -> Path:
        """Return the file that holds the text of the report with this id."""
        return self.folder / "texts" / f"{report}.txt"

    @property
    def paths(self) -> list[Path]:
        """The files of all texts, by id."""
        return [self.path(report) for report in sorted(self.gold)]

    def sha256(self) -> str:
        """Return one hash over all labels and texts, which any change to them changes."""
        return sha256_of([*_files(self.folder), *self.paths])


def sha256_of(paths: Iterable[Path]) -> str:
    """Return one hash over the names and contents of files, in their order."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.name}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def load(folder: Path) -> Corpus:
    """Read the labels in ``folder`` and check that each has its text. Raises ``CorpusError``."""
    files = _files(folder)
    if not files:
        raise CorpusError(f"{folder}: no gold*.jsonl here; name the corpus with --corpus")
    corpus = Corpus(folder, {label["id"]: label for file in files for label in _labels(file)})
    for path in corpus.paths:
        if not path.is_file():
            raise CorpusError(f"{path}: the text of a labelled report is missing")
    return corpus


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("gold*.jsonl")) or sorted(folder.glob("labels*.jsonl"))


def _labels(file: Path) -> Iterable[Fact]:
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        try:
            label = json.loads(line)
            label["id"], label["deals"]
        except (ValueError, KeyError, TypeError) as error:
            raise CorpusError(f"{file}: line {number} is no label: {error!r}") from None
        yield label


def score(corpus: Corpus, predicted: Iterable[Fact]) -> Tally:
    """Return the tally of predictions over a corpus.

    ``predicted`` are objects as ``dealtrace read --json`` prints them; ``report.path`` tells which
    report each is of. A report without prediction counts as one in which nothing was found.
    """
    by_id = {Path(p["report"].get("path") or p["report"]["id"]).stem: p for p in predicted}
    tally = Tally()
    for report, gold in corpus.gold.items():
        text = corpus.path(report).read_text("utf-8")
        score_report(tally, gold, by_id.get(report, {}), text)
    return tally
