import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealtrace.language.money import MoneyMatch, find_money


def only(text: str, *countries: str) -> MoneyMatch:
    found = find_money(text, countries)
    assert len(found) == 1, [m.text for m in found]
    return found[0]


def test_a_sum_beyond_all_reason_has_no_amount() -> None:
    assert only("$20,000,000,000,000,000,000,000 million").amount is None
    assert only("15,000 trillion rials", "IRN").amount == 15e15


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("$50 million", 50e6, "USD"),
        ("US$ 50m", 50e6, "USD"),
        ("USD 1bn", 1e9, "USD"),
        ("$1.5-billion", 1.5e9, "USD"),
        ("Rs 700 crore", 7e9, "INR"),
        ("Rs. 700cr", 7e9, "INR"),
        ("Rs 4,500 crore", 45e9, "INR"),
        ("60bn roubles", 60e9, "RUB"),
        ("four billion dollars", 4e9, "USD"),
        ("€500m", 500e6, "EUR"),
        ("£335m", 335e6, "GBP"),
        ("$100 mln", 100e6, "USD"),
        ("NT$45 billion", 45e9, "TWD"),
        ("A$1.2 billion", 1.2e9, "AUD"),
        ("C$15 billion", 15e9, "CAD"),
        ("HK$3m", 3e6, "HKD"),
        ("S$200 million", 200e6, "SGD"),
        ("R$5 billion", 5e9, "BRL"),
        ("Ksh 40 billion", 40e9, "KES"),
        ("2 billion Danish kroner", 2e9, "DKK"),
        ("700 million Jordanian dinars", 700e6, "JOD"),
        ("3 billion Hong Kong dollars", 3e9, "HKD"),
        ("300 million U.S. dollars", 300e6, "USD"),
        ("3 billion riyals", 3e9, "SAR"),
        ("1bn yuan", 1e9, "CNY"),
        ("20 trillion yen", 20e12, "JPY"),
        ("5 trillion won", 5e12, "KRW"),
        ("half a billion dollars", 500e6, "USD"),
        ("50 million renminbi", 50e6, "CNY"),
        ("200 million EUR", 200e6, "EUR"),
        ("1,5 billion euros", 1.5e9, "EUR"),
        ("$140 millions", 140e6, "USD"),
    ],
)
def test_amount_and_currency(text: str, amount: float, currency: str) -> None:
    match = only(f"It cost {text} in all.")
    assert (match.text, match.amount, match.currency) == (text, amount, currency)


def test_part_of_a_billion() -> None:
    assert only("It cost three-quarters of a billion dollars.").amount == 750e6
    assert only("A quarter of a billion euros was paid.").amount == 250e6


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("180 tanks for $3.4 billion and 212 guns for 2.4 billion.", [3.4e9, 2.4e9]),
        ("It cost $2 billion in a nation of 1.3 billion.", [2e9]),
        ("It paid $5 million for 3 million rounds.", [5e6]),
        ("212 guns for 2.4 billion.", []),
    ],
)
def test_a_sum_may_leave_out_the_currency_of_the_one_before(
    text: str, amounts: list[float]
) -> None:
    found = find_money(text)
    assert [m.amount for m in found] == amounts
    assert {m.currency for m in found} <= {"USD"}


@pytest.mark.parametrize(
    ("text", "countries", "currency"),
    [
        ("P15 million", ("PHL", "USA"), "PHP"),
        ("P15 million", (), None),
        ("100 million dinars", ("DZA", "RUS"), "DZD"),
        ("100 million dinars", (), None),
        ("5 billion rupees", ("PAK", "CHN"), "PKR"),
        ("5 billion rupees", ("PAK", "IND"), "INR"),
        ("5 billion rupees", (), "INR"),
        ("Shs1.8 trillion", ("UGA",), "UGX"),
        ("447.5 billion shillings", ("TZA", "CHN"), "TZS"),
        ("5 billion roubles", ("BLR",), "BYN"),
        ("5 billion roubles", ("BLR", "RUS"), "RUB"),
        ("$5 billion", ("AUS",), "USD"),
    ],
)
def test_country_decides(text: str, countries: tuple[str, ...], currency: str | None) -> None:
    assert only(text, *countries).currency == currency


