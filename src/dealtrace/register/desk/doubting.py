"""Working out which reports were joined to a deal with no great certainty, and which deals were
kept apart that may be one, family by family; ``doubts.py`` asks for them.

Weighing a large family takes seconds: it is done once for each of its states, as a rule in the
background, and what comes of it is kept.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, delete, func, insert, select

from dealtrace.register import decisions
from dealtrace.register.decisions import Action
from dealtrace.register.desk import progress
from dealtrace.register.desk.schema import doubts
from dealtrace.register.family import Compared, Family, load_family
from dealtrace.register.model import Json, ReportRef
from dealtrace.register.schema import (
    deal_states,
    decision_tellings,
    report_deals,
)
from dealtrace.register.schema import decisions as decision_table
from dealtrace.register.store import Register
from dealtrace.register.why import Likeness, joined, likeness

LIKELY = 0.85
"""From this chance on a report is joined safely."""

SMALL = 2000
"""Tellings of a register in which looking through what changed takes no time."""

_NEAR = 0.15  # from this chance on two deals kept apart are worth a look
_MOST = 40  # of one family, the worst
_TOLD, _DECIDED = "doubts told", "doubts decided"


@dataclass(frozen=True, slots=True)
class _Deal:
    """A deal of a family: where its tellings stand there, and whether to doubt its joins."""

    id: str
    headline: str
    places: list[int]
    settled: bool
    confirmed: bool


def behind(connection: Connection) -> int:
    """Return how many tellings and decisions came since all was looked through, about."""
    decided = connection.execute(select(func.max(decision_table.c.id))).scalar() or 0
    new_told = told(connection) - progress.reached(connection, _TOLD)
    return new_told + decided - progress.reached(connection, _DECIDED)


def told(connection: Connection) -> int:
    """Return how many tellings the register has, about."""
    return connection.execute(select(func.max(report_deals.c.id))).scalar() or 0


def look_through(register: Register, seconds: float = math.inf) -> bool:
    """Look at families that changed since, for so long; return whether all were looked at.

    Raises :class:`RegisterError`.
    """
    begun = time.monotonic()
    with register.reading() as connection:
        if not behind(connection):
            return True
        waiting = [*_decided(connection), *_told(connection)]
    for name, mark, families in waiting:
        if time.monotonic() - begun > seconds:
            return False
        with register.reading() as connection:
            found = {family: _of_family(connection, family) for family in families}
        with register.writing() as connection:
            for family, rows in found.items():
                _keep(connection, family, rows)
            progress.note(connection, name, mark)
    return True


def _told(connection: Connection) -> Iterator[tuple[str, int, list[int]]]:
    """Yield the families of tellings not looked at, each with the last of its tellings.

    Many of one telling, in which there is nothing to doubt, are passed over at once.
    """
    last, size = func.max(report_deals.c.id), func.count()
    rows = connection.execute(
        select(last, report_deals.c.family_id, size)
        .where(report_deals.c.family_id != 0)
        .group_by(report_deals.c.family_id)
        .having(last > progress.reached(connection, _TOLD))
        .order_by(last)
    ).all()
    yield from ((_TOLD, mark, [family]) for mark, family, tellings in rows if tellings > 1)
    yield _TOLD, told(connection), []


def _decided(connection: Connection) -> Iterator[tuple[str, int, list[int]]]:
    rows = connection.execute(
        select(decision_tellings.c.decision_id, report_deals.c.family_id)
        .join(report_deals, report_deals.c.slug == decision_tellings.c.slug)
        .where(decision_tellings.c.decision_id > progress.reached(connection, _DECIDED))
        .where(report_deals.c.family_id != 0)
        .distinct()
        .order_by(decision_tellings.c.decision_id)
    )
    yield from ((_DECIDED, number, [family]) for number, family in rows)
    last = connection.execute(select(func.max(decision_table.c.id))).scalar()
    if last:
        yield _DECIDED, last, []


def _keep(connection: Connection, family: int, rows: Sequence[Json]) -> None:
    """Put what was found of a family in the place of what was known of it and its deals."""
    subjects = [row["subject"] for row in rows]
    connection.execute(
        delete(doubts).where((doubts.c.family_id == family) | doubts.c.subject.in_(subjects))
    )
    if rows:
        connection.execute(insert(doubts), [{**row, "family_id": family} for row in rows])


def _of_family(connection: Connection, number: int) -> list[Json]:
    """Return the doubts of a family as rows, the worst of them."""
    family = load_family(connection, number)
    found = {
        row["subject"]: row
        for row in _doubts(family.compared(), _deals(connection, number, family))
    }
    return sorted(found.values(), key=lambda row: -row["doubt"])[:_MOST]


def _deals(connection: Connection, number: int, family: Family) -> list[_Deal]:
    place = {telling.slug: i for i, telling in enumerate(family.tellings)}
    made = decisions.standing(family.decisions)
    bound = {slug for d in made if d.action in {Action.MERGE, Action.SPLIT} for slug in d.slugs}
    rows = connection.execute(
        select(deal_states.c.deal, deal_states.c.headline, deal_states.c.dossier).where(
            deal_states.c.family_id == number, deal_states.c.valid_until.is_(None)
        )
    )
    found = []
    for row in rows:
        slugs = [slug for slug in row.dossier["tellings"] if slug in place]
        if slugs and not row.dossier["rejected"]:
            sure = bool(row.dossier["confirmed"])
            settled = sure or not bound.isdisjoint(slugs)
            places = [place[slug] for slug in slugs]
            found.append(_Deal(row.deal, row.headline, places, settled, sure))
    return found


def _doubts(family: Compared, deals: Sequence[_Deal]) -> Iterator[Json]:
    for deal in deals:
        if not deal.settled:
            yield from _joins(family, deal)
    for one, other, average in _near(family, deals):
        pair = likeness(family, *_nearest(family, one, other))
        if not pair.one_report and not (one.confirmed and other.confirmed):
            yield _apart(family, one, other, average, pair)


def _joins(family: Compared, deal: _Deal) -> Iterator[Json]:
    for at in deal.places:
        others = [place for place in deal.places if place != at]
        if not others or _chance(float(family.odds[at, others].max())) >= LIKELY:
            continue
        one = joined(family, at, deal.places)
        if one.likest and one.likeness:
            told = {
                "headline": deal.headline,
                "report": _report(one.report),
                "likest": _report(one.likest),
                "reasons": one.likeness.reasons,
            }
            yield _row(f"+{one.slug}", 1 - one.likeness.chance, deal.id, told)


def _near(family: Compared, deals: Sequence[_Deal]) -> Iterator[tuple[_Deal, _Deal, float]]:
    """Yield pairs of deals whose tellings are alike enough on average, with the average."""
    if len(deals) < 2:
        return
    shares = np.zeros((len(deals), len(family.tellings)))
    for number, deal in enumerate(deals):
        shares[number, deal.places] = 1 / len(deal.places)
    averages = shares @ family.odds @ shares.T
    least = math.log(_NEAR / (1 - _NEAR))
    for one, other in np.argwhere(np.triu(averages >= least, 1)):
        yield deals[one], deals[other], float(averages[one, other])


def _nearest(family: Compared, one: _Deal, other: _Deal) -> tuple[int, int]:
    table = family.odds[np.ix_(one.places, other.places)]
    a, b = divmod(int(table.argmax()), len(other.places))
    return one.places[a], other.places[b]


def _apart(family: Compared, one: _Deal, other: _Deal, average: float, pair: Likeness) -> Json:
    a, b = _nearest(family, one, other)
    told = {
        "headline": one.headline,
        "other": other.id,
        "other_headline": other.headline,
        "report": _report(family.tellings[a].report),
        "likest": _report(family.tellings[b].report),
        "reasons": pair.reasons,
    }
    return _row("~".join(sorted((one.id, other.id))), _chance(average), one.id, told)


def _row(subject: str, doubt: float, deal: str, told: Json) -> Json:
    return {"subject": subject, "doubt": doubt, "deal": deal, "told": told}


def _report(one: ReportRef) -> Json:
    return {
        "key": one.key,
        "title": one.title,
        "publisher": one.publisher,
        "published": one.published.isoformat() if one.published else None,
    }


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-max(min(odds, 30.0), -30.0)))
