"""Deals as they were known from one day until another: kept, ended and written anew.

A dossier that no decision speaks of follows from its tellings alone. So a state that the register
has already, of a deal with the same tellings, is kept: it need not be made again to be compared.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, or_, select, update

from dealtrace.register import states
from dealtrace.register.family import Cluster, Family, Turn
from dealtrace.register.model import Dossier, Json, Telling
from dealtrace.register.schema import deal_briefs, deal_facets, deal_states
from dealtrace.register.wire import to_json

Slugs = tuple[str, ...]


@dataclass(slots=True)
class Span:
    """What was known of a deal from ``since`` until ``until``.

    One that the register has already has a ``row``; others have the dossier, ``one``, or the
    cluster it is to be made of.
    """

    deal: str
    tellings: Slugs
    since: dt.date
    until: dt.date | None = None
    one: Dossier | None = None
    cluster: Cluster = ()
    row: Any = None

    @property
    def decided(self) -> bool:
        """Whether it is other than its tellings make it."""
        return bool(self.row.decisions if self.row else self.one and self.one.decisions)

    def dossier(self, family: Family) -> Dossier:
        """Return the dossier of one that has no row."""
        return self.one or family.dossiers_of([self.cluster], self.since)[0]


def whole(family: Family) -> list[Span]:
    """Return all that was ever known of a family's deals."""
    timeline = _Timeline(family, _Kept((), family.days[0]))
    for turn in family.course(family.days[0]):
        timeline.turn(turn)
    return timeline.spans


def replace(
    connection: Connection,
    family_id: int,
    day: dt.date,
    dossiers: Sequence[Dossier],
    among: Collection[str],
) -> None:
    """Write what is known of some deals from ``day`` on in place of what was known of them.

    ``among`` are the ids of these deals and of those that are no more; all others stay.
    """
    rows = list(_of_deals(connection, family_id, day, among))
    now = {one.id: one for one in dossiers}
    bodies = {one.id: to_json(one) for one in dossiers}
    drop(connection, [row.id for row in rows if row.valid_from >= day])
    for row in rows:
        if row.valid_from < day:
            same = bodies.get(row.deal) == row.dossier
            until = None if same else day
            if row.valid_until != until:
                connection.execute(_DATE, _dates(row.id, row.valid_from, until))
            if same:
                del now[row.deal]
    for one in now.values():
        states.write(connection, family_id, one, day, None)


def _of_deals(
    connection: Connection, family_id: int, since: dt.date, among: Collection[str]
) -> Iterator[Any]:
    deals = sorted(among)
    for start in range(0, len(deals), _SOME):
        some = {"family": family_id, "since": since, "deals": deals[start : start + _SOME]}
        yield from connection.execute(_WHOLE, some)


def follow(
    connection: Connection, family_id: int, family: Family, since: dt.date
) -> dict[str, str]:
    """Write all that was known of a family's deals from the day ``since`` on.

    Returns by telling (slug) the deal that it is of now.
    """
    rows = connection.execute(_TELLINGS, _from(family_id, since)).all()
    kept = _Kept(rows, since, connection)
    timeline = _Timeline(family, kept)
    for turn in family.course(since):
        timeline.turn(turn)
    drop(connection, kept.left)
    dates = [
        _dates(span.row.id, span.since, span.until)
        for span in timeline.spans
        if span.row is not None
        and (span.row.valid_from, span.row.valid_until) != (span.since, span.until)
    ]
    if dates:
        connection.execute(_DATE, dates)
    for span in timeline.spans:
        if span.row is None:
            states.write(connection, family_id, span.dossier(family), span.since, span.until)
    return timeline.deal_of


class _Kept:
    """States that the register has: those that went on until a day, and later ones."""

    def __init__(self, rows: Sequence[Any], since: dt.date, connection: Any = None) -> None:
        self._connection = connection
        self.going_on = {
            row.deal: Span(row.deal, tuple(row.tellings), row.valid_from, None, row=row)
            for row in rows
            if row.valid_from < since
        }
        self._later: defaultdict[tuple[str, Slugs], list[Any]] = defaultdict(list)
        for row in rows:
            if row.valid_from >= since and not row.decisions:
                self._later[row.deal, tuple(row.tellings)].append(row)
        self._decided = [row.id for row in rows if row.valid_from >= since and row.decisions]

    def take(self, deal: str, tellings: Slugs) -> Any:
        """Return a later state of a deal that is what these tellings make it, each but once; None
        without one."""
        found = self._later.get((deal, tellings))
        return found.pop() if found else None

    @property
    def left(self) -> list[int]:
        """The later states (ids) that were not taken."""
        return self._decided + [row.id for rows in self._later.values() for row in rows]

    def body(self, row: Any) -> Json:
        """Return what a state knew."""
        found: Json = self._connection.execute(_BODY, {"which": row.id}).scalar_one()
        return found


