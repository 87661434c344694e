"""What a report tells of a deal, as people have judged its claims.

What only a rejected claim says goes with it: a sum, arms, a stage, a speaker. What another of the
deal's claims says too, or none says by itself, stays. What a claim says by a person's correction
takes the place of what the program read there; a stage holds as long as any claim tells it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dealtrace.register.backing import Test, alike, backing, counts, names, sums
from dealtrace.register.model import COURSE, Json, Telling
from dealtrace.register.tellings import chains, day_of, steps

OF_DEALS = frozenset({"agreement", "credit", "supply", "transfer"})
"""The types of claims that deals are made of."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What people say of the claims of a telling: the numbers of those ``rejected``, and what
    others say by their corrections (``corrected``, by number; see ``corrections.py``). ``claims``
    are all of the telling's, each as :func:`said` has it."""

    claims: Sequence[Json]
    rejected: frozenset[str] = frozenset()
    corrected: Mapping[str, Json] = field(default_factory=dict)


def said(row: Any) -> Json:
    """Return what a row of ``claims`` says, as far as a deal is made of it."""
    return {
        "id": row.number,
        "type": row.type,
        "stage": row.stage,
        "modality": row.modality,
        "amount": row.amount,
        "currency": row.currency,
        "items": row.items,
        "attribution": row.attribution,
        "time": {"value": row.time} if row.time else None,
    }


def merged(before: Json, now: Json) -> Json:
    """Return what a claim says by a correction and a later one."""
    deep: Json = {
        name: {**before[name], **now[name]}
        for name in ("roles", "terms")
        if name in before and name in now
    }
    return {**before, **now, **deep}


def judged(telling: Telling, found: Judged) -> Telling | None:
    """Return a telling as people judged its claims; None where they rejected all of them.

    It keeps its name, whichever parties it tells of now.
    """
    found = replace(found, rejected=found.rejected | set(_of_other_types(found)))
    own = [number for number in telling.deal["claims"] if number not in found.rejected]
    if not own:
        return None
    sides = _sides(found)
    deal = telling.deal
    for before, after in sides.mended:
        deal = _mended(deal, before, after)
    deal = {
        **deal,
        "claims": own,
        "value": _value(deal["value"], sides),
        "items": _items(deal["items"], sides),
        "financing": _financing(deal["financing"], found.rejected, sides),
        "says": _says(deal["says"], sides),
        **_stage(deal, sides),
    }
    claims = {one["id"]: one for one in sides.left}
    told = chains(deal, claims)
    return replace(
        telling,
        deal=deal,
        chains=told,
        steps=steps(deal, claims),
        backing=backing(deal, told, claims),
        name=telling.slug,
    )


def _of_other_types(found: Judged) -> Iterator[str]:
    """Yield the numbers of claims that by their corrections are of a type no deal is made of."""
    for claim in found.claims:
        now = found.corrected.get(claim["id"], {}).get("type", claim.get("type"))
        if now not in OF_DEALS and claim.get("type") in OF_DEALS:
            yield claim["id"]


@dataclass(frozen=True, slots=True)
class _Sides:
    """What claims said that are rejected or corrected, what those say that are left, and the
    corrected ones before and after."""

    gone: Sequence[Json]
    left: Sequence[Json]
    mended: Sequence[tuple[Json, Json]]

    def lost(self, says: Test) -> bool:
        """Whether a claim said something, and none that is left does."""
        return any(map(says, self.gone)) and not any(map(says, self.left))


def _sides(found: Judged) -> _Sides:
    standing = [one for one in found.claims if one["id"] not in found.rejected]
    mended = [
        (one, {**one, **found.corrected[one["id"]]})
        for one in standing
        if one["id"] in found.corrected
    ]
    rejected = [one for one in found.claims if one["id"] in found.rejected]
    left = [{**one, **found.corrected.get(one["id"], {})} for one in standing]
    return _Sides([*rejected, *(before for before, _ in mended)], left, mended)


def _mended(deal: Json, before: Json, after: Json) -> Json:
    """Return a deal of a report with what one of its claims says now."""
    known = {link["source"] for link in before["attribution"]}
    says = [link["source"] for link in after["attribution"] if link["source"] not in known]
    return {
        **deal,
        "supplier": after.get("supplier", deal["supplier"]),
        "recipient": after.get("recipient", deal["recipient"]),
        "value": _mended_value(deal, before, after),
        "financing": _mended_ways(deal, before, after),
        "items": _mended_items(deal["items"], before["items"], after["items"]),
        "says": list(dict.fromkeys([*deal["says"], *says])),
    }


def _mended_value(deal: Json, before: Json, after: Json) -> Json | None:
    value: Json | None = deal["value"]
    told = value is not None and sums(value)(before)
    if told and _becomes(before, after, "credit"):
        return None
    if after["amount"] is None or _amount(before) == _amount(after):
        return value
    paid = {number for way in deal["financing"] for number in way["claims"]}
    unsaid = value is None and before["amount"] is None and before["id"] not in paid
    lent = after.get("type") == "credit"
    now = {"amount": after["amount"], "currency": after["currency"]}
    return now if (unsaid and not lent) or told else value


def _becomes(before: Json, after: Json, type_: str) -> bool:
    """Whether a claim is of a type by its correction only."""
    return after.get("type") == type_ != before.get("type")


def _mended_ways(deal: Json, before: Json, after: Json) -> list[Json]:
    """Return the ways of paying with what one of a deal's claims says now."""
    number = before["id"]
    if before.get("type") == "credit" != after.get("type"):
        return [*_without(deal["financing"], number)]
    ways = [_mended_way(deal, way, before, after) for way in deal["financing"]]
    told = any(number in way["claims"] for way in ways)
    if not told and (_becomes(before, after, "credit") or _ON_CREDIT & after.keys()):
        ways.append(_way(deal, after))
    return ways


