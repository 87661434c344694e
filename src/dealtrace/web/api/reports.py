"""Reports with their claims, search, entities."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import HTTPException, Path, Query, Request
from starlette.responses import Response

from dealtrace.analysis.values import to_json
from dealtrace.claims import wire
from dealtrace.claims.model import Reading
from dealtrace.intake.report import Report
from dealtrace.register import one_deal, report_lists, searching
from dealtrace.register.desk.reports import ReportFile, report_file
from dealtrace.register.entities import list_entities, show_entity
from dealtrace.register.model import Json
from dealtrace.web import asking, desk, flows
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
from dealtrace.web.pages.report import original_file

reading = routes(Need.READ, "/api", api=True)
ROUTERS = (reading,)

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
        name = one_deal.deal(connection, deal).id if deal else None
        found = report_lists.list_reports(
            connection, name, publisher, day(since), day(until), limit=limit + 1, offset=offset
        )
    return listing(request, "reports", found, limit, offset)


@reading.get("/reports/{key}", tags=["reports"], responses=PROBLEMS)
def report(request: Request, key: Key) -> Response:
    """Return a report, its text, and its claims as ``dealtrace read --json`` prints them.

    Claims are as people corrected them; ``judged`` says which these are, and which were rejected.
    """
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
        "judged": [
            {"claim": number, "rejected": one.rejected, "by": one.by}
            for number, one in file.judged.items()
        ],
        "deals": list(row.deals),
        "copy_of": row.copy_of,
        "superseded_by": row.superseded_by,
    }


@reading.get("/reports/{key}/original", tags=["reports"], responses=PROBLEMS)
def original(request: Request, key: Key) -> Response:
    """Return the file that a report was read from, byte by byte; 404 where it was not kept."""
    return original_file(request, key)


@reading.get("/search", tags=["reports"], responses=PROBLEMS)
def search(
    request: Request,
    q: Annotated[str, Query(min_length=1, max_length=200, description="all words must occur")],
    limit: Limit = 20,
    offset: Annotated[int, Query(ge=0, le=1000)] = 0,
) -> Response:
    """Return reports and claims in which all the words occur: of both the best ``limit`` after the
    first ``offset``, of the latest thousand that have them.

    In ``snippet`` the hits stand between the characters U+0002 and U+0003.
    """
    with desk.of(request).register.reading() as connection:
        found = searching.search(connection, q, limit, offset)
        more = searching.search(connection, q, 1, offset + limit)
    query = {**request.query_params, "limit": str(limit), "offset": str(offset + limit)}
    following = asking.url(request.url.path, **query) if more else None
    return answer(request, {"hits": found, "next": following})


@reading.get("/entities", tags=["entities"], responses=PROBLEMS)
def entities(
    request: Request,
    kind: Kind | None = None,
    like: Annotated[str | None, Query(max_length=200)] = None,
    country: State = None,
    limit: Limit = 50,
    offset: Offset = 0,
    as_of: AsOf = None,
) -> Response:
    """Return whom and what the reports name, the most mentioned first."""
    code = code_of(country)
    with desk.of(request).register.reading() as connection:
        found = list_entities(connection, kind, like, code, limit + 1, day(as_of), offset)
    return listing(request, "entities", found, limit, offset)


@reading.get("/entities/{key}", tags=["entities"], responses=PROBLEMS)
def entity(
    request: Request,
    key: Annotated[str, Path(max_length=80)],
    limit: Limit = 50,
    offset: Offset = 0,
    as_of: AsOf = None,
) -> Response:
    """Return all that is known of an entity: names, offices over time, claims, the latest first.

    Pages (``limit``, ``offset``, ``next``) are pages of its claims.
    """
    with desk.of(request).register.reading() as connection:
        found = show_entity(connection, key, day(as_of), limit + 1, offset)
    if found is None:
        raise HTTPException(404, f"{key}: no such entity")
    return listing(request, "claims", found.claims, limit, offset, to_json(found))


@reading.get("/flows", tags=["deals"], responses=PROBLEMS)
def flows_(
    request: Request,
    since: AsOf = None,
    until: AsOf = None,
    item_class: Annotated[str | None, Query(alias="class", max_length=40)] = None,
    party: State = None,
    planned: Literal["1"] | None = None,
    by: Literal["deals", "usd"] = "deals",
    companies: Literal["1"] | None = None,
) -> Response:
    """Return who supplies whom, summed: deals signed or further, with ``planned`` all of them.

    The weightiest come first, by deals or by US dollars; with ``companies`` also who makes what is
    supplied."""
    here = desk.of(request)
    with here.register.reading() as connection:
        picture = flows.gather(connection, here.kept, request.query_params)
    if picture.asked.problems:
        raise HTTPException(422, "; ".join(picture.asked.problems.values()))
    found = {
        "flows": picture.lines,
        "more": picture.more,
        "companies": picture.companies,
        "counted_at": picture.counted_at,
    }
    return answer(request, found)
