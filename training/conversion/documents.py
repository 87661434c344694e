"""The one form into which every corpus is read."""

from __future__ import annotations

from dataclasses import dataclass, field

Span = tuple[str, int, int]
"""A label with the first word and the word after the last."""


@dataclass
class Frame:
    """A predicate: its word, PropBank roleset and labelled argument spans (word indices)."""

    word: int
    roleset: str
    arguments: list[Span] = field(default_factory=list)


@dataclass
class Document:
    """A tokenised text with whatever its corpus annotates; None stands for "not annotated here".

    All indices are word indices of the whole document. ``starts`` are the first words of its
    sentences, or, where ``sentences`` is False, of stretches at which it may be cut.
    ``layers`` holds one value per word: ``upos``, ``xpos``, ``lemma`` (the lemma itself), ``rel``,
    ``misc``, ``timex`` and ``attr`` (BIO labels) and ``ner`` (BIO labels joined by ``|``, any of
    which may be the right one). ``heads``: word index of each word's head, -1 for a root.
    ``framed``: first words of the sentences whose predicates are all in ``frames``.
    ``factuality``: predicate word to -3..3. ``links``: first words of (source or content, cue).
    ``chains``: per entity, the head words of its mentions.
    """

    name: str
    corpus: str
    words: list[str]
    starts: list[int]
    sentences: bool = False
    sentence_ids: list[str] = field(default_factory=list)
    layers: dict[str, list[str]] = field(default_factory=dict)
    heads: list[int] | None = None
    frames: list[Frame] = field(default_factory=list)
    framed: set[int] = field(default_factory=set)
    factuality: dict[int, float] = field(default_factory=dict)
    links: list[tuple[int, int]] | None = None
    chains: list[list[int]] | None = None


def bio(length: int, spans: list[Span], outside: str = "O") -> list[str]:
    """Return one BIO label per word; where spans overlap the first of the list wins."""
    labels = [outside] * length
    for label, start, end in spans:
        if any(labels[i] != outside for i in range(start, end)):
            continue
        for i in range(start, end):
            labels[i] = ("B-" if i == start else "I-") + label
    return labels


def spans_of(labels: list[str]) -> list[Span]:
    """Return the spans of a BIO sequence; an I that continues nothing opens a span."""
    spans: list[Span] = []
    for i, label in enumerate([*labels, "O"]):
        continues = label.startswith("I-") and spans and spans[-1][0] == label[2:]
        if spans and spans[-1][2] < 0 and not continues:
            spans[-1] = (spans[-1][0], spans[-1][1], i)
        if label != "O" and not (continues and spans[-1][2] < 0):
            spans.append((label[2:], i, -1))
    return spans


def word_span(offsets: list[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """Return the words that the characters ``start:end`` touch as (first, after last), or None."""
    touched = [i for i, (a, b) in enumerate(offsets) if a < end and b > start]
    return (touched[0], touched[-1] + 1) if touched else None
