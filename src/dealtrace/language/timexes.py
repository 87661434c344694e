"""The component that writes time expressions: what the model marks and what the rules read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from dealtrace.language.annotations import Timex, register_extensions
from dealtrace.language.bio import scheme_of
from dealtrace.language.offsets import Offsets, text_of
from dealtrace.language.scores import scores_of
from dealtrace.language.times import TimexMatch, find_times, normalise
from dealtrace.language.times.find import TenseOf
from dealtrace.language.times.tense import is_deadline, tense_at
from dealtrace.language.tree_view import Tree, tree_of

_AHEAD = frozenset({"will", "shall", "'ll", "’ll", "wo", "would"})
_PAST_TAGS, _PAST_PARTICIPLE = frozenset({"VBD"}), "VBN"
_REFERENCES = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})
_EMPTY = frozenset({"DET", "ADP", "PRON", "CCONJ", "SCONJ", "PART", "PUNCT", "SPACE"})
_LEADS = frozenset({"in", "on", "at", "by", "since", "until", "from", "during", "for", "within"})


def write_times(doc: Doc) -> Doc:
    """Set ``doc._.times``: the rules' finds, and the model's where the rules know nothing."""
    scores = scores_of(doc)
    doc._.times = ()
    if not len(scores.words):
        return doc
    scheme = scheme_of(scores.model.labels.timex)
    spans = scheme.spans(scores.logits["timex"], scores.sentences(doc))
    doc._.times = unite(doc, [(*scores.span(s.start, s.end), s.label) for s in spans])
    return doc


def unite(doc: Doc, marked: Sequence[tuple[int, int, str]]) -> tuple[Timex, ...]:
    """Return the times the rules find, and of the model's spans those that touch none of them.

    ``marked``: first token, token past the end and type of the model's spans. Where both mark a
    time, the rules' span is the better one: they know which words before and behind belong to it.
    Whether "now" or "recent" speaks of a time is for the model to say, which knows the sentence.
    """
    offsets = Offsets(doc)
    tense = tense_reader(doc, offsets, tree_of(doc))
    seen = {token for start, end, _ in marked for token in range(start, end)}
    found = [
        time
        for time in _in_tokens(offsets, find_times(text_of(doc), doc._.published, tense))
        if time.value not in _REFERENCES or not seen.isdisjoint(range(time.start, time.end))
    ]
    taken = {token for time in found for token in range(time.start, time.end)}
    dated = [time for time in found if time.interval is not None]
    rest = (
        _resolved(doc, start, end, kind, dated, tense)
        for start, end, kind in (_trimmed(doc, *span) for span in marked)
        if not taken.intersection(range(start, end)) and _says_something(doc, start, end)
    )
    return tuple(sorted([*found, *rest], key=lambda time: time.start))


def _in_tokens(offsets: Offsets, found: Sequence[TimexMatch]) -> list[Timex]:
    """Return the finds of the rules by their tokens; the first where two touch one token."""
    times: list[Timex] = []
    for match in found:
        span = offsets.tokens(match.start, match.end)
        if span is not None and (not times or times[-1].end <= span[0]):
            times.append(Timex(*span, match.type, match.value, match.interval))
    return times


def _trimmed(doc: Doc, start: int, end: int, kind: str) -> tuple[int, int, str]:
    """Leave a preposition before a span out of it, and a comma or "'s" behind it."""
    if end - start > 1 and doc[start].lower_ in _LEADS:
        start += 1
    while end - start > 1 and doc[end - 1].pos_ in {"PUNCT", "PART"}:
        end -= 1
    return start, end, kind


def _says_something(doc: Doc, start: int, end: int) -> bool:
    """Tell a time from a scrap of one: "the" of "the same period"."""
    return any(token.pos_ not in _EMPTY for token in doc[start:end])


def _resolved(
    doc: Doc, start: int, end: int, kind: str, dated: Sequence[Timex], tense: TenseOf
) -> Timex:
    """Return a span of the model's with its value, counted from the last of ``dated`` before."""
    span = doc[start:end]
    before = bisect_left(dated, start, key=lambda time: time.start)
    told = dated[before - 1].value if before else None
    value = normalise(span.text, doc._.published, tense(span.start_char, span.end_char), told)
    return Timex(start, end, kind) if value is None else Timex(start, end, *value)


def tense_reader(doc: Doc, offsets: Offsets, tree: Tree) -> TenseOf:
    """Return a function that says the tense of the clause around characters, by the tree."""
    text = text_of(doc)

    def tense(start: int, end: int) -> str | None:
        if is_deadline(text, start):
            return "future"
        span = offsets.tokens(start, end)
        found = None if span is None else clause_tense(doc, tree, span[0])
        return found or tense_at(text, start, end)

    return tense


def clause_tense(doc: Doc, tree: Tree, token: int) -> str | None:
    """Return "past" or "future" where the verb above ``token`` shows it, else None."""
    for _ in range(8):
        if doc[token].pos_ in {"VERB", "AUX"}:
            return _verb_tense(doc, tree, token)
        if tree.heads[token] == token:
            return None
        token = tree.heads[token]
    return None


def _verb_tense(doc: Doc, tree: Tree, verb: int) -> str | None:
    helpers = [child for child in tree.children[verb] if tree.deps[child].startswith("aux")]
    words = {doc[child].lower_ for child in helpers}
    if words & _AHEAD and "have" not in words:
        return "future"
    tags = {doc[child].tag_ for child in (verb, *helpers)}
    if tags & _PAST_TAGS or (_PAST_PARTICIPLE in tags and not helpers):
        return "past"
    if doc[verb].tag_ == "VB" and any(doc[child].lower_ == "to" for child in tree.children[verb]):
        return "future"
    return None


@Language.component("dealtrace_times", assigns=["doc._.times"])
def times(doc: Doc) -> Doc:
    """Write time expressions (see :func:`write_times`)."""
    register_extensions()
    return write_times(doc)
