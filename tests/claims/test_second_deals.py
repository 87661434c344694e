"""Reports that tell of several deals of the same states, and of arms of which nobody buys any."""

import datetime as dt

import pytest
from spacy.language import Language

from dealtrace.claims import read, vocabulary
from dealtrace.claims.deals import credibility
from dealtrace.claims.deals.build import grouped
from dealtrace.claims.model import Deal
from dealtrace.claims.reading import made_claims, staged
from dealtrace.intake.report import Aside, AsideKind, Report
from dealtrace.language import annotate


def deals(nlp: Language, text: str) -> tuple[Deal, ...]:
    return read(Report(text, published=dt.date(2019, 3, 8)), nlp).deals


def counts(found: tuple[Deal, ...]) -> list[int | None]:
    return [deal.items[0].quantity for deal in found]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (
            "Poland signed a contract with South Korea for 180 K2 tanks on Friday. The deal comes "
            "on top of 24 K2 tanks that were ordered in 2015.",
            [180, 24],
        ),
        (
            "Vietnam signed a contract with Russia for twelve Su-30 fighters last week. It bought "
            "eight of the type from Russia in 2009.",
            [12, 8],
        ),
    ],
)
def test_an_earlier_order_is_another_deal(
    nlp: Language, text: str, numbers: list[int | None]
) -> None:
    found = deals(nlp, text)
    assert counts(found) == numbers
    assert len({(deal.supplier, deal.recipient) for deal in found}) == 1


def test_more_of_the_same_is_another_deal(nlp: Language) -> None:
    text = (
        "Chile bought 18 F-16 fighters from the United States. The Chilean government has now "
        "ordered 12 more F-16 fighters from the United States."
    )
    assert counts(deals(nlp, text)) == [18, 12]


def test_another_batch_is_another_deal(nlp: Language) -> None:
    text = (
        "Chile ordered 18 F-16 fighters from the United States in 2017. Talks are now held with "
        "Washington on another batch of 12."
    )
    assert counts(deals(nlp, text)) == [18, 12]


def test_a_second_purchase_is_another_deal(nlp: Language) -> None:
    text = (
        "Egypt signed a contract with France for two corvettes on Monday. The ceremony was held in "
        "Cairo. Ministers of both sides praised it. It was the second purchase in France this "
        "year: in February Egypt ordered 24 Rafale fighters from France."
    )
    assert counts(deals(nlp, text)) == [2, 24]


def test_arms_at_a_price_of_their_own_are_another_deal(nlp: Language) -> None:
    text = (
        "South Korea will deliver 180 K2 tanks to Poland for $3.4 billion. It will also sell it "
        "212 K9 howitzers for 2.4 billion."
    )
    found = deals(nlp, text)
    assert counts(found) == [180, 212]
    assert [d.value.amount for d in found if d.value] == [3.4e9, 2.4e9]


def test_more_that_follow_are_of_the_same_deal(nlp: Language) -> None:
    text = (
        "Chile received two F-16 fighters from the United States on Friday, the first of 18 which "
        "it ordered last year. Six more will arrive in June."
    )
    assert counts(deals(nlp, text)) == [18]


def test_the_first_that_came_are_not_those_added_to_them(nlp: Language) -> None:
    text = (
        "Italy will supply Kenya with 12 more M-346 jets. The Kenyan air force received its first "
        "dozen between 2013 and 2014."
    )
    assert counts(deals(nlp, text)) == [12, 12]


def test_what_others_are_added_to_is_a_deal_of_its_own(nlp: Language) -> None:
    text = (
        "Peru has ordered two further Type 214 submarines from Germany, adding to four of the "
        "class contracted in 2013."
    )
    assert counts(deals(nlp, text)) == [2, 4]


def test_a_type_that_is_counted_is_no_person(nlp: Language) -> None:
    text = "Vietnam signed a contract with Russia for six improved Kilos in 2009."
    (deal,) = deals(nlp, text)
    assert [item.quantity for item in deal.items] == [6]


def test_an_option_that_is_exercised_is_an_order(nlp: Language) -> None:
    text = (
        "Norway has exercised an option for 24 more K9 howitzers from South Korea. The price of "
        "the guns is $130 million."
    )
    (deal,) = deals(nlp, text)
    assert (deal.stage, deal.items[0].quantity) == ("signed", 24)


def test_spares_and_training_belong_to_the_deal(nlp: Language) -> None:
    text = (
        "Kenya signed a contract with Italy for three C-27J aircraft on Tuesday. The price of the "
        "package, with spares and simulators, is $200 million."
    )
    (deal,) = deals(nlp, text)
    assert deal.value is not None
    assert deal.value.amount == 200_000_000


def test_arms_that_go_back_keep_their_sides(nlp: Language) -> None:
    text = "Algeria has returned 15 MiG-29 fighters to Russia because of inferior parts."
    assert [(d.supplier, d.recipient) for d in deals(nlp, text)] == [(("RUS",), ("DZA",))]


def test_a_request_that_is_handed_in_hands_over_nothing(nlp: Language) -> None:
    text = "Taiwan was urged to hand in a request for 60 F-16 fighters to the United States."
    assert all(deal.supplier != ("TWN",) for deal in deals(nlp, text))


def test_the_navy_is_that_of_the_place_of_filing(nlp: Language) -> None:
    text = "Lisbon, 12 July 2018\n\nThe Navy has ordered four Gowind corvettes from France."
    asides = (Aside(0, 20, AsideKind.DATELINE),)
    (deal,) = read(Report(text, asides=asides, published=dt.date(2018, 7, 12)), nlp).deals
    assert (deal.supplier, deal.recipient) == (("FRA",), ("PRT",))


def test_ships_of_an_exercise_are_not_bought(nlp: Language) -> None:
    text = (
        "Brazil and India opened the naval exercise Blue Wave on Friday. Two Brazilian frigates "
        "and an Indian submarine take part. The drill ends next week."
    )
    assert deals(nlp, text) == ()


def test_every_sign_has_a_weight(nlp: Language) -> None:
    report = Report("Peru bought 20 tanks from Spain.")
    scene, _ = staged(annotate(nlp, report), report)
    groups, pairs = grouped(scene, made_claims(scene))
    found = credibility.features(scene, groups[0], groups, pairs)
    assert {*found, "bias"} == set(vocabulary.table("credibility"))
