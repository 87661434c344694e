"""Keeping the deals in step with what the reports say, telling by telling.

Tellings are compared with those that share a key with them (``keys.py``); where the odds are even
or better two belong to one *family*. A family is clustered anew whenever it changes, so that the
deals depend on which tellings there are, never on the order in which they came. Deals are kept as
they were known on each day (``deal_states``): the reports published by then, the decisions taken
by then. A report that comes late changes many days; those may be worked out later (``past.py``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from dealtrace.register import decisions, past, recall, spans
from dealtrace.register.decisions import Action, Decision
from dealtrace.register.family import Family, as_corrected, load_family
from dealtrace.register.keys import keys
from dealtrace.register.matching import log_odds
from dealtrace.register.model import Telling
from dealtrace.register.profiles import Profile
from dealtrace.register.progress import Progress, ignore
from dealtrace.register.schema import deal_states, report_deal_keys, report_deals
from dealtrace.register.store import inserted

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
_NAME = (
    update(report_deals)
    .where(report_deals.c.slug == bindparam("telling"))
    .values(deal=bindparam("now"))
)


AT_ONCE = 100
"""Days times tellings of a family whose past is worked out while a report is added."""


@dataclass(frozen=True, slots=True)
class Change:
    """That a family changed from the day ``since`` on, and where: by the ``tellings`` of these
    numbers; anywhere, where they are None. ``altered`` are those of them that the register had
    before."""

    since: dt.date
    tellings: frozenset[int] | None
    altered: frozenset[int] = frozenset()

    def __or__(self, other: Change) -> Change:
        both = self.tellings is not None and other.tellings is not None
        tellings = (self.tellings or frozenset()) | (other.tellings or frozenset())
        altered = self.altered | other.altered
        return Change(min(self.since, other.since), tellings if both else None, altered)


class Stale:
    """Families whose deals have to be worked out anew, each with what changed of it."""

    def __init__(self) -> None:
        self.changes: dict[int, Change] = {}

    def note(self, family: int, change: Change) -> None:
        """A family changed."""
        before = self.changes.get(family)
        self.changes[family] = change if before is None else before | change

    def unite(self, families: Iterable[int], family: int) -> None:
        """Several families are one now."""
        for one in families:
            if one in self.changes:
                self.note(family, self.changes.pop(one))


def take_in(
    connection: Connection, report_id: int, tellings: Sequence[Telling], stale: Stale
) -> None:
    """Write a report's tellings down and find their families, which are ``stale`` then."""
    for telling in tellings:
        number = _write(connection, report_id, telling)
        find_family(connection, number, telling, stale)


def settle(connection: Connection, stale: Stale, progress: Progress = ignore) -> None:
    """Bring the deals of stale families up to date."""
    for done, (family, change) in enumerate(sorted(stale.changes.items())):
        refresh(connection, family, change)
        progress("deals", done, len(stale.changes))


def deals_of(connection: Connection, tellings: Sequence[Telling]) -> list[str]:
    """Return the deals that tellings are of, each once."""
    slugs = [telling.slug for telling in tellings]
    rows = connection.execute(_DEALS_OF, {"slugs": slugs}) if slugs else ()
    deal_of = {row.slug: row.deal for row in rows}
    return list(dict.fromkeys(deal_of[slug] for slug in slugs))


def _write(connection: Connection, report_id: int, telling: Telling) -> int:
    number = inserted(connection, report_deals, telling_row(report_id, telling))
    _write_keys(connection, number, keys(Profile(telling)))
    return number


def _write_keys(connection: Connection, number: int, found: Iterable[int]) -> None:
    rows = [{"key": key, "report_deal_id": number} for key in found]
    connection.execute(_KEYS, rows)


def found_by(versions: Sequence[Telling]) -> tuple[int, ...]:
    """Return the keys that a telling is found by, given it as reported and, where people corrected
    its claims, as they did."""
    return tuple(sorted({key for telling in versions for key in keys(Profile(telling))}))


def versions(connection: Connection, telling: Telling) -> list[Telling]:
    """Return a telling as reported and, where people corrected its claims, as they did."""
    return _versions(connection, [telling])[telling.slug]


def _versions(connection: Connection, several: Sequence[Telling]) -> dict[str, list[Telling]]:
    made: Sequence[Decision] = ()
    if decisions.any_corrected(connection):
        made = decisions.standing(decisions.about(connection, [one.slug for one in several]))
    found = decisions.judged(made)
    both = ((one, as_corrected(one, found.get(one.slug))) for one in several)
    return {one.slug: [one] if one is now else [one, now] for one, now in both}


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
        "backing": {part: list(places) for part, places in telling.backing.items()},
        "known_from": telling.report.known_from,
        "family_id": 0,
        "deal": telling.slug,
    }


def find_family(connection: Connection, number: int, telling: Telling, stale: Stale) -> None:
    """Make one family of a telling and of those it may belong to, which is ``stale`` then."""
    families = _near(connection, number, telling) | _bound(connection, telling.slug)
    family = min([*families, number])
    connection.execute(_MOVE, {"which": number, "to": family})
    _unite(connection, families - {family}, family)
    stale.unite(families - {family}, family)
    stale.note(family, Change(telling.report.known_from, frozenset({number})))


def _unite(connection: Connection, families: set[int], family: int) -> None:
    """Put the tellings and deals of ``families`` to ``family``."""
    if families:
        for statement in (_UNITE, _UNITE_STATES):
            connection.execute(statement, {"families": sorted(families), "to": family})
        past.unite(connection, families, family)


