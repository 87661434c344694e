from typing import Any

import pytest

from dealtrace.evaluation.scorer import deal_likeness, score_report, sentence_span
from dealtrace.evaluation.tally import GROUPS, Count, Tally

from .conftest import TEXT

Json = dict[str, Any]


def tally(gold: Json, predicted: Json) -> Tally:
    counts = Tally()
    score_report(counts, gold, predicted, TEXT)
    return counts


def test_all_right_scores_one(gold: Json, right: Json) -> None:
    counts = tally(gold, right)
    assert {group: counts.group(group).f1 for group in GROUPS} == dict.fromkeys(GROUPS, 1.0)


def test_nothing_found_misses_every_fact_but_the_optional_ones(gold: Json) -> None:
    counts = tally(gold, {})
    assert counts.group("deal facts") == Count(0, 0, 10)
    assert counts.group("claim facts") == Count(0, 0, 1)
    assert counts.group("roles") == Count(0, 0, 1)
    assert counts["item"].labelled == 1


def test_report_without_deals_punishes_a_found_one(right: Json) -> None:
    counts = tally({"id": "x", "deals": [], "roles": []}, right)
    assert counts["deal"] == Count(0, 1, 0)
    assert counts["claim"] == Count()  # claims are not labelled, so not judged


def test_background_deal_is_free_to_find_or_miss(gold: Json, right: Json) -> None:
    gold["deals"][0]["background"] = True
    assert tally(gold, {})["deal"] == Count(0, 0, 0)
    assert tally(gold, right)["deal"] == Count(1, 1, 1)


@pytest.mark.parametrize(
    ("change", "kind", "count"),
    [
        ({"kind": "unspecified"}, "kind", Count(1, 1, 1)),
        ({"kind": "gift"}, "kind", Count(0, 1, 1)),
        ({"stage": "signed"}, "stage", Count(1, 1, 1)),
        ({"stage": "delivered"}, "stage", Count(0, 1, 1)),
        ({"hedged": False}, "hedged", Count(0, 1, 1)),
        ({"supplier": ["RUS", "BLR"]}, "supplier", Count(1, 2, 1)),
        ({"value": {"amount": 60.9e6, "currency": "USD"}}, "value", Count(1, 1, 1)),
        ({"value": {"amount": 60e6, "currency": "EUR"}}, "value", Count(0, 1, 1)),
        ({"value": None}, "value", Count(0, 0, 1)),
        ({"says": ["minister Kos", "An analyst", "Tass"]}, "says", Count(1, 2, 1)),
        ({"financing": []}, "financing", Count(0, 0, 1)),
    ],
)
def test_deal_facts(gold: Json, right: Json, change: Json, kind: str, count: Count) -> None:
    right["deals"][0].update(change)
    assert tally(gold, right)[kind] == count


def test_item_quantity_counts_where_either_side_has_one(gold: Json, right: Json) -> None:
    right["deals"][0]["items"] = [
        {"class": "tank", "designation": "T55", "quantity": 10},
        {"class": "training/support", "designation": None, "quantity": 3},
    ]
    counts = tally(gold, right)
    assert counts["item"] == Count(2, 2, 2)
    assert counts["item quantity"] == Count(0, 2, 1)


def test_financing_facts(gold: Json, right: Json) -> None:
    right["deals"][0]["financing"][0].update(amount=5e6, lender=["RUS", "Exim Bank"])
    counts = tally(gold, right)
    assert counts["financing"] == Count(1, 1, 1)
    assert counts["financing amount"] == Count(0, 1, 1)
    assert counts["financing lender"] == Count(1, 1, 1)  # a bank has no code to compare


@pytest.mark.parametrize(
    "change",
    [
        {"type": "visit"},
        {"evidence": [{"start": 0, "end": 10}]},
        {"roles": {"participant": [{"name": "Sylvania"}]}},
        {"roles": {}},
    ],
)
def test_claim_needs_type_sentence_and_actor(gold: Json, right: Json, change: Json) -> None:
    right["claims"][0].update(change)
    assert tally(gold, right)["claim"] == Count(0, 1, 1)


def test_claim_details(gold: Json, right: Json) -> None:
    right["claims"][0].update(
        modality="planned", attribution=[{"source": "Tass"}], time={"value": "2019-06-01"}
    )
    counts = tally(gold, right)
    assert counts["claim"] == Count(1, 1, 1)
    assert counts["claim modality"] == Count(0, 1, 1)
    assert counts["claim says"] == Count(0, 1, 0)
    assert counts["claim when"] == Count(0, 1, 1)


@pytest.mark.parametrize(
    ("holder", "found", "office"),
    [
        ({"person": "Kos", "office": "minister of defence", "country": "RUS"}, 1, 1),
        ({"person": "Kos", "office": "minister", "country": None}, 1, 1),
        ({"person": "Kos", "office": "king", "country": "RUS"}, 1, 0),
        ({"person": "Kos", "office": "king", "country": "FIN"}, 0, None),
    ],
)
def test_roles(gold: Json, right: Json, holder: Json, found: int, office: int | None) -> None:
    right["roles"] = [holder]
    counts = tally(gold, right)
    assert counts["role holder"] == Count(found, 1, 1)
    assert counts["role office"].right == (office or 0)


def test_deals_need_a_shared_party(gold: Json) -> None:
    (deal,) = gold["deals"]
    assert deal_likeness(deal, {**deal, "supplier": ["USA"], "recipient": ["FRA"]}) == 0
    assert deal_likeness(deal, deal) > deal_likeness(deal, {**deal, "recipient": ["FRA"]}) > 0


def test_sentence_span() -> None:
    text = "First things happened here. Then the U.S. agreed to it all. Done.\n\nNext."
    start = text.index("Then")
    assert sentence_span(text, " Then the U.S. ") == (start, text.index(" Done."))
    assert sentence_span(text, "Nobody said") is None
    assert sentence_span(text, "Next.") == (text.index("Next."), len(text))
