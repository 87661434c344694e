"""Which of a telling's speakers stand behind each of its values.

A report may have one sum from a newspaper and another from an ambassador: each rests on its own
speaker. A value's place in a telling is written "value", "stage", "financing/0" or "items/2", the
last two with the place in the deal's list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from dealtrace.register.model import Json

Test = Callable[[Json], bool]
Chain = tuple[Json, ...]
Key = tuple[tuple[str, str], ...]


def key_of(chain: Sequence[Json]) -> Key:
    """Return what tells chains of speakers apart: who, and what kind of source."""
    return tuple((link["source"], link["kind"]) for link in chain)


def backing(
    deal: Json, chains: Sequence[Chain], claims: Mapping[str, Json]
) -> dict[str, tuple[int, ...]]:
    """Return the places in ``chains`` of those that stand behind each value of a report's deal.

    Left out are values that all speakers stand behind, and those that the report tells in words
    of its own: they rest on whom the report rests on. ``claims`` are by number, as
    :func:`dealtrace.register.judging.said` has them.
    """
    naming = {key_of(chain): place for place, chain in enumerate(chains) if chain}
    if len(naming) < 2:
        return {}
    found = {}
    for part, says in _parts(deal):
        keys = {key_of(one["attribution"]) for one in claims.values() if says(one)}
        places = tuple(sorted(naming[key] for key in keys if key in naming))
        if places and len(places) < len(naming) and () not in keys:
            found[part] = places
    return found


def _parts(deal: Json) -> Iterator[tuple[str, Test]]:
    """Yield the place of each value of a deal with what tells its claims."""
    own = set(deal["claims"])
    yield "stage", lambda one: one["id"] in own and one["stage"] == deal["stage"]
    if deal["value"]:
        says = sums(deal["value"])
        yield "value", lambda one: one["id"] in own and says(one)
    for place, way in enumerate(deal["financing"]):
        yield f"financing/{place}", _of_way(way)
    for place, item in enumerate(deal["items"]):
        if item["quantity"] is not None:
            yield f"items/{place}", _of_item(own, item)


def _of_way(way: Json) -> Test:
    return lambda one: one["id"] in way["claims"] and (way["amount"] is None or sums(way)(one))


def _of_item(own: set[str], item: Json) -> Test:
    return lambda one: one["id"] in own and counts(item)(one)


def sums(value: Mapping[str, Any]) -> Test:
    """Return a test whether a claim tells a sum."""
    return lambda one: (one["amount"], one["currency"]) == (value["amount"], value["currency"])


def names(item: Json) -> Test:
    """Return a test whether a claim names arms of a deal."""
    return lambda one: bool(_same(one, item))


def counts(item: Json) -> Test:
    """Return a test whether a claim tells of arms of a deal how many they are."""
    return lambda one: any(told["quantity"] == item["quantity"] for told in _same(one, item))


def alike(one: Json, item: Json) -> bool:
    """Whether arms of a claim are arms of a deal: by their words or their designation."""
    name = item["designation"]
    return bool(one["text"] == item["text"] or (name and one["designation"] == name))


def _same(claim: Json, item: Json) -> list[Json]:
    return [one for one in claim["items"] if alike(one, item)]
