"""GeoNames' numbers of states and capitals."""

from __future__ import annotations

import pytest

from dealtrace.knowledge.countries import countries
from dealtrace.knowledge.geonames import Listed, listed
from dealtrace.knowledge.tables import rows


@pytest.mark.parametrize(
    ("name", "iso3", "number"),
    [
        ("Moscow", "RUS", 524901),
        ("London", "GBR", 2643743),
        ("berlin", None, 2950159),
        ("Russia", "RUS", 2017370),
        ("Kiev", "UKR", 703448),
        ("Kyiv", "UKR", 703448),
    ],
)
def test_numbers(name: str, iso3: str | None, number: int) -> None:
    found = listed(name, iso3)
    assert found is not None
    assert found.number == number


def test_what_means_several_places_or_none_has_no_number() -> None:
    assert listed("Georgetown", "USA") is None
    assert listed("Atlantis", None) is None
    assert listed("Soviet Union", "SUN") is None


def test_the_table_has_sound_entries() -> None:
    known = countries()
    for row in rows("geonames.csv"):
        assert row["iso3"] in known
        found = listed(row["name"], row["iso3"])
        assert isinstance(found, Listed)
        assert found.latitude is None or -90 <= found.latitude <= 90
        assert found.longitude is None or -180 <= found.longitude <= 180
    states = [row["geonames"] for row in rows("geonames.csv") if not row["latitude"]]
    assert len(set(states)) == len(states) > 240
