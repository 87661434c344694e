"""Exports of what the register page shows, and the dossier of a deal on paper."""

from __future__ import annotations

import shutil
import tempfile
import threading
from pathlib import Path
from typing import Annotated, Literal

from fastapi import HTTPException, Request
from fastapi import Path as PathPart
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, HTMLResponse, Response

from dealtrace.exports import formats
from dealtrace.exports.dossier import page as paper
from dealtrace.exports.dossier.gather import File, gather
from dealtrace.exports.errors import ExportError
from dealtrace.register.streams import Stream
from dealtrace.web import asking, desk
from dealtrace.web.access import Need, routes
from dealtrace.web.api.answers import PROBLEMS, AsOf, answer, day
from dealtrace.web.api.narrowing import Narrowed
from dealtrace.web.asking import Asked
from dealtrace.web.finding import searched
from dealtrace.web.templating import page

reading = routes(Need.READ)
programs = routes(Need.READ, "/api", api=True)
ROUTERS = (reading, programs)

FORMATS: dict[str, tuple[str, str]] = {
    "csv": ("zip", "Tables for spreadsheets (Frictionless data package)"),
    "parquet": ("zip", "Tables for pandas, R, DuckDB"),
    "jsonl": ("jsonl", "Dossiers, reports and claims, one object a line"),
    "ftm": ("json", "FollowTheMoney, for Aleph and OpenSanctions' tools"),
    "plover": ("jsonl", "PLOVER events, one for each deal"),
    "polecat": ("txt", "PLOVER events as POLECAT's table"),
    "graphml": ("graphml", "A network, for Gephi, Cytoscape, yEd"),
    "gexf": ("gexf", "A network over time, for Gephi"),
    "stix": ("json", "STIX 2.1, for threat intelligence platforms"),
    "datasette": ("db", "An SQLite file to browse with Datasette"),
}
"""The formats there are: the ending of a file's name, and what each is for."""

Name = Literal[
    "csv",
    "parquet",
    "jsonl",
    "ftm",
    "plover",
    "polecat",
    "graphml",
    "gexf",
    "stix",
    "datasette",
]
_TURNS = threading.BoundedSemaphore(2)  # exports made at once: each reads all of the register


@reading.get("/exports")
def listed(request: Request) -> Response:
    """Show the formats, for the deals that the address asks for."""
    asked = asking.read(request.query_params)
    return page(request, "exports.html", asked=asked, formats=FORMATS)


@reading.get("/exports/{name}")
def download(request: Request, name: Name) -> Response:
    """Download the deals that the address asks for, in a format."""
    return _made(request, name, asking.read(request.query_params))


@programs.get("/exports", tags=["deals"], responses=PROBLEMS)
def formats_for_programs(request: Request) -> Response:
    """Return the formats there are, each with the ending of its file and what it is for."""
    found = [
        {"name": name, "ending": ending, "what_for": what}
        for name, (ending, what) in FORMATS.items()
    ]
    return answer(request, {"formats": found})


@programs.get("/exports/{name}", tags=["deals"], responses=PROBLEMS)
def for_programs(request: Request, name: Name, asked: Narrowed) -> Response:
    """Return an export, a file; filters are those of ``GET /api/deals``."""
    return _made(request, name, asked)


def _made(request: Request, name: str, asked: Asked) -> Response:
    if asked.problems:
        raise HTTPException(422, "; ".join(asked.problems.values()))
    if not _TURNS.acquire(blocking=False):
        raise HTTPException(503, "Two exports are being made; try again in a minute.")
    folder = Path(tempfile.mkdtemp(prefix="dealtrace-"))
    target = folder / f"dealtrace-{name}.{FORMATS[name][0]}"
    try:
        with desk.of(request).register.reading(asked.as_of) as connection:
            wanted = searched(connection, asked)[0]
            formats.write(name, Stream(connection, wanted, asked.as_of), target)
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, ExportError):
            raise HTTPException(422, str(error)) from None
        raise
    finally:
        _TURNS.release()
    tidy = BackgroundTask(shutil.rmtree, folder, ignore_errors=True)
    kind = "application/octet-stream"  # nothing that a browser would show
    return FileResponse(target, media_type=kind, filename=target.name, background=tidy)


@reading.get("/deals/{name}/dossier.html")
def for_paper(request: Request, name: str) -> Response:
    """Show a dossier as a page to print, which stands for itself."""
    file = _file(request, name)
    policy = {"Content-Security-Policy": f"{paper.policy()}; frame-ancestors 'none'"}
    return HTMLResponse(paper.html(file), headers=policy)


@reading.get("/deals/{name}/dossier.pdf")
def as_pdf(request: Request, name: str) -> Response:
    """Download a dossier as a PDF."""
    return _pdf(request, name)


@programs.get("/deals/{name}/dossier.pdf", tags=["deals"], responses=PROBLEMS)
def pdf_for_programs(
    request: Request, name: Annotated[str, PathPart(max_length=80)], as_of: AsOf = None
) -> Response:
    """Return a dossier on paper, as a PDF."""
    day(as_of)  # 422 where it is none
    return _pdf(request, name)


def _pdf(request: Request, name: str) -> Response:
    file = _file(request, name)
    with tempfile.TemporaryDirectory(prefix="dealtrace-") as folder:
        target = Path(folder) / "dossier.pdf"
        try:
            paper.write_pdf(file, target)
        except ExportError as error:
            raise HTTPException(422, str(error)) from None
        data = target.read_bytes()
    headers = {"Content-Disposition": f'attachment; filename="{file.row.id}.pdf"'}
    return Response(data, media_type="application/pdf", headers=headers)


def _file(request: Request, name: str) -> File:
    as_of = asking.day(request.query_params.get("as_of"))
    register = desk.of(request).register
    with register.reading(as_of) as connection:
        return gather(connection, Path(register.name).name, name, as_of)
