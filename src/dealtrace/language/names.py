"""The component that writes named entities."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from dealtrace.language.bio import BioScheme, LabelledSpan
from dealtrace.language.scores import scores_of

_EDGE = frozenset({"”", "“", '"', "’", "‘", "'", ",", ".", ";", ":", "(", ")", "-", "–", "—"})


def write_names(doc: Doc) -> Doc:
    """Set ``doc.ents`` to the names the model finds, none across a sentence boundary."""
    scores = scores_of(doc)
    if not len(scores.words):
        return doc
    scheme = BioScheme(scores.model.labels.ner)
    found = scheme.spans(scores.logits["ner"], scores.sentences(doc))
    spans = []
    for name in found:
        start, end = _trim(name, scores.texts)
        if start < end:
            spans.append(Span(doc, *scores.span(start, end), label=name.label))
    doc.set_ents(spans)
    return doc


def _trim(name: LabelledSpan, texts: Sequence[str]) -> tuple[int, int]:
    """Drop punctuation from both ends of a name, which is none of it."""
    start, end = name.start, name.end
    while start < end and texts[start] in _EDGE:
        start += 1
    while start < end and texts[end - 1] in _EDGE:
        end -= 1
    return start, end


@Language.component("dealtrace_ner", assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def ner(doc: Doc) -> Doc:
    """Write named entities (see :func:`write_names`)."""
    return write_names(doc)
