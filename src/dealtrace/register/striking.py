"""Taking rejected claims out of what a report tells of a deal.

What only a rejected claim says goes with it: a sum, arms, a stage, a speaker. What another of the
deal's claims says too, or none says by itself, stays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dealtrace.register.model import COURSE, Json, Telling
from dealtrace.register.tellings import chains, steps

Test = Callable[[Json], bool]


@dataclass(frozen=True, slots=True)
class Struck:
    """The claims of a telling that are rejected, by number, and what all its claims say, each as
    :func:`said` has it."""

    numbers: frozenset[str]
    claims: Sequence[Json]


def said(row: Any) -> Json:
    """Return what a row of ``claims`` says, as far as a deal is made of it."""
    return {
        "id": row.number,
        "stage": row.stage,
        "modality": row.modality,
        "amount": row.amount,
        "currency": row.currency,
        "items": row.items,
        "attribution": row.attribution,
        "time": {"value": row.time} if row.time else None,
    }


def without(telling: Telling, struck: Struck) -> Telling | None:
    """Return a telling without its rejected claims; None where it has no others."""
    left = [one for one in struck.claims if one["id"] not in struck.numbers]
    own = [number for number in telling.deal["claims"] if number not in struck.numbers]
    if not own:
        return None
    sides = _Sides([one for one in struck.claims if one["id"] in struck.numbers], left)
    deal = {
        **telling.deal,
        "claims": own,
        "value": _value(telling.deal["value"], sides),
        "items": _items(telling.deal["items"], sides),
        "financing": _financing(telling.deal["financing"], struck.numbers, sides),
        "says": _says(telling.deal["says"], sides),
        **_stage(telling.deal, sides),
    }
    claims = {one["id"]: one for one in left}
    return replace(telling, deal=deal, chains=chains(deal, claims), steps=steps(deal, claims))


@dataclass(frozen=True, slots=True)
class _Sides:
    """Claims that are rejected and those that are left."""

    gone: Sequence[Json]
    left: Sequence[Json]

    def lost(self, says: Test) -> bool:
        """Whether a rejected claim says something, and none that is left does."""
        return any(map(says, self.gone)) and not any(map(says, self.left))


def _sum(value: Mapping[str, Any]) -> Test:
    return lambda one: (one["amount"], one["currency"]) == (value["amount"], value["currency"])


def _value(value: Json | None, sides: _Sides) -> Json | None:
    return None if value and sides.lost(_sum(value)) else value


def _items(items: Sequence[Json], sides: _Sides) -> list[Json]:
    left = [item for item in items if not sides.lost(_naming(item))]
    return [
        {**item, "quantity": None}
        if item["quantity"] is not None and sides.lost(_counting(item))
        else item
        for item in left
    ]


def _naming(item: Json) -> Test:
    return lambda one: bool(_same(one, item))


def _counting(item: Json) -> Test:
    return lambda one: any(told["quantity"] == item["quantity"] for told in _same(one, item))


def _same(claim: Json, item: Json) -> list[Json]:
    """Return those of a claim's arms that are an item of the deal."""
    name = item["designation"]
    return [
        one
        for one in claim["items"]
        if one["text"] == item["text"] or (name and one["designation"] == name)
    ]


def _financing(ways: Sequence[Json], gone: frozenset[str], sides: _Sides) -> list[Json]:
    found = []
    for way in ways:
        left = [number for number in way["claims"] if number not in gone]
        if way["claims"] and not left:
            continue
        lost = way["amount"] is not None and sides.lost(_sum(way))
        unsaid: Json = {"amount": None, "currency": None} if lost else {}
        found.append({**way, "claims": left, **unsaid})
    return found


def _says(names: Sequence[str], sides: _Sides) -> list[str]:
    def by(name: str) -> Test:
        return lambda one: name in {link["source"] for link in one["attribution"]}

    return [name for name in names if not sides.lost(by(name))]


def _stage(deal: Json, sides: _Sides) -> Json:
    """Return how far the deal has come by the claims that are left: at least it was considered."""
    if not sides.lost(lambda one: one["stage"] == deal["stage"]):
        return {}
    told = [one for one in sides.left if one["stage"]]
    firm = [one for one in told if one["modality"] == "asserted"]
    stages = [one["stage"] for one in firm or told]
    stage = max(stages, key=COURSE.index, default=COURSE[0])
    return {"stage": stage, "stage_date": None, "hedged": not firm}
