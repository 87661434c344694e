"""Keeping the deals in step with what the reports say, telling by telling.

Tellings are compared with those that share a key with them (``keys.py``); where the odds are even
or better two belong to one *family*. A family is clustered anew whenever it changes, so that the
deals depend on which tellings there are, never on the order in which they came. Deals are kept as
they were known on each day (``deal_states``): the reports published by then, the decisions taken
by then. A report that comes late changes many days; those may be worked out later (``past.py``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from dealtrace.register import decisions, past, recall, states
from dealtrace.register.clustering import clusters
from dealtrace.register.decisions import Action, Decision
from dealtrace.register.dossier import dossier
from dealtrace.register.keys import keys
from dealtrace.register.matching import log_odds
from dealtrace.register.model import Dossier, Telling
from dealtrace.register.profiles import Profile
from dealtrace.register.recall import Recalled
from dealtrace.register.schema import deal_states, report_deal_keys, report_deals
from dealtrace.register.store import inserted
from dealtrace.register.striking import Struck, without

# Statements are made once: working them out costs more than running them.
_KEYS = insert(report_deal_keys)
_DEALS_OF = select(report_deals.c.slug, report_deals.c.deal).where(
    report_deals.c.slug.in_(bindparam("slugs", expanding=True))
)
_MOVE = (
    update(report_deals)
    .where(report_deals.c.id == bindparam("which"))
    .values(family_id=bindparam("to"))
)
_UNITE, _UNITE_STATES = (
    update(table)
    .where(table.c.family_id.in_(bindparam("families", expanding=True)))
    .values(family_id=bindparam("to"))
    for table in (report_deals, deal_states)
)
_NAMED = select(report_deals.c.slug, report_deals.c.deal).where(
    report_deals.c.family_id == bindparam("family")
)
_NAME = (
    update(report_deals)
    .where(report_deals.c.slug == bindparam("telling"))
    .values(deal=bindparam("now"))
)


AT_ONCE = 100
"""Days times tellings of a family whose past is worked out while a report is added."""


@dataclass(frozen=True, slots=True)
class Family:
    """Tellings that may be of one deal, their odds [n, n] and the decisions about them."""

    tellings: list[Telling]
    odds: Any
    decisions: list[Decision]
    made: dict[tuple[str, ...], Dossier] = field(default_factory=dict)

    def dossiers(self, day: dt.date | None = None) -> list[Dossier]:
        """Return the deals as known on ``day``; as known now, without one."""
        known = [
            i
            for i, telling in enumerate(self.tellings)
            if day is None or telling.report.known_from <= day
        ]
        made = decisions.standing(self.decisions, day)
        joined, parted = decisions.bonds(made)
        found = clusters(
            [self.tellings[i] for i in known], self.odds[np.ix_(known, known)], joined, parted
        )
        struck = decisions.struck(made)
        return [one for cluster in found for one in self._decided(cluster, made, struck)]

    def _decided(
        self, cluster: Sequence[Telling], made: Sequence[Decision], struck: Mapping[str, Struck]
    ) -> Iterator[Dossier]:
        """Yield the deal of a cluster as people decided, without rejected claims; tellings that
        have no others become a deal apart, which is rejected."""
        own = {telling.slug for telling in cluster}
        if own.isdisjoint(struck):
            yield decisions.applied(self._dossier(cluster), made, own)
            return
        kept = [without(t, struck[t.slug]) if t.slug in struck else t for t in cluster]
        if left := [telling for telling in kept if telling]:
            yield decisions.applied(dossier(left), made, own)
        if gone := [telling for telling, now in zip(cluster, kept, strict=True) if not now]:
            strikes = [one for one in made if one.action is Action.REJECT_CLAIM]
            slugs = {telling.slug for telling in gone}
            yield replace(decisions.applied(dossier(gone), strikes, slugs), rejected=True)

    def _dossier(self, cluster: Sequence[Telling]) -> Dossier:
        """Return the dossier of some tellings; most are the same on several days."""
        slugs = tuple(telling.slug for telling in cluster)
        if slugs not in self.made:
            self.made[slugs] = dossier(cluster)
        return self.made[slugs]

    @property
    def days(self) -> list[dt.date]:
        """The days on which something became known, in order."""
        days = {telling.report.known_from for telling in self.tellings}
        return sorted(days | {d.made_at.date() for d in self.decisions})


class Stale:
    """Families whose deals have to be worked out anew, each with the day from which on."""

    def __init__(self) -> None:
        self.since: dict[int, dt.date] = {}

    def note(self, family: int, day: dt.date) -> None:
        """A family changed from ``day`` on."""
        self.since[family] = min(day, self.since.get(family, day))

    def unite(self, families: Iterable[int], family: int) -> None:
        """Several families are one now."""
        for one in families:
            if one in self.since:
                self.note(family, self.since.pop(one))


def take_in(
    connection: Connection, report_id: int, tellings: Sequence[Telling], stale: Stale
) -> None:
    """Write a report's tellings down and find their families, which are ``stale`` then."""
    for telling in tellings:
        number = _write(connection, report_id, telling)
        find_family(connection, number, telling, stale)


