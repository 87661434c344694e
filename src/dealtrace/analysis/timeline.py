"""What happened when: the course of one deal, or of all deals of a state or of two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from dealtrace.analysis.corroboration import in_words
from dealtrace.knowledge.countries import countries
from dealtrace.register import deal_lists, one_deal
from dealtrace.register.aggregates import full_day
from dealtrace.register.deal_lists import DealRow, Filter
from dealtrace.register.model import Json
from dealtrace.register.said import Said, claims_of_reports

MOST = 1000
"""Deals of a state that are looked at, the latest told first."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, or was told for the first time.

    ``date`` is an ISO day, maybe shortened ("2018-10"), or a span ("2018-10-29/2018-11-04").
    ``kind`` is stage, price, credit, meeting, visit, denial or decision; ``reports`` are keys.
    ``hedged`` marks what is planned or possible only; ``sentence`` is the report's own, if one
    alone tells it.
    """

    date: str
    kind: str
    text: str
    deal: str | None
    reports: tuple[str, ...]
    says: tuple[str, ...] = ()
    hedged: bool = False
    sentence: str = ""

    @property
    def day(self) -> dt.date:
        """The first day it may have been."""
        return full_day(self.date.split("/")[0]) or dt.date.max


@dataclass(frozen=True)
class Timeline:
    """Events in order of time, and whose they are: a deal's headline, or "Deals of Cuba"."""

    of: str
    events: tuple[Event, ...]
    as_of: dt.date | None


def deal_timeline(connection: Connection, name: str, as_of: dt.date | None = None) -> Timeline:
    """Return what happened to a deal. Raises ``RegisterError`` for an unknown one."""
    row = one_deal.deal(connection, name, as_of)
    events = [*_stages(row), *_sums(row)]
    met = claims_of_reports(connection, row.dossier["reports"], ["meeting", "visit"], as_of)
    parties = {*row.dossier["supplier"], *row.dossier["recipient"]}
    events += meetings(met, parties, row.id)
    denials = claims_of_reports(connection, row.dossier["reports"], ["denial"], as_of)
    events += [_said(one, "denial", row.id) for one in denials if one.published]
    events += _decisions(connection, row, as_of)
    return Timeline(row.headline, _ordered(events), as_of)


def states_timeline(
    connection: Connection,
    wanted: Filter,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    as_of: dt.date | None = None,
) -> Timeline:
    """Return the stages and sums of all deals that fit, within a time."""
    rows = deal_lists.deals(connection, wanted, limit=MOST, as_of=as_of, only=_KEYS)
    found = _ordered(event for row in rows for event in _of_deal(row))
    events = tuple(
        e for e in found if (since is None or e.day >= since) and (until is None or e.day <= until)
    )
    sides = (wanted.party, wanted.supplier, wanted.recipient)
    known = countries()
    names = [known[code].name if code in known else code for code in sides if code]
    return Timeline(f"Deals of {' and '.join(names)}" if names else "All deals", events, as_of)


_KEYS = ("supplier", "recipient", "status_history", "value", "financing")


def _of_deal(row: DealRow) -> Iterator[Event]:
    parties = _parties(row)
    for event in (*_stages(row), *_sums(row)):
        yield replace(event, text=f"{parties}: {event.text}")


def _parties(row: DealRow) -> str:
    known = countries()
    sides = (row.dossier["supplier"], row.dossier["recipient"])
    told = (" and ".join(known[c].name if c in known else c for c in side) for side in sides)
    return " → ".join(names or "unknown" for names in told)


def _ordered(events: Iterable[Event]) -> tuple[Event, ...]:
    dated = [event for event in events if event.day != dt.date.max]
    return tuple(sorted(dated, key=lambda e: (e.day, len(e.date), e.kind, e.text)))


def _stages(row: DealRow) -> Iterator[Event]:
    for step in row.dossier["status_history"]:
        if step["date"]:
            reports = tuple(step["reports"])
            yield Event(
                step["date"], "stage", step["stage"], row.id, reports, hedged=step["hedged"]
            )


def _sums(row: DealRow) -> Iterator[Event]:
    """Give each sum on the day it was told first."""
    for told in row.dossier["value"]:
        yield from _sum(row, "price", "price", told)
    for told in row.dossier["financing"]:
        if told["value"]["amount"] is not None:
            yield from _sum(row, "credit", told["value"]["kind"], told)


def _sum(row: DealRow, kind: str, word: str, told: Json) -> Iterator[Event]:
    if told["first_seen"]:
        text = f"{word} of {in_words(told['value'])}, first told"
        says = tuple(told["says"])
        yield Event(told["first_seen"], kind, text, row.id, tuple(told["reports"]), says)


def meetings(found: Sequence[Said], parties: Iterable[str], deal: str | None) -> list[Event]:
    """Return meetings and visits of these states' people, one of a day and company once."""
    events: dict[tuple[str, frozenset[str]], Event] = {}
    states = set(parties)
    for one in found:
        who = [actor for _, actor in one.actors]
        if one.modality == "denied" or not states & one.states:
            continue
        date = one.time or (one.published.isoformat() if one.published else "")
        key = date, frozenset(who)
        if date and key not in events:
            events[key] = _said(one, one.type, deal, date)
    return list(events.values())


def _said(one: Said, kind: str, deal: str | None, date: str = "") -> Event:
    return Event(
        date or str(one.published),
        kind,
        _company(one),
        deal,
        (one.report,),
        tuple(link["source"] for link in one.chain),
        one.modality in {"planned", "possible"},
        one.text,
    )


def _company(one: Said) -> str:
    """Who was there, and where: "Sergei Lavrov, Bruno Rodriguez in Moscow"."""
    known = countries()
    names = dict.fromkeys(known[n].name if n in known else n for _, n in one.actors)
    place = f" in {one.place}" if one.place and one.place not in names else ""
    return ", ".join(names) + place


def _decisions(connection: Connection, row: DealRow, as_of: dt.date | None) -> Iterator[Event]:
    for event in one_deal.history(connection, row.id):
        made = event.decision
        if made is not None and (as_of is None or event.day <= as_of):
            text = f"{made.action} by {made.made_by}" + (f": {made.reason}" if made.reason else "")
            yield Event(event.day.isoformat(), "decision", text, row.id, ())
