"""How firmly a report puts what a word says: as done, planned, possible or denied.

The cues are the words that stand over the claim's word in the tree, its auxiliaries and modifiers,
up to the verb of saying that attributes it; the lists are ``rules/modality.yaml``. The model's
factuality (after UDS, -3..3) decides where no cue does.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from dealtrace.claims import vocabulary
from dealtrace.claims.model import Modality
from dealtrace.claims.scene import Scene, case_of, children, is_negated

_INNER_CASES = {"for", "of", "with", "at", "to", "on", "from", "by", ""}
_FUTURE_DEPS = {"xcomp", "ccomp", "acl", "advcl", "csubj", "obj", "nmod", "conj"}


@cache
def _cues(modality: str, kind: str) -> frozenset[str]:
    return frozenset(vocabulary.table("modality")[modality].get(kind, ()))


def modality_of(scene: Scene, token: Token, stop: set[int]) -> tuple[Modality, list[str]]:
    """Return the modality of what ``token`` evokes, and the cues that show it.

    ``stop`` holds the tokens of cues of saying ("said", "reported"): what stands beyond them is
    the speaker's affair, not the claim's.
    """
    found: dict[Modality, str] = {}
    previous: Token | None = None
    for current in scene.lineage(token.i):
        if current.i in stop and current.i != token.i and not _is_modal(current):
            break
        if previous is not None and not _passes(previous, current):
            break
        _collect(current, token, found)
        previous = current
    for modality in (Modality.DENIED, Modality.POSSIBLE, Modality.PLANNED):
        if modality in found:
            return modality, [found[modality]]
    if _is_open_infinitive(token) or _is_purpose(token):
        return Modality.PLANNED, ["to"]
    return _by_factuality(scene, token)


def _is_open_infinitive(token: Token) -> bool:
    """ "a contract to deliver": not yet done, but for "managed to deliver"."""
    if token.tag_ != "VB" or not any(c.lower_ == "to" for c in token.lefts):
        return False
    return token.head.lemma_.lower() not in vocabulary.words("implicative")


def _is_purpose(token: Token) -> bool:
    """ "a loan for buying tanks", "thinking of buying"."""
    return token.tag_ == "VBG" and any(
        c.lower_ in {"for", "of", "on", "about"} for c in token.lefts
    )


def _is_modal(token: Token) -> bool:
    """Intending and doubting are cues of attribution too, but say how firm a thing is."""
    lemma = token.lemma_.lower()
    return any(
        lemma in _cues(m.value, "over")
        for m in (Modality.DENIED, Modality.POSSIBLE, Modality.PLANNED)
    )


def _passes(below: Token, above: Token) -> bool:
    """What an upper clause says of certainty holds for its complements, not for its adjuncts."""
    if below.dep_ in {"acl:relcl", "parataxis"} or (below.dep_ == "acl" and below.tag_ != "VB"):
        return False
    if below.dep_ == "advcl":  # "concentrate on selling", but not "after signing"
        return any(c.lower_ in {"on", "about", "to"} for c in below.lefts)
    if below.dep_ == "conj":
        return above.pos_ == below.pos_
    if below.dep_.startswith("nsubj") and above.pos_ == "VERB":
        return True
    if below.dep_ == "obl" and below.pos_ == "NOUN":  # "will lend … for ten ships"
        return case_of(below) in _INNER_CASES
    return below.dep_.split(":")[0] in _FUTURE_DEPS | {"nsubj"}


def _collect(current: Token, token: Token, found: dict[Modality, str]) -> None:
    lemma = current.lemma_.lower()
    for modality in (Modality.DENIED, Modality.POSSIBLE, Modality.PLANNED):
        above = current.i != token.i and lemma in _cues(modality.value, "over")
        noun = current.pos_ == "NOUN" and current.i != token.i
        if above and current.pos_ in {"VERB", "ADJ"}:
            found.setdefault(modality, current.text)
        subjects = children(current, "nsubj") if current.i != token.i else []
        about = [*subjects, *(n for s in subjects for n in children(s, "nmod"))]
        told_by = [current] if noun else [s for s in about if s.i != token.i]
        for word in told_by:
            if word.lemma_.lower() in _cues(modality.value, "nouns"):
                found.setdefault(modality, word.text)
    for child in current.children:
        _collect_child(current, child, found)
    if is_negated(current) and current.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}:
        found.setdefault(Modality.DENIED, "not")


def _collect_child(current: Token, child: Token, found: dict[Modality, str]) -> None:
    word = child.lower_
    if child.dep_.startswith("aux"):
        for modality in (Modality.POSSIBLE, Modality.PLANNED):
            if word in _cues(modality.value, "aux"):
                found.setdefault(modality, child.text)
    if child.dep_ in {"amod", "advmod", "cop"} or child.dep_.startswith("amod"):
        for modality in (Modality.POSSIBLE, Modality.PLANNED):
            if word in _cues(modality.value, "words"):
                found.setdefault(modality, child.text)
    if word == "to" and any(c.lemma_ == "be" and c.i < child.i for c in current.lefts):
        found.setdefault(Modality.PLANNED, "is to")
    if child.dep_ == "mark" and word in _cues("possible", "conditional"):
        found.setdefault(Modality.POSSIBLE, child.text)


def _by_factuality(scene: Scene, token: Token) -> tuple[Modality, list[str]]:
    predicate = scene.predicates.get(token.i)
    if predicate is not None and token.pos_ == "VERB" and predicate.factuality < -1.5:
        return Modality.DENIED, ["factuality"]
    return Modality.ASSERTED, []
