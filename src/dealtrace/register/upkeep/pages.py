"""Reading a table through without holding it in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, func, select

SIZE = 200


def pages(
    connection: Connection, query: Select[Any], by: Column[int]
) -> Iterator[Sequence[Row[Any]]]:
    """Yield the rows of a query, which has the column ``by`` (unique), in its order, by and by."""
    last: int | None = None
    while True:
        following = query if last is None else query.where(by > last)
        found = connection.execute(following.order_by(by).limit(SIZE)).all()
        if not found:
            return
        yield found
        last = found[-1]._mapping[by]


def count(connection: Connection, of: Any) -> int:
    """Return how many rows a table or query has."""
    return int(connection.execute(select(func.count()).select_from(of)).scalar_one())
