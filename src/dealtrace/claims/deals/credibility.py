"""Which groups of events are deals: what speaks for one is weighed by a logistic regression
(``rules/credibility.yaml``). Wrong is worse than missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import log2, sqrt

from dealtrace.claims import vocabulary
from dealtrace.claims.deals.events import Event, acts_on_arms
from dealtrace.claims.deals.grouping import Cluster, same_arms
from dealtrace.claims.deals.pairs import Pairs, heir_of
from dealtrace.claims.model import ClaimType, Modality
from dealtrace.claims.scene import ItemMention, Scene, children
from dealtrace.claims.weights import Features, log_odds
from dealtrace.intake.report import AsideKind

# Log-odds; fitted with what is read of reports without a deal counted more: wrong is worse.
_LEAST = -0.5
_LEAST_BY_TOWN = 2.0  # a town may be where arms are only shown, or fall from the sky
_MANY = 7  # more of a thing says no more
_FIRM = {Modality.ASSERTED, Modality.PLANNED}
_DEALS = {ClaimType.SUPPLY, ClaimType.AGREEMENT, ClaimType.CREDIT}


def credible(scene: Scene, groups: list[Cluster], pairs: Pairs) -> list[Cluster]:
    """Return the groups that are more likely deals than not, the main one first: that of which the
    report tells first in words of transfer."""
    whole = [group for group in groups if is_whole(group)]
    kept = [
        group
        for group in whole
        if log_odds("credibility", features(scene, group, whole, pairs)) > _least(group, pairs)
    ]
    main = next((g for g in kept if _is_told(g)), None)
    return sorted(kept, key=lambda group: group is not main)


def _least(group: Cluster, pairs: Pairs) -> float:
    """Return the log-odds a group must have: more where only a town tells who a side is."""
    return _LEAST_BY_TOWN if (group.suppliers | group.recipients) & pairs.by_town else _LEAST


def _is_told(group: Cluster) -> bool:
    return any(e.told and not e.anaphoric for e in group.events)


def is_whole(group: Cluster) -> bool:
    """Say whether both sides are known, and are not the same."""
    return bool(group.suppliers and group.recipients) and not group.suppliers & group.recipients


def features(scene: Scene, group: Cluster, whole: list[Cluster], pairs: Pairs) -> Features:
    """Return what speaks for and against a group being a deal, beside the ``whole`` others."""
    told = [e for e in group.events if e.told]
    arms = [i for i in group.items if not i.generic]
    origins = {heir_of(i.origin) for i in arms if i.origin}
    makers = {heir_of(code) for code in group.suppliers}
    likely = max(pairs.score(s, r) for s in group.suppliers for r in group.recipients)
    numbers = {e.sentence for e in group.events}
    before = whole[: whole.index(group)]
    return {
        "told": _some(len(told)),
        "told by claims": _some(sum(_is_of_deals(e) for e in told)),
        "of its own": float(any(not e.anaphoric for e in told)),
        "sides in a breath": max((e.explicit for e in told), default=0) / 2,
        "both sides told": float(any(e.suppliers and e.recipients for e in told)),
        "supplier told": float(any(e.suppliers for e in told)),
        "recipient told": float(any(e.recipients for e in told)),
        "both named beside arms": float(any(_names_both(e, group) for e in group.events)),
        "likely sides": max(min(likely, 4.0), -8.0) / 4,
        "likeliest sides": float(likely == max(pairs.scores.values(), default=likely)),
        "arms": float(bool(group.items)),
        "arms of a kind": float(bool(arms)),
        "counted arms": float(any((i.item.quantity or 0) > 1 for i in arms)),
        "designated arms": float(any(i.item.designation for i in arms)),
        "arms of the supplier": float(bool(origins & makers)),
        "arms of others": float(bool(origins) and not origins & makers),
        "arms in the headline": float(any(_is_headline(scene, i, arms) for i in scene.items)),
        "lent": float(any(e.credit for e in group.events)),
        "priced": float(any(e.price for e in group.events)),
        "in words of trade": _some(sum(_is_of_trade(e) for e in told)) / 2,
        "arms traded": float(any(_is_of_trade(e) and acts_on_arms(e) for e in told)),
        "trade of arms in the lead": float(
            any(_is_of_trade(e) and e.sentence in _lead(scene) for e in told)
        ),
        "trade nowhere": float(_share(scene, "trade") == 0),
        "only named": float(not told),
        "unlikely sides": max(0.0, -likely - 2) / 2,
        "sums": float(bool(scene.money)),
        "said outright": float(any(_says_all(e) for e in told)),
        "trade in the lead": float(any(_speaks(scene, n, "trade") for n in _lead(scene))),
        "talk of trade": _share(scene, "trade"),
        "civil": float(any(_speaks(scene, n, "civil_flight") for n in {*numbers, *_lead(scene)})),
        "arms of their own": float(any(_is_owned(scene, i, group.recipients) for i in arms)),
        "firm": float(any(e.modality in _FIRM for e in told)),
        "denied": float(all(e.modality is Modality.DENIED for e in group.events)),
        "place": sqrt(_place(scene, numbers)),
        "alone": float(len(whole) == 1),
        "first": float(not before),
        "sides of a deal before": float(any(_same_sides(group, o) for o in before)),
        "arms of a deal before": float(any(_same_kind(group, o) for o in before)),
        "exercise": float(any(_speaks(scene, n, "exercises") for n in _lead(scene))),
        "fighting": float(any(_speaks(scene, n, "fighting") for n in numbers)),
    }


def _some(number: int) -> float:
    return log2(1 + min(number, _MANY))


def _is_of_deals(event: Event) -> bool:
    return event.frame is not None and event.type in _DEALS


def _names_both(event: Event, group: Cluster) -> bool:
    sides = event.states & group.suppliers, event.states & group.recipients
    return bool(event.items) and all(sides)


def _is_of_trade(event: Event) -> bool:
    """Say whether arms are bought, sold or given by the event's own word, not only sent or had."""
    words = vocabulary.words("trading_verbs") | vocabulary.words("trade")
    return bool(event.items) and event.token.lemma_.lower() in words


