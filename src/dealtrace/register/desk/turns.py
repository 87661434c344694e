"""Turns: what one process does for all, so that two that could do not do it twice."""

from __future__ import annotations

import datetime as dt
import os
import secrets
import socket

from sqlalchemy import Connection, delete, insert, select

from dealtrace.register.desk.people import now
from dealtrace.register.desk.schema import turns


def myself() -> str:
    """Return a name that no other process has, and by which people find it."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"


def take(connection: Connection, name: str, holder: str, minutes: float) -> bool:
    """Take a turn for so many minutes, or go on with it; False where another holds it."""
    row = connection.execute(select(turns).where(turns.c.name == name)).one_or_none()
    if row is not None and row.holder != holder and row.until > now():
        return False
    until = now() + dt.timedelta(minutes=minutes)
    connection.execute(delete(turns).where(turns.c.name == name))
    connection.execute(insert(turns), {"name": name, "holder": holder, "until": until})
    return True


def leave(connection: Connection, name: str, holder: str) -> None:
    """End one's turn."""
    connection.execute(delete(turns).where(turns.c.name == name, turns.c.holder == holder))
