"""The application: pages and API over one register."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from dealtrace import __version__
from dealtrace.claims.documents import Outcome
from dealtrace.intake.report import Report
from dealtrace.register.desk.news import counts
from dealtrace.register.desk.opening import prepare
from dealtrace.register.errors import RegisterError
from dealtrace.register.store import Register
from dealtrace.web import access, errors
from dealtrace.web import flows as summing
from dealtrace.web.adding import Reader
from dealtrace.web.api import adding as api_adding
from dealtrace.web.api import deals as api_deals
from dealtrace.web.api import people as api_people
from dealtrace.web.api import reports as api_reports
from dealtrace.web.api import review as api_review
from dealtrace.web.api import watching as api_watching
from dealtrace.web.desk import Desk
from dealtrace.web.headers import Guarding
from dealtrace.web.pages import (
    adding,
    analysis,
    deciding,
    dossier,
    entities,
    exporting,
    flows,
    overview,
    people,
    register,
    report,
    review,
    search,
    watching,
)
from dealtrace.web.settings import Settings
from dealtrace.web.templating import STATIC
from dealtrace.web.watching import Clock, Watcher

PAGES = (
    register,
    dossier,
    deciding,
    report,
    search,
    adding,
    entities,
    flows,
    analysis,
    exporting,
    overview,
    review,
    watching,
    people,
)
API = (api_deals, api_reports, api_adding, api_review, api_watching, api_people)


def create(
    store: Register,
    settings: Settings | None = None,
    reader: Callable[[Report], Outcome] | None = None,
) -> FastAPI:
    """Return the application over a register; ``reader`` reads reports in place of a process."""
    app = FastAPI(
        title="Dealtrace",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=_running,
    )
    app.state.desk = Desk(store, settings or Settings(), prepare(store), reader or Reader())
    for module in (*PAGES, *API):
        for router in module.ROUTERS:
            app.include_router(router)
    access.check_guarded(access.routes_in(app.routes))
    app.mount("/static", _Static(directory=str(STATIC)))
    app.add_exception_handler(RequestValidationError, errors.misunderstood)
    app.add_exception_handler(HTTPException, errors.refused)
    app.add_exception_handler(RegisterError, errors.missing)
    app.add_exception_handler(Exception, errors.broken)
    app.add_exception_handler(access.NotKnown, errors.unknown)
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.add_middleware(Guarding, settings=app.state.desk.settings)
    return app


@asynccontextmanager
async def _running(app: FastAPI) -> AsyncIterator[None]:
    here: Desk = app.state.desk
    clock = Clock(watcher(here))
    here.adder.resume(here.settings.alone)
    summing.prepare(here.kept)
    here.kept.renew("counts", counts)
    clock.start()
    _rest_of_garbage()
    yield
    clock.stop()
    here.kept.close()
    here.adder.close()


def _rest_of_garbage() -> None:
    """Have the collector of garbage pass over what the desk has loaded, which stays to the end:
    going through all of it takes a tenth of a second, and whoever asks just then waits."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


def watcher(here: Desk) -> Watcher:
    """Return what looks at feeds and saved searches."""
    own = here.settings
    sift = here.sifter.thoroughly
    return Watcher(here.register, here.adder, own.ways, own.fetcher, own.say, sift)


class _Static(StaticFiles):
    """Files that may be kept for ever, as their address has a mark of their contents."""

    async def get_response(self, path: str, scope: Any) -> Response:
        """Answer with a file."""
        response = await super().get_response(path, scope)
        asked = Request(scope).query_params
        response.headers["Cache-Control"] = (
            "public, max-age=31536000, immutable" if "v" in asked else "public, max-age=3600"
        )
        return response
