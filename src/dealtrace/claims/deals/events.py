"""Deal events: what single sentences say of a transfer of arms or of the money for one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Span, Token

from dealtrace.claims import circumstances, vocabulary
from dealtrace.claims.deals.apart import Apart, told_apart
from dealtrace.claims.deals.sums import price_in
from dealtrace.claims.engine import Frame
from dealtrace.claims.modality import modality_of
from dealtrace.claims.model import Claim, ClaimType, Modality, Source, When
from dealtrace.claims.rules import all_rules
from dealtrace.claims.scene import (
    ActorKind,
    ActorMention,
    ItemMention,
    Scene,
    case_of,
    children,
    conjuncts,
    is_passed_over,
)
from dealtrace.claims.slots import obj
from dealtrace.claims.speakers import chain_over

_EVENT_TYPES = {ClaimType.SUPPLY, ClaimType.AGREEMENT, ClaimType.CREDIT, ClaimType.SANCTION,
                ClaimType.DENIAL, ClaimType.TRANSFER}  # fmt: skip
_TRANSFERS = {"sell", "buy", "arrive", "sale-noun", "award", "sign"}
_OPEN = {"VERB", "NOUN"}
_GIVERS = ("supplier", "lender", "donor")
_TAKERS = ("recipient", "borrower")
_PARTIES = ("party", "counterpart")
_FIRST, _EARLY = 3, 8  # words of a sentence in which a pronoun takes up what was told before


@dataclass
class Event:
    """What one word says of a deal. ``suppliers`` and ``recipients`` are ISO3 codes, as is
    ``parties``, whose direction the word leaves open.

    An event without a claim is arms named in a sentence, of which no rule made a claim; it is
    ``told`` all the same if the sentence speaks of a transfer. ``states`` are those the sentence
    names.
    """

    token: Token
    sentence: int
    type: ClaimType
    modality: Modality
    chain: tuple[Source, ...] = ()
    claim: Claim | None = None
    frame: Frame | None = None
    suppliers: set[str] = field(default_factory=set)
    recipients: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    items: list[ItemMention] = field(default_factory=list)
    states: set[str] = field(default_factory=set)
    told: bool = True
    explicit: int = 0  # how many of the two sides its own words name
    credit: float | None = None  # the sum lent, where the event tells of a credit
    price: float | None = None  # the price, where its sentence tells one
    anaphoric: bool = False
    including: bool = False  # the sentence lists what belongs to the deal
    another: bool = False  # the sentence passes to another deal
    aside: bool = False  # a clause tells it of arms that belong to another deal
    when: When | None = None

    @property
    def year(self) -> int | None:
        """The year it is dated to."""
        value = self.when.value[:4] if self.when else ""
        return int(value) if value.isdigit() else None

    @property
    def orders(self) -> bool:
        """Whether it may tell of an order of its own, rather than of arms on their way."""
        arriving = {*vocabulary.table("stages")["arriving"], *vocabulary.words("following")}
        words = {self.token.lemma_.lower(), self.token.head.lemma_.lower()}
        return self.told and not words & arriving

    @property
    def origins(self) -> set[str]:
        """The states its arms are made in, as far as the tables know."""
        return {i.origin for i in self.items if i.origin}


def acts_on_arms(event: Event) -> bool:
    """Say whether arms themselves are given, sent or bought, not a loan for them or notice of
    them."""
    objects = [n for t in obj(event.token) for n in conjuncts(t)]
    parts = [c for o in objects for c in children(o, "nmod") if case_of(c) == "of"]
    places = {n.i for n in (*objects, *parts)}
    return any(places & set(range(i.start, i.end)) for i in event.items)


def at_odds(a: set[str], b: set[str]) -> bool:
    """Say whether two sides, both known, have no state in common."""
    return bool(a) and bool(b) and not a & b


def events(scene: Scene, made: list[tuple[Frame, Claim]]) -> list[Event]:
    """Return what the report says of arms deals, in text order."""
    apart = told_apart(scene)
    found = [e for f in _from_frames(scene, made) if (e := _without(f, apart)) is not None]
    told = {i.head for event in found for i in event.items}
    found += [_aside(scene, i, verb) for i, verb in apart.values() if i.head not in told]
    found += _in_passing(scene, told | set(apart))
    return sorted(found, key=lambda e: e.token.i)


def _without(event: Event, apart: Apart) -> Event | None:
    """Leave out arms of whose own deal a clause tells, unless it is the event's; None if no arms
    are left."""
    kept = [i for i in event.items if i.head not in apart or apart[i.head][1].i == event.token.i]
    if event.items and not kept:
        return None
    event.aside = any(i.head in apart for i in kept)
    event.items = kept
    return event


def _aside(scene: Scene, item: ItemMention, verb: Token) -> Event:
    """Return what a clause tells of the arms it hangs on: "the 60 jets it bought in 1978"."""
    inside = {t.i for t in verb.subtree}
    states = {a.code for a in scene.actors if a.head in inside and a.code}
    return Event(
        verb,
        scene.sentence_number(verb.i),
        ClaimType.SUPPLY,
        Modality.ASSERTED,
        chain_over(scene, verb.i),
        items=[item],
        states=states,
        aside=True,
        when=circumstances.time_of(scene, verb),
    )


def _from_frames(scene: Scene, made: list[tuple[Frame, Claim]]) -> Iterator[Event]:
    """Yield frames that speak of arms, or take up a deal spoken of before."""
    spoken_of = False
    for frame, claim in made:
        if frame.rule.type not in _EVENT_TYPES:
            continue
        event = _event(scene, frame, claim)
        event.anaphoric = spoken_of and not _is_complete(event) and _takes_up(scene, frame)
        if not (event.items or _is_of_arms(scene, frame) or event.anaphoric):
            continue
        if frame.rule.type in {ClaimType.SANCTION, ClaimType.TRANSFER} and not event.items:
            continue
        spoken_of = True
        yield event


def credit_events(scene: Scene, made: list[tuple[Frame, Claim]]) -> list[Event]:
    """Return what the report says of credits, for arms or anything else."""
    return [_event(scene, f, c) for f, c in made if c.type is ClaimType.CREDIT]


def _in_passing(scene: Scene, told: set[int]) -> Iterator[Event]:
    """Yield one event for each story sentence that names arms not ``told`` of (by head)."""
    cues = scene.cue_tokens
    for sentence in scene.story:
        here = scene.items_between(sentence.start, sentence.end)
        items = [i for i in here if i.head not in told]
        if items:
            token = scene.doc[items[0].head]
            number = scene.sentence_number(token.i)
            modality, _ = modality_of(scene, token, cues)
            word = _transfer_word(scene, sentence)
            chain = chain_over(scene, token.i)
            yield Event(
                word or token,
                number,
                ClaimType.SUPPLY,
                modality,
                chain,
                items=items,
                states=_states(scene, sentence),
                told=word is not None or _priced(scene, sentence, items),
                including=_has(scene, sentence, "including")
                and not _has(scene, sentence, "contest"),
                when=circumstances.time_of(scene, token),
            )


def _priced(scene: Scene, sentence: Span, items: list[ItemMention]) -> bool:
    """Say whether a sentence puts a price on a number of arms: "120 tanks, worth $3 billion"."""
    counted = any(i.item.quantity and i.item.quantity > 1 and not i.generic for i in items)
    return counted and price_in(scene, sentence) is not None


def _transfer_word(scene: Scene, sentence: Span) -> Token | None:
    """Return the first word of the sentence that speaks of a transfer."""
    words = _transfer_words()
    found = (t for t, lemma in enumerate(scene.lemmas_of(sentence)) if lemma in words)
    return next((sentence[t] for t in found if sentence[t].pos_ in _OPEN), None)


@cache
def _transfer_words() -> frozenset[str]:
    chosen = [rule for rule in all_rules() if rule.id in _TRANSFERS]
    return frozenset(word for rule in chosen for word in rule.verbs | rule.nouns)


def _has(scene: Scene, sentence: Span, words: str) -> bool:
    return not vocabulary.words(words).isdisjoint(scene.lemmas_of(sentence))


def _passes_on(scene: Scene, sentence: Span) -> bool:
    """Say whether a sentence passes to another deal: "also", "its second purchase this year"."""
    if _has(scene, sentence, "another_deal"):
        return True
    nouns, other = vocabulary.words("deal_nouns"), vocabulary.words("another_of_deals")
    heads = (t for t in sentence if t.lemma_.lower() in nouns)
    return any(c.lower_ in other for t in heads for c in t.lefts)


def _states(scene: Scene, sentence: Span) -> set[str]:
    here = scene.actors_between(sentence.start, sentence.end)
    states = [a for a in here if a.code and a.kind is not ActorKind.MEDIUM]
    return {a.code for a in states if a.code and not is_passed_over(scene.doc[a.head])}


def _event(scene: Scene, frame: Frame, claim: Claim) -> Event:
    roles = frame.roles
    givers, takers = (_TAKERS, _GIVERS) if _pays(frame) else (_GIVERS, _TAKERS)
    return Event(
        token=frame.token,
        sentence=scene.sentence_number(frame.token.i),
        type=claim.type,
        modality=claim.modality,
        chain=claim.attribution,
        claim=claim,
        frame=frame,
        suppliers=_codes(a for role in givers for a in roles.get(role, ())),
        recipients=_codes(a for role in takers for a in roles.get(role, ())),
        parties=_codes(a for role in _PARTIES for a in roles.get(role, ())),
        items=list(frame.items),
        states=_states(scene, scene.sentence_of(frame.token.i)),
        another=_passes_on(scene, scene.sentence_of(frame.token.i)),
        when=claim.time,
    )


def _pays(frame: Frame) -> bool:
    """Who gives money for arms gets them: "paid Sudmark $38 million for rifles"."""
    paying = frame.token.lemma_.lower() in vocabulary.words("paying_verbs")
    return frame.rule.type is ClaimType.TRANSFER and paying and bool(frame.items)


def _codes(actors: Iterable[ActorMention]) -> set[str]:
    return {a.code for a in actors if a.code}


def _is_of_arms(scene: Scene, frame: Frame) -> bool:
    """ "a major arms deal", "military equipment": arms by name of the whole, not of a kind."""
    span = scene.sentence_of(frame.token.i)
    if frame.rule.type is ClaimType.SUPPLY and frame.rule.id in {"goods", "change"}:
        return False
    return _has(scene, span, "arms_words") and not _has(scene, span, "civil_words")


def _is_complete(event: Event) -> bool:
    """Say whether an event names both sides and its arms, and so needs no other to be told."""
    return bool(event.suppliers and event.recipients) and any(not i.generic for i in event.items)


def _takes_up(scene: Scene, frame: Frame) -> bool:
    """ "the contract", "the loan": a deal noun with a definite article, in a sentence of no other
    matter."""
    span = scene.sentence_of(frame.token.i)
    if _has(scene, span, "civil_words"):
        return False
    if names_the_deal(scene, span):
        return True
    pronouns = [t.i - span.start for t in span[:_EARLY] if t.lower_ in {"it", "they", "them"}]
    early = frame.token.i - span.start < _EARLY
    return bool(pronouns) and (early or pronouns[0] < _FIRST)


def names_the_deal(scene: Scene, sentence: Span) -> bool:
    """Say whether a sentence takes up a deal spoken of before: "the contract", "this loan"."""
    nouns = vocabulary.words("deal_nouns")
    found = (t for t, lemma in enumerate(scene.lemmas_of(sentence)) if lemma in nouns)
    return any(_is_definite(sentence[t]) for t in found)


def _is_definite(token: Token) -> bool:
    return any(c.lower_ in {"the", "this", "that", "these", "its"} for c in token.children)
