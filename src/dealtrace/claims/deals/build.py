"""Builds the report's deals from its events."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dealtrace.claims import circumstances, vocabulary
from dealtrace.claims.casting import at_the_time
from dealtrace.claims.deals.credibility import credible
from dealtrace.claims.deals.dates import date_of
from dealtrace.claims.deals.direction import align, orient
from dealtrace.claims.deals.events import Event, acts_on_arms, events
from dealtrace.claims.deals.financing import credit_sum, credits_of, other_payment
from dealtrace.claims.deals.grouping import Cluster, cluster
from dealtrace.claims.deals.pairs import Pairs, weigh
from dealtrace.claims.deals.stages import settle
from dealtrace.claims.deals.sums import SumRole, price_in, role_of
from dealtrace.claims.deals.telling import Speaker, speakers, told_by
from dealtrace.claims.engine import Frame
from dealtrace.claims.model import (
    Claim,
    ClaimType,
    Deal,
    DealKind,
    Financing,
    FinancingKind,
    Money,
)
from dealtrace.claims.scene import ItemMention, MoneyMention, Scene, case_of, children
from dealtrace.claims.sorts import distinct, specific

_APART = 50.0  # arcs, more than a sentence has


@dataclass(frozen=True)
class Beside:
    """What a report has beside one of its deals: ``others``, the events of its other deals, and
    ``free``, the numbers of sentences of no deal, which may give the ``main`` one's price."""

    main: bool
    others: tuple[Event, ...]
    free: tuple[int, ...]


def deals(scene: Scene, made: list[tuple[Frame, Claim]]) -> list[Deal]:
    """Return the report's arms deals, the main one first."""
    return deals_of(scene, clusters(scene, made))


def deals_of(scene: Scene, groups: list[Cluster]) -> list[Deal]:
    """Return the deals that groups of events make; the first group is the main one's."""
    free = tuple(free_sentences(scene, groups))
    everybody = speakers(scene)
    found = []
    for group in groups:
        main = group is groups[0]
        others = tuple(e for g in groups if g is not group for e in g.events)
        found.append(_deal(scene, group, Beside(main, others, free if main else ()), everybody))
    return found


def clusters(scene: Scene, made: list[tuple[Frame, Claim]]) -> list[Cluster]:
    """Return the events of each deal that enough speaks for, the main deal's first."""
    return credible(scene, *grouped(scene, made))


def grouped(scene: Scene, made: list[tuple[Frame, Claim]]) -> tuple[list[Cluster], Pairs]:
    """Return the events held to be of one deal each, and how likely each pair of states is."""
    found, pairs = oriented(scene, made)
    groups = cluster(found, scene.report.published.year if scene.report.published else None)
    for group in groups:
        _complete(group, groups, pairs)
        _date_back(group)
    return groups, pairs


def oriented(scene: Scene, made: list[tuple[Frame, Claim]]) -> tuple[list[Event], Pairs]:
    """Return the report's events with their sides, and how likely each pair of states is."""
    found = events(scene, made)
    pairs = weigh(scene, found)
    for event in found:
        orient(event, pairs)
        event.credit = credit_sum(scene, event)
        event.price = price_in(scene, scene.sentences[event.sentence])
    align(found, pairs)
    return found, pairs


def _date_back(group: Cluster) -> None:
    """Give a deal of the past the states of its time: the Soviet Union's in 1962, though a report
    of today says "Russia"."""
    if group.years:
        day = dt.date(max(group.years), 12, 31)
        group.suppliers = {at_the_time(code, day) or code for code in group.suppliers}
        group.recipients = {at_the_time(code, day) or code for code in group.recipients}


def free_sentences(scene: Scene, groups: list[Cluster]) -> list[int]:
    """Return the story's sentences that tell of none of the deals by themselves; what they say of
    a price or a deal belongs to the main one."""
    taken = {e.sentence for group in groups for e in group.events}
    story = [scene.sentence_number(s.start) for s in scene.story]
    return [n for n in story if n not in taken]


def _complete(group: Cluster, groups: list[Cluster], pairs: Pairs) -> None:
    """Fill a missing side from its arms, the report's other deals or the report as a whole."""
    if not group.suppliers:
        group.suppliers = _origins(group) or _inherit(group, groups, "suppliers")
    if not group.recipients:
        group.recipients = _inherit(group, groups, "recipients")
    if not group.suppliers or not group.recipients:
        best = pairs.best(group.suppliers, group.recipients)
        if best is not None:
            group.suppliers = group.suppliers or {best[0]}
            group.recipients = group.recipients or {best[1]}


def _origins(group: Cluster) -> set[str]:
    origins = {i.origin for i in group.items if i.origin}
    return origins - group.recipients if len(origins) == 1 else set()


def _inherit(group: Cluster, groups: list[Cluster], side: str) -> set[str]:
    """The other deals of a report share a side as a rule: the same buyer, the same seller."""
    other = "recipients" if side == "suppliers" else "suppliers"
    for candidate in groups:
        codes: set[str] = getattr(candidate, side)
        told = any(e.told for e in candidate.events)
        if candidate is not group and told and codes and not codes & getattr(group, other):
            return set(codes)
    return set()


