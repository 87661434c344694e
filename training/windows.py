"""Cuts documents into windows of sentences and turns them into arrays of numbers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from dealtrace.language.lemma_scripts import lemma_script
from dealtrace.language.subtokens import (
    SHAPE_LOWER,
    SHAPE_TITLE,
    SHAPE_UPPER,
    Subtokens,
    word_shape,
)
from training.conversion.documents import Document
from training.conversion.entities import ANY
from training.inventory import Inventory

IGNORE = -100
LONG_SHARE = 0.75  # of the windows are filled to the limit, the others are short
SHORTEST = 24
CURLY_SHARE = 0.3  # of the windows get typographic quotes
HEADLINE_SHARE = 0.04  # of the windows look like headlines, and as many are in capitals
LETTERS = (SHAPE_LOWER, SHAPE_TITLE, SHAPE_UPPER)


@dataclass
class FrameTarget:
    """A predicate in a window: word, roleset candidates (the first is right), argument labels."""

    word: int
    candidates: list[int]
    start: int
    labels: list[int]


@dataclass
class Window:
    """A stretch of a document as numbers; word indices count from its first word."""

    ids: list[int]
    shapes: list[int]
    first: list[int]
    last: list[int]
    sentence: list[int]
    tags: dict[str, list[int]]
    heads: list[int] | None
    frames: list[FrameTarget]
    factuality: dict[int, float]
    links: list[tuple[int, int]] | None
    chains: list[list[int]] | None


class Encoder:
    """Turns stretches of documents into windows."""

    def __init__(self, inventory: Inventory, subtokens: Subtokens) -> None:
        self.inventory, self.subtokens = inventory, subtokens
        self.index = {
            name: {label: i for i, label in enumerate(getattr(inventory, name))}
            for name in ("upos", "xpos", "lemma", "rel", "ner", "timex", "attr", "rolesets", "srl")
        }
        self.label_sets: dict[str, int] = {}

    def cut(
        self, documents: list[Document], rng: random.Random | None = None
    ) -> Iterator[tuple[Document, int, int]]:
        """Yield (document, first word, word after the last) of windows that fit the limit.

        With ``rng`` some windows are short; without it all are as long as may be.
        """
        for document in documents:
            sizes = [len(ids) for ids in self.subtokens.ids(document.words)]
            limit, start, size = self._limit(rng), 0, 0
            for a, b in self._pieces(document, sizes):
                length = sum(sizes[a:b])
                if a > start and size + length > limit:
                    yield document, start, a
                    limit, start, size = self._limit(rng), a, 0
                size += length
            yield document, start, len(document.words)

    def _limit(self, rng: random.Random | None) -> int:
        longest = self.inventory.max_subtokens - 2
        if rng is None or rng.random() < LONG_SHARE:
            return longest
        return rng.randint(SHORTEST, longest)

    def _pieces(self, document: Document, sizes: list[int]) -> Iterator[tuple[int, int]]:
        """Yield the document's sentences, cut where one is longer than a window."""
        ends = [*document.starts[1:], len(document.words)]
        for start, end in zip(document.starts, ends, strict=True):
            size = 0
            for i in range(start, end):
                size += sizes[i]
                if size > self.inventory.max_subtokens - 2:
                    yield start, i
                    start, size = i, sizes[i]
            if end > start:
                yield start, end

    def window(
        self, document: Document, start: int, end: int, rng: random.Random | None = None
    ) -> Window:
        """Return the window of the words ``start:end``; with ``rng`` its look is varied."""
        words = document.words[start:end]
        ids, first, last, shapes = self._subtokens(vary_quotes(words, rng), rng)
        heads = document.heads
        return Window(
            ids,
            shapes,
            first,
            last,
            self._sentences(document, start, end),
            self._tags(document, start, end),
            [self._inside(h, start, end) for h in heads[start:end]] if heads else None,
            [
                self._frame(document, f.word, start, end, f.roleset, f.arguments)
                for f in document.frames
                if start <= f.word < end
            ],
            {w - start: v for w, v in document.factuality.items() if start <= w < end},
            [
                (a - start, b - start)
                for a, b in document.links
                if start <= a < end and start <= b < end
            ]
            if document.links is not None
            else None,
            [[w - start for w in chain if start <= w < end] for chain in document.chains]
            if document.chains is not None
            else None,
        )

    def _subtokens(
        self, words: list[str], rng: random.Random | None
    ) -> tuple[list[int], list[int], list[int], list[int]]:
        ids, shapes, first, last = [self.subtokens.cls], [0], [], []
        word_shapes = vary_shapes([word_shape(word) for word in words], rng)
        for pieces, shape in zip(self.subtokens.ids(words), word_shapes, strict=True):
            first.append(len(ids))
            ids += pieces
            shapes += [shape] * len(pieces)
            last.append(len(ids) - 1)
        return [*ids, self.subtokens.sep], first, last, [*shapes, 0]

    def _sentences(self, document: Document, start: int, end: int) -> list[int]:
        starts, number, found = set(document.starts), 0, []
        for i in range(start, end):
            number += i in starts and i > start
            found.append(number)
        return found

    def _inside(self, head: int, start: int, end: int) -> int:
        if head < 0:
            return 0
        return head - start + 1 if start <= head < end else IGNORE

    def _tags(self, document: Document, start: int, end: int) -> dict[str, list[int]]:
        tags: dict[str, list[int]] = {}
        for layer in ("upos", "xpos", "rel", "timex", "attr"):
            if layer in document.layers:
                index = self.index[layer]
                tags[layer] = [index.get(x, IGNORE) for x in document.layers[layer][start:end]]
        if "lemma" in document.layers:
            index, lemmas = self.index["lemma"], document.layers["lemma"][start:end]
            pairs = zip(document.words[start:end], lemmas, strict=True)
            tags["lemma"] = [index.get(lemma_script(*pair), IGNORE) for pair in pairs]
        if "ner" in document.layers:
            tags["ner"] = [self._label_set(x) for x in document.layers["ner"][start:end]]
        if document.heads is not None:
            starts = set(document.starts)
            tags["sent"] = [int(i in starts) for i in range(start, end)]
        if document.framed:
            tags["pred"] = self._predicates(document, start, end)
        return tags

    def _label_set(self, labels: str) -> int:
        return IGNORE if labels == ANY else self.label_sets.setdefault(labels, len(self.label_sets))

    def label_set_rows(self) -> list[list[int]]:
        """Return the label numbers of each set that the ``ner`` targets refer to."""
        index = self.index["ner"]
        return [[index[label] for label in labels.split("|")] for labels in self.label_sets]

    def _predicates(self, document: Document, start: int, end: int) -> list[int]:
        marked = {frame.word for frame in document.frames}
        sentence, found = start, []
        starts = set(document.starts)
        for i in range(start, end):
            sentence = i if i in starts else sentence
            found.append(int(i in marked) if sentence in document.framed else IGNORE)
        return found

    def _frame(
        self,
        document: Document,
        word: int,
        start: int,
        end: int,
        roleset: str,
        arguments: list[tuple[str, int, int]],
    ) -> FrameTarget:
        bounds = [*document.starts, len(document.words)]
        a = max([s for s in bounds if s <= word], default=start)
        b = min(s for s in bounds if s > word)
        a, b = max(a, start), min(b, end)
        labels = ["O"] * (b - a)
        for role, x, y in arguments:
            for i in range(max(x, a), min(y, b)):
                labels[i - a] = ("B-" if i == x else "I-") + role
        known = self.inventory.lemma_rolesets.get(predicate_lemma(document, word, roleset), [])
        index = self.index["rolesets"]
        names = [roleset, *(n for n in known if n != roleset)] if roleset in index else []
        numbers = [self.index["srl"][label] for label in labels]
        return FrameTarget(word - start, [index[n] for n in names], a - start, numbers)


def predicate_lemma(document: Document, word: int, roleset: str) -> str:
    """Return the lemma of a predicate, by its roleset where the document has no lemmas."""
    if "lemma" in document.layers:
        return document.layers["lemma"][word].lower()
    return roleset.partition(".")[0].partition("_")[0]


def vary_quotes(words: list[str], rng: random.Random | None) -> list[str]:
    """Return ``words``, now and then with typographic quotes and apostrophes."""
    if rng is None or rng.random() >= CURLY_SHARE:
        return words
    opened, changed = False, []
    for word in words:
        if word == '"':
            opened = not opened
            changed.append("“" if opened else "”")
        else:
            changed.append(word.replace("'", "’"))
    return changed


def vary_shapes(shapes: list[int], rng: random.Random | None) -> list[int]:
    """Return ``shapes``, now and then those of a headline or of a text in capitals."""
    chance = rng.random() if rng else 1.0
    if chance < HEADLINE_SHARE:
        return [SHAPE_TITLE if shape == SHAPE_LOWER else shape for shape in shapes]
    if chance < 2 * HEADLINE_SHARE:
        return [SHAPE_UPPER if shape in LETTERS else shape for shape in shapes]
    return shapes
