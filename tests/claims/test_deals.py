"""Deals: who supplies whom, what sums are, terms of credit, stages, and which events are one."""

import pytest

from dealtrace.claims.deals.events import events
from dealtrace.claims.deals.financing import terms
from dealtrace.claims.deals.pairs import industry, weigh
from dealtrace.claims.deals.sums import role_of
from dealtrace.claims.model import ClaimType, Deal, FinancingKind, Stage, Terms
from dealtrace.claims.reading import made_claims
from tests.claims.build import attribute, build, claims, codes, reading, scene

CONTRACT = "Peru signed a contract with Spain for 20 tanks."
LOAN = "China gave Laos a loan of $300 million for gunships."


def deals(*sentences: str) -> tuple[Deal, ...]:
    return reading(build(*sentences)).deals


def only(*sentences: str) -> Deal:
    (deal,) = deals(*sentences)
    return deal


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        (
            "The deal is worth $500 million, of which a $300 million loan will cover part.",
            ["price", "credit"],
        ),
        (LOAN, ["credit"]),
        ("Mali owes France a debt of $40 million.", ["debt"]),
        ("Japan wrote off a debt of $70 million.", ["debt"]),
        (
            "Malaysia will pay for the warplanes with a credit line of $150 million from India.",
            ["credit"],
        ),
    ],
)
def test_what_a_sum_is(sentence: str, roles: list[str]) -> None:
    cast = scene(build(sentence))
    assert [role_of(cast, mention) for mention in cast.money] == roles


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The loan bears interest of 3 percent a year.", Terms(rate=3.0)),
        ("It carries 2.5% interest.", Terms(rate=2.5)),
        ("A 20-year loan was agreed.", Terms(years=20.0)),
        ("The loan is to be repaid over fifteen years.", Terms(years=15.0)),
        ("The loan has 5 years of grace.", Terms(grace_years=5.0)),
        (
            "The 20-year loan has an interest rate of 1.5 per cent and a grace period of 7 years.",
            Terms(1.5, 20.0, 7.0),
        ),
        ("The army has 20 tanks.", None),
    ],
)
def test_terms_of_credit(text: str, expected: Terms | None) -> None:
    assert terms(text) == expected


@pytest.mark.parametrize(
    ("sentence", "supplier", "recipient"),
    [
        ("Spain sold Morocco 20 tanks.", "ESP", "MAR"),
        ("The frigates were sold to Peru by Italy.", "ITA", "PER"),
        (CONTRACT, "ESP", "PER"),
        ("Saab won an order from Hungary for 14 jets.", "SWE", "HUN"),
        ("Algeria's purchase of Russian warplanes alarmed Tunisia.", "RUS", "DZA"),
        ("The navy of Ghana ordered two ships from China.", "CHN", "GHA"),
    ],
)
def test_direction(sentence: str, supplier: str, recipient: str) -> None:
    deal = only(sentence)
    assert (deal.supplier, deal.recipient) == ((supplier,), (recipient,))


def test_what_a_clause_says_of_both_sides_is_believed() -> None:
    deal = only("Egypt exported 24 Su-35 fighters to Russia.")
    assert (deal.supplier, deal.recipient) == (("EGY",), ("RUS",))


def test_the_whole_report_weighs_its_pairs_of_states() -> None:
    cast = scene(build("Algeria's purchase of Russian warplanes alarmed Tunisia."))
    odds = weigh(cast, events(cast, made_claims(cast))).scores
    assert max(odds, key=lambda pair: odds[pair]) == ("RUS", "DZA")
    assert odds["RUS", "DZA"] > odds["DZA", "RUS"]


def test_makers_of_arms_supply_rather_than_others() -> None:
    assert industry("FRA") > industry("POL") > industry("LAO")
    assert industry("SUN") == industry("RUS")


def test_the_maker_of_the_arms_fills_an_open_side() -> None:
    deal = only("Uganda ordered 28 Su-30MK fighters.")
    assert (deal.supplier, deal.recipient) == (("RUS",), ("UGA",))


def test_no_deal_where_nothing_tells_who_supplies() -> None:
    assert deals("Uganda ordered 155 mm howitzers.") == ()


