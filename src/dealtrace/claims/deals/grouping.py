"""Which events are one deal: events are taken in text order and join the deal they fit best."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log2

from dealtrace.claims.arms import plain
from dealtrace.claims.deals.events import Event, at_odds
from dealtrace.claims.model import ItemClass
from dealtrace.claims.scene import ItemMention

_ACCESSORIES = {ItemClass.PARTS, ItemClass.TRAINING, ItemClass.AMMUNITION}
_FAR, _ANOTHER = 1.3, 2.0  # what speaks against other arms being of the same deal
_MORE = 4.0  # … and against more of the same


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
    """Return how well an event fits a deal: above 0 it may join."""
    if at_odds(group.suppliers, event.suppliers) or at_odds(group.recipients, event.recipients):
        return -1.0
    if group.suppliers & event.recipients or group.recipients & event.suppliers:
        return -1.0
    if event.aside and not _shares_arms(group, event):
        return -1.0
    score = 0.5
    score += 1.0 * bool(group.suppliers & event.suppliers)
    score += 1.0 * bool(group.recipients & event.recipients)
    score += _item_fit(group, event)
    score += _time_fit(group, event, published)
    score += _credit_fit(group, event)
    score += _price_fit(group, event)
    score += 0.5 if event.sentence - group.last <= 1 else 0.0
    return score + (0.5 if event.anaphoric else 0.0)


def _shares_arms(group: Cluster, event: Event) -> bool:
    """Say whether an event of its own takes up arms that a deal has, as many or of that year."""
    return any(
        same_arms(a, b) and (a.item.quantity == b.item.quantity or event.year in group.years)
        for a in group.items
        for b in event.items
    )


def _item_fit(group: Cluster, event: Event) -> float:
    ours = [i for i in group.items if not i.generic]
    theirs = [i for i in event.items if not i.generic]
    if not ours or not theirs:
        return 0.0
    if any(same_arms(a, b) for a in ours for b in theirs):
        return -_MORE if _are_more(ours, theirs) and event.orders else 1.5
    if not event.told or event.including or _go_with(theirs):
        return 0.0
    far = log2(1 + event.sentence - group.first)
    return -_FAR * far - _ANOTHER * event.another


def _are_more(ours: list[ItemMention], theirs: list[ItemMention]) -> bool:
    """Say whether arms are told to be more than those of a deal: "ordered 24 and now wants 36
    more"."""
    more = [i for i in theirs if i.extra and i.item.quantity]
    before = [i for i in ours if i.item.quantity and not i.extra]
    alike = [(a, b) for a in before for b in more if same_arms(a, b)]
    return bool(alike) and all(a.item.quantity != b.item.quantity for a, b in alike)


def _go_with(arms: list[ItemMention]) -> bool:
    """Say whether what is named goes with arms: spares, training, ammunition."""
    return all(i.item.cls in _ACCESSORIES for i in arms)


def same_arms(a: ItemMention, b: ItemMention) -> bool:
    """Say whether two mentions may be of the same arms: a designation in common, or a class."""
    x, y = a.item.designation, b.item.designation
    if x and y:
        return plain(x) in plain(y) or plain(y) in plain(x)
    return a.item.cls is b.item.cls


def _credit_fit(group: Cluster, event: Event) -> float:
    """Credits of different sums pay for different deals."""
    sums = {e.credit for e in group.events if e.credit}
    if event.credit is None or not sums:
        return 0.0
    return 1.0 if event.credit in sums else -3.0


def _price_fit(group: Cluster, event: Event) -> float:
    """Other arms at another price are another deal."""
    prices = {e.price for e in group.events if e.price and e.sentence != event.sentence}
    ours = [i for i in group.items if not i.generic]
    theirs = [i for i in event.items if not i.generic]
    if event.price is None or not prices or event.price in prices or not ours or not theirs:
        return 0.0
    return 0.0 if any(same_arms(a, b) for a in ours for b in theirs) else -3.0


def _time_fit(group: Cluster, event: Event, published: int | None) -> float:
    """An event of another year than all a deal's others is of another deal, unless undated."""
    if event.year is None:
        return 0.0
    past = published is not None and event.year < published
    if past and _other_count(group, event):
        return -5.0  # "in 2015 it bought 24", where the deal is for 30
    if event.anaphoric:
        return 0.0
    years = group.years or ({published} if published else set())
    if not years or any(abs(event.year - y) == 0 for y in years):
        return 0.0
    return -2.0 if past else 0.0


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
