"""Shares of suppliers and their change from one span of years to the next, as others print them.

Sources, all seen, in a report that quotes them where no other address is given:
CRS 2012: R. F. Grimmett and P. K. Kerr, "Conventional Arms Transfers to Developing Nations,
    2004-2011" (Congressional Research Service, R42678): worldwide agreements of 44.5 billion
    dollars in 2010 and 85.3 in 2011, of which the United States 21.4 and 66.3, Russia 8.9 and 4.8,
    France 1.8 and 4.4; the American share 48 percent in 2010, 77.7 in 2011
    (http://www.armscontrol.org/act/2012_10/US-Dominated-Global-Arms-Trade-in-2011).
CRS 2015: C. A. Theohary, the same on 2007-2014 (R44320): in 2014 71.8 billion, the United States
    36.2 or 50.4 percent, Russia 10.2 (https://fas.org/publication/crs-arms-sales/).
CRS 2016: C. A. Theohary, the same on 2008-2015 (R44716): in 2015 79.9 billion, the United States
    40.2 or 50.29 percent, France 15.3 or 19.16, both 69.4
    (https://mail.executivegov.com/2016/12/crs-us-led-global-conventional-arms-trade-in-2015).
SIPRI 2019: "Trends in international arms transfers, 2018" (P. D. Wezeman and others, fact sheet):
    India's imports fell by 24 percent from 2009-13 to 2014-18, those from Russia by 42, whose share
    went from 76 to 58 percent; of all exports, which grew by 7.8 percent, those of the United
    States grew by 29, and their share from 30 to 36 percent.
SIPRI 2022: "Trends in international arms transfers, 2021": India's imports fell by 21 percent from
    2012-16 to 2017-21, those from Russia by 47, whose share went from 69 to 46 percent.

CRS rounds sums to a hundred million dollars, SIPRI percents to two digits; no more can be asked of
what follows from them.
"""

from __future__ import annotations

import datetime as dt

import pytest

from dealtrace.analysis.dependence.concentration import concentration
from dealtrace.analysis.dependence.supply import Dependence, Measure, Supply, Trend, dependence_of
from dealtrace.register.aggregates import Trade

REST = "others"


def billions(total: float, **parts: float) -> dict[str, float]:
    """Return a year's agreements by supplier, those of all others together."""
    return {**parts, REST: total - sum(parts.values())}


IN_2010 = billions(44.5, USA=21.4, RUS=8.9, FRA=1.8)
IN_2011 = billions(85.3, USA=66.3, RUS=4.8, FRA=4.4)


@pytest.mark.parametrize(
    ("sums", "published", "digits"),
    [
        (IN_2010, {"USA": 48}, 0),
        (IN_2011, {"USA": 77.7}, 1),
        (billions(71.8, USA=36.2, RUS=10.2), {"USA": 50.4}, 1),
        (billions(79.9, USA=40.2, FRA=15.3), {"USA": 50.3, "FRA": 19.1}, 1),
    ],
)
def test_shares_of_agreements(
    sums: dict[str, float], published: dict[str, float], digits: int
) -> None:
    found = concentration(sums)
    assert found is not None
    shares = {one.supplier: round(100 * one.share, digits) for one in found.shares}
    assert {name: shares[name] for name in published} == published


def test_two_suppliers_together() -> None:
    """France is printed as 19.16 percent of sums that are not rounded, and both as 69.4."""
    found = concentration(billions(79.9, USA=40.2, FRA=15.3))
    assert found is not None
    both = sum(one.share for one in found.shares if one.supplier != REST)
    assert 100 * both == pytest.approx(69.4, abs=100 * 0.1 / 79.9)


def sold(year: int, sums: dict[str, float]) -> list[Trade]:
    day = dt.date(year, 7, 1)
    return [
        Trade(f"{year}-{name}", (name,), ("IND",), day, usd, ("tank",))
        for name, usd in sums.items()
    ]


def volumes(share: float, grown: float, of_it: float) -> tuple[dict[str, float], dict[str, float]]:
    """Return two spans' volumes from a share in the first, in percent, and the growth of all and
    of this supplier, in percent as well; the others, of whom less is told, are three alike."""
    own = share * (1 + of_it / 100)
    return _with_others(share, 100 - share), _with_others(own, 100 + grown - own)


def _with_others(own: float, others: float) -> dict[str, float]:
    return {"RUS": own, **dict.fromkeys(("FRA", "ISR", "USA"), others / 3)}


def share_of(one: Supply, name: str) -> float:
    assert one.found is not None
    return next(100 * s.share for s in one.found.shares if s.supplier == name)


def over(first: int, second: int, spans: tuple[dict[str, float], dict[str, float]]) -> Dependence:
    found = [*sold(first, spans[0]), *sold(second, spans[1])]
    return dependence_of(found, "IND", Measure.USD)


@pytest.mark.parametrize(
    ("years", "told", "published"),
    [
        ((2009, 2018), (76, -24, -42), [76, 58]),
        ((2012, 2021), (69, -21, -47), [69, 46]),
    ],
)
def test_russias_part_in_indias_imports_falls(
    years: tuple[int, int], told: tuple[float, float, float], published: list[float]
) -> None:
    found = over(*years, volumes(*told))
    first, last = years
    assert [(one.first, one.last) for one in found.over_time] == [
        (first, first + 4),
        (last - 4, last),
    ]
    assert [round(share_of(one, "RUS")) for one in found.over_time] == published
    assert found.trend is Trend.FALLING


def test_the_american_part_in_all_exports_grows() -> None:
    before, now = map(concentration, volumes(30, 7.8, 29))
    assert before is not None
    assert now is not None
    assert [round(100 * one.largest.share) for one in (before, now)] == [30, 36]


def test_the_trend_follows_the_largest_supplier_of_the_last_year() -> None:
    found = dependence_of([*sold(2010, IN_2010), *sold(2011, IN_2011)], "IND", Measure.USD, 1)
    assert [round(share_of(one, "USA"), 1) for one in found.over_time] == [48.1, 77.7]
    assert found.trend is Trend.RISING
