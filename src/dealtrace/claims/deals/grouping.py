"""Which events are one deal: events are taken in text order and join the deal they fit best.

What speaks for an event being of a deal is weighed by a logistic regression
(``rules/grouping.yaml``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log2

from dealtrace.claims.deals.events import Event, at_odds
from dealtrace.claims.model import ItemClass, Modality
from dealtrace.claims.scene import ItemMention
from dealtrace.claims.sorts import plain
from dealtrace.claims.weights import Features, log_odds

_ACCESSORIES = {ItemClass.PARTS, ItemClass.TRAINING, ItemClass.AMMUNITION}
_BOTH = 2  # sides


@dataclass
class Cluster:
    """Events held to be of one deal."""

    events: list[Event] = field(default_factory=list)
    suppliers: set[str] = field(default_factory=set)
    recipients: set[str] = field(default_factory=set)
    items: list[ItemMention] = field(default_factory=list)

    def add(self, event: Event) -> None:
        """Take an event in."""
        self.events.append(event)
        self.suppliers = self.suppliers or set(event.suppliers)
        self.recipients = self.recipients or set(event.recipients)
        told = event.told or not self.items
        self.items.extend(
            i
            for i in event.items
            if i not in self.items and (told or event.including or self._knows(i))
        )

    def _knows(self, mention: ItemMention) -> bool:
        """Say whether arms named in passing are those of the deal."""
        return any(same_arms(i, mention) for i in self.items)

    @property
    def first(self) -> int:
        """The number of the first sentence that speaks of it."""
        return min(e.sentence for e in self.events)

    @property
    def last(self) -> int:
        """The number of the last sentence that speaks of it."""
        return max(e.sentence for e in self.events)

    @property
    def years(self) -> set[int]:
        """The years its events are dated to."""
        return {e.year for e in self.events if e.year}


def cluster(events: list[Event], published: int | None) -> list[Cluster]:
    """Group events into deals."""
    clusters: list[Cluster] = []
    for event in events:
        ranked = sorted(
            ((fit(c, event, published), -n) for n, c in enumerate(clusters)), reverse=True
        )
        if ranked and ranked[0][0] > 0:
            clusters[-ranked[0][1]].add(event)
        else:
            clusters.append(Cluster())
            clusters[-1].add(event)
    return clusters


def fit(group: Cluster, event: Event, published: int | None) -> float:
    """Return the log-odds of an event being of a deal, -1 where it cannot be: above 0 it may
    join."""
    if not may_join(group, event, published):
        return -1.0
    return log_odds("grouping", features(group, event, published))


def may_join(group: Cluster, event: Event, published: int | None) -> bool:
    """Say whether no side, sum or count of an event, nor arms told apart, forbid it to be of a
    deal."""
    if at_odds(group.suppliers, event.suppliers) or at_odds(group.recipients, event.recipients):
        return False
    if group.suppliers & event.recipients or group.recipients & event.suppliers:
        return False
    if event.aside and not _shares_arms(group, event):
        return False
    if _tells_of_others(group, event, published):
        return False
    return not (_is_of_other_credit(group, event) or _is_at_other_price(group, event))


def _tells_of_others(group: Cluster, event: Event, published: int | None) -> bool:
    """Say whether an event's arms are told by their number or time to be others than a deal's."""
    ours, theirs = _arms(group.items), _arms(event.items)
    if event.orders and _are_more(ours, theirs):
        return True
    before = event.year is not None and (
        (published is not None and event.year < published)
        or (bool(group.years) and event.year < min(group.years))
    )
    if before and _other_count(group, event):
        return True  # "in 2015 it bought 24", where the deal is for 30
    return before and _had_before(group, event)


def features(group: Cluster, event: Event, published: int | None) -> Features:
    """Return what speaks for and against an event being of a deal."""
    return {
        "same supplier": float(bool(group.suppliers & event.suppliers)),
        "same recipient": float(bool(group.recipients & event.recipients)),
        "anaphoric": float(event.anaphoric),
        "passes to another": float(event.another),
        "next": float(event.sentence - group.last <= 1),
        "same sentence": float(event.sentence == group.last),
        **_of_arms(group, event),
        **_of_years(group, event, published),
    }


def _of_arms(group: Cluster, event: Event) -> Features:
    """Return how the arms an event names, if any, agree with the deal's."""
    ours, theirs = _arms(group.items), _arms(event.items)
    alike = [(a, b) for a in ours for b in theirs if same_arms(a, b)]
    other = bool(ours and theirs and not alike)
    parted = other and event.told and not event.including and not _go_with(theirs)
    return {
        "no arms": float(not theirs),
        "same design": float(any(a.item.designation and b.item.designation for a, b in alike)),
        "same class": float(bool(alike)),
        "same count": float(any(a.item.quantity == b.item.quantity for a, b in alike)),
        "other count": float(_other_count(group, event)),
        "other arms": float(other),
        "other arms told": float(parted),
        "other arms far off": parted * log2(1 + event.sentence - group.first),
        "other arms counted": float(parted and any(i.item.quantity for i in theirs)),
        "other arms outright": float(parted and event.explicit == _BOTH),
        "other arms of another": float(parted and event.another),
    }


