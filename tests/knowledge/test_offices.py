"""Titles of office in texts, and holders of office by date."""

from __future__ import annotations

import time
from datetime import date

import pytest

from dealtrace.knowledge.offices import find_offices, holder_of, holders


def _offices(text: str) -> list[str]:
    return [match.office for match in find_offices(text)]


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("Deputy Defence Minister Ivan Petrov spoke.", ["deputy defence minister"]),
        ("the external affairs minister", ["external affairs minister"]),
        ("the minister of state for defence, A. Rao", ["minister of state for defence"]),
        ("US Defense Secretary Lloyd Austin", ["defense secretary"]),
        ("the minister for trade and industry said", ["minister for trade and industry"]),
        ("its Foreign and Defence Minister", ["foreign and defence minister"]),
        ("a defence ministry spokesman", ["defence ministry spokesman"]),
        ("the chief of the general staff", ["chief of the general staff"]),
        ("Air Chief Marshal Dhillon", ["air chief marshal"]),
        ("the head of the export agency", ["head"]),
        ("first deputy prime minister", ["first deputy prime minister"]),
        ("the late leader and the ex-president", ["late leader", "ex-president"]),
        ("central bank governor", ["central bank governor"]),
        ("King Salman and the crown prince", ["king", "crown prince"]),
        ("vice president of the Council of Ministers", ["vice president"]),
        ("Italy's premier said so", ["premier"]),
    ],
)
def test_titles_are_found_whole(text: str, offices: list[str]) -> None:
    assert _offices(text) == offices


@pytest.mark.parametrize(
    "text",
    [
        "a general election and a major deal",
        "ministers of defence met",
        "he heads the list and shook his head",
        "a market leader and the leader in drones",
        "India's premier aircraft maker",
        "the Prime Minister's Office",
        "Sea King helicopters and King Air planes",
        "presenter Larry King asked",
        "expert advice was taken",
        "too early to judge the plan",
    ],
)
def test_no_title_where_none_is_held(text: str) -> None:
    assert _offices(text) == []


def test_offsets_point_to_the_words() -> None:
    text = "On Monday Foreign Minister Lavrov flew out."
    match = find_offices(text)[0]
    assert text[match.start : match.end] == match.text == "Foreign Minister"


def test_hostile_text_is_read_in_time() -> None:
    began = time.perf_counter()
    find_offices("deputy " * 4_000 + "defence and " * 4_000 + "minister of " * 4_000)
    assert time.perf_counter() - began < 5


def test_holders_by_name_and_day() -> None:
    found = holders("Raúl Castro", date(2016, 5, 1))
    assert {h.iso3 for h in found} == {"CUB"}
    assert "president" in {h.office for h in found}
    assert holders("Raúl Castro", date(2020, 1, 1))[0].office == "leader"


def test_a_given_name_must_be_the_holders() -> None:
    assert holders("Igor Putin") == []
    assert holders("Chad Smith") == []
    assert {h.iso3 for h in holders("Putin")} == {"RUS"}


def test_holder_of_an_office() -> None:
    minister = holder_of("defense minister", "IND", date(2018, 5, 1))
    assert minister is not None
    assert minister.person == "Nirmala Sitharaman"
    assert holder_of("foreign minister", "CUB", date(1900, 1, 1)) is None
