"""Time of every analysis with 100,000 deals.

``python -m benchmarks.analysis [--deals N] [--keep FILE] [--json]``

A register of N made deals is written (``made_register``, and meetings), then each analysis is asked
five times for states, deals and periods drawn anew, each in a transaction of its own. Printed is
the processor's time of the slowest, which other programs beside disturb least; it returns 1 if one
takes longer than two seconds.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import json
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

from benchmarks.made_deals import made_deals, pairs
from benchmarks.made_prose import skewed
from benchmarks.made_register import few_reports, made_register
from sqlalchemy import Connection, func, insert, select

from dealtrace.analysis.corroboration import corroboration
from dealtrace.analysis.credit.deals import credit_of
from dealtrace.analysis.credit.ledger import ledger
from dealtrace.analysis.credit.terms import Terms
from dealtrace.analysis.dependence.others import other_dependences
from dealtrace.analysis.dependence.supply import dependence, most_dependent
from dealtrace.analysis.network.measures import measured
from dealtrace.analysis.network.web import Relation, Scope, web
from dealtrace.analysis.pay.ability import ability_to_pay
from dealtrace.analysis.sipri.comparing import compare
from dealtrace.analysis.sipri.orders import Order
from dealtrace.analysis.timeline import deal_timeline, states_timeline
from dealtrace.analysis.values import Range
from dealtrace.register.deal_lists import Filter
from dealtrace.register.schema import claim_actors, claims, deal_states, names, reports
from dealtrace.register.store import Register

SLOWEST = 2.0
ASKED = 5
ASSUMED = Terms(Range(2, 5), Range(10, 15), Range(0, 3))
Analysis = Callable[[Connection, Random], object]


def _pair(random: Random) -> tuple[str, str]:
    return random.choice(pairs()[:40])


def _deal(connection: Connection, random: Random) -> str:
    number = random.randrange(
        1, connection.execute(select(func.max(deal_states.c.id))).scalar_one()
    )
    asked = select(deal_states.c.deal).where(deal_states.c.id >= number).limit(1)
    return str(connection.execute(asked).scalar_one())


def _day(random: Random) -> dt.date:
    return dt.date(random.randrange(1990, 2025), 6, 30)


@cache
def orders() -> tuple[Order, ...]:
    """Return as many orders as SIPRI's register has, drawn like the deals."""
    made = made_deals(Random(2), 120_000)
    return tuple(
        Order(
            number, deal.supplier, deal.recipient, deal.course[0][1].year, False,
            deal.arms[0].designation or "", deal.arms[0].generic, deal.arms[0].quantity, False,
            None, (), "New", "", 1.0,
        )
        for number, deal in enumerate(made[:30_000], 1)
    )  # fmt: skip


ANALYSES: dict[str, Analysis] = {
    "credit, all": lambda c, r: ledger(c),
    "credit, all, as of a day": lambda c, r: ledger(c, as_of=_day(r)),
    "credit of a borrower": lambda c, r: ledger(c, borrower=_pair(r)[1]),
    "credit of a deal": lambda c, r: credit_of(c, _deal(c, r)),
    "dependence of a state": lambda c, r: dependence(c, _pair(r)[1]),
    "dependence of a state as of a day": lambda c, r: dependence(c, _pair(r)[1], as_of=_day(r)),
    "dependence, all states": lambda c, r: most_dependent(c),
    "dependence, all states, a class": lambda c, r: most_dependent(c, item_class="ship"),
    "other dependences of a state": lambda c, r: other_dependences(c, _pair(r)[1]),
    "pay, a state": lambda c, r: ability_to_pay(c, _pair(r)[1], assumed=ASSUMED),
    "network of supply": lambda c, r: measured(web(c, Relation.SUPPLY)),
    "network of credit": lambda c, r: measured(web(c, Relation.CREDIT)),
    "network of meetings, states": lambda c, r: measured(web(c, Relation.MEETINGS)),
    "network of meetings, persons": lambda c, r: measured(
        web(c, Relation.MEETINGS, Scope(persons=True))
    ),
    "comparison with 30,000 orders": lambda c, r: compare(c, orders()),
    "corroboration of a deal": lambda c, r: corroboration(c, _deal(c, r)),
    "timeline of a deal": lambda c, r: deal_timeline(c, _deal(c, r)),
    "timeline of a state": lambda c, r: states_timeline(c, Filter(party=_pair(r)[0])),
}
"""Every analysis, over all of the register and over a part."""


def main() -> int:
    """Measure, print, and return 1 if an analysis misses its mark."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--deals", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="the register's file, made if it isn't there")
    parser.add_argument("--json", action="store_true", help="print JSON")
    gc.set_threshold(50_000)  # as the commands have it
    options = parser.parse_args()
    orders()
    with tempfile.TemporaryDirectory() as passing:
        file = options.keep or Path(passing) / "made.db"
        if not file.exists():
            made_register(file, few_reports(options.deals))
            add_meetings(file)
        register = Register.open(str(file))
        found = {name: timed(register, analysis) for name, analysis in ANALYSES.items()}
        size = content(register)
        register.close()
    print(json.dumps({"content": size, "seconds": found}) if options.json else table(size, found))
    return int(max(found.values()) > SLOWEST)


def add_meetings(file: Path) -> None:
    """Let every sixth report tell of a meeting of two of the persons it or others name."""
    random = Random(3)
    register = Register.open(str(file))
    with register.writing() as connection:
        told = connection.execute(select(reports.c.id)).scalars().all()[::6]
        persons = connection.execute(select(names.c.id).where(names.c.kind == "person"))
        known = persons.scalars().all()
        first = connection.execute(select(func.max(claims.c.id))).scalar_one() + 1
        numbered = list(enumerate(told, first))
        connection.execute(insert(claims), [_meeting(*pair) for pair in numbered])
        here = [
            {"claim_id": number, "position": place, "role": "participant", "as_written": "they",
             "name_id": known[skewed(random, len(known))]}
            for number, _ in numbered for place in range(2)
        ]  # fmt: skip
        connection.execute(insert(claim_actors), here)
    register.close()


def _meeting(number: int, report: int) -> dict[str, object]:
    return {
        "id": number, "report_id": report, "number": "c99", "type": "meeting",
        "modality": "asserted", "text": "They met.", "evidence": [[0, 9]], "attribution": [],
        "items": [], "score": 0.8,
    }  # fmt: skip


def timed(register: Register, analysis: Analysis) -> float:
    """Return the processor's seconds of the slowest of some askings."""
    random = Random(95)
    slowest = 0.0
    for _ in range(ASKED):
        start = time.process_time()
        with register.reading() as connection:
            analysis(connection, random)
        slowest = max(slowest, time.process_time() - start)
    print(".", end="", file=sys.stderr, flush=True)
    return round(slowest, 3)


def content(register: Register) -> dict[str, int]:
    """Count what the register holds."""
    with register.reading() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (reports, claims, deal_states)
        }


def table(size: dict[str, int], found: dict[str, float]) -> str:
    """Return the figures as lines."""
    head = ", ".join(f"{count:,} {name}" for name, count in size.items())
    return "\n".join([head, *(f"{name:<44}{seconds:>8.2f} s" for name, seconds in found.items())])


if __name__ == "__main__":
    sys.exit(main())
