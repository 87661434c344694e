"""Deals that never were, drawn so that their numbers are like those of the real trade.

Pairs of states follow Zipf and Mandelbrot's law with the constants that fit the orders of the last
thirty years (of 3,000 pairs the first has 2 % of all orders, the hundredth 0.2 %, the thousandth
0.015 %); the number of reports of a deal follows Pareto's.

How many deals of one pair fall into the same years decides how hard they are to tell apart. In
SIPRI's register of arms transfers (29,505 orders of 3,121 pairs) an order has 13 others of its pair
within three years, 0.3 of them for the same weapon. So the pairs grow with the deals: a small
register is one of few states, a large one adds states and lesser trade. For 10,000, 100,000 and
1,000,000 reports a deal has 8, 11 and 12 others of its pair within three years, and 0.1, 0.2 and
0.3 of the same weapon.
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
_A_PAIR = 44  # reports, of some 10 deals
_LEAST = 25  # pairs
_OFFSET, _EXPONENT = 1 / 300, 1.1  # of Zipf and Mandelbrot's law; the offset as a part of all pairs
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
    """Return all pairs of states, those with most deals first; the same whatever the seed.

    They are drawn one by one, great exporters before others and great buyers before others.
    """
    random = Random(1940)
    others = sorted(set(countries()) - set(_EXPORTERS))
    random.shuffle(others)
    states = [*_EXPORTERS, *others]
    buyers = random.sample(states, len(states))
    drawn = {
        (supplier, recipient): random.expovariate(1 / ((sells + 1) ** 1.2 * (buys + 5) ** 0.6))
        for sells, supplier in enumerate(states)
        for buys, recipient in enumerate(buyers)
        if supplier != recipient
    }
    return tuple(sorted(drawn, key=lambda pair: drawn[pair]))


@cache
def _shares(count: int) -> list[float]:
    """Return the deals of the first pairs, each with all before it, of so many pairs."""
    offset = count * _OFFSET
    return list(accumulate((rank + offset) ** -_EXPONENT for rank in range(1, count + 1)))


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


def made_deals(random: Random, reports: int, of: int | None = None) -> list[MadeDeal]:
    """Return deals told by ``reports`` reports or a few more, in order of their first stage.

    ``of`` are the reports of the whole register, where these are a part of it.
    """
    days = (LAST - FIRST).days
    shares = _shares(min(max((of or reports) // _A_PAIR, _LEAST), len(pairs())))
    found: list[MadeDeal] = []
    while reports > 0:
        found.append(
            _deal(random, shares, FIRST + dt.timedelta(int(days * random.random() ** 0.7)))
        )
        reports -= found[-1].reports
    return sorted(found, key=lambda deal: deal.course[0][1])


def _deal(random: Random, shares: list[float], start: dt.date) -> MadeDeal:
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
    made = _catalogue().get(supplier) or _catalogue()[random.choice(_EXPORTERS[:8])]  # second-hand
    designation, cls = made[int(len(made) * random.random() ** 3)]
    number = max(1, int(10 ** random.gauss(1.2, 0.6)))
    return Arms(cls, designation, random.choice(_GENERIC[cls].split("|")), number)


def _course(random: Random, start: dt.date) -> Iterator[tuple[str, dt.date]]:
    day = start
    for stage in random.choice(_COURSES):
        if day > LAST:
            return
        yield stage, day
        day += dt.timedelta(int(20 + random.expovariate(1 / 200)))
