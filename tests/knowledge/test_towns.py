"""Towns and the states they lie in."""

from __future__ import annotations

import pytest

from dealtrace.knowledge.countries import code_for, countries
from dealtrace.knowledge.tables import parts, rows
from dealtrace.knowledge.towns import state_of_town


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Callao", "PER"),
        ("the port of Mombasa", "KEN"),
        ("Cam Ranh Bay", "VNM"),
        ("Subic Bay Naval Base", "PHL"),
        ("Sattahip naval base", "THA"),
        ("Eskişehir", "TUR"),
        ("Eskisehir", "TUR"),
        ("St. Petersburg", "RUS"),
        ("Ulsan’s", "KOR"),
    ],
)
def test_towns_lie_in_a_state(name: str, code: str) -> None:
    assert state_of_town(name) == code


@pytest.mark.parametrize(
    "name", ["Springfield Heights of Nowhere", "Lima", "León", "", "the port of "]
)
def test_what_is_no_town_or_lies_in_several_states_has_none(name: str) -> None:
    assert state_of_town(name) is None


def test_the_table_has_states_we_know_and_no_names_of_theirs() -> None:
    towns = {row["iso3"]: parts(row["towns"]) for row in rows("towns.csv")}
    assert len(set(towns) & set(countries())) > 190
    assert not any(code_for(name) for names in towns.values() for name in names)
