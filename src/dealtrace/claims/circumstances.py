"""When, where, how much and of what: what stands around a word that evokes a claim.

Where several claims share a sentence, each sum, time and item goes to the word it is closest to in
the tree: its clause.
"""

from __future__ import annotations

from spacy.tokens import Token

from dealtrace.claims.model import Place, When
from dealtrace.claims.scene import ActorKind, Clause, ItemMention, MoneyMention, Scene, case_of
from dealtrace.language.annotations import Timex
from dealtrace.language.times import as_contract

_PLACE_LABELS = {"GPE", "LOC", "FAC"}
_PLACE_CASES = {"in", "at", "near", "outside", "aboard"}
_OTHER_TIMES = {"after", "before", "since", "when", "while", "whereas", "although", "though"}
_CLAUSE_HEADS = {"VERB", "AUX"}


def clause(scene: Scene, token: Token) -> Clause:
    """Return the clause a word stands in: the subtree of its verb, or the noun's own and its
    verb's arguments; the whole sentence where the verb is its root."""
    verb = token
    while verb.pos_ not in _CLAUSE_HEADS and verb.head.i != verb.i:
        verb = verb.head
    if verb.i not in scene.known_clauses:
        tokens = frozenset(_clause(scene, verb))
        lemmas = frozenset([scene.lemmas[i] for i in tokens])
        scene.known_clauses[verb.i] = Clause(tokens, lemmas)
    return scene.known_clauses[verb.i]


def _clause(scene: Scene, verb: Token) -> set[int]:
    below = scene.tree.below
    sentence = scene.sentence_of(verb.i)
    inside = set(range(sentence.start, sentence.end))
    tokens = below(verb.i) & inside
    for child in verb.children:
        if _is_clause_of_its_own(child):
            tokens -= below(child.i)
    if verb.dep_ == "xcomp":  # "a deal is expected to be signed"
        for child in verb.head.children:
            if child.dep_.startswith("nsubj"):
                tokens |= below(child.i) & inside
    if verb.dep_ in {"acl", "acl:relcl"}:  # "the jets which the government bought"
        tokens |= {i for i in below(verb.head.i) if i < verb.i}
    return tokens


def _is_clause_of_its_own(token: Token) -> bool:
    """Say whether a coordinated verb has an object of its own ("sold Peru ships and lent Chile
    jets"), a clause a subject ("and ten more are on order"), or tells of another time ("two months
    after it ordered eight")."""
    labels = {c.dep_ for c in token.children}
    if token.dep_ == "conj" and labels >= {"nsubj", "cop"}:
        return True
    if token.pos_ != "VERB" or not labels & {"obj", "nsubj:pass"}:
        return False
    return token.dep_ == "conj" or (
        token.dep_ == "advcl" and any(c.lower_ in _OTHER_TIMES for c in token.lefts)
    )


def items_of(scene: Scene, token: Token) -> list[ItemMention]:
    """Return the arms in the word's clause."""
    sentence = scene.sentence_of(token.i)
    near = clause(scene, token).tokens
    return [i for i in scene.items_between(sentence.start, sentence.end) if i.head in near]


def money_of(scene: Scene, token: Token) -> MoneyMention | None:
    """Return the sum closest to the word within its sentence, at most six arcs away."""
    sentence = scene.sentence_of(token.i)
    inside = scene.sums_in(sentence)
    ranked = sorted(inside, key=lambda m: (scene.distance(token.i, m.head), m.start))
    return ranked[0] if ranked and scene.distance(token.i, ranked[0].head) <= 6 else None


def time_of(scene: Scene, token: Token) -> When | None:
    """Return when it happens: a temporal argument's time, else the closest in the clause."""
    timex = _timex_of(scene, token)
    if timex is None or timex.value is None:
        return None
    value = as_contract(timex.value, timex.interval)
    return When(value, scene.doc[timex.start : timex.end].text) if value else None


def is_ahead(scene: Scene, when: When | None) -> bool:
    """Say whether a time lies wholly after the report's publication."""
    published = scene.report.published
    if when is None or published is None:
        return False
    first, last = when.value.split("/")[0], when.value.split("/")[-1]
    today = published.isoformat()
    return first[:10] > today[: len(first)] or (first >= today and last > today)


def _timex_of(scene: Scene, token: Token) -> Timex | None:
    sentence = scene.sentence_of(token.i)
    dated = [
        t
        for t in scene.times
        if t.type in {"DATE", "TIME"}
        and t.value
        and sentence.start <= t.start < sentence.end
        and not _is_reference(t)
    ]
    predicate = scene.predicates.get(token.i)
    argument = predicate.arg("ARGM-TMP") if predicate else None
    if argument is not None:
        inside = [t for t in dated if argument.start <= t.start < argument.end]
        if inside:
            return inside[0]
    ranked = sorted(dated, key=lambda t: scene.distance(token.i, scene.doc[t.start : t.end].root.i))
    limit = 4
    if ranked and _arcs(scene, token, ranked[0]) <= limit:
        return ranked[0]
    return None


def _arcs(scene: Scene, token: Token, timex: Timex) -> int:
    return scene.distance(token.i, scene.doc[timex.start : timex.end].root.i)


def _is_reference(timex: Timex) -> bool:
    return timex.value in {"PRESENT_REF", "PAST_REF", "FUTURE_REF"}


def place_of(scene: Scene, token: Token) -> Place | None:
    """Return where it happens: "in Havana", "at Clark Air Base"."""
    verb = token
    for _ in range(3):
        for child in verb.children:
            if child.dep_.startswith(("obl", "nmod")) and case_of(child) in _PLACE_CASES:
                place = _named_place(scene, child)
                if place is not None:
                    return place
        if verb.pos_ in _CLAUSE_HEADS or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def _named_place(scene: Scene, token: Token) -> Place | None:
    actor = scene.actor_at(token.i)
    if actor is not None and actor.kind is ActorKind.STATE:
        return Place(actor.name, actor.code)
    ent = scene.entity_at.get(token.i)
    if ent is None or ent.label_ not in _PLACE_LABELS:
        return None
    inside = [a.code for a in scene.actors_between(ent.start, ent.end) if a.code]
    return Place(ent.text, inside[0] if inside else None)
