"""What was known on past days, where a report that came late has changed it.

A report that comes years late changes what was known of its deal on every day since. With hundreds
of reports of one deal that is seconds of work, and the next late report does it all over. So
adding works out what is known now and notes the family; the days before are worked out when all
reports are in, or when somebody asks for one of them (``Register.reading(as_of)``).
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, delete, func, insert, select
from sqlalchemy.sql.elements import ColumnElement

from dealtrace.register.progress import Progress, ignore
from dealtrace.register.schema import late_families

if TYPE_CHECKING:
    from dealtrace.register.store import Register

_IN_ONE = 0.5  # seconds after which a transaction ends, so that others may write

_SINCE = select(func.min(late_families.c.since)).where(
    late_families.c.family_id.in_(bindparam("families", expanding=True))
)
_DONE = delete(late_families).where(
    late_families.c.family_id.in_(bindparam("families", expanding=True))
)


def put_off(connection: Connection, family: int, since: dt.date) -> None:
    """Note that a family's past from ``since`` on is yet to be worked out."""
    _note(connection, {family}, family, since)


def unite(connection: Connection, families: Iterable[int], family: int) -> None:
    """Several families are one now."""
    _note(connection, {*families, family}, family, None)


def _note(
    connection: Connection, families: Iterable[int], family: int, since: dt.date | None
) -> None:
    several = {"families": sorted(families)}
    before = connection.execute(_SINCE, several).scalar()
    first = min((day for day in (before, since) if day), default=None)
    if before:
        connection.execute(_DONE, several)
    if first:
        connection.execute(insert(late_families), {"family_id": family, "since": first})


def is_late(connection: Connection, family: int) -> bool:
    """Whether a family's past is yet to be worked out."""
    return connection.execute(_SINCE, {"families": [family]}).scalar() is not None


def late(connection: Connection, day: dt.date | None = None) -> int:
    """Return how many families' past is yet to be worked out; with ``day``, as far as that day."""
    asked = select(func.count()).select_from(late_families)
    return connection.execute(asked if day is None else asked.where(_by(day))).scalar_one()


def catch_up(
    register: Register,
    day: dt.date | None = None,
    progress: Progress = ignore,
) -> None:
    """Work out all that is put off; with ``day``, what bears on what was known on it.

    ``progress`` is told what is done, and how many families are, of how many. Raises
    :class:`RegisterError`.
    """
    with register.reading() as connection:
        total = left = late(connection, day)
    while left:
        with register.writing() as connection:
            _some(connection, day)
            left = late(connection, day)
        progress("earlier days", max(total - left, 0), total)


def _some(connection: Connection, day: dt.date | None) -> None:
    """Work out some families' past, for as long as a transaction should take."""
    from dealtrace.register.merging import work_out_past

    asked = select(late_families)
    rows = connection.execute(asked if day is None else asked.where(_by(day))).all()
    begun = time.monotonic()
    for row in rows:
        work_out_past(connection, row.family_id, row.since)
        connection.execute(_DONE, {"families": [row.family_id]})
        if time.monotonic() - begun > _IN_ONE:
            return


def _by(day: dt.date) -> ColumnElement[bool]:
    return late_families.c.since <= day
