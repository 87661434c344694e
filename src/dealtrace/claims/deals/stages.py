"""How far a deal has come, by what its events say and how firmly (``rules/stages.yaml``)."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Token

from dealtrace.claims import vocabulary
from dealtrace.claims.deals.events import Event, acts_on_arms
from dealtrace.claims.modality import modality_of
from dealtrace.claims.model import ClaimType, Modality, Stage
from dealtrace.claims.scene import Scene, case_of, children, conjuncts, is_negated
from dealtrace.claims.slots import light_verb, obj

ORDER = (
    Stage.CONSIDERED,
    Stage.NEGOTIATING,
    Stage.ANNOUNCED,
    Stage.APPROVED,
    Stage.SIGNED,
    Stage.FINANCED,
    Stage.IN_DELIVERY,
    Stage.DELIVERED,
)
_LATE = {*ORDER[3:], Stage.CANCELLED}
_MET = {Stage.ANNOUNCED, Stage.SIGNED, Stage.FINANCED, Stage.DELIVERED}
_BY_RULE = {"arrive", "come", "take-over", "into-service"}  # supplies whose rule tells the stage
_UNDER = {"in", "under", "after", "following", "before", "despite"}  # "received them under a deal"
_NEARLY = 0.9
_LONG = 1  # years in which what was ordered may be still to come
_MADE = 8  # years in which what was ordered has come as a rule
_UP = 3  # words looked at above an event's


@cache
def _lemmas(modality: str, stage: str) -> frozenset[str]:
    return frozenset(vocabulary.table("stages")[modality].get(stage, ()))


def stage_of(event: Event) -> Stage | None:
    """Return what the event says of the deal's stage; None if nothing."""
    if event.type is ClaimType.DENIAL:
        return Stage.DENIED
    modality = event.modality
    written_off = event.frame is not None and event.frame.rule.id in {
        "write-off",
        "debt-noun",
        "owe",
    }
    if modality is Modality.DENIED or written_off:
        return None
    if event.type is ClaimType.CREDIT and modality is Modality.ASSERTED and _is_given(event):
        return Stage.FINANCED
    if _comes_to_nothing(event.token):
        return Stage.CANCELLED
    if _is_on_order(event.token):
        return Stage.SIGNED
    for lemma in _verbs_of(event.token):
        hands = lemma in vocabulary.table("stages")["handing_over"]
        if hands and modality is Modality.ASSERTED and event.type is not ClaimType.AGREEMENT:
            handed = event.token.pos_ == "VERB" and acts_on_arms(event)
            return _refined(event, Stage.DELIVERED) if handed else Stage.ANNOUNCED
        for stage in Stage:
            if lemma in _lemmas(modality.value, stage.value):
                meant = stage is Stage.ANNOUNCED and _is_only_meant(event)
                return Stage.CONSIDERED if meant else _refined(event, stage)
    if modality is not Modality.ASSERTED:
        return None
    return _by_rule(event) or _by_noun(event)


def _is_only_meant(event: Event) -> bool:
    """Say whether somebody means to do it, and has not decided: "intends to buy"."""
    over = event.token.head.lemma_.lower() if event.token.dep_ == "xcomp" else ""
    return event.modality is not Modality.ASSERTED and over in _table("meaning")


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(vocabulary.table("stages")[name])


def _by_rule(event: Event) -> Stage | None:
    rule = event.frame.rule if event.frame else None
    if rule is None or not (event.type is ClaimType.AGREEMENT or rule.id in _BY_RULE):
        return None
    return _refined(event, rule.stage) if rule.stage else None


def _is_on_order(token: Token) -> bool:
    return token.lemma_.lower() == "order" and case_of(token) == "on"


def _comes_to_nothing(token: Token) -> bool:
    """Say whether what the word tells of fails: "a plan to buy jets failed", "bids to sell ships
    ended in failure"."""
    failing = set(vocabulary.table("stages")["failing"])
    for _ in range(_UP):
        if token.dep_.lower() == "root" or token.dep_ in {"parataxis", "ccomp", "conj", "advcl"}:
            return False
        token = token.head
        about = {token.lemma_.lower(), *(c.lemma_.lower() for c in children(token, "obl", "obj"))}
        if about & failing:
            return not is_negated(token)
    return False


def _is_given(event: Event) -> bool:
    """A credit that is "extended" or "granted" stands; one "announced" does not yet."""
    verb = light_verb(event.token)
    terms = event.frame is not None and event.frame.rule.id == "terms"
    return (
        not terms and verb is not None and verb.lemma_.lower() in vocabulary.words("credit_given")
    )


def _by_noun(event: Event) -> Stage | None:
    own, verb = event.token.lemma_.lower(), event.token.head.lemma_.lower()
    stage = next((s for s in Stage if own in _lemmas("nouns", s.value)), None)
    if stage is Stage.DELIVERED and event.token.dep_ == "nmod":
        return None  # "lifted the ban on deliveries"
    going_on = stage is Stage.DELIVERED and verb in vocabulary.table("stages")["under_way"]
    return Stage.IN_DELIVERY if going_on else stage


