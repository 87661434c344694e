"""The component that mends the model's names by what tables and grammars know for certain.

A state's name is a state whatever the model takes it for, and a sum of money ends where its figure
and currency end. Names that the model gives a longer span ("Bank of China") are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from dealtrace.knowledge.countries import CountryMatch, find_countries
from dealtrace.knowledge.sources import find_sources
from dealtrace.knowledge.weapons import find_weapons
from dealtrace.language.money import find_money

_FIGURES = frozenset({"MONEY", "QUANTITY", "PERCENT"})


def write_known_names(doc: Doc) -> Doc:
    """Add to ``doc.ents`` the states, media, sums and designations that look-ups find."""
    spans = list(doc.ents)
    spans = _put(doc, spans, _sums(doc), over=_FIGURES)
    spans = _put(doc, spans, _states(doc), over=frozenset())
    spans = _put(doc, spans, _media(doc), over=frozenset())
    spans = _put(doc, spans, _weapons(doc), over=frozenset())
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


def _states(doc: Doc) -> Iterator[Span]:
    for match in find_countries(doc.text):
        span = None if match.ambiguous else _span(doc, match.start, match.end, _label(match))
        if span is not None:
            yield span


def _label(match: CountryMatch) -> str:
    return "NORP" if match.kind in {"demonym", "people"} else "GPE"


def _media(doc: Doc) -> Iterator[Span]:
    for match in find_sources(doc.text):
        span = _span(doc, match.start, match.end, "ORG")
        if span is not None:
            yield span


def _sums(doc: Doc) -> Iterator[Span]:
    for match in find_money(doc.text):
        span = _span(doc, match.start, match.end, "MONEY")
        if span is not None:
            yield span


def _weapons(doc: Doc) -> Iterator[Span]:
    for match in find_weapons(doc.text):
        if match.designation and not match.ambiguous:
            span = _span(doc, match.start, match.end, "WEAPON")
            if span is not None:
                yield span


def _span(doc: Doc, start: int, end: int, label: str) -> Span | None:
    return doc.char_span(start, end, label=label, alignment_mode="expand")


@Language.component("dealtrace_gazetteer", assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def gazetteer(doc: Doc) -> Doc:
    """Mend names by look-ups (see :func:`write_known_names`)."""
    return write_known_names(doc)
