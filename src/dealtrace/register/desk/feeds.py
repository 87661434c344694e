"""Feeds that are looked at on a schedule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, select, update

from dealtrace.register.desk.people import now
from dealtrace.register.desk.schema import feeds
from dealtrace.register.errors import RegisterError
from dealtrace.register.store import inserted

_MOST = 200
_KEPT = 2000  # addresses of a feed that are remembered


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: where it is, how often it is looked at, and what went wrong the last time."""

    id: int
    url: str
    name: str
    minutes: int
    made_by: str
    checked_at: dt.datetime | None
    problem: str | None
    seen: tuple[str, ...]


def follow(connection: Connection, person: str, url: str, name: str, minutes: int) -> int:
    """Follow a feed and return its number. Raises :class:`RegisterError`."""
    if not url.startswith(("http://", "https://")) or len(url) > 2000:
        raise RegisterError("a feed's address begins with http:// or https://")
    if not 5 <= minutes <= 10_080:
        raise RegisterError("a feed is looked at every 5 minutes to every week (10080)")
    known = listed(connection)
    if any(one.url == url for one in known) or len(known) >= _MOST:
        raise RegisterError("that feed is followed already, or there are too many")
    row = {
        "url": url,
        "name": " ".join(name.split())[:120] or url[:120],
        "minutes": minutes,
        "made_by": person,
    }
    return inserted(connection, feeds, row)


def listed(connection: Connection) -> list[Feed]:
    """Return all feeds."""
    return [_feed(row) for row in connection.execute(select(feeds).order_by(feeds.c.id))]


def due(connection: Connection) -> list[Feed]:
    """Return the feeds whose time has come."""
    at = now()
    return [
        one
        for one in listed(connection)
        if one.checked_at is None or at - one.checked_at >= dt.timedelta(minutes=one.minutes)
    ]


def _feed(row: Any) -> Feed:
    return Feed(
        row.id,
        row.url,
        row.name,
        row.minutes,
        row.made_by,
        row.checked_at,
        row.problem,
        tuple(row.seen or ()),
    )


def note_checked(
    connection: Connection, one: Feed, fresh: Sequence[str], problem: str | None
) -> None:
    """Keep what was read of a feed, and what went wrong."""
    seen = [*one.seen, *fresh][-_KEPT:]
    values = {"checked_at": now(), "problem": problem, "seen": seen}
    connection.execute(update(feeds).where(feeds.c.id == one.id).values(**values))


def leave(connection: Connection, number: int) -> None:
    """Follow a feed no more."""
    connection.execute(delete(feeds).where(feeds.c.id == number))
