"""Statements and denials: what somebody says, where no more telling claim was found in it, and
what a sentence asserts of an actor where it makes no other claim."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from dealtrace.claims import circumstances, vocabulary
from dealtrace.claims.modality import modality_of
from dealtrace.claims.model import Actor, Claim, ClaimType, Modality
from dealtrace.claims.scene import ActorKind, ActorMention, Scene, is_negated
from dealtrace.claims.slots import actor_of, obj, subject
from dealtrace.claims.speakers import chain_over, says, sources_of
from dealtrace.language.annotations import Attribution

_SPOKEN, _ASSERTED = 0.55, 0.4


def statements(scene: Scene, taken: dict[int, list[Claim]]) -> Iterator[Claim]:
    """Yield statements of sentences that make no other claim.

    ``taken`` holds the claims already made, by sentence number.
    """
    said: set[int] = set()
    for attribution in scene.attributions:
        number = scene.sentence_number(attribution.cue[0])
        sentence = scene.sentences[number]
        if taken.get(number) or not scene.is_story(sentence) or not says(scene, attribution):
            continue
        if _is_quoted(scene, attribution):
            continue
        claim = _spoken(scene, attribution, sentence)
        if claim is not None:
            said.add(number)
            yield claim
    for sentence in scene.story:
        number = scene.sentence_number(sentence.start)
        if number not in said and not taken.get(number):
            yield from _plain(scene, sentence)


def _is_quoted(scene: Scene, attribution: Attribution) -> bool:
    """Say whether somebody else tells of the speech: "Kommersant wrote that a source said …"."""
    over = scene.attributions_over.get(attribution.cue[0], ())
    return any(other is not attribution and says(scene, other) for other in over)


def _spoken(scene: Scene, attribution: Attribution, sentence: Span) -> Claim | None:
    sources = sources_of(scene, attribution)
    if not sources:
        return None
    cue = scene.doc[slice(*attribution.cue)].root
    denies = _denies(scene, cue)
    outer = chain_over(scene, cue.i)
    modality = Modality.DENIED if denies or is_negated(cue) else Modality.ASSERTED
    known = {s.name for s in outer}
    return _claim(
        scene,
        sentence,
        cue,
        ClaimType.DENIAL if denies else ClaimType.STATEMENT,
        {"speaker": tuple(Actor(s.name) for s in sources)},
        modality,
        (*outer, *(s for s in sources if s.name not in known)),
        _SPOKEN,
        "statement/said",
    )


def _denies(scene: Scene, cue: Token) -> bool:
    """A denial is so called ("denied") or calls a report false ("said it was invented")."""
    if cue.lemma_.lower() in vocabulary.words("denial_cues"):
        return True
    sentence = scene.sentence_of(cue.i)
    return bool({t.lower_ for t in sentence} & vocabulary.words("denial_words"))


def _plain(scene: Scene, sentence: Span) -> Iterator[Claim]:
    """What the report itself asserts of a state or person."""
    root = sentence.root
    actors = [a for t in [*subject(root), *obj(root)] if (a := actor_of(scene, t)) is not None]
    actors = [a for a in actors if _counts(a)]
    if not actors:
        return
    modality, _ = modality_of(scene, root, scene.cue_tokens)
    yield _claim(
        scene,
        sentence,
        root,
        ClaimType.STATEMENT,
        {"subject": tuple(a.as_actor() for a in actors)},
        modality,
        chain_over(scene, root.i),
        _ASSERTED,
        "statement/asserted",
    )


def _counts(actor: ActorMention) -> bool:
    return actor.kind in {ActorKind.STATE, ActorKind.PERSON, ActorKind.BODY} or bool(actor.code)


def _claim(
    scene: Scene,
    sentence: Span,
    token: Token,
    claim_type: ClaimType,
    roles: dict[str, tuple[Actor, ...]],
    modality: Modality,
    chain: tuple,  # type: ignore[type-arg]
    score: float,
    rule: str,
) -> Claim:
    return Claim(
        id="",
        type=claim_type,
        roles=roles,
        evidence=(scene.evidence(sentence),),
        modality=modality,
        attribution=chain,
        time=circumstances.time_of(scene, token),
        place=circumstances.place_of(scene, token),
        score=score,
        rule=rule,
        trigger=(token.idx, token.idx + len(token)),
    )
