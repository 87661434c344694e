"""Joining all deals anew, after the rules or weights of joining changed.

What reports say and what people decided stays as it is; keys, families and the states of deals are
made again, as a register of this version would have made them.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select, update

from dealtrace.register import merging, recall
from dealtrace.register.keys import keys
from dealtrace.register.schema import (
    deal_briefs,
    deal_facets,
    deal_states,
    report_deal_keys,
    report_deals,
    reports,
)
from dealtrace.register.store import forget

_SOME = 500  # tellings whose keys are worked out at a time


def join_anew(connection: Connection) -> None:
    """Forget how tellings were joined, and join them as this version does."""
    forget(connection)
    for table in (deal_facets, deal_briefs, deal_states, report_deal_keys):
        connection.execute(delete(table))
    connection.execute(update(report_deals).values(family_id=0, deal=report_deals.c.slug))
    numbers = connection.execute(
        select(report_deals.c.id)
        .join(reports, reports.c.id == report_deals.c.report_id)
        .where(reports.c.superseded_by.is_(None))
        .order_by(report_deals.c.known_from, report_deals.c.id)
    ).scalars()
    waiting = list(numbers)
    stale = merging.Stale()
    for start in range(0, len(waiting), _SOME):
        for one in recall.numbered(connection, waiting[start : start + _SOME]):
            told = merging.versions(connection, one.profile.telling)
            found = merging.found_by(told) if len(told) > 1 else keys(one.profile)
            rows = [{"key": key, "report_deal_id": one.number} for key in found]
            connection.execute(insert(report_deal_keys), rows)
            merging.find_family(connection, one.number, one.profile.telling, stale)
    merging.settle(connection, stale)
