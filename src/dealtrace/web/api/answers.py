"""Answers to programs: stable JSON, an ETag over it, pages of lists."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import HTTPException, Query, Request
from starlette.responses import Response

from dealtrace.analysis.values import to_json
from dealtrace.claims import wire
from dealtrace.display.asking import Unclear, last_day, state
from dealtrace.web import asking

MOST = 200
"""Objects on one page of a list."""

Limit = Annotated[int, Query(ge=1, le=MOST, description="objects on a page")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="objects to pass over")]
AsOf = Annotated[
    str | None, Query(max_length=10, description="what was known on that day, month or year")
]
State = Annotated[str | None, Query(max_length=80, description="a state, as in CUB or Cuba")]

PROBLEMS: dict[int | str, dict[str, Any]] = {
    401: {"description": "no valid token"},
    403: {"description": "the role does not allow it"},
    404: {"description": "not there"},
    422: {"description": "can't be understood; `detail` says why"},
}


def answer(request: Request, data: Any, status: int = 200) -> Response:
    """Answer with JSON; with 304 where whoever asks has the same already."""
    return tagged(request, (wire.dump(to_json(data)) + "\n").encode(), "application/json", status)


def tagged(request: Request, body: bytes, kind: str, status: int = 200) -> Response:
    """Answer with a body under its ETag; with 304 where whoever asks has the same already."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    known = [one.strip().removeprefix("W/") for one in _known(request)]
    if request.method == "GET" and status == 200 and (tag in known or "*" in known):
        return Response(status_code=304, headers=headers)
    return Response(body, status, headers, kind)


def _known(request: Request) -> list[str]:
    return request.headers.get("if-none-match", "").split(",")


def listing(
    request: Request,
    name: str,
    found: Sequence[Any],
    limit: int,
    offset: int,
    besides: Mapping[str, Any] | None = None,
) -> Response:
    """Answer with a page of a list, where the next is, and what else there is to say; ``found`` may
    have one too many."""
    more = len(found) > limit
    query = {**request.query_params, "limit": str(limit), "offset": str(offset + limit)}
    following = asking.url(request.url.path, **query) if more else None
    told = {**(besides or {}), name: list(found[:limit]), "next": following}
    return answer(request, told)


def day(text: str | None) -> dt.date | None:
    """Return the day asked for. Raises 422 where it is none."""
    try:
        return last_day(text) if text else None
    except Unclear as problem:
        raise HTTPException(422, str(problem)) from None


def code_of(text: str | None) -> str | None:
    """Return the code of the state asked for. Raises 422 where there is none."""
    try:
        return state(text) if text else None
    except Unclear as problem:
        raise HTTPException(422, str(problem)) from None
