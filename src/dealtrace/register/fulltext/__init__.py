"""Full-text search over reports and claims, one module per kind of database.

A query is a list of words that must all occur; words in double quotes must stand together. Accents
and upper case don't matter, English endings neither.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, TextClause

from dealtrace.register.fulltext import postgresql, sqlite

_PHRASE = re.compile(r'"([^"]*)"?|(\S+)')
_WORD = re.compile(r"\w+")
_MOST = 16  # words of a query that count

BACKENDS = {"sqlite": sqlite, "postgresql": postgresql}


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that matches: its ``id``, how well (more is better), and the words around."""

    id: int
    rank: float
    snippet: str


def create(connection: Connection) -> None:
    """Make the indexes of an empty register, and what keeps them in step with the tables."""
    BACKENDS[connection.dialect.name].create(connection)


def create_parts(connection: Connection) -> None:
    """Make the indexes by which names are found by a part of them."""
    BACKENDS[connection.dialect.name].create_parts(connection)


def parts(connection: Connection, part: str) -> TextClause:
    """Return the statement that asks for the ids of names with ``part`` in them, upper case aside.

    It has three letters at least: shorter ones stand in most names, and in no index.
    """
    asked: TextClause = BACKENDS[connection.dialect.name].parts(part)
    return asked


def phrases(query: str) -> list[list[str]]:
    """Return what must occur, each a run of words that stand together."""
    found = (_WORD.findall(quoted or single) for quoted, single in _PHRASE.findall(query))
    return [words for words in found if words][:_MOST]


def find(
    connection: Connection, table: str, query: str, limit: int, among: int = 1000
) -> Sequence[Hit]:
    """Return rows of ``reports`` or ``claims`` with all words of ``query``, best first.

    Ranked are the ``among`` latest additions that match, so that a common word costs no more than
    a rare one. No word, no hit.
    """
    wanted = phrases(query)
    if not wanted:
        return []
    rows = BACKENDS[connection.dialect.name].find(connection, table, wanted, limit, among)
    return [Hit(*row) for row in rows]
