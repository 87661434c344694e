"""Arms of which a clause tells a deal of their own: "missiles for the 60 jets it bought in 1978",
"on top of 250 tanks that were ordered in April"."""

from __future__ import annotations

from spacy.tokens import Token

from dealtrace.claims import vocabulary
from dealtrace.claims.scene import ItemMention, Scene, case_of, children

Apart = dict[int, tuple[ItemMention, Token]]
"""By the arms' head: the mention, and the verb of the clause."""

_BESIDE = {"on top of", "in addition to", "added to", "adds to", "add to", "adding to"}
_CASES = {"than", "after", "besides", "beside", "unlike", "like", "since"}
_WORDS = 3


def told_apart(scene: Scene) -> Apart:
    """Return the arms of whose own deal a clause tells, beside others or a deal named before."""
    found: Apart = {}
    for mention in scene.items:
        verb = traded_in(scene.doc[mention.head])
        if verb is None or mention.whole or mention.generic:
            continue
        if _stands_beside(scene.doc[mention.head]) or _is_not_alone(scene, mention, verb):
            found[mention.head] = (mention, verb)
    return found


def traded_in(noun: Token) -> Token | None:
    """Return the verb of the clause that tells how arms were bought, sold or ordered; None if none
    does, or one tells of the future ("jets to be delivered")."""
    types = [c for c in children(noun, "nmod") if c.lemma_.lower() in vocabulary.words("types")]
    for clause in (c for n in (noun, *types) for c in children(n, "acl")):
        for verb in (clause, *children(clause, "xcomp")):
            ahead = verb is clause and any(c.lower_ in {"to", "will"} for c in clause.lefts)
            if verb.lemma_.lower() in _words() and not ahead:
                return verb
    return None


def _words() -> frozenset[str]:
    return vocabulary.words("trading_verbs") | vocabulary.words("coming_by")


def _stands_beside(noun: Token) -> bool:
    """Say whether arms are what others are added to, or compared with."""
    edge = noun.left_edge.i
    before = noun.doc[max(0, edge - _WORDS) : edge + 2].text.lower()
    return case_of(noun) in _CASES or any(phrase in before for phrase in _BESIDE)


def _is_not_alone(scene: Scene, mention: ItemMention, verb: Token) -> bool:
    """Say whether the sentence names other arms outside the clause, before these."""
    sentence = scene.sentence_of(mention.head)
    inside = {t.i for t in scene.doc[mention.head].subtree}
    others = scene.items_between(sentence.start, mention.start)
    return verb.i in inside and any(not i.generic and i.head not in inside for i in others)
