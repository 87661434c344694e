"""Builds the report's deals from its events."""

from __future__ import annotations

import re
from dataclasses import replace

from dealtrace.claims import vocabulary
from dealtrace.claims.arms import distinct, specific
from dealtrace.claims.deals.direction import align, orient
from dealtrace.claims.deals.events import Event, events
from dealtrace.claims.deals.financing import credit_sum, credits_of, other_payment
from dealtrace.claims.deals.grouping import Cluster, cluster
from dealtrace.claims.deals.pairs import Pairs, weigh
from dealtrace.claims.deals.stages import settle
from dealtrace.claims.deals.sums import SumRole, role_of
from dealtrace.claims.deals.telling import speakers, told_by
from dealtrace.claims.engine import Frame
from dealtrace.claims.model import (
    Claim,
    ClaimType,
    Deal,
    DealKind,
    Financing,
    FinancingKind,
    Money,
    Stage,
)
from dealtrace.claims.scene import ItemMention, Scene, case_of, children
from dealtrace.claims.slots import obj

_ENOUGH, _ENOUGH_ALONE = 1.5, 1.0  # weight a deal needs beside another, and as the only one


def deals(scene: Scene, made: list[tuple[Frame, Claim]]) -> list[Deal]:
    """Return the report's arms deals, the main one first."""
    groups = clusters(scene, made)
    free = free_sentences(scene, groups)
    everybody = speakers(scene)
    found = []
    for number, group in enumerate(groups):
        main = number == 0
        says = told_by(scene, everybody, group.events, free if main else [], main)
        stage = settle(group.events, main)
        found.append(_deal(scene, group, free if main else [], stage, says))
    return found


def clusters(scene: Scene, made: list[tuple[Frame, Claim]]) -> list[Cluster]:
    """Return the events of each deal that enough speaks for, the main deal's first."""
    found = events(scene, made)
    pairs = weigh(scene, found)
    for event in found:
        orient(event, pairs)
        event.credit = credit_sum(scene, event)
    align(found, pairs)
    groups = cluster(found, scene.report.published.year if scene.report.published else None)
    for group in groups:
        _complete(group, groups, pairs)
    return _credible(groups)


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
        if candidate is not group and codes and not codes & getattr(group, other):
            return set(codes)
    return set()


def _credible(groups: list[Cluster]) -> list[Cluster]:
    """Return the deals enough speaks for: wrong is worse than missing."""
    whole = [g for g in groups if _is_whole(g)]
    sure = [g for g in whole if _weight(g) >= _ENOUGH]
    best = max(whole, key=_weight, default=None)
    return sure or [best] if best is not None and _weight(best) >= _ENOUGH_ALONE else sure


def _is_whole(group: Cluster) -> bool:
    if not group.suppliers or not group.recipients or group.suppliers & group.recipients:
        return False
    return any(e.told and not e.anaphoric for e in group.events)


def _weight(group: Cluster) -> float:
    """Weigh the evidence: sides named in one breath, arms of a kind, a sum lent, repetition."""
    told = [e for e in group.events if e.told]
    sides = max((e.explicit for e in told), default=0)
    named = any(not i.generic for i in group.items)
    lent = any(e.credit for e in group.events)
    return sides + 1.0 * named + 1.0 * lent + 0.5 * bool(group.items) + 0.25 * (len(told) > 1)


def _deal(
    scene: Scene,
    group: Cluster,
    free: list[int],
    settled: tuple[Stage, bool],
    says: tuple[str, ...],
) -> Deal:
    """Build one deal; the main one may find its price in ``free`` sentences."""
    found = [f for _, f in credits_of(scene, group.events)]
    found += other_payment(scene, sorted({*_sentences(group), *free}))
    financing = tuple(_with_sides(f, group) for f in found)
    return Deal(
        supplier=tuple(sorted(group.suppliers)),
        recipient=tuple(sorted(group.recipients)),
        kind=_kind(scene, group),
        items=tuple(distinct(specific(_traded(scene, group)))),
        value=_value(scene, _sentences(group)) or _value(scene, free),
        financing=financing,
        stage=settled[0],
        stage_date=_date(group),
        hedged=settled[1],
        says=says,
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


def _kind(scene: Scene, group: Cluster) -> DealKind:
    told = [scene.sentences[n].text.lower() for n in _sentences(group)]
    if any(_is_gift(e) for e in group.events if e.type is ClaimType.SUPPLY and e.told):
        return DealKind.GIFT
    for kind, cues in vocabulary.table("stages")["kinds"].items():
        pattern = r"\b(?:" + "|".join(re.escape(c) for c in cues) + r")(?:d|s|ed|es|ing)?\b"
        # arms that are sold may be overhauled too: an upgrade is told as such at once
        if re.search(pattern, told[0] if kind == DealKind.UPGRADE else " ".join(told)):
            return DealKind(kind)
    return DealKind.SALE


def _is_gift(event: Event) -> bool:
    """Arms themselves are given: "gave five planes", not "gave a loan for planes"."""
    if event.token.lemma_.lower() not in vocabulary.words("gift_verbs"):
        return False
    given = {t.i for o in obj(event.token) for t in (o, *children(o, "conj"))}
    return any(given & set(range(i.start, i.end)) for i in event.items)


def _sentences(group: Cluster) -> list[int]:
    return sorted({e.sentence for e in group.events})


def _value(scene: Scene, sentences: list[int]) -> Money | None:
    """Return the first sum that is a price in the sentences; failing that, one that follows talk of
    the price: "He did not name the price. The agency spoke of $80 million." """
    untold = None
    for number in sentences:
        for mention in scene.sums_in(scene.sentences[number]):
            role = role_of(scene, mention)
            if role is SumRole.PRICE:
                return mention.money
            if untold is None and role is SumRole.OTHER and _asks_the_price(scene, number - 1):
                untold = mention.money
    return untold


def _asks_the_price(scene: Scene, number: int) -> bool:
    sentence = scene.sentences[max(number, 0)]
    asked = vocabulary.words("price_nouns")
    return not scene.sums_in(sentence) and any(t.lemma_.lower() in asked for t in sentence)


def _date(group: Cluster) -> str | None:
    dated = [e.claim.time.value for e in group.events if e.claim and e.claim.time]
    return dated[0].split("/")[0] if dated else None
