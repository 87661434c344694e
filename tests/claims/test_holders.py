"""Who holds which office, by the report's own words."""

import pytest

from tests.claims.build import build, reading


@pytest.mark.parametrize(
    ("sentence", "person", "office", "country"),
    [
        (
            "President Uhuru Kenyatta met Prime Minister Abiy Ahmed in Nairobi.",
            *("Uhuru Kenyatta", "president", "KEN"),
        ),
        (
            "President Uhuru Kenyatta met Prime Minister Abiy Ahmed in Nairobi.",
            *("Abiy Ahmed", "prime minister", "ETH"),
        ),
        (
            "Kenya's president, Uhuru Kenyatta, arrived in Ethiopia.",
            *("Uhuru Kenyatta", "president", "KEN"),
        ),
        (
            "Miguel Torres, a deputy defence minister of Spain, visited Lima.",
            *("Miguel Torres", "deputy defence minister", "ESP"),
        ),
    ],
    ids=["title before the name", "known of the person", "owner and apposition", "after the name"],
)
def test_office(sentence: str, person: str, office: str, country: str) -> None:
    holder = next(h for h in reading(build(sentence)).holders if h.person == person)
    assert office in holder.office.lower()
    assert holder.country == country


def test_a_person_without_an_office_holds_none() -> None:
    assert reading(build("The minister praised Ana Rojas.")).holders == ()


def test_a_holder_speaks_and_travels_for_the_state() -> None:
    found = reading(build("Miguel Torres, a deputy defence minister of Spain, visited Lima."))
    visitor = next(actor for claim in found.claims for actor in claim.roles.get("visitor", ()))
    assert (visitor.name, visitor.code) == ("Miguel Torres", "ESP")


def test_each_holder_is_listed_once() -> None:
    found = reading(
        build(
            "President Uhuru Kenyatta met Prime Minister Abiy Ahmed in Nairobi.",
            "Kenya's president, Uhuru Kenyatta, arrived in Ethiopia.",
        )
    )
    assert sorted(h.person for h in found.holders) == ["Abiy Ahmed", "Uhuru Kenyatta"]
