"""Backups: one SQLite file that holds the whole register, wherever the register itself lives.

A backup is a register like any other: it can be opened, searched, and browsed with any SQL tool.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, Table, bindparam, insert, select, text, update

from dealtrace.register.desk.schema import metadata  # with the tables of the desk
from dealtrace.register.errors import RegisterError
from dealtrace.register.progress import Progress, ignore
from dealtrace.register.store import Register
from dealtrace.register.upkeep.checking import faults, index_faults
from dealtrace.register.upkeep.pages import SIZE, count

_PAGES = 1000  # of the file, copied at a time


def backup(register: Register, file: Path, progress: Progress = ignore) -> None:
    """Write the register as it is now to ``file``, which must not be there yet.

    Others may go on reading and writing meanwhile. The file appears when it is complete. Raises
    :class:`RegisterError`.
    """
    with _beside(file) as made:
        with register.reading() as connection:
            if connection.dialect.name == "sqlite":
                _copy_file(connection, made, progress)
            else:
                _copy_rows(connection, made, progress)
        _as_one_file(made)


def restore(file: Path, register: Register, progress: Progress = ignore) -> None:
    """Fill an empty register from a backup, all in one transaction, and check it.

    A backup of an earlier version is brought up to date on the way; the file itself is left as it
    is. Raises :class:`RegisterError` where the register is not empty or the backup is not whole.
    """
    with _opened(file) as source, source.reading() as old, register.writing() as new:
        if any(count(new, table) for table in metadata.sorted_tables):
            raise RegisterError(f"{register.name}: not empty; restore into a new register")
        copy(old, new, progress)
        found = [*faults(new, progress), *index_faults(new)]
        if found:
            more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
            raise RegisterError(f"{file}: the backup is not whole: {found[0]}{more}")


def copy(old: Connection, new: Connection, progress: Progress = ignore) -> None:
    """Copy all rows of one register to another that is empty, whatever databases they are in."""
    for table in metadata.sorted_tables:
        inward = [key.parent for key in table.foreign_keys if key.column.table is table]
        total, done = count(old, table), 0
        rows = old.execution_options(yield_per=SIZE).execute(select(table))
        for some in rows.mappings().partitions():
            # What leads to rows of the same table is filled in when all of them are there.
            blank = dict.fromkeys(column.name for column in inward)
            new.execute(insert(table), [{**row, **blank} for row in some])
            done += len(some)
            progress(table.name, done, total)
        for column in inward:
            _lead(old, new, table, column.name)
        if new.dialect.name == "postgresql" and table.autoincrement_column is not None:
            _count_on(new, table)


def _lead(old: Connection, new: Connection, table: Table, name: str) -> None:
    leading = select(table.c.id.label("which"), table.c[name].label("where")).where(
        table.c[name].is_not(None)
    )
    one = update(table).where(table.c.id == bindparam("which")).values({name: bindparam("where")})
    for some in old.execution_options(yield_per=SIZE).execute(leading).mappings().partitions():
        new.execute(one, [dict(row) for row in some])


def _count_on(new: Connection, table: Table) -> None:
    """Let PostgreSQL number the next row after the last one copied."""
    new.execute(
        text(
            f"select setval(pg_get_serial_sequence('{table.name}', 'id'), max(id)) "
            f"from {table.name} having max(id) is not null"
        )
    )


@contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """Give a place to write to in ``file``'s folder; it becomes ``file`` if all goes well."""
    if file.exists():
        raise RegisterError(f"{file}: there already; a backup overwrites nothing")
    try:
        with tempfile.TemporaryDirectory(prefix=f".{file.name}-", dir=file.parent) as folder:
            made = Path(folder) / file.name
            yield made
            os.link(made, file)  # fails, unlike a renaming, if another has come there meanwhile
            _sync(file.parent)
    except (OSError, sqlite3.Error) as error:
        raise RegisterError(f"{file}: can't be written: {_why(error)}") from error


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _copy_file(connection: Connection, made: Path, progress: Progress) -> None:
    source = cast(sqlite3.Connection, connection.connection.driver_connection)
    target = sqlite3.connect(made)
    try:
        source.backup(
            target,
            pages=_PAGES,
            progress=lambda _, left, total: progress("pages", total - left, total),
        )
    finally:
        target.close()


def _copy_rows(connection: Connection, made: Path, progress: Progress) -> None:
    target = Register.open(str(made), create=True)
    try:
        with target.writing() as new:
            copy(connection, new, progress)
    finally:
        target.close()


def _as_one_file(made: Path) -> None:
    """Fold the write-ahead log in, so that the file is all there is."""
    connection = sqlite3.connect(made)
    try:
        connection.execute("pragma journal_mode = delete")
    finally:
        connection.close()
    _sync(made)


@contextmanager
def _opened(file: Path) -> Iterator[Register]:
    """Open a copy of a backup, so that the file stays as it is; upgraded if need be."""
    if not file.is_file():
        raise RegisterError(f"{file}: there is no such backup")
    with tempfile.TemporaryDirectory(prefix="dealtrace-") as folder:
        own = Path(folder) / "backup.db"
        try:
            _take_over(file, own)
        except (OSError, sqlite3.Error) as error:
            raise RegisterError(f"{file}: can't be read as a backup: {_why(error)}") from error
        source = Register.open(str(own), upgrade=True)
        try:
            yield source
        finally:
            source.close()


def _take_over(file: Path, own: Path) -> None:
    shutil.copyfile(file, own)
    log = file.with_name(file.name + "-wal")
    if log.exists():  # the file is a register in use: its last transactions are in its log
        shutil.copyfile(log, own.with_name(own.name + "-wal"))
