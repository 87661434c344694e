"""The Admiralty scale: default grades of sources, and credibility of values told side by side."""

from __future__ import annotations

import pytest

from dealtrace.register.grades import (
    Credibility,
    Grade,
    Reliability,
    credibility,
    default_reliability,
    reliabilities,
)
from dealtrace.register.model import Root

A, B, C, D, E, F = Reliability
GRADES = {"AFP": B, "Le Monde": B, "Kommersant": C, "TASS": D, "Rumour Daily": E, "Blog": F}


@pytest.mark.parametrize(
    ("name", "kind", "grade"),
    [
        ("Reuters", "agency", B),
        ("AFP", "publisher", B),
        ("the Kommersant daily", "publisher", C),
        ("TASS", "agency", D),
        ("KCNA", "agency", E),
        ("Malecón Watch", "publisher", F),
        ("unnamed outlet (abc123)", "publisher", F),
        ("three sources", "anonymous", F),
        ("Russian defence ministry", "official", B),
        ("loan agreement", "document", B),
        ("Pavel Luzin", "person", C),
    ],
)
def test_default_reliability(name: str, kind: str, grade: Reliability) -> None:
    assert default_reliability(name, kind) is grade


def test_a_persons_grade_goes_before_the_tables() -> None:
    sources = [Root("TASS", "agency", ("a",)), Root("Blog of the Bay", "publisher", ("b",))]
    assert reliabilities(sources) == {"TASS": D, "Blog of the Bay": F}
    assert reliabilities(sources, {"TASS": B}) == {"TASS": B, "Blog of the Bay": F}


def test_the_scales_have_words_and_order() -> None:
    assert [r.meaning for r in (A, F)] == ["completely reliable", "reliability can't be judged"]
    assert Credibility.CONFIRMED.meaning == "confirmed by other sources"
    assert [r.value for r in Reliability if r.trusted] == ["A", "B"]
    assert [r.value for r in Reliability if r.counts] == ["A", "B", "C", "D"]
    assert str(Grade(B, Credibility.PROBABLE, "")) == "B2"


def found(*origins: str, **more: object) -> str:
    return str(credibility(origins, GRADES, **more))  # type: ignore[arg-type]


def test_independent_origins_confirm_each_other() -> None:
    assert found("AFP", "Kommersant") == "B1"
    assert found("TASS", "Kommersant") == "C1"


def test_one_origin_is_as_probable_as_it_is_trusted() -> None:
    assert found("AFP") == "B2"
    assert found("Kommersant") == "C3"
    assert found("TASS") == "D3"


def test_what_nobody_stands_behind_can_not_be_judged() -> None:
    assert found("Blog") == "F6"
    assert found("Not in the grades") == "F6"
    assert found() == "F6"
    assert found("Rumour Daily") == "E4"


def test_unknown_and_unreliable_origins_confirm_nothing() -> None:
    assert found("AFP", "Blog", "Rumour Daily") == "B2"


def test_hedged_values_are_one_step_less_sure() -> None:
    assert found("AFP", "Kommersant", hedged=True) == "B2"
    assert found("AFP", hedged=True) == "B3"


def test_hedged_and_old_values_are_doubtful() -> None:
    assert found("AFP", "Kommersant", hedged=True, silent_years=4.0) == "B4"
    assert found("AFP", silent_years=4.0) == "B2"


def test_values_at_odds() -> None:
    assert found("Kommersant", against=["AFP"]) == "C4"
    assert found("AFP", "Kommersant", against=["TASS"]) == "B2"
    assert found("AFP", against=["Blog"]) == "B2"
    assert found("Rumour Daily", against=["AFP"]) == "E5"
    assert found("Rumour Daily", against=["Blog"]) == "E4"
    assert found("Blog", against=["AFP"]) == "F6"


def test_an_origin_that_gives_both_values_is_not_at_odds_with_itself() -> None:
    assert found("AFP", against=["AFP"]) == "B2"


def test_official_denials() -> None:
    assert found("AFP", denied_by=["Cuban government"]) == "B5"
    assert found("AFP", "Kommersant", denied_by=["Cuban government"]) == "B4"
    assert found("AFP", "Cuban government", denied_by=["Cuban government"]) == "B5"


@pytest.mark.parametrize(
    ("published", "origins", "more"),
    [
        ("A1", ["Signals", "AFP"], {}),  # confirmed information from a reliable source
        ("C1", ["Kommersant", "TASS"], {}),  # the same from a moderately doubtful one
        ("E5", ["Rumour Daily"], {"against": ["AFP"]}),  # inconsistent, from a known liar
        ("F6", ["Blog"], {}),  # of unknown validity, from a new source without reputation
    ],
)
def test_published_examples(published: str, origins: list[str], more: dict[str, object]) -> None:
    """As "Intelligence source and information reliability" (Wikipedia, seen, after the matrices of
    the US Army's FM 2-22.3, appendix B) puts them."""
    assert str(credibility(origins, {**GRADES, "Signals": A}, **more)) == published  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("grade", "why"),
    [
        (
            credibility(["Kommersant"], GRADES),
            "Rests on Kommersant alone (C, fairly reliable).",
        ),
        (
            credibility(["AFP", "TASS"], GRADES),
            "Told by 2 independent origins (AFP and TASS).",
        ),
        (
            credibility(["AFP"], GRADES, against=["TASS", "Kommersant", "Le Monde"]),
            "At odds with Kommersant, Le Monde and TASS; this rests on AFP.",
        ),
    ],
)
def test_grades_say_why(grade: Grade, why: str) -> None:
    assert grade.why == why
