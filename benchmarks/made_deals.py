"""Deals that never were, drawn so that their numbers are like those of the real trade.

Pairs of states follow Zipf and Mandelbrot's law with the constants that fit the orders of the last
thirty years (the first pair has 2 % of all orders, the hundredth 0.2 %, the thousandth 0.015 %);
the number of reports of a deal follows Pareto's.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random

from dealtrace.knowledge.countries import countries
from dealtrace.knowledge.tables import rows

FIRST, LAST = dt.date(1940, 1, 1), dt.date(2025, 12, 31)
PAIRS = 3000

_SUPPLIERS, _RECIPIENTS = 45, 170
_OFFSET, _EXPONENT = 10, 1.1  # of Zipf and Mandelbrot's law
_TAIL, _MOST = 1.22, 300  # of Pareto's: a mean of 5
_EXPORTERS = (
    "USA RUS FRA CHN DEU GBR ITA ISR ESP KOR TUR SWE NLD UKR POL CHE NOR AUS ZAF BLR BRA CAN CZE "
    "BGR SRB JPN IND AUT FIN BEL SVK ROU ARE IRN PRK SGP PRT GRC HUN IDN JOR PAK EGY ARG CUB"
).split()
_GENERIC = {
    "aircraft": "fighter jets|transport aircraft|combat aircraft",
    "helicopter": "helicopters|attack helicopters|transport helicopters",
    "drone": "drones|unmanned aircraft",
    "air defence": "air-defence systems|anti-aircraft batteries",
    "missile": "missiles|anti-tank missiles|cruise missiles",
    "armoured vehicle": "armoured vehicles|troop carriers",
    "tank": "tanks|battle tanks",
    "artillery": "howitzers|rocket launchers|mortars",
    "ship": "frigates|patrol boats|corvettes",
    "submarine": "submarines",
    "small arms": "rifles|machine guns",
    "radar/sensor": "radars",
    "ammunition": "ammunition|shells",
    "engine/parts": "spare parts|engines",
}
_COURSES = (
    ("considered", "negotiating", "announced", "signed", "in delivery", "delivered"),
    ("negotiating", "announced", "approved", "signed", "delivered"),
    ("announced", "approved", "signed", "financed", "in delivery", "delivered"),
    ("considered", "announced", "signed"),
    ("negotiating", "announced", "cancelled"),
    ("considered", "denied"),
    ("signed", "in delivery", "delivered"),
)
_CURRENCIES = "USD USD USD USD USD USD EUR EUR GBP".split()


@dataclass(frozen=True, slots=True)
class Arms:
    """One line of an order."""

    cls: str
    designation: str | None
    generic: str
    quantity: int


@dataclass(frozen=True, slots=True)
class MadeDeal:
    """A deal as it really is; reports tell parts of it. ``course``: stages with their days."""

    supplier: str
    recipient: str
    arms: tuple[Arms, ...]
    kind: str
    price: float
    currency: str
    loan: float | None
    course: tuple[tuple[str, dt.date], ...]
    reports: int


@cache
def pairs() -> tuple[tuple[str, str], ...]:
    """Return pairs of states, those with most deals first; the same whatever the seed."""
    random = Random(1940)
    others = sorted(set(countries()) - set(_EXPORTERS))
    random.shuffle(others)
    recipients = [*_EXPORTERS, *others][:_RECIPIENTS]
    found: dict[tuple[str, str], None] = {}
    while len(found) < PAIRS:
        supplier = _EXPORTERS[int(_SUPPLIERS * random.random() ** 2)]
        recipient = recipients[int(_RECIPIENTS * random.random() ** 1.3)]
        if supplier != recipient:
            found[supplier, recipient] = None
    return tuple(found)


@cache
def _shares() -> list[float]:
    return list(accumulate((rank + _OFFSET) ** -_EXPONENT for rank in range(1, PAIRS + 1)))


@cache
def _catalogue() -> dict[str, list[tuple[str, str]]]:
    """By state, designations and classes of what it makes, in a random order of popularity."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows("weapons.csv"):
        if row["class"] in _GENERIC:
            found[row["origin"]].append((row["designation"], row["class"]))
    for state in sorted(found):
        found[state].sort()
        Random(state).shuffle(found[state])
    return dict(found)


def made_deals(random: Random, reports: int) -> list[MadeDeal]:
    """Return deals told by ``reports`` reports or a few more, in order of their first stage."""
    days = (LAST - FIRST).days
    found: list[MadeDeal] = []
    while reports > 0:
        found.append(_deal(random, FIRST + dt.timedelta(int(days * random.random() ** 0.7))))
        reports -= found[-1].reports
    return sorted(found, key=lambda deal: deal.course[0][1])


def _deal(random: Random, start: dt.date) -> MadeDeal:
    shares = _shares()
    supplier, recipient = pairs()[bisect(shares, random.random() * shares[-1])]
    arms = tuple(_arms(random, supplier) for _ in range(random.choice((1, 1, 1, 2, 2, 3))))
    price = round(10 ** random.gauss(8, 0.8), -6) or 1e6
    return MadeDeal(
        supplier,
        recipient,
        arms,
        random.choices(("sale", "gift", "lease", "licence", "barter"), (90, 4, 2, 3, 1))[0],
        price,
        random.choice(_CURRENCIES) if start.year > 1999 else "USD",
        round(price * random.choice((0.5, 0.85, 1)), -6) if random.random() < 0.12 else None,
        tuple(_course(random, start)),
        min(int(random.random() ** (-1 / _TAIL) * 1.08), _MOST),
    )


def _arms(random: Random, supplier: str) -> Arms:
    made = _catalogue().get(supplier)
    if made:
        designation, cls = made[int(len(made) * random.random() ** 2)]
    else:
        designation, cls = None, random.choice(list(_GENERIC))
    number = max(1, int(10 ** random.gauss(1.2, 0.6)))
    return Arms(cls, designation, random.choice(_GENERIC[cls].split("|")), number)


def _course(random: Random, start: dt.date) -> Iterator[tuple[str, dt.date]]:
    day = start
    for stage in random.choice(_COURSES):
        if day > LAST:
            return
        yield stage, day
        day += dt.timedelta(int(20 + random.expovariate(1 / 200)))