def _of_years(group: Cluster, event: Event, published: int | None) -> Features:
    """Return how the year an event is dated to agrees with the deal's, else the report's."""
    years = group.years or ({published} if published else set())
    past = event.year is not None and published is not None and event.year < published
    strange = event.year is not None and bool(years) and event.year not in years
    return {
        "same year": float(event.year in group.years),
        "other year": float(strange and not event.anaphoric),
        "other year past": float(strange and past and not event.anaphoric),
    }


def _is_of_other_credit(group: Cluster, event: Event) -> bool:
    """Credits of different sums pay for different deals, unless what is told before is taken up:
    "the paper put the amount at $50 million when the loan was first heard of"."""
    sums = {e.credit for e in group.events if e.credit}
    return bool(event.credit and sums) and event.credit not in sums and not event.anaphoric


def _is_at_other_price(group: Cluster, event: Event) -> bool:
    """Other arms at another price are another deal."""
    prices = {e.price for e in group.events if e.price and e.sentence != event.sentence}
    ours, theirs = _arms(group.items), _arms(event.items)
    if event.price is None or not prices or event.price in prices or not ours or not theirs:
        return False
    return not any(same_arms(a, b) for a in ours for b in theirs)


def _shares_arms(group: Cluster, event: Event) -> bool:
    """Say whether an event of its own takes up arms that a deal has, as many or of that year."""
    return any(
        same_arms(a, b) and (a.item.quantity == b.item.quantity or event.year in group.years)
        for a in group.items
        for b in event.items
    )


def _arms(items: list[ItemMention]) -> list[ItemMention]:
    """Return the arms of a kind, without "weapons" and the like."""
    return [i for i in items if not i.generic]


def _are_more(ours: list[ItemMention], theirs: list[ItemMention]) -> bool:
    """Say whether arms are told to be more than those of a deal: "ordered 24 and now wants 36
    more"."""
    more = [i for i in theirs if i.extra and i.item.quantity]
    before = [i for i in ours if i.item.quantity and not i.extra]
    alike = [(a, b) for a in before for b in more if same_arms(a, b)]
    return bool(alike) and all(a.item.quantity != b.item.quantity for a, b in alike)


def _had_before(group: Cluster, event: Event) -> bool:
    """Say whether arms are told to have come, to which those of a deal are added: "12 more jets",
    where "the first dozen came in 2015"."""
    theirs = [i for i in _arms(event.items) if i.item.quantity and not i.extra]
    if event.anaphoric or event.modality is not Modality.ASSERTED:
        return False
    return any(a.extra and same_arms(a, b) for a in _arms(group.items) for b in theirs)


def _go_with(arms: list[ItemMention]) -> bool:
    """Say whether what is named goes with arms: spares, training, ammunition."""
    return all(i.item.cls in _ACCESSORIES for i in arms)


def same_arms(a: ItemMention, b: ItemMention) -> bool:
    """Say whether two mentions may be of the same arms: a designation in common, or a class."""
    x, y = a.item.designation, b.item.designation
    if x and y:
        return plain(x) in plain(y) or plain(y) in plain(x)
    return a.item.cls is b.item.cls


def _other_count(group: Cluster, event: Event) -> bool:
    """Say whether the event counts the deal's arms otherwise throughout."""
    counts = [
        _differ(a, b)
        for a in group.items
        for b in event.items
        if a.item.quantity and b.item.quantity and same_arms(a, b)
    ]
    return bool(counts) and all(counts)


def _differ(told: ItemMention, new: ItemMention) -> bool:
    """Say whether two counts are of different arms: the first four of twelve are not."""
    a, b = told.item.quantity or 0, new.item.quantity or 0
    part = new.whole and not told.whole and a < b
    return a != b and not part
