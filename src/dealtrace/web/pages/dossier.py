"""The dossier page: one deal as all reports have it, now or as of a day, and its chart's data."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from fastapi import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from dealtrace.register.decisions import FIELDS
from dealtrace.web import asking, charts, desk, dossiers
from dealtrace.web.access import Need, routes
from dealtrace.web.templating import page

reading = routes(Need.READ)
ROUTERS = (reading,)


@reading.get("/deals/{name}.json")
def as_json(request: Request, name: str) -> Any:
    """Give a dossier as JSON, as ``dealtrace show --json`` prints it."""
    as_of = asking.day(request.query_params.get("as_of"))
    with desk.of(request).register.reading(as_of) as connection:
        file = dossiers.gather(connection, name, as_of)
    return JSONResponse(file.body)


@reading.get("/deals/{name}")
def dossier(request: Request, name: str) -> Response:
    """Show a deal; any of its names leads to the one it has now."""
    as_of = asking.day(request.query_params.get("as_of"))
    with desk.of(request).register.reading(as_of) as connection:
        file = dossiers.gather(connection, name, as_of)
    if file.row.id != name:
        return RedirectResponse(asking.url(f"/deals/{quote(file.row.id)}", as_of=as_of), 302)
    return page(request, "dossier.html", file=file, row=file.row, settable=FIELDS)


@reading.get("/deals/{name}/timeline.json")
def timeline(request: Request, name: str) -> Any:
    """Give the timeline chart of a deal as a Vega-Lite specification."""
    as_of = asking.day(request.query_params.get("as_of"))
    with desk.of(request).register.reading(as_of) as connection:
        file = dossiers.gather(connection, name, as_of)
    return JSONResponse(charts.timeline(file))
