"""Making the desk's tables where they are missing."""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, inspect, select

from dealtrace.register.desk.schema import VERSION, metadata, settings
from dealtrace.register.errors import RegisterError
from dealtrace.register.store import Register


def prepare(register: Register) -> bytes:
    """Make the desk's tables unless they are there, and return the secret forms are signed with.

    Can be called any number of times, by several processes at once. Raises :class:`RegisterError`
    where a later version of the program made them.
    """
    if inspect(register.engine).has_table(settings.name):
        with register.reading() as connection:
            kept = _settings(connection)
        if int(kept.get("version", b"0")) == VERSION:
            return kept["secret"]
    with register.writing() as connection:
        metadata.create_all(connection)
        kept = _settings(connection)
        if int(kept.get("version", b"0")) > VERSION:
            raise RegisterError("the desk's tables were made by a later version of Dealtrace")
        wanted = {"version": str(VERSION).encode(), "secret": secrets.token_bytes(32)}
        for name, value in wanted.items():
            if name not in kept:
                connection.execute(settings.insert(), {"name": name, "value": value})
        return _settings(connection)["secret"]


def _settings(connection: Connection) -> dict[str, bytes]:
    return {row.name: bytes(row.value) for row in connection.execute(select(settings))}
