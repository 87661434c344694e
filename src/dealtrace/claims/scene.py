"""An annotated document seen as a scene: who and what stands where, before any claim is made.

A :class:`Scene` gathers, once per document, the mentions every rule asks for: actors (states,
persons, bodies, companies, unnamed groups), arms, sums and times, each at its tokens.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from dealtrace.claims import vocabulary
from dealtrace.claims.model import Actor, Evidence, Item, Money, Source
from dealtrace.intake.report import AsideKind, Report
from dealtrace.language.annotations import Attribution, Predicate, Timex
from dealtrace.language.offsets import strings, text_of
from dealtrace.language.tree_view import Tree, tree_of


class ActorKind(StrEnum):
    """What sort of actor a mention names."""

    STATE = "state"
    PERSON = "person"
    ORG = "org"
    BODY = "body"
    MEDIUM = "medium"  # a publisher or news agency
    GROUP = "group"  # "officials", "military sources", "the air force"


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor at tokens ``start`` to ``end``; ``code`` is the state it is or belongs to (ISO3).

    ``via`` tells how a state is named (name, capital, seat, town, demonym or people), and what an
    organisation of the tables is (maker, exporter, bank …).
    """

    start: int
    end: int
    head: int
    kind: ActorKind
    name: str
    entity: str | None = None
    code: str | None = None
    via: str | None = None

    def as_actor(self) -> Actor:
        """Return the plain value that goes into a claim."""
        return Actor(self.name, self.entity, self.code)


@dataclass(frozen=True, slots=True)
class ItemMention:
    """Arms at tokens ``start`` to ``end``, ``generic`` for "weapons", "military equipment".

    ``understood``: only counted, not named ("twelve more"); ``whole``: by a number that some are
    part of ("the first of 96", "an order for 34"); ``extra``: told to be more than others before;
    ``by_name``: a ship called by its own name.
    """

    start: int
    end: int
    head: int
    item: Item
    generic: bool = False
    origin: str | None = None
    definite: bool = False  # "the jets", which may take up arms named before
    other: bool = False  # "helicopters and other weapons": more than those named
    understood: bool = False
    whole: bool = False
    extra: bool = False
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class MoneyMention:
    """A sum at tokens ``start`` to ``end``; ``also`` is the same sum in another currency."""

    start: int
    end: int
    head: int
    money: Money


class Clause(NamedTuple):
    """The tokens of a clause, and their lemmas in lower case."""

    tokens: frozenset[int]
    lemmas: frozenset[str]