def settle(connection: Connection, stale: Stale) -> None:
    """Bring the deals of stale families up to date."""
    for family, day in sorted(stale.since.items()):
        refresh(connection, family, day)


def deals_of(connection: Connection, tellings: Sequence[Telling]) -> list[str]:
    """Return the deals that tellings are of, each once."""
    slugs = [telling.slug for telling in tellings]
    rows = connection.execute(_DEALS_OF, {"slugs": slugs}) if slugs else ()
    deal_of = {row.slug: row.deal for row in rows}
    return list(dict.fromkeys(deal_of[slug] for slug in slugs))


def _write(connection: Connection, report_id: int, telling: Telling) -> int:
    number = inserted(connection, report_deals, telling_row(report_id, telling))
    rows = [{"key": key, "report_deal_id": number} for key in keys(Profile(telling))]
    connection.execute(_KEYS, rows)
    return number


def telling_row(report_id: int, telling: Telling) -> dict[str, Any]:
    """Return a telling as a row of ``report_deals``, of no family yet."""
    deal = telling.deal
    value = deal["value"] or {"amount": None, "currency": None}
    return {
        "slug": telling.slug,
        "report_id": report_id,
        "position": telling.position,
        "supplier": "+".join(deal["supplier"]),
        "recipient": "+".join(deal["recipient"]),
        "kind": deal["kind"],
        "stage": deal["stage"],
        "stage_date": deal["stage_date"],
        "hedged": deal["hedged"],
        "value_amount": value["amount"],
        "value_currency": value["currency"],
        "items": deal["items"],
        "financing": deal["financing"],
        "says": deal["says"],
        "claims": deal["claims"],
        "chains": [list(chain) for chain in telling.chains],
        "steps": [list(step) for step in telling.steps],
        "known_from": telling.report.known_from,
        "family_id": 0,
        "deal": telling.slug,
    }


def find_family(connection: Connection, number: int, telling: Telling, stale: Stale) -> None:
    """Make one family of a telling and of those it may belong to, which is ``stale`` then."""
    near = [one for one in recall.sharing_a_key(connection, number) if one.family]
    families = _kin(telling, near) | _bound(connection, telling.slug)
    family = min([*families, number])
    connection.execute(_MOVE, {"which": number, "to": family})
    _unite(connection, families - {family}, family)
    stale.unite(families - {family}, family)
    stale.note(family, telling.report.known_from)


def _unite(connection: Connection, families: set[int], family: int) -> None:
    """Put the tellings and deals of ``families`` to ``family``."""
    if families:
        for statement in (_UNITE, _UNITE_STATES):
            connection.execute(statement, {"families": sorted(families), "to": family})
        past.unite(connection, families, family)


def _kin(own: Telling, near: Sequence[Recalled]) -> set[int]:
    """Return the families of tellings with even odds or better to be of the deal of ``own``."""
    if not near:
        return set()
    odds = log_odds([Profile(own)], [one.profile for one in near])[0]
    return {one.family for one, its in zip(near, odds, strict=True) if its > 0}


