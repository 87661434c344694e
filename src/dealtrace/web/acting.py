"""Taking decisions for pages and API alike: what is wished for, by whom, having seen what."""

from __future__ import annotations

from dataclasses import dataclass

from dealtrace.register import acts
from dealtrace.register.acts import Overtaken, Person
from dealtrace.register.decisions import Decision
from dealtrace.register.desk import alerts, reviews
from dealtrace.register.errors import RegisterError
from dealtrace.register.store import Register

_LONGEST = 2000  # characters of a reason or a value


@dataclass(frozen=True, slots=True)
class Wish:
    """A decision that somebody wants to take about ``deal``.

    ``field`` and ``value`` are for set, ``other`` is the deal to merge with, ``reports`` those to
    split off, ``number`` the decision to undo.
    """

    action: str
    deal: str
    field: str = ""
    value: str = ""
    other: str = ""
    reports: tuple[str, ...] = ()
    reason: str = ""
    number: int | None = None

    def in_words(self) -> str:
        """Return what is wished for: "set value to EUR 38,000,000"."""
        if self.action == "set":
            return f"set {self.field.replace('_', ' ')} to {self.value}"
        if self.action == "merge":
            return f"merge it with {self.other}"
        if self.action == "split":
            return f"split off {', '.join(self.reports)}"
        return f"undo decision {self.number}" if self.action == "undo" else self.action


def decide(register: Register, wish: Wish, name: str, seen: int | None) -> Decision:
    """Take the decision. Raises :class:`RegisterError`; :class:`Overtaken` where others decided.

    In the latter case those others are left word of what was wished for here, so that both know.
    """
    if len(wish.reason) > _LONGEST or len(wish.value) > _LONGEST:
        raise RegisterError(f"values and reasons have at most {_LONGEST:,} characters")
    try:
        return _act(register, wish, Person(name, wish.reason, seen))
    except Overtaken as error:
        words = f"{name} wanted to {wish.in_words()} at the time you decided otherwise."
        with register.writing() as connection:
            for author in sorted({one.made_by for one in error.later}):
                alerts.tell(connection, author, "meeting", words, wish.deal)
        raise


def _act(register: Register, wish: Wish, person: Person) -> Decision:
    if wish.action == "set":
        return acts.set_field(register, wish.deal, wish.field, wish.value, person)
    if wish.action == "confirm":
        return acts.confirm(register, wish.deal, person)
    if wish.action == "reject":
        return acts.reject(register, wish.deal, person)
    if wish.action == "merge":
        if not wish.other:
            raise RegisterError("name the deal to merge with")
        return acts.merge(register, [wish.deal, wish.other], person)
    if wish.action == "split":
        if not wish.reports:
            raise RegisterError("choose the reports to split off")
        return acts.split(register, wish.deal, wish.reports, person)
    if wish.action == "undo":
        if wish.number is None:
            raise RegisterError("say which decision to undo")
        return _undo(register, wish.number, person)
    raise RegisterError(f"{wish.action!r} is no decision")


def _undo(register: Register, number: int, person: Person) -> Decision:
    """Take a decision back, and the verdict it came of."""
    with register.writing() as connection:
        made = acts.undo(connection, number, person)
        reviews.took_back(connection, number, person.name)
    return made