def _says_all(event: Event) -> bool:
    """Say whether the event's own words tell who sells, buys or gives which arms to whom."""
    return event.explicit == len(("supplier", "recipient")) and _is_of_trade(event)


def _share(scene: Scene, words: str) -> float:
    """Return in how large a part of the story's sentences one of the words stands."""
    story = [scene.sentence_number(s.start) for s in scene.story]
    return sum(_speaks(scene, n, words) for n in story) / max(1, len(story))


def _is_owned(scene: Scene, mention: ItemMention, codes: set[str]) -> bool:
    """Say whether arms are called those of one of the states: "Norwegian jets", "Taiwan's"."""
    owners = children(scene.doc[mention.head], "amod", "compound", "nmod:poss")
    return any((a := scene.actor_at(t.i)) is not None and a.code in codes for t in owners)


def _is_headline(scene: Scene, mention: ItemMention, arms: Iterable[ItemMention]) -> bool:
    aside = scene.aside_of[mention.head]
    return aside is AsideKind.HEADLINE and any(same_arms(mention, i) for i in arms)


def _place(scene: Scene, numbers: set[int]) -> int:
    story = [scene.sentence_number(s.start) for s in scene.story]
    return sum(n < min(numbers) for n in story)


def _lead(scene: Scene) -> list[int]:
    """Return the numbers of the headline's sentences and the story's first."""
    first = [scene.sentence_number(s.start) for s in scene.story[:2]]
    heads = range(first[0]) if first else range(0)
    return [*heads, *first]


def _same_sides(group: Cluster, other: Cluster) -> bool:
    return bool(group.suppliers & other.suppliers and group.recipients & other.recipients)


def _same_kind(group: Cluster, other: Cluster) -> bool:
    return _same_sides(group, other) and any(
        same_arms(a, b) for a in group.items for b in other.items
    )


def _speaks(scene: Scene, number: int, words: str) -> bool:
    return not vocabulary.words(words).isdisjoint(scene.lemmas_of(scene.sentences[number]))
