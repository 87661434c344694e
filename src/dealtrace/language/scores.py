"""What the encoder found out about each word of a document, kept until it is decoded."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from dealtrace.language.model_file import Floats, Ints, ModelFile
from dealtrace.language.windows import Window

MAX_SENTENCE = 200  # words; a longer "sentence" (a list, a table, noise) is decoded in pieces


class Rows:
    """Vectors of some of a document's words."""

    def __init__(self, words: int) -> None:
        """Make room for up to ``words`` vectors."""
        self._place = np.full(words, -1, dtype=np.int32)
        self._pieces: list[Floats] = []
        self._size = 0
        self._rows: Floats | None = None

    def add(self, words: Ints, vectors: Floats) -> None:
        """Keep ``vectors`` [n, k] of ``words`` [n]."""
        self._place[words] = np.arange(self._size, self._size + len(words), dtype=np.int32)
        self._size += len(words)
        self._pieces.append(vectors.copy())  # or it would hold on to the whole batch
        self._rows = None

    def take(self, words: Ints) -> Floats:
        """Return the vectors [n, k + 1] of ``words``, a 1 appended; they must have been added."""
        if self._rows is None:
            self._rows = np.concatenate(self._pieces)
            self._pieces = [self._rows]
        found = self._rows[self._place[words]]
        out = np.ones((len(words), found.shape[1] + 1), dtype=np.float32)
        out[:, :-1] = found
        return out

    def has(self, words: Ints) -> npt.NDArray[np.bool_]:
        """Say for each of ``words`` whether its vector was kept."""
        return np.asarray(self._place[words] >= 0)


class Arcs:
    """Head scores of each word towards the words of its window and the root."""

    def __init__(self, words: int) -> None:
        """Make room for ``words`` words."""
        self._window = np.zeros(words, dtype=np.int32)
        self._windows: list[Window] = []
        self._blocks: list[Floats] = []

    def add(self, window: Window, block: Floats) -> None:
        """Keep ``block`` [own words, window words + 1]."""
        self._window[window.own_start : window.own_end] = len(self._blocks)
        self._windows.append(window)
        self._blocks.append(block.copy())

    def block(self, start: int, end: int) -> Floats:
        """Return the scores [n, n + 1] within the sentence of words ``start`` to ``end``.

        Column 0 is the root. A head outside a word's window has a score near minus infinity.
        """
        out = np.full((end - start, end - start + 1), -1e4, dtype=np.float32)
        word = start
        while word < end:
            number = int(self._window[word])
            window, block = self._windows[number], self._blocks[number]
            stop = min(end, window.own_end)
            left, right = max(start, window.start), min(end, window.end)
            rows = block[word - window.own_start : stop - window.own_start]
            out[word - start : stop - start, 0] = rows[:, 0]
            target = out[word - start : stop - start, left - start + 1 : right - start + 1]
            target[:] = rows[:, left - window.start + 1 : right - window.start + 1]
            word = stop
        return out


@dataclass(slots=True)
class Scores:
    """The outputs of one document, by word; a word is a token that is not white space.

    ``words`` [n] are the words' token indices and ``place`` [tokens] the way back (-1 for white
    space). ``labels`` hold the best label of ``upos``, ``xpos`` and ``lemma``; ``logits`` those of
    ``sent``, ``ner``, ``timex``, ``attr``, ``pred``, ``fact``, ``coref_m``; ``rows`` the vectors.
    """

    model: ModelFile
    words: Ints
    place: Ints
    texts: list[str]  # of the words
    breaks: Ints  # the words that begin a paragraph
    labels: dict[str, Ints] = field(default_factory=dict)
    logits: dict[str, Floats] = field(default_factory=dict)
    rows: dict[str, Rows] = field(default_factory=dict)
    arcs: Arcs | None = None
    _sentences: tuple[bytes, list[tuple[int, int]]] | None = None  # by the starts they come from

    def sentences(self, doc: Doc) -> list[tuple[int, int]]:
        """Return the sentences of ``doc`` as ranges of words, each at most ``MAX_SENTENCE``."""
        if not len(self.words):
            return []
        starts = np.asarray(doc.to_array(["SENT_START"])).astype(np.int64)
        key = starts.tobytes()
        if self._sentences is None or self._sentences[0] != key:
            self._sentences = (key, self._cut(doc, starts))
        return self._sentences[1]

    def _cut(self, doc: Doc, starts: Ints) -> list[tuple[int, int]]:
        if not doc.has_annotation("SENT_START"):
            starts[:] = 0
        # white space belongs to the sentence before it, so a start on it counts for the next word
        number = np.cumsum(starts == 1)[self.words]
        edges = np.flatnonzero(np.diff(number)) + 1
        bounds = [0, *edges.tolist(), len(self.words)]
        return [
            (cut, min(cut + MAX_SENTENCE, end))
            for start, end in pairwise(bounds)
            for cut in range(start, end, MAX_SENTENCE)
        ]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return words ``start`` to ``end`` as a range of tokens."""
        return int(self.words[start]), int(self.words[end - 1]) + 1


_SCORES: WeakKeyDictionary[Doc, Scores] = WeakKeyDictionary()


def attach(doc: Doc, scores: Scores) -> None:
    """Keep ``scores`` for as long as ``doc`` lives (outside it, so that it can be written)."""
    _SCORES[doc] = scores


def release(doc: Doc) -> None:
    """Forget the scores of ``doc``, once all is decoded."""
    _SCORES.pop(doc, None)


def scores_of(doc: Doc) -> Scores:
    """Return the scores of ``doc``; it must have passed ``dealtrace_encoder``."""
    try:
        return _SCORES[doc]
    except KeyError:
        raise ValueError(
            "the document has not been encoded: put dealtrace_encoder first in the pipeline"
        ) from None
