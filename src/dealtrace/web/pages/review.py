"""The review queue: what the program is least sure of, worst first, decided by keyboard."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Annotated

from fastapi import Form, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from dealtrace.claims import wire
from dealtrace.register.desk import doubts, meanwhile, reviews
from dealtrace.register.desk.labels import labelled, packed
from dealtrace.register.desk.meanwhile import Overruled
from dealtrace.register.desk.reports import report_file
from dealtrace.register.desk.reviews import Review
from dealtrace.register.errors import RegisterError
from dealtrace.register.store import Register
from dealtrace.web import desk, reviewing
from dealtrace.web.access import Need, routes
from dealtrace.web.templating import is_partial, page

reading = routes(Need.READ)
deciding = routes(Need.DECIDE)
ROUTERS = (reading, deciding)

Text = Annotated[str, Form(max_length=500)]
_SHOWN = 20
_DONE = 15


@reading.get("/review")
def queue(request: Request) -> Response:
    """Show what is most in doubt, and what was said of late."""
    here = desk.of(request)
    here.sifter.soon()
    with here.register.reading() as connection:
        seen = meanwhile.now(connection)
        found = doubts.worst(connection, _SHOWN)
        done = reviews.latest(connection, _DONE)
        said = reviews.listed(connection, [one.subject for one in done])
    stands = {one.id for one in reviews.standing(said).values()}
    return page(
        request,
        "review.html",
        seen=seen,
        doubts=found,
        kinds={
            doubts.ClaimDoubt: "claim",
            doubts.JoinDoubt: "join",
            doubts.ApartDoubt: "apart",
        },
        done=done,
        stands=stands,
        **reviewing.CHOICES,
    )


@deciding.get("/review/claim")
def correction(request: Request, subject: str) -> Response:
    """Show the form by which a claim is corrected, within its report's page or by itself."""
    report, _, claim = subject[:160].partition("#")
    with desk.of(request).register.reading() as connection:
        seen = meanwhile.now(connection)
        known = {one.id: one for one in report_file(connection, report).claims}
    if claim not in known:
        raise HTTPException(404, "There is no such claim.")
    template = "correct_form.html" if is_partial(request) else "correct.html"
    return page(
        request, template, subject=subject, claim=known[claim], seen=seen, **reviewing.CHOICES
    )


@deciding.post("/review")
def judge(
    request: Request,
    subject: Text,
    verdict: Text,
    type: Text = "",
    modality: Text = "",
    who: Text = "",
    to_whom: Text = "",
    says: Text = "",
    what: Text = "",
    reason: Text = "",
    sum: Text = "",
    stage: Text = "",
    arms: Text = "",
    supplier: Text = "",
    recipient: Text = "",
    credit: Text = "",
    interest: Text = "",
    years: Text = "",
    grace: Text = "",
    seen: Text = "",
) -> Response:
    """Take a verdict; show what came of it in the place of what was asked."""
    label = type, modality, who, to_whom, says, what, reason.strip()
    deal = sum, stage, arms, supplier, recipient, credit, interest, years, grace
    given = reviewing.Verdict(subject, verdict, *label, *deal, seen)
    try:
        made = reviewing.judge(_register(request), given, desk.visitor(request).name)
    except Overruled as error:
        return _overruled(request, given, error)
    except RegisterError as error:
        if verdict == "correct" and is_partial(request) and _CLAIM.fullmatch(subject):
            return _beside_the_form(request, subject, error)
        return _problem(request, error)
    if is_partial(request):
        return page(request, "review_done.html", one=made)
    return RedirectResponse("/review", 303)


@deciding.post("/review/undo")
def undo(request: Request, number: Annotated[int | None, Form()] = None) -> Response:
    """Take a verdict back: the one named, or one's own last."""
    person = desk.visitor(request).name
    try:
        reviewing.undo(_register(request), number, person)
    except RegisterError as error:
        return _problem(request, error)
    if is_partial(request):
        return Response(headers={"HX-Refresh": "true"})
    return RedirectResponse("/review", 303)


@reading.get("/review/labels.jsonl")
def labels(request: Request) -> Response:
    """Download what people confirmed and corrected as labelled examples."""
    with _register(request).reading() as connection:
        lines = [wire.dump(one) + "\n" for one in labelled(connection)]
    headers = {"Content-Disposition": 'attachment; filename="labels.jsonl"'}
    return Response("".join(lines), media_type="application/jsonl", headers=headers)


@reading.get("/review/labels.zip")
def labels_packed(request: Request) -> Response:
    """Download the same as a folder of a corpus, with the texts."""
    with _register(request).reading() as connection:
        made = packed(connection)
    headers = {"Content-Disposition": 'attachment; filename="labels.zip"'}
    return Response(made, media_type="application/zip", headers=headers)


def _overruled(request: Request, given: reviewing.Verdict, error: Overruled) -> Response:
    """Show what others said meanwhile, and how to record one's own as well."""
    with _register(request).reading() as connection:
        now, wish = meanwhile.now(connection), reviewing.wish(connection, given)
    partial = is_partial(request)
    return page(
        request,
        "overruled_card.html" if partial else "overruled.html",
        200 if partial else 409,
        given=given,
        wish=wish,
        fields={**asdict(given), "seen": str(now)},
        later=[(one, isinstance(one, Review)) for one in error.later],
    )


_CLAIM = re.compile(r"[0-9a-f]{1,64}#c[0-9]{1,9}")


def _beside_the_form(request: Request, subject: str, error: RegisterError) -> Response:
    """Say within a form what is wrong with it, so that nothing has to be typed again."""
    answer = page(request, "form_problem.html", words=str(error))
    answer.headers["HX-Retarget"] = f'[data-problem="{subject}"]'
    answer.headers["HX-Reswap"] = "innerHTML"
    return answer


def _problem(request: Request, error: RegisterError) -> Response:
    template = "review_problem.html" if is_partial(request) else "error.html"
    status = 200 if is_partial(request) else 422  # htmx puts only good answers into the page
    return page(request, template, status, title="Not decided", problem=str(error), back="/review")


def _register(request: Request) -> Register:
    return desk.of(request).register
