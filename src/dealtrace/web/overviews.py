"""What is new for whoever asks, for the page and for programs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import Request

from dealtrace.register.desk import alerts, searches
from dealtrace.register.desk.alerts import Alert
from dealtrace.register.desk.news import Counts, News, counts, news
from dealtrace.web import desk


@dataclass(frozen=True)
class Overview:
    """What came since a time, what is to be told, and how much there is; ``due`` where a visit is
    to be noted."""

    news: News
    alerts: Sequence[Alert]
    counts: Counts
    due: bool


def gather(request: Request, since: dt.datetime | None = None) -> Overview:
    """Return what came after ``since``; without it, after the person's last visit."""
    here, name = desk.of(request), desk.visitor(request).name
    with here.register.reading() as connection:
        last, due = searches.last_visit(connection, name)
        return Overview(
            news(connection, since or last),
            alerts.of(connection, name, 10, unseen=True),
            here.kept.get(connection, "counts", counts),
            due,
        )