@dataclass
class Scene:
    """The document with everything the rules look at. Built by ``casting.stage``."""

    doc: Doc
    report: Report
    actors: list[ActorMention] = field(default_factory=list)
    items: list[ItemMention] = field(default_factory=list)
    money: list[MoneyMention] = field(default_factory=list)
    offices: list[OfficeMention] = field(default_factory=list)
    known_evidence: dict[int, Evidence] = field(default_factory=dict)  # by a sentence's first token
    known_clauses: dict[int, Clause] = field(default_factory=dict)  # by the clause's verb
    known_sources: dict[Attribution, list[Source]] = field(default_factory=dict)

    @cached_property
    def sentences(self) -> list[Span]:
        """The document's sentences, in order."""
        return list(self.doc.sents)

    @cached_property
    def _sentence_index(self) -> list[int]:
        index = [0] * len(self.doc)
        for number, sentence in enumerate(self.sentences):
            for token in range(sentence.start, sentence.end):
                index[token] = number
        return index

    @cached_property
    def tree(self) -> Tree:
        """The document's tree, walked by token numbers."""
        return tree_of(self.doc)

    @cached_property
    def lemmas(self) -> list[str]:
        """For each token its lemma, lower case."""
        return [lemma.lower() for lemma in strings(self.doc, "lemma_")]

    def lemmas_of(self, sentence: Span) -> list[str]:
        """Return the lemmas of a sentence's tokens, lower case."""
        return self.lemmas[sentence.start : sentence.end]

    def text_of(self, sentence: Span) -> str:
        """Return the text of a sentence, which spaCy itself puts together of its tokens."""
        return text_of(self.doc)[sentence.start_char : sentence.end_char]

    def sentence_of(self, token: int) -> Span:
        """Return the sentence token number ``token`` stands in."""
        return self.sentences[self._sentence_index[token]]

    def sentence_number(self, token: int) -> int:
        """Return the position of the token's sentence in the document."""
        return self._sentence_index[token]

    @cached_property
    def aside_of(self) -> list[AsideKind | None]:
        """For each token the kind of aside it stands in, or None where it is story."""
        kinds: list[AsideKind | None] = [None] * len(self.doc)
        for aside in self.report.asides:
            span = self.doc.char_span(aside.start, aside.end, alignment_mode="expand")
            if span is not None:
                for token in range(span.start, span.end):
                    kinds[token] = aside.kind
        return kinds

    @cached_property
    def story(self) -> list[Span]:
        """The sentences that belong to the story and hold at least one word."""
        return [s for s in self.sentences if self.is_story(s) and any(t.is_alpha for t in s)]

    def is_story(self, sentence: Span) -> bool:
        """Say whether most of the sentence's tokens are story, not aside."""
        marked = sum(kind is not None for kind in self.aside_of[sentence.start : sentence.end])
        return marked * 2 < len(sentence)

    @cached_property
    def predicates(self) -> dict[int, Predicate]:
        """Predicates by token."""
        return {p.token: p for p in self.doc._.predicates}

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """Who says what, as the language pipeline found it."""
        return self.doc._.attributions  # type: ignore[no-any-return]

    @cached_property
    def attributions_over(self) -> dict[int, list[Attribution]]:
        """For each token the attributions in whose content it stands, in order."""
        over: dict[int, list[Attribution]] = {}
        for attribution in self.attributions:
            for token in sorted({t for span in attribution.content for t in range(*span)}):
                over.setdefault(token, []).append(attribution)
        return over

    @cached_property
    def entity_at(self) -> dict[int, Span]:
        """For each token the named entity it is part of."""
        return {token: ent for ent in self.doc.ents for token in range(ent.start, ent.end)}

    @property
    def times(self) -> tuple[Timex, ...]:
        """The time expressions of the document."""
        return self.doc._.times  # type: ignore[no-any-return]

    @cached_property
    def _actor_by_head(self) -> dict[int, ActorMention]:
        return {a.head: a for a in self.actors}

    @cached_property
    def _actor_cover(self) -> dict[int, ActorMention]:
        cover: dict[int, ActorMention] = {}
        for mention in sorted(self.actors, key=lambda a: a.start - a.end):
            for token in range(mention.start, mention.end):
                cover.setdefault(token, mention)
        return cover

    @cached_property
    def referents(self) -> dict[int, ActorMention]:
        """For pronouns and descriptions, by head token: the actor their chain names."""
        found: dict[int, ActorMention] = {}
        for chain in self.doc._.chains:
            named = [self._actor_by_head.get(m.head) for m in chain.mentions]
            main = next((a for a in named if a is not None), None)
            if main is None:
                continue
            for mention, actor in zip(chain.mentions, named, strict=True):
                if actor is None:
                    found[mention.head] = main
        return found

    def actor_at(self, token: int) -> ActorMention | None:
        """Return the actor whose head is the token, or to whom the token refers back."""
        return self._actor_by_head.get(token) or self.referents.get(token)

    def actor_covering(self, token: int) -> ActorMention | None:
        """Return the longest actor mention the token is part of."""
        return self._actor_cover.get(token)

    def actors_between(self, start: int, end: int) -> list[ActorMention]:
        """Return actors that lie within the tokens, in order."""
        return [a for a in self.actors if start <= a.start and a.end <= end]

    def sums_in(self, sentence: Span) -> list[MoneyMention]:
        """Return the sums of money a sentence names, in order."""
        return [m for m in self.money if sentence.start <= m.head < sentence.end]

    @cached_property
    def cue_tokens(self) -> set[int]:
        """The tokens of all cues of saying."""
        return {t for a in self.attributions for t in range(*a.cue)}

    def items_between(self, start: int, end: int) -> list[ItemMention]:
        """Return arms mentioned within the tokens, in order."""
        return [i for i in self.items if start <= i.start and i.end <= end]

    def evidence(self, sentence: Span) -> Evidence:
        """Return the sentence as evidence, trimmed of white space at its ends."""
        if sentence.start not in self.known_evidence:
            self.known_evidence[sentence.start] = self._evidence(sentence)
        return self.known_evidence[sentence.start]

    def _evidence(self, sentence: Span) -> Evidence:
        text = self.text_of(sentence)
        start = sentence.start_char + len(text) - len(text.lstrip())
        text = text.strip()
        return Evidence(start, start + len(text), text)

    def distance(self, a: int, b: int) -> int:
        """Return the number of arcs between two tokens in the tree; 99 across sentences."""
        up = {token: n for n, token in enumerate(self.tree.above(a))}
        for steps, token in enumerate(self.tree.above(b)):
            if token in up:
                return steps + up[token]
        return 99

    def lineage(self, token: int) -> Iterator[Token]:
        """Yield the token, its head, its head's head and so on up to the root."""
        return (self.doc[i] for i in self.tree.above(token))


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """An office at tokens ``start`` to ``end`` ("deputy finance minister")."""

    start: int
    end: int
    office: str


