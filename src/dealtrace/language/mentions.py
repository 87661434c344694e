"""Collects the mentions that coreference joins: names, descriptions ("the island") and pronouns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files

import numpy as np
import yaml
from spacy.tokens import Doc, Span

from dealtrace.knowledge.countries import find_countries, find_epithets
from dealtrace.knowledge.sources import find_sources
from dealtrace.language.offsets import Offsets, strings, text_of

_DEFINITE = frozenset({"the", "this", "that", "both", "these", "those"})
_MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "PART", "ADV"})
_JOINTS = frozenset({"-", "–", "’s", "'s", "’", "'"})
_POSSESSIVES = frozenset({"’s", "'s", "’", "'"})
_FORM_WORDS = frozenset(
    {"former", "new", "current", "outgoing", "late", "then", "veteran", "own", "same", "local"}
)
_REACH = 10  # tokens beside a name that may tell who it is
_SPELLINGS = {"defense": "defence", "organization": "organisation", "paramilitary": "military"}


class Kind(StrEnum):
    """What a mention is a mention of."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"


class Form(StrEnum):
    """How a mention refers."""

    NAME = "name"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"
    SET = "set"  # "the two leaders", "both countries"


@dataclass(slots=True)
class Candidate:
    """A mention with what is known of whom it means.

    ``words`` are a name's or a description's own, in lower case; ``beside`` the nouns that stand
    with it ("president"); ``codes`` the states (ISO3) it belongs to or, of a state, may be.
    """

    start: int
    end: int
    head: int
    sentence: int
    kind: Kind | None
    form: Form
    words: tuple[str, ...] = ()
    beside: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    sex: str | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of ``coreference.yaml``."""

    person: dict[str, frozenset[str]]
    medium: dict[str, frozenset[str]]
    organisation: dict[str, frozenset[str]]
    state: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    titles: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """Return the words of ``coreference.yaml``."""
    text = files(__package__).joinpath("coreference.yaml").read_text(encoding="utf-8")
    raw = yaml.safe_load(text)
    tables = {
        name: {noun: frozenset(words) for noun, words in raw[name].items()}
        for name in ("person", "medium", "organisation")
    }
    return Vocabulary(
        **tables,
        state=frozenset(raw["state"]),
        male=frozenset(raw["male"]),
        female=frozenset(raw["female"]),
        titles=frozenset(tables["person"]).union(raw["honorifics"], *tables["person"].values()),
    )


class Collector:
    """Finds the mentions of one document."""

    def __init__(self, doc: Doc) -> None:
        """Look up the states and sentences of ``doc`` once."""
        self.doc = doc
        self.text = text_of(doc)
        self.offsets = Offsets(doc)
        self.lower = strings(doc, "lower_")
        self.sentence = _sentence_numbers(doc)
        self.code: dict[int, str] = {}
        self.demonym: set[int] = set()
        self.states = list(self._states())
        self.epithets = dict(self._epithets())
        self.media = {m.start: m.kind for m in find_sources(self.text)}
        self.entity = {i: ent for ent in doc.ents for i in range(ent.start, ent.end)}

    def _span(self, start: int, end: int) -> Span | None:
        tokens = self.offsets.tokens(start, end)
        return None if tokens is None else self.doc[tokens[0] : tokens[1]]

    def _states(self) -> Iterator[tuple[Span, str]]:
        for match in find_countries(self.text):
            span = self._span(match.start, match.end)
            if span is None or (match.ambiguous and span.root.pos_ not in {"PROPN", "ADJ"}):
                continue
            self.code.update((i, match.iso3) for i in range(span.start, span.end))
            if match.kind == "demonym":
                self.demonym.update(range(span.start, span.end))
            elif match.kind == "name":
                yield span, match.iso3

    def _epithets(self) -> Iterator[tuple[int, set[str]]]:
        for match in find_epithets(self.text):
            span = self._span(match.start, match.end)
            if span is not None:
                yield span.end - 1, set(match.candidates)

    def collect(self) -> list[Candidate]:
        """Return all mentions in text order."""
        found = [*self._names(), *self._described(), *self._pronouns()]
        return sorted(found, key=lambda mention: (mention.start, -mention.end))

    def _names(self) -> Iterator[Candidate]:
        named: set[int] = set()
        for ent in self.doc.ents:
            kind = {"PERSON": Kind.PERSON, "ORG": Kind.ORGANISATION, "BODY": Kind.ORGANISATION}.get(
                ent.label_
            )
            if kind is not None:
                named.update(range(ent.start, ent.end))
                yield self._name(_without_possessive(ent), kind)
        for span, code in self.states:
            if span.start not in named:
                yield Candidate(
                    *(span.start, span.end, span.root.i, self.sentence[span.start]),
                    *(Kind.STATE, Form.NAME, (code.lower(),)),
                    codes={code},
                )

    def _name(self, span: Span, kind: Kind) -> Candidate:
        words = tuple(w.strip(".,'’“”\"()").lower() for w in span.text.split())
        words = tuple(w for w in words if w and w != "the")
        found = Candidate(
            *(span.start, span.end, span.root.i, self.sentence[span.start]),
            *(kind, Form.NAME, words),
        )
        self._look_left(found)
        self._look_right(found)
        inside = {self.code[i] for i in range(span.start, span.end) if i in self.code}
        if kind is Kind.ORGANISATION:
            found.codes |= inside
            media = (self.media.get(self.doc[i].idx) for i in range(span.start, span.end))
            found.beside |= {word for word in media if word}
        vocab = vocabulary()
        close = {self.lower[i] for i in range(max(0, span.start - 3), span.start)} | set(words[:1])
        found.sex = "m" if close & vocab.male else "f" if close & vocab.female else None
        return found

    def _look_left(self, name: Candidate) -> None:
        """Gather the title before a name: "Russian energy minister X", "Y's president, X"."""
        place = name.start - 1
        if place > 0 and self.lower[place] == ",":
            place -= 1
        nouns: set[str] = set()
        codes: set[str] = set()
        while place >= 0 and name.start - place <= _REACH and self._is_of_phrase(place, name):
            token = self.doc[place]
            if place in self.code and (nouns & _title_words() or place == name.start - 1):
                if place in self.demonym or nouns:
                    codes.add(self.code[place])
            elif token.is_alpha:
                nouns.add(_spelling(token.lemma_.lower()))
            place -= 1
        if nouns & _title_words() or (codes and not nouns):
            name.beside |= nouns
            name.codes |= codes

    def _is_of_phrase(self, place: int, name: Candidate) -> bool:
        token = self.doc[place]
        if self.sentence[place] != name.sentence or token.is_space:
            return False
        other = self.entity.get(place)
        if other is not None and other.label_ == "PERSON":
            return False
        word = self.lower[place]
        return token.pos_ in _MODIFIERS | {"DET"} or word in _JOINTS or word in {"of", "for"}

    def _look_right(self, name: Candidate) -> None:
        """Gather the apposition behind a name: "X, the Russian energy minister,"."""
        end = name.end
        if end >= len(self.doc) or self.lower[end] != ",":
            return
        nouns: set[str] = set()
        codes: set[str] = set()
        for place in range(end + 1, min(end + 1 + _REACH, len(self.doc))):
            if not self._is_of_phrase(place, name):
                break
            if place in self.code:
                codes.add(self.code[place])
            elif self.doc[place].is_alpha:
                nouns.add(_spelling(self.doc[place].lemma_.lower()))
        other = self.entity.get(place) if (nouns or codes) else None
        if nouns & _title_words() and (other is None or other.label_ != "PERSON"):
            name.beside |= nouns
            name.codes |= codes

    def _described(self) -> Iterator[Candidate]:
        vocab = vocabulary()
        tagged = zip(strings(self.doc, "pos_"), strings(self.doc, "lemma_"), strict=True)
        for place, (tag, lemma) in enumerate(tagged):
            if tag not in {"NOUN", "PROPN"} or place in self.code:
                continue
            kind = _kind_of(lemma.lower(), vocab)
            if kind is not None:
                found = self._description(place, lemma.lower(), kind)
                if found is not None:
                    yield found

    def _description(self, head: int, lemma: str, kind: Kind) -> Candidate | None:
        first = head
        while first > 0 and head - first < 7 and self._is_modifier(first - 1, head):
            first -= 1
        before = self.lower[first - 1] if first else ""
        owned = any(self.lower[i] in _POSSESSIVES for i in range(first, head))
        owned = owned and any(i in self.code for i in range(first, head))
        if before not in _DEFINITE and not owned:
            return None
        if self._is_title(head):
            return None
        start = first - 1 if before in _DEFINITE else first
        own = [i for i in range(first, head) if self.doc[i].is_alpha and i not in self.code]
        words = tuple(_spelling(self.doc[i].lemma_.lower()) for i in own)
        plural = self.doc[head].tag_ in {"NNS", "NNPS"}
        couple = plural and (before == "both" or bool({"two", "both"} & set(words)))
        if plural and not couple:
            return None
        return Candidate(
            *(start, head + 1, head, self.sentence[head], kind),
            *(Form.SET if couple else Form.DESCRIPTION, (*words, lemma)),
            codes=self._owners(first, head) | self._places(head) | self.epithets.get(head, set()),
        )

    def _is_modifier(self, place: int, head: int) -> bool:
        if self.sentence[place] != self.sentence[head]:
            return False
        return self.doc[place].pos_ in _MODIFIERS or self.lower[place] in _JOINTS

    def _is_title(self, head: int) -> bool:
        """Say whether a noun stands right before the name it describes."""
        if head + 1 >= len(self.doc):
            return False
        after = head + 1 + (self.lower[head + 1] == ",")
        name = self.entity.get(after)
        if name is not None and name.start == after and name.label_ in {"PERSON", "ORG"}:
            return after == head + 1 or name.label_ == "PERSON"
        return self.doc[head + 1].pos_ == "PROPN" and self.doc[head].pos_ == "PROPN"

    def _owners(self, first: int, head: int) -> set[str]:
        return {self.code[i] for i in range(first, head) if i in self.code}

    def _places(self, head: int) -> set[str]:
        """Return the states of "of Cuba" behind a noun."""
        if head + 1 >= len(self.doc) or self.lower[head + 1] != "of":
            return set()
        after = range(head + 2, min(head + 5, len(self.doc)))
        return {self.code[i] for i in after if i in self.code}

    def _pronouns(self) -> Iterator[Candidate]:
        for place, word in enumerate(self.lower):
            if word in _PRONOUNS:
                kind, sex = _PRONOUNS[word]
                yield Candidate(
                    *(place, place + 1, place, self.sentence[place], kind, Form.PRONOUN, (word,)),
                    sex=sex,
                )


_PRONOUNS: dict[str, tuple[Kind | None, str | None]] = {
    **dict.fromkeys(("he", "him", "his", "himself"), (Kind.PERSON, "m")),
    **dict.fromkeys(("she", "her", "hers", "herself"), (Kind.PERSON, "f")),
    **dict.fromkeys(("it", "its", "itself"), (None, None)),
}


def _kind_of(lemma: str, vocab: Vocabulary) -> Kind | None:
    if lemma in vocab.person:
        return Kind.PERSON
    if lemma in vocab.medium or lemma in vocab.organisation:
        return Kind.ORGANISATION
    return Kind.STATE if lemma in vocab.state else None


@cache
def _title_words() -> frozenset[str]:
    vocab = vocabulary()
    return vocab.titles | frozenset(vocab.medium) | frozenset(vocab.organisation)


def _spelling(word: str) -> str:
    return _SPELLINGS.get(word, word)


def plain_words(words: tuple[str, ...]) -> set[str]:
    """Return a description's words without those that say nothing of who is meant."""
    return {word for word in words if word not in _FORM_WORDS and len(word) > 1}


def _without_possessive(ent: Span) -> Span:
    end = ent.end
    while end - 1 > ent.start and ent.doc[end - 1].lower_ in _POSSESSIVES:
        end -= 1
    return ent.doc[ent.start : end]


def _sentence_numbers(doc: Doc) -> list[int]:
    starts = doc.to_array(["SENT_START"]).ravel() == 1
    starts[:1] = True
    numbers: list[int] = (np.cumsum(starts) - 1).tolist()
    return numbers
