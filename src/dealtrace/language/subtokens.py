"""What the model sees of a word: its subtokens and its case shape.

Training and reading both go through here, so that the model meets the same input in both.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from tokenizers import Tokenizer

SHAPE_SPECIAL, SHAPE_LOWER, SHAPE_TITLE, SHAPE_UPPER, SHAPE_MIXED, SHAPE_DIGIT, SHAPE_PUNCT = range(
    7
)
MAX_WORD_CHARACTERS = 64  # no English word is longer; hostile text has words of megabytes
MAX_WORD_SUBTOKENS = 12
_CACHE_WORDS = 100_000


@lru_cache(maxsize=_CACHE_WORDS)
def word_shape(word: str) -> int:
    """Return the case shape of ``word``, one of the ``SHAPE_*`` numbers (never special)."""
    if any(char.isdigit() for char in word):
        return SHAPE_DIGIT
    letters = [char for char in word if char.isalpha()]
    if not letters:
        return SHAPE_PUNCT
    if not any(char.isupper() for char in letters):
        return SHAPE_LOWER
    if letters[0].isupper() and not any(char.isupper() for char in letters[1:]):
        return SHAPE_TITLE
    if all(char.isupper() for char in letters):
        return SHAPE_UPPER
    return SHAPE_MIXED


class Subtokens:
    """Splits words into subtoken ids; remembers the words it has seen."""

    def __init__(self, path: Path) -> None:
        """Read a ``tokenizer.json`` with the tokens ``[CLS] [SEP] [PAD] [UNK]``."""
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.cls, self.sep, self.pad, self.unk = map(
            self._special, ("[CLS]", "[SEP]", "[PAD]", "[UNK]")
        )
        self._seen: dict[str, tuple[int, ...]] = {}

    def _special(self, token: str) -> int:
        number: int | None = self._tokenizer.token_to_id(token)
        if number is None:
            raise ValueError(f"the model's tokenizer.json has no token {token}")
        return number

    def ids(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Return each word's subtoken ids: at least one, at most ``MAX_WORD_SUBTOKENS``."""
        seen = self._seen
        unseen = list({word for word in words if word not in seen})
        if len(seen) + len(unseen) > _CACHE_WORDS:
            seen.clear()
            unseen = list(set(words))
        if unseen:
            self._learn(unseen)
        return [seen[word] for word in words]

    def _learn(self, words: list[str]) -> None:
        clipped = [_well_formed(word[:MAX_WORD_CHARACTERS]) for word in words]
        encodings = self._tokenizer.encode_batch(clipped, add_special_tokens=False)
        for word, encoding in zip(words, encodings, strict=True):
            self._seen[word] = tuple(encoding.ids[:MAX_WORD_SUBTOKENS]) or (self.unk,)


def _well_formed(word: str) -> str:
    """Replace lone surrogates, which are no Unicode text and which the tokenizer refuses."""
    return word.encode("utf-8", "replace").decode("utf-8")