@pytest.mark.parametrize(
    "text", ["$2-3 billion", "between $2 and $3 billion", "$2 billion to $3 billion",
             "two to three billion dollars", "between 2 billion and 3 billion dollars"]
)  # fmt: skip
def test_range(text: str) -> None:
    match = only(text)
    assert (match.low, match.high, match.amount) == (2e9, 3e9, None)
    assert match.currency == "USD"


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("38 million euro ($43.27 million)", ("USD", 43.27e6)),
        ("$740 million (Shs1.8 trillion)", ("UGX", 1.8e12)),
        ("50 million renminbi, or around P370 million", ("PHP", 370e6)),
        ("Rs. 58,000 crore (about 7.8 billion euros)", ("EUR", 7.8e9)),
        ("C$1bn (US$750m)", ("USD", 750e6)),
    ],
)
def test_one_sum_in_two_currencies(text: str, second: tuple[str, float]) -> None:
    match = only(text, "UGA", "PHL", "CHN")
    assert [(m.currency, m.amount) for m in match.also] == [second]


def test_two_sums_stay_two() -> None:
    assert len(find_money("$50 million and €20 million")) == 2
    assert len(find_money("$50 million, $20 million")) == 2
    assert len(find_money("€20 million, $30 million and more")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "several hundred million dollars",
        "tens of millions of dollars",
        "a multi-billion-dollar deal",
    ],
)
def test_no_figure(text: str) -> None:
    assert only(text).amount is None
    assert only(text).currency == "USD"


def test_qualifiers() -> None:
    assert only("up to $50 million").at_most
    assert only("$1 billion-plus").at_least
    assert only("more than $5 billion").at_least
    assert only("nearly €40 million").approximate
    assert only("some 60bn roubles").approximate


@pytest.mark.parametrize(
    "text",
    [
        "500-pound bombs",
        "from 500 to 1,000 pounds of explosive",
        "they won 50 million votes",
        "in 2004 won",
        "two marks",
        "dollars",
        "12 SAR helicopters",
        "MK 45 guns",
        "ALL 12 AIRCRAFT",
    ],
)
def test_look_alikes(text: str) -> None:
    assert find_money(text) == []


def test_hostile_text_takes_linear_time() -> None:
    start = time.perf_counter()
    for piece in ("$1-", "several ", "tens of ", "$", "Rs. ", "1 to ", "US$1 (", "hong kong "):
        find_money(piece * 1_500)
    assert time.perf_counter() - start < 4


def test_a_third_currency_is_the_same_sum_too() -> None:
    match = only("1bn euros ($1.3bn; £690m)")
    assert [m.currency for m in match.also] == ["USD", "GBP"]


def test_a_price_that_moves_is_no_range() -> None:
    assert [m.is_range for m in find_money("It fell $2.86 to $41.32")] == [False, False]


_WORDS = """$ US$ Rs . 5 700 1.5 - – to and between million bn crore a half dollars euro ( ) , or
about Hong Kong several hundreds of roubles P m cr lakh one two hundred USD"""
_PIECES = st.lists(
    st.sampled_from(_WORDS.split()),
    max_size=14,
)


@settings(max_examples=120, deadline=None)
@given(_PIECES.map(" ".join) | _PIECES.map("".join) | st.text(max_size=60))
def test_any_text_gives_ordered_spans(text: str) -> None:
    end = 0
    for match in find_money(text):
        assert end <= match.start < match.end <= len(text)
        assert match.text == text[match.start : match.end]
        assert match.amount is None or match.amount >= 0
        end = match.end
