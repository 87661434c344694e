"""What somebody follows: alerts, saved searches, feeds."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qsl, urlencode

from fastapi import Form, Request
from starlette.responses import RedirectResponse, Response

from dealtrace.register.desk import alerts, feeds, searches
from dealtrace.register.errors import RegisterError
from dealtrace.web import asking, desk
from dealtrace.web.access import Need, routes
from dealtrace.web.templating import page

reading = routes(Need.READ)
own = routes(Need.OWN)
deciding = routes(Need.DECIDE)
ROUTERS = (reading, own, deciding)

Text = Annotated[str, Form(max_length=2000)]


@reading.get("/watching")
def watching(request: Request) -> Response:
    """Show alerts, saved searches and feeds."""
    return _page(request)


def _page(request: Request, problem: str | None = None, status: int = 200) -> Response:
    name = desk.visitor(request).name
    with desk.of(request).register.reading() as connection:
        return page(
            request,
            "watching.html",
            status,
            alerts=alerts.of(connection, name, 50),
            searches=searches.of(connection, name),
            feeds=feeds.listed(connection),
            problem=problem,
        )


@own.post("/watching/seen")
def seen(request: Request) -> Response:
    """Note that all alerts were seen."""
    with desk.of(request).register.writing() as connection:
        alerts.mark_seen(connection, desk.visitor(request).name)
    return RedirectResponse("/watching", 303)


@own.post("/searches")
def save(request: Request, name: Text, query: Text = "", watched: Text = "") -> Response:
    """Save a search of the register page, as its address has it."""
    asked = asking.read(dict(_pairs(query)))
    plain = urlencode({k: v for k, v in asked.given.items() if k != "page"})
    with desk.of(request).register.writing() as connection:
        try:
            searches.save(connection, desk.visitor(request).name, name, plain, bool(watched))
        except RegisterError as error:
            return _page(request, str(error), 422)
    return RedirectResponse("/watching", 303)


def _pairs(query: str) -> list[tuple[str, str]]:
    return parse_qsl(query.lstrip("?"))


@own.post("/searches/{number}")
def change(request: Request, number: int, act: Text) -> Response:
    """Watch a saved search, or no more; or forget it."""
    name = desk.visitor(request).name
    with desk.of(request).register.writing() as connection:
        if act == "forget":
            searches.forget(connection, name, number)
        else:
            searches.watch(connection, name, number, act == "watch")
    return RedirectResponse("/watching", 303)


@deciding.post("/feeds")
def follow(
    request: Request, url: Text, name: Text = "", minutes: Annotated[int, Form()] = 60
) -> Response:
    """Follow a feed."""
    with desk.of(request).register.writing() as connection:
        try:
            feeds.follow(connection, desk.visitor(request).name, url.strip(), name, minutes)
        except RegisterError as error:
            return _page(request, str(error), 422)
    return RedirectResponse("/watching", 303)


@deciding.post("/feeds/{number}")
def leave(request: Request, number: int) -> Response:
    """Follow a feed no more."""
    with desk.of(request).register.writing() as connection:
        feeds.leave(connection, number)
    return RedirectResponse("/watching", 303)
