"""What others said of a subject of review while somebody looked at it: told, never overwritten."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from dealtrace.register import decisions
from dealtrace.register.decisions import Action, Decision
from dealtrace.register.desk.reviews import Review
from dealtrace.register.desk.reviews import since as reviews_since
from dealtrace.register.desk.schema import reviews
from dealtrace.register.errors import RegisterError
from dealtrace.register.schema import decisions as decision_table

_MARK = re.compile(r"(\d{1,10})\.(\d{1,10})", re.ASCII)
_OF_JOINS = frozenset({Action.MERGE, Action.SPLIT, Action.REJECT})


@dataclass(frozen=True, slots=True)
class Seen:
    """The last verdict and the last decision that there were when somebody looked, by their
    numbers; written as in "12.40"."""

    verdict: int
    decision: int

    def __str__(self) -> str:
        return f"{self.verdict}.{self.decision}"


class Overruled(RegisterError):
    """Others judged the subject meanwhile; ``later`` is what they said and decided, oldest
    first."""

    def __init__(self, later: Sequence[Review | Decision]) -> None:
        names = ", ".join(dict.fromkeys(one.made_by for one in later))
        super().__init__(f"judged meanwhile by {names}; look again")
        self.later = tuple(later)


def now(connection: Connection) -> Seen:
    """Return what there is to be seen at present."""
    last = [select(func.max(table.c.id)) for table in (reviews, decision_table)]
    verdict, decision = (connection.execute(asked).scalar() or 0 for asked in last)
    return Seen(verdict, decision)


def read(text: str) -> Seen:
    """Return what a text says was seen. Raises :class:`RegisterError`."""
    found = _MARK.fullmatch(text.strip())
    if not found:
        raise RegisterError("seen: write it as the queue gives it, as in 12.40")
    return Seen(int(found[1]), int(found[2]))


def refuse(connection: Connection, subject: str, seen: Seen, person: str) -> None:
    """Raise :class:`Overruled` if others judged a subject since it was seen."""
    said = [
        one for one in reviews_since(connection, subject, seen.verdict) if one.made_by != person
    ]
    follows = {one.decision_id for one in said}
    decided = [
        one
        for one in _decided(connection, subject, seen.decision)
        if one.made_by != person and one.id not in follows
    ]
    if said or decided:
        raise Overruled(sorted([*said, *decided], key=lambda one: one.made_at))


def _decided(connection: Connection, subject: str, since: int) -> list[Decision]:
    concerns = _concerning(subject)
    made = decisions.read(connection, decision_table.c.id > since)
    return [one for one in made if concerns(_root(connection, one))]


def _root(connection: Connection, one: Decision) -> Decision:
    """Return what an undo takes back in the end; any other decision is its own."""
    while one.undoes is not None:
        (one,) = decisions.read(connection, decision_table.c.id == one.undoes)
    return one


def _concerning(subject: str) -> Callable[[Decision], bool]:
    report, mark, claim = subject.partition("#")
    if mark:
        return lambda one: (
            one.action in decisions.OF_CLAIMS
            and (one.what["report"], one.what["claim"]) == (report, claim)
        )
    slugs = set(subject.removeprefix("+").split("~"))
    return lambda one: one.action in _OF_JOINS and not slugs.isdisjoint(one.slugs)