@pytest.mark.parametrize(
    ("sentence", "stage", "hedged"),
    [
        ("Spain sold Morocco 20 tanks.", Stage.SIGNED, False),
        (CONTRACT, Stage.SIGNED, False),
        ("Italy has delivered the first two frigates to Qatar.", Stage.IN_DELIVERY, False),
        ("Mongolia approved the purchase of rifles from Turkey.", Stage.APPROVED, False),
        ("Belarus cancelled the contract for missiles with Serbia.", Stage.CANCELLED, False),
        ("Poland will buy 50 tanks from Japan.", Stage.ANNOUNCED, True),
        ("Norway is likely to buy frigates from Canada.", Stage.CONSIDERED, True),
        ("If Turkey buys missiles from China, sanctions will follow.", Stage.CONSIDERED, True),
        (LOAN, Stage.FINANCED, False),
    ],
)
def test_stage(sentence: str, stage: Stage, hedged: bool) -> None:
    deal = only(sentence)
    assert (deal.stage, deal.hedged) == (stage, hedged)


def test_a_loan_pays_for_a_deal_and_is_not_its_price() -> None:
    deal = only(LOAN)
    (financing,) = deal.financing
    assert financing.kind is FinancingKind.LOAN
    assert (financing.lender, financing.borrower) == (("CHN",), ("LAO",))
    assert (financing.amount, financing.currency) == (300_000_000, "USD")
    assert deal.value is None


def test_a_credit_line_is_called_so() -> None:
    (deal,) = deals(
        "Malaysia will pay for the warplanes with a credit line of $150 million from India."
    )
    assert [f.kind for f in deal.financing] == [FinancingKind.CREDIT_LINE]


def test_a_credit_for_no_arms_is_a_claim_and_no_deal() -> None:
    found = reading(build("Russia lent Armenia $100 million."))
    assert found.deals == ()
    (claim,) = claims(found, ClaimType.CREDIT)
    assert claim.money is not None
    assert (claim.money.amount, claim.money.currency) == (100_000_000, "USD")


def test_one_buyer_two_sellers_are_two_deals() -> None:
    found = deals(CONTRACT, "Peru also signed a contract with Italy for six frigates.")
    assert {(d.supplier, d.recipient) for d in found} == {
        *((("ESP",), ("PER",)), (("ITA",), ("PER",))),
    }
    assert {i.quantity for d in found for i in d.items} == {20, 6}


def test_the_same_pair_may_have_two_deals() -> None:
    found = deals("France sold Greece six frigates.", "France also sold Greece 18 jets.")
    assert [(d.supplier, d.recipient) for d in found] == [(("FRA",), ("GRC",))] * 2
    assert [[i.quantity for i in d.items] for d in found] == [[6], [18]]


def test_a_deal_told_twice_is_one() -> None:
    deal = only("France sold Greece six frigates.", "The frigates will be delivered in May.")
    assert [item.quantity for item in deal.items] == [6]


def test_a_claim_of_a_deal_takes_the_parties_its_sentence_leaves_out() -> None:
    delayed = "The delivery of the frigates was delayed."
    found = reading(build("France sold Greece six frigates.", delayed))
    delivery = claims(found, ClaimType.SUPPLY)[-1]
    assert delivery.evidence[0].text == delayed
    assert codes(delivery, "supplier") == {"FRA"}
    assert codes(delivery, "recipient") == {"GRC"}


def test_without_a_deal_there_are_no_parties_to_take() -> None:
    assert (
        claims(reading(build("The delivery of the frigates was delayed.")), ClaimType.SUPPLY) == []
    )


def test_another_number_of_other_arms_is_another_deal() -> None:
    found = deals("France sold Greece six frigates.", "Greece bought 18 jets.")
    assert [deal.items[0].quantity for deal in found] == [6, 18]


def test_who_only_comments_does_not_tell_of_the_deal() -> None:
    doc = build("Spain sold Morocco 20 tanks.", "A critic called that a mistake.")
    attribute(doc, "A critic", "called", "that a mistake")
    assert reading(doc).deals[0].says == ()


def test_who_only_tells_of_a_meeting_does_not_tell_of_the_deal() -> None:
    doc = build(
        "Spain sold Morocco 20 tanks.",
        "The state agency reported that the two presidents would meet in Minsk.",
    )
    attribute(doc, "The state agency", "reported", "the two presidents would meet in Minsk")
    assert reading(doc).deals[0].says == ()


def test_a_deal_names_who_tells_of_it() -> None:
    doc = build(
        "India has signed a contract with Russia for 40 fighters, the defence ministry said."
    )
    content = "India has signed a contract with Russia for 40 fighters"
    attribute(doc, "the defence ministry", "said", content)
    (deal,) = reading(doc).deals
    assert deal.says == ("defence ministry",)
    assert (deal.supplier, deal.recipient) == (("RUS",), ("IND",))
