"""The component that mends the model's names by what tables and grammars know for certain.

A state's name is a state whatever the model takes it for, and a sum of money ends where its figure
and currency end. Names that the model gives a longer span ("Bank of China") are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from dealtrace.knowledge.countries import find_countries
from dealtrace.knowledge.sources import find_sources
from dealtrace.knowledge.weapons import find_weapons
from dealtrace.language.money import find_money
from dealtrace.language.offsets import Offsets, flags, text_of

_FIGURES = frozenset({"MONEY", "QUANTITY", "PERCENT"})


def write_known_names(doc: Doc) -> Doc:
    """Add to ``doc.ents`` the states, media, sums and designations that look-ups find."""
    find, spans = _Finder(doc), list(doc.ents)
    spans = _put(doc, spans, find.sums(), over=_FIGURES)
    spans = _put(doc, spans, find.states(), over=frozenset())
    spans = _put(doc, spans, find.media(), over=frozenset())
    spans = _put(doc, spans, find.weapons(), over=frozenset())
    doc.set_ents(sorted(spans, key=lambda span: span.start))
    return doc


def _put(
    doc: Doc, spans: Sequence[Span], known: Iterator[Span], over: frozenset[str]
) -> list[Span]:
    """Return ``spans`` with ``known`` in place of equal ones and of those labelled ``over``.

    A known span that overlaps any other is left out.
    """
    kept = {span.start: span for span in spans}
    cover = {i: span.start for span in spans for i in range(span.start, span.end)}
    for new in known:
        hit = {cover[i] for i in range(new.start, new.end) if i in cover}
        if any(not _gives_way(kept[start], new, over) for start in hit):
            continue
        for start in hit:
            old = kept.pop(start)
            for i in range(old.start, old.end):
                cover.pop(i, None)
        kept[new.start] = new
        cover.update(dict.fromkeys(range(new.start, new.end), new.start))
    return list(kept.values())


def _gives_way(old: Span, new: Span, over: frozenset[str]) -> bool:
    if old.label_ in over:
        return True
    start = old.start + (old.doc[old.start].lower_ == "the")
    return new.start <= start and old.end <= new.end + (old.doc[old.end - 1].tag_ == "POS")


class _Finder:
    """Runs the look-ups over one document."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.offsets = Offsets(doc)

    def _span(self, start: int, end: int, label: str) -> Iterator[Span]:
        tokens = self.offsets.tokens(start, end)
        if tokens is not None:
            yield Span(self.doc, *tokens, label=label)

    def states(self) -> Iterator[Span]:
        for match in find_countries(self.text):
            if not match.ambiguous:
                label = "NORP" if match.kind in {"demonym", "people"} else "GPE"
                yield from self._span(match.start, match.end, label)

    def media(self) -> Iterator[Span]:
        for match in find_sources(self.text):
            yield from self._span(match.start, match.end, "ORG")

    def weapons(self) -> Iterator[Span]:
        for match in find_weapons(self.text):
            if match.designation and not match.ambiguous:
                yield from self._span(match.start, match.end, "WEAPON")

    def sums(self) -> Iterator[Span]:
        """Yield sums, sought only in sentences where the model sees a figure or a sign stands."""
        figures = {ent.start for ent in self.doc.ents if ent.label_ in _FIGURES}
        figures.update(i for i, sign in enumerate(flags(self.doc, "IS_CURRENCY")) if sign)
        for sentence in self.doc.sents:
            if not figures.isdisjoint(range(sentence.start, sentence.end)):
                shift = sentence.start_char
                for match in find_money(self.text[shift : sentence.end_char]):
                    yield from self._span(match.start + shift, match.end + shift, "MONEY")


@Language.component("dealtrace_gazetteer", assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def gazetteer(doc: Doc) -> Doc:
    """Mend names by look-ups (see :func:`write_known_names`)."""
    return write_known_names(doc)
