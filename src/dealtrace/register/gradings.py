"""Grades of sources that people give: a record each, with name, time and reason; none is lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, select

from dealtrace.register.acts import Person
from dealtrace.register.grades import Reliability
from dealtrace.register.schema import deal_facets, source_grades
from dealtrace.register.source_names import medium, tabled_media
from dealtrace.register.states import source_key
from dealtrace.register.store import Register, inserted


@dataclass(frozen=True, slots=True)
class Grading:
    """A person's grade of a source, and its number."""

    id: int
    source: str
    reliability: Reliability
    made_at: dt.datetime
    made_by: str
    reason: str


def give(register: Register, source: str, grade: Reliability, person: Person) -> Grading:
    """Write down how reliable a source is in a person's eyes.

    A medium of the table is known by any of its names. Raises :class:`RegisterError`.
    """
    name = _canonical(source)
    made_at = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    row = {
        "source": name,
        "reliability": grade.value,
        "made_at": made_at,
        "made_by": person.name,
        "reason": person.reason,
    }
    with register.writing() as connection:
        number = inserted(connection, source_grades, row)
    return Grading(number, name, grade, made_at, person.name, person.reason)


def is_told_of(register: Register, source: str) -> bool:
    """Whether any deal is told by a source or rests on it."""
    asked = select(deal_facets.c.state_id).where(
        deal_facets.c.facet == "source", deal_facets.c.value == source_key(source)
    )
    with register.reading() as connection:
        return connection.execute(asked.limit(1)).first() is not None


def given(connection: Connection, as_of: dt.date | None = None) -> dict[str, Grading]:
    """Return the last grade of each source, by :func:`~dealtrace.register.states.source_key`."""
    return {source_key(one.source): one for one in every(connection, as_of)}


def every(connection: Connection, as_of: dt.date | None = None) -> list[Grading]:
    """Return all grades that people gave, also those that later ones replace, oldest first."""
    asked = select(source_grades).order_by(source_grades.c.id)
    return [
        Grading(
            row.id, row.source, Reliability(row.reliability), row.made_at, row.made_by, row.reason
        )
        for row in connection.execute(asked)
        if as_of is None or row.made_at.date() <= as_of
    ]


def _canonical(source: str) -> str:
    plain = " ".join(source.split())
    known = medium(plain)
    return known.name if known and known.name in tabled_media() else plain
