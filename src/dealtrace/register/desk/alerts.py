"""What people are to be told, each for one person, until they have seen it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select, update

from dealtrace.register.desk.people import now
from dealtrace.register.desk.schema import alerts
from dealtrace.register.store import inserted

KINDS = ("new deal", "new stage", "contradiction", "meeting", "feed")
"""``meeting``: somebody else decided about the same deal at the same time."""


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing to tell somebody."""

    id: int
    person: str
    made_at: dt.datetime
    kind: str
    deal: str | None
    text: str
    seen_at: dt.datetime | None


def tell(
    connection: Connection,
    person: str,
    kind: str,
    text: str,
    deal: str | None = None,
    search: int | None = None,
) -> int:
    """Leave word for somebody and return the alert's number."""
    row = {
        "person": person,
        "made_at": now(),
        "kind": kind,
        "deal": deal,
        "text": text,
        "search_id": search,
    }
    return inserted(connection, alerts, row)


def of(
    connection: Connection, person: str, limit: int = 100, unseen: bool = False, offset: int = 0
) -> list[Alert]:
    """Return what somebody is told, the latest first."""
    asked = select(alerts).where(alerts.c.person == person)
    if unseen:
        asked = asked.where(alerts.c.seen_at.is_(None))
    rows = connection.execute(asked.order_by(alerts.c.id.desc()).limit(limit).offset(offset))
    return [_alert(row) for row in rows]


def _alert(row: Any) -> Alert:
    return Alert(row.id, row.person, row.made_at, row.kind, row.deal, row.text, row.seen_at)


def unseen(connection: Connection, person: str) -> int:
    """Return how much somebody has not seen yet."""
    own = (alerts.c.person == person) & alerts.c.seen_at.is_(None)
    return connection.execute(select(func.count()).where(own)).scalar() or 0


def mark_seen(connection: Connection, person: str) -> None:
    """Note that somebody has seen all there is."""
    own = (alerts.c.person == person) & alerts.c.seen_at.is_(None)
    connection.execute(update(alerts).where(own).values(seen_at=now()))


def unsent(connection: Connection, limit: int = 100) -> list[Alert]:
    """Return what has not been sent on yet, oldest first."""
    asked = select(alerts).where(alerts.c.sent_at.is_(None)).order_by(alerts.c.id).limit(limit)
    return [_alert(row) for row in connection.execute(asked)]


def mark_sent(connection: Connection, numbers: Sequence[int]) -> None:
    """Note that alerts were sent on."""
    own = alerts.c.id.in_(numbers)
    connection.execute(update(alerts).where(own).values(sent_at=now()))
