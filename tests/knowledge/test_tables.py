"""The tables themselves: unique keys, closed vocabularies, and false friends of their words."""

from __future__ import annotations

import time
from datetime import date

import pytest

from dealtrace.claims.model import ItemClass
from dealtrace.knowledge.countries import code_for, countries, find_countries
from dealtrace.knowledge.tables import parts, rows
from dealtrace.knowledge.weapons import find_weapons

CLASSES = {str(member) for member in ItemClass}


def test_weapons_have_valid_classes_states_and_unique_keys() -> None:
    weapons = list(rows("weapons.csv"))
    assert len(weapons) >= 1_500
    assert {w["class"] for w in weapons} <= CLASSES
    assert {w["origin"] for w in weapons if w["origin"]} <= set(countries())
    keys = [(w["designation"], w["class"]) for w in weapons]
    assert len(keys) == len(set(keys))


def test_nouns_have_valid_classes_and_roles() -> None:
    for row in rows("arms_nouns.csv"):
        assert row["role"] in {"noun", "weak", "generic", "modifier", "trap"}, row
        assert {row["class"], *parts(row["over"])} - {""} <= CLASSES, row


def test_countries_have_unique_codes_of_three_letters() -> None:
    codes = [row["iso3"] for row in rows("countries.csv")]
    assert len(codes) == len(set(codes))
    assert all(len(code) == 3 and code.isupper() for code in codes)


def test_holders_have_known_states_and_days_in_order() -> None:
    for row in rows("office_holders.csv"):
        assert row["iso3"] in countries(), row
        assert not row["end"] or row["start"][:4] <= row["end"][:4], row
        assert date(int(row["start"][:4]), 1, 1).year > 1900, row


def test_office_words_have_known_roles() -> None:
    roles = {"head", "modifier", "portfolio", "unit", "trap"}
    assert {row["role"] for row in rows("offices.csv")} == roles


@pytest.mark.parametrize(
    "text", ["Tell us more.", "Please polish the table.", "the drummer Chad Smith", "in March"]
)
def test_words_that_are_no_states(text: str) -> None:
    assert [m for m in find_countries(text) if not m.ambiguous] == []


def test_states_in_several_forms() -> None:
    assert find_countries("at least US$10-billion") == []
    assert [m.iso3 for m in find_countries("Cuba's and Russian officials; the UK")] == [
        "CUB",
        "RUS",
        "GBR",
    ]
    assert code_for("the Soviet Union") == "SUN"


@pytest.mark.parametrize(
    ("text", "cls", "designation"),
    [
        ("50 T-34-85 tanks", "tank", "T-34-85"),
        ("Super Tucano aircraft", "aircraft", "EMB-314"),
        ("Chieftain tanks", "tank", "Chieftain"),
        ("Tornado aircraft", "aircraft", "Tornado"),
        ("Hawk trainers", "aircraft", "Hawk"),
        ("HPT-32 trainers", "aircraft", "HPT-32"),
        ("Balikpapan class landing craft", "ship", "Balikpapan"),
        ("Ming-class submarines", "submarine", "Ming"),
        ("Avante 2200 corvettes", "ship", "Avante 2200"),
        ("Jacob van Heemskerck class frigates", "ship", "Jacob van Heemskerck"),
        ("a Karel Doorman-class frigate", "ship", "Karel Doorman"),
        ("DF-21 missiles", "missile", "DF-21"),
        ("F-110 engines", "engine/parts", "F-110"),
        ("Sukhoi-30MK fighters", "aircraft", "Su-30MK"),
        ("Su30 MK 2 jets", "aircraft", "Su-30MK2"),
        ("two Hawk batteries", "air defence", "Hawk"),
        ("Patriot fire units", "air defence", "Patriot"),
        ("a pair of Dongfeng-3s", "missile", "DF-3"),
        ("ten L-159s and six ALCAs", "aircraft", "L-159"),
        ("lightweight torpedoes", "missile", None),
        ("a flat-top", "ship", None),
        ("rocket launchers", "artillery", None),
        ("aerial bombs", "ammunition", None),
    ],
)
def test_arms_with_class_and_designation(text: str, cls: str, designation: str | None) -> None:
    match = find_weapons(text)[0]
    assert (match.cls, match.designation) == (cls, designation)


@pytest.mark.parametrize(
    "text",
    [
        "a price of P15 million",
        "some R700 crore",
        "in October",
        "Victoria said no",
        "Tows and lifts",
        "a turkey dinner",
    ],
)
def test_words_that_are_no_arms(text: str) -> None:
    assert find_weapons(text) == []


@pytest.mark.parametrize("text", ["a Falcon landed on the fence", "the Hawk won", "new trainers"])
def test_common_words_need_other_signs(text: str) -> None:
    assert all(m.ambiguous for m in find_weapons(text))


@pytest.mark.parametrize("text", ["Su-" * 5_000, "A1" * 10_000, "tank " * 5_000, "-made " * 5_000])
def test_hostile_text_is_read_in_time(text: str) -> None:
    began = time.perf_counter()
    find_weapons(text)
    find_countries(text)
    assert time.perf_counter() - began < 8
