"""Joining all deals anew, after the rules or weights of joining changed.

What reports say and what people decided stays as it is; who stands behind which value, keys,
families and the states of deals are made again, as a register of this version would have made them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from dealtrace.register import merging, recall
from dealtrace.register.backing import backing
from dealtrace.register.judging import said
from dealtrace.register.keys import keys
from dealtrace.register.model import Json
from dealtrace.register.progress import Progress, ignore
from dealtrace.register.schema import (
    claims,
    deal_briefs,
    deal_facets,
    deal_states,
    late_families,
    report_deal_keys,
    report_deals,
    reports,
)
from dealtrace.register.store import forget

_SOME = 500  # tellings whose keys are worked out at a time


def join_anew(connection: Connection, progress: Progress = ignore) -> None:
    """Forget how tellings were joined, and join them as this version does."""
    forget(connection)
    for table in (deal_facets, deal_briefs, deal_states, late_families, report_deal_keys):
        connection.execute(delete(table))
    connection.execute(update(report_deals).values(family_id=0, deal=report_deals.c.slug))
    numbers = connection.execute(
        select(report_deals.c.id)
        .join(reports, reports.c.id == report_deals.c.report_id)
        .where(reports.c.superseded_by.is_(None))
        .order_by(report_deals.c.known_from, report_deals.c.id)
    ).scalars()
    waiting = list(numbers)
    for start in range(0, len(waiting), _SOME):
        _back_anew(connection, waiting[start : start + _SOME])
        progress("speakers", start, len(waiting))
    forget(connection)
    stale = merging.Stale()
    for start in range(0, len(waiting), _SOME):
        for one in recall.numbered(connection, waiting[start : start + _SOME]):
            told = merging.versions(connection, one.profile.telling)
            found = merging.found_by(told) if len(told) > 1 else keys(one.profile)
            rows = [{"key": key, "report_deal_id": one.number} for key in found]
            connection.execute(insert(report_deal_keys), rows)
            merging.find_family(connection, one.number, one.profile.telling, stale)
        progress("families", start, len(waiting))
    merging.settle(connection, stale, progress)


def _back_anew(connection: Connection, numbers: Sequence[int]) -> None:
    """Work out which speakers stand behind each value of some tellings."""
    columns = report_deals.c.id, report_deals.c.report_id
    asked = select(*columns).where(report_deals.c.id.in_(numbers))
    report_of = {row.id: row.report_id for row in connection.execute(asked)}
    told: defaultdict[int, dict[str, Json]] = defaultdict(dict)
    for row in connection.execute(select(claims).where(claims.c.report_id.in_(report_of.values()))):
        told[row.report_id][row.number] = said(row)
    rows = []
    for one in recall.numbered(connection, numbers):
        telling = one.profile.telling
        found = backing(telling.deal, telling.chains, told[report_of[one.number]])
        rows.append({"which": one.number, "found": found})
    connection.execute(_BACK, rows)


_BACK = (
    update(report_deals)
    .where(report_deals.c.id == bindparam("which"))
    .values(backing=bindparam("found"))
)
