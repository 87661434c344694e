"""How far a deal has come, by what its events say and how firmly (``rules/stages.yaml``)."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from dealtrace.claims import vocabulary
from dealtrace.claims.deals.events import Event
from dealtrace.claims.model import ClaimType, Modality, Stage
from dealtrace.claims.scene import Scene

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
_EARLY = {Stage.CONSIDERED, Stage.NEGOTIATING, Stage.ANNOUNCED}
_MADE_OF = {
    "sale": "sell", "purchase": "buy", "acquisition": "acquire", "delivery": "deliver",
    "order": "order", "supply": "supply", "export": "export", "shipment": "ship",
    "procurement": "procure", "donation": "donate", "gift": "donate", "loan": "lend",
    "credit": "lend", "negotiation": "negotiate", "talk": "negotiate", "handover": "deliver",
    "consignment": "deliver", "batch": "deliver", "lease": "lease", "transfer": "transfer",
}  # fmt: skip


@cache
def _lemmas(modality: str, stage: str) -> frozenset[str]:
    return frozenset(vocabulary.table("stages")[modality].get(stage, ()))


def stage_of(scene: Scene, event: Event) -> Stage | None:
    """Return what the event says of the deal's stage; None if nothing."""
    if event.claim.type is ClaimType.DENIAL:
        return Stage.DENIED
    modality = event.modality
    if modality is Modality.DENIED:
        return None
    for lemma in _lemmas_of(event.token):
        for stage in Stage:
            if lemma in _lemmas(modality.value, stage.value):
                return _refined(scene, event, stage)
    return None


def _lemmas_of(token: Token) -> list[str]:
    """The verb's lemma; of a noun, its light verb's and then that of the deed it names."""
    own = token.lemma_.lower()
    if token.pos_ == "VERB":
        particle = next((c.lower_ for c in token.children if c.dep_ == "compound:prt"), None)
        return [f"{own} {particle}", own] if particle else [own]
    found = []
    head = token.head
    for _ in range(3):
        if head.pos_ == "VERB":
            found.append(head.lemma_.lower())
            break
        head = head.head
    return [*found, _MADE_OF.get(own, own)]


def _refined(scene: Scene, event: Event, stage: Stage) -> Stage:
    """A delivery of the first, or that goes on, is under way."""
    if stage is not Stage.DELIVERED:
        return stage
    near = {t.lower_ for t in event.token.subtree} | {t.lower_ for t in event.token.head.children}
    under_way = set(vocabulary.table("stages")["under_way"])
    progressive = event.token.tag_ == "VBG" and event.token.dep_ != "acl"
    return Stage.IN_DELIVERY if near & under_way or progressive else stage


def settle(scene: Scene, events: list[Event]) -> tuple[Stage, bool]:
    """Return the stage of a deal and whether it is hedged (not yet done), from its events."""
    told = [(event, stage_of(scene, event)) for event in events]
    known = [(e, s) for e, s in told if s is not None]
    if _called_off(known):
        return Stage.CANCELLED, any(
            e.modality is not Modality.ASSERTED for e, s in known if s is Stage.CANCELLED
        )
    if known and all(s is Stage.DENIED for _, s in known):
        return Stage.DENIED, False
    ranked = [s for _, s in known if s in ORDER]
    if not ranked:
        hedged = any(e.modality in {Modality.PLANNED, Modality.POSSIBLE} for e in events)
        return (Stage.NEGOTIATING if hedged else Stage.ANNOUNCED), hedged
    best = max(ranked, key=ORDER.index)
    return best, _is_hedged(known, best)


def _called_off(known: list[tuple[Event, Stage]]) -> bool:
    return any(
        s is Stage.CANCELLED and e.modality in {Modality.ASSERTED, Modality.DENIED}
        for e, s in known
    )


def _is_hedged(known: list[tuple[Event, Stage]], best: Stage) -> bool:
    deciding = [e for e, s in known if s is best]
    firm = any(e.modality is Modality.ASSERTED for e in deciding)
    return best in {Stage.CONSIDERED, Stage.NEGOTIATING} or not firm
