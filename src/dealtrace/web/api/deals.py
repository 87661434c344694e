"""Deals: lists, dossiers, histories, and decisions about them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from fastapi import HTTPException, Path, Request
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from dealtrace.analysis.values import to_json
from dealtrace.exports.values import values
from dealtrace.register import deal_lists, one_deal
from dealtrace.register.acts import Overtaken
from dealtrace.register.appraisal import appraise
from dealtrace.register.decisions import about
from dealtrace.register.errors import RegisterError
from dealtrace.web import acting, desk
from dealtrace.web.access import Need, routes
from dealtrace.web.api.answers import PROBLEMS, AsOf, Limit, Offset, answer, day, listing
from dealtrace.web.api.narrowing import Narrowed
from dealtrace.web.finding import searched

reading = routes(Need.READ, "/api", api=True)
deciding = routes(Need.DECIDE, "/api", api=True)
ROUTERS = (reading, deciding)

Name = Annotated[str, Path(max_length=80, description="a deal's id, or the start of it")]


@reading.get("/deals", tags=["deals"], responses=PROBLEMS)
def deals(request: Request, asked: Narrowed, limit: Limit = 50, offset: Offset = 0) -> Response:
    """Return dossiers, filtered and ordered as on the register page."""
    with desk.of(request).register.reading(asked.as_of) as connection:
        wanted = searched(connection, asked, desk.of(request).kept)[0]
        found = deal_lists.deals(connection, wanted, asked.sort, limit + 1, offset, asked.as_of)
    return listing(request, "deals", [row.dossier for row in found], limit, offset)


@reading.get("/deals/{name}", tags=["deals"], responses=PROBLEMS)
def deal(request: Request, name: Name, as_of: AsOf = None) -> Response:
    """Return the dossier of a deal, now or as of a day."""
    with desk.of(request).register.reading(day(as_of)) as connection:
        return answer(request, one_deal.deal(connection, name, day(as_of)).dossier)


@reading.get("/deals/{name}/evidence", tags=["deals"], responses=PROBLEMS)
def evidence(request: Request, name: Name, as_of: AsOf = None) -> Response:
    """Return every value told of a deal with its grade and its sentence, and the root sources.

    Of several values of one field the preferred one comes first; ``disputed`` are those at odds.
    """
    with desk.of(request).register.reading(day(as_of)) as connection:
        row = one_deal.deal(connection, name, day(as_of))
        found = appraise(connection, row, day(as_of))
    told = values(row.dossier, found)
    return answer(request, {"deal": row.id, "values": told, "sources": found.sources})


@reading.get("/deals/{name}/history", tags=["deals"], responses=PROBLEMS)
def history(request: Request, name: Name) -> Response:
    """Return all that happened to a deal: reports and decisions, with the headline of the day."""
    with desk.of(request).register.reading(dt.date.max) as connection:
        return answer(request, {"history": one_deal.history(connection, name)})


@reading.get("/deals/{name}/decisions", tags=["decisions"], responses=PROBLEMS)
def decisions(request: Request, name: Name) -> Response:
    """Return the decisions about a deal, oldest first; ``seen`` is the number of the last one."""
    with desk.of(request).register.reading() as connection:
        row = one_deal.deal(connection, name)
        made = about(connection, row.dossier["tellings"])
    seen = max((one.id for one in made), default=0)
    return answer(request, {"decisions": made, "seen": seen})


class Decide(BaseModel):
    """A decision about a deal. ``seen`` is the last decision you know of, 0 for none."""

    action: Literal["set", "confirm", "reject", "merge", "split", "undo"]
    field: str = Field("", max_length=40, description="for set")
    value: str = Field("", max_length=2000, description="for set, as in 'EUR 38,000,000'")
    other: str = Field("", max_length=80, description="for merge: the other deal")
    reports: list[str] = Field(default_factory=list, max_length=500, description="for split")
    number: int | None = Field(None, ge=1, le=2**31, description="for undo")
    reason: str = Field("", max_length=2000)
    seen: int | None = Field(None, ge=0, le=2**31)


@deciding.post("/deals/{name}/decisions", tags=["decisions"], status_code=201, responses=PROBLEMS)
def decide(request: Request, name: Name, wanted: Decide) -> Response:
    """Take a decision; 409 with what others decided meanwhile where ``seen`` is not up to date."""
    here, person = desk.of(request), desk.visitor(request)
    with here.register.reading() as connection:
        one_deal.deal(connection, name)  # 404 where there is none
    wish = acting.Wish(
        wanted.action,
        name,
        wanted.field,
        wanted.value,
        wanted.other,
        tuple(wanted.reports),
        wanted.reason,
        wanted.number,
    )
    try:
        made = acting.decide(here.register, wish, person.name, wanted.seen)
    except Overtaken as error:
        body: dict[str, Any] = {"detail": str(error), "later": to_json(error.later)}
        return JSONResponse(body, 409)
    except RegisterError as error:
        raise HTTPException(422, str(error)) from None
    return answer(request, made, 201)
