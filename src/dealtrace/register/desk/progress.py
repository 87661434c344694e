"""How far something has come that is worked out bit by bit."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from dealtrace.register.desk.schema import progress


def reached(connection: Connection, name: str) -> int:
    """Return the number of the last row done; 0 if none is."""
    asked = select(progress.c.number).where(progress.c.name == name)
    return connection.execute(asked).scalar() or 0


def note(connection: Connection, name: str, number: int) -> None:
    """Note that all is done up to a row."""
    own = update(progress).where(progress.c.name == name).values(number=number)
    if not connection.execute(own).rowcount:
        connection.execute(progress.insert(), {"name": name, "number": number})
