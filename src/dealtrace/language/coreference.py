"""The component that joins mentions of one person, organisation or state to chains.

Sieves, the surest first for each sort of mention: names by their words, descriptions by what is
known of the names ("the Cuban leader" is a person beside whose name stood a fitting office),
pronouns by sex, nearness and the model's antecedent scores. What stays doubtful stays alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from dealtrace.language.annotations import Chain, Mention, register_extensions
from dealtrace.language.mentions import (
    Candidate,
    Collector,
    Form,
    Kind,
    plain_words,
    vocabulary,
)
from dealtrace.language.scores import Scores, scores_of
from dealtrace.language.tree_view import SUBJECTS, Tree, tree_of

_RECENT = 40  # entities looked back at: bounds the time on long texts
_PRONOUN_REACH = 2  # sentences
_SURE = 2.0  # model score (log odds) from which it may join what rules leave open
_SUBJECT_BONUS, _SENTENCE_COST, _MARGIN = 2.0, 1.0, 1.0
_COMMON = frozenset(  # first words that many organisations share
    {"ministry", "department", "national", "state", "federal", "bank", "university", "united"}
    | {"international", "american", "russian", "chinese", "defence", "defense", "foreign", "royal"}
    | {"house", "supreme", "central", "european", "south", "north"}
)
_SECOND_RANK = frozenset({"vice", "deputy"})


@dataclass(slots=True, eq=False)
class Entity:
    """Whom or what some mentions mean, with all that was learnt of it so far."""

    kind: Kind
    mentions: list[Candidate] = field(default_factory=list)
    names: list[tuple[str, ...]] = field(default_factory=list)
    beside: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    sex: str | None = None

    def add(self, mention: Candidate) -> None:
        """Take ``mention`` in, and learn from it."""
        self.mentions.append(mention)
        if mention.form is Form.NAME:
            self.names.append(mention.words)
            self.beside |= mention.beside
            self.codes |= mention.codes
        self.sex = self.sex or mention.sex

    @property
    def words(self) -> set[str]:
        """All words of its names, and those beside them."""
        return self.beside.union(*self.names)

    @property
    def last(self) -> Candidate:
        """The mention most recently met."""
        return self.mentions[-1]


class Antecedents:
    """The model's scores of one mention being the antecedent of another, by head token."""

    def __init__(self, scores: Scores, heads: Sequence[int]) -> None:
        """Take the vectors of ``heads``; a word the model thinks no mention has none."""
        words = scores.place[np.array(heads, dtype=np.int64)] if heads else np.zeros(0, np.int64)
        known = words[(words >= 0) & scores.rows["coref_a"].has(words)] if heads else words
        self._row = {int(scores.words[w]): i for i, w in enumerate(known.tolist())}
        if len(known):
            constant = scores.model.constants["coref_u"]
            self._later = scores.rows["coref_a"].take(known) @ constant
            self._earlier = scores.rows["coref_b"].take(known)

    def score(self, later: int, earlier: int) -> float:
        """Return the log odds that token ``earlier`` is antecedent of ``later``; -5 if unknown."""
        if later not in self._row or earlier not in self._row:
            return -5.0
        return float(self._later[self._row[later]] @ self._earlier[self._row[earlier]])


