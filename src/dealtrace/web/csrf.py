"""Proof that a form was sent from one of the desk's own pages: a token bound to the visitor."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import TypeVar

from fastapi import Request
from starlette.datastructures import FormData
from starlette.responses import Response

Answer = TypeVar("Answer", bound=Response)

FIELD = "csrf"
HEADER = "x-csrf"
_COOKIE = "dealtrace_visitor"


def token(request: Request) -> str:
    """Return the token for forms on a page that this request is answered with."""
    return _token(request, _visitor(request))


def keep(request: Request, response: Answer) -> Answer:
    """Have the visitor's browser keep what the token is bound to."""
    if _COOKIE not in request.cookies:
        response.set_cookie(
            _COOKIE,
            _visitor(request),
            httponly=True,
            samesite="strict",
            secure=request.app.state.desk.settings.secure,
        )
    return response


async def holds(request: Request) -> bool:
    """Whether a request brings the right token, in a header or a form's field."""
    visitor = request.cookies.get(_COOKIE)
    if not visitor:
        return False
    given = request.headers.get(HEADER) or (await _form(request)).get(FIELD)
    return isinstance(given, str) and hmac.compare_digest(
        given.encode(), _token(request, visitor).encode()
    )


async def _form(request: Request) -> FormData:
    """Return the form, read once for all within bounds; a pasted report is the longest field."""
    return await request.form(max_files=100, max_fields=1000, max_part_size=3_000_000)


def _visitor(request: Request) -> str:
    kept = request.cookies.get(_COOKIE) or getattr(request.state, "visitor", None)
    request.state.visitor = kept or secrets.token_urlsafe(24)
    return str(request.state.visitor)


def _token(request: Request, visitor: str) -> str:
    secret: bytes = request.app.state.desk.secret
    return hmac.new(secret, visitor.encode(), hashlib.sha256).hexdigest()
