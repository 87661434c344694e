import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealtrace.language.numbers import Number, UnitKind, find_numbers


def only(text: str) -> Number:
    found = find_numbers(text)
    assert len(found) == 1, [n.text for n in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [
        ("They ordered 3,000 rifles", 3000, "3,000"),
        ("worth 6 million rounds", 6e6, "6 million"),
        ("a dozen jets", 12, "a dozen"),
        ("108 M1A2 tanks", 108, "108"),
        ("its first dozen jets", 12, "dozen"),
        ("two dozen jets", 24, "two dozen"),
        ("half a dozen jets", 6, "half a dozen"),
        ("eight frigates", 8, "eight"),
        ("twenty-four jets", 24, "twenty-four"),
        ("one hundred and twenty-five lorries", 125, "one hundred and twenty-five"),
        ("two and a half million cartridges", 2.5e6, "two and a half million"),
        ("1.2bn cartridges", 1.2e9, "1.2bn"),
        ("700 crore people", 7e9, "700 crore"),
        ("5 lakh rounds", 5e5, "5 lakh"),
        ("4,50,000 rounds", 450000, "4,50,000"),
        ("a pair of corvettes", 2, "a pair"),
        ("the 12 aircraft", 12, "12"),
        ("to give Cuba 50 lorries", 50, "50"),
        ("36 Rafale jets", 36, "36"),
    ],
)
def test_value(text: str, value: float, written: str) -> None:
    number = only(text)
    assert number.value == value
    assert number.text == written == text[number.start : number.end]


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("up to 12 jets", (False, False, True)),
        ("at least 100 jets", (False, True, False)),
        ("some 60 jets", (True, False, False)),
        ("around 3,000 men", (True, False, False)),
        ("more than 60 jets", (False, True, False)),
        ("as many as 40 jets", (False, False, True)),
        ("up to about 40 jets", (True, False, True)),
        ("50-odd jets", (True, False, False)),
        ("100-plus jets", (False, True, False)),
        ("no fewer than 8 jets", (False, True, False)),
        ("talks over 12 jets", (False, False, False)),
        ("12 jets", (False, False, False)),
    ],
)
def test_qualifiers(text: str, flags: tuple[bool, bool, bool]) -> None:
    number = only(text)
    assert (number.approximate, number.at_least, number.at_most) == flags


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("between 4 and 6 ships", (4, 6)),
        ("28-30 jets", (28, 30)),
        ("four to six ships", (4, 6)),
        ("four or five ships", (4, 5)),
        ("2-3 billion", (2e9, 3e9)),
    ],
)
def test_range(text: str, bounds: tuple[float, float]) -> None:
    number = only(text)
    assert number.is_range
    assert (number.low, number.high) == bounds
    assert number.value is None


@pytest.mark.parametrize(
    "text", ["hundreds of drones", "several drones", "tens of thousands", "a few dozen"]
)
def test_no_exact_value(text: str) -> None:
    assert only(text).value is None
    assert only(text).count is None


@pytest.mark.parametrize(
    "text",
    [
        "the Su-30, MiG-29, T-90, C-130J and S-300/400",
        "Resolution 1929",
        "an F-16 Block 52",
        "AK-47s and 9K720 and 2S19",
        "on 10/30/2018 at 10:25",
        "two-thirds of it, a second and a 20th",
        "one of the ships, and no one else",
        "No. 5",
        "Mi 17 and Tu 160",
    ],
)
def test_look_alikes(text: str) -> None:
    assert find_numbers(text) == []


def test_group_noun_is_the_thing_counted() -> None:
    number = only("two squadrons of fighters")
    assert (number.unit, number.unit_kind) == ("squadron", UnitKind.GROUP)
    assert only("three air defence batteries").unit == "battery"
    assert only("two S-400 regiments").unit == "regiment"
    assert find_numbers("12 jets in two squadrons")[0].unit is None


def test_measures_are_no_counts() -> None:
    assert only("122mm shells").unit == "mm"
    assert only("5 per cent").unit == "%"
    assert only("a 20-year lease").unit == "year"
    assert only("a 20-year lease").hyphenated
    assert only("122mm shells").count is None


def test_years() -> None:
    assert only("in 2018").year
    assert not only("2000 tanks").year
    assert only("2000 tanks").count == 2000


def test_hostile_text_takes_linear_time() -> None:
    start = time.perf_counter()
    for piece in ("1,11", "two hundred ", "a ", "1-", "one-", "some ", "between ", "9"):
        find_numbers(piece * 2_000)
    assert time.perf_counter() - start < 4


@pytest.mark.parametrize("text", ["a claim.[3] More", "33°30′21″N", "Chapter two", "number one"])
def test_marks_of_notes_angles_and_labels(text: str) -> None:
    assert find_numbers(text) == []


_WORDS = """a half dozen two and twenty - four hundred thousand million 1,000 3 . 5 , between to or
some about up least at one S-300 bn ½ ² １ of pair several 12k % per cent"""
_PIECES = st.lists(
    st.sampled_from(_WORDS.split()),
    max_size=14,
)


@settings(max_examples=120, deadline=None)
@given(_PIECES.map(" ".join) | _PIECES.map("".join) | st.text(max_size=60))
def test_any_text_gives_ordered_spans(text: str) -> None:
    end = 0
    for number in find_numbers(text):
        assert end <= number.start < number.end <= len(text)
        assert number.text == text[number.start : number.end]
        assert not number.is_range or (number.low or 0) < (number.high or 0)
        end = number.end
