"""The report page: the text with its claims marked over it and beside it."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import RedirectResponse, Response

from dealtrace.display import marking, wording
from dealtrace.register import queries
from dealtrace.register.desk.reports import report_file
from dealtrace.web import asking, desk
from dealtrace.web.access import Need, routes
from dealtrace.web.templating import page

reading = routes(Need.READ)
ROUTERS = (reading,)

_PAGE = 50


@reading.get("/reports")
def reports(request: Request) -> Response:
    """List the reports, the latest first."""
    query = request.query_params
    asked = asking.read(query)
    publisher = query.get("publisher", "").strip()[:200]
    with desk.of(request).register.reading() as connection:
        rows = queries.list_reports(
            connection,
            None,
            publisher or None,
            asked.wanted.since,
            asked.wanted.until,
            limit=_PAGE + 1,
            offset=(asked.page - 1) * _PAGE,
        )
    return page(
        request,
        "reports.html",
        asked=asked,
        publisher=publisher,
        reports=rows[:_PAGE],
        more=len(rows) > _PAGE,
    )


@reading.get("/reports/{key}")
def report(request: Request, key: str) -> Response:
    """Show a report; the start of a key leads to the whole one."""
    with desk.of(request).register.reading() as connection:
        file = report_file(connection, key)
        told = [queries.deal(connection, name) for name in file.row.deals]
    if file.row.key != key:
        return RedirectResponse(f"/reports/{file.row.key}", 302)
    types = [(type_, heading) for type_, heading in wording.GROUPS]
    present = {claim.type for claim in file.claims}
    return page(
        request,
        "report.html",
        file=file,
        paragraphs=list(marking.paragraphs(file.text, file.claims, file.asides)),
        deals=told,
        types=[(type_, heading) for type_, heading in types if type_ in present],
    )


@reading.get("/reports/{key}/text")
def original(request: Request, key: str) -> Response:
    """Give a report's text as it was kept, as plain text to download."""
    with desk.of(request).register.reading() as connection:
        row, text = queries.report(connection, key)
    headers = {"Content-Disposition": f'attachment; filename="{row.key}.txt"'}
    return Response(text, media_type="text/plain; charset=utf-8", headers=headers)
