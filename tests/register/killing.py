"""Kills processes that add reports to a register, and looks whether anything was lost or halved.

``python -m tests.register.killing --kills 200 FILE`` (a new SQLite file, or a database's address)
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from dealtrace.register.adding import add
from dealtrace.register.schema import claims, report_deals, reports
from dealtrace.register.store import Register
from dealtrace.register.upkeep import check
from tests.register.labels import Read, deal, told

_LONGEST = 0.3  # seconds until the kill, after the process began; more on a busy machine
_ARMS = ("F310", "K9", "T-90", "Su-30MKI", "Gripen")
_STATES = ("NOR", "PRT", "CHL", "ESP", "IND", "CUB")


@dataclass
class Toll:
    """What came of it: kills, reports acknowledged, and kills that hit while one was added."""

    kills: int = 0
    acknowledged: set[str] = field(default_factory=set)
    amid: int = 0
    faults: list[str] = field(default_factory=list)


def made(number: int) -> Read:
    """Return a report that nobody wrote: deals that meet others', corrections and copies."""
    rng = random.Random(number)
    deals = [
        deal(
            supplier=[rng.choice(_STATES[:3])],
            recipient=[rng.choice(_STATES[3:])],
            items=[{"text": name, "class": "ship", "designation": name, "quantity": 5}],
            stage=rng.choice(["announced", "signed", "delivered"]),
            says=["Ana Berg"],
        )
        for name in rng.sample(_ARMS, rng.randint(1, 2))
    ]
    day = dt.date(2015, 1, 1) + dt.timedelta(rng.randint(0, 900))
    url = f"https://news.example.org/{number // 2}" if number % 4 < 2 else None
    return told(f"made{number}", *deals, day=day, url=url)


def add_and_tell(address: str, numbers: Sequence[int], out: int) -> None:
    """Add reports to a register; write each one's number when it is acknowledged."""
    register = Register.open(address, create=True)
    for number in numbers:
        one = made(number)
        os.write(out, b">")
        add(register, one.report, one.reading)
        os.write(out, f"{number}\n".encode())


def kill_many(address: str, kills: int, seed: int) -> Toll:
    """Kill as often, and check after each kill. The register is new, or one that this made."""
    _warm_up()
    rng, toll, first, longest = random.Random(seed), Toll(), 0, _LONGEST
    numbers: set[int] = set()
    while toll.kills < kills:
        told_, amid = _kill_one(address, range(first, first + 50), rng.uniform(0, longest))
        numbers |= set(told_)
        toll.acknowledged = {made(number).key for number in numbers}
        first = max([first, *(number + 1 for number in told_)])
        longest *= 1 if told_ or amid else 1.5  # it came to nothing yet
        toll.kills += 1
        toll.amid += amid
        toll.faults += list(_faults(address, toll.acknowledged, first + 1))
        if toll.faults:
            break
    return toll


def _warm_up() -> None:
    """Do once what a process does at its first report only, so that kills hit the adding."""
    with tempfile.TemporaryDirectory() as folder:
        register = Register.open(f"{folder}/warm.db", create=True)
        for number in range(4):
            add(register, made(number).report, made(number).reading)
        register.close()


def _kill_one(address: str, numbers: Sequence[int], after: float) -> tuple[list[int], bool]:
    """Return what a process acknowledged before it was killed, and whether it was adding then."""
    inward, outward = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(inward)
        try:
            add_and_tell(address, numbers, outward)
        finally:
            os._exit(0)
    os.close(outward)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(inward) as pipe:
        said = pipe.read()
    whole = [line.lstrip(">") for line in said.split("\n")[:-1]]
    return [int(line) for line in whole], said.endswith(">")


def _faults(address: str, acknowledged: set[str], upto: int) -> Iterator[str]:
    register = Register.open(address, create=True)
    try:
        yield from check(register)
        there = _contents(register)
    finally:
        register.close()
    yield from (f"report {key} was acknowledged and is gone" for key in acknowledged - there.keys())
    expected = {one.key: one.reading for one in map(made, range(upto))}
    for key, counts in there.items():
        reading = expected.get(key)
        if reading is None or counts != (len(reading["claims"]), len(reading["deals"])):
            yield f"report {key} is not whole"


def _contents(register: Register) -> dict[str, tuple[int, int]]:
    """Return how many claims and deals each report has."""

    def of(table: Any) -> Any:
        own = select(func.count()).where(table.c.report_id == reports.c.id)
        return own.scalar_subquery()

    with register.reading() as connection:
        asked = select(reports.c.key, of(claims), of(report_deals))
        return {key: (some, deals) for key, some, deals in connection.execute(asked)}


def main() -> int:
    """Kill, and say what came of it as one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("register")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    toll = kill_many(options.register, options.kills, options.seed)
    told_ = {"kills": toll.kills, "while adding": toll.amid, "faults": toll.faults}
    print(json.dumps({**told_, "acknowledged": len(toll.acknowledged)}))
    return 1 if toll.faults or not toll.acknowledged else 0


if __name__ == "__main__":
    sys.exit(main())