class Resolver:
    """Joins the mentions of one document, in text order."""

    def __init__(self, tree: Tree, antecedents: Antecedents) -> None:
        """``antecedents`` are asked where rules leave a choice."""
        self.tree = tree
        self.antecedents = antecedents
        self.recent: list[Entity] = []  # the one met last stands last
        self.all: list[Entity] = []
        self.couples: list[tuple[Candidate, tuple[Entity, ...]]] = []
        self._by_word: dict[str, list[Entity]] = {}

    def take(self, mention: Candidate) -> None:
        """Join ``mention`` to an entity, or open one for a name."""
        if mention.form is Form.NAME:
            self._join(self._named(mention) or self._new(mention), mention)
            return
        if mention.form is Form.SET:
            self._couple(mention)
            return
        described = mention.form is Form.DESCRIPTION
        found = self._described(mention) if described else self._meant(mention)
        if found is not None:
            self._join(found, mention)

    def _new(self, mention: Candidate) -> Entity:
        assert mention.kind is not None
        entity = Entity(mention.kind)
        self.all.append(entity)
        return entity

    def _join(self, entity: Entity, mention: Candidate) -> None:
        entity.add(mention)
        if mention.form is Form.NAME:
            for word in mention.words:
                known = self._by_word.setdefault(word, [])
                if entity not in known[-_RECENT:]:
                    known.append(entity)
        if entity in self.recent:
            self.recent.remove(entity)
        self.recent.append(entity)
        del self.recent[:-_RECENT]

    def _named(self, mention: Candidate) -> Entity | None:
        known = [e for w in mention.words for e in self._by_word.get(w, ())[-_RECENT:]]
        fits = _same_person if mention.kind is Kind.PERSON else _same_organisation
        if mention.kind is Kind.STATE:
            fits = _same_words
        found = [e for e in known if e.kind is mention.kind and fits(e, mention.words)]
        return max(found, key=lambda e: e.last.start, default=None)

    def _described(self, mention: Candidate) -> Entity | None:
        if (beside := self._apposed(mention)) is not None:
            return beside
        if mention.kind is Kind.STATE:
            return self._state(mention)
        if mention.kind is Kind.PERSON:
            return self._person(mention)
        return self._organisation(mention)

    def _apposed(self, mention: Candidate) -> Entity | None:
        """Return the entity a description stands beside: "X, the Russian president, ..."."""
        for entity in reversed(self.recent[-3:]):
            last = entity.last
            if entity.kind is mention.kind and last.end + 1 == mention.start:
                head = self.tree.heads[mention.head]
                if last.start <= head < last.end and self.tree.deps[mention.head] == "appos":
                    return entity
        return None

    def _earlier(self, kind: Kind) -> Iterator[Entity]:
        return (entity for entity in reversed(self.recent) if entity.kind is kind)

    def _person(self, mention: Candidate) -> Entity | None:
        noun = mention.words[-1]
        offices = vocabulary().person[noun]
        own = plain_words(mention.words[:-1])
        fitting = [
            entity
            for entity in self._earlier(Kind.PERSON)
            if entity.beside & offices
            and own <= entity.words
            and not (entity.beside & _SECOND_RANK and not own & _SECOND_RANK)
            and not (entity.codes and mention.codes and not entity.codes & mention.codes)
        ]
        surest = [e for e in fitting if e.codes & mention.codes] if mention.codes else []
        return self._choose(mention, surest or fitting)

    def _organisation(self, mention: Candidate) -> Entity | None:
        noun, vocab = mention.words[-1], vocabulary()
        medium = vocab.medium.get(noun)
        shown = medium | {"publisher"} if medium else vocab.organisation[noun]
        own = plain_words(mention.words[:-1])
        fitting = [
            entity
            for entity in self._earlier(Kind.ORGANISATION)
            if entity.words & shown
            and own <= entity.words
            and not (mention.codes and entity.codes and not entity.codes & mention.codes)
            and mention.sentence - entity.last.sentence <= 6
        ]
        return self._choose(mention, fitting)

    def _choose(self, mention: Candidate, fitting: Sequence[Entity]) -> Entity | None:
        """Return the one entity that fits, or of several the one the model or the text prefers."""
        if len(fitting) <= 1:
            return fitting[0] if fitting else None
        ranked = sorted(fitting, key=lambda e: -self._preference(mention, e))
        first, second = (self._preference(mention, e) for e in ranked[:2])
        return ranked[0] if first - second >= _MARGIN else None

    def _preference(self, mention: Candidate, entity: Entity) -> float:
        last = entity.last
        score = max(self.antecedents.score(mention.head, m.head) for m in entity.mentions[-3:])
        score -= _SENTENCE_COST * (mention.sentence - last.sentence)
        return score + _SUBJECT_BONUS * (self.tree.deps[last.head] in SUBJECTS)

    def _state(self, mention: Candidate) -> Entity | None:
        if mention.words[:-1] and plain_words(mention.words[:-1]):
            return None  # "the island nation", "the host country": of another than the last one
        known = list(self._earlier(Kind.STATE))
        if mention.codes:
            fitting = [entity for entity in known if entity.codes & mention.codes]
            return fitting[0] if len({c for e in fitting for c in e.codes}) == 1 else None
        near = [e for e in known if mention.sentence - e.last.sentence <= 1]
        if len(near) == len(known) == 1:
            return near[0]
        sure = [e for e in near if self._model(mention, e) > _SURE]
        return self._choose(mention, sure)

    def _model(self, mention: Candidate, entity: Entity) -> float:
        return max(self.antecedents.score(mention.head, m.head) for m in entity.mentions[-3:])

    def _meant(self, mention: Candidate) -> Entity | None:
        """Return whom a pronoun means."""
        near = [
            entity
            for entity in reversed(self.recent)
            if mention.sentence - entity.last.sentence <= _PRONOUN_REACH
            and not (entity.sex and mention.sex and entity.sex != mention.sex)
        ]
        if mention.kind is Kind.PERSON:
            return self._choose(mention, [e for e in near if e.kind is Kind.PERSON])
        sure = [
            entity
            for entity in near
            if entity.kind is not Kind.PERSON and self._model(mention, entity) > _SURE
        ]
        return self._choose(mention, sure)

    def _couple(self, mention: Candidate) -> None:
        """Note whom "the two leaders" are: the last two of their kind, if clearly so."""
        assert mention.kind is not None
        offices = vocabulary().person.get(mention.words[-1], frozenset())
        earlier = list(self._earlier(mention.kind))
        holders = [entity for entity in earlier if entity.beside & offices]
        known = [e for e in earlier if mention.sentence - e.last.sentence <= 2]
        if len(holders) == 2:
            self.couples.append((mention, (holders[1], holders[0])))
        elif len(known) == 2 or (
            len(known) > 2 and known[2].last.sentence < known[1].last.sentence
        ):
            self.couples.append((mention, (known[1], known[0])))


