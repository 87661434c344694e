"""Deals as they were known from one day until another, as rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    bindparam,
    delete,
    insert,
    or_,
    select,
    update,
)

from dealtrace.knowledge.countries import countries
from dealtrace.knowledge.exchange import in_usd
from dealtrace.register.arms import with_number
from dealtrace.register.model import Dossier, Json, Telling, ToldItem
from dealtrace.register.schema import deal_briefs, deal_facets, deal_states
from dealtrace.register.store import inserted
from dealtrace.register.wire import brief, to_json

Timeline = Sequence[tuple[dt.date, Sequence[Dossier]]]
"""Days in order, each with the deals as known from it on."""

_LONGEST = 64


@dataclass(slots=True)
class _Span:
    """What was known of a deal from ``since`` until ``until``. One that the register has already
    has a ``row``, its id, and ``ended``, its end there; others have the dossier, ``one``."""

    body: Json
    since: dt.date
    until: dt.date | None = None
    one: Dossier | None = None
    row: int | None = None
    ended: dt.date | None = None


def replace(
    connection: Connection,
    family_id: int,
    timeline: Timeline,
    among: Collection[str] | None = None,
) -> None:
    """Write a family's states from the timeline's first day on in place of those that were.

    With ``among`` only states of these deals (ids) are replaced, and all others stay.
    """
    spans = _spans(timeline, _cut(connection, family_id, timeline[0][0], among))
    ends = [
        {"which": span.row, "until": span.until}
        for span in spans
        if span.row is not None and span.until != span.ended
    ]
    if ends:
        connection.execute(_END, ends)
    for span in spans:
        if span.one is not None:
            _write(connection, family_id, span, span.one)


def _spans(timeline: Timeline, going_on: dict[str, _Span]) -> list[_Span]:
    """Return all spans, those that went on before the first day included; ends are set."""
    spans = list(going_on.values())
    bodies: dict[int, Json] = {}  # a deal that stays the same is the same dossier on several days
    for day, dossiers in timeline:
        for one in dossiers:
            if id(one) not in bodies:
                bodies[id(one)] = to_json(one)
        now = {one.id: bodies[id(one)] for one in dossiers}
        for deal in [d for d, span in going_on.items() if span.body != now.get(d)]:
            going_on.pop(deal).until = day
        for one in dossiers:
            if one.id not in going_on:
                going_on[one.id] = _Span(bodies[id(one)], day, one=one)
                spans.append(going_on[one.id])
    return spans


def _cut(
    connection: Connection, family_id: int, since: dt.date, among: Collection[str] | None
) -> dict[str, _Span]:
    """Remove what was known from ``since`` on; returns what went on until then, by deal."""
    rows: list[Any] = []
    if among is None:
        rows += connection.execute(_GOING_ON, {"family": family_id, "since": since})
    deals = sorted(among or ())
    for start in range(0, len(deals), _SOME):
        some = {"family": family_id, "since": since, "deals": deals[start : start + _SOME]}
        rows += connection.execute(_SOME_GOING_ON, some)
    later = [row.id for row in rows if row.valid_from >= since]
    for start in range(0, len(later), _SOME):
        some = {"ids": later[start : start + _SOME]}
        connection.execute(_DROP_FACETS, some)
        connection.execute(_DROP_BRIEFS, some)
        connection.execute(_DROP, some)
    return {
        row.deal: _Span(row.dossier, row.valid_from, row=row.id, ended=row.valid_until)
        for row in rows
        if row.valid_from < since
    }


_SOME = 500  # values in one list of a query
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_GOING_ON = select(
    deal_states.c.id,
    deal_states.c.deal,
    deal_states.c.valid_from,
    deal_states.c.valid_until,
    deal_states.c.dossier,
).where(
    deal_states.c.family_id == bindparam("family"),
    or_(deal_states.c.valid_until.is_(None), deal_states.c.valid_until >= bindparam("since")),
)
_SOME_GOING_ON = _GOING_ON.where(deal_states.c.deal.in_(bindparam("deals", expanding=True)))
_DROP_FACETS = delete(deal_facets).where(deal_facets.c.state_id.in_(_IDS))
_DROP_BRIEFS = delete(deal_briefs).where(deal_briefs.c.state_id.in_(_IDS))
_DROP = delete(deal_states).where(deal_states.c.id.in_(_IDS))
_END = (
    update(deal_states)
    .where(deal_states.c.id == bindparam("which"))
    .values(valid_until=bindparam("until"))
)
_FACETS, _BRIEF = insert(deal_facets), insert(deal_briefs)


def _write(connection: Connection, family_id: int, span: _Span, one: Dossier) -> None:
    told = columns(one)
    row = {
        "family_id": family_id,
        "valid_from": span.since,
        "valid_until": span.until,
        "dossier": span.body,
        **told,
    }
    number = inserted(connection, deal_states, row)
    connection.execute(_BRIEF, {"state_id": number, "brief": brief(span.body)})
    rest = {
        "last_seen": one.last_seen or dt.date.min,  # undated deals come last
        "state_id": number,
        "amount_usd": told["amount_usd"],
    }
    rows = [{"facet": facet, "value": value, **rest} for facet, value in sorted(facets(one))]
    if rows:
        connection.execute(_FACETS, rows)


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
    last = (one.last_seen or dt.date.today()).year
    year = int(one.stage_date[:4]) if one.stage_date else (one.first_seen or dt.date.today()).year
    year = min(year, last)  # what is to come in 2030 was priced by then
    sums: list[Any] = [told.value for told in one.values[:1]]
    sums = sums or [told.value for told in one.financing if told.value["amount"]]
    found = [in_usd(s["amount"], s["currency"], year) for s in sums if s["currency"]]
    return max((f for f in found if f is not None), default=None)


def headline(one: Dossier) -> str:
    """Return a deal in one line: who to whom, what, for how much, how far it has come."""
    arms = ", ".join(_arms(item) for item in one.items[:3]) or "arms"
    more = f" and {len(one.items) - 3} more" if len(one.items) > 3 else ""
    price = f", {_sum(one.values[0].value)}" if one.values else ""
    loan = next((f", {t.value['kind']}" + _of(t.value) for t in one.financing), "")
    stage = one.stages[0].value + (" (planned or possible)" if one.hedged else "")
    return f"{_states(one.supplier)} → {_states(one.recipient)}: {arms}{more}{price}{loan}; {stage}"


def _arms(item: ToldItem) -> str:
    return with_number(item.text, item.quantities[0].value if item.quantities else None)


def _of(value: Any) -> str:
    return f" of {_sum(value)}" if value["amount"] else ""


def _sum(value: Any) -> str:
    digits = f"{value['amount']:,.2f}".removesuffix(".00")
    return f"{value['currency'] or '?'} {digits}"


def _states(codes: Sequence[str]) -> str:
    known = countries()
    return " and ".join(known[c].name if c in known else c for c in codes) or "unknown"
