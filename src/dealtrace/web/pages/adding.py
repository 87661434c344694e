"""The page for adding: paste, upload, give addresses; what came of each."""

from __future__ import annotations

from fastapi import HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.responses import RedirectResponse, Response

from dealtrace.intake.refusal import Limits
from dealtrace.register.desk import jobs
from dealtrace.register.desk.jobs import Batch, Given
from dealtrace.web import desk, documents
from dealtrace.web.access import Need, routes
from dealtrace.web.templating import is_partial, page

deciding = routes(Need.DECIDE)
ROUTERS = (deciding,)

_ADDRESSES = 50


@deciding.get("/add")
def form(request: Request) -> Response:
    """Show the forms, and what was added of late."""
    return page(request, "add.html", recent=_recent(request))


def _recent(request: Request) -> list[Batch]:
    with desk.of(request).register.reading() as connection:
        return jobs.recent(connection, desk.visitor(request).name)


@deciding.post("/add")
async def add(request: Request) -> Response:
    """Take what was given, and lead to its progress."""
    given = await _given(await request.form())
    return await run_in_threadpool(_taken, request, given)


def _taken(request: Request, given: list[Given]) -> Response:
    if not given:
        problem = "Nothing was given: paste a text, choose files, or give an address."
        return page(request, "add.html", 422, recent=_recent(request), problem=problem)
    number = desk.of(request).adder.take(desk.visitor(request).name, given)
    return RedirectResponse(f"/add/{number}", 303)


async def _given(form: FormData) -> list[Given]:
    words = {name: value for name, value in form.items() if isinstance(value, str)}
    found: list[Given] = []
    if words.get("text", "").strip():
        parts = [words.get(name, "") for name in ("text", "title", "publisher", "published", "url")]
        found.append(documents.pasted(*parts))
    for file in form.getlist("files"):
        if isinstance(file, UploadFile) and (file.filename or file.size):
            data = await file.read(Limits().bytes + 1)  # one too many is refused when opened
            found.append(documents.uploaded(file.filename or "", data))
    found += [documents.fetched(url) for url in words.get("addresses", "").split()[:_ADDRESSES]]
    return found


@deciding.get("/add/{number}")
def progress(request: Request, number: int) -> Response:
    """Show how far a batch has come."""
    with desk.of(request).register.reading() as connection:
        batch = jobs.batch(connection, number)
    if batch is None or batch.person != desk.visitor(request).name:
        raise HTTPException(404, "This is no longer known; what was added is in the register.")
    template = "add_items.html" if is_partial(request) else "add_progress.html"
    return page(request, template, batch=batch)
