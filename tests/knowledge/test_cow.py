"""Numbers of states in the Correlates of War project."""

from __future__ import annotations

import pytest

from dealtrace.knowledge.countries import countries
from dealtrace.knowledge.cow import cow_number
from dealtrace.knowledge.tables import rows


@pytest.mark.parametrize(
    ("iso3", "year", "number"),
    [
        ("USA", 2018, 2),
        ("CUB", 2018, 40),
        ("RUS", 2018, 365),
        ("SUN", 1980, 365),
        ("DEU", 1989, 260),
        ("DEU", 2018, 255),
        ("YEM", 2018, 679),
        ("ABW", 2018, None),
        ("XYZ", 2018, None),
    ],
)
def test_numbers(iso3: str, year: int, number: int | None) -> None:
    assert cow_number(iso3, year) == number


def test_only_known_states_have_one_and_each_its_own() -> None:
    told = [(row["iso3"], row["cow"]) for row in rows("cow_states.csv")]
    assert {iso3 for iso3, _ in told} <= countries().keys()
    assert len(set(told)) == len(told)
    shared = {"SUN", "YUG", "SCG"}  # whose number their successor has
    numbers = [cow for iso3, cow in told if iso3 not in shared]
    assert len(set(numbers)) == len(numbers) > 190
