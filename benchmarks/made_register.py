"""A register of very many deals, written straight into its tables.

``python -m benchmarks.made_register FILE DEALS [--every-report]``

Adding a million reports one after another takes hours, most of which goes into finding out which of
them tell of one deal. Here that is known: each made deal has its reports, whose tellings come to a
dossier as always, and all rows are those that adding would write. What differs from adding: each
deal is a family of its own, and names that are spelt alike are one entity, neither being looked at
twice.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.made_deals import MadeDeal, made_deals
from benchmarks.made_reports import Made, report_of
from sqlalchemy import Connection, Table, bindparam, create_engine, event, insert, update

from dealtrace.register import copies
from dealtrace.register.adding import claim_row, report_row
from dealtrace.register.dossier import dossier
from dealtrace.register.entities.mentions import Form, mentions
from dealtrace.register.entities.store import form_row
from dealtrace.register.keys import keys
from dealtrace.register.merging import telling_row
from dealtrace.register.model import Dossier, ReportRef, Telling
from dealtrace.register.profiles import Profile
from dealtrace.register.schema import (
    claim_actors,
    claims,
    deal_briefs,
    deal_facets,
    deal_states,
    entities,
    name_offices,
    names,
    report_bands,
    report_deal_keys,
    report_deals,
    report_offices,
    reports,
)
from dealtrace.register.states import columns, facets
from dealtrace.register.store import Register
from dealtrace.register.tellings import tellings
from dealtrace.register.wire import brief, to_json

FEW = 2  # reports of a deal, where it is deals that are wanted
AT_ONCE = 1000  # deals whose rows are written together
_DAYS = 12  # of a deal, on which it is written down as known then
_ADDED = dt.datetime(2026, 1, 1)
_ORDER = (
    *(reports, report_bands, entities, names, claims, claim_actors, report_deals),
    *(report_deal_keys, deal_states, deal_briefs, deal_facets, name_offices, report_offices),
)
Row = dict[str, Any]


def made_register(file: Path, deals: Iterable[MadeDeal], most: int = FEW, seed: int = 1) -> None:
    """Make a register of deals at ``file``, each told by its reports, but ``most`` of them.

    The same deals and seed give the same register.
    """
    Register.open(str(file), create=True).close()
    engine = create_engine(f"sqlite:///{file}")
    event.listen(engine, "connect", _hasty)
    made = _Rows()
    with engine.begin() as connection:
        for number, deal in enumerate(deals, 1):
            made.add(Random(seed * 10**9 + number), deal, most)
            if number % AT_ONCE == 0:
                made.write(connection)
                print(f"\r{number:,} deals", end="", file=sys.stderr, flush=True)
        made.write(connection)
        made.count(connection)
    engine.dispose()


def _hasty(raw: Any, _record: object) -> None:
    """Write as fast as can be: what a power cut breaks off is made again."""
    for pragma in ("journal_mode = delete", "journal_mode = off", "synchronous = off",
                   "cache_size = -4000000"):  # fmt: skip
        raw.execute(f"pragma {pragma}")


def few_reports(size: int, seed: int = 1) -> Iterator[MadeDeal]:
    """Yield ``size`` deals, in no order."""
    random, left = Random(seed), size
    while left > 0:
        some = made_deals(random, min(left, AT_ONCE) * 2, 2 * size)[:left]
        left -= len(some)
        yield from some


@dataclass
class _Rows:
    """Rows that wait to be written, by table, and who has been named so far."""

    waiting: dict[Table, list[Row]] = field(default_factory=lambda: defaultdict(list))
    named: dict[Form, int] = field(default_factory=dict)
    mentions: Counter[int] = field(default_factory=Counter)
    held: set[tuple[int, str]] = field(default_factory=set)
    report: count[int] = field(default_factory=lambda: count(1))
    claim: count[int] = field(default_factory=lambda: count(1))
    state: count[int] = field(default_factory=lambda: count(1))
    telling: count[int] = field(default_factory=lambda: count(1))

    def write(self, connection: Connection) -> None:
        """Write what waits, what others refer to first."""
        for table in _ORDER:
            if self.waiting[table]:
                connection.execute(insert(table), self.waiting[table])
        self.waiting.clear()

    def count(self, connection: Connection) -> None:
        """Write down how often each was mentioned."""
        rows = [{"which": name, "times": times} for name, times in self.mentions.items()]
        for table in (names, entities):
            one = update(table).where(table.c.id == bindparam("which"))
            connection.execute(one.values(mentions=bindparam("times")), rows)

    def add(self, random: Random, deal: MadeDeal, most: int) -> None:
        """Make the rows of a deal and its reports."""
        told: list[tuple[int, Telling]] = []
        for _ in range(min(deal.reports, most)):
            stage = random.randrange(len(deal.course))
            day = deal.course[stage][1] + dt.timedelta(int(random.expovariate(1 / 5)))
            number = next(self.report)
            made = report_of(random, deal, stage, day, number)
            self._report(number, made)
            ref = ReportRef(made[0].id, day, made[0].publisher, made[0].title, made[0].url, _ADDED)
            told += [(number, telling) for telling in tellings(ref, made[1])]
        family = min(self._telling(number, telling) for number, telling in told)
        last = self._states(family, [telling for _, telling in told])
        for row in self.waiting[report_deals][-len(told) :]:
            row |= {"family_id": family, "deal": last.id}

    def _report(self, number: int, made: Made) -> None:
        report, reading = made
        signature = copies.signature(copies.shingles(copies.story(report)))
        self.waiting[reports].append({"id": number, **report_row(report, signature, _ADDED)})
        self.waiting[report_bands] += [
            {"band": band, "report_id": number} for band in set(copies.bands(signature))
        ]
        ids = {claim["id"]: next(self.claim) for claim in reading["claims"]}
        self.waiting[claims] += [
            {"id": ids[claim["id"]], **claim_row(number, claim)} for claim in reading["claims"]
        ]
        found, tenures = mentions(reading, report.published)
        for one in found:
            name = self._name(one.form, report.published) if one.form else None
            self.waiting[claim_actors].append(
                {"claim_id": ids[one.claim], "position": one.position, "role": one.role,
                 "as_written": one.as_written, "name_id": name, "published": report.published}
            )  # fmt: skip
        for tenure in tenures:
            self._office(number, self._name(tenure.form, report.published), tenure.office,
                         report.published)  # fmt: skip

    def _name(self, form: Form, day: dt.date | None) -> int:
        number = self.named.setdefault(form, len(self.named) + 1)
        if not self.mentions[number]:
            key = f"{form.kind}-{form.digest:x}"
            whose = {"kind": form.kind, "name": form.name, "country": form.country or None}
            self.waiting[entities].append({"id": number, "key": key, "mentions": 0, **whose})
            row = {**form_row(form, day, 0), "id": number, "entity_id": number}
            self.waiting[names].append(row)
        self.mentions[number] += 1
        return number

    def _office(self, number: int, name: int, office: str, day: dt.date | None) -> None:
        row = {"name_id": name, "office": office}
        self.waiting[report_offices].append({**row, "report_id": number})
        if (name, office) not in self.held:
            self.held.add((name, office))
            seen = {"first_seen": day, "last_seen": day, "reports": 1}
            self.waiting[name_offices].append({**row, **seen})

    def _telling(self, number: int, telling: Telling) -> int:
        own = next(self.telling)
        self.waiting[report_deals].append({"id": own, **telling_row(number, telling)})
        self.waiting[report_deal_keys] += [
            {"key": key, "report_deal_id": own} for key in keys(Profile(telling))
        ]
        return own

    def _states(self, family: int, told: Sequence[Telling]) -> Dossier:
        """Make a deal's states, on twelve days at most; returns it as known now."""
        days = sorted({telling.report.known_from for telling in told})
        days = sorted({*days[:: -(-len(days) // _DAYS)], days[-1]})
        for day, until in zip(days, [*days[1:], None], strict=True):
            known = dossier([telling for telling in told if telling.report.known_from <= day])
            self._state(family, known, day, until)
        return known

    def _state(self, family: int, whole: Dossier, day: dt.date, until: dt.date | None) -> None:
        number, told = next(self.state), columns(whole)
        self.waiting[deal_states].append(
            {"id": number, "family_id": family, "valid_from": day, "valid_until": until,
             "dossier": to_json(whole), **told}
        )  # fmt: skip
        self.waiting[deal_briefs].append(
            {"state_id": number, "brief": brief(self.waiting[deal_states][-1]["dossier"])}
        )
        rest = {"last_seen": whole.last_seen, "state_id": number, "amount_usd": told["amount_usd"]}
        self.waiting[deal_facets] += [
            {"facet": facet, "value": value, **rest} for facet, value in sorted(facets(whole))
        ]


def main() -> None:
    """Write a register."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("deals", type=int)
    parser.add_argument("--every-report", action="store_true", help="not two of a deal at most")
    options = parser.parse_args()
    most = sys.maxsize if options.every_report else FEW
    made_register(options.file, few_reports(options.deals), most)


if __name__ == "__main__":
    main()
