"""Short reports through the shipped model: what any sound reading of them must hold."""

import datetime as dt

import pytest
from spacy.language import Language

from dealtrace.claims import casting, read
from dealtrace.claims.model import ClaimType, ItemClass, Modality, Reading, Stage
from dealtrace.intake.report import Report
from dealtrace.language import annotate

INDIA = (
    "India has signed a contract with Russia for 40 Su-30 fighters worth $1.8 billion, "
    "the defence ministry said."
)


def reading(nlp: Language, text: str) -> Reading:
    return read(Report(text, published=dt.date(2019, 3, 8)), nlp)


def test_one_sentence_one_deal(nlp: Language) -> None:
    found = reading(nlp, INDIA)
    (deal,) = found.deals
    assert (deal.supplier, deal.recipient) == (("RUS",), ("IND",))
    (item,) = deal.items
    assert (item.cls, item.quantity) == (ItemClass.AIRCRAFT, 40)
    assert deal.value is not None
    assert (deal.value.amount, deal.value.currency) == (1_800_000_000, "USD")
    assert (deal.stage, deal.hedged) == (Stage.SIGNED, False)
    assert "defence ministry" in deal.says


def test_a_plan_is_not_a_deed(nlp: Language) -> None:
    (deal,) = reading(nlp, "Poland will buy 50 K2 tanks from South Korea.").deals
    assert (deal.supplier, deal.recipient) == (("KOR",), ("POL",))
    assert deal.hedged


def test_every_claim_points_into_the_text(nlp: Language) -> None:
    text = INDIA + " President Vladimir Putin met Narendra Modi in New Delhi on Friday."
    found = reading(nlp, text)
    assert {c.type for c in found.claims} >= {ClaimType.AGREEMENT, ClaimType.MEETING}
    for claim in found.claims:
        for evidence in claim.evidence:
            assert text[evidence.start : evidence.end] == evidence.text
    assert all(c.modality is Modality.ASSERTED for c in found.claims)


@pytest.mark.parametrize(
    ("text", "supplier", "recipient", "stage"),
    [
        (
            "Ghana paid China North Industries Corp. $38 million for rifles and mortars last year.",
            "CHN",
            "GHA",
            Stage.ANNOUNCED,
        ),
        (
            "Saab said it had received an order for four Gripen E fighters from Hungary.",
            "SWE",
            "HUN",
            Stage.SIGNED,
        ),
        (
            "Germany has approved the delivery of three submarines to Egypt, officials said.",
            "DEU",
            "EGY",
            Stage.APPROVED,
        ),
        (
            "Colombia has chosen Hanwha of South Korea over rivals from Spain and Brazil to supply "
            "16 assault craft.",
            "KOR",
            "COL",
            Stage.ANNOUNCED,
        ),
        ("Indonesia dropped a plan to buy Su-35s from Russia.", "RUS", "IDN", Stage.CANCELLED),
        ("France will donate 12 howitzers to Ukraine.", "FRA", "UKR", Stage.ANNOUNCED),
    ],
)
def test_who_supplies_whom(
    nlp: Language, text: str, supplier: str, recipient: str, stage: Stage
) -> None:
    (deal,) = reading(nlp, text).deals
    assert (deal.supplier, deal.recipient, deal.stage) == ((supplier,), (recipient,), stage)


def test_clauses_of_one_sentence_are_deals_of_their_own(nlp: Language) -> None:
    text = (
        "Argentina cancelled the purchase of 14 JF-17 fighters from Pakistan and will buy 24 F-16s "
        "from Denmark for $300 million."
    )
    first, second = reading(nlp, text).deals
    assert (first.supplier, first.stage, first.value) == (("PAK",), Stage.CANCELLED, None)
    assert (second.supplier, [i.quantity for i in second.items]) == (("DNK",), [24])
    assert second.value is not None


def test_a_loan_pays_for_what_they_are(nlp: Language) -> None:
    text = (
        "Zambia received six L-15 jet trainers from China. They cost $100 million and were paid "
        "for with a Chinese credit, the Zambia Daily Mail reported."
    )
    (deal,) = reading(nlp, text).deals
    assert [f.lender for f in deal.financing] == [("CHN",)]
    assert deal.stage is Stage.DELIVERED


def test_a_report_without_arms_has_no_deal(nlp: Language) -> None:
    text = "France will lend Kenya $90 million for a railway. The two presidents met in Paris."
    assert reading(nlp, text).deals == ()


def test_an_empty_report_says_nothing(nlp: Language) -> None:
    found = reading(nlp, "")
    assert (found.deals, found.credits, found.claims, found.holders) == ((), (), (), ())


