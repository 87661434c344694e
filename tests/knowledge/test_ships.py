"""Ships by name, and prefixes that are something else."""

import pytest

from dealtrace.knowledge.countries import countries
from dealtrace.knowledge.ships import find_ships
from dealtrace.knowledge.tables import rows


@pytest.mark.parametrize(
    ("text", "name", "owner"),
    [
        ("the helicopter carrier HMS Ocean is for sale", "HMS Ocean", "GBR"),
        ("ARC Almirante Padilla sailed", "ARC Almirante Padilla", "COL"),
        ("the cruiser Hr. Ms. De Ruyter", "Hr. Ms. De Ruyter", "NLD"),
        ("the ex-USCGC Boutwell", "USCGC Boutwell", "USA"),
        ("INS Vikrant", "INS Vikrant", None),
    ],
)
def test_ships_with_their_owner(text: str, name: str, owner: str | None) -> None:
    (ship,) = find_ships(text)
    assert (ship.text, ship.owner, ship.ambiguous) == (name, owner, False)


@pytest.mark.parametrize(
    "text", ["a USS-made thing", "HMS was founded", "BAE Systems", "THE HMS OCEAN", "MV Karin"]
)
def test_what_names_no_ship(text: str) -> None:
    assert find_ships(text) == []


def test_prefixes_that_are_words_too_are_ambiguous() -> None:
    (ship,) = find_ships("ARM Holdings")
    assert ship.ambiguous


def test_owners_are_states() -> None:
    prefixes = list(rows("ship_prefixes.csv"))
    assert {row["iso3"] for row in prefixes} - {""} <= set(countries())
    assert len({row["prefix"] for row in prefixes}) == len(prefixes)
