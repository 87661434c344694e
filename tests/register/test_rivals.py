"""What is disputed: two ways of paying of one kind, two prices; not a price and a loan."""

from __future__ import annotations

from typing import Any

import pytest

from dealtrace.display import phrases
from dealtrace.register.rivals import disputed, rivals, same

Json = dict[str, Any]


def way(kind: str, amount: float | None) -> Json:
    value = {"kind": kind, "amount": amount, "currency": "USD"}
    return {"value": value, "first_seen": "2019-02-06"}


def test_a_sum_in_another_currency_may_be_the_same() -> None:
    def told_sum(amount: float | None, currency: str, day: str = "2019-02-06") -> Json:
        value = {"amount": amount, "currency": currency}
        return {"value": value, "first_seen": day, "roots": ["x"]}

    assert same(told_sum(38e6, "EUR"), told_sum(43e6, "USD"))
    assert not same(told_sum(38e6, "EUR"), told_sum(50e6, "USD"))
    assert same(told_sum(None, "USD"), told_sum(50e6, "USD"))
    assert not same(told_sum(1e6, "QQQ"), told_sum(1e6, "USD"))


@pytest.mark.parametrize(
    ("told", "at_odds"),
    [
        ([way("loan", 50e6), way("credit line", 70e6)], True),
        ([way("loan", 50e6), way("grant", 70e6)], False),
        ([way("loan", 50e6), way("loan", 51e6)], False),
        ([way("loan", 50e6), way("loan", None)], False),
        ([way("loan", 50e6)], False),
    ],
)
def test_ways_of_paying(told: list[Json], at_odds: bool) -> None:
    assert disputed("financing", told) is at_odds


def test_a_price_and_a_loan_are_no_dispute_and_two_prices_are() -> None:
    deal = {"value": [way("price", 90e6)], "financing": [way("loan", 50e6)]}
    assert phrases.sums(deal) == "USD 90,000,000; loan USD 50,000,000"
    deal["value"].append(way("price", 60e6))
    assert phrases.sums(deal).endswith("(disputed)")


def test_stages_follow_one_another() -> None:
    told = [{"value": "signed"}, {"value": "negotiating"}]
    assert rivals("stage", told[0], told) == []
    assert rivals("kind", told[0], told) == [told[1]]
