"""How far a deal is borne out: voices, agreement, grade of the whole, questions."""

from __future__ import annotations

import datetime as dt

import pytest

from dealtrace.analysis.corroboration import Corroboration, agreement, corroboration
from dealtrace.register.store import Register
from tests.analysis.made import Json, Made, Read, claim, deal, told, with_claims
from tests.register.labels import cuban_loan, current


def by(name: str, publisher: str, **more: object) -> Read:
    """A report that rests on its publisher."""
    return told(name, deal(stage="signed", **more), publisher=publisher)


def asked(register: Register, as_of: dt.date | None = None) -> Corroboration:
    (name,) = current(register)
    with register.reading() as connection:
        return corroboration(connection, name, as_of)


def test_two_papers_that_agree_confirm(made: Made) -> None:
    found = asked(made([by("a", "Reuters"), by("b", "Le Monde")]))
    assert {voice.name for voice in found.voices} == {"Reuters", "Le Monde"}
    assert found.agreement == 1.0
    assert found.grade.endswith("1")
    assert found.unconfirmed == ()
    assert not any("Which is right" in question for question in found.questions)


def test_one_paper_does_not(made: Made) -> None:
    found = asked(made([by("a", "Reuters")]))
    assert found.agreement is None
    assert not found.grade.endswith("1")
    assert "Who besides Reuters can confirm it, without resting on it?" in found.questions
    assert {"stage: signed", "price: USD 1,200,000,000"} <= set(found.unconfirmed)


def test_a_disputed_price_lowers_the_whole_and_is_asked_for(made: Made) -> None:
    cheap = {"amount": 0.9e9, "currency": "USD"}
    found = asked(made([by("a", "Reuters"), by("b", "Le Monde", value=cheap)]))
    assert found.agreement == pytest.approx(0.5)  # the number of frigates is agreed
    assert found.grade.endswith("2")
    assert "Disputed: price." in found.why
    (price,) = [point for point in found.points if point.field == "price"]
    assert len(price.others) == 1
    assert price.against
    assert any(q.startswith("Which is right, USD") for q in found.questions)


def test_agreement_counts_pairs_of_voices() -> None:
    def one(amount: float, *roots: str) -> Json:
        value = {"amount": amount, "currency": "USD"}
        return {"value": value, "first_seen": "2019-02-06", "roots": list(roots)}

    values = [one(1e6, "a", "b"), one(2e6, "c")]
    assert agreement({"value": values, "financing": [], "items": []}) == pytest.approx(1 / 3)


def test_a_denial_is_named(made: Made) -> None:
    denies = claim(
        "denial",
        "The minister denied that anything was signed.",
        {"speaker": [("Ana Berg", None)]},
        modality="denied",
        by=[("Ana Berg", "official")],
    )
    found = asked(made([with_claims(by("a", "Reuters"), denies)]))
    assert found.denied_by == ("Ana Berg",)
    assert found.questions[0].startswith("What exactly does Ana Berg deny")


def test_the_russian_loan(made: Made) -> None:
    found = asked(made(cuban_loan()))
    assert found.reports == 10
    assert found.copies == 1
    assert 0 < len(found.voices) < 9
    assert any(point.field == "loan" and point.others for point in found.points)
    earlier = asked(made(cuban_loan()), dt.date(2018, 12, 31))
    assert earlier.reports < found.reports
