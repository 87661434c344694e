"""Who fills a role: semantic roles first, then the tree.

A rule names for each of its roles a list of places to look, tried in order until one holds an
actor:

``ARG0``, ``ARGM-LOC``…  the PropBank argument
``subj``, ``obj``, ``iobj``  functions as meant: in "was sold by Spain" Spain is ``subj``
``prep:to``  a phrase with that preposition, on a verb or a noun
``poss``, ``mod``  "Cuba's …", "Cuban …"
``giver``, ``taker``  of a noun like "loan" through the verb it hangs on ("Russia gave Cuba a loan")
``both``  the subject of a verb both sides do ("signed", "reached")
``subj_over``  the subject of the verb a noun hangs on ("Putin held talks")
``won_by``  the maker that "won" or "received" an order
``obj_owner``  whose the object is ("cancelled Algeria's debts")
``clause``  any state of the sentence that no other role has taken
``in_obj``  states named within the object ("visit allies in China and Laos")
``arms_origin``  the state whose arms the sentence names ("Russian helicopters")
``arms_to``  whom the arms of the sentence are for ("missiles to Iran")
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from spacy.tokens import Token

from dealtrace.claims import vocabulary
from dealtrace.claims.circumstances import items_of
from dealtrace.claims.scene import (
    ActorKind,
    ActorMention,
    ItemMention,
    Scene,
    case_of,
    children,
    conjuncts,
)


def fill(
    scene: Scene,
    trigger: Token,
    places: Iterable[str],
    allowed: Collection[ActorKind] | None = None,
) -> list[ActorMention]:
    """Return the actors of the first place that holds any of the kinds ``allowed`` (None: of any
    kind); empty when none does."""
    for place in places:
        actors = _look(scene, trigger, place)
        fit = actors if allowed is None else [a for a in actors if a.kind in allowed]
        if fit:
            return fit
    return []


def _look(scene: Scene, trigger: Token, place: str) -> list[ActorMention]:
    if place.startswith("ARG"):
        return _argument_actors(scene, trigger, place)
    if place == "arms_origin":
        return _arms_origin(scene, trigger)
    if place == "clause":
        return _states_of_clause(scene, trigger)
    if place == "in_obj":
        return _states_under(scene, obj(trigger))
    if place == "arms_to":
        return _arms_destination(scene, trigger)
    actors: list[ActorMention] = []
    for token in tokens_at(trigger, place):
        for part in conjuncts(token):
            actor = actor_of(scene, part)
            if actor is not None and actor not in actors:
                actors.append(actor)
    return actors


def tokens_at(trigger: Token, place: str) -> list[Token]:
    """Return the head tokens found at a place of the tree (every place but ``ARG…``)."""
    if place.startswith("prep:"):
        return _with_preposition(trigger, place[5:])
    return _PLACES[place](trigger)


def _argument_actors(scene: Scene, trigger: Token, role: str) -> list[ActorMention]:
    predicate = scene.predicates.get(trigger.i)
    argument = predicate.arg(role) if predicate else None
    if argument is None or argument.end - argument.start > 40:
        return []
    if role == "ARG0" and argument.start > trigger.i and scene.doc[argument.start].lower_ != "by":
        return []  # an agent follows its verb only with "by"
    head = scene.doc[argument.head]
    found = [a for part in conjuncts(head) if (a := actor_of(scene, part)) is not None]
    return [a for a in found if argument.start <= a.head < argument.end]


def actor_of(scene: Scene, token: Token) -> ActorMention | None:
    """Return the actor a phrase with this head is, or whom its head noun belongs to.

    "the agreement's Russian signatories" has no actor of its own; "officials in Yerevan" has.
    """
    actor = scene.actor_at(token.i)
    if actor is not None and actor.kind is not ActorKind.GROUP:
        return actor
    person = _holder_beside(scene, token)
    if person is not None:
        return person
    if actor is not None:
        return actor
    return scene.actor_covering(token.i) or _owner_of(scene, token)


def _holder_beside(scene: Scene, token: Token) -> ActorMention | None:
    """Return the person a title names: "the vice president, Ricardo Cabrisas,", who may hang on
    a body within the title: "the vice president of the council, Ricardo Cabrisas,"."""
    bodies = [b for b in children(token, "nmod") if _is_body(scene, b)]
    for name in (n for t in (token, *bodies) for n in children(t, "appos", "flat")):
        person = scene.actor_at(name.i)
        if person is not None and person.kind is ActorKind.PERSON:
            return person
    if token.lemma_.lower() not in vocabulary.words("home_organs"):
        return None
    inside = {t.i for t in token.subtree if token.i < t.i <= token.i + 6}
    return next((a for a in scene.actors if a.kind is ActorKind.PERSON and a.head in inside), None)


def _is_body(scene: Scene, token: Token) -> bool:
    actor = scene.actor_at(token.i)
    return actor is not None and actor.kind in {ActorKind.ORG, ActorKind.BODY, ActorKind.STATE}


def _owner_of(scene: Scene, token: Token) -> ActorMention | None:
    """Return the state whose something a noun is: Cuba in "Cuba's communist rulers"."""
    if token.pos_ != "NOUN" or any(i.start <= token.i < i.end for i in scene.items):
        return None
    for owner in children(token, "nmod:poss", "amod", "compound"):
        actor = scene.actor_at(owner.i)
        if actor is not None and actor.kind is ActorKind.STATE:
            return actor
    return None


def subject(verb: Token) -> list[Token]:
    """Return who does it: the subject, the agent of a passive, or the controller further up."""
    agents = [c for c in children(verb, "obl:agent") if case_of(c) in {"by", ""}]
    if agents:
        return agents
    if children(verb, "nsubj:pass"):
        return _with_preposition(verb, "by")
    own = children(verb, "nsubj")
    return own or _inherited_subject(verb)


def _inherited_subject(verb: Token) -> list[Token]:
    head = verb.head
    if head.i == verb.i:
        return []
    if verb.dep_ == "xcomp":
        return children(head, "obj", "iobj") if _is_object_control(head) else subject(head)
    if verb.dep_ in {"conj", "advcl"} and head.pos_ in {"VERB", "AUX", "ADJ"}:
        return children(head, "nsubj") or _inherited_subject(head)
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return [head]
    if verb.dep_ == "acl" and verb.tag_ == "VB":  # "plan to lend": whose plan
        return _PLACES["poss"](head) + _PLACES["mod"](head) or _subject_over(head)
    if verb.dep_ == "acl:relcl" and not _has_own_subject(verb):
        return [head]
    return []


def _is_object_control(verb: Token) -> bool:
    return verb.lemma_.lower() in vocabulary.words("object_control") and bool(
        children(verb, "obj", "iobj")
    )


def _has_own_subject(verb: Token) -> bool:
    return any(c.tag_ not in {"WDT", "WP"} for c in children(verb, "nsubj"))


def obj(verb: Token) -> list[Token]:
    """Return what it is done to: the object, the subject of a passive, or the relative's noun."""
    passive = children(verb, "nsubj:pass")
    if passive and passive[0].tag_ not in {"WDT", "WP"}:
        return passive
    direct = [t for t in children(verb, "obj") if t.tag_ not in {"WDT", "WP"}]
    if direct:
        return direct
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return [verb.head]
    if verb.dep_ == "acl:relcl":
        return [verb.head]
    return []


