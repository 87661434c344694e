"""Passwords: argon2id, and nothing that tells a name that exists from one that doesn't."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 10, 200
_HASHER = PasswordHasher()


def problem(password: str, name: str = "") -> str | None:
    """Return what is wrong with a new password; None if nothing is."""
    if not SHORTEST <= len(password) <= LONGEST:
        return f"a password has {SHORTEST} to {LONGEST} characters"
    if len(set(password)) < 4 or (name and name.casefold() in password.casefold()):
        return "this password is too easy to guess"
    return None


def hashed(password: str) -> str:
    """Return the hash that is kept."""
    return _HASHER.hash(password)


def fits(password: str, kept: str | None) -> bool:
    """Whether a password is the one kept; takes as long where nothing is kept."""
    try:
        return _HASHER.verify(kept or _nobody(), password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    return _HASHER.hash("nobody's")
