"""The component that runs the model: one forward pass over a document, for all the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from dealtrace.language.annotations import register_extensions
from dealtrace.language.model_file import Floats, Ints, ModelFile, model_folder, open_model
from dealtrace.language.offsets import flags, strings
from dealtrace.language.scores import Arcs, Rows, Scores, attach
from dealtrace.language.subtokens import Subtokens, word_shape
from dealtrace.language.windows import Window, find_units, plan_windows

BATCH_SUBTOKENS = 1024  # padded; more takes memory and, on a few cores, gains no time
_LABELLED = ("upos", "xpos", "lemma")
_KEPT = ("sent", "ner", "timex", "attr", "pred", "fact", "coref_m")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_LINE_END = frozenset({".", "!", "?", "…", ":", '"', "”", "’", ")", "]"})
# Vectors needed of a few words only are kept only of those: {output: the logit that decides}.
_SPARSE = {
    **{"sense": "pred", "srl_pred": "pred", "link_dep": "attr", "link_head": "attr"},
    **{"coref_a": "coref_m", "coref_b": "coref_m"},
}
_DENSE = ("rel_dep", "rel_head", "srl_arg")
FLOOR = -2.0  # words whose logit is lower are neither predicates nor mentions


class Encoder:
    """Reads a document in windows and attaches a :class:`Scores` to it."""

    def __init__(self, path: Path | str | None = None, threads: int = 1) -> None:
        """Open the model in folder ``path`` (None: the shipped one) with ``threads`` threads."""
        self.model: ModelFile = open_model(path, threads)
        self.subtokens = Subtokens(model_folder(path) / "tokenizer.json")

    def __call__(self, doc: Doc) -> Doc:
        """Encode ``doc``; its words are its tokens that are not white space."""
        words, breaks = words_and_breaks(doc)
        place = np.full(len(doc), -1, dtype=np.int64)
        place[words] = np.arange(len(words))
        tokens = strings(doc, "orth_")
        texts = [tokens[i] for i in words]
        scores = Scores(
            *(self.model, np.array(words, dtype=np.int64), place, texts),
            np.array(breaks, dtype=np.int64),
        )
        self._read(texts, scores)
        attach(doc, scores)
        return doc

    def windows(self, words: Sequence[str], breaks: Sequence[int]) -> list[Window]:
        """Return the windows in which ``words`` are read; ``breaks`` begin paragraphs."""
        sizes = [len(ids) for ids in self.subtokens.ids(words)]
        capacity = self.model.labels.max_subtokens - 2
        return plan_windows(sizes, find_units(words, breaks, capacity), capacity)

    def feeds(
        self, words: Sequence[str], windows: Sequence[Window]
    ) -> Iterator[tuple[list[int], dict[str, Ints]]]:
        """Yield batches of similar length: the windows' numbers and the model's inputs."""
        ids = self.subtokens.ids(words)
        sizes = np.fromiter(map(len, ids), dtype=np.int64, count=len(ids))
        offsets = np.concatenate(([0], np.cumsum(sizes)))
        flat = np.fromiter((i for word in ids for i in word), np.int64, count=int(offsets[-1]))
        shapes = np.fromiter(map(word_shape, words), dtype=np.int64, count=len(ids))
        spread = np.repeat(shapes, sizes)
        lengths = [int(offsets[w.end] - offsets[w.start]) + 2 for w in windows]
        for batch in _batches(lengths):
            feed = self._blank_feed([windows[i] for i in batch], max(lengths[i] for i in batch))
            for row, number in enumerate(batch):
                self._fill(feed, row, windows[number], offsets, flat, spread)
            yield batch, feed

    def _blank_feed(self, windows: Sequence[Window], longest: int) -> dict[str, Ints]:
        most_words = max(window.end - window.start for window in windows)
        by_subtoken, by_word = (len(windows), longest), (len(windows), most_words)
        return {
            "input_ids": np.full(by_subtoken, self.subtokens.pad, dtype=np.int64),
            "attention_mask": np.zeros(by_subtoken, dtype=np.int64),
            "shape_ids": np.zeros(by_subtoken, dtype=np.int64),
            "first": np.zeros(by_word, dtype=np.int64),
            "last": np.zeros(by_word, dtype=np.int64),
        }

    def _fill(
        self,
        feed: dict[str, Ints],
        row: int,
        window: Window,
        offsets: Ints,
        flat: Ints,
        spread: Ints,
    ) -> None:
        low, high = int(offsets[window.start]), int(offsets[window.end])
        length, words = high - low, window.end - window.start
        feed["input_ids"][row, 0] = self.subtokens.cls
        feed["input_ids"][row, 1 : length + 1] = flat[low:high]
        feed["input_ids"][row, length + 1] = self.subtokens.sep
        feed["attention_mask"][row, : length + 2] = 1
        feed["shape_ids"][row, 1 : length + 1] = spread[low:high]
        feed["first"][row, :words] = offsets[window.start : window.end] - low + 1
        feed["last"][row, :words] = offsets[window.start + 1 : window.end + 1] - low

    def _read(self, words: Sequence[str], scores: Scores) -> None:
        count = len(words)
        scores.arcs = Arcs(count)
        scores.rows = {name: Rows(count) for name in (*_DENSE, *_SPARSE)}
        windows = self.windows(words, scores.breaks.tolist())
        for batch, feed in self.feeds(words, windows):
            outputs = self.model.run(feed)
            for row, number in enumerate(batch):
                _keep(scores, windows[number], outputs, row)
        if not count:
            return
        scores.logits["sent"][0] = 10.0


def _keep(scores: Scores, window: Window, outputs: dict[str, Floats], row: int) -> None:
    """Keep what decoding needs of a window's own words."""
    own = slice(window.own_start, window.own_end)
    here = slice(window.own_start - window.start, window.own_end - window.start)
    count = len(scores.words)
    for name in _LABELLED:
        store = scores.labels.setdefault(name, np.zeros(count, dtype=np.int64))
        store[own] = outputs[name][row, here].argmax(axis=-1)
    for name in _KEPT:
        found = outputs[name][row, here]
        if name not in scores.logits:
            scores.logits[name] = np.zeros((count, *found.shape[1:]), dtype=np.float32)
        scores.logits[name][own] = found
    words = np.arange(window.own_start, window.own_end)
    for name in _DENSE:
        scores.rows[name].add(words, outputs[name][row, here])
    keep = {
        "pred": outputs["pred"][row, here] > FLOOR,
        "coref_m": outputs["coref_m"][row, here] > FLOOR,
        "attr": outputs["attr"][row, here].argmax(axis=-1) != _outside(scores),
    }
    for name, decider in _SPARSE.items():
        chosen = keep[decider]
        scores.rows[name].add(words[chosen], outputs[name][row, here][chosen])
    assert scores.arcs is not None
    scores.arcs.add(window, outputs["arc"][row, here, : window.end - window.start + 1])


