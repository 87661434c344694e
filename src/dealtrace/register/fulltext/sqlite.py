"""Full-text search by SQLite's FTS5: indexes without a text of their own, kept by triggers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, TextClause, bindparam, text

from dealtrace.register.fulltext.common import COLUMNS, END, START

_TOKENS = "porter unicode61 remove_diacritics 2"


def create(connection: Connection) -> None:
    """Make an index beside each table of :data:`COLUMNS`."""
    for table, columns in COLUMNS.items():
        for statement in _statements(table, ", ".join(columns), columns, _TOKENS):
            connection.exec_driver_sql(statement)


def create_parts(connection: Connection) -> None:
    """Make an index of the parts of names, three letters each."""
    for statement in _statements("names", "name, folded", ("name", "folded"), "trigram"):
        connection.exec_driver_sql(statement)


def parts(part: str) -> TextClause:
    """Return the statement that asks for the ids of names with ``part`` in them."""
    phrase = '"' + part.replace('"', '""') + '"'
    asked = text("select rowid as id from names_fts where names_fts match :part")
    return asked.bindparams(bindparam("part", phrase, unique=True))


def _statements(table: str, listed: str, columns: Sequence[str], tokens: str) -> list[str]:
    index = f"{table}_fts"
    old, new = (", ".join(f"{when}.{name}" for name in columns) for when in ("old", "new"))
    drop = f"insert into {index} ({index}, rowid, {listed}) values ('delete', old.id, {old});"
    keep = f"insert into {index} (rowid, {listed}) values (new.id, {new});"
    return [
        f"create virtual table {index} using fts5({listed}, content='{table}', "
        f"content_rowid='id', tokenize='{tokens}')",
        f"create trigger {table}_inserted after insert on {table} begin {keep} end",
        f"create trigger {table}_deleted after delete on {table} begin {drop} end",
        f"create trigger {table}_changed after update of {listed} on {table} "
        f"begin {drop} {keep} end",
    ]


def find(
    connection: Connection, table: str, phrases: Sequence[Sequence[str]], limit: int, among: int
) -> Sequence[Row[Any]]:
    """Return (id, rank, snippet) of the best of the latest matches."""
    index = f"{table}_fts"
    wanted = " ".join('"' + " ".join(words) + '"' for words in phrases)
    ranked = text(
        f"with latest as (select rowid, -bm25({index}) as rank from {index} "
        f"where {index} match :wanted order by rowid desc limit :among), "
        "best as (select rowid, rank from latest order by rank desc, rowid desc limit :limit) "
        f"select best.rowid, best.rank, snippet({index}, -1, :start, :end, '…', 24) "
        f"from best join {index} on {index}.rowid = best.rowid and {index} match :wanted "
        "order by best.rank desc, best.rowid desc"
    )
    values = {"wanted": wanted, "among": among, "limit": limit, "start": START, "end": END}
    return connection.execute(ranked, values).all()