def _same_words(entity: Entity, words: tuple[str, ...]) -> bool:
    return words in entity.names


def _same_person(entity: Entity, words: tuple[str, ...]) -> bool:
    """Say whether one name is part of the other: "Putin" of "Vladimir Putin"."""
    for name in entity.names:
        if words == name:
            return True
        short, long = sorted((words, name), key=len)
        if len(short) == 1 and short[0] in long:
            return True
        if len(short) > 1 and set(short) <= set(long):
            return True
    return False


def _same_organisation(entity: Entity, words: tuple[str, ...]) -> bool:
    """Say whether two names are the same, or one the other's beginning or initials."""
    for name in entity.names:
        if words == name:
            return True
        short, long = sorted((words, name), key=len)
        initials = "".join(word[0] for word in long if word not in {"of", "and", "for", "the"})
        if len(short) == 1 and len(short[0]) > 1 and short[0] == initials:
            return True
        if short == long[: len(short)] and len(short[0]) > 3 and short[0] not in _COMMON:
            return True
    return False


def write_chains(doc: Doc) -> Doc:
    """Set ``doc._.chains``: entities with more than one mention, then couples of entities."""
    scores = scores_of(doc)
    doc._.chains = ()
    if not len(scores.words):
        return doc
    mentions = Collector(doc).collect()
    resolver = Resolver(tree_of(doc), Antecedents(scores, [m.head for m in mentions]))
    for mention in mentions:
        resolver.take(mention)
    doc._.chains = tuple(_chains(resolver))
    return doc


def _chains(resolver: Resolver) -> Iterator[Chain]:
    coupled = {id(entity) for _, pair in resolver.couples for entity in pair}
    kept = [e for e in resolver.all if len(e.mentions) > 1 or id(e) in coupled]
    number = {id(entity): place for place, entity in enumerate(kept)}
    for entity in kept:
        mentions = tuple(Mention(m.start, m.end, m.head) for m in entity.mentions)
        yield Chain(mentions, _main(entity, mentions))
    for mention, pair in resolver.couples:
        both = Mention(mention.start, mention.end, mention.head)
        yield Chain((both,), both, tuple(number[id(entity)] for entity in pair))


def _main(entity: Entity, mentions: Sequence[Mention]) -> Mention:
    named = [i for i, mention in enumerate(entity.mentions) if mention.form is Form.NAME]
    return mentions[max(named, key=lambda i: (len(entity.mentions[i].words), -i))]


@Language.component("dealtrace_coref", assigns=["doc._.chains"])
def coreference(doc: Doc) -> Doc:
    """Write chains (see :func:`write_chains`)."""
    register_extensions()
    return write_chains(doc)
