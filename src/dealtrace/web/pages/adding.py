"""The page for adding: paste, upload, give addresses; what came of each."""

from __future__ import annotations

from fastapi import HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.responses import RedirectResponse, Response

from dealtrace.intake.fetch import Fetcher
from dealtrace.intake.refusal import Limits
from dealtrace.web import desk, documents
from dealtrace.web.access import Need, routes
from dealtrace.web.adding import Source
from dealtrace.web.templating import is_partial, page

deciding = routes(Need.DECIDE)
ROUTERS = (deciding,)

_ADDRESSES = 50


@deciding.get("/add")
def form(request: Request) -> Response:
    """Show the forms, and what was added of late."""
    here = desk.of(request)
    return page(request, "add.html", recent=here.adder.recent(desk.visitor(request).name)[:5])


@deciding.post("/add")
async def add(request: Request) -> Response:
    """Take what was given, and lead to its progress."""
    form = await request.form()
    given = await _given(form, desk.of(request).settings.fetcher)
    if not given:
        recent = desk.of(request).adder.recent(desk.visitor(request).name)[:5]
        problem = "Nothing was given: paste a text, choose files, or give an address."
        return await run_in_threadpool(
            page, request, "add.html", 422, recent=recent, problem=problem
        )
    batch = desk.of(request).adder.take(desk.visitor(request).name, given)
    return RedirectResponse(f"/add/{batch.id}", 303)


async def _given(form: FormData, fetcher: Fetcher) -> list[tuple[str, Source]]:
    words = {name: value for name, value in form.items() if isinstance(value, str)}
    found: list[tuple[str, Source]] = []
    if words.get("text", "").strip():
        parts = [words.get(name, "") for name in ("text", "title", "publisher", "published", "url")]
        found.append((words.get("title", "").strip() or "Pasted text", documents.pasted(*parts)))
    for file in form.getlist("files"):
        if isinstance(file, UploadFile) and (file.filename or file.size):
            name = documents.safe_name(file.filename or "")
            data = await file.read(Limits().bytes + 1)  # one too many is refused when opened
            found.append((name, documents.uploaded(name, data)))
    for url in words.get("addresses", "").split()[:_ADDRESSES]:
        found.append((url, documents.fetched(url, fetcher)))
    return found


@deciding.get("/add/{number}")
def progress(request: Request, number: int) -> Response:
    """Show how far a batch has come."""
    batch = desk.of(request).adder.batch(number)
    if batch is None or batch.person != desk.visitor(request).name:
        raise HTTPException(404, "This is no longer known; what was added is in the register.")
    template = "add_items.html" if is_partial(request) else "add_progress.html"
    return page(request, template, batch=batch)
