"""Reports with their claims, search, entities."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import HTTPException, Path, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from dealtrace.claims import wire
from dealtrace.claims.documents import NoReader
from dealtrace.claims.model import Reading
from dealtrace.intake.refusal import Refusal
from dealtrace.intake.report import Report
from dealtrace.register import queries
from dealtrace.register.desk.reports import ReportFile, report_file
from dealtrace.register.entities import list_entities, show_entity
from dealtrace.register.errors import RegisterError
from dealtrace.register.model import Json
from dealtrace.web import desk, documents, flows
from dealtrace.web.access import Need, routes
from dealtrace.web.api.answers import (
    PROBLEMS,
    AsOf,
    Limit,
    Offset,
    State,
    answer,
    code_of,
    day,
    listing,
)

reading = routes(Need.READ, "/api", api=True)
deciding = routes(Need.DECIDE, "/api", api=True)
ROUTERS = (reading, deciding)

Key = Annotated[str, Path(max_length=64, description="a report's key, or the start of it")]
Kind = Literal["state", "person", "body", "company", "medium", "weapon"]


@reading.get("/reports", tags=["reports"], responses=PROBLEMS)
def reports(
    request: Request,
    deal: Annotated[str | None, Query(max_length=80)] = None,
    publisher: Annotated[str | None, Query(max_length=200)] = None,
    since: AsOf = None,
    until: AsOf = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Response:
    """Return reports, the latest published first."""
    with desk.of(request).register.reading() as connection:
        name = queries.deal(connection, deal).id if deal else None
        found = queries.list_reports(
            connection, name, publisher, day(since), day(until), limit=limit + 1, offset=offset
        )
    return listing(request, "reports", found, limit, offset)


@reading.get("/reports/{key}", tags=["reports"], responses=PROBLEMS)
def report(request: Request, key: Key) -> Response:
    """Return a report, its text, and its claims as ``dealtrace read --json`` prints them."""
    with desk.of(request).register.reading() as connection:
        return answer(request, as_json(report_file(connection, key)))


def as_json(file: ReportFile) -> Json:
    """Return a report's file with the keys of the contract, its text and the deals it tells of."""
    row = file.row
    made = Report(
        file.text,
        row.path,
        row.url,
        row.title,
        row.publisher,
        row.published,
        file.language or "und",
        file.dateline,
    )
    told = wire.to_json(Reading(made, claims=file.claims))
    return {
        "report": told["report"],
        "text": file.text,
        "claims": told["claims"],
        "deals": list(row.deals),
        "copy_of": row.copy_of,
        "superseded_by": row.superseded_by,
    }


class NewReport(BaseModel):
    """A report to add: its text, or the address to fetch it from."""

    text: str = Field("", max_length=2_000_000)
    url: str = Field("", max_length=2000)
    title: str = Field("", max_length=300)
    publisher: str = Field("", max_length=200)
    published: str = Field("", max_length=10)


@deciding.post("/reports", tags=["reports"], status_code=201, responses=PROBLEMS)
def add_report(request: Request, wanted: NewReport) -> Response:
    """Read a report and add it; 422 with the reason if it can't be read."""
    here = desk.of(request)
    if wanted.text.strip():
        about = wanted.title, wanted.publisher, wanted.published, wanted.url
        source = documents.pasted(wanted.text, *about)
    else:
        source = documents.fetched(wanted.url)
    try:
        done = here.adder.now(source)
    except (RegisterError, NoReader) as error:
        raise HTTPException(422, str(error)) from None
    if isinstance(done, Refusal):
        raise HTTPException(422, str(done))
    return answer(request, done, 201)


@reading.get("/search", tags=["reports"], responses=PROBLEMS)
def search(
    request: Request,
    q: Annotated[str, Query(min_length=1, max_length=200, description="all words must occur")],
    limit: Limit = 20,
) -> Response:
    """Return reports and claims in which all the words occur, best first.

    In ``snippet`` the hits stand between the characters U+0002 and U+0003.
    """
    with desk.of(request).register.reading() as connection:
        return answer(request, {"hits": queries.search(connection, q, limit)})


@reading.get("/entities", tags=["entities"], responses=PROBLEMS)
def entities(
    request: Request,
    kind: Kind | None = None,
    like: Annotated[str | None, Query(max_length=200)] = None,
    country: State = None,
    limit: Limit = 50,
    as_of: AsOf = None,
) -> Response:
    """Return whom and what the reports name, the most mentioned first."""
    code = code_of(country)
    with desk.of(request).register.reading() as connection:
        return answer(
            request, {"entities": list_entities(connection, kind, like, code, limit, day(as_of))}
        )


@reading.get("/entities/{key}", tags=["entities"], responses=PROBLEMS)
def entity(
    request: Request,
    key: Annotated[str, Path(max_length=80)],
    limit: Limit = 50,
    as_of: AsOf = None,
) -> Response:
    """Return all that is known of an entity: names, offices over time, claims."""
    with desk.of(request).register.reading() as connection:
        found = show_entity(connection, key, day(as_of), limit)
    if found is None:
        raise HTTPException(404, f"{key}: no such entity")
    return answer(request, found)


@reading.get("/flows", tags=["deals"], responses=PROBLEMS)
def flows_(
    request: Request,
    since: AsOf = None,
    until: AsOf = None,
    item_class: Annotated[str | None, Query(alias="class", max_length=40)] = None,
    party: State = None,
    planned: Literal["1"] | None = None,
) -> Response:
    """Return who supplies whom, summed: deals signed or further, with ``planned`` all of them."""
    here = desk.of(request)
    with here.register.reading() as connection:
        picture = flows.gather(connection, here.kept, request.query_params)
    if picture.asked.problems:
        raise HTTPException(422, "; ".join(picture.asked.problems.values()))
    return answer(request, {"flows": picture.lines, "more": picture.more})
