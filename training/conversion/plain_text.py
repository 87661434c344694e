"""Turns running text into words with offsets and likely sentence starts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import spacy
from spacy.language import Language


@dataclass(frozen=True)
class Tokens:
    """Words of a text, their character offsets and the words at which it may be cut."""

    words: list[str]
    offsets: list[tuple[int, int]]
    starts: list[int]


@lru_cache(maxsize=1)
def _pipeline() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.max_length = 10_000_000
    return nlp


def tokenise(text: str) -> Tokens:
    """Split ``text`` with spaCy's rules; cut it at sentence ends and at line breaks."""
    words: list[str] = []
    offsets: list[tuple[int, int]] = []
    starts: list[int] = []
    fresh = True
    for token in _pipeline()(text):
        if token.is_space:
            fresh = fresh or "\n" in token.text
            continue
        if fresh or token.is_sent_start:
            starts.append(len(words))
        fresh = False
        words.append(token.text)
        offsets.append((token.idx, token.idx + len(token.text)))
    return Tokens(words, offsets, starts)
