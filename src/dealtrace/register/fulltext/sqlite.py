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
    """Return (id, rank, snippet) of the best of the latest matches.

    Words that stand nearly everywhere play no part in the rank, 0 where there are no others:
    BM25 counts the texts with each word, a million for "the".
    """
    index = f"{table}_fts"
    quoted = ['"' + " ".join(words) + '"' for words in phrases]
    telling = [phrase for phrase in quoted if not _common(connection, index, phrase)]
    found = text(
        f"with latest as materialized (select rowid as id from {index} "
        f"where {index} match :wanted order by rowid desc limit :among), "
        f"best as materialized ({_RANKED.format(index=index) if telling else _IN_ORDER}) "
        f"select best.id, best.rank, snippet({index}, -1, :start, :end, '…', 24) "
        f"from best join {index} on {index}.rowid = best.id and {index} match :wanted "
        "order by best.rank desc, best.id desc"
    )
    values: dict[str, Any] = {"wanted": " ".join(quoted), "among": among, "limit": limit}
    values |= {"start": START, "end": END}
    if telling:
        values["telling"] = " ".join(telling)
    return connection.execute(found, values).all()


_COMMON = 20_000  # texts: to count this many takes a millisecond
_RANKED = (
    "select rowid as id, -bm25({index}) as rank from {index} where {index} match :telling "
    "and rowid >= (select min(id) from latest) and +rowid in (select id from latest) "
    "order by rank desc, id desc limit :limit"
)
_IN_ORDER = "select id, 0.0 as rank from latest order by id desc limit :limit"


def _common(connection: Connection, index: str, phrase: str) -> bool:
    some = text(
        "select count(*) from "
        f"(select rowid from {index} where {index} match :phrase limit {_COMMON})"
    )
    return bool(connection.execute(some, {"phrase": phrase}).scalar_one() == _COMMON)
