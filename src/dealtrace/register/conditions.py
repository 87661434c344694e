"""What questions about deals have in common: conditions on their states, and sides as stored."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import and_, exists, or_
from sqlalchemy.sql.elements import ColumnElement

from dealtrace.register.schema import deal_facets, deal_states


def known(as_of: dt.date | None) -> ColumnElement[bool]:
    """Return the condition that a state of a deal held on a day, or holds now."""
    if as_of is None:
        return deal_states.c.valid_until.is_(None)
    ends = or_(deal_states.c.valid_until.is_(None), deal_states.c.valid_until > as_of)
    return and_(deal_states.c.valid_from <= as_of, ends)


def has(
    facet: str, value: str, state: ColumnElement[int], last_seen: ColumnElement[Any]
) -> ColumnElement[bool]:
    """Return the condition that a state (its number and its last report's day) has a facet."""
    other = deal_facets.alias()
    return exists().where(
        other.c.facet == facet,
        other.c.value == value,
        other.c.last_seen == last_seen,
        other.c.state_id == state,
    )


def codes(side: str) -> tuple[str, ...]:
    """Return the states of a side as tables have it ("RUS+BLR")."""
    return tuple(side.split("+")) if side else ()
