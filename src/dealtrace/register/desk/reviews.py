"""What people say of what the program was unsure of: right, wrong, or how it should be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, exists, select
from sqlalchemy.sql.elements import ColumnElement

from dealtrace.register.desk.people import now
from dealtrace.register.desk.schema import reviews
from dealtrace.register.errors import RegisterError
from dealtrace.register.model import Json
from dealtrace.register.store import inserted

VERDICTS = ("accept", "reject", "correct", "split", "merge", "undo")


@dataclass(frozen=True, slots=True)
class Review:
    """One verdict on one subject; ``undoes`` is the number of the one it takes back."""

    id: int
    made_at: dt.datetime
    made_by: str
    subject: str
    verdict: str
    correction: Json | None
    reason: str
    decision_id: int | None
    undoes: int | None


def record(
    connection: Connection,
    person: str,
    subject: str,
    verdict: str,
    correction: Json | None = None,
    reason: str = "",
    decision: int | None = None,
    undoes: int | None = None,
) -> int:
    """Write a verdict down and return its number."""
    if verdict not in VERDICTS:
        raise RegisterError(f"{verdict!r} is none of: {', '.join(VERDICTS)}")
    row = {
        "made_at": now(),
        "made_by": person,
        "subject": subject,
        "verdict": verdict,
        "correction": correction,
        "reason": reason,
        "decision_id": decision,
        "undoes": undoes,
    }
    return inserted(connection, reviews, row)


def listed(connection: Connection, subjects: Sequence[str] | None = None) -> list[Review]:
    """Return verdicts, oldest first: all, or those on some subjects."""
    asked = select(reviews).order_by(reviews.c.id)
    if subjects is not None:
        undoing = select(reviews.c.id).where(reviews.c.subject.in_(subjects))
        asked = asked.where(reviews.c.subject.in_(subjects) | reviews.c.undoes.in_(undoing))
    return [_review(row) for row in connection.execute(asked)]


def since(connection: Connection, subject: str, number: int) -> list[Review]:
    """Return what was said of a subject after the verdict of this number, undoing included."""
    later = reviews.c.subject == subject, reviews.c.id > number
    rows = connection.execute(select(reviews).where(*later).order_by(reviews.c.id))
    return [_review(row) for row in rows]


def took_back(connection: Connection, decision: int, person: str) -> None:
    """Take the verdict back of which a decision came that was undone."""
    row = connection.execute(
        select(reviews).where(reviews.c.decision_id == decision, reviews.c.undoes.is_(None))
    ).first()
    if row is None:
        return
    said = [one for one in listed(connection, [row.subject]) if one.undoes == row.id]
    if not said:
        record(connection, person, row.subject, "undo", undoes=row.id)


def one(connection: Connection, number: int) -> Review:
    """Return a verdict by its number. Raises :class:`RegisterError`."""
    row = connection.execute(select(reviews).where(reviews.c.id == number)).one_or_none()
    if row is None:
        raise RegisterError("no such verdict")
    return _review(row)


def _review(row: Any) -> Review:
    return Review(
        row.id,
        row.made_at,
        row.made_by,
        row.subject,
        row.verdict,
        row.correction,
        row.reason,
        row.decision_id,
        row.undoes,
    )


def standing(made: Iterable[Review]) -> dict[str, Review]:
    """Return the verdict that stands on each subject: the last that is not undone."""
    listed_ = list(made)
    back = {one.undoes for one in listed_ if one.undoes is not None}
    found: dict[str, Review] = {}
    for review in listed_:
        if review.undoes is None and review.id not in back:
            found[review.subject] = review
    return found


def is_judged(subject: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that some verdict on a subject is not undone."""
    made, back = reviews.alias(), reviews.alias()
    undone = exists().where(back.c.undoes == made.c.id)
    return exists().where(made.c.subject == subject, made.c.undoes.is_(None), ~undone)


def latest(connection: Connection, limit: int, offset: int = 0) -> list[Review]:
    """Return the verdicts made last, the latest first, undone ones too."""
    asked = select(reviews).where(reviews.c.undoes.is_(None))
    rows = connection.execute(asked.order_by(reviews.c.id.desc()).limit(limit).offset(offset))
    return [_review(row) for row in rows]


def last(connection: Connection, person: str) -> Review | None:
    """Return somebody's last verdict that is not undone."""
    back = reviews.alias()
    undone = exists().where(back.c.undoes == reviews.c.id)
    asked = select(reviews).where(reviews.c.made_by == person, reviews.c.undoes.is_(None), ~undone)
    row = connection.execute(asked.order_by(reviews.c.id.desc()).limit(1)).one_or_none()
    return _review(row) if row else None
