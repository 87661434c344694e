"""The component that writes named entities."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from dealtrace.language.bio import LabelledSpan, scheme_of
from dealtrace.language.mentions import vocabulary
from dealtrace.language.scores import scores_of

_EDGE = frozenset({"”", "“", '"', "’", "‘", "'", ",", ".", ";", ":", "(", ")", "-", "–", "—"})

_LOOSE = frozenset({"and", "or", "of", "in", "to", "for", "’s", "'s", "but"})
_HANGING = frozenset({"the", "The", "a", "an", "that", "on", "at", "by", "with", "from"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "BODY"})
_FUNCTION = frozenset({"DET", "ADP", "PRON", "CCONJ", "SCONJ", "AUX", "ADV"})
_LONGEST = 14  # words


def write_names(doc: Doc) -> Doc:
    """Set ``doc.ents`` to the names the model finds, none across a sentence boundary."""
    scores = scores_of(doc)
    if not len(scores.words):
        return doc
    scheme = scheme_of(scores.model.labels.ner)
    found = scheme.spans(scores.logits["ner"], scores.sentences(doc))
    spans = []
    begins = {name.start for name in found}
    for name in found:
        start, end = _trim(name, scores.texts)
        start, end = _without_sort(name.label, start, end, scores.texts)
        if name.label == "PERSON" and start < end:
            start = _after_titles(start, end, scores.texts, end in begins)
        if start < end and _is_name(doc, scores.words[start:end].tolist(), name.label):
            label = _mended(name.label, start, end, scores.texts)
            spans.append(Span(doc, *scores.span(start, end), label=label))
    doc.set_ents(spans)
    return doc


def _trim(name: LabelledSpan, texts: Sequence[str]) -> tuple[int, int]:
    """Drop punctuation and loose function words from both ends, which are none of the name."""
    start, end = name.start, name.end
    while start < end and (texts[start] in _EDGE or texts[start] in _LOOSE):
        start += 1
    while start < end and (texts[end - 1] in _EDGE or texts[end - 1] in _LOOSE | _HANGING):
        end -= 1
    return start, end


def _without_sort(label: str, start: int, end: int, texts: Sequence[str]) -> tuple[int, int]:
    """Drop the common noun beside a name that says what it names: "the daily" Kurier."""
    if label in {"PERSON", "ORG"}:
        media = vocabulary().medium
        while end - start > 1 and texts[start] in media:
            start += 1
        while end - start > 1 and texts[end - 1] in media:
            end -= 1
    return start, end


def _mended(label: str, start: int, end: int, texts: Sequence[str]) -> str:
    """Return ORG for a person or place that a noun beside it calls a paper, agency or firm."""
    if label not in {"PERSON", "GPE", "LOC", "FAC"}:
        return label
    vocab = vocabulary()
    before = texts[start - 1] if start else ""
    after = texts[end] if end < len(texts) else ""
    called = before in vocab.medium or before in vocab.organisation or after in vocab.medium
    return "ORG" if called else label


def _after_titles(start: int, end: int, texts: Sequence[str], followed: bool) -> int:
    """Return where a person's name starts behind its titles; ``end`` if it is but titles.

    ``followed``: another name stands right behind it.
    """
    titles = vocabulary().titles
    last = texts[end - 1]
    if last.lower() in titles and (followed or last.islower()):
        return end
    if all(texts[word].lower() in titles for word in range(start, end)):
        return end
    for word in range(end - 1, start - 1, -1):
        if texts[word].lower() in titles:
            return word + 1 if word + 1 < end or word == start else start
    return start


def _is_name(doc: Doc, tokens: Sequence[int], label: str) -> bool:
    """Say whether a span can be a name: a capital or figure in it, no clause, not endless."""
    if label not in _NAMES:
        return len(tokens) <= _LONGEST
    looks = any(doc[i].text[:1].isupper() and doc[i].pos_ not in _FUNCTION for i in tokens)
    clause = any(doc[i].pos_ in {"VERB", "AUX"} and doc[i].is_lower for i in tokens)
    return looks and not clause and len(tokens) <= _LONGEST


@Language.component("dealtrace_ner", assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def ner(doc: Doc) -> Doc:
    """Write named entities (see :func:`write_names`)."""
    return write_names(doc)
