"""Saved searches and last visits: what belongs to one person."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, select, update

from dealtrace.register.desk.people import now
from dealtrace.register.desk.schema import searches, visits
from dealtrace.register.errors import RegisterError
from dealtrace.register.model import Json
from dealtrace.register.store import inserted

_MOST = 200  # of one person
_VISIT = dt.timedelta(hours=1)  # within which looking again is the same visit


@dataclass(frozen=True, slots=True)
class Search:
    """A saved search; ``known`` is what it found when it was last looked at, by deal."""

    id: int
    person: str
    name: str
    query: str
    watched: bool
    checked_at: dt.datetime | None
    known: Json | None


def save(connection: Connection, person: str, name: str, query: str, watched: bool) -> int:
    """Save a search and return its number. Raises :class:`RegisterError`."""
    plain = " ".join(name.split())[:120]
    if not plain:
        raise RegisterError("a saved search needs a name")
    if len(of(connection, person)) >= _MOST:
        raise RegisterError(f"more than {_MOST} saved searches are too many")
    row = {
        "person": person,
        "name": plain,
        "query": query[:2000],
        "watched": watched,
        "made_at": now(),
    }
    return inserted(connection, searches, row)


def of(connection: Connection, person: str) -> list[Search]:
    """Return somebody's saved searches."""
    asked = select(searches).where(searches.c.person == person).order_by(searches.c.id)
    return [_search(row) for row in connection.execute(asked)]


def watched(connection: Connection) -> list[Search]:
    """Return all searches that are watched."""
    asked = select(searches).where(searches.c.watched).order_by(searches.c.id)
    return [_search(row) for row in connection.execute(asked)]


def _search(row: Any) -> Search:
    return Search(row.id, row.person, row.name, row.query, row.watched, row.checked_at, row.known)


def forget(connection: Connection, person: str, number: int) -> None:
    """Forget one of somebody's searches."""
    own = (searches.c.id == number) & (searches.c.person == person)
    connection.execute(delete(searches).where(own))


def watch(connection: Connection, person: str, number: int, on: bool) -> None:
    """Watch one of somebody's searches from now on, or no more."""
    own = (searches.c.id == number) & (searches.c.person == person)
    connection.execute(update(searches).where(own).values(watched=on, known=None))


def note_checked(connection: Connection, number: int, known: Json) -> None:
    """Keep what a search found now."""
    own = searches.c.id == number
    connection.execute(update(searches).where(own).values(known=known, checked_at=now()))


def last_visit(connection: Connection, person: str) -> tuple[dt.datetime | None, bool]:
    """Return since when things are new to somebody, and whether a visit is due to be noted.

    Looking again within the hour is the same visit.
    """
    row = connection.execute(select(visits).where(visits.c.person == person)).one_or_none()
    if row is None:
        return None, True
    again = now() - row.seen_at < _VISIT
    return (row.before if again else row.seen_at), not again


def note_visit(connection: Connection, person: str) -> None:
    """Note that somebody begins to look at what is new."""
    row = connection.execute(select(visits).where(visits.c.person == person)).one_or_none()
    if row is None:
        connection.execute(visits.insert(), {"person": person, "seen_at": now()})
    elif now() - row.seen_at >= _VISIT:
        own = update(visits).where(visits.c.person == person)
        connection.execute(own.values(before=row.seen_at, seen_at=now()))
