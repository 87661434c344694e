"""Adding reports: one at once, or several whose progress can be asked for."""

from __future__ import annotations

from typing import Annotated

from fastapi import HTTPException, Path, Request
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import Response

from dealtrace.claims.documents import NoReader
from dealtrace.intake.refusal import Limits, Refusal
from dealtrace.register.desk import jobs
from dealtrace.register.desk.jobs import Given
from dealtrace.register.errors import RegisterError
from dealtrace.web import desk, documents
from dealtrace.web.access import Need, routes
from dealtrace.web.api.answers import PROBLEMS, Limit, Offset, answer, listing

deciding = routes(Need.DECIDE, "/api", api=True)
ROUTERS = (deciding,)

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
_AT_ONCE = 100  # documents of a batch
_FILES = {
    "schema": {
        "type": "object",
        "required": ["files"],
        "properties": {
            "files": {
                "type": "array",
                "items": {"type": "string", "format": "binary"},
                "minItems": 1,
                "maxItems": _AT_ONCE,
            }
        },
    }
}


class NewReport(BaseModel):
    """A report to add: its text, or the address to fetch it from."""

    text: str = Field("", max_length=2_000_000)
    url: str = Field("", max_length=2000)
    title: str = Field("", max_length=300)
    publisher: str = Field("", max_length=200)
    published: str = Field("", max_length=10)

    def given(self) -> Given:
        """Return it as the desk takes it."""
        if self.text.strip():
            about = self.title, self.publisher, self.published, self.url
            return documents.pasted(self.text, *about)
        return documents.fetched(self.url)


class NewBatch(BaseModel):
    """Reports to add one after another."""

    reports: list[NewReport] = Field(min_length=1, max_length=_AT_ONCE)


@deciding.post("/reports", tags=["reports"], status_code=201, responses=PROBLEMS)
def add_report(request: Request, wanted: NewReport) -> Response:
    """Read a report and add it; 422 with the reason if it can't be read."""
    try:
        done = desk.of(request).adder.now(wanted.given())
    except (RegisterError, NoReader) as error:
        raise HTTPException(422, str(error)) from None
    if isinstance(done, Refusal):
        raise HTTPException(422, str(done))
    return answer(request, done, 201)


@deciding.post("/batches", tags=["reports"], status_code=202, responses=PROBLEMS)
def add_batch(request: Request, wanted: NewBatch) -> Response:
    """Begin to add several reports; answers at once with the batch, whose progress can be asked."""
    return _taken(request, [one.given() for one in wanted.reports])


@deciding.post(
    "/batches/files",
    tags=["reports"],
    status_code=202,
    responses=PROBLEMS,
    openapi_extra={"requestBody": {"required": True, "content": {"multipart/form-data": _FILES}}},
)
async def add_files(request: Request) -> Response:
    """Begin to add files; answers at once with the batch, whose progress can be asked."""
    # Not an argument: the framework would take the files in before it asks who sends them.
    async with request.form(max_files=_AT_ONCE, max_fields=0) as form:
        files = [one for one in form.getlist("files") if isinstance(one, UploadFile)]
        most = Limits().bytes + 1  # one too many is refused when opened
        given = [documents.uploaded(one.filename or "", await one.read(most)) for one in files]
    if not given:
        raise HTTPException(422, "files: none were sent")
    return await run_in_threadpool(_taken, request, given)


def _taken(request: Request, given: list[Given]) -> Response:
    here = desk.of(request)
    number = here.adder.take(desk.visitor(request).name, given)
    with here.register.reading() as connection:
        return answer(request, jobs.batch(connection, number), 202)


@deciding.get("/batches", tags=["reports"], responses=PROBLEMS)
def batches(request: Request, limit: Limit = 20, offset: Offset = 0) -> Response:
    """Return what you gave to be added, the latest first; it is kept for 30 days."""
    person = desk.visitor(request).name
    with desk.of(request).register.reading() as connection:
        found = jobs.recent(connection, person, limit + 1, offset)
    return listing(request, "batches", found, limit, offset)


@deciding.get("/batches/{number}", tags=["reports"], responses=PROBLEMS)
def batch(request: Request, number: Number) -> Response:
    """Return how far a batch of yours has come: of each document what came of it, or why not."""
    with desk.of(request).register.reading() as connection:
        found = jobs.batch(connection, number)
    if found is None or found.person != desk.visitor(request).name:
        raise HTTPException(404, "no such batch of yours")
    return answer(request, found)