def _outside(scores: Scores) -> int:
    return scores.model.labels.attr.index("O")


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Group windows of similar length, longest first, up to ``BATCH_SUBTOKENS`` with padding."""
    batch: list[int] = []
    for number in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        if batch and lengths[batch[0]] * (len(batch) + 1) > BATCH_SUBTOKENS:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


def words_and_breaks(doc: Doc) -> tuple[list[int], list[int]]:
    """Return the tokens that are words, and which of these words begin paragraphs."""
    texts = strings(doc, "orth_")
    is_space = flags(doc, "IS_SPACE")
    words = [i for i, space in enumerate(is_space) if not space]
    place = {token: word for word, token in enumerate(words)}
    return words, [place[i] for i in find_breaks(texts, is_space, aside_edges(doc))]


def aside_edges(doc: Doc) -> set[int]:
    """Return the tokens at which an aside, or the story after one, begins."""
    return {edge for span in doc._.asides for edge in span}


def find_breaks(texts: Sequence[str], is_space: Sequence[bool], edges: set[int]) -> list[int]:
    """Return the word tokens that begin a paragraph: after a blank line, or at an aside's edge.

    A single line end counts too where the text has one paragraph a line, that is where nearly
    every line ends as a sentence does.
    """
    lines = [i for i, text in enumerate(texts) if is_space[i] and "\n" in text]
    single = [i for i in lines if not _PARAGRAPH.search(texts[i])]
    ended = sum(i > 0 and texts[i - 1] in _LINE_END for i in single)
    every = ended >= 0.7 * len(single)
    starts = edges | {
        i + 1
        for i in lines
        if every or _PARAGRAPH.search(texts[i]) or (i > 0 and texts[i - 1] in _LINE_END)
    }
    return sorted({found for start in starts if (found := _next_word(start, is_space)) >= 0})


def _next_word(start: int, is_space: Sequence[bool]) -> int:
    while start < len(is_space) and is_space[start]:
        start += 1
    return start if start < len(is_space) else -1


@Language.factory(
    "dealtrace_encoder",
    default_config={"path": None, "threads": 1},
    assigns=[],
)
def make_encoder(nlp: Language, name: str, path: str | None, threads: int) -> Encoder:
    """Make the component that runs the model in the folder ``path`` (None: the shipped one)."""
    register_extensions()
    return Encoder(path, threads)
