"""What else a state is told to depend on: oil, gas, food, money, from whom, and where it goes.

Taken are claims of supplies, transfers and credit to the state whose sentence names such a thing.
Whether it rises or falls is counted from the sentences that say so; nobody's figures are added.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from dealtrace.knowledge.cues import direction, thing_needed
from dealtrace.register.said import Said, claims_told

_GIVEN = {"supply": "supplier", "transfer": "donor", "credit": "lender"}
_TAKEN = ("recipient", "borrower")


@dataclass(frozen=True, slots=True)
class OtherDependence:
    """One thing from one giver: in how many reports, from when to when, told as rising or falling
    in how many of them, and the latest sentence with its report and who says it."""

    thing: str
    giver: str
    reports: int
    rising: int
    falling: int
    first: dt.date | None
    last: dt.date | None
    sentence: str
    report: str
    says: tuple[str, ...]

    @property
    def way(self) -> str:
        """Where it goes by most of those who say: "rising", "falling", or "unknown"."""
        if self.rising == self.falling:
            return "unknown"
        return "rising" if self.rising > self.falling else "falling"


def other_dependences(
    connection: Connection, state: str, as_of: dt.date | None = None
) -> tuple[OtherDependence, ...]:
    """Return what a state (ISO3) is told to get from others besides arms, most told first."""
    said = claims_told(connection, list(_GIVEN), (state, _TAKEN), as_of, thing_needed)
    by: dict[tuple[str, str], list[Said]] = {}
    for one in said:
        thing = thing_needed(one.text)
        if thing is None or one.modality == "denied":
            continue
        for giver in one.who(_GIVEN[one.type]):
            if giver != state:
                by.setdefault((thing, giver), []).append(one)
    made = (_other(thing, giver, some) for (thing, giver), some in by.items())
    return tuple(sorted(made, key=lambda o: (-o.reports, o.thing, o.giver)))


def _other(thing: str, giver: str, some: list[Said]) -> OtherDependence:
    latest = some[0]
    days = [one.published for one in some if one.published]
    return OtherDependence(
        thing,
        giver,
        len({one.report for one in some}),
        _telling(some, "rising"),
        _telling(some, "falling"),
        min(days, default=None),
        max(days, default=None),
        latest.text,
        latest.report,
        tuple(link["source"] for link in latest.chain),
    )


def _telling(some: Iterable[Said], way: str) -> int:
    return len({one.report for one in some if direction(one.text) == way})