def children(token: Token, *labels: str) -> list[Token]:
    """Return the token's children with one of the dependency labels (subtypes match too)."""
    return [
        child
        for child in token.children
        if (label := child.dep_) in labels or label.partition(":")[0] in labels
    ]


def case_of(token: Token) -> str:
    """Return the preposition that marks the token ("from", "according to"), or ""."""
    words = [c for c in token.children if c.dep_ == "case"]
    if not words:
        return ""
    first = words[0]
    fixed = [f.lower_ for f in first.children if f.dep_ == "fixed"]
    return " ".join([first.lower_, *fixed])


def is_passed_over(token: Token) -> bool:
    """Say whether a name is of who did not get it: "chose Norland over rivals from Sudmark"."""
    passing = vocabulary.words("passing_over")
    for _ in range(3):
        edge = token.left_edge.i
        beside = token.doc[edge - 1] if edge else token  # "from Sudmark" may hang on the verb
        rival = beside.lemma_.lower() in vocabulary.words("rivals") and beside.head == token.head
        if _passes(token, passing) or (rival and case_of(beside) in passing):
            return True
        if token.dep_ == "obj" and token.head.lemma_.lower() in _outdone():
            return True
        if token.dep_ == "nmod" and token.head.lemma_.lower() in vocabulary.words("hostilities"):
            return True  # "since the invasion of Norland"
        if token.dep_ not in {"nmod", "conj", "compound", "nmod:poss", "amod"}:
            return False
        token = token.head
    return False


@cache
def _outdone() -> frozenset[str]:
    return vocabulary.words("replacing") | vocabulary.words("opposing")


def _passes(token: Token, passing: Collection[str]) -> bool:
    """Say whether a phrase is one of passing over; "influence over Norland" is not."""
    held = token.dep_ == "nmod" and token.head.lemma_.lower() in vocabulary.words("held_over")
    return not held and case_of(token) in passing


def conjuncts(token: Token) -> list[Token]:
    """Return the token and everything coordinated with it."""
    found: list[Token] = []
    queue = [token]
    while queue and len(found) < 50:
        current = queue.pop(0)
        found.append(current)
        queue.extend(c for c in current.children if c.dep_ == "conj")
    return found


def is_negated(token: Token) -> bool:
    """Say whether a negation stands directly with the token, or with who does it or what it is
    done to: "no contract has been signed"."""
    if any(c.lower_ in vocabulary.words("negation") for c in token.children):
        return True
    arguments = children(token, "nsubj", "obj") if token.pos_ == "VERB" else []
    return any(d.lower_ in {"no", "neither"} for a in arguments for d in children(a, "det"))
