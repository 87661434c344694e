"""The search page: words found in reports and claims, report by report."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request
from starlette.responses import Response

from dealtrace.register import searching
from dealtrace.register.report_lists import ReportRow
from dealtrace.register.searching import Found
from dealtrace.web import desk
from dealtrace.web.access import Need, routes
from dealtrace.web.templating import page

reading = routes(Need.READ)
ROUTERS = (reading,)

_HITS = 60
_PER_REPORT = 4


@dataclass(frozen=True)
class Group:
    """A report and its best hits."""

    report: ReportRow
    hits: tuple[Found, ...]


@reading.get("/search")
def search(request: Request, q: str = "") -> Response:
    """Show where the words occur."""
    asked = q.strip()[:200]
    with desk.of(request).register.reading() as connection:
        found = searching.search(connection, asked, _HITS) if asked else []
    return page(request, "search.html", words=asked, groups=_grouped(found))


def _grouped(found: list[Found]) -> list[Group]:
    """Group hits by report, the report of the best hit first; claims before the text around."""
    best = sorted(found, key=lambda hit: -hit.rank)
    keys = dict.fromkeys(hit.report.key for hit in best)
    groups = []
    for key in keys:
        own = [hit for hit in best if hit.report.key == key]
        claims = [hit for hit in own if hit.claim] or own
        groups.append(Group(own[0].report, tuple(claims[:_PER_REPORT])))
    return groups
