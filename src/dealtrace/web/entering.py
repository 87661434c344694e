"""Passwords given, and how those who guess are slowed down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import Request

from dealtrace.register.desk import people
from dealtrace.register.desk.people import Account
from dealtrace.web import desk, passwords

WITHIN = dt.timedelta(minutes=15)
"""The time in which failures count."""

_PER_PERSON, _PER_NAME, _PER_ADDRESS = 5, 50, 30


@dataclass(frozen=True, slots=True)
class Refused:
    """Why somebody was not let in: the answer's status, and words for people."""

    status: int
    words: str


_SLOW = Refused(429, "Too many attempts; wait a quarter of an hour.")


def enter(request: Request, name: str, password: str) -> Account | Refused:
    """Return the account that name and password belong to."""
    address = request.client.host if request.client else "?"
    limits = {
        f"both {name[:40]} {address}": _PER_PERSON,
        f"name {name[:60]}": _PER_NAME,
        f"from {address}": _PER_ADDRESS,
    }
    return _checked(request, name, password, limits, "Name and password don’t belong together.")


def change_password(request: Request, old: str, new: str) -> Refused | None:
    """Change the password of whoever asks, if ``old`` is the present one; all sessions end."""
    person = desk.visitor(request)
    assert person.account is not None
    limits = {f"change {person.name[:60]}": _PER_PERSON}
    found = _checked(request, person.name, old, limits, "That is not the present password.")
    if isinstance(found, Refused):
        return found
    if problem := passwords.problem(new, person.name):
        return Refused(422, f"No: {problem}.")
    with desk.of(request).register.writing() as connection:
        people.change(connection, found.id, password=passwords.hashed(new))
    return None


def _checked(
    request: Request, name: str, password: str, limits: Mapping[str, int], wrong: str
) -> Account | Refused:
    """Return whose password it is; failures count under each of the keys of ``limits``."""
    register = desk.of(request).register
    with register.reading() as connection:
        slow = any(people.failures(connection, key, WITHIN) >= m for key, m in limits.items())
        found = people.password_of(connection, name)
    if slow:
        return _SLOW
    if not passwords.fits(password[: passwords.LONGEST], found[1] if found else None) or not found:
        with register.writing() as connection:
            people.note_failure(connection, list(limits))
        return Refused(403, wrong)
    with register.writing() as connection:
        people.forget_failures(connection, next(iter(limits)))
    return found[0]
