"""Deal events: what single sentences say of a transfer of arms or of the money for one."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from dealtrace.claims import vocabulary
from dealtrace.claims.engine import Frame
from dealtrace.claims.model import Claim, ClaimType, Modality, Source
from dealtrace.claims.scene import ActorMention, ItemMention, Scene
from dealtrace.language.annotations import Timex

_EVENT_TYPES = {ClaimType.SUPPLY, ClaimType.AGREEMENT, ClaimType.CREDIT, ClaimType.SANCTION,
                ClaimType.DENIAL, ClaimType.TRANSFER}  # fmt: skip
_GIVERS = ("supplier", "lender", "donor")
_TAKERS = ("recipient", "borrower")
_PARTIES = ("party", "counterpart")


@dataclass
class Event:
    """One frame seen as a step of a deal. ``suppliers`` and ``recipients`` are ISO3 codes, as is
    ``parties``, whose direction the frame leaves open."""

    frame: Frame
    claim: Claim
    sentence: int
    suppliers: set[str] = field(default_factory=set)
    recipients: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    items: list[ItemMention] = field(default_factory=list)
    anaphoric: bool = False
    year: int | None = None
    headline: bool = False

    @property
    def token(self) -> Token:
        """The word that evokes the event."""
        return self.frame.token

    @property
    def modality(self) -> Modality:
        """How firmly it is put."""
        return self.claim.modality

    @property
    def chain(self) -> tuple[Source, ...]:
        """Who says so."""
        return self.claim.attribution


def events(scene: Scene, made: list[tuple[Frame, Claim]]) -> list[Event]:
    """Return the frames that speak of arms, or take up a deal spoken of before, in text order."""
    found: list[Event] = []
    spoken_of = False
    for frame, claim in made:
        if frame.rule.type not in _EVENT_TYPES:
            continue
        event = _event(scene, frame, claim)
        event.anaphoric = spoken_of and _takes_up(scene, frame)
        if not (event.items or _is_of_arms(scene, frame) or event.anaphoric):
            continue
        if frame.rule.type in {ClaimType.SANCTION, ClaimType.TRANSFER} and not event.items:
            continue
        spoken_of = True
        found.append(event)
    return found


def _event(scene: Scene, frame: Frame, claim: Claim) -> Event:
    roles = frame.roles
    event = Event(frame, claim, scene.sentence_number(frame.token.i))
    event.suppliers = _codes(a for role in _GIVERS for a in roles.get(role, ()))
    event.recipients = _codes(a for role in _TAKERS for a in roles.get(role, ()))
    event.parties = _codes(a for role in _PARTIES for a in roles.get(role, ()))
    event.items = list(frame.items)
    event.year = _year(claim)
    return event


def _codes(actors: object) -> set[str]:
    return {a.code for a in actors if isinstance(a, ActorMention) and a.code}  # type: ignore[attr-defined]


def _year(claim: Claim) -> int | None:
    value = claim.time.value[:4] if claim.time else ""
    return int(value) if value.isdigit() else None


def _is_of_arms(scene: Scene, frame: Frame) -> bool:
    """ "a major arms deal", "military equipment": arms by name of the whole, not of a kind."""
    span = scene.sentence_of(frame.token.i)
    near = {t.lemma_.lower() for t in span}
    if frame.rule.type is ClaimType.SUPPLY and frame.rule.id in {"goods", "decline"}:
        return False
    return bool(near & vocabulary.words("arms_words")) and not _is_civil(span)


def _is_civil(span: Span) -> bool:
    return bool({t.lemma_.lower() for t in span} & vocabulary.words("civil_words"))


def _takes_up(scene: Scene, frame: Frame) -> bool:
    """ "the contract", "the loan": a deal noun with a definite article, in a sentence of no other
    matter."""
    span = scene.sentence_of(frame.token.i)
    if _is_civil(span):
        return False
    for token in span:
        if token.lemma_.lower() in vocabulary.words("deal_nouns") and _is_definite(token):
            return True
    return any(t.lower_ in {"it", "they", "them"} for t in span) and frame.token.i - span.start < 8


def _is_definite(token: Token) -> bool:
    return any(c.lower_ in {"the", "this", "that", "these", "its"} for c in token.children)


def timexes(scene: Scene, sentence: Span) -> list[Timex]:
    """Return the sentence's time expressions."""
    return [t for t in scene.times if sentence.start <= t.start < sentence.end]
