"""Whom people mean who correct a claim: entities by the names and states they give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from dealtrace.register.schema import entities, names


def meant(connection: Connection, who: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the entities (rows of ``entities``) that are meant, by the names given.

    ``who`` have ``name`` and ``code`` (ISO3 or None). A name by which several entities go is meant
    of the one that is mentioned most; one that no report has is left out.
    """
    code_of = {one["name"]: one["code"] for one in who}
    if not code_of:
        return {}
    codes = sorted({code for code in code_of.values() if code})
    asked = (
        select(entities, names.c.name.label("named"))
        .join(names, names.c.entity_id == entities.c.id)
        .where(
            or_(
                names.c.name.in_(sorted(code_of)),
                and_(entities.c.kind == "state", entities.c.country.in_(codes)),
            )
        )
        .order_by(entities.c.mentions, entities.c.id)
    )
    rows = connection.execute(asked).all()
    states = {row.country: row for row in rows if row.kind == "state"}
    by_name = {row.named: row for row in rows}
    found = {
        name: states.get(code) if code else by_name.get(name) for name, code in code_of.items()
    }
    return {name: row for name, row in found.items() if row is not None}