@pytest.mark.parametrize(
    ("text", "supplier", "recipient", "stage"),
    [
        (
            "Ghana's cabinet gave its approval to the purchase of 20 K9 howitzers from South "
            "Korea on Monday.",
            "KOR",
            "GHA",
            Stage.APPROVED,
        ),
        (
            "Deliveries of MiG-29 fighters from Russia to Peru have started, Peru's navy said.",
            "RUS",
            "PER",
            Stage.IN_DELIVERY,
        ),
        (
            "Peru is considering 24 Russian MiG-29 fighters, officials in Lima said.",
            "RUS",
            "PER",
            Stage.CONSIDERED,
        ),
        (
            "A Polish freighter unloaded four K9 howitzers from South Korea at Gdynia on Friday, "
            "the first of the 60 that Poland bought last year.",
            "KOR",
            "POL",
            Stage.IN_DELIVERY,
        ),
        (
            "Peru has given up the purchase of 24 MiG-29 fighters from Russia, the minister said.",
            "RUS",
            "PER",
            Stage.CANCELLED,
        ),
    ],
)
def test_how_far_a_deal_has_come(
    nlp: Language, text: str, supplier: str, recipient: str, stage: Stage
) -> None:
    (deal,) = reading(nlp, text).deals
    assert (deal.supplier, deal.recipient) == ((supplier,), (recipient,))
    assert deal.stage is stage


@pytest.mark.parametrize(
    "text",
    [
        "Two Russian frigates took part in an exercise with the navy of Peru in the Pacific.",
        "A Chinese submarine docked in Peru last year.",
    ],
)
def test_no_deal(nlp: Language, text: str) -> None:
    assert not reading(nlp, text).deals


def test_the_makers_state_supplies_though_only_its_arms_are_named(nlp: Language) -> None:
    text = "Poland signed a contract on Monday for 250 Abrams tanks worth $4 billion."
    (deal,) = reading(nlp, text).deals
    assert (deal.supplier, deal.recipient) == (("USA",), ("POL",))


def test_a_deal_of_the_past_has_the_states_of_its_time(nlp: Language) -> None:
    text = "In 1962 India bought 12 MiG-21 fighters from Russia."
    (deal,) = reading(nlp, text).deals
    assert deal.supplier == ("SUN",)


def test_a_type_named_after_a_city_is_no_state(nlp: Language) -> None:
    text = "Israel signed a contract with Germany for three submarines of the Dakar class."
    (deal,) = reading(nlp, text).deals
    assert (deal.supplier, deal.recipient) == (("DEU",), ("ISR",))


def test_other_arms_at_another_price_are_another_deal(nlp: Language) -> None:
    text = (
        "India signed a contract with Russia for 42 Su-30 fighters worth $1.6 billion on Monday. "
        "The second is for 71 Mi-17 helicopters at a price of $1.3 billion."
    )
    prices = {d.value.amount for d in reading(nlp, text).deals if d.value}
    assert prices == {1_600_000_000, 1_300_000_000}


@pytest.mark.parametrize(
    ("text", "supplier", "recipient"),
    [
        (
            "The second of two frigates built by Hyundai in South Korea for 300 million dollars "
            "was delivered at Callao on Monday.",
            "KOR",
            "PER",
        ),
        (
            "Russia handed over six Su-30 fighters at Bien Hoa on Friday under a contract "
            "signed in 2009.",
            "RUS",
            "VNM",
        ),
    ],
)
def test_a_town_stands_for_the_state_it_lies_in(
    nlp: Language, text: str, supplier: str, recipient: str
) -> None:
    (deal,) = reading(nlp, text).deals
    assert (deal.supplier, deal.recipient) == ((supplier,), (recipient,))


def test_who_gives_a_letter_of_intent_buys(nlp: Language) -> None:
    text = (
        "Malaysia gave Rosoboronexport of Russia a letter of intent for 18 Su-30 fighters worth "
        "900 million dollars on Monday."
    )
    (deal,) = reading(nlp, text).deals
    assert (deal.supplier, deal.recipient) == (("RUS",), ("MYS",))


@pytest.mark.parametrize(
    ("arms", "origin"),
    [
        ("Polish-built Black Hawk helicopters", "POL"),
        ("Black Hawk helicopters", "USA"),
        ("Su-30 fighters, which Indian-made missiles will arm,", "RUS"),
    ],
)
def test_arms_come_from_where_they_are_said_to_be_built(
    nlp: Language, arms: str, origin: str
) -> None:
    report = Report(f"The Philippines has ordered 32 {arms} for its air force.")
    items = casting.stage(annotate(nlp, report), report).items
    assert items[0].origin == origin
