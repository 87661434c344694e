"""Tellings read back from their tables, those met lately from memory.

A new report is compared with all that its tellings may belong with, often the same hundreds as the
report before it. What a telling says never changes once it is written, so each connection keeps
the ones it read last, with what is compared of them. A transaction that is undone takes them along.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sqlalchemy import Connection, Row, bindparam, func, select

from dealtrace.register.conditions import codes
from dealtrace.register.matching import Floats, family_odds
from dealtrace.register.model import ReportRef, Telling
from dealtrace.register.profiles import Profile
from dealtrace.register.schema import report_deal_keys, report_deals, reports
from dealtrace.register.store import MEMORY

_KEPT = 4096  # tellings, of some 5 KB each
_SOME = 500  # values in one list of a query
_AT_ONCE = 1_000_000  # odds that are worked out at a time
_CELLS = 2_000_000  # odds that are kept, 8 bytes each

_Key = tuple[int, str, str]
"""A telling's number and slug, and the key of the text that its report is a copy of."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """A telling of the register: its number, its family (0: none yet), the deal it is of as far as
    that was worked out, and what it says."""

    number: int
    family: int
    deal: str
    profile: Profile

    @property
    def key(self) -> _Key:
        """What it is remembered by."""
        telling = self.profile.telling
        return self.number, telling.slug, telling.report.text_key


@dataclass(frozen=True, slots=True)
class _Odds:
    """A family's odds [n, n], and the row of each telling in them."""

    place: dict[_Key, int]
    odds: Floats


@dataclass(frozen=True, slots=True)
class _Memory:
    """What a connection keeps, what was met last at the end."""

    profiles: OrderedDict[_Key, Profile] = field(default_factory=OrderedDict)
    odds: OrderedDict[int, _Odds] = field(default_factory=OrderedDict)


def _memory(connection: Connection) -> _Memory:
    found = connection.info.setdefault(MEMORY, _Memory())
    assert isinstance(found, _Memory)
    return found


def of_family(connection: Connection, family: int) -> list[Recalled]:
    """Return the tellings of a family."""
    return _recalled(connection, _OF_FAMILY, {"family": family})


def sharing_a_key(connection: Connection, number: int) -> list[Recalled]:
    """Return all tellings that share a key with the one of this number, itself included."""
    return _recalled(connection, _SHARING, {"number": number})


def numbered(connection: Connection, numbers: Sequence[int]) -> list[Recalled]:
    """Return the tellings of these numbers, in that order."""
    found = _recalled(connection, _NUMBERED, {"numbers": list(numbers)})
    place = {number: i for i, number in enumerate(numbers)}
    return sorted(found, key=lambda one: place[one.number])


def odds_of(connection: Connection, family: int, members: Sequence[Recalled]) -> Floats:
    """Return the log-odds [n, n] by which a family's tellings are clustered.

    Only those of tellings that came since the family was last asked for are worked out.
    """
    memory = _memory(connection).odds
    before = memory.pop(family, _Odds({}, np.zeros((0, 0))))
    own = [one.key for one in members]
    old = [i for i, key in enumerate(own) if key in before.place]
    new = [i for i, key in enumerate(own) if key not in before.place]
    places = [before.place[own[i]] for i in old]
    odds = np.zeros((len(own), len(own)))
    odds[np.ix_(old, old)] = before.odds[np.ix_(places, places)]
    profiles = [one.profile for one in members]
    step = max(1, _AT_ONCE // max(1, len(own)))
    for start in range(0, len(new), step):  # of what is symmetric, half is worked out
        rows, columns = new[start : start + step], [*old, *new[start:]]
        some = family_odds([profiles[i] for i in rows], [profiles[i] for i in columns])
        odds[np.ix_(rows, columns)] = some
        odds[np.ix_(columns, rows)] = some.T
    memory[family] = _Odds({key: i for i, key in enumerate(own)}, odds)
    while sum(one.odds.size for one in memory.values()) > _CELLS and len(memory) > 1:
        memory.popitem(last=False)
    return odds


def _recalled(connection: Connection, asked: Any, values: Mapping[str, Any]) -> list[Recalled]:
    memory = _memory(connection).profiles
    rows = [
        (row.family_id, row.deal, (row.id, row.slug, row.text_key))
        for row in connection.execute(asked, values)
    ]
    missing = [key for _, _, key in rows if key not in memory]
    known = {key: memory[key] for _, _, key in rows if key in memory}
    known |= _read(connection, missing)
    for key, profile in known.items():
        memory[key] = profile
        memory.move_to_end(key)
    while len(memory) > _KEPT:
        memory.popitem(last=False)
    return [Recalled(key[0], family, deal, known[key]) for family, deal, key in rows]


def _read(connection: Connection, wanted: Sequence[_Key]) -> dict[_Key, Profile]:
    found: dict[_Key, Profile] = {}
    for start in range(0, len(wanted), _SOME):
        by_number = {key[0]: key for key in wanted[start : start + _SOME]}
        for row in connection.execute(_WHOLE, {"numbers": list(by_number)}):
            key = by_number[row.id]
            found[key] = Profile(_telling(row, key[2]))
    return found


def _telling(row: Row[Any], text_key: str) -> Telling:
    ref = ReportRef(
        row.report_key, row.published, row.publisher, row.title, row.url, row.added_at, text_key
    )
    value = {"amount": row.value_amount, "currency": row.value_currency}
    deal = {
        "supplier": list(codes(row.supplier)),
        "recipient": list(codes(row.recipient)),
        "kind": row.kind,
        "items": row.items,
        "value": value if row.value_amount is not None else None,
        "financing": row.financing,
        "stage": row.stage,
        "stage_date": row.stage_date,
        "hedged": row.hedged,
        "says": row.says,
        "claims": row.claims,
    }
    chains = tuple(tuple(chain) for chain in row.chains)
    steps = tuple((stage, day) for stage, day in row.steps)
    return Telling(ref, row.position, deal, chains, steps, dict(row.backing))


# Statements are made once: working them out costs more than running them.
_original = reports.alias("original")
_ASKED = (
    select(
        report_deals.c.id,
        report_deals.c.slug,
        report_deals.c.family_id,
        report_deals.c.deal,
        func.coalesce(_original.c.key, reports.c.key).label("text_key"),
    )
    .join(reports, reports.c.id == report_deals.c.report_id)
    .outerjoin(_original, _original.c.id == reports.c.copy_of)
    .where(reports.c.superseded_by.is_(None))
)
_OF_FAMILY = _ASKED.where(report_deals.c.family_id == bindparam("family"))
_OWN_KEYS = select(report_deal_keys.c.key).where(
    report_deal_keys.c.report_deal_id == bindparam("number")
)
_SHARING = _ASKED.where(
    report_deals.c.id.in_(
        select(report_deal_keys.c.report_deal_id).where(report_deal_keys.c.key.in_(_OWN_KEYS))
    )
)
_IN_NUMBERS = report_deals.c.id.in_(bindparam("numbers", expanding=True))
_NUMBERED = _ASKED.where(_IN_NUMBERS)
_WHOLE = (
    select(
        report_deals,
        reports.c.key.label("report_key"),
        reports.c.published,
        reports.c.publisher,
        reports.c.title,
        reports.c.url,
        reports.c.added_at,
    )
    .join(reports, reports.c.id == report_deals.c.report_id)
    .where(_IN_NUMBERS)
)
