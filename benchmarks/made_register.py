"""A large register made straight into its tables: what the register would hold, without adding it.

Deals, their states from day to day, reports and claims are drawn as in ``made_deals``; each deal is
told by at most :data:`TOLD` reports. Entities are states and persons; three reports in twenty tell
of a meeting of two persons. What adding does beyond that (copies, keys, full text) is left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import count
from random import Random
from typing import Any

from benchmarks.made_deals import MadeDeal, made_deals
from benchmarks.made_prose import person, skewed
from sqlalchemy import Connection, insert

from dealtrace.knowledge.countries import countries
from dealtrace.knowledge.sources import sources
from dealtrace.register import schema, states
from dealtrace.register.dossier import dossier
from dealtrace.register.model import ReportRef, Telling
from dealtrace.register.store import Register
from dealtrace.register.wire import to_json

TOLD = 3
PERSONS = 5000
_SOME = 500  # deals written at a time
Rows = dict[str, list[dict[str, Any]]]


def build(register: Register, deals: int, seed: int = 1) -> None:
    """Fill an empty register with ``deals`` deals."""
    random = Random(seed)
    made = made_deals(random, deals * 5)[:deals]
    maker = _Maker(random)
    with register.writing() as connection:
        _write(connection, maker.names())
        for start in range(0, len(made), _SOME):
            _write(connection, maker.rows(made[start : start + _SOME]))


def _write(connection: Connection, some: Rows) -> None:
    for table in schema.metadata.sorted_tables:
        if rows := some.get(table.name):
            connection.execute(insert(table), rows)


class _Maker:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.reports, self.claims, self.states, self.tellings, self.families = (
            count(1) for _ in range(5)
        )
        self.codes = sorted(countries())

    def names(self) -> Rows:
        """Return the entities and names of all states and persons."""
        rows: Rows = {"entities": [], "names": []}
        for number, code in enumerate(self.codes, 1):
            name = countries()[code].name
            rows["entities"].append(_entity(number, f"state-{code.lower()}", "state", name, code))
            rows["names"].append(_name(number, "state", name, code))
        for number in range(len(self.codes) + 1, len(self.codes) + PERSONS + 1):
            name = person(self.random, number % len(self.codes))
            code = self.codes[number % len(self.codes)]
            rows["entities"].append(_entity(number, f"person-{number}", "person", name, code))
            rows["names"].append(_name(number, "person", name, code))
        return rows

    def rows(self, deals: Sequence[MadeDeal]) -> Rows:
        """Return all rows of some deals."""
        rows: Rows = {name: [] for name in ("reports", "claims", "claim_actors", "report_deals")}
        rows |= {"deal_states": [], "deal_facets": []}
        for deal in deals:
            self._deal(rows, deal)
        return rows

    def _deal(self, rows: Rows, deal: MadeDeal) -> None:
        family = next(self.families)
        stages = deal.course[-min(deal.reports, TOLD, len(deal.course)) :]
        told = [self._telling(rows, deal, stage, day) for stage, day in stages]
        for row in rows["report_deals"][-len(told) :]:
            row |= {"family_id": family, "deal": told[0].slug}
        days = [t.report.published for t in told if t.report.published]
        for place, day in enumerate(days):
            until = days[place + 1] if place + 1 < len(days) else None
            if until != day:
                self._state(rows, family, told[: place + 1], day, until)

    def _state(
        self, rows: Rows, family: int, told: list[Telling], day: dt.date, until: dt.date | None
    ) -> None:
        one = dossier(told)
        number = next(self.states)
        columns = states.columns(one)
        span = {"valid_from": day, "valid_until": until}
        rows["deal_states"].append(
            {"id": number, "family_id": family, "dossier": to_json(one), **span, **columns}
        )
        rest = {
            "last_seen": one.last_seen or dt.date.min,
            "state_id": number,
            "amount_usd": columns["amount_usd"],
        }
        rows["deal_facets"] += [
            {"facet": facet, "value": value, **rest} for facet, value in states.facets(one)
        ]

    def _telling(self, rows: Rows, deal: MadeDeal, stage: str, day: dt.date) -> Telling:
        number = next(self.reports)
        source = sources()[skewed(self.random, len(sources()))]
        ref = ReportRef(f"{number:012x}", day, source.name)
        rows["reports"].append(_report(number, ref))
        claims = [*self._claims(rows, number, deal, stage)]
        told = Telling(ref, 0, _told(deal, stage, claims))
        rows["report_deals"].append(_row(next(self.tellings), number, told))
        return told

    def _claims(self, rows: Rows, report: int, deal: MadeDeal, stage: str) -> Iterator[str]:
        sides = (self.codes.index(deal.supplier) + 1, self.codes.index(deal.recipient) + 1)
        yield self._claim(
            rows, report, 1, "supply", dict(zip(("supplier", "recipient"), sides, strict=True))
        )
        if deal.loan:
            roles = dict(zip(("lender", "borrower"), sides, strict=True))
            yield self._claim(rows, report, 2, "credit", roles, deal.loan)
        if self.random.random() < 0.15:
            first, other = (self._person() for _ in range(2))
            self._claim(rows, report, 3, "meeting", {"participant": first, "counterpart": other})
        self._claim(rows, report, 4, "statement", {"speaker": self._person()})

    def _person(self) -> int:
        return len(self.codes) + 1 + skewed(self.random, PERSONS)

    def _claim(
        self,
        rows: Rows,
        report: int,
        place: int,
        type_: str,
        roles: dict[str, int],
        amount: float | None = None,
    ) -> str:
        number = next(self.claims)
        text = f"What report {report} says of it in its sentence number {place}, as reports do."
        rows["claims"].append(
            {
                "id": number,
                "report_id": report,
                "number": f"c{place}",
                "type": type_,
                "modality": "asserted",
                "text": text,
                "evidence": [[0, len(text)]],
                "attribution": [],
                "items": [],
                "amount": amount,
                "currency": "USD" if amount else None,
                "score": 0.8,
            }
        )
        rows["claim_actors"] += [
            {"claim_id": number, "position": i, "role": role, "as_written": role, "name_id": name}
            for i, (role, name) in enumerate(roles.items())
        ]
        return f"c{place}"


def _entity(number: int, key: str, kind: str, name: str, country: str) -> dict[str, Any]:
    return {
        "id": number,
        "key": key,
        "kind": kind,
        "name": name,
        "country": country,
        "mentions": 1,
    }


def _name(number: int, kind: str, name: str, country: str) -> dict[str, Any]:
    made = {"folded": name.lower(), "block": name.lower(), "entity_id": number, "form": number}
    return {"id": number, "kind": kind, "name": name, "country": country, **made}


def _report(number: int, ref: ReportRef) -> dict[str, Any]:
    return {
        "id": number,
        "key": ref.key,
        "sha256": f"{number:064x}",
        "url": f"https://news.example/{number}",
        "title": f"Report {number}",
        "publisher": ref.publisher,
        "published": ref.published,
        "language": "en",
        "text": f"Report {number}. " * 60,
        "asides": [],
        "added_at": dt.datetime(2026, 1, 1),
        "signature": b"",
    }


def _told(deal: MadeDeal, stage: str, claims: list[str]) -> dict[str, Any]:
    lent = {
        "kind": "loan",
        "lender": [deal.supplier],
        "borrower": [deal.recipient],
        "amount": deal.loan,
        "currency": deal.currency,
        "terms": {"rate": 3.0, "years": 10.0, "grace_years": None},
        "claims": claims[-1:],
    }
    return {
        "supplier": [deal.supplier],
        "recipient": [deal.recipient],
        "kind": deal.kind,
        "items": [
            {
                "text": a.generic,
                "class": a.cls,
                "designation": a.designation,
                "quantity": a.quantity,
            }
            for a in deal.arms
        ],
        "value": {"amount": deal.price, "currency": deal.currency},
        "financing": [lent] if deal.loan else [],
        "stage": stage,
        "stage_date": None,
        "hedged": stage in {"considered", "negotiating"},
        "says": [],
        "claims": claims,
    }


def _row(number: int, report: int, told: Telling) -> dict[str, Any]:
    deal = told.deal
    return {
        "id": number,
        "slug": told.slug,
        "report_id": report,
        "position": 0,
        "supplier": "+".join(deal["supplier"]),
        "recipient": "+".join(deal["recipient"]),
        "kind": deal["kind"],
        "stage": deal["stage"],
        "hedged": deal["hedged"],
        "value_amount": deal["value"]["amount"],
        "value_currency": deal["value"]["currency"],
        "items": deal["items"],
        "financing": deal["financing"],
        "says": [],
        "claims": deal["claims"],
        "chains": [],
        "steps": [],
        "known_from": told.report.published,
    }