def _bound(connection: Connection, own: str) -> set[int]:
    """Return the families that decisions about a telling speak of."""
    others = {slug for made in decisions.about(connection, [own]) for slug in made.slugs}
    if not others:
        return set()
    rows = connection.execute(
        select(report_deals.c.family_id).where(report_deals.c.slug.in_(sorted(others)))
    )
    return {number for number in rows.scalars() if number}


def refresh(connection: Connection, family_id: int, since: dt.date) -> None:
    """Work out a family's deals as they are known now, after a change from the day ``since`` on.

    What was known on the days between is worked out too where that is little work; else it is put
    off, see ``past.py``.
    """
    family = load_family(connection, family_id)
    later = [day for day in family.days if day > since]
    if len(later) * len(family.tellings) <= AT_ONCE:
        days = [since, *later]
    else:
        days = later[-1:]
        past.put_off(connection, family_id, since)
    _work_out(connection, family_id, family, days)


def work_out_past(connection: Connection, family_id: int, since: dt.date) -> None:
    """Work out all that was known of a family's deals from the day ``since`` on."""
    family = load_family(connection, family_id)
    later = [day for day in family.days if day > since]
    _work_out(connection, family_id, family, [since, *later])


def _work_out(
    connection: Connection, family_id: int, family: Family, days: Sequence[dt.date]
) -> None:
    timeline = [(day, family.dossiers(day)) for day in days]
    states.replace(connection, family_id, timeline)
    _name_deals(connection, family_id, timeline[-1][1])


def load_family(connection: Connection, family_id: int) -> Family:
    """Return a family with all that its deals depend on."""
    members = recall.of_family(connection, family_id)
    tellings = [one.profile.telling for one in members]
    made = decisions.about(connection, [telling.slug for telling in tellings])
    return Family(tellings, recall.odds_of(connection, family_id, members), made)


def _name_deals(connection: Connection, family_id: int, dossiers: Iterable[Dossier]) -> None:
    rows = connection.execute(_NAMED, {"family": family_id})
    known = {row.slug: row.deal for row in rows}
    now = {telling.slug: one.id for one in dossiers for telling in one.tellings}
    changed = [{"telling": t, "now": d} for t, d in sorted(now.items()) if known.get(t) != d]
    if changed:
        connection.execute(_NAME, changed)


def forget(connection: Connection, report_id: int, stale: Stale) -> None:
    """Take a superseded report's tellings out of their deals; their rows stay, by their names."""
    rows = connection.execute(
        select(report_deals.c.id, report_deals.c.family_id, report_deals.c.known_from).where(
            report_deals.c.report_id == report_id
        )
    ).all()
    numbers = [row.id for row in rows]
    connection.execute(
        delete(report_deal_keys).where(report_deal_keys.c.report_deal_id.in_(numbers))
    )
    connection.execute(
        update(report_deals)
        .where(report_deals.c.id.in_(numbers))
        .values(family_id=0, deal=report_deals.c.slug)
    )
    for row in rows:
        stale.note(row.family_id, row.known_from)


def note_reports(connection: Connection, report_ids: Sequence[int], stale: Stale) -> None:
    """The deals that some reports tell of are stale, as when the reports' originals changed."""
    if not report_ids:
        return
    rows = connection.execute(
        select(report_deals.c.family_id, report_deals.c.known_from).where(
            report_deals.c.report_id.in_(report_ids), report_deals.c.family_id != 0
        )
    )
    for row in rows:
        stale.note(row.family_id, row.known_from)


def decided(connection: Connection, made: Decision) -> None:
    """Bring the deals up to date that a decision speaks of."""
    rows = connection.execute(
        select(report_deals.c.family_id, report_deals.c.id).where(
            report_deals.c.slug.in_(sorted(made.slugs)), report_deals.c.family_id != 0
        )
    ).all()
    families = {row.family_id for row in rows}
    if not families:
        return
    family = min(families)
    _unite(connection, families - {family}, family)
    refresh(connection, family, made.made_at.date())
