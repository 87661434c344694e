"""Arms that are counted without being named again, and whole orders of which some are part."""

import pytest
from spacy.language import Language

from dealtrace.claims import casting
from dealtrace.claims.scene import ItemMention
from dealtrace.intake.report import Report
from dealtrace.language import annotate


def items(nlp: Language, text: str) -> list[ItemMention]:
    report = Report(text)
    return casting.stage(annotate(nlp, report), report).items


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Chile received six F-16 fighters. Twelve more will follow.", 12),
        ("Peru flies MiG-29 fighters, 18 of which were bought in 1996.", 18),
        ("Oman has ordered K9 howitzers. It took 24 of them last year.", 24),
        ("The army got five T-72 tanks, part of an order for 40.", 40),
        ("Five will come from Russia. India bought Su-30 fighters from it in 2010.", None),
        ("Ghana flies 20 machines of the type.", None),
        ("The last T-84 tanks have left Kharkiv, completing an order for 49 vehicles.", 49),
        ("Kenya bought Mi-17 helicopters. It now flies 20 machines of the type.", 20),
        ("The navy ordered four frigates. The dam will cost less in ten years.", None),
        ("He praised the frigates. A man of 29 was hurt, a committee of eleven was formed.", None),
        ("Ghana ordered corvettes. A second pair follows in May.", 2),
        ("Qatar ordered Rafale jets; a quartet has been delivered.", 4),
        ("Ghana ordered two corvettes. The pair will arrive in May.", None),  # told before
        ("Ghana ordered corvettes. A trio of officers will come to see them.", None),
        ("Ghana ordered Javelin missiles, and 46 launchers too.", 46),
        ("Ghana ordered frigates, and 46 launchers too.", None),
        ("Ghana ordered Zubr hovercraft. The remaining two will come from Kiev.", 2),
        ("Three of them sank.", None),  # nothing stands before the number
        ("The frigates were shown. The Senate approved the bill, 54-44.", None),
    ],
)
def test_arms_that_are_only_counted(nlp: Language, text: str, count: int | None) -> None:
    understood = [i for i in items(nlp, text) if i.understood]
    assert [i.item.quantity for i in understood] == ([] if count is None else [count])


def test_they_are_of_the_type_named_last(nlp: Language) -> None:
    named, counted = items(nlp, "Chile received six F-16 fighters. Twelve more will follow.")
    assert counted.item.designation == named.item.designation == "F-16"
    assert (counted.extra, counted.whole) == (True, False)


def test_the_first_of_many(nlp: Language) -> None:
    _, whole = items(nlp, "Two F-16 fighters landed, the first of 14 bought from America.")
    assert (whole.item.quantity, whole.whole, whole.extra) == (14, True, False)


def test_a_number_hangs_on_arms_over_other_words(nlp: Language) -> None:
    (tanks,) = items(nlp, "Egypt will hand over the two outstanding and long awaited M60 tanks.")
    assert tanks.item.quantity == 2


@pytest.mark.parametrize(
    ("text", "arms"),
    [
        ("Argentina's contract for four OPVs is ready.", ["four OPVs"]),
        ("He leads the 558th Aircraft Repair Plant.", []),
        ("Two MiG-23 fighters were flown in from Russia.", ["Two MiG-23 fighters"]),
        ("Two MiG-23 fighters were flown by cadets.", []),
        ("Nepal wants rifles. The Minimi contract was signed.", ["rifles", "Minimi"]),
        ("The Minimi contract was signed.", []),
        ("Greece wants Rafale jets. The Spike deal is off.", ["Rafale jets"]),
    ],
)
def test_what_counts_as_arms_that_change_hands(nlp: Language, text: str, arms: list[str]) -> None:
    assert [i.item.text for i in items(nlp, text)] == arms


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("India bought Fulcrums and Flankers beside other warplanes.", ["MiG-29", "Su-27"]),
        ("The Eagles won the match.", []),
        ("Iraq bought a dozen MiGs.", ["MiG"]),
        ("MiG declined to comment.", []),
        ("Ukraine ordered six Bayraktars.", ["Bayraktar"]),
        ("The tanks cost P15.74 billion in all.", []),
        ("Egypt gets thirty Rafales of the F3R standard.", ["Rafale"]),
        ("The navy was promised eight Sea Furies and four MEKO frigates.", ["Sea Fury", "MEKO"]),
        ("Chile will buy 12 Lightning IIs.", ["F-35"]),
        ("Used Mirage 2000s out of French stocks were bought.", ["Mirage 2000"]),
        ("Oman ordered two Hawk batteries.", ["Hawk"]),
        ("Tows and lifts are sold by the firm.", []),
    ],
)
def test_types_by_their_nicknames(nlp: Language, text: str, types: list[str]) -> None:
    known = {"Fulcrums": "MiG-29", "Flankers": "Su-27", "MiGs": "MiG"}
    found = [i.item.designation or "" for i in items(nlp, text) if i.item.designation]
    assert [known.get(name, name) for name in found] == types
