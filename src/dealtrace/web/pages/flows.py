"""The network of states and the map of flows."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import JSONResponse, Response

from dealtrace.display.asking import item_classes
from dealtrace.web import asking, desk, flows
from dealtrace.web.access import Need, routes
from dealtrace.web.flows import Picture
from dealtrace.web.templating import page

reading = routes(Need.READ)
ROUTERS = (reading,)


def _picture(request: Request) -> Picture:
    here = desk.of(request)
    with here.register.reading() as connection:
        return flows.gather(connection, here.kept, request.query_params)


@reading.get("/network")
def network(request: Request) -> Response:
    """Show who supplies whom as a network."""
    picture = _picture(request)
    data = asking.url("/network.json", **picture.asked.given)
    return page(request, "network.html", picture=picture, classes=item_classes(), data=data)


@reading.get("/network.json")
def network_data(request: Request) -> Response:
    """Give the network's nodes and edges."""
    picture = _picture(request)
    return JSONResponse(flows.network(picture.lines, picture.companies))


@reading.get("/map")
def world(request: Request) -> Response:
    """Show who supplies whom on a map."""
    picture = _picture(request)
    return page(
        request,
        "map.html",
        picture=picture,
        classes=item_classes(),
        arcs=flows.arcs(picture.lines),
        points=flows.points(picture.lines),
    )