def _near(connection: Connection, number: int, telling: Telling) -> set[int]:
    """Return the families of tellings with even odds or better to be of the deal of one, each as
    reported or as people corrected it."""
    near = [one for one in recall.sharing_a_key(connection, number) if one.family]
    if not near:
        return set()
    told = _versions(connection, [telling, *(one.profile.telling for one in near)])
    families = [one.family for one in near for _ in told[one.profile.telling.slug]]
    theirs = [
        one.profile if version is one.profile.telling else Profile(version)
        for one in near
        for version in told[one.profile.telling.slug]
    ]
    odds = log_odds([Profile(one) for one in told[telling.slug]], theirs).max(axis=0)
    return {family for family, its in zip(families, odds, strict=True) if its > 0}


def _bound(connection: Connection, own: str) -> set[int]:
    """Return the families that decisions about a telling speak of."""
    others = {slug for made in decisions.about(connection, [own]) for slug in made.slugs}
    if not others:
        return set()
    rows = connection.execute(
        select(report_deals.c.family_id).where(report_deals.c.slug.in_(sorted(others)))
    )
    return {number for number in rows.scalars() if number}


def refresh(connection: Connection, family_id: int, change: Change) -> None:
    """Work out a family's deals as they are known now, after a change.

    What was known on the days between is worked out too where that is little work; else it is put
    off, see ``past.py``.
    """
    family = load_family(connection, family_id)
    later = [day for day in family.days if day > change.since]
    if later and change.altered:
        altered = {
            telling.slug
            for telling, number in zip(family.tellings, family.numbers, strict=True)
            if number in change.altered
        }
        spans.forget(connection, family_id, change.since, altered)
    if later and len(later) * len(family.tellings) <= AT_ONCE:
        _work_out(connection, family_id, family, change.since)
        return
    if later:
        past.put_off(connection, family_id, change.since)
    now = later[-1] if later else change.since
    if change.tellings is None:
        _work_out(connection, family_id, family, now)
    else:
        _work_out_now(connection, family_id, family, now, change.tellings)


def _work_out_now(
    connection: Connection,
    family_id: int,
    family: Family,
    now: dt.date,
    changed: Collection[int],
) -> None:
    """Work out those deals that are other than before, or have a telling that changed.

    Most of a family's deals stay what they were, and their dossiers need not even be read.
    """
    places = {telling.slug: place for place, telling in enumerate(family.tellings)}
    before: dict[str, set[str]] = {}
    for telling, deal in zip(family.tellings, family.deals, strict=True):
        before.setdefault(deal, set()).add(telling.slug)
    other = []
    for cluster in family.clusters(now):
        slugs = {telling.slug for telling in cluster}
        if before.get(cluster[0].slug) == slugs and not any(
            family.numbers[places[slug]] in changed for slug in slugs
        ):
            del before[cluster[0].slug]
        else:
            other.append(cluster)
    after = family.dossiers_of(other, now)
    spans.replace(connection, family_id, now, after, {*before, *(one.id for one in after)})
    _name_deals(connection, family, {t.slug: one.id for one in after for t in one.tellings})


def work_out_past(connection: Connection, family_id: int, since: dt.date) -> None:
    """Work out all that was known of a family's deals from the day ``since`` on."""
    _work_out(connection, family_id, load_family(connection, family_id), since)


def _work_out(connection: Connection, family_id: int, family: Family, since: dt.date) -> None:
    """Work out all of a family's deals as known from the day ``since`` on."""
    _name_deals(connection, family, spans.follow(connection, family_id, family, since))


def _name_deals(connection: Connection, family: Family, deal_of: Mapping[str, str]) -> None:
    """Write down which deal each telling is of, where that is another than before."""
    known = dict(zip((telling.slug for telling in family.tellings), family.deals, strict=True))
    changed = [
        {"telling": slug, "now": deal}
        for slug, deal in sorted(deal_of.items())
        if known.get(slug) != deal
    ]
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
        stale.note(row.family_id, Change(row.known_from, None))


def note_reports(connection: Connection, report_ids: Sequence[int], stale: Stale) -> None:
    """The deals that some reports tell of are stale, as when the reports' originals changed."""
    if not report_ids:
        return
    rows = connection.execute(
        select(report_deals.c.id, report_deals.c.family_id, report_deals.c.known_from).where(
            report_deals.c.report_id.in_(report_ids), report_deals.c.family_id != 0
        )
    )
    for row in rows:
        own = frozenset({row.id})
        stale.note(row.family_id, Change(row.known_from, own, own))


def decided(connection: Connection, made: Decision) -> None:
    """Bring the deals up to date that a decision speaks of."""
    rows = connection.execute(
        select(report_deals.c.family_id, report_deals.c.id).where(
            report_deals.c.slug.in_(sorted(made.slugs)), report_deals.c.family_id != 0
        )
    ).all()
    families = {row.family_id for row in rows} | _found_anew(connection, made)
    if not families:
        return
    family = min(families)
    _unite(connection, families - {family}, family)
    refresh(connection, family, Change(made.made_at.date(), None))


def _found_anew(connection: Connection, made: Decision) -> set[int]:
    """Have tellings found by what they say now that a decision on a claim is about, or one that
    undoes it; return the families they may belong to now."""
    about = decisions.about(connection, made.slugs)
    slugs = {s for one in about if one.action is Action.CORRECT_CLAIM for s in one.what["said"]}
    own = report_deals.c.slug.in_(sorted(slugs)) & (report_deals.c.family_id != 0)
    numbers = connection.execute(select(report_deals.c.id).where(own)).scalars().all()
    families: set[int] = set()
    for one in recall.numbered(connection, numbers) if numbers else ():
        mine = report_deal_keys.c.report_deal_id == one.number
        connection.execute(delete(report_deal_keys).where(mine))
        telling = one.profile.telling
        _write_keys(connection, one.number, found_by(versions(connection, telling)))
        families |= _near(connection, one.number, telling)
    return families
