"""What the desk needs to have in the register before it opens."""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, select

from dealtrace.register.desk.schema import settings
from dealtrace.register.store import Register

_SECRET = "secret"


def prepare(register: Register) -> bytes:
    """Return the secret that forms are signed with; the first who asks makes it."""
    with register.reading() as connection:
        kept = _secret(connection)
    if kept is not None:
        return kept
    with register.writing() as connection:
        kept = _secret(connection)
        if kept is None:
            kept = secrets.token_bytes(32)
            connection.execute(settings.insert(), {"name": _SECRET, "value": kept})
        return kept


def _secret(connection: Connection) -> bytes | None:
    asked = select(settings.c.value).where(settings.c.name == _SECRET)
    found = connection.execute(asked).scalar()
    return None if found is None else bytes(found)
