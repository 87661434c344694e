"""Analyses of deals and states, with the same for programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from fastapi import HTTPException, Request
from sqlalchemy import Connection
from starlette.responses import JSONResponse, Response

from dealtrace.analysis.values import AnalysisError, to_json
from dealtrace.display.asking import item_classes
from dealtrace.register.errors import RegisterError
from dealtrace.web import asking, desk
from dealtrace.web.access import Need, routes
from dealtrace.web.analyses import asked as asking_for
from dealtrace.web.analyses import money, structure, telling
from dealtrace.web.analyses.asked import Asked
from dealtrace.web.analyses.sheets import Analysis
from dealtrace.web.api.answers import PROBLEMS, AsOf, State, answer
from dealtrace.web.keeping import Answer
from dealtrace.web.templating import page

reading = routes(Need.READ)
programs = routes(Need.READ, "/api", api=True)
ROUTERS = (reading, programs)

PARTS: dict[str, tuple[str, Callable[[Connection, Asked], Analysis]]] = {
    "credit": ("Credit", money.credit),
    "pay": ("Ability to pay", money.pay),
    "dependence": ("Dependence", structure.depend),
    "network": ("Brokers", structure.network),
    "corroboration": ("Corroboration", telling.corroborate),
    "timeline": ("Timeline", telling.timeline),
}
Part = Literal["credit", "pay", "dependence", "network", "corroboration", "timeline"]


def _found(request: Request, part: str, asked: Asked) -> Answer[Analysis]:
    """Return an analysis: of now as it is kept, of another day worked out for this once."""
    here, work = desk.of(request), PARTS[part][1]
    what = "analysis", part, *sorted(asked.given.items())
    with here.register.reading(asked.as_of) as connection:
        if asked.as_of is not None:
            return here.kept.once(connection, lambda own: work(own, asked))
        return here.kept.answer(connection, what, lambda own: work(own, asked))


@reading.get("/analysis/{part}.json")
def as_json(request: Request, part: Part) -> Response:
    """Download an analysis as the commands print it."""
    found = _answered(request, part)
    headers = {"Content-Disposition": f'attachment; filename="{part}.json"'}
    return JSONResponse(to_json(found.result), headers=headers)


@reading.get("/analysis/{part}/chart.json")
def chart(request: Request, part: Part) -> Response:
    """Give an analysis's chart as a Vega-Lite specification."""
    found = _answered(request, part)
    if found.chart is None:
        raise HTTPException(404, "There is no chart of it.")
    return JSONResponse(found.chart)


@reading.get("/analysis")
@reading.get("/analysis/{part}")
def analysis(request: Request, part: Part = "dependence") -> Response:
    """Show an analysis, with a form to ask for another."""
    asked = asking_for.read(request.query_params)
    problem, found, counted_at = "; ".join(asked.problems.values()), None, None
    if not problem:
        try:
            answered = _found(request, part, asked)
            found = answered.value
            counted_at = None if desk.of(request).kept.is_current(answered) else answered.made_at
        except (AnalysisError, RegisterError) as error:
            problem = str(error) if asked.given else ""
    query = {name: asked.get(name) for name in asked.given}
    return page(
        request,
        "analysis.html",
        part=part,
        parts_of=[(name, heading) for name, (heading, _) in PARTS.items()],
        asked=asked,
        found=found,
        counted_at=counted_at,
        problem=problem,
        query=query,
        classes=item_classes(),
        data=asking.url(f"/analysis/{part}.json", **query),
        chart=asking.url(f"/analysis/{part}/chart.json", **query),
    )


@programs.get("/analysis/{part}", tags=["analysis"], responses=PROBLEMS)
def for_programs(
    request: Request,
    part: Part,
    state: State = None,
    other: State = None,
    deal: State = None,
    since: AsOf = None,
    until: AsOf = None,
    as_of: AsOf = None,
) -> Response:
    """Return an analysis as ``dealtrace analyse PART --json`` prints it.

    ``state`` borrows, receives or stands in the middle, ``other`` lends or supplies to it; ``deal``
    is a deal's id. ``corroboration`` needs a deal, ``pay`` and ``timeline`` a deal or a state.
    """
    return answer(request, to_json(_answered(request, part).result))


def _answered(request: Request, part: str) -> Analysis:
    asked = asking_for.read(request.query_params)
    if asked.problems:
        raise HTTPException(422, "; ".join(asked.problems.values()))
    try:
        return _found(request, part, asked).value
    except AnalysisError as error:
        raise HTTPException(422, str(error)) from None
