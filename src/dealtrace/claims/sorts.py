"""Which mentions of arms are of one sort, and how many of it there are in all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dealtrace.claims import vocabulary
from dealtrace.claims.model import Item, ItemClass
from dealtrace.claims.scene import ItemMention

_Key = tuple[ItemClass, str]  # a sort of arms: its class, and its designation or words
_LISTED = 3  # words between two sorts of arms in one list
_ROUNDED = 0.08  # counts this close are one count, rounded


def specific(mentions: list[ItemMention]) -> list[ItemMention]:
    """Return the mentions that say what the arms are; all of them where none does."""
    chosen = [m for m in mentions if not m.generic or m.other]
    return chosen if any(not m.generic for m in chosen) else mentions


def distinct(mentions: list[ItemMention]) -> Iterator[Item]:
    """Yield each sort of arms once, with the fullest designation and the count given for it."""
    seen: dict[_Key, Item] = {}
    before, end = None, -_LISTED - 1
    for mention in sorted(mentions, key=lambda m: m.by_name):
        item = mention.item
        if mention.by_name and any(_takes_up(item, other) for other in seen.values()):
            continue  # "HMAS Melbourne" is one of "two frigates"
        if mention.understood and (key := _named_before(item, seen)) is not None:
            seen[key] = replace(seen[key], quantity=_whole(mention, seen[key].quantity))
            continue
        taken_up = next((k for k, other in seen.items() if _takes_up(item, other)), None)
        if mention.definite and taken_up is not None:
            seen[taken_up] = replace(seen[taken_up], quantity=_in_all(mention, seen[taken_up]))
            continue
        listed = mention.start - end <= _LISTED  # "launchers and howitzers" are two sorts
        others = {k: i for k, i in seen.items() if not listed or k != before}
        key = _same_as(item, others) or (item.cls, item.designation or item.text.lower())
        seen[key] = _fuller(seen[key], item) if key in others else item
        before, end = key, mention.end
    yield from seen.values()


def _named_before(item: Item, seen: dict[_Key, Item]) -> _Key | None:
    """Return which arms a mere number is of: the type's or, failing that, the class's."""
    same = [key for key in seen if key[0] is item.cls]
    return next((k for k in same if seen[k].designation == item.designation), None) or next(
        iter(same), None
    )


def _whole(mention: ItemMention, before: int | None) -> int | None:
    """Return how many there are in all: "the first two planes of 12" are 12."""
    counted = mention.item.quantity
    return counted if mention.whole and (before or 0) < (counted or 0) else before


def _in_all(mention: ItemMention, named: Item) -> int | None:
    """Return how many arms named before there are: "the 66 planes" are all, "the first two" not."""
    part = vocabulary.words("parts_of_all") & set(mention.item.text.lower().split())
    return mention.item.quantity if named.quantity is None and not part else named.quantity


def _takes_up(item: Item, other: Item) -> bool:
    """Say whether "the boats" or "the first two planes" are arms named before."""
    vessels = {ItemClass.SHIP, ItemClass.SUBMARINE}
    return item.cls is other.cls or {item.cls, other.cls} == vessels


def _same_as(item: Item, seen: dict[_Key, Item]) -> _Key | None:
    for key, other in seen.items():
        if key[0] != item.cls:
            continue
        a, b = item.designation, other.designation
        if a and b and (plain(a) in plain(b) or plain(b) in plain(a)):
            return key
        if not (a and b) and _compatible(item, other):
            return key
    return None


def _compatible(a: Item, b: Item) -> bool:
    """The same class and no two different counts: "12 aircraft" may be "the jets", and "nearly
    1,000 tanks" the 980 of a type."""
    if a.quantity is None or b.quantity is None:
        return True
    return abs(a.quantity - b.quantity) <= _ROUNDED * max(a.quantity, b.quantity)


def _fuller(a: Item, b: Item) -> Item:
    named = a if a.designation or not b.designation else b
    return replace(named, quantity=a.quantity if a.quantity is not None else b.quantity)


def plain(designation: str) -> str:
    """Return a designation without case, spaces and punctuation, for comparing."""
    return re.sub(r"[^a-z0-9]", "", designation.lower())
