"""What somebody follows: what is new, alerts, saved searches, feeds."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import HTTPException, Path, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from dealtrace.register.desk import alerts, feeds, searches
from dealtrace.register.desk.news import News
from dealtrace.register.errors import RegisterError
from dealtrace.register.model import Json
from dealtrace.web import desk, overviews
from dealtrace.web.access import Need, routes
from dealtrace.web.api.answers import PROBLEMS, Limit, Offset, answer, listing

reading = routes(Need.READ, "/api", api=True)
own = routes(Need.OWN, "/api", api=True)
deciding = routes(Need.DECIDE, "/api", api=True)
ROUTERS = (reading, own, deciding)

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@reading.get("/overview", tags=["watching"], responses=PROBLEMS)
def overview(
    request: Request,
    since: Annotated[dt.datetime | None, Query(description="UTC; else your last visit")] = None,
) -> Response:
    """Return what is new: deals that new reports tell of, other reports, decisions, alerts.

    Without ``since`` what came after your last visit, which asking does not change.
    """
    found = overviews.gather(request, _utc(since))
    told = {"alerts": found.alerts, "counts": found.counts}
    return answer(request, {**_news(found.news), **told})


def _utc(moment: dt.datetime | None) -> dt.datetime | None:
    """Return a time without its zone, in UTC, as the tables keep it."""
    try:
        return moment.astimezone(dt.UTC).replace(tzinfo=None) if moment else None
    except (OverflowError, ValueError):
        raise HTTPException(422, "since: no time that can be compared") from None


def _news(found: News) -> Json:
    deals = [
        {
            "id": one.row.id,
            "headline": one.row.headline,
            "stage": one.row.stage,
            "hedged": one.row.hedged,
            "new": one.fresh,
            "reports": one.reports,
        }
        for one in found.deals
    ]
    return {
        "since": found.since,
        "deals": deals,
        "reports": found.others,
        "decisions": found.decisions,
    }


@own.post("/overview/seen", tags=["watching"], responses=PROBLEMS)
def note_visit(request: Request) -> Response:
    """Note that you look at what is new now; within the hour it is the same visit."""
    name = desk.visitor(request).name
    with desk.of(request).register.writing() as connection:
        searches.note_visit(connection, name)
        since, _ = searches.last_visit(connection, name)
    return answer(request, {"since": since})


@reading.get("/alerts", tags=["watching"], responses=PROBLEMS)
def my_alerts(request: Request, limit: Limit = 100, offset: Offset = 0) -> Response:
    """Return what you are told, the latest first."""
    name = desk.visitor(request).name
    with desk.of(request).register.reading() as connection:
        found = alerts.of(connection, name, limit + 1, offset=offset)
    return listing(request, "alerts", found, limit, offset)


@own.post("/alerts/seen", tags=["watching"], responses=PROBLEMS)
def seen(request: Request) -> Response:
    """Note that you have seen all alerts."""
    with desk.of(request).register.writing() as connection:
        alerts.mark_seen(connection, desk.visitor(request).name)
    return answer(request, {"unseen": 0})


class NewSearch(BaseModel):
    """A search to save: the query of the register page's address."""

    name: str = Field(min_length=1, max_length=120)
    query: str = Field("", max_length=2000)
    watched: bool = False


@reading.get("/searches", tags=["watching"], responses=PROBLEMS)
def my_searches(request: Request) -> Response:
    """Return your saved searches."""
    with desk.of(request).register.reading() as connection:
        return answer(request, {"searches": searches.of(connection, desk.visitor(request).name)})


@own.post("/searches", tags=["watching"], status_code=201, responses=PROBLEMS)
def save_search(request: Request, wanted: NewSearch) -> Response:
    """Save a search."""
    name = desk.visitor(request).name
    with desk.of(request).register.writing() as connection:
        try:
            number = searches.save(connection, name, wanted.name, wanted.query, wanted.watched)
        except RegisterError as error:
            raise HTTPException(422, str(error)) from None
    return answer(request, {"id": number}, 201)


class ChangeSearch(BaseModel):
    """Whether a saved search is watched."""

    watched: bool


@own.patch("/searches/{number}", tags=["watching"], responses=PROBLEMS)
def change_search(request: Request, number: Number, wanted: ChangeSearch) -> Response:
    """Watch one of your saved searches, or no more."""
    name = desk.visitor(request).name
    with desk.of(request).register.writing() as connection:
        searches.watch(connection, name, number, wanted.watched)
        found = next((one for one in searches.of(connection, name) if one.id == number), None)
    if found is None:
        raise HTTPException(404, "no such search of yours")
    return answer(request, found)


@own.delete("/searches/{number}", tags=["watching"], status_code=204, responses=PROBLEMS)
def forget_search(request: Request, number: Number) -> Response:
    """Forget one of your saved searches."""
    with desk.of(request).register.writing() as connection:
        searches.forget(connection, desk.visitor(request).name, number)
    return Response(status_code=204)


@reading.get("/feeds", tags=["watching"], responses=PROBLEMS)
def followed(request: Request) -> Response:
    """Return the feeds that are followed."""
    with desk.of(request).register.reading() as connection:
        return answer(request, {"feeds": feeds.listed(connection)})


class NewFeed(BaseModel):
    """A feed to follow."""

    url: str = Field(min_length=1, max_length=2000)
    name: str = Field("", max_length=120)
    minutes: int = Field(60, ge=5, le=10_080)


@deciding.post("/feeds", tags=["watching"], status_code=201, responses=PROBLEMS)
def follow(request: Request, wanted: NewFeed) -> Response:
    """Follow a feed."""
    name = desk.visitor(request).name
    with desk.of(request).register.writing() as connection:
        try:
            number = feeds.follow(connection, name, wanted.url, wanted.name, wanted.minutes)
        except RegisterError as error:
            raise HTTPException(422, str(error)) from None
    return answer(request, {"id": number}, 201)


@deciding.delete("/feeds/{number}", tags=["watching"], status_code=204, responses=PROBLEMS)
def leave(request: Request, number: Number) -> Response:
    """Follow a feed no more."""
    with desk.of(request).register.writing() as connection:
        feeds.leave(connection, number)
    return Response(status_code=204)