def arms_of(scene: Scene, trigger: Token) -> list[ItemMention]:
    """Return the arms that a verb is said of or acts on, or that a noun is on or for: "jets came",
    "weighs a squadron of jets", "talks on jets"."""
    verbal = trigger.pos_ in {"VERB", "AUX"}
    about = [*subject(trigger), *obj(trigger)] if verbal else _with_arms_cases(trigger)
    heads = [part for token in about for part in conjuncts(token)]
    heads += [n for head in heads for n in children(head, "nmod") if case_of(n) == "of"]
    places = {part.i for head in heads for part in conjuncts(head)}
    return [i for i in scene.items if places.intersection(range(i.start, i.end))]


def _with_arms_cases(noun: Token) -> list[Token]:
    cases = ("on", "for", "about", "over", "of")
    return [t for case in cases for t in _with_preposition(noun, case)]


def _with_preposition(token: Token, preposition: str) -> list[Token]:
    found = [
        c
        for c in token.children
        if c.dep_.startswith(("obl", "nmod")) and case_of(c) == preposition
    ]
    if not found and token.dep_.startswith(("obj", "nsubj:pass", "obl")) and token.pos_ == "NOUN":
        # "gave a loan to Cuba": the parser may hang "to Cuba" on the verb
        found = [
            c for c in token.head.children if c.dep_.startswith("obl") and case_of(c) == preposition
        ]
    return found


def _modifiers(token: Token) -> list[Token]:
    return children(token, "amod", "compound", "nmod:desc")


def light_verb(noun: Token) -> Token | None:
    """Return the verb through which a noun of transfer happens ("extended a loan"), or None.

    Nouns in between must be of the deal too: "signed a contract for the sale", not "news of the
    sale arrived".
    """
    for _ in range(3):
        head = noun.head
        if head.i == noun.i:
            return None
        if head.pos_ == "VERB":
            return head
        of_deal = head.lemma_.lower() in vocabulary.words("deal_nouns")
        if noun.dep_ not in {"nmod", "conj", "compound"} or not (of_deal or noun.dep_ == "conj"):
            return None
        noun = head
    return None


