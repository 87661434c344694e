"""Scores a model file with the decoders that read reports.

``python -m training.evaluate --data FILE [--model FOLDER] [--tasks NAME...] [--documents N]``

Trees, roles and factuality are scored on gold words, sentences and, for roles, predicates; names,
times and attributions as exact spans on gold words without sentence boundaries.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from dealtrace.language import encoder as run_time
from dealtrace.language.annotations import register_extensions
from dealtrace.language.bio import BioScheme, LabelledSpan
from dealtrace.language.roles import argument_spans, choose_rolesets, once_each
from dealtrace.language.scores import Scores, scores_of
from dealtrace.language.syntax import Parser, Tagger, sentence_starts, write_lemmas
from training.conversion.documents import Document, Frame, Span, spans_of
from training.prepared import Prepared, load

Result = dict[str, float]


@dataclass
class Counts:
    """Right, predicted and gold numbers of one kind."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, predicted: set[Span], gold: set[Span]) -> None:
        """Count two sets of spans."""
        self.right += len(predicted & gold)
        self.predicted += len(predicted)
        self.gold += len(gold)

    def f1(self) -> float:
        """Return the F1 score in percent."""
        return 200 * self.right / max(1, self.predicted + self.gold)


@dataclass
class Scorer:
    """The run-time components and what encodes documents of gold words."""

    folder: Path | None = None
    threads: int = 1
    nlp: Language = field(default_factory=lambda: spacy.blank("en"))
    seen: dict[tuple[int, bool], tuple[Doc, Scores]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        register_extensions()
        run_time.FLOOR = -np.inf  # gold predicates are scored, found or not
        self.encode = run_time.Encoder(self.folder, self.threads)
        self.tag, self.parse = Tagger(self.nlp), Parser(self.nlp)

    def read(self, document: Document, sentences: bool) -> tuple[Doc, Scores]:
        """Encode a document, once only; with ``sentences`` its gold sentences are given."""
        key = (id(document), sentences)
        if key not in self.seen:
            self.seen[key] = self._read(document, sentences)
        return self.seen[key]

    def _read(self, document: Document, sentences: bool) -> tuple[Doc, Scores]:
        count = len(document.words)
        starts = [False] * count
        for start in document.starts if sentences else [0]:
            starts[start] = True
        doc = Doc(self.nlp.vocab, document.words, [True] * count, sent_starts=list(starts))
        if sentences:
            doc._.asides = tuple(pairwise([*document.starts, count]))
        self.encode(doc)
        return doc, scores_of(doc)


def score_trees(scorer: Scorer, documents: list[Document]) -> Result:
    """Tags, lemmas and trees."""
    right: Counter[str] = Counter()
    total = 0
    for document in documents:
        doc, _ = scorer.read(document, sentences=True)
        for component in (scorer.tag, write_lemmas, scorer.parse):
            component(doc)
        _count_words(document, doc, right)
        total += len(doc)
    return {name: 100 * right[name] / total for name in ("upos", "xpos", "lemma", "uas", "las")}


def _count_words(document: Document, doc: Doc, right: Counter[str]) -> None:
    assert document.heads is not None
    gold = document.layers
    for i, token in enumerate(doc):
        head = -1 if token.head.i == i else token.head.i
        right["upos"] += token.pos_ == gold["upos"][i]
        right["xpos"] += token.tag_ == gold["xpos"][i]
        right["lemma"] += token.lemma_ == gold["lemma"][i]
        right["uas"] += head == document.heads[i]
        relation = "root" if head < 0 else token.dep_
        right["las"] += head == document.heads[i] and relation == gold["rel"][i]


def score_sentences(scorer: Scorer, documents: list[Document]) -> Result:
    """Sentence starts, paragraphs not being known."""
    counts = Counts()
    for document in documents:
        _, scores = scorer.read(document, sentences=False)
        found = sentence_starts(scores.logits["sent"], document.words, np.zeros(1, dtype=np.int64))
        counts.add({("", i, i) for i in found.tolist()}, {("", i, i) for i in document.starts})
    return {"sentence starts": counts.f1()}


def score_roles(scorer: Scorer, documents: list[Document]) -> Result:
    """Predicates; rolesets and arguments of gold predicates."""
    predicates, arguments, core = Counts(), Counts(), Counts()
    right = total = 0
    for document in documents:
        doc, scores = scorer.read(document, sentences=True)
        for component in (scorer.tag, write_lemmas):
            component(doc)
        frames = sorted(document.frames, key=lambda frame: frame.word)
        _count_predicates(document, scores, predicates)
        if frames:
            words = np.array([frame.word for frame in frames])
            chosen = choose_rolesets(doc, scores, words)
            right += sum(a == b.roleset for a, b in zip(chosen, frames, strict=True))
            total += len(frames)
            found = argument_spans(scores, words, chosen, scores.sentences(doc))
            for frame, spans in zip(frames, found, strict=True):
                _count_arguments(frame, once_each(spans), arguments, core)
    return {
        "predicates": predicates.f1(),
        "rolesets": 100 * right / max(1, total),
        "arguments": arguments.f1(),
        "numbered arguments": core.f1(),
    }


def _count_predicates(document: Document, scores: Scores, counts: Counts) -> None:
    ends = [*document.starts[1:], len(document.words)]
    known = {
        i
        for a, b in zip(document.starts, ends, strict=True)
        if a in document.framed
        for i in range(a, b)
    }
    found = set(np.flatnonzero(scores.logits["pred"] > 0).tolist()) & known
    gold = {frame.word for frame in document.frames}
    counts.add({("", i, i) for i in found}, {("", i, i) for i in gold})


def _count_arguments(
    frame: Frame, spans: list[LabelledSpan], arguments: Counts, core: Counts
) -> None:
    found: set[Span] = {(span.label, span.start, span.end) for span in spans}
    gold = set(frame.arguments)
    arguments.add(found, gold)
    core.add({s for s in found if s[0][3].isdigit()}, {s for s in gold if s[0][3].isdigit()})


def score_factuality(scorer: Scorer, documents: list[Document]) -> Result:
    """Pearson's correlation and mean absolute error of factuality."""
    found, gold = [], []
    for document in documents:
        if document.factuality:
            _, scores = scorer.read(document, sentences=True)
            found += [float(scores.logits["fact"][word]) for word in document.factuality]
            gold += list(document.factuality.values())
    error = np.abs(np.array(found) - np.array(gold)).mean()
    return {
        "factuality r": float(np.corrcoef(found, gold)[0, 1]),
        "factuality error": float(error),
    }


def _labelled(
    scorer: Scorer, documents: list[Document], head: str
) -> Iterator[tuple[Document, Scores, list[LabelledSpan]]]:
    scheme = BioScheme(getattr(scorer.encode.model.labels, head))
    for document in documents:
        _, scores = scorer.read(document, sentences=False)
        whole = [(0, len(document.words))]
        yield document, scores, scheme.spans(scores.logits[head], whole)


def score_attributions(scorer: Scorer, documents: list[Document]) -> Result:
    """Exact spans of sources, cues and contents; links of gold spans to gold cues."""
    counts = {name: Counts() for name in ("SOURCE", "CUE", "CONTENT")}
    right = total = 0
    for document, scores, spans in _labelled(scorer, documents, "attr"):
        gold = spans_of(document.layers["attr"])
        for name, count in counts.items():
            found: set[Span] = {(s.label, s.start, s.end) for s in spans if s.label == name}
            count.add(found, {span for span in gold if span[0] == name})
        hits, links = _linked(document, scores)
        right, total = right + hits, total + links
    result = {name.lower(): count.f1() for name, count in counts.items()}
    return {**result, "links": 100 * right / max(1, total)}


def _linked(document: Document, scores: Scores) -> tuple[int, int]:
    """Return how many spans that the model found the start of go to their cue, and how many."""
    known = set(np.flatnonzero(scores.rows["link_dep"].has(np.arange(len(document.words)))))
    links = [link for link in document.links or [] if set(link) <= known]
    cues = sorted({cue for _, cue in links})
    if not links:
        return 0, 0
    spans = scores.rows["link_dep"].take(np.array([span for span, _ in links]))
    table = (
        spans @ scores.model.constants["link_u"] @ scores.rows["link_head"].take(np.array(cues)).T
    )
    chosen = [cues[i] for i in table.argmax(axis=1).tolist()]
    return sum(a == b[1] for a, b in zip(chosen, links, strict=True)), len(links)


def score_names(scorer: Scorer, documents: list[Document]) -> Result:
    """Exact spans of names; a type is right if the corpus allows it.

    What the corpus says nothing of counts neither for nor against.
    """
    counts: dict[str, Counts] = {"all": Counts()}
    for document, _, spans in _labelled(scorer, documents, "ner"):
        for label, right, predicted, gold in _compared(document.layers["ner"], spans):
            for name in ("all", label):
                count = counts.setdefault(name, Counts())
                count.right += right
                count.predicted += predicted
                count.gold += gold
    return {f"names {name}": count.f1() for name, count in sorted(counts.items()) if count.gold}


def _compared(layer: list[str], spans: list[LabelledSpan]) -> Iterator[tuple[str, int, int, int]]:
    """Yield (type, right, predicted, gold) of each gold and each predicted name."""
    gold = gold_names(layer)
    for span in spans:
        types = gold.get((span.start, span.end), set())
        if span.label in types:
            yield span.label, 1, 1, 0
        elif not _is_open(layer, span):
            yield span.label, 0, 1, 0
    for types in gold.values():
        yield min(types), 0, 0, 1


def gold_names(layer: list[str]) -> dict[tuple[int, int], set[str]]:
    """Return the types of each gold name by its (first word, word after the last)."""
    sure = ["O" if x.startswith(("O", "*")) else x for x in layer]
    sides = ["O" if x == "O" else f"{x[0]}-NAME" for x in sure]
    return {
        (start, end): {label[2:] for label in sure[start].split("|")}
        for _, start, end in spans_of(sides)
    }


def _is_open(layer: list[str], span: LabelledSpan) -> bool:
    """Say whether the corpus leaves open that ``span`` is a name of its type."""
    words = layer[span.start : span.end]
    return all(x == "*" or f"B-{span.label}" in x.split("|") for x in words) and any(
        x.startswith(("O", "*")) for x in words
    )


def score_times(scorer: Scorer, documents: list[Document]) -> Result:
    """Exact TIMEX3 spans, with and without their types."""
    typed, bare = Counts(), Counts()
    for document, _, spans in _labelled(scorer, documents, "timex"):
        gold = set(spans_of(document.layers["timex"]))
        found: set[Span] = {(span.label, span.start, span.end) for span in spans}
        typed.add(found, gold)
        bare.add({("", a, b) for _, a, b in found}, {("", a, b) for _, a, b in gold})
    return {"times": bare.f1(), "times with type": typed.f1()}


Task = Callable[[Scorer, list[Document]], Result]
TASKS: dict[str, tuple[str, Task]] = {
    "trees": ("ewt", score_trees),
    "sentences": ("ewt", score_sentences),
    "roles": ("ewt", score_roles),
    "factuality": ("ewt", score_factuality),
    "attributions": ("polnear", score_attributions),
    "names": ("names", score_names),
    "names re3d": ("names re3d", score_names),
    "names re3d-bbc": ("re3d-bbc", score_names),
    "names uner": ("uner", score_names),
    "times": ("timebank", score_times),
    "trees gum": ("gum", score_trees),
}


def evaluate(prepared: Prepared, folder: Path | None, tasks: list[str], documents: int) -> Result:
    """Return the scores of ``tasks``, each under its name."""
    scorer = Scorer(folder)
    parts = dict(prepared.dev)
    parts["names re3d"] = [d for d in parts["names"] if d.name.startswith("re3d")]
    results: Result = {}
    for task in tasks:
        part, score = TASKS[task]
        found = score(scorer, parts[part][:documents])
        results |= {f"{task}: {name}": round(value, 2) for name, value in found.items()}
    return results


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, help="folder of the model; the shipped one if none")
    parser.add_argument("--tasks", nargs="+", choices=list(TASKS), default=list(TASKS))
    parser.add_argument("--documents", type=int, default=100_000, help="at most, of each corpus")
    options = parser.parse_args()
    prepared = load(options.data)
    print(json.dumps(evaluate(prepared, options.model, options.tasks, options.documents), indent=1))


if __name__ == "__main__":
    main()
