"""The component that writes time expressions: what the model marks and what the rules read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from dealtrace.language.annotations import Timex, register_extensions
from dealtrace.language.bio import BioScheme
from dealtrace.language.offsets import Offsets
from dealtrace.language.scores import scores_of
from dealtrace.language.times import TimexMatch, find_times, normalise
from dealtrace.language.times.tense import tense_at
from dealtrace.language.tree_view import Tree, tree_of

_AHEAD = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_PAST_TAGS, _PAST_PARTICIPLE = frozenset({"VBD"}), "VBN"
_LEADS = frozenset({"in", "on", "at", "by", "since", "until", "from", "during", "for", "within"})


def write_times(doc: Doc) -> Doc:
    """Set ``doc._.times``: the rules' finds, and the model's where the rules know nothing."""
    scores = scores_of(doc)
    doc._.times = ()
    if not len(scores.words):
        return doc
    scheme = BioScheme(scores.model.labels.timex)
    marked = [
        (*_without_lead(doc, *scores.span(span.start, span.end)), span.label)
        for span in scheme.spans(scores.logits["timex"], scores.sentences(doc))
    ]
    offsets = Offsets(doc)
    found = find_times(doc.text, doc._.published, tense_reader(doc, offsets, tree_of(doc)))
    doc._.times = tuple(sorted(_unite(doc, offsets, found, marked), key=lambda time: time.start))
    return doc


def _without_lead(doc: Doc, start: int, end: int) -> tuple[int, int]:
    return (start + 1, end) if end - start > 1 and doc[start].lower_ in _LEADS else (start, end)


def _unite(
    doc: Doc, offsets: Offsets, found: Sequence[TimexMatch], marked: Sequence[tuple[int, int, str]]
) -> Iterator[Timex]:
    """Yield every find, widened to the model's span around it, and the model's other spans."""
    cover: dict[int, tuple[int, int, str]] = {i: m for m in marked for i in range(m[0], m[1])}
    firsts = (span[0] for m in found if (span := offsets.tokens(m.start, m.end)))
    inside = Counter(cover[first] for first in firsts if first in cover)
    taken: set[int] = set()
    for match in found:
        span = offsets.tokens(match.start, match.end)
        if span is None or taken.intersection(range(*span)):
            continue
        start, end = span
        wide = cover.get(start)
        if wide and wide[1] >= end and inside[wide] == 1:
            start, end = wide[:2]
        taken.update(range(start, end))
        yield Timex(start, end, match.type, match.value, match.interval)
    for start, end, kind in marked:
        if not taken.intersection(range(start, end)):
            yield _resolved(doc, start, end, kind)


def _resolved(doc: Doc, start: int, end: int, kind: str) -> Timex:
    value = normalise(doc[start:end].text, doc._.published)
    if value is None:
        return Timex(start, end, kind)
    return Timex(start, end, *value)


def tense_reader(doc: Doc, offsets: Offsets, tree: Tree) -> Callable[[int, int], str | None]:
    """Return a function that says the tense of the clause around characters, by the tree."""
    text = doc.text

    def tense(start: int, end: int) -> str | None:
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
    if any(doc[child].lower_ in _AHEAD for child in helpers):
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
