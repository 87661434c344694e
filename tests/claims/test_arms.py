"""Arms: class, designation, number, and what isn't traded."""

import pytest

from dealtrace.claims.model import Item, ItemClass
from dealtrace.claims.sorts import distinct
from tests.claims.build import build, scene


def items(*sentences: str) -> list[Item]:
    return [mention.item for mention in scene(build(*sentences)).items]


@pytest.mark.parametrize(
    ("sentence", "cls", "quantity"),
    [
        ("Uganda ordered 28 Su-30MK fighters.", "aircraft", 28),
        ("Uganda ordered a dozen helicopters.", "helicopter", 12),
        ("Spain sold Morocco 20 tanks.", "tank", 20),
        ("Oman is to receive two frigates from Britain.", "ship", 2),
        ("Italy has delivered the first two frigates to Qatar.", "ship", 2),
        ("The army displayed a Dornier aircraft.", "aircraft", 1),
        ("Mongolia approved the purchase of rifles from Turkey.", "small arms", None),
    ],
)
def test_class_and_number(sentence: str, cls: str, quantity: int | None) -> None:
    (item,) = items(sentence)
    assert (item.cls, item.quantity) == (cls, quantity)


def test_a_calibre_is_no_number() -> None:
    (item,) = items("Uganda ordered 155 mm howitzers.")
    assert (item.cls, item.quantity) == (ItemClass.ARTILLERY, None)


def test_squadrons_are_not_gunships() -> None:
    (item,) = items("Uganda ordered two squadrons of gunships.")
    assert item.quantity is None


def test_a_designation_is_kept_with_the_words_that_name_it() -> None:
    (item,) = items("Uganda ordered 28 Su-30MK fighters.")
    assert item.designation is not None
    assert item.designation.startswith("Su-30")
    assert item.text == "28 Su-30MK fighters"


@pytest.mark.parametrize(
    ("sentence", "left_out"),
    [
        ("The army bought launchers to fire missiles.", ItemClass.MISSILE),
        ("The army replaced its howitzers with gunships.", ItemClass.ARTILLERY),
    ],
)
def test_arms_fired_or_replaced_do_not_change_hands(sentence: str, left_out: ItemClass) -> None:
    assert left_out not in {item.cls for item in items(sentence)}


def test_what_replaces_arms_is_kept() -> None:
    (item,) = items("The army replaced its howitzers with gunships.")
    assert item.cls is ItemClass.HELICOPTER


def test_the_same_arms_are_one_item_with_what_is_known_of_them() -> None:
    mentions = scene(
        build("The army displayed a Dornier aircraft.", "Uganda ordered 28 Su-30MK fighters.")
    ).items
    assert len(list(distinct([*mentions, *mentions]))) == 2


def test_different_numbers_of_one_class_stay_apart() -> None:
    mentions = scene(
        build("Spain sold Morocco 20 tanks.", "Poland will buy 50 tanks from Japan.")
    ).items
    assert [item.quantity for item in distinct(mentions)] == [20, 50]
