"""Which deals a call asks for: the filters of the page of deals, under the same names."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Depends, HTTPException, Query, Request

from dealtrace.web import asking
from dealtrace.web.api.answers import AsOf
from dealtrace.web.asking import Asked

Word = Annotated[str | None, Query(max_length=200)]


def narrowing(
    request: Request,
    party: Word = None,
    supplier: Word = None,
    recipient: Word = None,
    item_class: Annotated[str | None, Query(alias="class", max_length=40)] = None,
    stage: Word = None,
    kind: Word = None,
    source: Word = None,
    minimum: Annotated[str | None, Query(alias="min", max_length=40)] = None,
    maximum: Annotated[str | None, Query(alias="max", max_length=40)] = None,
    since: Word = None,
    until: Word = None,
    confidence: Literal["fact", "two", "three", "confirmed", "unconfirmed"] | None = None,
    q: Word = None,
    sort: Literal["last_seen", "first_seen", "amount", "reports"] = "last_seen",
    as_of: AsOf = None,
) -> Asked:
    """Return what is asked for; the arguments describe it. Raises 422 where it makes no sense."""
    asked = asking.read(request.query_params)
    if asked.problems:
        raise HTTPException(422, "; ".join(asked.problems.values()))
    return asked


Narrowed = Annotated[Asked, Depends(narrowing)]