def _verbs_of(token: Token) -> list[str]:
    """Return the verb's lemma, with its particle first; of a noun, that of the verb over it."""
    own = token.lemma_.lower()
    if token.pos_ == "VERB":
        particle = next((c.lower_ for c in token.children if c.dep_ == "compound:prt"), None)
        return [f"{own} {particle}", own] if particle else [own]
    verb = light_verb(token)
    if verb is None or case_of(token) in _UNDER:
        return []
    won = own in vocabulary.table("stages")["nouns"]["signed"]
    won = won and verb.lemma_.lower() in vocabulary.words("wins")
    return [] if won else [verb.lemma_.lower()]  # to receive an order is not to receive arms


def _refined(event: Event, stage: Stage) -> Stage:
    """A delivery of the first, or that goes on, is under way."""
    if stage is not Stage.DELIVERED:
        return stage
    progressive = event.token.tag_ == "VBG" and event.token.dep_ != "acl"
    under_way = set(vocabulary.table("stages")["under_way"])
    return Stage.IN_DELIVERY if progressive or _words_by(event.token) & under_way else stage


def _words_by(verb: Token) -> set[str]:
    """Return the words right beside a verb and what it is done to, and the verb over it."""
    done_to = [
        n for t in (*obj(verb), *children(verb, "nsubj", "nsubj:pass")) for n in conjuncts(t)
    ]
    near = [verb.head, *verb.children, *(c for noun in done_to for c in noun.children)]
    nested = [c for t in near if t.dep_ in {"nmod", "appos"} for c in t.children]
    return {t.lower_ for t in [*near, *done_to, *nested]}


def settle(scene: Scene, events: list[Event], main: bool) -> tuple[Stage, bool]:
    """Return the stage of a deal and whether it is hedged (not yet done), from its events.

    What the deal's first sentence asserts counts before anything later; else the furthest stage.
    What was bought or sold in a deal told in passing (``main`` is false) is held to be delivered.
    """
    stage, hedged = _settled(events)
    year = scene.report.published.year if scene.report.published else None
    if not hedged and stage in _MET:
        stage = _arrived(scene, events) or stage
    if (
        not main
        and not hedged
        and stage in {Stage.SIGNED, Stage.ANNOUNCED}
        and _is_over(events, year)
    ):
        stage = stage if _is_recent(scene, events) else Stage.DELIVERED
    if stage is Stage.ANNOUNCED and (_is_signed(scene, events) or _is_contracted(scene, events)):
        stage, hedged = Stage.SIGNED, False
    if stage is Stage.DELIVERED and _in_part(scene, events):
        stage = Stage.IN_DELIVERY
    return stage, hedged


def _is_recent(scene: Scene, events: list[Event]) -> bool:
    """Say whether a deal is dated to the years in which arms are made and delivered."""
    years = {e.year for e in events if e.year}
    published = scene.report.published
    return published is not None and bool(years) and published.year - max(years) < _LONG


def _is_signed(scene: Scene, events: list[Event]) -> bool:
    """Say whether what is announced rests on a signed paper: "will give 34 jets under an agreement
    signed in Islamabad"."""
    deals = vocabulary.words("deal_nouns")
    for number in {e.sentence for e in events if e.told}:
        for token in scene.sentences[number]:
            papers = token.dep_.startswith("acl") and token.head.lemma_.lower() in deals
            if papers and token.tag_ == "VBN" and token.lemma_.lower() in _signing():
                return not is_negated(token)
    return False


def _is_contracted(scene: Scene, events: list[Event]) -> bool:
    """Say whether it is told what a contract is worth or holds, or what is done under one."""
    for event in events:
        if event.told and event.modality is Modality.ASSERTED:
            for token in scene.sentences[event.sentence]:
                if token.lemma_.lower() == "contract" and _stands(token):
                    return True
    return False


def _stands(contract: Token) -> bool:
    """Say whether a contract is there already: "the contract covers", "under a contract"."""
    if case_of(contract) == "under":
        return True
    verb = contract.head
    holds = verb.lemma_.lower() in _table("holding") and contract.dep_ == "nsubj"
    ahead = any(c.lower_ in {"will", "would", "may", "could", "might"} for c in verb.children)
    return holds and not ahead


@cache
def _signing() -> frozenset[str]:
    return vocabulary.words("signing")


def _in_part(scene: Scene, events: list[Event]) -> bool:
    """Say whether fewer arms have come than the deal has: "so far 32 of the 72 were delivered"."""
    counted = [i for e in events for i in e.items if i.item.quantity and not i.generic]
    whole = max((i.item.quantity or 0 for i in counted), default=0)
    came = [e for e in events if stage_of(e) is Stage.DELIVERED]
    parts = [i for e in came for i in e.items if i.item.quantity and not i.whole and not i.generic]
    last = vocabulary.table("stages")["last_of_many"]
    if any(re.search(last, scene.text_of(scene.sentences[e.sentence]).lower()) for e in came):
        return False
    if any(_is_of_some(scene.doc[i.head]) for i in parts):
        return True
    return bool(parts) and all((i.item.quantity or 0) < _NEARLY * whole for i in parts)


