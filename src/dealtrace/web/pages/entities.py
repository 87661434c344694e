"""Whom and what the reports name: lists, and a page for each with offices over time."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import HTTPException, Request
from starlette.responses import Response

from dealtrace.display.asking import Unclear, state
from dealtrace.register import deal_lists
from dealtrace.register.deal_lists import DealRow, Filter
from dealtrace.register.entities import EntityPage, OfficeSeen, list_entities, show_entity
from dealtrace.web import desk
from dealtrace.web.access import Need, routes
from dealtrace.web.templating import page

reading = routes(Need.READ)
ROUTERS = (reading,)

KINDS = ("state", "person", "body", "company", "medium", "weapon")
_SHOWN = 100
_CLAIMS = 100
_WIDTH = 320.0  # of an office's bar at most


@dataclass(frozen=True)
class Bar:
    """An office with its time as a bar: where it begins and how long it is, of :data:`_WIDTH`."""

    seen: OfficeSeen
    start: float
    length: float


@reading.get("/entities")
def entities(request: Request, kind: str = "", like: str = "", country: str = "") -> Response:
    """List entities, the most mentioned first."""
    problem, code = "", None
    try:
        code = state(country.strip()[:80]) if country.strip() else None
    except Unclear as error:
        problem = str(error)
    with desk.of(request).register.reading() as connection:
        found = list_entities(
            connection, kind if kind in KINDS else None, like.strip()[:80] or None, code, _SHOWN
        )
    asked = {"kind": kind, "like": like[:80], "country": country[:80]}
    return page(request, "entities.html", entities=found, asked=asked, kinds=KINDS, problem=problem)


@reading.get("/entities/{key}")
def entity(request: Request, key: str) -> Response:
    """Show an entity."""
    with desk.of(request).register.reading() as connection:
        found = show_entity(connection, key, None, _CLAIMS)
        if found is None:
            raise HTTPException(404, "There is no such entity.")
        wanted = _deals_of(found)
        told: list[DealRow] = []
        if wanted:
            told = deal_lists.deals(connection, wanted, limit=12, whole=False)
    return page(request, "entity.html", entity=found, bars=_bars(found.offices), deals=told)


def _deals_of(found: EntityPage) -> Filter | None:
    """Return the filter for an entity's deals: a state's own, a medium's or speaker's as source."""
    if found.kind == "state":
        return Filter(party=found.country)
    return Filter(source=found.name) if found.kind in {"medium", "person", "body"} else None


def _bars(offices: tuple[OfficeSeen, ...]) -> list[Bar]:
    days = [d.toordinal() for o in offices for d in (o.first_seen, o.last_seen) if d]
    if not days:
        return [Bar(one, 0, 0) for one in offices]
    first, whole = min(days), max(max(days) - min(days), 1)
    made = []
    for one in offices:
        start = (one.first_seen.toordinal() if one.first_seen else first) - first
        end = (one.last_seen.toordinal() if one.last_seen else max(days)) - first
        length = max((end - start) / whole * _WIDTH, 4)
        made.append(Bar(one, round(start / whole * (_WIDTH - 4), 1), round(length, 1)))
    return made
