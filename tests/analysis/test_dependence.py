"""Suppliers of a state from a register: in all, by class, over time; and other dependences."""

from __future__ import annotations

import datetime as dt

import pytest

from dealtrace.analysis.dependence.others import other_dependences
from dealtrace.analysis.dependence.supply import (
    Dependence,
    Measure,
    Trend,
    dependence,
    dependence_of,
    most_dependent,
)
from dealtrace.knowledge.countries import countries
from dealtrace.register.aggregates import Trade, flows, trades
from dealtrace.register.store import Register
from tests.analysis.made import Json, Made, Read, claim, deal, told, with_claims


def trade(supplier: str, year: int, usd: float | None = 1e6, *classes: str) -> Trade:
    day = dt.date(year, 6, 1)
    return Trade("x", tuple(supplier.split("+")), ("CUB",), day, usd, classes or ("tank",))


def sold(
    name: str, supplier: list[str], year: int, cls: str, usd: float | None = 1e6, **more: object
) -> Read:
    items: list[Json] = [{"text": f"a {cls}", "class": cls, "designation": None, "quantity": 1}]
    value = {"amount": usd, "currency": "USD"} if usd else None
    made = {"supplier": supplier, "recipient": ["PRT"], "items": items, "value": value}
    return told(name, deal(**{**made, "stage": "signed", **more}), day=dt.date(year, 3, 1))


@pytest.fixture
def register(made: Made) -> Register:
    return made(
        [
            sold("a", ["NOR"], 2001, "ship", 6e6),
            sold("b", ["SWE"], 2004, "tank", 2e6),
            sold("c", ["NOR"], 2013, "submarine", 5e6),
            sold("d", ["NOR", "SWE"], 2014, "aircraft", 4e6),
            sold("e", ["FRA"], 2014, "missile", None),
            sold("planned", ["USA"], 2014, "drone", hedged=True),
            sold("talks", ["USA"], 2014, "radar/sensor", stage="negotiating"),
            sold("off", ["USA"], 2014, "artillery", stage="cancelled"),
        ]
    )


def shares(found: Dependence) -> dict[str, float]:
    assert found.total.found is not None
    return {s.supplier: round(s.share, 3) for s in found.total.found.shares}


def asked(register: Register, **how: object) -> Dependence:
    with register.reading() as connection:
        return dependence(connection, "PRT", **how)  # type: ignore[arg-type]


def test_agreed_deals_count_and_joint_ones_are_divided(register: Register) -> None:
    found = asked(register)
    assert shares(found) == {"NOR": 0.5, "SWE": 0.3, "FRA": 0.2}
    assert found.total.deals == 5
    assert {one.item_class: one.deals for one in found.by_class} == {
        "ship": 1,
        "submarine": 1,
        "aircraft": 1,
        "missile": 1,
        "tank": 1,
    }


def test_by_value_deals_without_a_price_are_counted_but_weigh_nothing(register: Register) -> None:
    found = asked(register, measure=Measure.USD)
    assert shares(found) == {"NOR": round(13 / 17, 3), "SWE": round(4 / 17, 3)}
    assert found.total.without_sum == 1
    (missiles,) = [one for one in found.by_class if one.item_class == "missile"]
    assert missiles.found is None


def test_a_time_and_a_day(register: Register) -> None:
    assert shares(asked(register, until=dt.date(2005, 1, 1))) == {"NOR": 0.5, "SWE": 0.5}
    assert shares(asked(register, as_of=dt.date(2002, 1, 1))) == {"NOR": 1.0}


def test_of_a_deal_with_several_classes_nobody_knows_which_part_the_price_is_of() -> None:
    found = dependence_of([trade("RUS", 2010, 5e6, "ship", "tank")], "CUB", Measure.USD)
    assert {one.item_class: one.found for one in found.by_class} == {"ship": None, "tank": None}
    assert found.total.found is not None


def test_windows_end_with_the_last_deal_and_show_gaps() -> None:
    found = dependence_of([trade("RUS", 2001), trade("RUS", 2012)], "CUB")
    assert [(one.first, one.last, one.deals) for one in found.over_time] == [
        (1998, 2002, 1),
        (2003, 2007, 0),
        (2008, 2012, 1),
    ]


@pytest.mark.parametrize(
    ("before", "now", "way"),
    [
        (["RUS", "CHN"], ["RUS", "RUS"], Trend.RISING),
        (["RUS"] * 4, ["RUS", "RUS", "CHN"], Trend.FALLING),
        (["RUS", "CHN"], ["RUS", "CHN"], Trend.STEADY),
        ([], ["RUS"], Trend.UNKNOWN),
    ],
)
def test_the_trend(before: list[str], now: list[str], way: Trend) -> None:
    found = [trade(s, 2005) for s in before] + [trade(s, 2010) for s in now]
    assert dependence_of(found, "CUB").trend is way


def test_all_states_ranked(register: Register) -> None:
    with register.reading() as connection:
        (portugal,) = most_dependent(connection)
        assert most_dependent(connection, item_class="ship") == ()
        (ships,) = most_dependent(connection, item_class="ship", least=1)
    assert portugal.deals == 5
    assert portugal.found is not None
    assert portugal.found == asked(register).total.found
    assert (portugal.first, portugal.last) == (2001, 2014)
    assert ships.found is not None
    assert ships.found.hhi == 10_000


def test_sums_in_sql_are_those_of_the_deals_one_by_one(register: Register) -> None:
    for bounds in ({}, {"since": dt.date(2004, 1, 1)}, {"until": dt.date(2013, 12, 31)}):
        with register.reading() as connection:
            one_by_one = trades(connection, **bounds)
            summed = flows(connection, **bounds)
        assert sum(flow.deals for flow in summed) == len(one_by_one)
        assert sum(flow.usd for flow in summed) == sum(t.usd or 0 for t in one_by_one)
        for flow in summed:
            days = [t.day for t in one_by_one if t.supplier == flow.supplier]
            assert (flow.first, flow.last) == (min(days).isoformat(), max(days).isoformat())


def test_other_dependences(made: Made) -> None:
    def given(type_: str, text: str, giver: str, role: str, **more: object) -> Json:
        taker = "borrower" if type_ == "credit" else "recipient"
        roles = {role: [(countries()[giver].name, giver)], taker: [("Cuba", "CUB")]}
        return claim(type_, text, roles, **more)  # type: ignore[arg-type]

    cut = "Venezuela has cut its oil shipments to Cuba by half."
    register = made(
        [
            with_claims(told("one"), given("supply", cut, "VEN", "supplier")),
            with_claims(
                told("two", day=dt.date(2019, 1, 1)),
                given("supply", "Caracas can no longer send crude.", "VEN", "supplier"),
                given("credit", "Moscow is raising its loans to Cuba.", "RUS", "lender"),
                given("supply", "He denied that Mexico sent oil.", "MEX", "supplier",
                      modality="denied"),
            ),
        ]
    )  # fmt: skip
    with register.reading() as connection:
        oil, money = other_dependences(connection, "CUB")
        (earlier,) = other_dependences(connection, "CUB", as_of=dt.date(2016, 1, 1))
    assert (oil.thing, oil.giver, oil.reports, oil.way) == ("oil", "VEN", 2, "falling")
    assert (money.thing, money.giver, money.way) == ("money", "RUS", "rising")
    assert earlier.sentence == cut
