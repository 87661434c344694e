"""Full-text search by PostgreSQL: a column of lexemes that the database keeps, and its index."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, TextClause, bindparam, text

from dealtrace.register.fulltext.common import COLUMNS, END, START

_LONGEST = 200_000  # characters that are searched: a column of lexemes holds a megabyte at most


def _accents() -> tuple[str, str]:
    """Return the accented Latin letters, and the plain letter of each."""
    pairs = [
        (chr(code), unicodedata.normalize("NFD", chr(code))[0])
        for code in range(0xC0, 0x250)
        if len(unicodedata.normalize("NFD", chr(code))) > 1
    ]
    return "".join(a for a, _ in pairs), "".join(b for _, b in pairs)


_ACCENTED, _PLAIN = _accents()


def _plain(column: str) -> str:
    return f"translate(left(coalesce({column}, ''), {_LONGEST}), '{_ACCENTED}', '{_PLAIN}')"


def create(connection: Connection) -> None:
    """Add a column ``lexemes`` with an index to each table of :data:`COLUMNS`."""
    for table, columns in COLUMNS.items():
        joined = " || ' ' || ".join(_plain(column) for column in columns)
        for statement in (
            f"alter table {table} add column lexemes tsvector "
            f"generated always as (to_tsvector('english', {joined})) stored",
            f"create index ix_{table}_lexemes on {table} using gin (lexemes)",
        ):
            connection.exec_driver_sql(statement)


def create_parts(connection: Connection) -> None:
    """Make indexes of the parts of names, three letters each.

    They need the extension ``pg_trgm``, which comes with the server; where it is not installed,
    parts of names are looked for in all of them.
    """
    known = text("select count(*) from pg_available_extensions where name = 'pg_trgm'")
    if not connection.execute(known).scalar_one():
        return
    connection.exec_driver_sql("create extension if not exists pg_trgm")
    for index, what in (("name_parts", "lower(name)"), ("folded_parts", "folded")):
        connection.exec_driver_sql(
            f"create index ix_names_{index} on names using gin (({what}) gin_trgm_ops)"
        )


def parts(part: str) -> TextClause:
    """Return the statement that asks for the ids of names with ``part`` in them."""
    like = "%" + re.sub(r"([%_\\])", r"\\\1", part.lower()) + "%"
    asked = text("select id from names where lower(name) like :part or folded like :part")
    return asked.bindparams(bindparam("part", like, unique=True))


def find(
    connection: Connection, table: str, phrases: Sequence[Sequence[str]], limit: int, among: int
) -> Sequence[Row[Any]]:
    """Return (id, rank, snippet) of the best of the latest matches."""
    asked = " && ".join(
        f"phraseto_tsquery('english', translate(:p{i}, '{_ACCENTED}', '{_PLAIN}'))"
        for i in range(len(phrases))
    )
    ranked = text(
        f"with asked as materialized (select {asked} as q), "
        f"latest as (select id, ts_rank(lexemes, q) as rank from {table}, asked "
        "where lexemes @@ q order by id desc limit :among), "
        "best as (select id, rank from latest order by rank desc, id desc limit :limit) "
        "select best.id, best.rank, ts_headline('english', t.text, q, :options) "
        f"from best join {table} t using (id), asked order by best.rank desc, best.id desc"
    )
    options = f"StartSel={START},StopSel={END},MaxWords=24,MinWords=12"
    values = {f"p{i}": " ".join(words) for i, words in enumerate(phrases)}
    return connection.execute(
        ranked, {**values, "among": among, "limit": limit, "options": options}
    ).all()