def _deal(scene: Scene, group: Cluster, beside: Beside, everybody: list[Speaker]) -> Deal:
    """Build one deal from its events."""
    found = [f for _, f in credits_of(scene, group.events)]
    found += other_payment(scene, sorted({*_sentences(group), *beside.free}))
    financing = tuple(_with_sides(f, group) for f in found)
    stage, hedged = settle(scene, group.events, beside.main)
    return Deal(
        supplier=tuple(sorted(group.suppliers)),
        recipient=tuple(sorted(group.recipients)),
        kind=_kind(scene, group, beside.others),
        items=tuple(distinct(specific(_traded(scene, group)))),
        value=_value(scene, group, beside),
        financing=financing,
        stage=stage,
        stage_date=date_of(scene, group.events, stage, hedged, beside.main),
        hedged=hedged,
        says=told_by(scene, everybody, group.events, beside.free, beside.main),
        claims=tuple(e.claim.id for e in group.events if e.claim),
        score=max((e.claim.score for e in group.events if e.claim), default=0.3),
    )


def _traded(scene: Scene, group: Cluster) -> list[ItemMention]:
    """Leave out arms of the recipient's own, and such as are made elsewhere where no arms of the
    supplier's own stand in the same sentence."""
    own = {scene.sentence_number(i.head) for i in group.items if i.origin in group.suppliers}
    kept = [i for i in group.items if not _owned(scene, i) & group.recipients]
    return [
        i
        for i in kept
        if not own
        or not i.origin
        or i.origin in group.suppliers
        or scene.sentence_number(i.head) in own
    ]


def _owned(scene: Scene, item: ItemMention) -> set[str]:
    """Return whose arms they are by a possessive: "Taiwan's F-104s"."""
    possessive = children(scene.doc[item.head], "nmod:poss")
    owners = [scene.actor_at(c.i) for c in possessive if case_of(c) in {"'s", "’s", "'", "’"}]
    return {a.code for a in owners if a and a.code}


def _with_sides(financing: Financing, group: Cluster) -> Financing:
    if financing.kind is FinancingKind.OWN_FUNDS:
        return replace(financing, borrower=tuple(sorted(group.recipients)))
    return replace(
        financing,
        lender=financing.lender or tuple(sorted(group.suppliers)),
        borrower=financing.borrower or tuple(sorted(group.recipients)),
    )


def _kind(scene: Scene, group: Cluster, others: Sequence[Event]) -> DealKind:
    shared = {e.sentence for e in others}
    told = [_words(scene, group, n, n in shared) for n in _sentences(group)]
    if any(_is_gift(e) for e in group.events if e.type is ClaimType.SUPPLY and e.told):
        return DealKind.GIFT
    for kind, cues in vocabulary.table("stages")["kinds"].items():
        pattern = r"\b(?:" + "|".join(re.escape(c) for c in cues) + r")(?:d|s|ed|es|ing)?\b"
        # arms that are sold may be overhauled too: an upgrade is told as such at once
        if re.search(pattern, told[0] if kind == DealKind.UPGRADE else " ".join(told)):
            return DealKind(kind)
    return DealKind.SALE


def _words(scene: Scene, group: Cluster, number: int, shared: bool) -> str:
    """Return a sentence in lower case; of one shared with another deal, only the deal's clauses."""
    sentence = scene.sentences[number]
    if not shared:
        return str(sentence.text).lower()
    own = [e.token for e in group.events if e.sentence == number]
    places = {i for token in own for i in circumstances.clause(scene, token).tokens}
    return " ".join(scene.doc[i].lower_ for i in sorted(places))


def _is_gift(event: Event) -> bool:
    """Arms themselves are given: "gave five planes", not "gave a loan for planes"."""
    gives = event.token.lemma_.lower() in vocabulary.words("gift_verbs")
    return gives and acts_on_arms(event)


def _sentences(group: Cluster) -> list[int]:
    return sorted({e.sentence for e in group.events})


def _value(scene: Scene, group: Cluster, beside: Beside) -> Money | None:
    """Return the first sum that is the deal's price; failing that, one that follows talk of the
    price: "He did not name the price. The agency spoke of $80 million."

    A sum that another deal of its sentence is closer to is that deal's.
    """
    sums = [
        m for n in (*_sentences(group), *beside.free) for m in scene.sums_in(scene.sentences[n])
    ]
    sums = [
        m for m in sums if _distance(scene, m, group.events) <= _distance(scene, m, beside.others)
    ]
    prices = [m for m in sums if role_of(scene, m) is SumRole.PRICE]
    asked = [
        m
        for m in sums
        if role_of(scene, m) is SumRole.OTHER
        and _asks_the_price(scene, scene.sentence_number(m.head) - 1)
    ]
    return next((m.money for m in [*prices, *asked]), None)


def _distance(scene: Scene, mention: MoneyMention, events: Sequence[Event]) -> float:
    """Return how far a sum is from the nearest of the events in its sentence."""
    number = scene.sentence_number(mention.head)
    here = [e.token.i for e in events if e.sentence == number]
    return min((scene.distance(mention.head, i) for i in here), default=_APART)


def _asks_the_price(scene: Scene, number: int) -> bool:
    sentence = scene.sentences[max(number, 0)]
    asked = vocabulary.words("price_nouns")
    return not scene.sums_in(sentence) and any(t.lemma_.lower() in asked for t in sentence)