_ON_CREDIT = frozenset({"credit", "terms", "lender", "borrower"})


def _without(ways: Sequence[Json], number: str) -> Iterator[Json]:
    for way in ways:
        left = [one for one in way["claims"] if one != number]
        if left or not way["claims"]:
            yield {**way, "claims": left}


def _way(deal: Json, after: Json) -> Json:
    """Return the way of paying that a claim tells of by its correction."""
    return {
        "kind": after.get("credit", "loan"),
        "lender": after.get("lender", deal["supplier"]),
        "borrower": after.get("borrower", deal["recipient"]),
        "amount": after["amount"],
        "currency": after["currency"],
        "terms": _terms(None, after.get("terms", {})),
        "claims": [after["id"]],
    }


def _terms(before: Json | None, now: Json) -> Json | None:
    """Return terms of a credit with those that were corrected; None where none is told."""
    found = {"rate": None, "years": None, "grace_years": None, **(before or {}), **now}
    return found if any(told is not None for told in found.values()) else None


def _mended_way(deal: Json, way: Json, before: Json, after: Json) -> Json:
    """Return a way of paying with what one of its claims says now; who supplies lends, as a rule,
    and where the one is corrected, so is the other."""
    if before["id"] not in way["claims"]:
        return way
    found = {**way, "kind": after.get("credit", way["kind"])}
    if "terms" in after:
        found["terms"] = _terms(way.get("terms"), after["terms"])
    if after["amount"] is not None and _amount(way) in (_amount(before), (None, None)):
        found |= {"amount": after["amount"], "currency": after["currency"]}
    for side, party in (("lender", "supplier"), ("borrower", "recipient")):
        if party in after and way.get(side) == deal[party]:
            found[side] = after[party]
        found[side] = after.get(side, found.get(side))
    return found


def _amount(one: Mapping[str, Any]) -> tuple[Any, Any]:
    return one["amount"], one["currency"]


def _mended_items(
    items: Sequence[Json], before: Sequence[Json], after: Sequence[Json]
) -> list[Json]:
    """Return a deal's arms, those renamed or counted otherwise in their old places, new ones last.

    Arms that the claim does not name any more are left to whoever else names them.
    """
    if list(before) == list(after):
        return list(items)
    now = dict(_pairs(before, after))
    found = []
    for item in items:
        place = next((i for i, one in enumerate(before) if alike(one, item)), None)
        found.append(
            item if place is None or place not in now else _renamed(item, before[place], now[place])
        )
    found += [one for one in after if not any(alike(one, item) for item in found)]
    return found


def _pairs(before: Sequence[Json], after: Sequence[Json]) -> Iterator[tuple[int, Json]]:
    """Yield the place of arms among those before with what they are now: by name, else in order."""
    fresh = [one for one in after if not any(alike(one, old) for old in before)]
    for place, old in enumerate(before):
        same = next((one for one in after if alike(one, old)), None)
        if same is not None:
            yield place, same
        elif fresh:
            yield place, fresh.pop(0)


def _renamed(item: Json, old: Json, now: Json) -> Json:
    own = item["quantity"] not in (None, old["quantity"])
    return {**now, "quantity": item["quantity"] if own else now["quantity"]}


def _value(value: Json | None, sides: _Sides) -> Json | None:
    return None if value and sides.lost(sums(value)) else value


def _items(items: Sequence[Json], sides: _Sides) -> list[Json]:
    left = [item for item in items if not sides.lost(names(item))]
    return [
        {**item, "quantity": None}
        if item["quantity"] is not None and sides.lost(counts(item))
        else item
        for item in left
    ]


def _financing(ways: Sequence[Json], gone: frozenset[str], sides: _Sides) -> list[Json]:
    found = []
    for way in ways:
        left = [number for number in way["claims"] if number not in gone]
        if way["claims"] and not left:
            continue
        lost = way["amount"] is not None and sides.lost(sums(way))
        unsaid: Json = {"amount": None, "currency": None} if lost else {}
        found.append({**way, "claims": left, **unsaid})
    return found


def _says(speakers: Sequence[str], sides: _Sides) -> list[str]:
    def by(name: str) -> Test:
        return lambda one: name in {link["source"] for link in one["attribution"]}

    return [name for name in speakers if not sides.lost(by(name))]


def _stage(deal: Json, sides: _Sides) -> Json:
    """Return how far the deal has come by the claims that are left: at least it was considered."""
    told = [one for one in sides.left if one["stage"]]
    firm = [one for one in told if one["modality"] == "asserted"]
    furthest = max(firm or told, key=lambda one: COURSE.index(one["stage"]), default=None)
    if sides.lost(lambda one: one["stage"] == deal["stage"]):
        stage = furthest["stage"] if furthest else COURSE[0]
        return {"stage": stage, "stage_date": None, "hedged": not firm}
    changed = [
        after
        for before, after in sides.mended
        if (before["stage"], before["modality"]) != (after["stage"], after["modality"])
    ]
    if furthest in changed and furthest["stage"] != deal["stage"]:
        further = COURSE.index(furthest["stage"]) > COURSE.index(deal["stage"])
        if further and (firm or deal["hedged"]):
            day = day_of(furthest["time"])
            return {"stage": furthest["stage"], "stage_date": day, "hedged": not firm}
    if any(one["stage"] == deal["stage"] for one in changed):
        return {"hedged": all(one["stage"] != deal["stage"] for one in firm)}
    return {}