@dataclass
class _Timeline:
    """A family's deals from day to day; ``deal_of`` each telling (slug) as known last.

    ``kept`` are the states that the register has.
    """

    family: Family
    kept: _Kept
    spans: list[Span] = field(default_factory=list)
    deal_of: dict[str, str] = field(default_factory=dict)
    _deals: dict[Slugs, Sequence[str]] = field(default_factory=dict)  # of clusters decided upon

    def __post_init__(self) -> None:
        self.going_on: dict[str, Span] = self.kept.going_on
        self.spans += self.going_on.values()
        self._first = True

    def turn(self, turn: Turn) -> None:
        """Go on to a day: end what is no more, and begin what is new."""
        gone = list(self.going_on) if self._first else self._gone(turn.gone)
        come = {span.deal: span for span in self._come(turn)}
        self._first = False
        for deal in gone:
            if deal in come and self._same(self.going_on[deal], come[deal]):
                del come[deal]
            else:
                self.going_on.pop(deal).until = turn.day
        for deal, span in come.items():
            self.going_on[deal] = span
            if not span.decided:
                span.row = self.kept.take(deal, span.tellings)
            self.spans.append(span)

    def _gone(self, clusters: Iterable[Cluster]) -> list[str]:
        several = (_slugs(cluster) for cluster in clusters)
        return [deal for slugs in several for deal in self._deals.get(slugs, slugs[:1])]

    def _come(self, turn: Turn) -> Iterator[Span]:
        for cluster in turn.come:
            if self.family.undecided(cluster):
                slugs = _slugs(cluster)
                yield Span(slugs[0], slugs, turn.day, cluster=cluster)
                self.deal_of.update(dict.fromkeys(slugs, slugs[0]))
            else:
                yield from self._decided(cluster, turn.day)

    def _decided(self, cluster: Cluster, day: dt.date) -> Iterator[Span]:
        """Yield the deals of a cluster that decisions speak of: two, where claims are rejected."""
        made = self.family.dossiers_of([cluster], day)
        self._deals[_slugs(cluster)] = [one.id for one in made]
        for one in made:
            slugs = _slugs(one.tellings)
            yield Span(one.id, slugs, day, one=one)
            self.deal_of.update(dict.fromkeys(slugs, one.id))

    def _same(self, before: Span, now: Span) -> bool:
        if before.tellings != now.tellings:
            return False
        if not (before.decided or now.decided):
            return True
        was = self.kept.body(before.row) if before.row else to_json(before.dossier(self.family))
        return was == to_json(now.dossier(self.family))


def _slugs(tellings: Iterable[Telling]) -> Slugs:
    return tuple(telling.slug for telling in tellings)


def forget(connection: Connection, family_id: int, since: dt.date, altered: Set[str]) -> None:
    """Remove what was known from ``since`` on by tellings (slugs) that are altered now."""
    rows = connection.execute(_TELLINGS, _from(family_id, since))
    drop(connection, [row.id for row in rows if not altered.isdisjoint(row.tellings)])


def drop(connection: Connection, ids: Sequence[int]) -> None:
    """Remove states, by their ids."""
    for start in range(0, len(ids), _SOME):
        some = {"ids": ids[start : start + _SOME]}
        for statement in (_DROP_FACETS, _DROP_BRIEFS, _DROP):
            connection.execute(statement, some)


def _from(family_id: int, since: dt.date) -> Json:
    return {"family": family_id, "since": since}


def _dates(row: int, since: dt.date, until: dt.date | None) -> Json:
    return {"which": row, "since": since, "until": until}


_SOME = 500  # values in one list of a query
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_COLUMNS = (
    deal_states.c.id,
    deal_states.c.deal,
    deal_states.c.valid_from,
    deal_states.c.valid_until,
)
_LASTING = (
    deal_states.c.family_id == bindparam("family"),
    or_(deal_states.c.valid_until.is_(None), deal_states.c.valid_until >= bindparam("since")),
)
_TELLINGS = (
    select(
        *_COLUMNS,
        deal_states.c.dossier["tellings"].label("tellings"),
        deal_states.c.dossier["decisions"].label("decisions"),
    )
    .where(*_LASTING)
    .order_by(deal_states.c.valid_from.desc(), deal_states.c.id)
)
_WHOLE = select(*_COLUMNS, deal_states.c.dossier).where(
    *_LASTING, deal_states.c.deal.in_(bindparam("deals", expanding=True))
)
_BODY = select(deal_states.c.dossier).where(deal_states.c.id == bindparam("which"))
_DROP_FACETS = delete(deal_facets).where(deal_facets.c.state_id.in_(_IDS))
_DROP_BRIEFS = delete(deal_briefs).where(deal_briefs.c.state_id.in_(_IDS))
_DROP = delete(deal_states).where(deal_states.c.id.in_(_IDS))
_DATE = (
    update(deal_states)
    .where(deal_states.c.id == bindparam("which"))
    .values(valid_from=bindparam("since"), valid_until=bindparam("until"))
)
