"""From characters to tokens, for look-ups that work on a document's text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from spacy.tokens import Doc


class Offsets:
    """The token offsets of one document, taken once for many questions."""

    def __init__(self, doc: Doc) -> None:
        """Read the offsets of ``doc``."""
        self._starts = [token.idx for token in doc]
        self._ends = [token.idx + len(token) for token in doc]

    def tokens(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the tokens that characters ``start`` to ``end`` touch, as a range, or None."""
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end)
        return (first, last) if first < last else None
