"""Builds the pipeline and runs it over a report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from threadpoolctl import ThreadpoolController

from dealtrace.intake.report import Report

# Importing these modules registers their components with spaCy.
from dealtrace.language import (  # noqa: F401
    attributions,
    coreference,
    encoder,
    factuality,
    gazetteer,
    names,
    roles,
    syntax,
    timexes,
)
from dealtrace.language.annotations import register_extensions
from dealtrace.language.offsets import Offsets, keep_text
from dealtrace.language.scores import release

SYNTAX = (
    *("dealtrace_sentences", "dealtrace_tagger", "dealtrace_lemmatizer", "dealtrace_parser"),
    *("dealtrace_ner", "dealtrace_gazetteer"),
)
MEANING = (
    *("dealtrace_times", "dealtrace_roles", "dealtrace_factuality", "dealtrace_attributions"),
    "dealtrace_coref",
)
MAX_WORDS = 25_000  # no report has as many; reading them takes half a minute on a busy machine
_LONG_WORD = 20  # characters; a longer one counts as so many words as it would make
_MAX_CHARACTERS = 20_000_000
_LONG_RUN = 300  # characters without white space; the tokenizer's patterns are slow on such
_SURROGATES = re.compile("[\ud800-\udfff]")
_RUNS = re.compile(rf"\S{{{_LONG_RUN},}}")


def build(
    path: Path | str | None = None,
    components: Sequence[str] | None = None,
    base: Language | None = None,
    threads: int = 1,
) -> Language:
    """Build the pipeline; see :func:`dealtrace.language.load`."""
    register_extensions()
    nlp = spacy.blank("en") if base is None else base
    nlp.max_length = max(nlp.max_length, _MAX_CHARACTERS)
    chosen = (*SYNTAX, *MEANING) if base is None else MEANING
    config = {"path": None if path is None else str(path), "threads": threads}
    nlp.add_pipe("dealtrace_encoder", config=config)
    for name in chosen if components is None else components:
        nlp.add_pipe(name)
    return nlp


def make_doc(nlp: Language, text: str) -> Doc:
    """Tokenise ``text``, every character of it; runs without white space are cut up first.

    Lone surrogates, which no Unicode text has, become U+FFFD: one character for one.
    """
    text = _SURROGATES.sub("\ufffd", text)
    doc = _from_pieces(nlp, text) if _RUNS.search(text) else nlp.make_doc(text)
    keep_text(doc, text)
    return doc


def _from_pieces(nlp: Language, text: str) -> Doc:
    docs = [nlp.make_doc(piece) for piece in _pieces(text)]
    whole: Doc | None = Doc.from_docs(docs, ensure_whitespace=False)
    assert whole is not None
    return whole


def _pieces(text: str) -> Iterator[str]:
    end = 0
    for run in _RUNS.finditer(text):
        yield from filter(None, [text[end : run.start()]])
        for cut in range(run.start(), run.end(), _LONG_RUN):
            yield text[cut : min(cut + _LONG_RUN, run.end())]
        end = run.end()
    yield from filter(None, [text[end:]])


class TextTooLongError(ValueError):
    """The text has more words than are read at a time."""


def _check_length(words: int) -> None:
    if words > MAX_WORDS:
        raise TextTooLongError(
            f"the text has about {words:,} words, more than the {MAX_WORDS:,} of the longest "
            "report that is read: give it in parts"
        )


def annotate(nlp: Language, report: Report) -> Doc:
    """Run ``nlp`` over ``report``; see :func:`dealtrace.language.annotate`."""
    _check_length(sum(1 + len(word) // _LONG_WORD for word in report.text.split()))
    doc = make_doc(nlp, report.text)
    _check_length(len(doc) * 2 // 3)  # of signs without white space between them
    doc._.published = report.published
    offsets = Offsets(doc)
    asides = (offsets.tokens(aside.start, aside.end) for aside in report.asides)
    doc._.asides = tuple(tokens for tokens in asides if tokens is not None)
    # Decoding multiplies small matrices: threads would cost it more in waiting than they gain.
    with _threadpools().limit(limits=1, user_api="blas"):
        doc = nlp(doc)
    release(doc)
    return doc


@cache
def _threadpools() -> ThreadpoolController:
    return ThreadpoolController()
