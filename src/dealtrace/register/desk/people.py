"""People of a team: accounts, sessions, tokens, and failed logins."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import unicodedata
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from dealtrace.register.desk.schema import accounts, attempts, sessions, tokens
from dealtrace.register.errors import RegisterError
from dealtrace.register.store import inserted

ROLES = ("reader", "reviewer", "administrator")
SESSION = dt.timedelta(days=14)
"""How long a session lasts that nobody uses."""

_TOUCH = dt.timedelta(minutes=10)  # a session's last use is written down this often at most
_PREFIX = "dt_"
_LONGEST = 64


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody of the team; ``closed_at`` is when the account was closed, if it was."""

    id: int
    name: str
    role: str
    email: str | None
    made_at: dt.datetime
    closed_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Token:
    """A token for the API, without its secret."""

    id: int
    name: str
    made_at: dt.datetime
    used_at: dt.datetime | None


def now() -> dt.datetime:
    """Return the time in UTC, as the tables keep it."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


def _fold(name: str) -> str:
    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold()


def _account(row: Any) -> Account:
    return Account(row.id, row.name, row.role, row.email, row.made_at, row.closed_at)


def listed(connection: Connection) -> list[Account]:
    """Return all accounts, by name."""
    rows = connection.execute(select(accounts).order_by(accounts.c.folded))
    return [_account(row) for row in rows]


def account(connection: Connection, number: int) -> Account:
    """Return an account by its number. Raises :class:`RegisterError`."""
    row = connection.execute(select(accounts).where(accounts.c.id == number)).one_or_none()
    if row is None:
        raise RegisterError("no such account")
    return _account(row)


def open_account(
    connection: Connection, name: str, role: str, password: str, email: str | None = None
) -> Account:
    """Make an account; ``password`` is the hash. Raises :class:`RegisterError`."""
    plain = " ".join(name.split())
    if not plain or len(plain) > _LONGEST or not plain.isprintable():
        raise RegisterError(f"a name has 1 to {_LONGEST} characters")
    if role not in ROLES:
        raise RegisterError(f"{role!r} is none of: {', '.join(ROLES)}")
    if connection.execute(select(accounts.c.id).where(accounts.c.folded == _fold(plain))).first():
        raise RegisterError(f"there is an account {plain!r} already")
    row = {
        "name": plain,
        "folded": _fold(plain),
        "role": role,
        "password": password,
        "email": (email or "").strip() or None,
        "made_at": now(),
    }
    return account(connection, inserted(connection, accounts, row))


def password_of(connection: Connection, name: str) -> tuple[Account, str] | None:
    """Return the open account of this name with its password's hash."""
    asked = select(accounts).where(accounts.c.folded == _fold(name), accounts.c.closed_at.is_(None))
    row = connection.execute(asked).one_or_none()
    return (_account(row), row.password) if row else None


def change(
    connection: Connection,
    number: int,
    role: str | None = None,
    password: str | None = None,
    closed: bool | None = None,
) -> Account:
    """Change an account; a new password, role or a closing ends its sessions.

    The last administrator stays one. Raises :class:`RegisterError`.
    """
    before = account(connection, number)
    if role is not None and role not in ROLES:
        raise RegisterError(f"{role!r} is none of: {', '.join(ROLES)}")
    if before.role == "administrator" and (closed or role not in {None, "administrator"}):
        _keep_one(connection, number)
    values: dict[str, Any] = {}
    values |= {"role": role} if role is not None else {}
    values |= {"password": password} if password is not None else {}
    values |= {"closed_at": now() if closed else None} if closed is not None else {}
    if values:
        connection.execute(update(accounts).where(accounts.c.id == number).values(**values))
        connection.execute(delete(sessions).where(sessions.c.account_id == number))
    return account(connection, number)


def _keep_one(connection: Connection, number: int) -> None:
    others = select(func.count()).where(
        accounts.c.role == "administrator", accounts.c.closed_at.is_(None), accounts.c.id != number
    )
    if not connection.execute(others).scalar():
        raise RegisterError("the last administrator must stay one")