def _swallowed(verb: Token) -> list[Token]:
    """Return the name at the head of an object that the parser took for part of it: Kyiv in
    "give Kyiv fighter planes"."""
    return [
        c
        for o in obj(verb)
        for c in children(o, "compound", "nmod:poss")
        if c.pos_ == "PROPN" and c.i == verb.i + 1
    ]


def _subject_over(noun: Token) -> list[Token]:
    """Return the subject of the verb a noun depends on ("Putin held talks")."""
    verb = light_verb(noun)
    return [t for t in subject(verb) if t.i != noun.i] if verb is not None else []


def _won_by(noun: Token) -> list[Token]:
    """Return who got an order: the maker that "won" or "received" it."""
    verb = light_verb(noun)
    won = verb is not None and verb.lemma_.lower() in vocabulary.words("wins")
    return subject(verb) if won and verb is not None else []


def _object_owner(verb: Token) -> list[Token]:
    """Return whose the object is: Algeria in "cancel Algeria's debts"."""
    return [o for t in obj(verb) for o in _PLACES["poss"](t) + _modifiers(t)]


def _arms_origin(scene: Scene, trigger: Token) -> list[ActorMention]:
    """Return the state whose arms they are: "Russian arms", "tanks from Russia"."""
    found = []
    won = bool(_won_by(trigger))
    for item in items_of(scene, trigger):
        head = scene.doc[item.head]
        from_there = [c for c in children(head, "nmod") if case_of(c) == "from"]
        for token in [*_modifiers(head), *_PLACES["poss"](head), *([] if won else from_there)]:
            actor = actor_of(scene, token)
            owned = token.dep_ == "nmod:poss" and actor is not None and item.origin != actor.code
            if actor is not None and actor.code and actor not in found and not owned:
                found.append(actor)
    return found


def _states_of_clause(scene: Scene, trigger: Token) -> list[ActorMention]:
    """Return the states named in the word's sentence, as a last resort."""
    sentence = scene.sentence_of(trigger.i)
    here = scene.actors_between(sentence.start, sentence.end)
    return [a for a in here if a.kind is ActorKind.STATE]


def _states_under(scene: Scene, tokens: list[Token]) -> list[ActorMention]:
    """Return the states named within phrases: "visit allies in China, Vietnam and Laos"."""
    inside = {t.i for token in tokens for t in token.subtree}
    return [a for a in scene.actors if a.kind is ActorKind.STATE and a.head in inside]


def _arms_destination(scene: Scene, trigger: Token) -> list[ActorMention]:
    """Return whom arms are for, where that hangs on the arms: "delivery of missiles to Iran", "won
    an order for jets from Peru"."""
    found = []
    cases = ["to", "for", *(["from"] if _won_by(trigger) else [])]
    for item in items_of(scene, trigger):
        head = scene.doc[item.head]
        for token in (t for case in cases for t in _with_preposition(head, case)):
            actor = actor_of(scene, token)
            if actor is not None and actor.code and actor not in found:
                found.append(actor)
    return found


def _light(noun: Token, kind: str) -> list[Token]:
    """Return the giver's or the taker's tokens of a noun through its light verb."""
    verb = light_verb(noun)
    if verb is None:
        return []
    gives = verb.lemma_.lower() in vocabulary.words("light_give")
    takes = verb.lemma_.lower() in vocabulary.words("light_take")
    if kind == "giver":
        return subject(verb) if gives else _with_preposition(verb, "from") if takes else []
    if takes:
        return subject(verb)
    if not gives:
        return []
    passive = children(verb, "nsubj:pass")
    given = [t for t in passive if t.i != noun.i] if noun.dep_ == "obj" else []
    return given or children(verb, "iobj") or _with_preposition(verb, "to")


def _both(noun: Token) -> list[Token]:
    """Return both sides of an agreement through the verb that makes it."""
    verb = light_verb(noun)
    if verb is None or verb.lemma_.lower() not in vocabulary.words("light_both"):
        return []
    return subject(verb) + _with_preposition(verb, "with")


_PLACES: dict[str, Callable[[Token], list[Token]]] = {
    "subj": subject,
    "obj": obj,
    "iobj": lambda t: children(t, "iobj") or _swallowed(t),
    "poss": lambda t: children(t, "nmod:poss"),
    "mod": _modifiers,
    "giver": lambda t: _light(t, "giver"),
    "taker": lambda t: _light(t, "taker"),
    "both": _both,
    "subj_over": _subject_over,
    "obj_owner": _object_owner,
    "won_by": _won_by,
}
