"""From one sentence to one claim, of every type."""

import pytest

from dealtrace.claims.model import ClaimType, Modality
from tests.claims.build import attribute, build, claims, codes, names, reading, time

SOLD = "Spain sold Morocco 20 tanks."


@pytest.mark.parametrize(
    ("sentence", "type", "roles"),
    [
        (
            "Cuban officials visited Moscow.",
            "visit",
            {"visitor": {"CUB"}, "destination": {"RUS"}},
        ),
        (
            "Cuban officials will tour friendly governments in Chile, Peru and Ecuador.",
            "visit",
            {"visitor": {"CUB"}, "destination": {"CHL", "PER", "ECU"}},
        ),
        (
            "Peru signed a contract with Spain for 20 tanks.",
            "agreement",
            {"party": {"PER"}, "counterpart": {"ESP"}},
        ),
        (
            "Chile and Brazil reached an agreement on Tuesday.",
            "agreement",
            {"party": {"CHL", "BRA"}},
        ),
        ("France pledged $20 million in aid to Niger.", "transfer", {"recipient": {"NER"}}),
        (
            "Russia lent Armenia $100 million.",
            "credit",
            {"lender": {"RUS"}, "borrower": {"ARM"}},
        ),
        ("Qatar cancelled Sudan's debts.", "credit", {"lender": {"QAT"}, "borrower": {"SDN"}}),
        (SOLD, "supply", {"supplier": {"ESP"}, "recipient": {"MAR"}}),
        (
            "The frigates were sold to Peru by Italy.",
            "supply",
            {"supplier": {"ITA"}, "recipient": {"PER"}},
        ),
        (
            "Bolivia's influence over Peru led to a decline of aid.",
            "supply",
            {"supplier": {"BOL"}, "recipient": {"PER"}},
        ),
        ("The United States imposed sanctions on Iran.", "sanction", {"target": {"IRN"}}),
        ("Bolivia opened a naval base in Chile.", "base", {"holder": {"BOL"}, "host": {"CHL"}}),
        ("Croatia denied the report.", "denial", {"speaker": {"HRV"}}),
    ],
)
def test_claim_of_states(sentence: str, type: str, roles: dict[str, set[str | None]]) -> None:
    (claim,) = claims(reading(build(sentence)), ClaimType(type))
    assert {role: codes(claim, role) for role in roles} == roles


def test_a_name_after_a_title_with_a_body_is_the_person() -> None:
    doc = build(
        "Peru's vice president of the Council of Ministers, Ana Ruiz, and Chile's energy minister, "
        "Luis Soto, will chair the session."
    )
    (claim,) = claims(reading(doc), ClaimType.MEETING)
    assert names(claim, "participant") == {"Ana Ruiz", "Luis Soto"}


def test_meeting_of_persons() -> None:
    doc = build("President Uhuru Kenyatta met Prime Minister Abiy Ahmed in Nairobi.")
    (claim,) = claims(reading(doc), ClaimType.MEETING)
    everybody = names(claim, "participant") | names(claim, "counterpart")
    assert everybody == {"Uhuru Kenyatta", "Abiy Ahmed"}
    assert claim.place is not None
    assert claim.place.code == "KEN"


def test_change_of_office() -> None:
    doc = build("Parliament elected Ana Rojas president of Peru.")
    (claim,) = claims(reading(doc), ClaimType.ROLE)
    assert names(claim, "holder") == {"Ana Rojas"}


def test_statement_to_somebody() -> None:
    (claim,) = claims(reading(build("The minister praised Ana Rojas.")), ClaimType.STATEMENT)
    assert names(claim, "speaker") == {"minister"}
    assert names(claim, "addressee") == {"Ana Rojas"}


def test_a_claim_points_to_its_sentence_and_word() -> None:
    doc = build("Kenya's economy grew last year.", SOLD)
    found = reading(doc)
    (claim,) = claims(found, ClaimType.SUPPLY)
    (evidence,) = claim.evidence
    assert evidence.text == SOLD
    assert doc.text[evidence.start : evidence.end] == SOLD
    assert claim.trigger is not None
    assert doc.text[slice(*claim.trigger)] == "sold"
    assert claim.rule.startswith("supply/")


def test_a_claim_carries_arms_time_and_speakers() -> None:
    doc = build(
        "India has signed a contract with Russia for 40 fighters, the defence ministry said."
    )
    content = "India has signed a contract with Russia for 40 fighters"
    attribute(doc, "the defence ministry", "said", content)
    (claim,) = claims(reading(doc), ClaimType.AGREEMENT)
    assert [item.quantity for item in claim.items] == [40]
    assert [source.name for source in claim.attribution] == ["defence ministry"]


def test_what_is_dated_ahead_is_planned() -> None:
    doc = build(
        "Belgium delivered the howitzers to Jordan in 2017 and sold Bahrain radars in 2018."
    )
    time(doc, "2017", "2020")  # later than the report
    delivered = claims(reading(doc), ClaimType.SUPPLY)[0]
    assert delivered.modality is Modality.PLANNED


def test_signed_and_contract_are_one_agreement_and_no_supply() -> None:
    found = reading(build("Peru signed a contract with Spain for 20 tanks."))
    assert [claim.type for claim in found.claims] == [ClaimType.AGREEMENT]


def test_ids_are_unique_and_deals_name_claims_of_the_reading() -> None:
    found = reading(
        build(SOLD, "The United States imposed sanctions on Iran.", "Croatia denied the report.")
    )
    ids = [claim.id for claim in found.claims]
    assert len(ids) == len(set(ids)) == 3
    for deal in found.deals:
        assert set(deal.claims) <= set(ids)


def test_a_sentence_of_nobody_known_makes_no_claim() -> None:
    assert reading(build("The frigates will be delivered in May.")).claims == ()
