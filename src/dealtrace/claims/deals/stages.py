"""How far a deal has come, by what its events say and how firmly (``rules/stages.yaml``)."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from dealtrace.claims import vocabulary
from dealtrace.claims.deals.events import Event
from dealtrace.claims.model import ClaimType, Modality, Stage
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
    for lemma in _verbs_of(event.token):
        for stage in Stage:
            if lemma in _lemmas(modality.value, stage.value):
                return _refined(event, stage)
    return _by_noun(event) if modality is Modality.ASSERTED else None


def _is_given(event: Event) -> bool:
    """A credit that is "extended" or "granted" stands; one "announced" does not yet."""
    verb = light_verb(event.token)
    terms = event.frame is not None and event.frame.rule.id == "terms"
    return (
        not terms and verb is not None and verb.lemma_.lower() in vocabulary.words("credit_given")
    )


def _by_noun(event: Event) -> Stage | None:
    own = event.token.lemma_.lower()
    return next((s for s in Stage if own in _lemmas("nouns", s.value)), None)


def _verbs_of(token: Token) -> list[str]:
    """Return the verb's lemma, with its particle first; of a noun, that of the verb over it."""
    own = token.lemma_.lower()
    if token.pos_ == "VERB":
        particle = next((c.lower_ for c in token.children if c.dep_ == "compound:prt"), None)
        return [f"{own} {particle}", own] if particle else [own]
    verb = light_verb(token)
    return [verb.lemma_.lower()] if verb is not None else []


def _refined(event: Event, stage: Stage) -> Stage:
    """A delivery of the first, or that goes on, is under way; a loan given is no delivery."""
    if stage is not Stage.DELIVERED:
        return stage
    if event.token.pos_ == "VERB" and _gives_money(event):
        return Stage.ANNOUNCED
    near = {t.lower_ for t in event.token.subtree} | {t.lower_ for t in event.token.head.children}
    under_way = set(vocabulary.table("stages")["under_way"])
    progressive = event.token.tag_ == "VBG" and event.token.dep_ != "acl"
    return Stage.IN_DELIVERY if near & under_way or progressive else stage


def _gives_money(event: Event) -> bool:
    given = obj(event.token)
    lent = vocabulary.words("sum_credit")
    return any(t.lemma_.lower() in lent for t in given)


def settle(events: list[Event]) -> tuple[Stage, bool]:
    """Return the stage of a deal and whether it is hedged (not yet done), from its events.

    What the deal's first sentence asserts counts before anything later; else the furthest stage.
    """
    known = [(e, s) for e in events if (s := stage_of(e)) is not None]
    lead = [(e, s) for e, s in known if e.sentence == events[0].sentence]
    if any(s in _LATE and e.modality is Modality.ASSERTED for e, s in lead):
        known = lead
    if any(s is Stage.CANCELLED for _, s in known):
        return Stage.CANCELLED, False
    denied = all(e.modality is Modality.DENIED for e in events if e.told)
    if denied or (known and all(s is Stage.DENIED for _, s in known)):
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


def _signs_a_loan(known: list[tuple[Event, Stage]]) -> bool:
    """Say whether what was signed is the credit that pays for the deal."""
    signed = {e.sentence for e, s in known if s is Stage.SIGNED}
    return any(e.type is ClaimType.CREDIT and e.sentence in signed for e, _ in known)


def _is_hedged(known: list[tuple[Event, Stage]], best: Stage) -> bool:
    deciding = [e for e, s in known if s is best]
    firm = any(e.modality is Modality.ASSERTED for e in deciding) or not deciding
    return best in {Stage.CONSIDERED, Stage.NEGOTIATING} or not firm
