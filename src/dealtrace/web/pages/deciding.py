"""What reviewers do on a dossier: set, confirm, reject, merge, split, undo."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import Form, Request
from starlette.responses import RedirectResponse, Response

from dealtrace.register import one_deal
from dealtrace.register.acts import Overtaken
from dealtrace.register.errors import RegisterError
from dealtrace.web import acting, desk
from dealtrace.web.access import Need, routes
from dealtrace.web.templating import page

deciding = routes(Need.DECIDE)
ROUTERS = (deciding,)

Text = Annotated[str, Form()]
Several = Annotated[list[str] | None, Form()]


@deciding.post("/deals/{name}/decide")
def decide(
    request: Request,
    name: str,
    action: Text,
    seen: Annotated[int, Form()] = 0,
    field: Text = "",
    value: Text = "",
    other: Text = "",
    report: Several = None,
    reason: Text = "",
    number: Annotated[int | None, Form()] = None,
) -> Response:
    """Take a decision about a deal; say so if somebody else was quicker."""
    wish = acting.Wish(
        action, name, field, value, other.strip(), tuple(report or ()), reason.strip(), number
    )
    here, person = desk.of(request), desk.visitor(request)
    try:
        made = acting.decide(here.register, wish, person.name, seen)
    except Overtaken as error:
        return page(
            request, "overtaken.html", 409, wish=wish, later=error.later, deed=wish.in_words()
        )
    except RegisterError as error:
        return page(
            request,
            "error.html",
            422,
            title="Not decided",
            problem=str(error),
            back=f"/deals/{name}",
        )
    with here.register.reading() as connection:
        now = one_deal.deal(connection, made.deal or name).id
    return RedirectResponse(f"/deals/{quote(now)}#decision-{made.id}", 303)
