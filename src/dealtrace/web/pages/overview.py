"""What is new since the last visit."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import Response

from dealtrace.register.desk import alerts, searches
from dealtrace.register.desk.news import counts, news
from dealtrace.web import desk
from dealtrace.web.access import Need, routes
from dealtrace.web.templating import page

reading = routes(Need.READ)
ROUTERS = (reading,)


@reading.get("/overview")
def overview(request: Request) -> Response:
    """Show what came since the person looked last."""
    here, person = desk.of(request), desk.visitor(request)
    register = here.register
    with register.reading() as connection:
        since, due = searches.last_visit(connection, person.name)
        found = news(connection, since)
        told = alerts.of(connection, person.name, 10, unseen=True)
        held = here.kept.get(connection, "counts", lambda: counts(connection))
    if due:
        with register.writing() as connection:
            searches.note_visit(connection, person.name)
    return page(request, "overview.html", news=found, alerts=told, counts=held)
