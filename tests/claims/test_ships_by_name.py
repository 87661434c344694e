"""Ships called by their own names: arms, and of the state whose navy their prefix is."""

import pytest
from spacy.language import Language

from dealtrace.claims import casting
from dealtrace.claims.scene import ActorKind, Scene
from dealtrace.claims.sorts import distinct
from dealtrace.intake.report import Report
from dealtrace.language import annotate


def scene(nlp: Language, text: str) -> Scene:
    report = Report(text)
    return casting.stage(annotate(nlp, report), report)


@pytest.mark.parametrize(
    ("text", "ships", "states"),
    [
        ("Chile is to buy HMS Argyll.", ["HMS Argyll"], {"CHL", "GBR"}),
        ("Seoul gave ARC Nariño as a gift.", ["ARC Nariño"], {"KOR", "COL"}),
        ("Peru scrapped HMCS Victoria for parts.", ["HMCS Victoria"], {"PER", "CAN"}),
        ("Oman bought chips from ARM Holdings.", [], {"OMN"}),
    ],
)
def test_a_ship_and_its_state(nlp: Language, text: str, ships: list[str], states: set[str]) -> None:
    found = scene(nlp, text)
    assert [i.item.text for i in found.items] == ships
    assert {a.code for a in found.actors if a.kind is ActorKind.STATE} == states


def test_a_ship_by_name_is_one_of_those_counted(nlp: Language) -> None:
    text = "HMAS Sydney and HMAS Perth, two frigates, were sold to Chile."
    (sort,) = distinct(scene(nlp, text).items)
    assert (sort.text, sort.quantity) == ("two frigates", 2)
