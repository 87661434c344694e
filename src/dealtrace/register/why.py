"""Why a deal is one deal: for each of its tellings the one it is likest to, and the reasons."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, select

from dealtrace.register import decisions, one_deal
from dealtrace.register.decisions import Action, Decision
from dealtrace.register.family import Compared, Family, load_family
from dealtrace.register.matching import reasons, told_apart
from dealtrace.register.model import ReportRef, Telling
from dealtrace.register.profiles import Profile
from dealtrace.register.schema import report_deals

_APART = 3  # deals shown that come nearest and were kept apart


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like two tellings are. ``odds`` are log-odds that they tell of one deal; ``reasons``
    what speaks for it (above 0) and against it, by weight; ``one_report`` that one report tells
    them as two deals, which weighs against all else."""

    odds: float
    reasons: tuple[tuple[str, float], ...]
    one_report: bool = False

    @property
    def chance(self) -> float:
        """How likely they tell of one deal, 0 to 1."""
        return 1 / (1 + math.exp(-max(min(self.odds, 30.0), -30.0)))


@dataclass(frozen=True, slots=True)
class Joined:
    """A telling (``slug``), its report, and the other of the deal's tellings that it is likest
    to; none where it is the only one."""

    slug: str
    report: ReportRef
    likest: ReportRef | None
    likeness: Likeness | None


@dataclass(frozen=True, slots=True)
class Apart:
    """Another deal that was compared and kept apart: the likeness of the two likest tellings, and
    ``average`` over all of them, which is what decides."""

    deal: str
    headline: str
    average: float
    own: ReportRef
    other: ReportRef
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Why:
    """Why the tellings of a deal were joined, which deals come near, and who decided what."""

    deal: str
    headline: str
    joined: tuple[Joined, ...]
    apart: tuple[Apart, ...]
    decisions: tuple[Decision, ...]


def why(connection: Connection, name: str, as_of: dt.date | None = None) -> Why:
    """Say why the deal ``name`` is one deal. Raises :class:`RegisterError` where there is none."""
    row = one_deal.deal(connection, name, as_of)
    slugs = row.dossier["tellings"]
    family = load_family(connection, _family_of(connection, slugs[0]))
    place = {telling.slug: i for i, telling in enumerate(family.tellings)}
    own = [place[slug] for slug in slugs if slug in place]
    compared = family.compared(decisions.judged(decisions.standing(family.decisions, as_of)))
    made = decisions.standing(decisions.about(connection, slugs), as_of)
    bonds = [d for d in made if d.action in {Action.MERGE, Action.SPLIT}]
    return Why(
        row.id,
        row.headline,
        tuple(joined(compared, i, own) for i in own),
        tuple(_apart(connection, family, compared, own, as_of)),
        tuple(bonds),
    )


def _family_of(connection: Connection, slug: str) -> int:
    asked = select(report_deals.c.family_id).where(report_deals.c.slug == slug)
    return int(connection.execute(asked).scalar_one())


def joined(family: Compared, at: int, own: Sequence[int]) -> Joined:
    """Return how the family's telling ``at`` is joined to the others ``own`` of its deal."""
    telling = family.tellings[at]
    others = [i for i in own if i != at]
    if not others:
        return Joined(telling.slug, telling.report, None, None)
    best = max(others, key=lambda i: (float(family.odds[at, i]), -i))
    other = family.tellings[best]
    return Joined(telling.slug, telling.report, other.report, likeness(family, at, best))


def likeness(family: Compared, one: int, other: int) -> Likeness:
    """Return how like two of a family's tellings are."""
    a, b = Profile(family.tellings[one]), Profile(family.tellings[other])
    told = bool(told_apart([a], [b])[0, 0])
    return Likeness(float(family.odds[one, other]), tuple(reasons(a, b)), told)


def _apart(
    connection: Connection,
    family: Family,
    compared: Compared,
    own: Sequence[int],
    as_of: dt.date | None,
) -> list[Apart]:
    """Return the family's other deals that come nearest, nearest first."""
    deals: dict[str, list[int]] = {}
    own_slugs = {family.tellings[i].slug for i in own}
    for dossier in family.dossiers(as_of):
        if own_slugs.isdisjoint(telling.slug for telling in dossier.tellings):
            deals[dossier.id] = _places(family, dossier.tellings)
    found = [
        (float(compared.odds[np.ix_(own, other)].mean()), deal)
        for deal, other in deals.items()
        if own and other
    ]
    nearest = sorted(found, key=lambda pair: (-pair[0], pair[1]))[:_APART]
    return [
        _nearest_pair(connection, compared, own, deals[deal], deal, average, as_of)
        for average, deal in nearest
    ]


def _places(family: Family, tellings: Sequence[Telling]) -> list[int]:
    slugs = {telling.slug for telling in tellings}
    return [i for i, telling in enumerate(family.tellings) if telling.slug in slugs]


def _nearest_pair(
    connection: Connection,
    family: Compared,
    own: Sequence[int],
    others: Sequence[int],
    deal: str,
    average: float,
    as_of: dt.date | None,
) -> Apart:
    table = family.odds[np.ix_(own, others)]
    a, b = divmod(int(table.argmax()), len(others))
    one, other = own[a], others[b]
    return Apart(
        deal,
        one_deal.deal(connection, deal, as_of).headline,
        average,
        family.tellings[one].report,
        family.tellings[other].report,
        likeness(family, one, other),
    )
