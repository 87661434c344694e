"""Analyses of deals and states, with the same for programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import HTTPException, Query, Request
from sqlalchemy import Connection
from starlette.responses import JSONResponse, Response

from dealtrace.analysis.values import AnalysisError, to_json
from dealtrace.register.errors import RegisterError
from dealtrace.web import asking, desk
from dealtrace.web.access import Need, routes
from dealtrace.web.analyses import asked as asking_for
from dealtrace.web.analyses import money, structure, telling
from dealtrace.web.analyses.asked import Asked
from dealtrace.web.analyses.forms import FORMS
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
Term = Annotated[str | None, Query(max_length=80, description="a number or a range, as in 2..4")]
Prices = Annotated[str | None, Query(max_length=4, description="a year, as in 2020")]
Word = Annotated[str | None, Query(max_length=80, description="a word of a closed list")]
Number = Annotated[str | None, Query(max_length=80, description="a number")]
Yes = Annotated[Literal["0", "1"] | None, Query(description="1 for yes")]
Part = Literal["credit", "pay", "dependence", "network", "corroboration", "timeline"]


def _found(request: Request, part: str, asked: Asked) -> Answer[Analysis]:
    """Return an analysis: of now as it is kept, of another day worked out for this once."""
    here, work = desk.of(request), PARTS[part][1]
    what = "analysis", part, *sorted(asked.given.items())
    with here.register.reading(asked.as_of) as connection:
        if asked.passing:
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
    problems, found, counted_at = dict(asked.problems), None, None
    if not problems:
        try:
            answered = _found(request, part, asked)
            found = answered.value
            counted_at = None if desk.of(request).kept.is_current(answered) else answered.made_at
        except (AnalysisError, RegisterError) as error:
            about = getattr(error, "about", "") or "asked"
            problems = {about: str(error)} if asked.given else {}
    query = {name: asked.get(name) for name in asked.given}
    return page(
        request,
        "analysis.html",
        part=part,
        parts_of=[(name, heading) for name, (heading, _) in PARTS.items()],
        asked=asked,
        found=found,
        counted_at=counted_at,
        problems=problems,
        query=query,
        form=FORMS[part],
        data=asking.url(f"/analysis/{part}.json", **query),
        chart=asking.url(f"/analysis/{part}/chart.json", **query),
    )


@programs.get("/analysis/{part}", tags=["analysis"], responses=PROBLEMS)
def for_programs(
    request: Request,
    part: Part,
    state: State = None,
    other: State = None,
    recipient: State = None,
    deal: State = None,
    since: AsOf = None,
    until: AsOf = None,
    as_of: AsOf = None,
    rate: Term = None,
    years: Term = None,
    grace: Term = None,
    per_year: Word = None,
    repayment: Word = None,
    prices: Prices = None,
    group: Word = None,
    cirr: Number = None,
    amount: Number = None,
    currency: Word = None,
    pledged: Yes = None,
    item_class: Annotated[str | None, Query(alias="class", max_length=80)] = None,
    by: Word = None,
    window: Number = None,
    limit: Number = None,
    relation: Word = None,
    persons: Yes = None,
    most: Number = None,
) -> Response:
    """Return an analysis as ``dealtrace analyse PART --json`` prints it, with the same options.

    ``state`` borrows, receives or stands in the middle, ``other`` lends or supplies to it; of a
    timeline ``other`` supplies, ``recipient`` receives. ``deal`` is a deal's id. ``corroboration``
    needs a deal, ``pay`` and ``timeline`` a deal or a state.

    For ``credit`` of a deal and ``pay``, ``rate`` (percent a year), ``years`` and ``grace`` are
    assumed where no report tells them (``assumed`` of a loan's terms names those that are), paid
    back ``per_year`` times a year (1, 2, 4, 12) by ``repayment`` (``equal principal``, ``annuity``,
    ``bullet``). For ``credit``, ``prices`` gives sums in US dollars of that year too, ``group``
    (``LDC``, ``LIC``, ``LMIC``, ``UMIC``) and ``cirr`` (percent) go before what is known, and with
    an ``amount`` in ``currency`` instead of a deal a loan is judged that is in no register, on the
    day ``as_of``. ``pledged`` counts loans that are only pledged.

    ``class`` is one of arms (``dependence``, ``network``); ``by`` is ``deals`` or ``value``,
    ``window`` years taken together, ``limit`` how many states are ranked (``dependence``);
    ``relation`` is ``supply``, ``credit`` or ``meetings``, of ``persons`` rather than states, and
    ``most`` how many nodes are kept (``network``).
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
