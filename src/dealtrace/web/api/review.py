"""The review queue, for programs."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import HTTPException, Path, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from dealtrace.analysis.values import to_json
from dealtrace.claims import wire
from dealtrace.register.desk import meanwhile, reviews
from dealtrace.register.desk.doubts import worst
from dealtrace.register.desk.labels import labelled, packed
from dealtrace.register.desk.meanwhile import Overruled
from dealtrace.register.errors import RegisterError
from dealtrace.web import desk, reviewing
from dealtrace.web.access import Need, routes
from dealtrace.web.api.answers import PROBLEMS, Limit, Offset, answer, listing, tagged

reading = routes(Need.READ, "/api", api=True)
deciding = routes(Need.DECIDE, "/api", api=True)
ROUTERS = (reading, deciding)

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@reading.get("/review", tags=["review"], responses=PROBLEMS)
def queue(
    request: Request, limit: Limit = 20, offset: Annotated[int, Query(ge=0, le=1000)] = 0
) -> Response:
    """Return what the program is least sure of, worst first; what is judged leaves the list.

    The subject of a claim is ``report#claim``, of a report joined to a deal ``+telling``, of two
    deals kept apart ``deal~deal``. Give ``seen`` along with a verdict, and it is refused if
    somebody else judged the subject since.
    """
    here = desk.of(request)
    here.sifter.soon()
    with here.register.reading() as connection:
        seen = str(meanwhile.now(connection))
        found = worst(connection, limit + 1, offset)
    return listing(request, "doubts", found, limit, offset, {"seen": seen})


class Judge(BaseModel):
    """A verdict; what is besides ``subject``, ``verdict`` and ``reason`` is for a correction.

    A field left empty stays as it stands; ``none`` says that the claim has none. The deals that
    rest on the claim follow, and whatever else is made of claims; ``what`` is for labels only.
    """

    subject: str = Field(min_length=1, max_length=160)
    verdict: Literal["accept", "reject", "correct", "split", "merge"]
    type: str = Field("", max_length=16)
    modality: str = Field("", max_length=16)
    who: str = Field("", max_length=500, description="several with ;")
    to_whom: str = Field("", max_length=500)
    says: str = Field("", max_length=500)
    what: str = Field("", max_length=500)
    reason: str = Field("", max_length=500)
    sum: str = Field("", max_length=100, description="as in 'EUR 38,000,000'")
    stage: str = Field("", max_length=16)
    arms: str = Field("", max_length=500, description="as in 'T-90=40; helicopters'")
    supplier: str = Field("", max_length=200, description="states, as in 'RUS,BLR'")
    recipient: str = Field("", max_length=200)
    credit: str = Field("", max_length=16, description="how it is paid, as in 'loan'")
    interest: str = Field("", max_length=20, description="percent a year")
    years: str = Field("", max_length=20, description="until all is paid back")
    grace: str = Field("", max_length=20, description="years before the first repayment")
    seen: str = Field("", max_length=30, description="what the queue said you have seen")


@deciding.post("/review", tags=["review"], status_code=201, responses=PROBLEMS)
def judge(request: Request, wanted: Judge) -> Response:
    """Take a verdict, with the decision that follows from it; 409 with what others said since
    what you have ``seen``."""
    given = reviewing.Verdict(**wanted.model_dump())
    try:
        made = reviewing.judge(desk.of(request).register, given, desk.visitor(request).name)
    except Overruled as error:
        body: dict[str, Any] = {"detail": str(error), "later": to_json(error.later)}
        return JSONResponse(body, 409)
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
    return tagged(request, "".join(lines).encode(), "application/jsonl")


@reading.get("/review/labels.zip", tags=["review"], responses=PROBLEMS)
def labels_packed(request: Request) -> Response:
    """Return the same as a folder of a corpus, zipped: ``gold-desk.jsonl`` and ``texts/``."""
    with desk.of(request).register.reading() as connection:
        return Response(packed(connection), media_type="application/zip")


@reading.get("/review/verdicts", tags=["review"], responses=PROBLEMS)
def verdicts(request: Request, limit: Limit = 50, offset: Offset = 0) -> Response:
    """Return who said what of which subject and when, the latest first.

    ``stands`` says whether a verdict is neither undone nor overruled by a later one.
    """
    with desk.of(request).register.reading() as connection:
        found = reviews.latest(connection, limit + 1, offset)
        said = reviews.listed(connection, [one.subject for one in found])
    stands = {one.id for one in reviews.standing(said).values()}
    shown = [{**to_json(one), "stands": one.id in stands} for one in found]
    return listing(request, "verdicts", shown, limit, offset)
