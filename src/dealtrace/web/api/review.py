"""The review queue and feeds, for programs."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import HTTPException, Path, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from dealtrace.claims import wire
from dealtrace.register.desk import feeds
from dealtrace.register.desk.doubts import worst
from dealtrace.register.desk.labels import labelled
from dealtrace.register.errors import RegisterError
from dealtrace.web import desk, reviewing
from dealtrace.web.access import Need, routes
from dealtrace.web.api.answers import PROBLEMS, Limit, answer

reading = routes(Need.READ, "/api", api=True)
deciding = routes(Need.DECIDE, "/api", api=True)
ROUTERS = (reading, deciding)

Number = Annotated[int, Path(ge=1, le=2**31)]


@reading.get("/review", tags=["review"], responses=PROBLEMS)
def queue(request: Request, limit: Limit = 20) -> Response:
    """Return what the program is least sure of, worst first.

    The subject of a claim is ``report#claim``, of a report joined to a deal ``+telling``, of two
    deals kept apart ``deal~deal``.
    """
    here = desk.of(request)
    here.sifter.soon()
    with here.register.reading() as connection:
        return answer(request, {"doubts": worst(connection, limit)})


class Judge(BaseModel):
    """A verdict; what is besides ``subject``, ``verdict`` and ``reason`` is for a correction."""

    subject: str = Field(min_length=1, max_length=160)
    verdict: Literal["accept", "reject", "correct", "split", "merge"]
    type: str = Field("", max_length=16)
    modality: str = Field("", max_length=16)
    who: str = Field("", max_length=500, description="several with ;")
    to_whom: str = Field("", max_length=500)
    says: str = Field("", max_length=500)
    what: str = Field("", max_length=500)
    reason: str = Field("", max_length=500)


@deciding.post("/review", tags=["review"], status_code=201, responses=PROBLEMS)
def judge(request: Request, wanted: Judge) -> Response:
    """Take a verdict, with the decision that follows from it."""
    given = reviewing.Verdict(**wanted.model_dump())
    try:
        made = reviewing.judge(desk.of(request).register, given, desk.visitor(request).name)
    except RegisterError as error:
        raise HTTPException(422, str(error)) from None
    return answer(request, made, 201)


@deciding.delete("/review/{number}", tags=["review"], responses=PROBLEMS)
def undo(request: Request, number: Number) -> Response:
    """Take a verdict back, with the decision that came of it."""
    try:
        made = reviewing.undo(desk.of(request).register, number, desk.visitor(request).name)
    except RegisterError as error:
        raise HTTPException(422, str(error)) from None
    return answer(request, made)


@reading.get("/review/labels", tags=["review"], responses=PROBLEMS)
def labels(request: Request) -> Response:
    """Return what people confirmed and corrected as labelled examples, JSON Lines."""
    with desk.of(request).register.reading() as connection:
        lines = [wire.dump(one) + "\n" for one in labelled(connection)]
    return Response("".join(lines), media_type="application/jsonl")


@reading.get("/feeds", tags=["watching"], responses=PROBLEMS)
def listed(request: Request) -> Response:
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
