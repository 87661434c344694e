"""What is answered when something is refused, missing or wrong: a page for people, JSON else."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from dealtrace.display import wording
from dealtrace.web import access
from dealtrace.web.headers import ALWAYS
from dealtrace.web.templating import page

_TITLES = {
    403: "Not allowed",
    404: "Not found",
    405: "Not possible here",
    409: "Changed meanwhile",
    413: "Too large",
    422: "Not understood",
    429: "Too many attempts",
}


async def refused(request: Request, error: Exception) -> Response:
    """Answer what was refused, or is not there."""
    assert isinstance(error, HTTPException)
    return answer(request, error.status_code, str(error.detail), error.headers)


async def missing(request: Request, error: Exception) -> Response:
    """Answer what the register has no answer to; it says why in one line."""
    return answer(request, 404, wording.clean(str(error)))


async def misunderstood(request: Request, error: Exception) -> Response:
    """Answer what has parts missing or of the wrong kind, naming them."""
    assert isinstance(error, RequestValidationError)
    parts = [f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in error.errors()]
    return answer(request, 422, wording.clean("; ".join(parts[:10])))


async def unknown(request: Request, error: Exception) -> Response:
    """Ask whoever is not known to log in; a program for its token."""
    assert isinstance(error, access.NotKnown)
    if error.api:
        headers = {"WWW-Authenticate": 'Bearer realm="dealtrace"'}
        return JSONResponse({"detail": "a valid token is needed"}, 401, headers)
    target = f"/login?next={quote(request.url.path)}"
    if "hx-request" in request.headers:
        return Response(status_code=401, headers={"HX-Redirect": target})
    return RedirectResponse(target, 303)


async def broken(request: Request, error: Exception) -> Response:
    """Answer what should not happen; whoever runs the desk finds the cause in its log."""
    words = "Something went wrong here. It is noted in the log of whoever runs the desk."
    return answer(request, 500, words, dict(ALWAYS))


def answer(
    request: Request, status: int, words: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Answer with a status and a sentence that says what is wrong."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": words}, status, headers)
    if not hasattr(request.state, "person"):
        request.state.person = None
    title = _TITLES.get(status, "Something went wrong")
    made = page(request, "error.html", status, title=title, problem=words)
    made.headers.update(headers or {})
    return made
