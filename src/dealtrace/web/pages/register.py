"""The register page: deals as a table, filtered, sorted, searched, downloaded."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import Request
from sqlalchemy import Connection
from starlette.responses import RedirectResponse, Response, StreamingResponse

from dealtrace.claims import wire
from dealtrace.display import tables
from dealtrace.display.asking import deal_kinds, item_classes, stages
from dealtrace.register import deal_lists
from dealtrace.register.deal_lists import DealRow
from dealtrace.register.searching import Found
from dealtrace.web import asking, desk
from dealtrace.web.access import Need, routes
from dealtrace.web.asking import Asked
from dealtrace.web.finding import searched
from dealtrace.web.keeping import Kept
from dealtrace.web.templating import is_partial, page

reading = routes(Need.READ)
ROUTERS = (reading,)

_BATCH = 500  # deals fetched at once for a download


@dataclass(frozen=True)
class Listing:
    """Deals of one page, the words found for each, and hits in reports that tell of none."""

    deals: tuple[DealRow, ...]
    hits: dict[str, Found]
    others: tuple[Found, ...]
    more: bool


@reading.get("/")
def start() -> Response:
    """Lead to the first page."""
    return RedirectResponse("/overview", 302)


@reading.get("/deals")
def deals(request: Request) -> Response:
    """Show the deals that the address asks for."""
    asked = asking.read(request.query_params)
    with desk.of(request).register.reading(asked.as_of) as connection:
        found = listed(connection, asked, desk.of(request).kept)
    template = "register_results.html" if is_partial(request) else "register.html"
    return page(
        request,
        template,
        asked=asked,
        listing=found,
        classes=item_classes(),
        stages=stages(),
        kinds=deal_kinds(),
        sorts=asking.SORTS,
        confidence_options=[(key, told) for key, (told, _) in asking.CONFIDENCE.items()],
    )


def listed(connection: Connection, asked: Asked, kept: Kept) -> Listing:
    """Return one page of what is asked for."""
    wanted, hits, others = searched(connection, asked, kept)
    first = (asked.page - 1) * asking.PAGE
    found = deal_lists.deals(
        connection, wanted, asked.sort, asking.PAGE + 1, first, asked.as_of, whole=False
    )
    shown = found[: asking.PAGE]
    if hits and "sort" not in asked.given:
        place = {name: n for n, name in enumerate(hits)}
        shown.sort(key=lambda row: place.get(row.id, len(place)))
    return Listing(tuple(shown), hits, others, len(found) > asking.PAGE)


@reading.get("/deals.csv")
def as_csv(request: Request) -> Response:
    """Download all deals that the address asks for, as a table for spreadsheets."""

    def lines() -> Iterator[str]:
        stream = io.StringIO()
        tables.write_csv(stream, tables.DEALS, [])
        for batch in _batches(request):
            tables.write_csv_rows(stream, map(tables.deal, batch))
            yield stream.getvalue()
            stream.seek(0)
            stream.truncate()
        yield stream.getvalue()

    return _download(lines(), "text/csv; charset=utf-8", "deals.csv")


@reading.get("/deals.json")
def as_json(request: Request) -> Response:
    """Download all deals that the address asks for, as a JSON array of dossiers."""

    def lines() -> Iterator[str]:
        before = "["
        for batch in _batches(request):
            for row in batch:
                yield f"{before}\n{wire.dump(row.dossier)}"
                before = ","
        yield "\n]\n" if before == "," else "[]\n"

    return _download(lines(), "application/json", "deals.json")


def _batches(request: Request) -> Iterator[list[DealRow]]:
    asked = asking.read(request.query_params)
    with desk.of(request).register.reading(asked.as_of) as connection:
        wanted = searched(connection, asked)[0]
        first = 0
        while rows := deal_lists.deals(connection, wanted, asked.sort, _BATCH, first, asked.as_of):
            yield rows
            first += len(rows)


def _download(lines: Iterator[str], kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse((line for line in lines if line), media_type=kind, headers=headers)
