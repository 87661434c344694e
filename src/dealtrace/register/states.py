"""Deals as they were known from one day until another, as rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, update

from dealtrace.knowledge.countries import countries
from dealtrace.knowledge.exchange import in_usd
from dealtrace.language.numbers import find_numbers
from dealtrace.register.model import Dossier, Json, Telling, Told
from dealtrace.register.schema import deal_facets, deal_states
from dealtrace.register.store import inserted
from dealtrace.register.wire import to_json

Timeline = Sequence[tuple[dt.date, Sequence[Dossier]]]
"""Days in order, each with the deals as known from it on."""

_LONGEST = 64


def replace(connection: Connection, family_id: int, timeline: Timeline) -> None:
    """Write a family's states from the timeline's first day on in place of those that were."""
    since = timeline[0][0]
    open_ = _cut(connection, family_id, since)
    for number, (day, dossiers) in enumerate(timeline):
        until = timeline[number + 1][0] if number + 1 < len(timeline) else None
        now: dict[str, tuple[int, Json]] = {}
        for one in dossiers:
            body = to_json(one)
            before = open_.get(one.id)
            if before and before[1] == body:
                now[one.id] = before
            else:
                now[one.id] = (_write(connection, family_id, day, one, body), body)
        _set_end(connection, [state for state, _ in now.values()], until)
        open_ = now


def _cut(connection: Connection, family_id: int, since: dt.date) -> dict[str, tuple[int, Json]]:
    """Remove what was known from ``since`` on; returns what was known until then, by deal."""
    own = deal_states.c.family_id == family_id
    later = select(deal_states.c.id).where(own, deal_states.c.valid_from >= since)
    connection.execute(delete(deal_facets).where(deal_facets.c.state_id.in_(later)))
    connection.execute(delete(deal_states).where(own, deal_states.c.valid_from >= since))
    going_on = or_(deal_states.c.valid_until.is_(None), deal_states.c.valid_until >= since)
    connection.execute(update(deal_states).where(own, going_on).values(valid_until=since))
    rows = connection.execute(
        select(deal_states.c.id, deal_states.c.deal, deal_states.c.dossier).where(
            own, deal_states.c.valid_until == since
        )
    )
    return {row.deal: (row.id, row.dossier) for row in rows}


def _set_end(connection: Connection, ids: Sequence[int], until: dt.date | None) -> None:
    connection.execute(
        update(deal_states).where(deal_states.c.id.in_(ids)).values(valid_until=until)
    )


def _write(connection: Connection, family_id: int, day: dt.date, one: Dossier, body: Json) -> int:
    told = columns(one)
    row = {"family_id": family_id, "valid_from": day, "valid_until": None, "dossier": body, **told}
    number = inserted(connection, deal_states, row)
    rest = {
        "last_seen": one.last_seen or day,
        "state_id": number,
        "amount_usd": told["amount_usd"],
    }
    rows = [{"facet": facet, "value": value, **rest} for facet, value in sorted(facets(one))]
    if rows:
        connection.execute(insert(deal_facets), rows)
    return number


def columns(one: Dossier) -> dict[str, Any]:
    """Return what a row says of a deal beside its dossier."""
    price = one.values[0].value if one.values else None
    return {
        "deal": one.id,
        "headline": headline(one),
        "supplier": "+".join(one.supplier),
        "recipient": "+".join(one.recipient),
        "kind": one.kinds[0].value,
        "stage": one.stages[0].value,
        "stage_date": one.stage_date,
        "hedged": one.hedged,
        "confirmed": one.confirmed,
        "amount": price["amount"] if price else None,
        "currency": price["currency"] if price else None,
        "amount_usd": dollars(one),
        "first_seen": one.first_seen,
        "last_seen": one.last_seen,
        "reports": len({t.report.key for t in one.tellings}),
        "root_sources": len(one.roots),
    }


def facets(one: Dossier) -> set[tuple[str, str]]:
    """Return what a deal is looked up by, facet and value; a rejected one by nothing."""
    if one.rejected:
        return set()
    parties = {*one.supplier, *one.recipient}
    classes = {item.cls for item in one.items}
    stage = one.stages[0].value
    found = {("all", "")}
    found |= {("pair", f"{s}>{r}") for s in one.supplier for r in one.recipient}
    found |= {("party class", f"{code} {cls}") for code in parties for cls in classes}
    found |= {("party stage", f"{code} {stage}") for code in parties}
    found |= {("supplier", code) for code in one.supplier}
    found |= {("recipient", code) for code in one.recipient}
    found |= {("party", code) for code in parties} | {("class", cls) for cls in classes}
    found |= {("stage", stage), ("kind", one.kinds[0].value)}
    found |= {("source", source_key(name)) for name in _sources(one.tellings)}
    found |= {("source", source_key(root.name)) for root in one.roots}
    return {(facet, value[:_LONGEST]) for facet, value in found}


def source_key(name: str) -> str:
    """Return what a source is looked up by."""
    return " ".join(name.casefold().removeprefix("the ").split())[:_LONGEST]


def _sources(tellings: Sequence[Telling]) -> set[str]:
    names = {t.report.publisher for t in tellings if t.report.publisher}
    return names | {name for t in tellings for name in t.deal["says"]}


def dollars(one: Dossier) -> float | None:
    """Return what the deal is worth in US dollars of its time: its price, or else its largest
    loan or grant; None where no sum is told or no rate known."""
    year = (one.first_seen or dt.date.today()).year
    if one.stage_date:
        year = int(one.stage_date[:4])
    sums: list[Any] = [told.value for told in one.values[:1]]
    sums = sums or [told.value for told in one.financing if told.value["amount"]]
    found = [in_usd(s["amount"], s["currency"], year) for s in sums if s["currency"]]
    return max((f for f in found if f is not None), default=None)


def headline(one: Dossier) -> str:
    """Return a deal in one line: who to whom, what, for how much, how far it has come."""
    arms = ", ".join(_arms(item.text, item.quantities) for item in one.items[:3]) or "arms"
    more = f" and {len(one.items) - 3} more" if len(one.items) > 3 else ""
    price = f", {_sum(one.values[0].value)}" if one.values else ""
    loan = next((f", {t.value['kind']}" + _of(t.value) for t in one.financing), "")
    stage = one.stages[0].value + (" (planned or possible)" if one.hedged else "")
    return f"{_states(one.supplier)} → {_states(one.recipient)}: {arms}{more}{price}{loan}; {stage}"


def _arms(text: str, quantities: Sequence[Told[int]]) -> str:
    """Return arms with their number, where the words have none of their own."""
    if not quantities or find_numbers(text):
        return text
    return f"{quantities[0].value} × {text}"


def _of(value: Any) -> str:
    return f" of {_sum(value)}" if value["amount"] else ""


def _sum(value: Any) -> str:
    digits = f"{value['amount']:,.2f}".removesuffix(".00")
    return f"{value['currency'] or '?'} {digits}"


def _states(codes: Sequence[str]) -> str:
    known = countries()
    return " and ".join(known[c].name if c in known else c for c in codes) or "unknown"