def hashed(secret: str) -> bytes:
    """Return what is kept of a session's or token's secret: random enough to need no salt."""
    return hashlib.sha256(secret.encode()).digest()


def begin_session(connection: Connection, number: int) -> str:
    """Begin a session and return its secret, which is kept nowhere else."""
    secret = secrets.token_urlsafe(32)
    row = {"hash": hashed(secret), "account_id": number, "made_at": now(), "used_at": now()}
    connection.execute(sessions.insert(), row)
    connection.execute(delete(sessions).where(sessions.c.used_at < now() - SESSION))
    return secret


def of_session(connection: Connection, secret: str) -> tuple[Account, bool] | None:
    """Return whose session this is, and whether its use is due to be written down."""
    asked = (
        select(accounts, sessions.c.used_at)
        .join(sessions, sessions.c.account_id == accounts.c.id)
        .where(sessions.c.hash == hashed(secret), accounts.c.closed_at.is_(None))
        .where(sessions.c.used_at >= now() - SESSION)
    )
    row = connection.execute(asked).one_or_none()
    return (_account(row), now() - row.used_at > _TOUCH) if row else None


def touch_session(connection: Connection, secret: str) -> None:
    """Write down that a session was used."""
    own = sessions.c.hash == hashed(secret)
    connection.execute(update(sessions).where(own).values(used_at=now()))


def end_session(connection: Connection, secret: str) -> None:
    """End a session."""
    connection.execute(delete(sessions).where(sessions.c.hash == hashed(secret)))


def make_token(connection: Connection, number: int, name: str) -> str:
    """Make a token for the API and return it; only its hash is kept."""
    secret = _PREFIX + secrets.token_urlsafe(32)
    row = {
        "hash": hashed(secret),
        "account_id": number,
        "name": " ".join(name.split())[:_LONGEST] or "token",
        "made_at": now(),
    }
    connection.execute(tokens.insert(), row)
    return secret


def tokens_of(connection: Connection, number: int) -> list[Token]:
    """Return an account's tokens that work."""
    own = select(tokens).where(tokens.c.account_id == number, tokens.c.closed_at.is_(None))
    rows = connection.execute(own.order_by(tokens.c.id))
    return [Token(row.id, row.name, row.made_at, row.used_at) for row in rows]


def close_token(connection: Connection, account_number: int, number: int) -> None:
    """Close one of an account's tokens."""
    own = (tokens.c.id == number) & (tokens.c.account_id == account_number)
    connection.execute(update(tokens).where(own).values(closed_at=now()))


def of_token(connection: Connection, secret: str) -> Account | None:
    """Return whose token this is."""
    asked = (
        select(accounts)
        .join(tokens, tokens.c.account_id == accounts.c.id)
        .where(tokens.c.hash == hashed(secret), tokens.c.closed_at.is_(None))
        .where(accounts.c.closed_at.is_(None))
    )
    row = connection.execute(asked).one_or_none()
    return _account(row) if row else None


def failures(connection: Connection, key: str, within: dt.timedelta) -> int:
    """Return how many logins failed under a key (a name, an address) of late."""
    own = (attempts.c.key == key[:80]) & (attempts.c.made_at > now() - within)
    return connection.execute(select(func.count()).where(own)).scalar() or 0


def note_failure(connection: Connection, keys: list[str]) -> None:
    """Write a failed login down; what is older than a day is forgotten."""
    connection.execute(attempts.insert(), [{"key": key[:80], "made_at": now()} for key in keys])
    connection.execute(delete(attempts).where(attempts.c.made_at < now() - dt.timedelta(days=1)))


def forget_failures(connection: Connection, key: str) -> None:
    """Forget the failures under a key: somebody got in."""
    connection.execute(delete(attempts).where(attempts.c.key == key[:80]))
