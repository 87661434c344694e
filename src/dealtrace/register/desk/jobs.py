"""Documents that somebody gave to be added: kept until they are, whatever happens to the desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from dealtrace.register.desk.people import now
from dealtrace.register.desk.schema import jobs
from dealtrace.register.model import Json
from dealtrace.register.store import inserted

WAITING, READING = "waiting", "reading"
_OPEN = (WAITING, READING)
_KEPT = dt.timedelta(days=30)  # for which it can be seen what came of something


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody gave: the name to show, ``what`` to do with it, and its bytes, if any."""

    name: str
    what: Json
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One document of a batch: how far it has come, the report's key and deals or why not."""

    id: int
    batch: int
    person: str
    name: str
    state: str
    key: str | None
    deals: tuple[str, ...]
    copy_of: str | None
    problem: str

    @property
    def ended(self) -> bool:
        """Whether something came of it."""
        return self.state not in _OPEN


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents that somebody gave at once."""

    id: int
    person: str
    jobs: tuple[Job, ...]

    @property
    def done(self) -> int:
        """How many have come to an end."""
        return sum(one.ended for one in self.jobs)

    @property
    def finished(self) -> bool:
        """Whether all have."""
        return self.done == len(self.jobs)


def give(connection: Connection, person: str, several: Sequence[Given]) -> int:
    """Keep what somebody gave at once, and return the batch's number."""
    batch = 0
    for one in several:
        row = {
            "batch": batch,
            "person": person,
            "made_at": now(),
            "name": one.name,
            "state": WAITING,
            "what": one.what,
            "content": one.content,
        }
        number = inserted(connection, jobs, row)
        if not batch:
            batch = number
            own = jobs.c.id == number
            connection.execute(update(jobs).where(own).values(batch=batch))
    old = jobs.c.made_at < now() - _KEPT
    connection.execute(delete(jobs).where(old, jobs.c.state.not_in(_OPEN)))
    return batch


def begin(connection: Connection) -> tuple[int, Given] | None:
    """Take the next document that waits, and note that it is being read; None if none waits."""
    asked = select(jobs).where(jobs.c.state == WAITING).order_by(jobs.c.id).limit(1)
    row = connection.execute(asked).one_or_none()
    if row is None:
        return None
    connection.execute(update(jobs).where(jobs.c.id == row.id).values(state=READING))
    content = None if row.content is None else bytes(row.content)
    return row.id, Given(row.name, row.what, content)


def end(
    connection: Connection,
    number: int,
    state: str,
    report: str | None = None,
    deals: Sequence[str] = (),
    copy_of: str | None = None,
    problem: str = "",
) -> None:
    """Note what came of a document; its bytes are kept with the report, if at all."""
    values = {
        "state": state,
        "report": report,
        "deals": list(deals),
        "copy_of": copy_of,
        "problem": problem,
        "content": None,
    }
    connection.execute(update(jobs).where(jobs.c.id == number).values(**values))


def begin_again(connection: Connection) -> None:
    """Let what was being read when the desk stopped wait again."""
    connection.execute(update(jobs).where(jobs.c.state == READING).values(state=WAITING))


def unfinished(connection: Connection) -> int:
    """Return how many documents wait or are being read."""
    asked = select(func.count()).where(jobs.c.state.in_(_OPEN))
    return connection.execute(asked).scalar_one()


def batch(connection: Connection, number: int) -> Batch | None:
    """Return a batch by its number; None where there is none, or it is long ago."""
    found = _batches(connection, [number])
    return found[0] if found else None


def recent(connection: Connection, person: str, limit: int = 5, offset: int = 0) -> list[Batch]:
    """Return somebody's batches, the latest first."""
    own = select(jobs.c.batch).where(jobs.c.person == person).distinct()
    latest = own.order_by(jobs.c.batch.desc()).limit(limit).offset(offset)
    numbers = connection.execute(latest).scalars()
    return _batches(connection, list(numbers))


def _batches(connection: Connection, numbers: Sequence[int]) -> list[Batch]:
    columns = [c for c in jobs.c if c not in {jobs.c.content, jobs.c.what}]
    asked = select(*columns).where(jobs.c.batch.in_(numbers)).order_by(jobs.c.id)
    found: dict[int, list[Job]] = {number: [] for number in numbers}
    for row in connection.execute(asked):
        found[row.batch].append(_job(row))
    return [Batch(n, some[0].person, tuple(some)) for n, some in found.items() if some]


def _job(row: Any) -> Job:
    return Job(
        row.id,
        row.batch,
        row.person,
        row.name,
        row.state,
        row.report,
        tuple(row.deals or ()),
        row.copy_of,
        row.problem,
    )
