"""Who supplies and who receives: votes over the whole document.

A single sentence often names one side, or both without saying which sells. The document as a whole
rarely leaves it open: "Russian tanks", "Algeria's air force", a maker's home, a weapon's origin.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from spacy.tokens import Token

from dealtrace.claims import vocabulary
from dealtrace.claims.deals.events import Event
from dealtrace.claims.scene import ActorKind, ItemMention, Scene, case_of

# Weights in tenths of a vote.
_SUPPLIES = 10
_EVENT, _MADE, _MAKER, _FORCES, _ORIGIN = 30, 20, 15, 10, 7


@dataclass
class Votes:
    """How much in the document speaks for each state as supplier and as recipient."""

    supplier: Counter[str] = field(default_factory=Counter)
    recipient: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)

    def lean(self, code: str) -> int:
        """Return how much more a state looks like a supplier (positive) than a recipient."""
        return self.supplier[code] - self.recipient[code]


def votes(scene: Scene, events: list[Event]) -> Votes:
    """Count the document's votes."""
    result = Votes()
    for event in events:
        if len(event.suppliers) == 1:
            result.supplier.update(dict.fromkeys(event.suppliers - event.parties, _EVENT))
        if len(event.recipients) == 1:
            result.recipient.update(dict.fromkeys(event.recipients - event.parties, _EVENT))
    _count_modifiers(scene, result)
    _count_makers(scene, result)
    return result


def _count_modifiers(scene: Scene, result: Votes) -> None:
    forces = vocabulary.words("recipient_forces")
    items = {t: i for i in scene.items for t in range(i.start, i.end)}
    for actor in scene.actors:
        if actor.kind is not ActorKind.STATE or actor.code is None:
            continue
        token = scene.doc[actor.head]
        if _is_made_by(token, actor.code, items):
            result.supplier[actor.code] += _MADE
        elif token.head.lemma_.lower() in forces and token.head.i not in items:
            result.recipient[actor.code] += _FORCES
        result.named[actor.code] += 1


def likeliest(counted: Votes, side: str, excluded: set[str], home: str | None) -> set[str]:
    """Return the state the document as a whole puts on a side ("supplier", "recipient").

    A recipient is seldom marked as such: it is the state most spoken of, or the one at home.
    """
    sign = 1 if side == "supplier" else -1
    scores = {
        code: sign * counted.lean(code) + (0 if sign > 0 else 3 * count + 10 * (code == home))
        for code, count in counted.named.items()
        if code not in excluded
    }
    best = max(scores, key=lambda code: (scores[code], code), default=None)
    least = _SUPPLIES if sign > 0 else 3
    return {best} if best is not None and scores[best] >= least else set()


def _is_made_by(token: Token, code: str, items: dict[int, ItemMention]) -> bool:
    """ "Russian tanks", "Russian-made", "tanks from Russia"; an owner's only if they are made there
    ("Malaysia's vehicles" are not)."""
    following = token.doc[token.i + 1 : token.i + 3].text.lower()
    if following in {"-made", "-built", "-designed", "-produced", "-supplied", "-origin"}:
        return True
    item = items.get(token.head.i)
    if item is None:
        return token.i in items and token.pos_ == "ADJ"
    if token.dep_ == "nmod:poss":
        return item.origin == code
    if token.dep_ == "compound" and token.i > 0:
        return token.nbor(-1).pos_ != "VERB"  # "give Kyiv fighter planes"
    return token.dep_ == "amod" or case_of(token) == "from"


def _count_makers(scene: Scene, result: Votes) -> None:
    for actor in scene.actors:
        if actor.kind is ActorKind.ORG and actor.code and actor.via in {"maker", "exporter"}:
            result.supplier[actor.code] += _MAKER
    for item in scene.items:
        if item.origin:
            result.supplier[item.origin] += _ORIGIN


def orient(event: Event, counted: Votes) -> None:
    """Turn an event's open parties into supplier and recipient, by the document's votes.

    Suppliers are easily told (by their arms and makers); who isn't one, receives.
    """
    if len(event.suppliers) > 1:  # both sides of a deal, or a seller and its partner
        best = max(event.suppliers, key=lambda code: (counted.lean(code), code))
        event.suppliers -= {c for c in event.suppliers & event.parties if c != best}
    for code in event.parties - event.suppliers - event.recipients:
        supplies = counted.lean(code) >= _SUPPLIES and not _made_elsewhere(event, code)
        (event.suppliers if supplies else event.recipients).add(code)
    event.explicit = bool(event.suppliers) + bool(event.recipients)
    _by_origin(event)
    _from_sentence(event, counted)
    for code in event.suppliers & event.recipients:
        (event.recipients if counted.lean(code) > 0 else event.suppliers).discard(code)


def _made_elsewhere(event: Event, code: str) -> bool:
    return bool(event.origins & event.states) and code not in event.origins


def _by_origin(event: Event) -> None:
    """Arms come from where they are made: turn round an event that has it the other way."""
    received = event.origins & event.recipients
    if received and not event.origins & event.suppliers:
        event.recipients = (event.recipients - received) | event.suppliers
        event.suppliers = received
    if not event.suppliers:
        event.suppliers = event.origins & (event.states - event.recipients)


def _from_sentence(event: Event, counted: Votes) -> None:
    """Fill an open side with the state of the sentence that the document's votes put there."""
    for side, sign in ((event.suppliers, 1), (event.recipients, -1)):
        rest = event.states - event.suppliers - event.recipients
        ranked = sorted(rest, key=lambda code: (sign * counted.lean(code), code))
        lean = sign * counted.lean(ranked[-1]) if ranked else 0
        if not side and ranked and (lean > 0 or (len(rest) == 1 and lean > -_MADE)):
            side.add(ranked[-1])
