"""A register of very many deals, written straight into its tables.

``python -m benchmarks.made_register FILE DEALS``

Adding half a million reports one after another takes hours, most of which goes into finding out
which of them tell of one deal. Here that is known: each made deal has its reports, whose tellings
come to a dossier as always, and the rows are written as adding would write them, but for the keys
by which tellings are found and the index of words, which no export reads.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.made_deals import MadeDeal, made_deals
from benchmarks.made_reports import Made, report_of
from sqlalchemy import Connection, Table, insert

from dealtrace.intake.report import Report
from dealtrace.register.dossier import dossier
from dealtrace.register.model import Dossier, ReportRef, Telling
from dealtrace.register.schema import (
    claim_actors,
    claims,
    deal_facets,
    deal_states,
    entities,
    name_offices,
    names,
    report_deals,
    report_offices,
    reports,
)
from dealtrace.register.states import columns, facets
from dealtrace.register.store import Register
from dealtrace.register.tellings import tellings
from dealtrace.register.wire import to_json

MOST = 2  # reports of a deal
AT_ONCE = 1000  # deals whose rows are written together
_ADDED = dt.datetime(2026, 1, 1)
Row = dict[str, Any]


def made_register(file: Path, size: int, seed: int = 1) -> None:
    """Make a register of ``size`` deals at ``file``; the same size and seed give the same one."""
    register = Register.open(str(file), create=True)
    made = _Rows()
    with register.writing() as connection:
        for table in ("claims", "reports"):
            connection.exec_driver_sql(f"drop trigger {table}_inserted")
        for number, deal in enumerate(_deals(Random(seed), size), 1):
            made.add(Random(seed * size + number), deal)
            if number % AT_ONCE == 0 or number == size:
                made.write(connection)
    register.close()


def _deals(random: Random, size: int) -> Iterator[MadeDeal]:
    left = size
    while left > 0:
        some = made_deals(random, min(left, AT_ONCE) * 2)[:left]
        left -= len(some)
        yield from some


@dataclass
class _Rows:
    """Rows that wait to be written, by table, and who has been named so far."""

    waiting: dict[Table, list[Row]] = field(default_factory=lambda: defaultdict(list))
    named: dict[tuple[str, str], int] = field(default_factory=dict)
    mentions: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    held: set[tuple[int, str]] = field(default_factory=set)
    report: count[int] = field(default_factory=lambda: count(1))
    claim: count[int] = field(default_factory=lambda: count(1))
    state: count[int] = field(default_factory=lambda: count(1))
    telling: count[int] = field(default_factory=lambda: count(1))

    def write(self, connection: Connection) -> None:
        """Write what waits, what others refer to first."""
        order = (reports, entities, names, claims, claim_actors, report_deals, deal_states,
                 deal_facets, name_offices, report_offices)  # fmt: skip
        for table in order:
            if self.waiting[table]:
                connection.execute(insert(table), self.waiting[table])
        self.waiting.clear()

    def add(self, random: Random, deal: MadeDeal) -> None:
        """Make the rows of a deal and its reports."""
        told: list[tuple[int, Telling]] = []
        for _ in range(min(deal.reports, MOST)):
            stage = random.randrange(len(deal.course))
            day = deal.course[stage][1] + dt.timedelta(int(random.expovariate(1 / 5)))
            number = next(self.report)
            made = report_of(random, deal, stage, day, number)
            self._report(number, made)
            ref = ReportRef(made[0].id, day, made[0].publisher, made[0].title, made[0].url, _ADDED)
            told += [(number, telling) for telling in tellings(ref, made[1])]
        whole = dossier([telling for _, telling in told])
        family = next(self.state)
        self._state(family, whole)
        for number, telling in told:
            self._telling(family, whole.id, number, telling)

    def _report(self, number: int, made: Made) -> None:
        report, reading = made
        self.waiting[reports].append(_report_row(number, report))
        for claim in reading["claims"]:
            self._claim(number, report, claim)
        told = {(role["person"], role["office"]): role["country"] for role in reading["roles"]}
        for (person, office), country in told.items():
            name = self._name("person", person, country, report.published)
            self._office(number, name, office, report.published)

    def _claim(self, number: int, report: Report, claim: Row) -> None:
        row = next(self.claim)
        self.waiting[claims].append(_claim_row(row, number, claim))
        actors = [(role, actor) for role, found in claim["roles"].items() for actor in found]
        for position, (role, actor) in enumerate(actors):
            kind = "state" if actor["code"] else "person"
            who = self._name(kind, actor["name"], actor["code"], report.published)
            self.waiting[claim_actors].append(
                {"claim_id": row, "position": position, "role": role,
                 "as_written": actor["name"], "name_id": who}
            )  # fmt: skip

    def _name(self, kind: str, name: str, country: str | None, day: dt.date | None) -> int:
        known = self.named.get((kind, name))
        if known:
            return known
        number = self.named[kind, name] = len(self.named) + 1
        key = f"state-{country}".lower() if kind == "state" else f"person-{number}"
        self.waiting[entities].append(
            {"id": number, "key": key, "kind": kind, "name": name, "country": country,
             "mentions": 1}
        )  # fmt: skip
        self.waiting[names].append(
            {"id": number, "form": number, "kind": kind, "name": name, "folded": name.lower(),
             "block": name.lower(), "country": country or "", "first_seen": day,
             "last_seen": day, "mentions": 1, "entity_id": number}
        )  # fmt: skip
        return number

    def _office(self, number: int, name: int, office: str, day: dt.date | None) -> None:
        row = {"name_id": name, "office": office}
        self.waiting[report_offices].append({**row, "report_id": number})
        if (name, office) not in self.held:
            self.held.add((name, office))
            seen = {"first_seen": day, "last_seen": day, "reports": 1}
            self.waiting[name_offices].append({**row, **seen})

    def _state(self, number: int, whole: Dossier) -> None:
        told = columns(whole)
        self.waiting[deal_states].append(
            {"id": number, "family_id": number, "valid_from": whole.first_seen,
             "valid_until": None, "dossier": to_json(whole), **told}
        )  # fmt: skip
        rest = {"last_seen": whole.last_seen, "state_id": number, "amount_usd": told["amount_usd"]}
        self.waiting[deal_facets] += [
            {"facet": facet, "value": value, **rest} for facet, value in facets(whole)
        ]

    def _telling(self, family: int, deal: str, number: int, telling: Telling) -> None:
        self.waiting[report_deals].append(
            {"id": next(self.telling), "report_id": number, "family_id": family, "deal": deal,
             **_telling_row(telling)}
        )  # fmt: skip


def _report_row(number: int, report: Report) -> Row:
    return {
        "id": number,
        "key": report.id,
        "sha256": report.sha256,
        "url": report.url,
        "title": report.title,
        "publisher": report.publisher,
        "published": report.published,
        "language": report.language,
        "text": report.text,
        "asides": [],
        "added_at": _ADDED,
        "signature": b"",
    }


def _claim_row(row: int, number: int, claim: Row) -> Row:
    money, time = (claim[key] or {} for key in ("money", "time"))
    evidence: Sequence[Row] = claim["evidence"]
    return {
        "id": row,
        "report_id": number,
        "number": claim["id"],
        "type": claim["type"],
        "modality": claim["modality"],
        "stage": claim["stage"],
        "text": evidence[0]["text"],
        "evidence": [[one["start"], one["end"]] for one in evidence],
        "attribution": claim["attribution"],
        "items": claim["items"],
        "amount": money.get("amount"),
        "currency": money.get("currency"),
        "money_text": money.get("text"),
        "time": time.get("value"),
        "time_text": time.get("text"),
        "score": claim["score"],
    }


def _telling_row(telling: Telling) -> Row:
    deal, value = telling.deal, telling.deal["value"] or {}
    return {
        "slug": telling.slug,
        "position": telling.position,
        "supplier": "+".join(deal["supplier"]),
        "recipient": "+".join(deal["recipient"]),
        "kind": deal["kind"],
        "stage": deal["stage"],
        "stage_date": deal["stage_date"],
        "hedged": deal["hedged"],
        "value_amount": value.get("amount"),
        "value_currency": value.get("currency"),
        "items": deal["items"],
        "financing": deal["financing"],
        "says": deal["says"],
        "claims": deal["claims"],
        "chains": [list(chain) for chain in telling.chains],
        "steps": [list(step) for step in telling.steps],
        "known_from": telling.report.known_from,
    }


if __name__ == "__main__":
    made_register(Path(sys.argv[1]), int(sys.argv[2]))
