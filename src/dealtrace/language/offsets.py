"""From characters to tokens, for look-ups that work on a document's text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from weakref import WeakKeyDictionary

import numpy as np
from spacy.tokens import Doc

_STRINGS = {0: ""}  # what has been met; spaCy's numbers are the same in every vocabulary
_MOST_STRINGS = 100_000
_TEXTS: WeakKeyDictionary[Doc, str] = WeakKeyDictionary()


def keep_text(doc: Doc, text: str) -> None:
    """Remember ``text`` as that of ``doc``, which was made of it."""
    _TEXTS[doc] = text


def text_of(doc: Doc) -> str:
    """Return the text of ``doc``, which spaCy itself puts together anew each time."""
    if doc not in _TEXTS:
        keep_text(doc, doc.text)
    return _TEXTS[doc]


def flags(doc: Doc, name: str) -> list[bool]:
    """Return a yes-or-no attribute ("IS_SPACE") of each token."""
    found: list[bool] = doc.to_array([name]).astype(bool).ravel().tolist()
    return found


def strings(doc: Doc, name: str) -> list[str]:
    """Return an attribute that is text ("lemma_") of each token; spaCy keeps it as a number."""
    column = doc.to_array([name.rstrip("_").upper()]).astype(np.uint64)
    numbers: list[int] = column.ravel().tolist()
    store = doc.vocab.strings
    new = {number: store[number] for number in set(numbers).difference(_STRINGS)}
    if len(_STRINGS) > _MOST_STRINGS:
        return [new.get(number) or _STRINGS[number] for number in numbers]
    _STRINGS.update(new)
    return [_STRINGS[number] for number in numbers]


class Offsets:
    """The token offsets of one document, taken once for many questions."""

    def __init__(self, doc: Doc) -> None:
        """Read the offsets of ``doc``."""
        columns = doc.to_array(["IDX", "LENGTH"]).astype(np.int64)
        self._starts: list[int] = columns[:, 0].tolist()
        self._ends: list[int] = columns.sum(axis=1).tolist()

    def tokens(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the tokens that characters ``start`` to ``end`` touch, as a range, or None."""
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end)
        return (first, last) if first < last else None
