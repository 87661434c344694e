"""Builds annotated documents without a model: trees from ``sentences.conllu``, the rest by name.

``sentences.conllu`` holds hand-checked trees (Universal Dependencies, names in the last column),
found by their text. A test names sentences by writing them and says which words are predicates,
attributions and times; every span is given by its own words.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

import spacy
from spacy.tokens import Doc, Span, Token
from spacy.training.converters import conllu_to_docs  # type: ignore[attr-defined]
from spacy.vocab import Vocab

from dealtrace.claims import casting
from dealtrace.claims.model import Claim, ClaimType, Reading
from dealtrace.claims.reading import read_doc
from dealtrace.claims.scene import Scene
from dealtrace.intake.report import Report
from dealtrace.language.annotations import (
    Argument,
    Attribution,
    Chain,
    Mention,
    Predicate,
    Timex,
    register_extensions,
)

TREES = Path(__file__).with_name("sentences.conllu")
PUBLISHED = dt.date(2019, 3, 8)


@cache
def _trees() -> dict[str, bytes]:
    """Return every sentence of the tree file by its text, as bytes so that no test shares one."""
    lines = TREES.read_text("utf-8").strip()
    docs = conllu_to_docs(lines, 1, no_print=True)  # type: ignore[no-untyped-call]
    return {doc.text.strip(): doc.to_bytes() for doc in docs}


def build(*sentences: str) -> Doc:
    """Return a document of the sentences, in order; ``KeyError`` for one without a tree."""
    register_extensions()
    docs = [Doc(_vocab()).from_bytes(_trees()[sentence]) for sentence in sentences]
    doc = Doc.from_docs(docs, ensure_whitespace=True)
    assert doc is not None
    doc._.published = PUBLISHED
    return doc


@cache
def _vocab() -> Vocab:
    """English words know whether they are letters or digits; those of a bare ``Vocab`` don't."""
    return spacy.blank("en").vocab


def find(doc: Doc, words: str, nth: int = 0) -> Span:
    """Return the ``nth`` span whose text is ``words``."""
    starts = [n for n in range(len(doc.text)) if doc.text.startswith(words, n)]
    spans = [s for n in starts if (s := doc.char_span(n, n + len(words))) is not None]
    return spans[nth]


def word(doc: Doc, text: str) -> Token:
    """Return the first token with this text."""
    return find(doc, text).root


def predicate(doc: Doc, text: str, roleset: str, factuality: float = 3.0, **roles: str) -> None:
    """Add a predicate; each role's span is given by its words ("ARGM-TMP" as ``ARGM_TMP``)."""
    arguments = tuple(_argument(doc, role, words) for role, words in roles.items())
    new = Predicate(word(doc, text).i, roleset, arguments, factuality=factuality)
    doc._.predicates = (*doc._.predicates, new)


def _argument(doc: Doc, role: str, words: str) -> Argument:
    span = find(doc, words)
    return Argument(role.replace("_", "-"), span.start, span.end, span.root.i)


def attribute(doc: Doc, source: str | None, cue: str, *content: str, nth: int = 0) -> None:
    """Add an attribution: ``source`` says (``cue``, its ``nth`` occurrence) the ``content``."""
    said = find(doc, cue, nth)
    by = find(doc, source) if source else None
    new = Attribution(
        (said.start, said.end),
        (by.start, by.end) if by is not None else None,
        tuple((s.start, s.end) for s in (find(doc, words) for words in content)),
    )
    doc._.attributions = (*doc._.attributions, new)


def time(doc: Doc, words: str, value: str, interval: str | None = None, type: str = "DATE") -> None:
    """Add a time expression."""
    span = find(doc, words)
    doc._.times = (*doc._.times, Timex(span.start, span.end, type, value, interval))


def chain(doc: Doc, *mentions: str) -> None:
    """Add a coreference chain; the first mention names it."""
    spans = [find(doc, words) for words in mentions]
    found = tuple(Mention(s.start, s.end, s.root.i) for s in spans)
    doc._.chains = (*doc._.chains, Chain(found, found[0]))


def scene(doc: Doc, **report: str) -> Scene:
    """Return the document's scene, in a report published on :data:`PUBLISHED`."""
    return casting.stage(doc, _report(doc, report))


def reading(doc: Doc, **report: str) -> Reading:
    """Return the whole reading of the document."""
    return read_doc(_report(doc, report), doc)


def _report(doc: Doc, known: dict[str, str]) -> Report:
    return Report(doc.text, published=PUBLISHED, **known)  # type: ignore[arg-type]


def claims(found: Reading, type: ClaimType) -> list[Claim]:
    """Return the reading's claims of one type."""
    return [claim for claim in found.claims if claim.type is type]


def codes(claim: Claim, role: str) -> set[str | None]:
    """Return the states in a claim's role."""
    return {actor.code for actor in claim.roles.get(role, ())}


def names(claim: Claim, role: str) -> set[str]:
    """Return the names in a claim's role."""
    return {actor.name for actor in claim.roles.get(role, ())}