def _is_of_some(noun: Token) -> bool:
    """Say whether arms are those of which some are meant: "ten of the 40 tanks"."""
    return noun.dep_ == "nmod" and noun.head.pos_ == "NUM" and case_of(noun) == "of"


def _arrived(scene: Scene, events: list[Event]) -> Stage | None:
    """Return how far deliveries have come where the deal's first sentence tells of arms that have
    reached their buyer, the first of many or the last."""
    sentence = scene.sentences[events[0].sentence]
    table, text = vocabulary.table("stages"), sentence.text.lower()
    if not any(_has_arrived(scene, token) for token in sentence if token.pos_ == "VERB"):
        return None
    if re.search(table["last_of_many"], text):
        return Stage.DELIVERED
    return Stage.IN_DELIVERY if re.search(table["some_of_many"], text) else None


def _has_arrived(scene: Scene, verb: Token) -> bool:
    arriving = set(vocabulary.table("stages")["arriving"])
    if not arriving.intersection(_verbs_of(verb)):
        return False
    return modality_of(scene, verb, scene.cue_tokens)[0] is Modality.ASSERTED


def _is_over(events: list[Event], year: int | None) -> bool:
    asserted = [e for e in events if e.told and e.modality is Modality.ASSERTED]
    if asserted and _is_long_past(events, year):
        return True
    lemmas = {lemma for e in asserted for lemma in _verbs_of(e.token)}
    return bool(lemmas) and lemmas <= set(vocabulary.table("stages")["over"])


def _is_long_past(events: list[Event], year: int | None) -> bool:
    """Say whether all is dated to years long enough ago for arms to have come."""
    years = {e.year for e in events if e.year}
    return year is not None and bool(years) and max(years) <= year - _MADE


def _settled(events: list[Event]) -> tuple[Stage, bool]:
    known = _without_mere_names([(e, s) for e in events if (s := stage_of(e)) is not None])
    lead = [(e, s) for e, s in known if e.sentence == events[0].sentence]
    if any(s in _LATE and e.modality is Modality.ASSERTED for e, s in lead):
        known = lead
    if any(s is Stage.CANCELLED for _, s in known):
        return Stage.CANCELLED, False
    told = [e for e in events if e.told]
    denied = all(e.modality is Modality.DENIED for e in told)
    if (told and denied) or (known and all(s is Stage.DENIED for _, s in known)):
        return Stage.DENIED, False
    ranked = [s for _, s in known if s in ORDER]
    if not ranked:
        hedged = any(e.modality in {Modality.PLANNED, Modality.POSSIBLE} for e in events)
        return (Stage.NEGOTIATING if hedged else Stage.ANNOUNCED), hedged
    best = max(ranked, key=ORDER.index)
    done = any(e.modality is Modality.ASSERTED for e, s in known if s is not Stage.CONSIDERED)
    if not done and Stage.NEGOTIATING in ranked:  # "the contract is about to be signed"
        best = Stage.NEGOTIATING
    if best is Stage.SIGNED and _signs_a_loan(known):
        best = Stage.FINANCED
    return best, _is_hedged(known, best)


def _without_mere_names(known: list[tuple[Event, Stage]]) -> list[tuple[Event, Stage]]:
    """Leave out "sale" and "deal", which only name what other words tell the stage of."""
    telling = [(e, s) for e, s in known if s is not Stage.ANNOUNCED or e.token.pos_ != "NOUN"]
    return telling or known


def _signs_a_loan(known: list[tuple[Event, Stage]]) -> bool:
    """Say whether what was signed is the credit that pays for the deal."""
    signed = {e.sentence for e, s in known if s is Stage.SIGNED}
    return any(e.type is ClaimType.CREDIT and e.sentence in signed for e, _ in known)


def _is_promise(event: Event) -> bool:
    """The supplier's own "will deliver" is a decision; the buyer's "will buy" is a plan."""
    verb = event.token
    gives = verb.lemma_.lower() in vocabulary.table("stages")["promised"]
    if gives and verb.dep_ == "xcomp":
        return verb.head.lemma_.lower() in vocabulary.table("stages")["promising"]
    will = any(c.lower_ in {"will", "'ll", "’ll", "shall"} for c in verb.children)
    return gives and will and not children(verb, "nsubj:pass")


def _is_hedged(known: list[tuple[Event, Stage]], best: Stage) -> bool:
    deciding = [e for e, s in known if s is best]
    firm = any(e.modality is Modality.ASSERTED or _is_promise(e) for e in deciding)
    firm = firm or not deciding
    return best in {Stage.CONSIDERED, Stage.NEGOTIATING} or not firm
