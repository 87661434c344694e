"""The component that writes who says what: source, cue and content, linked.

Spans come from the model's BIO labels, links from its link scores and from nearness;
``attribution_rules`` mends what is incomplete.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from dealtrace.language.annotations import Attribution, register_extensions
from dealtrace.language.attribution_rules import Range, mend
from dealtrace.language.bio import LabelledSpan, scheme_of
from dealtrace.language.model_file import Floats, Ints
from dealtrace.language.scores import Scores, scores_of
from dealtrace.language.tree_view import tree_of

_REACH = 120  # words between a span and its cue at most
# Costs and threshold of a link, in log odds, chosen on PolNeAR's development part.
_WORD_COST, _SENTENCE_COST, _PARAGRAPH_COST, _LINKED = 0.1, 0.5, 2.0, -2.0
_BESIDE = 8  # words between a content and the cue that adopts it at most


@dataclass(slots=True)
class _Draft:
    """An attribution in the making; spans are words, and later tokens."""

    cue: Range
    score: float
    sources: list[tuple[float, Range]] = field(default_factory=list)
    contents: list[Range] = field(default_factory=list)


def write_attributions(doc: Doc) -> Doc:
    """Set ``doc._.attributions``, in the order of their cues."""
    scores = scores_of(doc)
    doc._.attributions = ()
    if not len(scores.words):
        return doc
    scheme = scheme_of(scores.model.labels.attr)
    spans = scheme.spans(scores.logits["attr"], _stretches(scores))
    drafts, loose = link_spans(scores, spans, _sentence_numbers(doc, scores))
    loose = adopt(drafts, loose, scores)
    found = [_finished(draft, scores) for draft in drafts]
    unclaimed = [scores.span(*span) for span in loose]
    doc._.attributions = tuple(mend(found, unclaimed, doc, tree_of(doc)))
    return doc


def adopt(drafts: Sequence[_Draft], loose: Sequence[Range], scores: Scores) -> list[Range]:
    """Give contents without a cue to a cue without content right beside them; return the rest."""
    rest = []
    paragraph = paragraph_numbers(scores)
    for content in loose:
        near = [
            (distance, number)
            for number, draft in enumerate(drafts)
            if not draft.contents
            and (distance := _gap(content, draft.cue)) <= _BESIDE
            and paragraph[draft.cue[0]] == paragraph[content[0]]
        ]
        if near:
            drafts[min(near)[1]].contents.append(content)
        else:
            rest.append(content)
    return rest


def _gap(one: Range, two: Range) -> int:
    """Return the words between two ranges."""
    return max(two[0] - one[1], one[0] - two[1])


def _stretches(scores: Scores) -> list[Range]:
    """Return the ranges of words that no attribution span crosses: paragraphs."""
    edges = sorted({0, *scores.breaks.tolist(), len(scores.words)})
    return list(pairwise(edges))


def link_spans(
    scores: Scores, spans: Sequence[LabelledSpan], sentence: Ints
) -> tuple[list[_Draft], list[Range]]:
    """Join sources and contents to the cue that fits best; return the contents left over too.

    ``sentence`` [words] numbers the sentences.
    """
    cues = [span for span in spans if span.label == "CUE"]
    drafts = [_Draft((cue.start, cue.end), cue.score) for cue in cues]
    others = [span for span in spans if span.label != "CUE"]
    if not cues or not others:
        return drafts, [(span.start, span.end) for span in others if span.label == "CONTENT"]
    loose = []
    for span, row in zip(others, link_scores(scores, others, cues, sentence), strict=True):
        best = int(row.argmax())
        here = (span.start, span.end)
        if row[best] > _LINKED and span.label == "CONTENT":
            drafts[best].contents.append(here)
        elif row[best] > _LINKED:
            drafts[best].sources.append((float(row[best]), here))
        elif span.label == "CONTENT":
            loose.append(here)
    return drafts, loose


def link_scores(
    scores: Scores,
    spans: Sequence[LabelledSpan],
    cues: Sequence[LabelledSpan],
    sentence: Ints,
) -> Floats:
    """Return [spans, cues]: the model's score less what words and sentences between them cost."""
    starts, ends = (np.array([getattr(s, side) for s in spans]) for side in ("start", "end"))
    firsts, lasts = (np.array([getattr(c, side) for c in cues]) for side in ("start", "end"))
    dependents = scores.rows["link_dep"].take(starts) @ scores.model.constants["link_u"]
    table = dependents @ scores.rows["link_head"].take(firsts).T
    words = np.maximum(firsts[None] - ends[:, None], starts[:, None] - lasts[None]).clip(0)
    near = np.where(firsts[None] >= ends[:, None], ends[:, None] - 1, starts[:, None])
    paragraph = paragraph_numbers(scores)
    cost = _WORD_COST * words + np.where(words > _REACH, 1e4, 0)
    cost += _SENTENCE_COST * np.abs(sentence[near] - sentence[firsts][None])
    cost += _PARAGRAPH_COST * np.abs(paragraph[near] - paragraph[firsts][None])
    return np.asarray(table - cost, np.float32)


def paragraph_numbers(scores: Scores) -> Ints:
    """Return the number [words] of the paragraph each word stands in."""
    begins = np.zeros(len(scores.words), dtype=np.int64)
    begins[scores.breaks] = 1
    return begins.cumsum()


def _sentence_numbers(doc: Doc, scores: Scores) -> Ints:
    starts = doc.to_array(["SENT_START"]).astype(np.int64) == 1
    return np.asarray(np.cumsum(starts)[scores.words])


def _finished(draft: _Draft, scores: Scores) -> Attribution:
    source = max(draft.sources)[1] if draft.sources else None
    return Attribution(
        cue=scores.span(*draft.cue),
        source=None if source is None else scores.span(*source),
        content=tuple(scores.span(*content) for content in draft.contents),
        score=draft.score,
    )


@Language.component("dealtrace_attributions", assigns=["doc._.attributions"])
def attributions(doc: Doc) -> Doc:
    """Write attributions (see :func:`write_attributions`)."""
    register_extensions()
    return write_attributions(doc)
