import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealtrace.evaluation.matching import pair, plain, same_name, same_sum


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Kommersant", "the newspaper Kommersant", True),
        ("Miguel Díaz-Canel", "Diaz Canel", True),
        ("Rosoboron export", "Rosoboronexport", True),
        ("Putin", "Medvedev", False),
        ("", "Putin", False),
        ("the president", "President", True),
        ("news agency", "the daily", False),
    ],
)
def test_same_name(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same


@given(st.text())
def test_plain_is_stable(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def test_same_sum_allows_rounding_not_another_currency() -> None:
    euro = {"amount": 38e6, "currency": "EUR"}
    assert same_sum(euro, {"amount": 38.5e6, "currency": "EUR"})
    assert not same_sum(euro, {"amount": 39e6, "currency": "EUR"})
    assert not same_sum(euro, {"amount": 38e6, "currency": "USD"})
    assert not same_sum(None, None)


@given(st.lists(st.integers(0, 3)), st.lists(st.integers(0, 3)))
def test_pairing_uses_each_fact_once(gold: list[int], predicted: list[int]) -> None:
    pairing = pair(gold, predicted, lambda g, p: float(g == p))
    assert all(gold[i] == predicted[j] for i, j in pairing.pairs)
    assert sorted([i for i, _ in pairing.pairs] + pairing.missed) == list(range(len(gold)))
    assert sorted([j for _, j in pairing.pairs] + pairing.extra) == list(range(len(predicted)))
    for value in range(4):  # as many pairs as can be
        paired = sum(gold[i] == value for i, _ in pairing.pairs)
        assert paired == min(gold.count(value), predicted.count(value))
