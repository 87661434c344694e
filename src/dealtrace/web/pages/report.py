"""The report page: the text with its claims marked over it and beside it."""

from __future__ import annotations

from fastapi import HTTPException, Request
from sqlalchemy import Connection
from starlette.responses import RedirectResponse, Response

from dealtrace.display import marking, wording
from dealtrace.register import one_deal, report_lists
from dealtrace.register.desk import meanwhile, originals, reviews
from dealtrace.register.desk.reports import ReportFile, report_file
from dealtrace.register.desk.reviews import Review
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
        rows = report_lists.list_reports(
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
        seen = meanwhile.now(connection)
        file = report_file(connection, key)
        told = [one_deal.deal(connection, name) for name in file.row.deals]
        kept = originals.name_of(connection, file.row.key)
        said = _said(connection, file)
    if file.row.key != key:
        return RedirectResponse(f"/reports/{file.row.key}", 302)
    types = [(type_, heading) for type_, heading in wording.GROUPS]
    present = {claim.type for claim in file.claims}
    return page(
        request,
        "report.html",
        file=file,
        seen=seen,
        kept=kept,
        said=said,
        paragraphs=list(marking.paragraphs(file.text, file.claims, file.asides)),
        deals=told,
        types=[(type_, heading) for type_, heading in types if type_ in present],
    )


def _said(connection: Connection, file: ReportFile) -> dict[str, Review]:
    """Return the verdicts that stand on a report's claims, by the claims' numbers."""
    subjects = [f"{file.row.key}#{claim.id}" for claim in file.claims]
    found = reviews.standing(reviews.listed(connection, subjects))
    return {subject.partition("#")[2]: one for subject, one in found.items()}


@reading.get("/reports/{key}/original")
def original(request: Request, key: str) -> Response:
    """Give the file that a report was read from, to download."""
    return original_file(request, key)


def original_file(request: Request, key: str) -> Response:
    """Answer with a report's original file: never to be shown by a browser."""
    with desk.of(request).register.reading() as connection:
        row, _ = report_lists.report(connection, key)
        found = originals.original(connection, row.key)
    if found is None:
        raise HTTPException(404, "The original file was not kept.")
    name = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in found.name)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(found.content, media_type="application/octet-stream", headers=headers)


@reading.get("/reports/{key}/text")
def text_kept(request: Request, key: str) -> Response:
    """Give a report's text as it was kept, as plain text to download."""
    with desk.of(request).register.reading() as connection:
        row, text = report_lists.report(connection, key)
    headers = {"Content-Disposition": f'attachment; filename="{row.key}.txt"'}
    return Response(text, media_type="text/plain; charset=utf-8", headers=headers)
