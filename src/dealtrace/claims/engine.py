"""Runs the claim rules over a scene: every word that evokes a rule is tried, and makes a claim
if its roles can be filled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from dealtrace.claims import circumstances, slots, vocabulary
from dealtrace.claims.modality import modality_of
from dealtrace.claims.model import Actor, Claim, ClaimType, Modality, Source
from dealtrace.claims.rules import Rule, evoked_by, evoking_words
from dealtrace.claims.scene import ActorMention, ItemMention, MoneyMention, Scene, is_passed_over
from dealtrace.claims.sorts import distinct
from dealtrace.claims.speakers import chain_over, kind_of

_BETWEEN = {ClaimType.SUPPLY, ClaimType.AGREEMENT}
_SPOKEN = {ClaimType.STATEMENT, ClaimType.DENIAL}


@dataclass
class Frame:
    """A rule evoked at a token, with the actors found for its roles."""

    rule: Rule
    token: Token
    roles: dict[str, list[ActorMention]] = field(default_factory=dict)
    items: list[ItemMention] = field(default_factory=list)
    money: MoneyMention | None = None

    @property
    def actors(self) -> set[str]:
        """Names or codes of the different actors in the roles."""
        return {a.code or a.name for found in self.roles.values() for a in found}


def frames(scene: Scene) -> list[Frame]:
    """Return the frames of all story sentences, one per word and claim type, in text order."""
    return [frame for sentence in scene.story for frame in _in_sentence(scene, sentence)]


def _in_sentence(scene: Scene, sentence: Span) -> Iterator[Frame]:
    found: dict[tuple[str, int], Frame] = {}
    evoking = evoking_words()
    for place, lemma in enumerate(scene.lemmas_of(sentence), sentence.start):
        if lemma not in evoking:
            continue
        token = scene.doc[place]
        for rule in evoked_by(token):
            frame = _try(scene, rule, token)
            key = (rule.type.value, token.i)
            if frame and (key not in found or rule.score > found[key].rule.score):
                found[key] = frame
    yield from found.values()


def _echoes_of(scene: Scene, frames: list[Frame]) -> set[int]:
    """Return (by position) frames that another of their type and sentence says better."""
    ranked = sorted(
        range(len(frames)),
        key=lambda n: (-len(frames[n].actors), -frames[n].rule.score, frames[n].token.i),
    )
    kept: list[Frame] = []
    echoes = set()
    for n in ranked:
        here = scene.sentence_number(frames[n].token.i)
        beside = [k for k in kept if scene.sentence_number(k.token.i) == here]
        if any(_echoes(scene, frames[n], other) for other in beside):
            echoes.add(n)
        else:
            kept.append(frames[n])
    return echoes


def _echoes(scene: Scene, frame: Frame, other: Frame) -> bool:
    if frame.rule.type is not other.rule.type:
        return False
    if scene.distance(frame.token.i, other.token.i) <= 2 or frame.actors <= other.actors:
        return not _apart(scene, frame, other)
    return False


def _apart(scene: Scene, frame: Frame, other: Frame) -> bool:
    """Two meetings in one sentence stay two if each has a time of its own, two supplies if each
    has arms of its own."""
    ours, theirs = ({i.head for i in f.items} for f in (frame, other))
    if ours and theirs and not ours & theirs:
        return True
    a = circumstances.time_of(scene, frame.token)
    b = circumstances.time_of(scene, other.token)
    return a is not None and b is not None and a.value != b.value


def _try(scene: Scene, rule: Rule, token: Token) -> Frame | None:
    if not _sense_fits(scene, rule, token) or not _company_fits(scene, rule, token):
        return None
    frame = Frame(rule, token)
    for role, places in rule.slots.items():
        actors = slots.fill(scene, token, places, rule.kinds.get(role))
        if rule.type in _BETWEEN:
            actors = [a for a in actors if not is_passed_over(scene.doc[a.head])]
        taken = {a.head for found in frame.roles.values() for a in found}
        codes = {a.code for found in frame.roles.values() for a in found if a.code}
        fit = [a for a in actors if a.head not in taken]
        if places[-1:] == ("clause",):
            fit = [a for a in fit if a.code not in codes][:1]
        if fit:
            frame.roles[role] = fit
    if rule.require and not rule.require & set(frame.roles):
        return None
    if len(frame.actors) < rule.actors:
        return None
    frame.items = circumstances.items_of(scene, token)
    frame.money = circumstances.money_of(scene, token)
    return frame


def _sense_fits(scene: Scene, rule: Rule, token: Token) -> bool:
    """A verb's PropBank sense must be one of the rule's, where both are known."""
    predicate = scene.predicates.get(token.i)
    if not rule.rolesets or predicate is None or token.pos_ != "VERB":
        return True
    lemma = predicate.roleset.rsplit(".", 1)[0]
    known = any(roleset.startswith(lemma + ".") for roleset in rule.rolesets)
    return predicate.roleset in rule.rolesets or not known


def _company_fits(scene: Scene, rule: Rule, token: Token) -> bool:
    near = circumstances.clause(scene, token).lemmas
    if rule.excludes & near:
        return False
    objects = {o.lemma_.lower() for o in slots.obj(token)}
    if rule.not_of & objects or (rule.only_of and not rule.only_of & objects):
        return False
    if not rule.needs:
        return True
    if "arms" in rule.needs and (
        circumstances.items_of(scene, token) or vocabulary.words("arms_modifiers") & near
    ):
        return True
    if "arms_argument" in rule.needs and slots.arms_of(scene, token):
        return True
    if "money" in rule.needs and circumstances.money_of(scene, token):
        return True
    return bool(rule.needs & near)


def claim_of(scene: Scene, frame: Frame, number: int) -> Claim:
    """Return the claim a frame makes, with its speakers, modality, time and place."""
    sentence = scene.sentence_of(frame.token.i)
    cues = scene.cue_tokens
    modality, _ = modality_of(scene, frame.token, cues)
    modality = frame.rule.modality or modality
    when = circumstances.time_of(scene, frame.token)
    if modality is Modality.ASSERTED and circumstances.is_ahead(scene, when):
        modality = Modality.PLANNED
    place = circumstances.place_of(scene, frame.token)
    asserted = modality is Modality.ASSERTED
    return Claim(
        id=f"c{number}",
        type=frame.rule.type,
        roles={role: _actors(found) for role, found in frame.roles.items()},
        evidence=(scene.evidence(sentence),),
        modality=modality,
        attribution=_speakers(scene, frame),
        items=tuple(distinct(frame.items)),
        money=frame.money.money if frame.money else None,
        time=when,
        place=place,
        stage=frame.rule.stage if asserted else None,
        score=frame.rule.score,
        rule=frame.rule.name,
        trigger=(frame.token.idx, frame.token.idx + len(frame.token)),
    )


def _speakers(scene: Scene, frame: Frame) -> tuple[Source, ...]:
    """Return the chain over a frame; who warns, thanks or denies speaks for himself, innermost."""
    chain = chain_over(scene, frame.token.i)
    own = frame.roles.get("speaker", []) if frame.rule.type in _SPOKEN else []
    known = {source.name for source in chain}
    return chain + tuple(
        Source(name, kind_of(scene, name, scene.doc[a.head]), frame.token.text)
        for a in own
        if (name := a.entity or a.name) not in known
    )


def _actors(mentions: list[ActorMention]) -> tuple[Actor, ...]:
    return tuple(m.as_actor() for m in mentions)


def without_doubles(scene: Scene, made: list[tuple[Frame, Claim]]) -> list[tuple[Frame, Claim]]:
    """Drop claims that only repeat another: "signed" and "agreement", "a contract for 12 jets"."""
    echoes = _echoes_of(scene, [frame for frame, _ in made])
    made = [pair for n, pair in enumerate(made) if n not in echoes]
    agreed = {f.token.i for f, c in made if c.type is ClaimType.AGREEMENT}
    return [(f, c) for f, c in made if not (c.type is ClaimType.SUPPLY and _repeats(f, agreed))]


def _repeats(frame: Frame, agreed: set[int]) -> bool:
    token = frame.token
    if token.i in agreed:
        return True
    return token.pos_ == "NOUN" and bool({t.i for t in list(token.ancestors)[:2]} & agreed)
