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
    """A person's grade of a source; ``told_of`` says if any deal is told by it or rests on it."""

    source: str
    reliability: Reliability
    made_at: dt.datetime
    made_by: str
    reason: str
    told_of: bool = True


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
        inserted(connection, source_grades, row)
        told_of = _is_told_of(connection, name)
    return Grading(name, grade, made_at, person.name, person.reason, told_of)


def given(connection: Connection, as_of: dt.date | None = None) -> dict[str, Grading]:
    """Return the last grade of each source, by :func:`~dealtrace.register.states.source_key`."""
    asked = select(source_grades).order_by(source_grades.c.id)
    found: dict[str, Grading] = {}
    for row in connection.execute(asked):
        if as_of is None or row.made_at.date() <= as_of:
            found[source_key(row.source)] = Grading(
                row.source, Reliability(row.reliability), row.made_at, row.made_by, row.reason
            )
    return found


def _canonical(source: str) -> str:
    plain = " ".join(source.split())
    known = medium(plain)
    return known.name if known and known.name in tabled_media() else plain


def _is_told_of(connection: Connection, name: str) -> bool:
    asked = select(deal_facets.c.state_id).where(
        deal_facets.c.facet == "source", deal_facets.c.value == source_key(name)
    )
    return connection.execute(asked.limit(1)).first() is not None
