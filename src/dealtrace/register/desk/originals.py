"""The files that reports were read from, byte by byte."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from dealtrace.register.desk.schema import originals
from dealtrace.register.schema import reports

LARGEST = 20_000_000
"""Bytes beyond which a file is not kept, only its text."""


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it was given; its name is a label, nothing is opened by it."""

    name: str
    content: bytes


def keep(connection: Connection, key: str, name: str, content: bytes) -> None:
    """Keep the file of a report, unless it is too large or one is kept already."""
    number = connection.execute(select(reports.c.id).where(reports.c.key == key)).scalar()
    if number is None or len(content) > LARGEST or name_of(connection, key) is not None:
        return
    row = {"report_id": number, "name": name, "content": content}
    connection.execute(originals.insert(), row)


def name_of(connection: Connection, key: str) -> str | None:
    """Return the name of the file that is kept of a report; None if none is."""
    asked = select(originals.c.name).join(reports, reports.c.id == originals.c.report_id)
    return connection.execute(asked.where(reports.c.key == key)).scalar()


def original(connection: Connection, key: str) -> Original | None:
    """Return the file of a report; None if none is kept."""
    asked = select(originals).join(reports, reports.c.id == originals.c.report_id)
    row = connection.execute(asked.where(reports.c.key == key)).one_or_none()
    return Original(row.name, bytes(row.content)) if row else None
