"""Pages out of templates: escaped throughout, and without what would reorder or steer words."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from typing import Any

import jinja2
from fastapi import Request
from markupsafe import Markup
from starlette.responses import HTMLResponse

from dealtrace import __version__
from dealtrace.claims.model import Stage
from dealtrace.display import phrases, templates, wording
from dealtrace.knowledge.countries import countries
from dealtrace.web import asking, csrf, reviewing, words

STATIC = resources.files("dealtrace.web") / "static"


@cache
def environment() -> jinja2.Environment:
    """Return the environment of all templates."""
    made = templates.environment(jinja2.PackageLoader("dealtrace.web"))
    made.filters.update(
        as_read=reviewing.as_read,
        breakable=words.breakable,
        clean=wording.clean,
        coded=words.coded,
        corrected=words.corrected,
        counted=words.counted,
        date=words.date,
        financing=words.financing,
        large=words.large,
        marked=words.marked,
        moment=words.moment,
        money=words.money,
        quote=wording.quote,
        report_name=words.report_name,
        span=words.span,
        state=wording.state,
        states=wording.states,
        web_address=words.web_address,
    )
    made.globals.update(
        asset=asset,
        course=[stage.value for stage in Stage],
        drawn=drawn,
        phrases=phrases,
        state_names=_state_names,
        version=__version__,
        wording=wording,
    )
    return made


@cache
def drawn(stage: str, hedged: bool, whole: bool = False) -> Markup:
    """Return a stage as pages show it, with the course to it if ``whole``: there are few, and a
    list shows each of them many times."""
    parts: Any = environment().get_template("parts.html").module
    return Markup(parts.stage(stage, hedged) + (parts.progress(stage, hedged) if whole else ""))


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """Return a template as an answer, with what every page needs."""
    context = {
        "request": request,
        "path": request.url.path,
        "person": getattr(request.state, "person", None),
        "desk": request.app.state.desk,
        "form_token": csrf.token(request),
        "theme": _theme(request),
        "url": asking.url,
        **values,
    }
    body = environment().get_template(template).render(context)
    return csrf.keep(request, HTMLResponse(body, status))


def is_partial(request: Request) -> bool:
    """Whether htmx asks for a part of a page only."""
    return "hx-request" in request.headers and "hx-history-restore-request" not in request.headers


def _theme(request: Request) -> str:
    chosen = request.cookies.get("theme", "")
    return chosen if chosen in {"light", "dark"} else "auto"


@cache
def asset(name: str) -> str:
    """Return a static file's address with a mark of its contents, so that it can be kept for ever.

    Raises ``FileNotFoundError`` for a file that isn't there.
    """
    content = STATIC.joinpath(*name.split("/")).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:10]}"


@cache
def _state_names() -> tuple[str, ...]:
    """The names of all states, for completing what is typed."""
    return tuple(sorted(country.name for country in countries().values()))
