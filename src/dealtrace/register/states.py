"""What a deal was known to be, as a row, and what it is found by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, insert

from dealtrace.knowledge.countries import countries
from dealtrace.knowledge.exchange import in_usd
from dealtrace.register.arms import with_number
from dealtrace.register.model import Dossier, Telling, ToldItem
from dealtrace.register.schema import deal_briefs, deal_facets, deal_states
from dealtrace.register.store import inserted
from dealtrace.register.wire import brief, to_json

_LONGEST = 64


def write(
    connection: Connection, family_id: int, one: Dossier, since: dt.date, until: dt.date | None
) -> None:
    """Write what was known of a deal from one day until another."""
    told, body = columns(one), to_json(one)
    row = {
        "family_id": family_id,
        "valid_from": since,
        "valid_until": until,
        "dossier": body,
        **told,
    }
    number = inserted(connection, deal_states, row)
    connection.execute(_BRIEF, {"state_id": number, "brief": brief(body)})
    rest = {
        "last_seen": one.last_seen or dt.date.min,  # undated deals come last
        "state_id": number,
        "amount_usd": told["amount_usd"],
    }
    rows = [{"facet": facet, "value": value, **rest} for facet, value in sorted(facets(one))]
    if rows:
        connection.execute(_FACETS, rows)


_FACETS, _BRIEF = insert(deal_facets), insert(deal_briefs)


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
