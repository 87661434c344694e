"""What is new since the last visit."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import Response

from dealtrace.register.desk import searches
from dealtrace.web import desk, overviews
from dealtrace.web.access import Need, routes
from dealtrace.web.templating import page

reading = routes(Need.READ)
ROUTERS = (reading,)


@reading.get("/overview")
def overview(request: Request) -> Response:
    """Show what came since the person looked last."""
    found = overviews.gather(request)
    if found.due:
        with desk.of(request).register.writing() as connection:
            searches.note_visit(connection, desk.visitor(request).name)
    return page(request, "overview.html", news=found.news, alerts=found.alerts, counts=found.counts)
