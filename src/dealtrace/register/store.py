"""Opening a register and working in it: one connection, one transaction at a time.

SQLite is the default (one file, write-ahead log); any SQLAlchemy address works that leads to
PostgreSQL. Whoever writes holds the register alone until the transaction ends, so that merging
sees every telling before it; readers never wait.
"""

from __future__ import annotations

import datetime as dt
import os
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import (
    Connection,
    Engine,
    Insert,
    Table,
    create_engine,
    event,
    insert,
    inspect,
    text,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import QueuePool

from dealtrace.register import views
from dealtrace.register.errors import RegisterError
from dealtrace.register.progress import Progress, ignore

DEFAULT = "dealtrace.db"
VARIABLE = "DEALTRACE_DATABASE_URL"
HEAD = "0008"
"""The revision of the tables this version works with; ``migrations/`` leads there."""

JOINED = "0008"
"""The revision from which on deals are joined as this version joins them. Whoever changes weights
or rules of joining adds a revision, empty if need be, and names it here: an upgrade then joins
the deals of earlier registers anew."""

_WAIT = 60  # seconds that one writer waits for another
_LOCK = 0x4465616C  # of PostgreSQL's advisory locks: one writer at a time
_WRITES = "dealtrace_writes"


def address(given: str | None = None) -> str:
    """Return where the register is: what is given, the environment's address, or the default."""
    return given or os.environ.get(VARIABLE) or DEFAULT


class Register:
    """A register that is there and up to date. ``Register.open`` gives one."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        weakref.finalize(self, engine.dispose)
        self.made = False
        """Whether opening it made it."""

    @property
    def name(self) -> str:
        """Where it is: a file's path, or the address without its password."""
        return _plain(self.engine.url)

    @classmethod
    def open(
        cls,
        given: str | None = None,
        create: bool = False,
        upgrade: bool = False,
        progress: Progress = ignore,
    ) -> Register:
        """Open the register at a file's path or a database address.

        With ``create`` one that is not there is made; with ``upgrade`` one of an earlier version
        is brought up to date, of which ``progress`` is told what is done, how many and of how many.
        Raises :class:`RegisterError` where there is none, where it is no register, of another
        version, or can't be reached.
        """
        where = _url(address(given))
        fresh = _missing(where)
        if fresh and not create:
            raise RegisterError(f"{_plain(where)}: no register there; make one: dealtrace init")
        register = cls(_engine(where))
        event.listen(register.engine, "rollback", forget)
        with register._explained(where):
            register._make_ready(create, upgrade, where, progress)
        return register

    def _make_ready(self, create: bool, upgrade: bool, where: URL, progress: Progress) -> None:
        empty = not self._has_tables()  # asked first: another process may be making them
        found = self.revision()
        if found == HEAD:
            return
        if found is None and create and empty:
            self.upgrade()
            self.made = True
        elif found is None:
            raise RegisterError(f"{_plain(where)}: this is no register of Dealtrace")
        elif found < HEAD and upgrade:
            self.upgrade(progress=progress)
        elif found < HEAD:
            raise RegisterError(
                f"{_plain(where)}: made by an earlier version; bring it up to date: "
                "dealtrace upgrade (dealtrace backup FILE first, if in doubt)"
            )
        else:
            raise RegisterError(f"{_plain(where)}: made by a later version of Dealtrace")

    def _has_tables(self) -> bool:
        return bool(inspect(self.engine).get_table_names())

    def revision(self) -> str | None:
        """Return the revision of its tables, or None where it has none."""
        if not inspect(self.engine).has_table("alembic_version"):
            return None
        with self.engine.connect() as connection:
            found = connection.execute(text("select version_num from alembic_version")).scalar()
        return str(found) if found else None

    def upgrade(self, revision: str = "head", progress: Progress = ignore) -> None:
        """Bring the tables to ``revision``, and views and deals along, all in one transaction; then
        work out what was known on past days."""
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        before = self.revision()
        with self.writing() as connection:
            config.attributes["connection"] = connection
            views.drop(connection)
            command.upgrade(config, revision)
            views.create(connection)
            if before is not None and before < JOINED:
                from dealtrace.register.rejoining import join_anew

                join_anew(connection, progress)
        if before is not None and before < JOINED:
            from dealtrace.register.past import catch_up

            catch_up(self, progress=progress)

    @contextmanager
    def reading(self, as_of: dt.date | None = None) -> Iterator[Connection]:
        """A transaction that reads: it sees one state of the register from first to last.

        Give the day if it is to be asked what was known on it: see ``past.py``.
        """
        if as_of is not None:
            from dealtrace.register.past import catch_up

            catch_up(self, as_of)
        engine = self.engine
        if engine.dialect.name == "postgresql":
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with self._explained(engine.url), engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes, alone; it is undone if anything is raised in it."""
        engine = self.engine.execution_options(**{_WRITES: True})
        with self._explained(self.engine.url), engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            yield connection

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    @contextmanager
    def _explained(self, where: URL) -> Iterator[None]:
        """Say in one line what the database complains of."""
        try:
            yield
        except DBAPIError as error:
            first = str(error.orig).strip().splitlines()[0] if error.orig else str(error)
            raise RegisterError(f"{_plain(where)}: {_advice(first)}") from error


MEMORY = "dealtrace"
"""Under what a connection keeps what was read last: see ``recall.py``."""


def forget(connection: Connection) -> None:
    """Let everything be read from the tables again."""
    connection.info.pop(MEMORY, None)


def inserted(connection: Connection, table: Table, row: dict[str, Any]) -> int:
    """Insert a row and return its id."""
    key = connection.execute(_insert(table), row).inserted_primary_key
    assert key is not None
    return int(key[0])


@cache
def _insert(table: Table) -> Insert:
    """The same statement each time: what SQLAlchemy works out of it is kept with it."""
    return insert(table)


def _advice(complaint: str) -> str:
    known = {
        "database or disk is full": "the disk is full; what was acknowledged is safe",
        "disk I/O error": "the disk is full or failing; what was acknowledged is safe",
        "database is locked": "another process holds the register; try again later",
        "file is not a database": "this is no register of Dealtrace",
        "attempt to write a readonly database": "the register may not be written to",
        "unable to open database file": "the file can't be opened",
    }
    return known.get(complaint, complaint)


def _url(given: str) -> URL:
    if "://" not in given:
        return URL.create("sqlite", database=given)
    try:
        url = make_url(given)
    except (ArgumentError, ValueError) as error:
        raise RegisterError(f"{given}: no database address ({error})") from error
    if url.drivername in {"postgresql", "postgres"}:
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in {"sqlite", "postgresql"}:
        raise RegisterError(f"{_plain(url)}: a register lives in SQLite or PostgreSQL")
    return url


def _missing(url: URL) -> bool:
    if url.get_backend_name() != "sqlite" or not url.database:
        return False
    path = Path(url.database)
    if path.is_dir():
        raise RegisterError(f"{path}: a folder, not a register")
    if not path.parent.is_dir():
        raise RegisterError(f"{path}: there is no folder {path.parent}")
    return not path.exists() or path.stat().st_size == 0


def _plain(url: URL) -> str:
    """Return the address for people: a file's path, or the address without its password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.render_as_string(hide_password=True)


_JSON: Any = {"json_deserializer": orjson.loads}
"""Dossiers are long, and a page may rest on a thousand of them."""


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite":
        # A connection that is kept open saves folding the log into the file after each report.
        waiting = {"timeout": _WAIT}
        engine = create_engine(url, poolclass=QueuePool, connect_args=waiting, **_JSON)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        return create_engine(url, pool_pre_ping=True, **_JSON)
    except (ImportError, NoSuchModuleError) as error:
        raise RegisterError(
            "PostgreSQL needs a driver: pip install 'dealtrace[postgresql]'"
        ) from error


def _prepare_sqlite(raw: Any, _record: object) -> None:
    raw.isolation_level = None  # transactions begin below, not where the driver thinks fit
    for pragma in (
        "journal_mode = wal",
        "synchronous = full",  # what was acknowledged outlives a power cut
        "foreign_keys = on",
        "cache_size = -65536",
        "wal_autocheckpoint = 8000",  # 32 MB: reports change the same pages over and over
        "trusted_schema = on",
    ):
        raw.execute(f"pragma {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("begin immediate" if writes else "begin")
